"""How F2.5 looks: for each method the sum to the line beside the sum to the target, and what each level does."""

import math

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.market.procedure import CALLED, CANCELLED, WATCH
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F2.5"
REPAY, ADD, SELL = METHODS = ("repay", "add", "sell")
LINE, TARGET = LEVELS = ("line", "target")
BESIDE = 0.2  # each bar of a pair stands so far from its middle
MARKS = {CALLED: ("x", charts.RED), WATCH: ("diamond-open", charts.ORANGE), CANCELLED: ("circle", charts.GREEN)}
UNCALLED = ("circle-open", charts.GREY)
SHOWN = (50, 260)  # per cent; what lies beyond is drawn at the end, the table says the number
RULES_USED = ("call_line", "cancel_level", "cure_target", "financing_ratio", "posted_rate_listed", "transaction_tax",
              "commission")  # fmt: skip


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    called = result.state == CALLED
    why = ("cure", "levels") if called else ("nothing",)
    state = "too-deep" if called and result.times is None else result.state
    return View(
        sentence=words(f"{ID}.sentence.{state}", **numbers),
        why="\n".join(words(f"{ID}.why.{name}", **numbers) for name in why),
        table=_table(result, words, numbers),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        looks={"levels": _looks(result, words)},
        ticks={"xaxis2": ((0, 1, 2), _names(result, words))},
        ranges={"yaxis": (0, _ceiling(result))},
        rules=((result.rules, RULES_USED),),
    )


def _numbers(result, words: Words) -> dict[str, str]:
    sums = {f"{method}_{name}": _amount(level.amounts[method], words)
            for name, level in _levels(result).items() for method in METHODS}  # fmt: skip
    rules = result.rules
    return sums | {
        "collateral": amount_text(result.collateral),
        "debt": amount_text(result.debt),
        "ratio": percent_text(result.ratio),
        "line": percent_text(rules.call_line),
        "target": percent_text(result.target),
        "cure_target": percent_text(rules.cure_target),
        "cancel_level": percent_text(rules.cancel_level),
        "cost": percent_text(result.cost, 4),
        "financing_ratio": percent_text(result.financing_ratio),
        "opening_ratio": percent_text(result.opening_ratio),
        "bought_for": amount_text(result.bought_for),
        "change": "—" if result.change is None else percent_text(result.change),
        "name": words(f"{ID}.method.{result.method}"),
        "low": _amount(result.to_line.amounts[result.method], words),
        "high": _amount(result.to_target.amounts[result.method], words),
        "times": amount_text(result.times or 0, 1),
        "state": words(f"{ID}.state.{result.to_target.state}"),
        "room": percent_text(result.to_target.room),
        "called_sum": amount_text(result.called_sum, 2),
        "posted": amount_text(result.to_post),
        "posted_rate": percent_text(rules.posted_rate_listed),
    }


def _levels(result) -> dict:
    return {LINE: result.to_line, TARGET: result.to_target}


def _amount(amount: float, words: Words) -> str:
    return amount_text(amount, 2) if math.isfinite(amount) else words(f"{ID}.impossible")


def _table(result, words: Words, numbers) -> tuple[tuple[str, ...], ...]:
    """Return one row for each method, then what each level does and where the purchase stands."""
    called = result.state == CALLED
    head = (words("table.quantity"), *(words(f"{ID}.column.{name}", **numbers) for name in LEVELS))
    sums = [(words(f"{ID}.method.{method}"), numbers[f"{method}_line"], numbers[f"{method}_target"])
            for method in METHODS]  # fmt: skip
    levels = _levels(result).values()
    states = [words(f"{ID}.state.{level.state}") if called else words(f"{ID}.state.uncalled") for level in levels]
    after = [
        (words(f"{ID}.row.ratio_after"), *(percent_text(max(level.ratio, result.ratio)) if result.debt else "∞"
                                           for level in levels)),
        (words(f"{ID}.row.state_after"), *states),
        (words(f"{ID}.row.room_after"), *(percent_text(level.room) for level in levels)),
    ]  # fmt: skip
    rows = ("ratio", *(("times",) if result.times else ()), "opening_ratio", "bought_for", "change")
    standing = [(words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers), "") for name in rows]
    return (head, *sums, *after, *standing)


