"""How F4.1 looks: the health factor on a gauge, the price with the liquidation price, the slow leak of interest."""

import math

import numpy as np

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.position import LIQUIDATABLE
from pledge_lib.finance.crypto.rates import health_after
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.panels import charts, gauge
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F4.1"
PROFILE = "aave-v3-3"
CHANGES = (-0.70, 0.50)
LONGEST = 365
DAYS = np.linspace(0, LONGEST, 74)
OUT_OF_SIGHT = (charts.NOWHERE, charts.NOWHERE)
LOWEST_CEILING = 1.2  # of the leak's axis, so that the line at 1 is always on it
RULES_USED = ("close_factor", "full_close_health_factor", "small_position")
ROWS = ("collateral", "debt", "price", "ltv", "threshold", "health", "liquidation_price", "room", "ratio",
        "line_ratio", "interest_a_day", "interest", "health_after", "days_to_one")  # fmt: skip
HEALTH, BY_CHANGE, BY_DAY = "%{hovertext}", "%{x:.2f}% → %{y:,.2f}", "%{x:.0f} → %{y:.4f}"


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    why = ("debt-free",) if result.state == NO_DEBT else ("health", "interest")
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in why),
        table=(
            (words("table.quantity"), words("table.value")),
            (words(f"{ID}.row.state"), words(f"{ID}.state.{result.state}")),
            *((words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers)) for name in ROWS),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        looks={"gauge": {"text": (numbers["start_health"], numbers["health"])}},
        ranges={
            "yaxis2": (0, charts.nice_ceiling(result.opened.collateral[0].price * (1 + CHANGES[1]))),
            "yaxis3": (0, charts.nice_ceiling(max(_shown(result), LOWEST_CEILING))),
        },
        rules=((datasets.rules(PROFILE), RULES_USED),),
        sources=("aave-origin", aave_assets()["WETH"].risk_source),
    )


def _numbers(result, words: Words) -> dict[str, str]:
    now, price = result.now, result.liquidation_price
    call = result.call
    never = words(f"{ID}.never")
    return {
        "units": amount_text(result.units),
        "collateral": amount_text(now.collateral_value),
        "start_price": amount_text(result.opened.collateral[0].price),
        "debt": amount_text(now.debt_value),
        "price": amount_text(result.price, 2),
        "change": percent_text(result.change),
        "ltv": percent_text(now.ltv),
        "threshold": percent_text(now.threshold),
        "health": amount_text(now.health_factor, 4),
        "start_health": amount_text(result.opened.health_factor, 4),
        "liquidation_price": never if price is None else amount_text(price, 2),
        "room": never if now.common_fall is None else percent_text(now.common_fall),
        "ratio": percent_text(now.maintenance_ratio),
        "line_ratio": percent_text(result.line_ratio),
        "rate": percent_text(result.borrow_rate),
        "days": amount_text(result.days),
        "interest_a_day": amount_text(result.interest_a_day, 2),
        "interest": amount_text(result.interest, 2),
        "health_after": amount_text(result.health_after, 4),
        "days_to_one": amount_text(math.ceil(result.days_to_one), 0) if result.days_to_one < math.inf else never,
        "share": percent_text(call.close_factor, 0),
        "repaid": amount_text(call.most_repaid, 2),
        "bonus": percent_text(call.bonus),
    }


def _notes(result, words: Words, numbers):
    if result.now.state == LIQUIDATABLE:
        yield words(f"{ID}.note.call", **numbers)
        if result.now.ltv > 1:
            yield words(f"{ID}.note.gone", **numbers)
    yield words(f"{ID}.note.model", **numbers)


def _shown(result) -> float:
    health = result.now.health_factor
    return health if math.isfinite(health) else LOWEST_CEILING


def _lines(result) -> dict:
    across, start = [end * 100 for end in CHANGES], result.opened.collateral[0].price
    price = result.liquidation_price
    crossing = OUT_OF_SIGHT
    if price is not None and CHANGES[0] <= price / start - 1 <= CHANGES[1]:
        crossing = ((price / start - 1) * 100, price)
    owes = math.isfinite(result.now.health_factor)
    health = result.now.health_factor if owes else charts.NOWHERE
    return gauge.lines(1, result.opened.health_factor, result.now.health_factor) | {
        "price": (across, [start * (1 + end) for end in CHANGES]),
        "liquidation-price": (across, [charts.NOWHERE if price is None else price] * 2),
        "prices": tuple(zip(crossing, (result.change * 100, result.price), strict=True)),
        "leak": (
            DAYS.tolist(),
            health_after(health, result.borrow_rate, DAYS).tolist() if owes else [health] * len(DAYS),
        ),
        "one": ([0, LONGEST], [1, 1]),
        "leaked": ([result.days], [result.health_after if owes else health]),
    }


def figure(words: Words):
    """Return the empty figure."""
    names = ("line", "price", "liquidation-price", "leak", "one")
    said = {name: words(f"{ID}.trace.{name}") for name in names}
    on_gauge = gauge.traces([words(f"{ID}.band.{place}") for place in range(len(gauge.COLORS))], said["line"])
    on_gauge[2].hovertemplate = f"{said['line']}<extra></extra>"  # the scale is a health factor here, no per cent
    on_gauge[3].hovertemplate = f"{HEALTH}<extra></extra>"
    traces = [
        *on_gauge,
        charts.line("price", said["price"], charts.BLUE, hover=BY_CHANGE, pane="2"),
        charts.line("liquidation-price", said["liquidation-price"], charts.RED, dash="dash", pane="2",
                    hover=f"{said['liquidation-price']} %{{y:,.2f}}"),
        charts.dots("prices", "", [charts.RED, charts.BLUE], symbols=["x", "diamond"], hover=BY_CHANGE, pane="2"),
        charts.line("leak", said["leak"], charts.ORANGE, hover=BY_DAY, pane="3"),
        charts.line("one", said["one"], charts.RED, dash="dash", hover=said["one"], pane="3"),
        charts.dots("leaked", said["leak"], charts.ORANGE, symbols="square", hover=BY_DAY, pane="3"),
    ]  # fmt: skip
    return charts.figure(
        traces,
        height=350,
        showlegend=False,
        xaxis=_across("gauge", words, domain=(0.0, 0.09), range=(0, 1), showticklabels=False, showgrid=False),
        yaxis=gauge.axis() | {"ticktext": [amount_text(tick / 100, 2) for tick in gauge.TICKS]},
        xaxis2=_across("change", words, domain=(0.32, 0.64), range=[end * 100 for end in CHANGES], ticksuffix="%",
                       anchor="y2"),
        yaxis2={"range": [0, 5_000], "anchor": "x2", "tickformat": ","},
        xaxis3=_across("days", words, domain=(0.75, 1.0), range=(0, LONGEST), anchor="y3"),
        yaxis3={"range": [0, 2], "anchor": "x3"},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("gauge", 0.045), ("price", 0.48), ("leak", 0.875))
        ],
    )  # fmt: skip


def _across(name: str, words: Words, **axis) -> dict:
    return {"title": words(f"{ID}.axis.{name}"), **axis}
