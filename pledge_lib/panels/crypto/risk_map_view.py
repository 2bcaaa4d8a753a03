"""How F4.10 looks: a grid of what can fail and who absorbs it, and the room to the line, which comes first."""

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F4.10"
PROFILE, TOKEN = "tw-broker-pledge", "WETH"
CAPO = 0.0285  # how far too low a price cap valued wstETH on 2026-03-10 (CRYPTO 8)
PRICE = "price"
ORACLE, CONTRACT, CUSTODY, GOVERNANCE, LEGAL = SWITCHED = ("oracle", "contract", "custody", "governance", "legal")
RISKS = (PRICE, *SWITCHED)
PLEDGE, CHAIN, EARN = PRODUCTS = ("pledge", "chain", "earn")
YOU, SHARED, NOBODY = ABSORBERS = ("you", "shared", "nobody")
MARKS = {YOU: ("x", charts.RED), SHARED: ("diamond", charts.ORANGE), NOBODY: ("circle", charts.GREEN)}
OFF = ("circle-open", charts.GREY)
WHO = {
    PRICE: (YOU, YOU, YOU),
    ORACLE: (NOBODY, YOU, NOBODY),
    CONTRACT: (NOBODY, SHARED, SHARED),
    CUSTODY: (SHARED, YOU, YOU),
    GOVERNANCE: (YOU, YOU, YOU),
    LEGAL: (SHARED, YOU, YOU),
}  # fmt: skip
CELLS = tuple((risk, product) for risk in RISKS for product in PRODUCTS)
ROOMS = (-30, 100)  # per cent
RULES_USED = ("call_line", "loan_to_value", "cure_sessions")


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    return View(
        sentence="".join(_sentence(result, words, numbers)),
        why=words(f"{ID}.why", **numbers),
        table=_table(result, words, numbers),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        looks={"grid": _looks(result, words)},
        ranges={},
        idle=() if ORACLE in result.failing else ("error",),
        rules=((result.rules, RULES_USED),),
        sources=("aave-origin", result.ether.risk_source, "aave-forum"),
    )


def absorber(risk: str, product: str) -> str:
    """Return who absorbs a risk of a product."""
    return WHO[risk][PRODUCTS.index(product)]


def _numbers(result, words: Words) -> dict[str, str]:
    zeroed, restored = result.limit_set_to_nothing
    counts = {product: sum(absorber(risk, product) == YOU for risk in result.failing) for product in PRODUCTS}
    return {
        "borrowed": percent_text(result.borrowed),
        "line": percent_text(result.rules.call_line),
        "cap": percent_text(result.rules.loan_to_value),
        "sessions": amount_text(result.rules.cure_sessions),
        "threshold": percent_text(result.threshold),
        "bonus": percent_text(result.ether.bonus),
        "pledge_room": percent_text(result.pledge_room),
        "chain_room": percent_text(result.chain_room),
        "health": amount_text(result.health, 4),
        "error": percent_text(result.error),
        "capo": percent_text(CAPO),
        "zeroed": zeroed.date.isoformat(),
        "restored": restored.date.isoformat(),
        "failing": words(f"{ID}.join").join(words(f"{ID}.risk.{risk}") for risk in result.failing),
        "count": amount_text(len(result.failing)),
        **{f"{product}_count": amount_text(number) for product, number in counts.items()},
    }


def _sentence(result, words: Words, numbers):
    yield words(f"{ID}.sentence.pledge-{'called' if result.pledge_room < 0 else 'room'}", **numbers)
    by_error = "liquidated" if result.health < 1 else "error" if result.error else "room"
    yield words(f"{ID}.sentence.chain-{by_error}", **numbers)
    yield words(f"{ID}.sentence.{'more' if result.failing else 'price-only'}", **numbers)


def _table(result, words: Words, numbers) -> tuple[tuple[str, ...], ...]:
    head = (words(f"{ID}.column.risk"), *(words(f"{ID}.product.{product}") for product in PRODUCTS))
    grid = [
        (words(f"{ID}.risk.{risk}"), *(_cell(result, risk, product, words, numbers) for product in PRODUCTS))
        for risk in RISKS
    ]
    rooms = (words(f"{ID}.row.room"), numbers["pledge_room"], numbers["chain_room"], words(f"{ID}.cell.no-line"))
    time = (words(f"{ID}.row.time"), *(words(f"{ID}.cell.time-{product}", **numbers) for product in PRODUCTS))
    return (head, *grid, rooms, time)


