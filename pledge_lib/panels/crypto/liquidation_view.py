"""How F4.4 looks: the collateral after each call, who got it, the health factor beside it; and what it says."""

from pledge_lib.finance.checks import exact
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F4.4"
MOST_SHOWN = 6  # calls; of more the first ones and the last are drawn
PLACES = 2 + MOST_SHOWN  # before the fall, after it, and the calls
HIGHEST_HEALTH = 1.5  # what is above is drawn here; the table says the number
ENDS = (-0.6, PLACES - 0.4)
PARTS = ("yours", "repaid", "bonus", "fee")
DUST_RULES = ("small_position", "dust")
TARGET_RULES = ("target_health_factor",)
SHARE_RULES = ("close_factor", "full_close_health_factor")


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    rules = (*(TARGET_RULES if result.rules.has_target else SHARE_RULES), *DUST_RULES, "books_deficit")
    columns = ("call", "repaid", "taken", "collateral", "debt", "health")
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in _reasons(result)),
        table=(tuple(words(f"{ID}.column.{name}") for name in columns), *_rows(result, words)),
        notes=tuple(words(f"{ID}.note.{name}", **numbers) for name in _notes(result)),
        lines=_lines(result),
        ranges={"yaxis": (0, charts.nice_ceiling(result.opened.collateral_value))},
        ticks={"xaxis": _ticks(result, words, "tick"), "xaxis2": _ticks(result, words, "short")},
        rules=((result.rules, rules),),
        sources=(result.asset.risk_source,),
    )


def _numbers(result) -> dict[str, str]:
    fallen, end = result.fallen, result.end
    numbers = {
        "value": amount_text(result.opened.collateral_value),
        "debt": amount_text(fallen.debt_value),
        "fall": percent_text(result.fall),
        "now": amount_text(fallen.collateral_value),
        "threshold": percent_text(result.threshold),
        "bonus": percent_text(result.bonus),
        "start": _health(result.opened),
        "health": _health(fallen),
        "room": percent_text(1 - 1 / fallen.health_factor) if fallen.health_factor else "—",
        "gas": amount_text(result.gas),
        "calls": amount_text(len(result.done)),
        "repaid": amount_text(result.repaid),
        "taken": amount_text(result.repaid + result.penalty),
        "penalty": amount_text(result.penalty),
        "income": amount_text(result.income),
        "fee": amount_text(result.fee),
        "fee_share": percent_text(result.asset.protocol_fee, 0),
        "left": amount_text(end.collateral_value),
        "left_debt": amount_text(end.debt_value),
        "after": _health(end),
        "deficit": amount_text(result.deficit),
        "turning_point": amount_text(result.turning_point, 4),
        "full_close": amount_text(result.rules.full_close_health_factor, 2),
        "small": amount_text(result.rules.small_position),
        "dust": amount_text(result.rules.dust),
        "target": amount_text(result.rules.target_health_factor, 2),
    }
    if result.calls:
        first = result.calls[0]
        numbers |= {
            "share": percent_text(first.close_factor, 0),
            "first_most": amount_text(first.most_repaid),
            "first_repaid": amount_text(first.repaid),
            "first_taken": amount_text(first.repaid + first.penalty),
            "first_left": amount_text(first.after.collateral_value),
            "first_debt": amount_text(first.after.debt_value),
            "first_after": _health(first.after),
            "first_income": amount_text(first.income),
        }
    return numbers


def _health(position) -> str:
    """Return the health factor as text; one that is just below the line must not read 1.0000."""
    health = position.health_factor
    return amount_text(min(health, 0.9999) if health < 1 else health, 4)


def _reasons(result):
    """Yield the parts of the why drawer: the health factor, how much one call may repay, what it does."""
    if result.state == NO_DEBT:
        yield NO_DEBT
        return
    yield "health"
    if result.calls:
        first, rules = result.calls[0], result.rules
        sides = (result.fallen.collateral_value, result.fallen.debt_value)
        if rules.has_target:
            yield "target"
        elif first.close_factor < 1:
            yield "half" if rules.full_close_health_factor else "always-half"
        else:
            above = result.fallen.health_factor > rules.full_close_health_factor
            yield "small" if above and min(sides) < rules.small_position else "all"
        if first.refused:
            yield "refused"
        else:
            yield "short" if first.repaid < first.most_repaid else "taken"
            if first.after.collateral_value:
                yield "left"
        if result.deficit:
            yield "booked" if rules.books_deficit else "not-booked"
    yield "turning-point"


def _notes(result):
    if result.threshold * (1 + result.bonus) >= 1:
        yield "insane"
    elif result.gets_worse:
        yield "worse"
    if result.done:
        yield "jump"
    if result.rules.name == "aave-v2":
        yield "v2"
    if result.rules.has_target:
        yield "v4"


def _shown(result) -> list:
    """Return the number and the call of each bar: the first ones, and the last where there are more."""
    counted = list(enumerate(result.done, start=1))
    return counted if len(counted) <= MOST_SHOWN else [*counted[: MOST_SHOWN - 1], counted[-1]]


