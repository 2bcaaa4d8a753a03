"""The pictures of F4.1: the health factor over the price, and in a drawer over the days."""

import math

from pledge_lib.finance.crypto.position import LIQUIDATABLE
from pledge_lib.finance.crypto.rates import health_after
from pledge_lib.panels import axes, charts, over_price, toned, tones
from pledge_lib.panels.crypto.board_model import Board
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.stage import Label, Pulse

CHANGES, LONGEST = (-0.70, 0.50), 365
ALONG = tuple(range(0, LONGEST + 1, 5))  # days
LOWEST_CEILING = 1.5  # of the upright axis, so that the line at 1 is always well on it
LEAK_SEEN = 0.03  # of the axis: a leak by less runs along the curve, and has no name of its own


def tone(result: Board) -> str:
    """Return how near the liquidation is: there is no time between the line and the sale."""
    if result.state in (LIQUIDATABLE, "below-at-start"):
        return tones.SOLD
    return tones.of_state(result.state, ratio=result.now.health_factor, line=1)


def zones(result: Board) -> tones.Zones:
    """Return where on the slider the liquidation begins, and where it is near."""
    if result.liquidation_price is None:
        return ((None, tones.SAFE),)
    at_line = result.liquidation_price / result.start_price
    return tones.falling(at_line - 1, at_line * float(tones.BAND) - 1, below=tones.SOLD)


def reading(result: Board) -> over_price.Reading:
    """Return the health factor over the price of ETH, its line at 1 and the liquidation price."""
    low, high = (result.start_price * (1 + change) for change in CHANGES)

    def at(price: float) -> float:
        return _health(result) * price / result.price

    return over_price.Reading(
        x=(low, high),
        y=(0, _highest(at(high))),
        at=at,
        line=1,
        near=tones.near_from(1),
        call=result.liquidation_price,
        start=result.start_price,
        now=result.price,
        track=(low, high),
    )


def leak(result: Board) -> dict:
    """Return the health factor over the price after the days of interest."""
    prices = [result.start_price * (1 + change) for change in CHANGES]
    after = result.health_after if _health(result) == _health(result) else charts.NOWHERE
    return {"leak": (prices, [after * price / result.price for price in prices])}


def leak_label(result: Board) -> tuple[Label, ...]:
    """Return the name of the leak at its end, where it is far enough from the curve."""
    (_, price), (_, after) = leak(result)["leak"]
    before = _health(result) * price / result.price
    if not before - after > LEAK_SEEN * _highest(before):
        return ()
    return (Label(uid="leak", x=price, y=after, tone=tones.NEAR, at="r", dx=-6, dy=16, rank=4),)


def days(result: Board) -> dict:
    """Return the health factor over the days, the price unchanged."""
    health = _health(result)
    owes = health == health
    along = [health_after(health, result.borrow_rate, days) if owes else charts.NOWHERE for days in ALONG]
    return {
        "leaks": (ALONG, along),
        "one": ([0, LONGEST], [1, 1]),
        "leaked": ([result.days], [result.health_after if owes else charts.NOWHERE]),
    }


def _health(result: Board) -> float:
    health = result.now.health_factor
    return health if math.isfinite(health) else charts.NOWHERE


def _highest(health: float) -> float:
    return charts.nice_ceiling(max(health, LOWEST_CEILING), charts.FINE) if health == health else LOWEST_CEILING


CHART = over_price.chart(
    reading,
    x={"tickformat": ","},
    y={},
    below=tones.SOLD,
    more=(toned.line("leak", tone=tones.NEAR, width=2, dash="dot", clip=True),),
    more_points=leak,
    more_labels=leak_label,
)
DAYS_CHART = Chart(
    marks=(
        toned.line("leaks", tone=tones.CURVE, width=3),
        toned.line("one", tone=tones.SOLD, width=2),
        toned.dot("leaked"),
    ),
    points=days,
    ranges=lambda result: {"xaxis": (0, LONGEST), "yaxis": (0, _highest(_health(result)))},
    labels=lambda result: (
        Label(uid="line", x=LONGEST, y=1, tone=tones.SOLD, at="r", dx=-8, dy=12),
        Label(
            uid="after",
            x=result.days,
            y=min(result.health_after, 1e6),
            tone=tones.STATE,
            look="strong",
            rank=0,
            dx=12,
            dy=-14,
        ),
    ),
    pulse=lambda result: (Pulse(y=1),),
    layout=axes.plain({}, {}, names=("axis.days", "axis.y")),
)
