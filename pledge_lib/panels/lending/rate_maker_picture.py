"""The picture of F3.4: the income to be expected over the rate asked is a hump; supply and demand in a drawer."""

from pledge_lib import datasets
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.lending.rate_maker_model import PROFILE, RateMaker
from pledge_lib.panels.stage import Label

STEPS = 128  # over the axis of rates
ROOM = 1.5  # times the highest expected income that the upright axis shows
TICK = 0.07  # of the axis
FAR = 0.6  # of the axis of rates: what lies beyond has its name to the left
NEAR = 0.2  # of the upright axis: a name above the top would reach the ring above the dot
BESIDE = 0.01  # of the rates asked: closer, the dot's number takes the place below the top
CAP, STEP = datasets.rules(PROFILE).highest_rate * 100, datasets.rules(PROFILE).auction_step * 100
NOT = charts.NOWHERE


def top(result: RateMaker) -> float:
    """Return the end of the axis of incomes, the same for every rate asked."""
    return charts.nice_ceiling((result.best or result.filled_at(result.market.cap)) * ROOM, charts.FINE)


def points(result: RateMaker) -> dict:
    """Return the numbers of the marks: the hump, the line of what a loan earns once it is made, and the offer."""
    market, asked, high = result.market, result.asked * 100, top(result)
    rates = charts.evenly(0, market.cap, STEPS)
    filled = result.net_if_filled
    return {
        "filled": ([0, CAP], [0, result.filled_at(market.cap)]),
        "expected": ([rate * 100 for rate in rates], [0.0, *map(result.expected_at, rates[1:])]),
        "gap": ([asked] * 2, [result.expected, min(filled, high)]),
        "clearing": ([market.clearing_rate * 100] * 2, [0, high * TICK]),
        "best": ([market.best_ask * 100], [result.best]),
        "once-lent": ([asked], [filled if filled <= high else NOT]),
        "now": ([asked], [result.expected]),
    }


def labels(result: RateMaker):
    """Yield the expected income at the dot, the odds in the gap above it, the top, and the rate of the market."""
    market, asked, high = result.market, result.asked * 100, top(result)
    left = {"at": "r", "dx": -13} if asked > CAP * FAR else {"at": "l", "dx": 13}
    under = {"at": "r", "dx": -13} if result.asked > market.best_ask else {"at": "l", "dx": 13}  # the hump
    yield Label(uid="now", x=asked, y=result.expected, tone=tones.STATE, look="strong", rank=0, dy=15, **under)
    upper = min(result.net_if_filled, high)
    yield Label(uid="gap", x=asked, y=(result.expected + upper) / 2, rank=2, **left)
    end = min(CAP, CAP * high / result.filled_at(market.cap))
    yield Label(uid="filled", x=end, y=result.filled_at(end / 100), at="r", dx=-12, dy=10, rank=4)
    if market.demand:
        best = {"at": "r", "dx": -9} if market.best_ask * 100 > CAP * FAR else {"at": "l", "dx": 9}
        down = _below_the_top(result, high)
        yield Label(uid="best", x=market.best_ask * 100, y=result.best, tone=tones.CURVE, rank=1, dy=down, **best)
        side = {"at": "r", "dx": -6} if market.clearing_rate * 100 > CAP * FAR else {"at": "l", "dx": 6}
        yield Label(uid="clearing", x=market.clearing_rate * 100, y=0, rank=3, dy=-11, **side)


def _below_the_top(result: RateMaker, high: float) -> float:
    """Return by how many pixels the top's name is below it: above it, unless the ring of the loan once made is there.

    Below, it makes room for the number of the dot, where that stands at the top itself.
    """
    best_ask = result.market.best_ask
    if result.filled_at(best_ask) - result.best > high * NEAR:
        return -16
    return 33 if abs(result.asked - best_ask) < BESIDE else 16


CHART = Chart(
    marks=(
        toned.line("filled", tone=tones.QUIET, width=2, dash="dash", clip=True),
        toned.line("clearing", tone=tones.INK, width=2.5),
        toned.line("expected", tone=tones.CURVE, width=3),
        toned.line("gap", tone=tones.QUIET, width=1.5, dash="dot"),
        toned.event("best", tone=tones.CURVE, symbol="triangle-down"),
        toned.dot("once-lent", tone=tones.QUIET, hollow=True, size=12),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"yaxis": (0, top(result))},
    labels=labels,
    track=lambda result: (STEP, CAP),
    layout=axes.plain({"ticksuffix": "%", "range": [0, CAP]}, {"tickformat": ","}, left=62),
)


def market_points(result: RateMaker) -> dict:
    """Return the numbers of the drawer's marks: demand and supply over the rate, where they meet, and the ask."""
    market, rates = result.market, charts.evenly(0, result.market.cap, STEPS)
    across = [rate * 100 for rate in rates]
    return {
        "wanted": (across, list(map(market.wanted, rates))),
        "offered": (across, list(map(market.offered, rates))),
        "asked": ([result.asked * 100] * 2, [0, most(result)]),
        "cross": ([market.clearing_rate * 100], [market.lots]),
    }


def most(result: RateMaker) -> float:
    """Return the end of the axis of lots."""
    return charts.nice_ceiling(max(result.market.demand, result.market.supply) * 1.05, charts.FINE)


def market_labels(result: RateMaker):
    """Yield the names of the two lines at their upper ends, the rate and lots where they meet, and the ask."""
    market, high = result.market, most(result)
    yield Label(uid="wanted", x=0, y=market.demand, dx=14, dy=-9, rank=2)
    yield Label(uid="offered", x=CAP, y=market.supply, at="r", dx=-10, dy=-9, rank=3)
    side = {"at": "r", "dx": -12} if market.clearing_rate * 100 > CAP * FAR else {"at": "l", "dx": 12}
    yield Label(uid="cross", x=market.clearing_rate * 100, y=market.lots, tone=tones.INK, rank=1, dy=-14, **side)
    asked = {"at": "r", "dx": -6} if result.asked * 100 > CAP * FAR else {"at": "l", "dx": 6}
    yield Label(uid="asked", x=result.asked * 100, y=high, dy=9, rank=4, **asked)


MARKET = Chart(
    marks=(
        toned.line("asked", tone=tones.QUIET, width=1.5, dash="dot"),
        toned.line("wanted", tone=tones.CURVE, width=3),
        toned.line("offered", tone=tones.INK, width=2, dash="dash"),
        toned.dot("cross", tone=tones.INK, size=13),
    ),
    points=market_points,
    ranges=lambda result: {"yaxis": (0, most(result))},
    labels=market_labels,
    layout=axes.plain(
        {"ticksuffix": "%", "range": [0, CAP]}, {"tickformat": ","}, left=62, names=("axis.rate", "axis.lots")
    ),
)
