"""The pictures of F2.5: what a call takes to each level over the value of the shares; in a drawer way beside way."""

import math

from pledge_lib.finance.states import NO_DEBT
from pledge_lib.market.procedure import CALLED
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.margin.cure_levels_model import (
    METHODS,
    CureLevels,
)
from pledge_lib.panels.stage import Label, Pulse

BESIDE = 0.2  # each bar of a pair stands so far from its middle
MOST = 10_000_000  # TWD: the end of the lead
SEEN, PARTS = (11, 21), 12  # the ends of the level axis, in twelfths of the loan
WITHOUT = 60_000  # TWD: the loan by which the axis is measured where there is none
STEPS = 12


def ends(result: CureLevels) -> tuple[float, float]:
    """Return the ends of the value of the shares: they follow the loan, and reach the position of now."""
    part = (result.debt or WITHOUT) / PARTS
    low, high = (part * end for end in SEEN)
    if result.collateral > high:
        high = charts.nice_ceiling(result.collateral * 1.02)
    return (0.0 if result.collateral < low else low), high


def grid(result: CureLevels) -> list[float]:
    """Return values of the shares from the left end to the call line."""
    left, right = ends(result)[0], min(result.call_value, ends(result)[1])
    return charts.evenly(left, right, STEPS)


def line_to(result: CureLevels, level: float, places: list[float]) -> list[float]:
    """Return what the chosen method takes to a level, over values of the shares."""
    return [charts.NOWHERE if (amount := result.sum_at(level, place)) is None else amount for place in places]


def top_of(result: CureLevels) -> float:
    """Return the end of the sums: that of the left end, unless it is far above the one of now."""
    least = result.high or 0
    first = result.sum_at(result.target, SEEN[0] / PARTS * result.debt) or least
    return charts.nice_ceiling(max(first * 1.08, least * 1.05, (result.debt or WITHOUT) / PARTS), charts.FINE)


def points(result: CureLevels) -> dict:
    """Return the two lines and the wedge between them, the upright call line, and the sums of now."""
    places, top, (left, right) = grid(result), top_of(result), ends(result)
    low, high = (line_to(result, level, places) for level in (result.rules.call_line, result.target))
    drawn = [(place, *pair) for place, *pair in zip(places, low, high, strict=True) if math.isfinite(sum(pair))]
    after = (places[-1], max(result.target * result.debt, places[-1]), right)
    now, call = result.collateral, result.call_value
    sums = [charts.NOWHERE if amount is None else amount for amount in (result.low, result.high)]
    return {
        "called": toned.box(left, min(call, right), 0, top),
        "wedge": toned.between(*zip(*drawn, strict=True)) if drawn else toned.AWAY,
        "to-line": (places, low),
        "to-target": (places, high),
        "beyond": (after, line_to(result, result.target, after)),
        "call": ([call, call], [0, top]) if left < call < right else toned.AWAY,
        "gap": ([now, now], sums),
        "low": ([now], sums[:1]),
        "now": ([now], sums[1:]),
    }


def labels(result: CureLevels):
    """Yield the two sums at their dots, the lines with what they do, the call and the wedge."""
    (left, right), top, now = ends(result), top_of(result), result.collateral
    if result.state == NO_DEBT:
        return
    shade = tones.SAFE if result.to_target.ratio >= result.rules.cancel_level else tones.NEAR
    sums = {"now": result.high, "low": result.low}
    for place, (uid, amount) in enumerate(sums.items()):
        if amount is not None and (place == 0 or result.state == CALLED):
            look = {"tone": tones.INK, "look": "strong", "at": "l", "dx": 12}
            yield Label(uid=uid, x=now, y=min(amount, top), rank=place, dy=-12 if place == 0 else 12, **look)
    upper, lower = (result.sum_at(level, left) for level in (result.target, result.rules.call_line))
    if left < result.call_value:
        if upper is not None:
            yield Label(uid="to-target", x=left, y=min(upper, top), tone=shade, rank=2, dx=8, dy=-12, must=True)
        if lower is not None:
            low, higher = (min(lower, top) * part for part in (0.2, 0.5))  # of the way up to the line
            yield Label(uid="to-line", x=left, y=low, tone=tones.NEAR, rank=3, dx=8, others=((left, higher),))
    if left < result.call_value < right:
        yield Label(uid="call", x=result.call_value, y=top, tone=tones.CALLED, rank=1, dx=6, dy=12)
        middle = (left + result.call_value) / 2
        pair = [result.sum_at(level, middle) for level in (result.rules.call_line, result.target)]
        if None not in pair:
            yield Label(
                uid="wedge", x=middle, y=sum(pair) / 2, tone=tones.NEAR, rank=6, at="c", look="word", drops=True
            )


CHART = Chart(
    marks=(
        toned.zone("called", tone=tones.CALLED),
        toned.zone("wedge", tone=tones.NEAR),
        toned.line("call", tone=tones.CALLED, width=2),
        toned.line("beyond", tone=tones.QUIET, width=1.5, dash="dot", clip=True),
        toned.line("to-line", tone=tones.NEAR, width=3, clip=True),
        toned.line("to-target", tone=tones.CURVE, width=3, clip=True),
        toned.line("gap", tone=tones.INK, width=2, clip=True),
        toned.dot("low", tone=tones.NEAR, hollow=True, size=12),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": ends(result), "yaxis": (0, top_of(result))},
    labels=labels,
    pulse=lambda result: (Pulse(x=result.call_value, over=result.state == CALLED),),
    track=lambda result: (0, MOST),
    layout=axes.plain({"tickformat": ",", "nticks": 6}, {"tickformat": ","}, left=70, narrow=62),
)


def bars(result: CureLevels) -> dict:
    """Return a pair of bars for each method."""
    found = {}
    for name, level, side in (("line", result.to_line, -BESIDE), ("target", result.to_target, BESIDE)):
        places = [place + side for place in range(len(METHODS))]
        found[name] = {"x": places, "y": [level.amount(method) or 0 for method in METHODS]}
    return found


def bar_labels(result: CureLevels):
    """Yield the sum over each bar; a method that cannot do it says so."""
    for place, method in enumerate(METHODS):
        for name, level, side in (("to_line", result.to_line, -BESIDE), ("to_target", result.to_target, BESIDE)):
            text = f"bar.{name}.{method}"
            yield Label(
                uid=text, x=place + side, y=level.amount(method) or 0, text=text, at="c", dy=-10, rank=place, drops=True
            )


def bars_top(result: CureLevels) -> float:
    """Return the end of the axis of money, which moves in steps only."""
    amounts = [level.amount(method) or 0 for level in (result.to_line, result.to_target) for method in METHODS]
    return charts.nice_ceiling(max(amounts) * 1.1)


METHODS_CHART = Chart(
    marks=(
        toned.bars("line", tone=tones.NEAR, hollow=True, width=BESIDE * 1.8),
        toned.bars("target", tone=tones.CURVE, width=BESIDE * 1.8),
    ),
    points=bars,
    ranges=lambda result: {"yaxis": (0, bars_top(result))},
    labels=bar_labels,
    ticks=lambda result, say: {"xaxis": ((0, 1, 2), tuple(say(f"method.{method}") for method in METHODS))},
    layout=axes.plain(
        {"range": [-0.6, 2.6], "showgrid": False},
        {"tickformat": ","},
        left=70,
        names=("axis.pair", "axis.money"),
        barmode="overlay",
    ),
)
