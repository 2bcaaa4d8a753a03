"""The pictures of F4.5: the health factor over the days, and in a drawer how long it lasts at each rate."""

import math

from pledge_lib.finance.units import DAYS
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.crypto.slow_leak_model import SlowLeak
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.stage import Label, Pulse

LONGEST, HIGHEST_RATE = 730, 1.0
POINTS = 60
SPAN = 365  # days of the axis; the number box goes on to the longest
LOWEST, HIGHEST = 0.75, 1.20  # the ends of the upright axis, unless the health factor starts higher
MOST_DAYS = 100_000  # what lasts longer, or for ever, is drawn here
CURVE_RATES = tuple(place / 100 for place in range(1, 101))


def points(leak: SlowLeak) -> dict:
    """Return the numbers of the marks: the health factor over the days, and what a standing price leaves it at."""
    days = [SPAN * place / POINTS for place in range(POINTS + 1)]
    low, high = ends(leak)
    reached = leak.days_to_one if leak.days_to_one <= SPAN else charts.NOWHERE
    return {
        "sold": toned.box(0, SPAN, low, 1),
        "near": toned.box(0, SPAN, 1, min(tones.near_from(1), high)),
        "one": ([0, SPAN], [1, 1]),
        "still": ([0, SPAN], [leak.start] * 2),
        "reached": ([reached] * 2, [low, 1]),
        "health": (days, [leak.health_on(day) for day in days]),
        "now": ([min(leak.days, SPAN)], [min(max(leak.health_on(min(leak.days, SPAN)), low), high)]),
    }


def ends(leak: SlowLeak) -> tuple[float, float]:
    """Return the ends of the upright axis, which does not start at 0: the leak is slow."""
    highest = max(leak.start, leak.health_on(SPAN))
    return LOWEST, HIGHEST if highest <= HIGHEST else charts.nice_ceiling(highest * 1.02, charts.FINE)


def labels(leak: SlowLeak):
    """Yield the number at the dot, the day on which it is 1, and the names of the lines."""
    low, high = ends(leak)
    day = min(leak.days, SPAN)
    height = min(max(leak.health_on(day), low), high)
    yield Label(uid="now", x=day, y=height, tone=tones.STATE, look="strong", rank=0, at="l", dx=13, dy=-14)
    if leak.days_to_one <= SPAN:
        yield Label(uid="reached", x=leak.days_to_one, y=low, tone=tones.SOLD, rank=1, at="l", dx=7, dy=-11)
    elif leak.days_to_one < math.inf:
        yield Label(uid="later", x=SPAN, y=low, tone=tones.SOLD, rank=1, at="r", dx=-8, dy=-11)
    yield Label(uid="one", x=SPAN, y=1, tone=tones.SOLD, rank=2, at="r", dx=-8, dy=12)
    yield Label(uid="still", x=SPAN, y=leak.start, rank=3, at="r", dx=-8, dy=-11)
    yield Label(uid="zone", x=0, y=low, tone=tones.SOLD, rank=6, dx=8, dy=-12, look="word")
    yield Label(uid="near", x=0, y=1, tone=tones.NEAR, rank=7, dx=8, dy=-12, look="word")


CHART = Chart(
    marks=(
        toned.zone("sold", tone=tones.SOLD),
        toned.zone("near", tone=tones.NEAR),
        toned.line("one", tone=tones.SOLD, width=2),
        toned.line("still", tone=tones.QUIET, width=2, dash="dot", clip=True),
        toned.line("reached", tone=tones.SOLD, width=1.5, dash="dash"),
        toned.line("health", tone=tones.CURVE, width=3, clip=True),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda leak: {"xaxis": (0, SPAN), "yaxis": ends(leak)},
    labels=labels,
    pulse=lambda leak: (Pulse(y=1),),
    track=lambda leak: (0, LONGEST),
    layout=axes.plain({}, {"tickformat": ".2f"}),
)


def rates(leak: SlowLeak) -> dict:
    """Return how long the health factor lasts at every rate."""
    return {
        "lasts": ([rate * 100 for rate in CURVE_RATES], [drawn(leak.days_to_one_at(rate)) for rate in CURVE_RATES]),
        "here": ([leak.borrow_apr * 100], [drawn(leak.days_to_one)]),
    }


def drawn(days: float) -> float:
    """Return days as the logarithmic axis can hold them."""
    return min(max(days, 1.0), MOST_DAYS)


TICKS = (1, 10, 100, 1_000, 10_000, MOST_DAYS)
RATES_CHART = Chart(
    marks=(toned.line("lasts", tone=tones.CURVE, width=3), toned.dot("here")),
    points=rates,
    labels=lambda leak: (
        Label(
            uid="lasts",
            x=leak.borrow_apr * 100,
            y=drawn(leak.days_to_one),
            tone=tones.STATE,
            look="strong",
            rank=0,
            dx=13,
            dy=-14,
        ),
    ),
    layout=axes.plain(
        {"range": [0, HIGHEST_RATE * 100], "ticksuffix": "%"},
        {
            "type": "log",
            "range": [0, math.log10(MOST_DAYS) + 0.05],
            "tickvals": TICKS,
            "ticktext": [*map(str, map(DAYS, TICKS[:-1])), f"≥ {DAYS(MOST_DAYS)}"],
        },
        names=("axis.rate", "axis.lasts"),
        left=78,
    ),
)
