"""The picture of F2.8: the ratio as a staircase of limit-downs, with the notice, the queue and the sale on it."""

import math
from collections.abc import Iterator

from pledge_lib.finance.lines import below
from pledge_lib.market import events
from pledge_lib.panels import axes, toned, tones, waterfall
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.margin.limit_lock_model import LONGEST, REST, LimitLock
from pledge_lib.panels.stage import Label, Pulse

LEFT, RIGHT = -0.5, LONGEST + REST + 0.5
LOW, LOWER, HIGH, RATIO_STEP = 40, 20, 180, 50  # per cent: the ends of the upright axis, and the steps it grows by
DEEP = 15  # points below 100 per cent from which what is owed has its name over the upper end of its line
OVER_LINE = 10.5  # the session over which the middle of that name stands: clear of the staircase to its left
BESIDE = 13  # px from a session at which a name clears the dot of now, which may stand on the same one
EMPTY = 100_000  # TWD: the end of the money's axis where nothing was sold
AWAY = ([math.nan], [math.nan])


def ends(result: LimitLock) -> tuple[float, float]:
    """Return the ends of the upright axis, which hold for every number of limit-downs."""
    deepest = result.start * result.kept**LONGEST * 100
    high = max(result.start, result.rules.call_line) * 100 + 5
    return LOW if deepest > LOW else LOWER, HIGH if high <= HIGH else math.ceil(high / RATIO_STEP) * RATIO_STEP


def points(result: LimitLock) -> dict:
    """Return the staircase, the two levels with what lies below them, and what happened on the way down."""
    low, line = ends(result)[0], result.rules.call_line * 100
    ratios = [ratio * 100 for ratio in result.ratios]
    waiting = places(result)
    sold = result.sold
    owed = ([sold.session] * 2, [sold.ratio * 100, 100]) if sold and result.bill else toned.AWAY
    span = toned.AWAY
    if result.notice:
        span = ([result.notice.session, result.deadline.session], [line, line])
    return {
        "sold-zone": toned.box(LEFT, RIGHT, low, 100),
        "called": toned.box(LEFT, RIGHT, 100, line),
        "near": toned.box(LEFT, RIGHT, line, tones.near_from(result.rules.call_line) * 100),
        "gone": ([LEFT, RIGHT], [100, 100]),
        "line": ([LEFT, RIGHT], [line, line]),
        "ladder": (range(len(ratios)), ratios),
        "span": span,
        "owed": owed,
        "waiting": at([across for across, _ in waiting], [up for _, up in waiting]),
        "notice": at([result.notice.session], [result.notice.ratio * 100]) if result.notice else AWAY,
        "sold": at([sold.session], [sold.ratio * 100]) if sold else AWAY,
        "now": ([result.downs], [result.lowest * 100]),
        **stop(result),
    }


def places(result: LimitLock) -> list[tuple[float, float]]:
    """Return where the orders stood without a buyer."""
    return [(each.session, each.ratio * 100) for each in result.sessions if events.UNFILLED in each.event]


def stop(result: LimitLock) -> dict:
    """Return the level that a stop-loss wishes for, up to the session that reaches it, and where it was sold."""
    order = result.stop
    if order is None or order.session is None:
        return {"wished": toned.AWAY, "stopped": AWAY}
    level = order.wished / result.closes[0] * result.start * 100
    return {
        "wished": ([LEFT, order.reached, order.session], [level, level, result.ratios[order.session] * 100]),
        "stopped": ([order.session], [result.ratios[order.session] * 100]),
    }


def at(across: list[int], up: list[float]) -> tuple[list, list]:
    """Return where events stand, nowhere if there is none."""
    return (across, up) if across else AWAY


def labels(result: LimitLock) -> Iterator[Label]:
    """Yield the ratio at the last fall, the two levels, and what the shapes mean."""
    line = result.rules.call_line * 100
    is_stopped_later = result.stop is not None and (result.stop.session or 0) > result.downs
    # below the staircase, where nothing comes after it; straight below where another dot is to the right of this one
    under = {"at": "r", "dx": 9 if is_stopped_later else -12, "dy": 20}
    yield Label(uid="now", x=result.downs, y=result.lowest * 100, tone=tones.STATE, look="strong", rank=0, **under)
    yield Label(uid="line", x=RIGHT, y=line, tone=tones.CALLED, rank=2, at="r", dx=-6, dy=-11)
    within = ((RIGHT, (100 + ends(result)[0]) / 2),)  # in what it names, where the sale stands at its line
    yield Label(uid="gone", x=RIGHT, y=100, tone=tones.SOLD, rank=3, at="r", dx=-6, dy=-16, others=within, must=True)
    if result.notice:
        notice = result.notice
        yield Label(uid="notice", x=notice.session, y=notice.ratio * 100, tone=tones.CALLED, rank=3, at="r", dx=-11)
        yield Label(
            uid="span", x=notice.session, y=line, rank=4, dx=4, dy=-12, must=True
        )  # left of it the staircase comes down
    if result.stop and result.stop.session:
        session = result.stop.session
        yield Label(uid="stop", x=session, y=result.ratios[session] * 100, rank=1, at="l", dx=11, dy=-24)
    if result.tries:
        *others, last = places(result)
        beside = {"at": "r", "dx": -BESIDE, "dy": 12}
        yield Label(uid="unfilled", x=last[0], y=last[1], rank=4, others=tuple(others), **beside)
    if result.sold:
        sold, height = result.sold, result.sold.ratio * 100
        deep = result.bill and height < 100 - DEEP
        uid, tone = ("owed", "") if result.bill and not deep else ("sold", tones.SOLD)
        yield Label(uid=uid, x=sold.session, y=height, tone=tone, rank=1, dx=11, dy=14, must=True)
        if deep:
            yield Label(uid="still-owed", x=OVER_LINE, y=100, rank=1, at="c", dy=-14, must=True)


CHART = Chart(
    marks=(
        toned.zone("sold-zone", tone=tones.SOLD),
        toned.zone("called", tone=tones.CALLED),
        toned.zone("near", tone=tones.NEAR),
        toned.line("gone", tone=tones.SOLD, width=2, dash="dash"),
        toned.line("line", tone=tones.CALLED, width=2),
        toned.line("ladder", tone=tones.CURVE, width=3, steps=True, clip=True),
        toned.line("span", tone=tones.INK, width=4),
        toned.line("owed", tone=tones.INK, width=4),
        toned.event("waiting", tone=tones.INK, symbol="x-thin", size=8),
        toned.line("wished", tone=tones.INK, width=1.5, dash="dot"),
        toned.dot("stopped", tone=tones.INK, hollow=True, size=14),
        toned.event("notice", tone=tones.CALLED, symbol="triangle-up"),
        toned.event("sold", tone=tones.SOLD, symbol="x-thin", size=15),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (LEFT, RIGHT), "yaxis": ends(result)},
    labels=lambda result: tuple(labels(result)),
    pulse=lambda result: (
        Pulse(y=result.rules.call_line * 100, over=bool(below(result.lowest, result.rules.call_line))),
        Pulse(y=100, over=bool(below(result.lowest, 1))),
    ),
    track=lambda result: (0, LONGEST),
    layout=axes.plain({"dtick": 1, "showgrid": False}, {"ticksuffix": "%"}),
)
SALE = Drawer(name="sale", chart=waterfall.chart(lambda result: result.statement, lambda result: result, EMPTY))
