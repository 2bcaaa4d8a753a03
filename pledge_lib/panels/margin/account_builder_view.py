"""How F2.3 looks: the numerator and the denominator of the ratio as two stacks, each position's ratio; what it says."""

import math

from pledge_lib.finance.amounts import total
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.states import CALLED, NO_DEBT
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F2.3"
NAMES = ("a", "b", "c", "d", "e", "f")
LONG, SHORT, NONE = SIDES = ("long", "short", "none")
ACCOUNT = "account"
EMPTY = "empty"
STACKS = {  # which stack, colour and pattern
    "financed": (0, charts.BLUE, ""),
    "short_sale_collateral": (0, charts.GREEN, "/"),
    "short_sale_margin": (0, charts.GREEN, "x"),
    "posted": (0, charts.GREY, "."),
    "loans": (1, charts.ORANGE, ""),
    "shorted": (1, charts.RED, "/"),
}
FINE, WEAK = "fine", "weak"
MARKS = {FINE: ("circle", charts.BLUE), WEAK: ("diamond-open", charts.ORANGE), CALLED: ("x", charts.RED)}
SMALLEST = 10_000  # the axis of an empty account, in TWD
SHOWN = (50, 300)  # per cent; what lies beyond is drawn at the end, the sheet says the number
RULES_USED = ("call_line", "cure_target", "financing_ratio", "loan_step", "short_sale_margin", "net_short_collateral",
              "handling_fee", "transaction_tax", "commission", "posted_rate_listed")  # fmt: skip
SOURCES = ("A-9",)  # the rule that says what is in the ratio
COLUMNS = ("row", "side", "value", "financing_ratio", "short_sale_margin", "shock", "ratio", "state", "called_sum")


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    why = (result.state,) if result.state in (EMPTY, NO_DEBT) else ("account", "net" if result.net else "gross")
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(words(f"{ID}.why.{name}", **numbers) for name in why),
        table=(
            (words("table.quantity"), words("table.value")),
            (words(f"{ID}.row.state"), words(f"{ID}.state.{result.state}")),
            *((words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers)) for name in _rows(result)),
            *((_name(name, words), _said(parcel, words)) for name, parcel in result.parcels.items()),
        ),
        sheet=(tuple(words(f"{ID}.sheet.{name}") for name in COLUMNS), *(_row(result, name, words) for name in NAMES)),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        looks={"ratios": _looks(result, words)},
        ranges={"yaxis": (0, _ceiling(result))},
        rules=((result.rules, RULES_USED),),
        sources=SOURCES,
    )


def _parts(result) -> dict[str, float]:
    """Return the parts of the numerator and of the denominator; money in TWD."""
    longs, shorts = ((), ()) if result.now is None else (result.now.longs, result.now.shorts)
    return {
        "financed": total(part.value for part in longs),
        "short_sale_collateral": total(part.short_sale_collateral for part in shorts),
        "short_sale_margin": total(part.short_sale_margin for part in shorts),
        "posted": 0 if result.now is None else result.now.posted_value,
        "loans": total(part.loan for part in longs),
        "shorted": total(part.value for part in shorts),
    }


def _numbers(result, words: Words) -> dict[str, str]:
    parts = {name: amount_text(amount) for name, amount in _parts(result).items()}
    line = percent_text(result.rules.call_line)
    if result.now is None:
        return parts | {"line": line}
    return parts | {
        "line": line,
        "numerator": amount_text(result.collateral),
        "denominator": amount_text(result.debt),
        "needed": amount_text(result.rules.call_line * result.debt, 2),
        "ratio": percent_text(result.ratio),
        "opened": percent_text(result.opened.ratio),
        "equity": amount_text(result.collateral - result.debt),
        "move": "—" if math.isinf(result.move) else percent_text(result.move),
        "size": percent_text(abs(result.move)),
        "name": words(f"{ID}.and").join(_name(name, words) for name in result.marked(CALLED) or result.marked(WEAK)),
        "target": percent_text(result.rules.cure_target),
        "called_sum": amount_text(total(parcel.called_sum or 0 for parcel in result.parcels.values()), 2),
        "posted_rate": percent_text(result.rules.posted_rate_listed),
    }


def _rows(result) -> tuple[str, ...]:
    """Return the rows of the table that have a number in this state."""
    if result.now is None:
        return tuple(STACKS)
    if result.state == NO_DEBT:
        return (*STACKS, "numerator", "denominator", "equity")
    called = ("called_sum",) if result.state == CALLED else ()
    return (*STACKS, "numerator", "denominator", "needed", "equity", "ratio", "opened", "move", *called)


def _name(name: str, words: Words) -> str:
    return words(f"{ID}.name.{name}")


def _said(parcel, words: Words) -> str:
    return words(f"{ID}.cell.position", ratio=percent_text(parcel.ratio), state=words(f"{ID}.mark.{parcel.mark}"))


