"""The picture of F0.1: on the left where each contract's line is, on the right when something happens."""

from collections.abc import Callable, Iterator

from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.overview.one_shock_lanes import Lane
from pledge_lib.panels.overview.one_shock_model import OneShock
from pledge_lib.panels.stage import Label, Pulse

ENDS = (-60, 60)  # per cent: the ends of the price axis, and of the shock
TALL, TICK = 0.30, 0.38  # half the height of a lane and of its own line, where a lane is 1 high
BELOW = 0.62  # of the lowest lane, and above the topmost
AFTER = 6  # sessions shown after the change
MANY = 12  # sessions on the clock


def rows(result: OneShock) -> list[tuple[int, Lane]]:
    """Return the lanes with their height, the first on top."""
    top = len(result.lanes) - 1
    return [(top - place, lane) for place, lane in enumerate(result.lanes)]


def stretches(lane: Lane) -> Iterator[tuple[str, float, float]]:
    """Yield the zones of a lane's price axis as tone and ends, in per cent."""
    line = lane.at * 100
    near = lane.at_level(tones.near_from(lane.line)) * 100
    over = tones.SOLD if lane.is_on_chain else tones.CALLED
    if lane.rises:
        yield from ((tones.SAFE, ENDS[0], near), (tones.NEAR, near, line), (over, line, ENDS[1]))
    else:
        yield from ((over, ENDS[0], line), (tones.NEAR, line, near), (tones.SAFE, near, ENDS[1]))


def zone(result: OneShock, tone: str) -> toned.Path:
    """Return all zones of one tone."""
    return toned.boxes(
        (max(low, ENDS[0]), min(high, ENDS[1]), row - TALL, row + TALL)
        for row, lane in rows(result)
        for found, low, high in stretches(lane)
        if found == tone
    )


def spans(result: OneShock, start: Callable[[Lane], float | None], end: Callable[[Lane], float | None]) -> toned.Path:
    """Return a piece of each lane's clock, cut where the clock ends."""
    last = clock_end(result)
    found = ((row, start(lane), end(lane)) for row, lane in rows(result))
    return toned.segments(
        (min(first, last), row, min(last if until is None else until, last), row)
        for row, first, until in found
        if first is not None and (until is None or until > first)
    )


def clock_end(result: OneShock) -> float:
    """Return where the clock ends."""
    return result.days + AFTER


def events(result: OneShock, when: Callable[[Lane], float | None]) -> tuple[list, list]:
    """Return one event a lane, nowhere on the lanes that have none."""
    places = [(when(lane), row) for row, lane in rows(result)]
    return [charts.NOWHERE if at is None else at for at, _ in places], [row for _, row in places]


def points(result: OneShock) -> dict:
    """Return the numbers of all marks."""
    shock, top = result.change * 100, len(result.lanes) - 1 + BELOW
    own_lines = [(lane.at * 100, row) for row, lane in rows(result) if ENDS[0] <= lane.at * 100 <= ENDS[1]]
    return {
        **{tone: zone(result, tone) for tone in (tones.SAFE, tones.NEAR, tones.CALLED, tones.SOLD)},
        "lines": toned.segments((at, row - TICK, at, row + TICK) for at, row in own_lines),
        "zero": ([0, 0], [-BELOW, top]),
        "way": toned.segments((0, row, shock, row) for row, _ in rows(result)),
        "shock": ([shock, shock], [-BELOW, top]),
        "dots": ([shock] * len(result.lanes), [row for row, _ in rows(result)]),
        "calm": spans(result, lambda lane: 0, lambda lane: lane.clock.called),
        "wait": spans(result, lambda lane: lane.clock.called, lambda lane: lane.clock.sold),
        "out": spans(result, lambda lane: lane.clock.sold, lambda lane: None),
        "end": ([result.days] * 2, [-BELOW, top]),
        "bell": events(result, lambda lane: None if lane.is_on_chain else lane.clock.called),
        "sale": events(result, lambda lane: lane.clock.sold),
    }


