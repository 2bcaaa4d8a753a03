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
DEEP = 15  # points below 100 per cent from which what is owed has its name beside its line
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
    waiting = [each for each in result.sessions if events.UNFILLED in each.event]
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
        "waiting": at([each.session for each in waiting], [each.ratio * 100 for each in waiting]),
        "notice": at([result.notice.session], [result.notice.ratio * 100]) if result.notice else AWAY,
        "sold": at([sold.session], [sold.ratio * 100]) if sold else AWAY,
        "now": ([result.downs], [result.lowest * 100]),
        **stop(result),
    }


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
    beside = {"at": "r", "dx": 9, "dy": 20} if is_stopped_later else {"dx": 13, "dy": -15}  # away from the other dot
    yield Label(uid="now", x=result.downs, y=result.lowest * 100, tone=tones.STATE, look="strong", rank=0, **beside)
    yield Label(uid="line", x=RIGHT, y=line, tone=tones.CALLED, rank=2, at="r", dx=-6, dy=-11)
    yield Label(uid="gone", x=RIGHT, y=100, tone=tones.SOLD, rank=3, at="r", dx=-6, dy=-11)
    if result.notice:
        notice, deadline = result.notice, result.deadline
        yield Label(uid="notice", x=notice.session, y=notice.ratio * 100, tone=tones.CALLED, rank=3, at="r", dx=-11)
        middle = (notice.session + deadline.session) / 2
        yield Label(uid="span", x=middle, y=line, rank=4, at="c", dy=-12)
    if result.stop and result.stop.session:
        session = result.stop.session
        yield Label(uid="stop", x=session, y=result.ratios[session] * 100, rank=1, at="l", dx=11, dy=-24)
    if result.tries:
        last = [each for each in result.sessions if events.UNFILLED in each.event][-1]
        yield Label(uid="unfilled", x=last.session, y=last.ratio * 100, rank=4, at="r", dx=-9, dy=12)
    if result.sold:
        sold, height = result.sold, result.sold.ratio * 100
        uid, tone = ("owed", "") if result.bill else ("sold", tones.SOLD)
        deep = result.bill and height < 100 - DEEP
        place = {"y": (height + 100) / 2} if deep else {"y": height, "dy": 14}
        yield Label(uid=uid, x=sold.session, tone=tone, rank=1, dx=11, **place)


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