def _notes(result, words: Words, numbers):
    if result.state != CALLED:
        return
    if not math.isfinite(result.to_line.amounts[SELL]):
        yield words(f"{ID}.note.sell-impossible")
    elif not result.cost:
        yield words(f"{ID}.note.no-costs", **numbers)
    yield words(f"{ID}.note.posted", **numbers)


def _ceiling(result) -> float:
    amounts = [amount for level in _levels(result).values() for amount in level.amounts.values()]
    return charts.nice_ceiling(max(amount for amount in amounts if math.isfinite(amount)))


def _lines(result) -> dict:
    places, levels = range(len(METHODS)), _levels(result)
    bars = {}
    for name, side in ((LINE, -BESIDE), (TARGET, BESIDE)):
        amounts = [levels[name].amounts[method] for method in METHODS]
        heights = [amount if math.isfinite(amount) else 0 for amount in amounts]
        bars[name] = {"x": [place + side for place in places], "y": heights}
    ratios = (result.ratio, *(max(level.ratio, result.ratio) for level in levels.values()))
    return bars | {
        "call-line": ([-0.5, 2.5], [result.rules.call_line * 100] * 2),
        "cancel-level": ([-0.5, 2.5], [result.rules.cancel_level * 100] * 2),
        "levels": ((0, 1, 2), [min(max(ratio * 100, SHOWN[0]), SHOWN[1]) for ratio in ratios]),
    }


def _names(result, words: Words) -> tuple[str, ...]:
    now = words(f"{ID}.axis.now")
    return (now, *(words(f"{ID}.axis.{name}", target=percent_text(level.ratio)) for name, level in
                   _levels(result).items()))  # fmt: skip


def _looks(result, words: Words) -> dict[str, tuple[str, ...]]:
    if result.state == CALLED:
        states = (CALLED, result.to_line.state, result.to_target.state)
        marks, said = [MARKS[state] for state in states], [words(f"{ID}.state.{state}") for state in states]
    else:
        marks, said = [UNCALLED] * 3, [words(f"{ID}.state.uncalled")] * 3
    symbols, colors = zip(*marks, strict=True)
    return {"symbol": symbols, "color": colors, "text": tuple(said)}


def figure(words: Words):
    """Return the empty figure: pairs of bars, and a ladder of ratios."""
    said = {name: words(f"{ID}.trace.{name}") for name in (*LEVELS, "call-line", "cancel-level")}
    width = BESIDE * 1.8
    traces = [
        charts.columns(LINE, said[LINE], charts.ORANGE, pattern="/", width=width, hover=f"{said[LINE]} %{{y:,.2f}}"),
        charts.columns(TARGET, said[TARGET], charts.BLUE, pattern="", width=width, hover=f"{said[TARGET]} %{{y:,.2f}}"),
        charts.line("call-line", said["call-line"], charts.RED, dash="dash", pane="2",
                    hover=f"{said['call-line']} %{{y:.2f}}%"),
        charts.line("cancel-level", said["cancel-level"], charts.GREEN, dash="dot", pane="2",
                    hover=f"{said['cancel-level']} %{{y:.2f}}%"),
        charts.dots("levels", "", charts.GREY, hover="%{y:.2f}% %{hovertext}", pane="2"),
    ]  # fmt: skip
    traces[-1].showlegend = False
    return charts.figure(
        traces,
        height=400,
        barmode="overlay",
        margin={"l": 74, "r": 20, "t": 34, "b": 110},
        legend={"orientation": "h", "x": 0, "y": -0.22, "yanchor": "top"},
        xaxis={"domain": [0.0, 0.55], "range": [-0.6, 2.6], "tickvals": [0, 1, 2], "showgrid": False, "anchor": "y",
               "ticktext": [words(f"{ID}.method.{method}") for method in METHODS]},
        yaxis={"range": [0, 50_000], "tickformat": ",", "anchor": "x"},
        xaxis2={"domain": [0.68, 1.0], "range": [-0.5, 2.5], "tickvals": [], "ticktext": [], "showgrid": False,
                "anchor": "y2"},
        yaxis2={"range": SHOWN, "ticksuffix": "%", "anchor": "x2"},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("sums", 0.275), ("ratios", 0.84))
        ],
    )  # fmt: skip
