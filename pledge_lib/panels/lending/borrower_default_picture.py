"""The pictures of F3.7: what is needed and what the collateral brings over the jump; ratio and payments in drawers."""

import math
from dataclasses import dataclass

from pledge_lib.finance.lending.default import limit_ups, paid_in_order
from pledge_lib.finance.ratio import maintenance_ratio
from pledge_lib.finance.units import Count, Money
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.stage import Label, Pulse

CHANGES, GAPS = (-0.30, 0.60), (0.0, 0.60)
AIR = 2  # per cent left of the axis' first number, or the dot there covers the sums beside it
GRID = tuple(percent / 100 for percent in range(-30, 61, 2))
RATIOS = (0, 300)  # per cent; every ratio that the sliders reach lies within
USES = {
    "sold": tones.CURVE,
    "shares": tones.QUIET,
    "dividends": tones.QUIET,
    "fees": tones.QUIET,
    "returned": tones.INK,
    "missing": tones.SOLD,
}
ROUND = 100_000  # where the axis of money may end
DROP_ENDS = 0.33  # height of the foot of the drop from where both lines meet: above the names of the ticks
OVER_SUM = 0.15  # of the axis: a name so far up stands over the sum now, which is at the end of the line then
CLOSE = 0.05  # of a jump: from the drop to now, where the names of both lie one over the other
TICKS = (0.14, 0.05)  # heights of the two ticks at the foot, as parts of the axis: each reaches up to its name


def tone(result) -> str:
    """Return the tone of the end: sold where the collateral does not cover, else that of the ratio after the jump."""
    if result.recovery.missing:
        return tones.SOLD
    return tones.of_ratio(float(result.after_jump), result.rules.call_line)


def zones(result) -> tones.Zones:
    """Return from which jump on the line is near, a call would come too late, and the collateral does not cover."""
    return (
        (result.near, tones.SAFE),
        (result.room, tones.NEAR),
        (result.bearable, tones.CALLED),
        (None, tones.SOLD),
    )


def ends(result) -> tuple[float, float]:
    """Return the ends of the axis of money."""
    sums = [at(jump) for at in (result.claim_at, result.brought_at) for jump in GAPS]
    return math.floor(min(sums) * 0.75 / ROUND) * ROUND, math.ceil(max(sums) * 1.08 / ROUND) * ROUND


def crossing(result) -> tuple[float, float] | None:
    """Return the jump and the sum at which both lines meet, if they meet in sight."""
    if not GAPS[0] < result.bearable < GAPS[1]:
        return None
    return result.bearable, result.claim_at(result.bearable)


@dataclass(frozen=True, kw_only=True)
class Wait:
    """The days at the limit until somebody may act, and how far the price has risen by then."""

    name: str
    days: Count
    rise: float


def waits(result) -> list[Wait]:
    """Return how long the price can rise until the exchange and until a broker may act, unless it is short already."""
    if not result.bearable:
        return []
    rules, limit = result.rules, result.daily_limit
    sessions = {"exchange": rules.exchange_cure_sessions, "broker": rules.broker_cure_sessions}
    return [Wait(name=name, days=n + 1, rise=limit_ups(n + 1, limit)) for name, n in sessions.items()]


def points(result) -> dict:
    """Return the numbers of the marks: both lines over the jump, what is missing, and where they stand now."""
    low, high = ends(result)
    across = [end * 100 for end in GAPS]
    meets = crossing(result)
    first = min(max(result.bearable, GAPS[0]), GAPS[1])
    short = [first, GAPS[1]] if first < GAPS[1] else [charts.NOWHERE] * 2
    now, claim, brought = result.gap * 100, result.claim_at(result.gap), result.brought_at(result.gap)
    return {
        "missing": toned.between(
            [jump * 100 for jump in short],
            [result.brought_at(jump) for jump in short],
            [result.claim_at(jump) for jump in short],
        ),
        "waits": toned.segments(
            (each.rise * 100, low, each.rise * 100, low + tick * (high - low))
            for each, tick in zip(waits(result), TICKS, strict=False)
        )
        if result.bearable
        else toned.AWAY,
        "drop": ([meets[0] * 100] * 2, [low + DROP_ENDS * (high - low), meets[1]]) if meets else toned.AWAY,
        "brought": (across, [result.brought_at(jump) for jump in GAPS]),
        "claim": (across, [result.claim_at(jump) for jump in GAPS]),
        "between": ([now, now], [claim, brought]),
        "brings": ([now], [brought]),
        "now": ([now], [claim]),
    }