def labels(result: OneShock) -> Iterator[Label]:
    """Yield what is written: the lanes, where each line is, what happens on the clock."""
    for row, lane in rows(result):
        yield from _beside_its_line(row, lane)
        yield from _on_the_clock(row, lane, clock_end(result))
    yield Label(uid="now", x=result.change * 100, y=-BELOW, rank=0, look="strong", at="l", dx=8, dy=-6)
    yield Label(uid="clock", x=0, y=len(result.lanes) - 1 + BELOW, at="l", dy=-8, rank=1, pane="2")
    yield Label(uid="end", x=result.days, y=-BELOW, at="l", dx=5, dy=-7, rank=6, pane="2")


def _beside_its_line(row: int, lane: Lane) -> Iterator[Label]:
    """Yield the name of a lane with its level, and where its line is met."""
    under = ("lane.health" if lane.is_on_chain else "lane.now", lane)
    yield Label(
        uid=f"lane-{lane.name}",
        x=ENDS[0],
        y=row,
        text=("lane.name", lane),
        under=under,
        tone=lane.tone,
        look="lane",
        rank=0,
    )
    at = lane.at * 100
    if ENDS[0] <= at <= ENDS[1]:
        yield Label(
            uid=f"at-{lane.name}",
            x=at,
            y=row,
            text=("lane.at", lane),
            at="l" if lane.rises else "r",
            dx=7 if lane.rises else -7,
            dy=9,
            rank=4,
            tone=tones.SOLD if lane.is_on_chain else tones.CALLED,
        )


def _on_the_clock(row: int, lane: Lane, end: float) -> Iterator[Label]:
    """Yield how long a call leaves, and the sale, as far as the axis of days reaches."""
    if lane.clock.called is None or lane.clock.called > end:
        return
    at_once = lane.is_on_chain
    yield Label(
        uid=f"time-{lane.name}",
        x=lane.clock.called,
        y=row,
        text=("lane.time" if at_once or lane.to_act else "lane.same-day", lane),
        dy=-15,
        at="l",
        rank=2,
        tone=tones.SOLD if at_once else tones.NEAR,
        pane="2",
    )
    if not at_once and lane.clock.sold <= end:
        yield Label(
            uid=f"sale-{lane.name}",
            x=lane.clock.sold,
            y=row,
            text="label.sale",
            dy=-15,
            at="l",
            rank=3,
            tone=tones.SOLD,
            pane="2",
        )


def pulses(result: OneShock) -> Iterator[Pulse]:
    """Yield one pulse a lane: the lane whose line is crossed flashes."""
    for row, lane in rows(result):
        yield Pulse(y=(row - TICK, row + TICK), over=lane.is_over)


def ticks(result: OneShock, _say) -> dict:
    """Return the days that the clock names, so few that they stand apart in a narrow window."""
    step = 2 if clock_end(result) <= MANY else 5
    days = tuple(range(step, int(clock_end(result)) + 1, step))  # a nought would run into the last price
    return {"xaxis2": (days, tuple(map(str, days)))}


CHART = Chart(
    marks=(
        *(toned.zone(tone, tone=tone) for tone in (tones.SAFE, tones.NEAR, tones.CALLED, tones.SOLD)),
        toned.line("lines", tone=tones.CALLED, width=3),
        toned.line("zero", tone=tones.QUIET, width=1, dash="dot"),
        toned.line("way", tone=tones.QUIET, width=4),
        toned.line("shock", tone=tones.INK, width=2),
        toned.line("calm", tone=tones.SAFE, width=7, pane="2"),
        toned.line("wait", tone=tones.NEAR, width=9, pane="2"),
        toned.line("out", tone=tones.SOLD, width=9, pane="2"),
        toned.line("end", tone=tones.QUIET, width=1, dash="dot", pane="2"),
        toned.event("bell", tone=tones.CALLED, symbol="triangle-up", pane="2"),
        toned.event("sale", tone=tones.SOLD, symbol="x-thin", size=12, pane="2"),
        toned.dot("dots", size=15),
    ),
    points=points,
    looks=lambda result, say: {"dots": {"tone": tuple(lane.tone for lane in result.lanes)}},
    ticks=ticks,
    ranges=lambda result: {
        "xaxis": ENDS,
        "xaxis2": (0, clock_end(result)),
        "yaxis": (-BELOW, len(result.lanes) - 1 + BELOW),
    },
    labels=lambda result: tuple(labels(result)),
    pulse=lambda result: tuple(pulses(result)),
    track=lambda result: ENDS,
    layout=axes.lanes({"ticksuffix": "%", "dtick": 30}, 4, clock={}),
)