def _row(result, name: str, words: Words) -> tuple[str, ...]:
    """Return a row of the sheet: the numbers to edit, then what becomes of the position."""
    side, parcel = result.sides[name], result.parcels.get(name)
    head = (_name(name, words), words(f"{ID}.side.{side}"))
    if parcel is None:
        return (*head, *["—"] * (len(COLUMNS) - len(head)))
    terms = (f"ratio:{name}", "—") if side == LONG else ("—", f"margin:{name}")
    return (
        *head,
        f"value:{name}",
        *terms,
        f"shock:{name}",
        percent_text(parcel.ratio),
        words(f"{ID}.mark.{parcel.mark}"),
        "—" if parcel.called_sum is None else amount_text(parcel.called_sum, 2),
    )


def _notes(result, words: Words, numbers):
    if result.state in (EMPTY, NO_DEBT):
        return
    if result.collateral < result.debt:
        yield words(f"{ID}.note.owing", **numbers)
    if result.state != CALLED:
        direction = "none" if math.isinf(result.move) else "fall" if result.move < 0 else "rise"
        yield words(f"{ID}.note.{direction}", **numbers)
    if result.now.posted:
        yield words(f"{ID}.note.posted", **numbers)


def _ceiling(result) -> float:
    return charts.nice_ceiling(max(result.collateral, result.debt * result.rules.call_line, SMALLEST))


def _lines(result) -> dict:
    parts, tops, found = _parts(result), [0.0, 0.0], {}
    for name, (place, _, _) in STACKS.items():
        found[name] = {"x": [place], "base": [tops[place]], "y": [parts[name]]}
        tops[place] += parts[name]
    needed = result.rules.call_line * tops[1]
    line = result.rules.call_line * 100
    found["needed"] = ([-0.5, 0.5], [needed] * 2)
    found["line"] = ([line] * 2, [-0.6, len(NAMES) + 0.6])
    ratios = [_on_scale(result, name) for name in (*NAMES[::-1], ACCOUNT)]
    return found | {"ratios": (ratios, range(len(ratios)))}


def _on_scale(result, name: str) -> float:
    """Return the ratio in per cent as drawn; nowhere for what has none."""
    part = result if name == ACCOUNT else result.parcels.get(name)
    if part is None or not part.debt:
        return charts.NOWHERE
    return min(max(part.ratio * 100, SHOWN[0]), SHOWN[1])


def _looks(result, words: Words) -> dict[str, tuple[str, ...]]:
    marks, texts = [], []
    for name in NAMES[::-1]:
        parcel = result.parcels.get(name)
        marks.append(MARKS[parcel.mark if parcel else FINE])
        texts.append(f"{_name(name, words)} {_said(parcel, words)}" if parcel else "")
    marks.append(("star", MARKS[CALLED if result.state == CALLED else FINE][1]))
    ratio = percent_text(result.ratio)
    texts.append(f"{_name(ACCOUNT, words)} {ratio}")
    symbols, colors = zip(*marks, strict=True)
    return {"symbol": symbols, "color": colors, "text": tuple(texts)}


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in (*STACKS, "needed", "line")}
    stacks = [
        charts.columns(name, said[name], color, pattern=pattern, width=0.7, hover=f"{said[name]} %{{y:,.0f}}")
        for name, (_, color, pattern) in STACKS.items()
    ]
    line = charts.line("line", said["line"], charts.RED, dash="dash", hover=f"{said['line']} %{{x:.2f}}%", pane="2")
    ratios = charts.dots("ratios", "", charts.BLUE, hover="%{hovertext}", pane="2")
    for trace in (line, ratios):
        trace.showlegend = False
    needed = charts.line("needed", said["needed"], charts.RED, dash="dash", hover=f"{said['needed']} %{{y:,.0f}}")
    names = [_name(name, words) for name in (*NAMES[::-1], ACCOUNT)]
    return charts.figure(
        [*stacks, needed, line, ratios],
        height=420,
        barmode="overlay",
        margin={"l": 78, "r": 24, "t": 34, "b": 120},
        legend={"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top"},
        xaxis={"domain": (0.0, 0.44), "range": [-0.6, 1.6], "tickvals": [0, 1], "showgrid": False,
               "ticktext": [words(f"{ID}.axis.numerator"), words(f"{ID}.axis.denominator")]},
        yaxis={"range": [0, 500_000], "tickformat": ","},
        xaxis2={"domain": (0.6, 1.0), "range": [SHOWN[0] - 8, SHOWN[1] + 8], "ticksuffix": "%", "anchor": "y2",
                "title": words(f"{ID}.axis.ratio")},
        yaxis2={"range": [-0.6, len(NAMES) + 0.6], "tickvals": list(range(len(names))), "ticktext": names,
                "anchor": "x2"},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("stacks", 0.22), ("ratios", 0.8))
        ],
    )  # fmt: skip