def _rows(result, words: Words):
    for name, position in (("before", result.opened), ("fallen", result.fallen)):
        yield words(f"{ID}.row.{name}"), "—", "—", *_state_of(position, position.debt_value)
    for number, call in _shown(result):
        taken = amount_text(call.repaid + call.penalty)
        name = words(f"{ID}.row.call", call=amount_text(number))
        yield name, amount_text(call.repaid), taken, *_state_of(call.after, _unpaid(call))
    if len(result.done) > 1:
        taken = amount_text(result.repaid + result.penalty)
        state = _state_of(result.end, _unpaid(result.done[-1]))
        yield words(f"{ID}.row.all"), amount_text(result.repaid), taken, *state


def _state_of(position, unpaid: float) -> tuple[str, ...]:
    health = _health(position) if position.collateral_value else "—"
    return amount_text(position.collateral_value), amount_text(unpaid), health


def _unpaid(call) -> float:
    """Return the debt that is left after a call, the part that is written off included."""
    return call.after.debt_value + sum(call.deficit.values())


def _ticks(result, words: Words, kind: str):
    names = [words(f"{ID}.{kind}.{name}") for name in ("before", "fallen")]
    names += [words(f"{ID}.{kind}.call", call=amount_text(number)) for number, _ in _shown(result)]
    return tuple(range(len(names))), tuple(names)


def _lines(result) -> dict:
    """Return the numbers of each trace: the collateral by what became of it, the debt, and the health factor."""
    positions = [result.opened, result.fallen, *(call.after for _, call in _shown(result))]
    gone = [(0.0, 0.0, 0.0)] * 2
    for number, _ in _shown(result):
        done = result.done[:number]
        income, penalty = sum(call.income for call in done), sum(call.penalty for call in done)
        gone.append((sum(call.repaid for call in done), income, penalty - income))
    empty = [0.0] * (PLACES - len(positions))
    heights = [[float(position.collateral_value), *parts] for position, parts in zip(positions, gone, strict=True)]
    stacks = {name: [column[place] for column in heights] + empty for place, name in enumerate(PARTS)}
    bases, found = [0.0] * PLACES, {}
    for name in PARTS:
        found[name] = {"x": range(PLACES), "y": stacks[name], "base": bases}
        bases = [base + height for base, height in zip(bases, stacks[name], strict=True)]
    places = range(len(positions))
    healths = [_drawn(position) for position in positions]
    debts = [result.opened.debt_value, result.fallen.debt_value, *(_unpaid(call) for _, call in _shown(result))]
    return found | {
        "debt": (places, debts),
        "one": (ENDS, [1, 1]),
        "turning": (ENDS, [result.turning_point] * 2),
        "health": (places, healths),
    }


def _drawn(position) -> float:
    """Return the health factor as drawn: without collateral there is none, and it lies at the bottom."""
    return min(position.health_factor, HIGHEST_HEALTH) if position.collateral_value else 0


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in (*PARTS, "debt", "one", "turning", "health")}
    looks = {"yours": (charts.BLUE, ""), "repaid": (charts.GREY, "/"), "bonus": (charts.ORANGE, "x"),
             "fee": (charts.GREEN, ".")}  # fmt: skip
    dollars, plain = "%{x}: %{y:,.2f}", "%{y:.4f}"
    health = charts.line("health", said["health"], charts.BLUE, hover=f"{said['health']} {plain}", pane="2")
    traces = [
        *(charts.columns(name, said[name], color, pattern=pattern, hover=f"{said[name]} {dollars}")
          for name, (color, pattern) in looks.items()),
        charts.dots("debt", said["debt"], charts.RED, symbols="diamond", hover=f"{said['debt']} {dollars}"),
        charts.line("one", said["one"], charts.RED, dash="dash", hover=f"{said['one']} {plain}", pane="2"),
        charts.line("turning", said["turning"], charts.ORANGE, dash="dot", hover=f"{said['turning']} {plain}",
                    pane="2"),
        health.update(mode="lines+markers", marker={"size": 9, "symbol": "circle"}),
    ]  # fmt: skip
    across = {"range": ENDS, "showgrid": False}
    heights = [0, 0.25, 0.5, 0.75, 1, 1.25, HIGHEST_HEALTH]
    return charts.figure(
        traces,
        height=420,
        barmode="overlay",
        margin={"l": 66, "r": 18, "t": 34, "b": 120},
        legend={"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        xaxis={**across, "domain": (0.0, 0.56)},
        yaxis={"range": [0, 10_000], "tickformat": ","},
        xaxis2={**across, "tickangle": 0, "domain": (0.65, 1.0), "anchor": "y2"},
        yaxis2={"range": [0, HIGHEST_HEALTH * 1.03], "anchor": "x2", "tickvals": heights,
                "ticktext": [*(amount_text(exact(height), 2) for height in heights[:-1]), f"≥ {HIGHEST_HEALTH:.2f}"]},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("money", 0.28), ("health", 0.825))
        ],
    )  # fmt: skip