def labels(result):
    """Yield both sums now, where the lines meet, their names, and how long everybody waits."""
    low, high = ends(result)
    now, last = result.gap * 100, GAPS[1]
    claim, brought = result.claim_at(result.gap), result.brought_at(result.gap)
    above = claim > brought
    yield Label(uid="now", x=now, y=claim, look="strong", tone=tones.STATE, rank=0, dx=13, dy=-15 if above else 16)
    is_close = abs(result.gap - result.bearable) < CLOSE  # the foot of the drop lies under the sum: its name goes first
    beside = {"dx": 13, "dy": 15 if above else -14}
    yield Label(uid="brings", x=now, y=brought, rank=2 if is_close else 1, must=True, **beside)
    if meets := crossing(result):
        yield Label(
            uid="drop",
            x=meets[0] * 100,
            y=low + DROP_ENDS * (high - low),
            tone=tones.SOLD,
            rank=1,
            dx=8,
            dy=-9,
            must=is_close,
        )
    end, over = result.claim_at(last), ((last * 100, result.claim_at(last) + OVER_SUM * (high - low)),)
    yield Label(uid="claim", x=last * 100, y=end, tone=tones.CURVE, rank=3, at="r", dx=-8, dy=-9, others=over)
    first = ((GAPS[0] * 100, result.brought_at(GAPS[0])),)
    yield Label(
        uid="brought", x=last * 100, y=result.brought_at(last), rank=4, at="r", dx=-8, dy=13, others=first, must=True
    )
    for place, each in enumerate(waits(result)):
        text = (f"label.{each.name}", each)
        across, higher = each.rise * 100, low + TICKS[0] * (high - low)
        dy = -30 + 18 * place
        yield Label(
            uid=each.name,
            x=across,
            y=low,
            text=text,
            rank=5 + place,
            dx=6,
            dy=dy,
            others=((across, higher),),
            must=True,
        )


JUMP = Chart(
    marks=(
        toned.zone("missing", tone=tones.SOLD),
        toned.line("waits", tone=tones.INK, width=2),
        toned.line("drop", tone=tones.SOLD, width=1.5, dash="dot"),
        toned.line("brought", tone=tones.INK, width=2.5, dash="dash"),
        toned.line("claim", tone=tones.CURVE, width=3),
        toned.line("between", tone=tones.QUIET, width=1.5, dash="dot"),
        toned.dot("brings", tone=tones.INK, hollow=True, size=12),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (GAPS[0] * 100 - AIR, GAPS[1] * 100), "yaxis": ends(result)},
    labels=labels,
    pulse=lambda result: (Pulse(x=meets[0] * 100),) if (meets := crossing(result)) else (),
    track=lambda result: tuple(end * 100 for end in GAPS),
    layout=axes.plain({"ticksuffix": "%"}, {"tickformat": ","}, left=80),
)


def ratios(result) -> dict:
    """Return the ratio over the price change, with its lines, the call and now."""
    rules, across = result.rules, [end * 100 for end in CHANGES]
    opened, at_call = result.opened, result.call_change
    curve = [
        maintenance_ratio(
            opened.collateral * (1 + result.correlation * change) - opened.fees_due,
            opened.at(opened.price * (1 + change)).owed,
        )
        for change in GRID
    ]
    in_sight = CHANGES[0] <= at_call <= CHANGES[1]
    return {
        "ratio": ([change * 100 for change in GRID], [ratio * 100 for ratio in curve]),
        "line": (across, [rules.call_line * 100] * 2),
        "target": (across, [rules.cure_target * 100] * 2),
        "all": (across, [100, 100]),
        "call": ([at_call * 100], [rules.call_line * 100]) if in_sight else ([charts.NOWHERE],) * 2,
        "now": ([result.change * 100], [float(result.now.ratio) * 100]),
    }


