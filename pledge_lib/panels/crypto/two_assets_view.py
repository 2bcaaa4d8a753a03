"""How F4.9 looks: a heat map of the health factor over both prices, its line at 1, and where the position stands."""

import numpy as np

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F4.9"
CHANGES = (-0.50, 0.50)
DRAWN = (-0.60, 0.60)  # the map: every change that the sliders reach lies within
GRID = np.linspace(*DRAWN, 21)
ACROSS, UPWARDS = (axis.ravel() for axis in np.meshgrid(GRID, GRID))
IN_TABLE = (-0.40, -0.20, 0.0, 0.20, 0.40)
HEALTHS = (0.5, 2.0)  # the ends of the colours; what lies beyond has the colour of the end
ROWS = ("start_health", "health", "collateral", "debt", "ltv", "limit", "threshold", "ratio", "ratio_at_line", "room")


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    moved = "together" if result.collateral_change == result.debt_change else "apart"
    state = f"{result.state}-{moved}" if result.state == "safe" and result.change else result.state
    return View(
        sentence=words(f"{ID}.sentence.{state}", **numbers),
        why=words(f"{ID}.why", **numbers),
        table=_table(result, words, numbers),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        ranges={},
        idle=() if result.held.emode_label and result.held.emode_label == result.owed.emode_label else ("emode",),
        sources=tuple(dict.fromkeys(("aave-origin", result.held.risk_source, "aave-dump"))),
    )


def _numbers(result, words: Words) -> dict[str, str]:
    opened, now = result.opened, result.now
    return {
        "held": result.held.symbol,
        "owed": result.owed.symbol,
        "as_of": result.held.risk_as_of.isoformat(),
        "start_collateral": amount_text(opened.collateral_value),
        "start_debt": amount_text(opened.debt_value),
        "collateral": amount_text(now.collateral_value, 2),
        "debt": amount_text(now.debt_value, 2),
        "borrowed": percent_text(result.borrowed),
        "ltv": percent_text(now.ltv),
        "limit": percent_text(result.limit),
        "threshold": percent_text(result.threshold),
        "start_health": amount_text(opened.health_factor, 4),
        "health": amount_text(now.health_factor, 4),
        "change": percent_text(result.change),
        "correlation": amount_text(result.correlation, 2),
        "depeg": percent_text(result.depeg),
        "name": words(f"{ID}.depegged.{result.depegged}"),
        "collateral_change": percent_text(result.collateral_change),
        "debt_change": percent_text(result.debt_change),
        "ratio": percent_text(result.ratio),
        "ratio_at_line": percent_text(result.ratio_at_line),
        "room": percent_text(result.room),
        "emode": result.opened.emode.label if result.opened.emode else "",
    }


def _table(result, words: Words, numbers) -> tuple[tuple[str, ...], ...]:
    """Return the quantities, then the health factor on a coarse grid of both changes."""
    blank = ("",) * (len(IN_TABLE) - 1)
    found = [(words(f"{ID}.row.state"), words(f"{ID}.state.{result.state}"), *blank)]
    found += [(words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers), *blank) for name in ROWS]
    grid = [(words(f"{ID}.row.grid"), *(words(f"{ID}.cell.held", change=_signed(change)) for change in IN_TABLE))]
    grid += [
        (words(f"{ID}.row.owed", change=_signed(up)),
         *(amount_text(result.health_at(across, up), 2) for across in IN_TABLE))
        for up in reversed(IN_TABLE)
    ]  # fmt: skip
    return ((words("table.quantity"), words("table.value"), *blank), *found, *grid)


def _signed(change: float) -> str:
    return ("+" if change > 0 else "") + percent_text(change, 0)


def _notes(result, words: Words, numbers):
    if result.borrowed > result.limit:
        yield words(f"{ID}.note.above-limit", **numbers)
    yield words(f"{ID}.note.emode" if result.opened.emode else f"{ID}.note.own-lines", **numbers)
    yield words(f"{ID}.note.model", **numbers)


def _lines(result) -> dict:
    opening = result.opened.health_factor
    line = [opening * (1 + change) - 1 for change in DRAWN]
    return {
        "health": {"z": np.clip(result.health_at(ACROSS, UPWARDS), *HEALTHS).tolist()},
        "one": ([end * 100 for end in DRAWN], [change * 100 for change in line]),
        "together": ([end * 100 for end in CHANGES], [result.correlation * end * 100 for end in CHANGES]),
        "places": ([0.0, result.collateral_change * 100], [0.0, result.debt_change * 100]),
    }


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("health", "one", "together")}
    places = charts.dots("places", "", [charts.GREY, charts.ORANGE], symbols=["circle-open", "diamond"],
                         hover="%{x:.1f}% / %{y:.1f}%")  # fmt: skip
    places.showlegend = False
    traces = [
        charts.heat("health", ACROSS * 100, UPWARDS * 100, ends=HEALTHS, middle=1.0, title=said["health"],
                    hover=f"%{{x:.0f}}% / %{{y:.0f}}%: {said['health']} %{{z:.2f}}"),
        charts.line("one", said["one"], charts.RED, width=3, hover=said["one"]),
        charts.line("together", said["together"], charts.GREY, dash="dot", width=2, hover=said["together"]),
        places,
    ]  # fmt: skip
    across = [end * 100 for end in DRAWN]
    return charts.figure(
        traces,
        height=430,
        margin={"l": 70, "r": 20, "t": 24, "b": 96},
        legend={"orientation": "h", "x": 0, "y": -0.18, "yanchor": "top"},
        xaxis={"range": across, "ticksuffix": "%", "title": words(f"{ID}.axis.held")},
        yaxis={"range": across, "ticksuffix": "%", "title": words(f"{ID}.axis.owed")},
    )
