"""The picture of F1.11: the ratio over the price, exactly and as it is read, and where either meets the line."""

import math

from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.pledging.rounding_model import EXACT, Reckoning, Rounding
from pledge_lib.panels.stage import Label, Pulse

CHEAPEST, DEAREST = 70.0, 100.0  # the prices of the lead and of the axis
LOW, HIGH = 105.0, 170.0  # the ratios of the axis, in per cent


def read(reckoning: Reckoning) -> tuple[list, list]:
    """Return the ratio over the price: a straight line, or a stair at every whole per cent where it is rounded last."""
    ends = [reckoning.ratio_at(price) * 100 for price in (CHEAPEST, DEAREST)]
    if reckoning.last == EXACT:
        return [CHEAPEST, DEAREST], ends
    lowest, highest = map(round, ends)
    risers = [(reckoning.price_at(step / 100), step) for step in range(lowest + 1, highest + 1)]
    across = [price for price, _ in risers for _ in "lr"]
    up = [height for _, step in risers for height in (step - 1, step)]
    return [CHEAPEST, *across, DEAREST], [lowest, *up, highest]


def differs(result: Rounding) -> bool:
    """Return whether the rounding moves the call price by what can be told in a picture."""
    return not math.isclose(result.by_rounding, 0, abs_tol=0.005)


def points(result: Rounding) -> dict:
    """Return the two ratios over the price, the line, and the two prices at which it is met."""
    line, price = result.exact.line * 100, result.exact.price
    called, seen = result.exact.call_price, result.read.call_price
    return {
        "called": toned.box(CHEAPEST, called, LOW, line),
        "line": ([CHEAPEST, DEAREST], [line] * 2),
        "call": ([called] * 2, [LOW, line]),
        "interest": ([result.bare.call_price, called], [line] * 2) if result.by_interest else toned.AWAY,
        "moved": toned.box(*sorted((called, seen)), LOW, line) if differs(result) else toned.AWAY,
        "exact": ([CHEAPEST, DEAREST], [result.exact.ratio_at(end) * 100 for end in (CHEAPEST, DEAREST)]),
        "read": toned.AWAY if result.is_exact else read(result.read),
        "ring": ([price], [result.exact.ratio * 100]),
        "now": ([price], [result.read.ratio * 100]),
    }


def labels(result: Rounding):
    """Yield the number at the dot, the line, the exact price of the call, and the one that is read."""
    line, price = result.exact.line * 100, result.exact.price
    called, seen = result.exact.call_price, result.read.call_price
    side = {"at": "l", "dx": 13} if price < (CHEAPEST + DEAREST) / 2 else {"at": "r", "dx": -13}
    yield Label(uid="now", x=price, y=result.read.ratio * 100, tone=tones.STATE, look="strong", rank=0, dy=-18, **side)
    yield Label(uid="line", x=DEAREST, y=line, tone=tones.CALLED, rank=3, at="r", dx=-8, dy=12)
    top = result.exact.ratio_at(DEAREST) * 100
    yield Label(uid="exact", x=DEAREST, y=top, tone=tones.CURVE, rank=5, at="r", dx=-60, dy=-12)
    if not result.is_exact:
        yield Label(uid="read", x=DEAREST, y=top, tone=tones.INK, rank=6, at="r", dx=-8, dy=36)
    moved = differs(result)
    left, right = {"at": "r", "dx": -7}, {"at": "l", "dx": 7}
    yield Label(uid="call", x=called, y=LOW, tone=tones.CALLED, rank=1, dy=-11, **(left if seen >= called else right))
    if moved:
        yield Label(uid="seen", x=seen, y=LOW, rank=2, dy=-11, **(right if seen >= called else left))
    if result.by_interest:
        yield Label(uid="interest", x=called, y=line, rank=4, at="l", dx=8, dy=14)


CHART = Chart(
    marks=(
        toned.zone("called", tone=tones.CALLED),
        toned.zone("moved", tone=tones.NEAR),
        toned.line("line", tone=tones.CALLED, width=2),
        toned.line("call", tone=tones.CALLED, width=1.5, dash="dash"),
        toned.line("interest", tone=tones.INK, width=4),
        toned.line("exact", tone=tones.CURVE, width=3, clip=True),
        toned.line("read", tone=tones.INK, width=1.5, clip=True),
        toned.dot("ring", tone=tones.QUIET, hollow=True, size=12),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (CHEAPEST, DEAREST), "yaxis": (LOW, HIGH)},
    labels=labels,
    pulse=lambda result: (Pulse(y=result.exact.line * 100, over=result.read.is_called),),
    track=lambda result: (CHEAPEST, DEAREST),
    layout=axes.plain({"dtick": 5}, {"ticksuffix": "%"}),
)