def ratio_labels(result):
    """Yield the names of the three lines and the ratio now."""
    low, high = (end * 100 for end in CHANGES)  # the lines are 20 points apart: their names stand above and below
    line, target = result.rules.call_line * 100, result.rules.cure_target * 100
    yield Label(uid="line", x=low, y=line, tone=tones.CALLED, dx=6, dy=-9, rank=1)
    yield Label(uid="target", x=high, y=target, tone=tones.SAFE, at="r", dx=-6, dy=-10, rank=2)
    yield Label(uid="all", x=high, y=100, tone=tones.INK, at="r", dx=-6, dy=11, rank=3)
    yield Label(
        uid="ratio", x=result.change * 100, y=float(result.now.ratio) * 100, look="strong", rank=0, dx=12, dy=-14
    )


RATIO = Chart(
    marks=(
        toned.line("line", tone=tones.CALLED, width=2),
        toned.line("target", tone=tones.SAFE, width=2, dash="dash"),
        toned.line("all", tone=tones.INK, width=1.5, dash="dot"),
        toned.line("ratio", tone=tones.CURVE, width=3),
        toned.event("call", tone=tones.CALLED, symbol="x-thin"),
        toned.dot("now", tone=tones.CURVE),
    ),
    points=ratios,
    ranges=lambda result: {"xaxis": tuple(end * 100 for end in CHANGES), "yaxis": RATIOS},
    labels=ratio_labels,
    layout=axes.plain({"ticksuffix": "%"}, {"ticksuffix": "%"}, names=("axis.change", "axis.ratio")),
)


def bars(result) -> dict:
    """Return the bars that hang one from the other; what is missing stands below zero."""
    sold, recovery = result.sold, result.recovery
    dues = (sold.value, sold.dividends_due, sold.fees_due)
    bases, left = [0.0], sold.collateral
    paid = paid_in_order(sold.collateral, dues)
    for part in paid:
        left -= part
        bases.append(left)
    heights = [sold.collateral, *paid, recovery.returned, -recovery.missing]
    return {"recovery": {"x": range(len(USES)), "base": [*bases, 0.0, 0.0], "y": heights}}


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the payment in money."""

    sum: Money


def bar_labels(result):
    """Yield the sum on each bar."""
    found = bars(result)["recovery"]
    for place, (name, base, height) in enumerate(zip(USES, found["base"], found["y"], strict=True)):
        top = max(base + height, 0)
        yield Label(uid=f"bar-{name}", x=place, y=top, text=("label.sum", Part(sum=abs(height))), at="c", dy=-10)


PAID = Chart(
    marks=(toned.bars("recovery", tone=tones.QUIET, width=0.6),),
    points=bars,
    ranges=lambda result: {
        "yaxis": (
            -charts.nice_ceiling(result.recovery.missing, charts.FINE) if result.recovery.missing else 0,
            charts.nice_ceiling(result.sold.collateral * 1.1, charts.FINE),
        )
    },
    looks=lambda result, say: {"recovery": {"tone": tuple(USES.values())}},
    ticks=lambda result, say: {"xaxis": (tuple(range(len(USES))), tuple(say(f"bar.{name}") for name in USES))},
    labels=bar_labels,
    layout=axes.plain(
        {"range": [-0.6, len(USES) - 0.4]},
        {"tickformat": ","},
        left=80,
        bottom=40,
        barmode="overlay",
        names=("", "axis.money"),
    ),
)
DRAWERS = (Drawer(name="ratio", chart=RATIO), Drawer(name="paid", chart=PAID))