def _cell(result, risk: str, product: str, words: Words, numbers) -> str:
    if risk != PRICE and risk not in result.failing:
        return words(f"{ID}.cell.off")
    fails = words(f"{ID}.{product}.{risk}", **numbers)
    return words(f"{ID}.cell.who", who=words(f"{ID}.who.{absorber(risk, product)}"), fails=fails)


def _notes(result, words: Words, numbers):
    if result.borrowed > result.rules.loan_to_value:
        yield words(f"{ID}.note.above-cap", **numbers)
    if ORACLE in result.failing:
        yield words(f"{ID}.note.oracle", **numbers)
    if GOVERNANCE in result.failing:
        yield words(f"{ID}.note.governance", **numbers)
    yield words(f"{ID}.note.judgement")


def _place(risk: str, product: str) -> tuple[int, int]:
    return PRODUCTS.index(product), len(RISKS) - 1 - RISKS.index(risk)


def _is_on(result, risk: str) -> bool:
    return risk == PRICE or risk in result.failing


def _lines(result) -> dict:
    across, upwards = zip(*(_place(*cell) for cell in CELLS), strict=True)
    said = [place + 0.07 if _is_on(result, risk) else charts.NOWHERE
            for place, (risk, _) in zip(across, CELLS, strict=True)]  # fmt: skip
    rooms = [max(room * 100, ROOMS[0]) for room in (result.pledge_room, result.chain_room)]
    return {
        "grid": (across, upwards),
        "who": (said, upwards),
        "rooms": {"x": [0, 1], "y": rooms},
        "line": ([-0.6, 1.6], [0, 0]),
    }


def _looks(result, words: Words) -> dict[str, tuple[str, ...]]:
    marks = [MARKS[absorber(*cell)] if _is_on(result, cell[0]) else OFF for cell in CELLS]
    said = [
        f"{words(f'{ID}.risk.{risk}')}: {words(f'{ID}.product.{product}')}: "
        + words(f"{ID}.who.{absorber(risk, product)}" if _is_on(result, risk) else f"{ID}.cell.off")
        for risk, product in CELLS
    ]
    symbols, colors = zip(*marks, strict=True)
    return {"symbol": symbols, "color": colors, "text": tuple(said)}


def figure(words: Words):
    """Return the empty figure: the grid, and the two rooms."""
    who = [words(f"{ID}.who.{absorber(*cell)}") for cell in CELLS]
    grid = charts.dots("grid", "", charts.GREY, hover="%{hovertext}")
    rooms = charts.columns("rooms", words(f"{ID}.trace.rooms"), charts.BLUE, pattern="/", hover="%{y:.2f}%", pane="2")
    traces = [
        grid,
        charts.labels("who", who),
        rooms,
        charts.line("line", words(f"{ID}.trace.line"), charts.RED, dash="dash", hover=words(f"{ID}.trace.line"),
                    pane="2"),
    ]  # fmt: skip
    risks = list(reversed(RISKS))
    return charts.figure(
        traces,
        height=400,
        showlegend=False,
        margin={"l": 130, "r": 16, "t": 40, "b": 60},
        xaxis={"domain": [0.0, 0.70], "range": [-0.2, 2.75], "showgrid": False, "anchor": "y",
               "tickvals": list(range(len(PRODUCTS))),
               "ticktext": [words(f"{ID}.axis.{product}") for product in PRODUCTS]},
        yaxis={"range": [-0.6, len(RISKS) - 0.4], "showgrid": False, "tickvals": list(range(len(RISKS))), "anchor": "x",
               "ticktext": [words(f"{ID}.risk.{risk}") for risk in risks]},
        xaxis2={"domain": [0.80, 1.0], "range": [-0.6, 1.6], "tickvals": [0, 1], "showgrid": False, "anchor": "y2",
                "ticktext": [words(f"{ID}.axis.{product}") for product in (PLEDGE, CHAIN)]},
        yaxis2={"range": ROOMS, "ticksuffix": "%", "anchor": "x2"},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("grid", 0.35), ("rooms", 0.90))
        ],
    )  # fmt: skip
