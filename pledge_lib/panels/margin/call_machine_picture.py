"""The picture of F2.4: the ratio day by day under a strip of states in words; today is the hand.

What happened stands as four shapes at the ratio of its day: ▲ notice, + payment, ◇ sale suspended, ✕ sold. At the foot
a thick span counts the days to the deadline; behind it the call is still open as long as the amber one runs.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pledge_lib.finance.units import DAY_IN_YEAR, Count, Word
from pledge_lib.market import events, procedure
from pledge_lib.market.events import TimelineRow
from pledge_lib.panels import axes, charts, over_time_chart, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.margin.call_machine_log import CallDay
from pledge_lib.panels.margin.call_machine_model import LONGEST_TODAY, CallMachine
from pledge_lib.panels.stage import Label, Pulse

RATIO_STEP = 0.1
STRIP = 0.09  # of the height of the ratios
FOOT = 0.18  # the room for the spans below them
BEYOND = (procedure.WATCH, procedure.SAME_DAY)  # the deadline is over, the call is not
MANY = 10  # days that can be named under the axis in a narrow window


@dataclass(frozen=True)
class Counted:
    """A business day after the notice: the how manieth it is."""

    count: Count


@dataclass(frozen=True)
class Run:
    """Days one after the other in one state."""

    state: Word
    first: int
    last: int


def tone_of(result: CallMachine, row: TimelineRow) -> str:
    """Return the tone of a day: that of its state, near within the band above the line."""
    return tones.of_state(row.state, ratio=CallDay(row).ratio, line=result.rules.call_line)


def end_of(result: CallMachine) -> float:
    """Return the right end of the level axis."""
    return len(result.log) - 0.4


def ratio_ends(result: CallMachine) -> tuple[float, float]:
    """Return the ends of the ratio, in steps; the strip stands above them."""
    shown = [ratio for row in result.log if (ratio := CallDay(row).ratio) is not None]
    low = min(*shown, result.rules.call_line)
    high = max(*shown, result.rules.cancel_level)
    steps = math.floor((low - 0.02) / RATIO_STEP), math.ceil((high + 0.05) / RATIO_STEP)
    return max(0.0, steps[0] * RATIO_STEP) * 100, steps[1] * RATIO_STEP * 100


def strip_ends(result: CallMachine) -> tuple[float, float]:
    """Return the lower and the upper edge of the strip."""
    low, high = ratio_ends(result)
    return high + (high - low) * STRIP * 0.4, high + (high - low) * STRIP * 1.4


def foot_of(result: CallMachine) -> tuple[float, float]:
    """Return the lower end of the axis, and where the spans lie above it."""
    low, high = ratio_ends(result)
    return low - (high - low) * FOOT, low - (high - low) * FOOT * 0.4


def height(result: CallMachine, row: TimelineRow) -> float:
    """Return where a day stands: at its ratio, or on the line where it has none."""
    ratio = CallDay(row).ratio
    return (result.rules.call_line if ratio is None else ratio) * 100


def runs(result: CallMachine) -> Iterator[Run]:
    """Yield the days of one state together."""
    for state, days in groupby(range(len(result.log)), lambda place: result.log.rows[place].state):
        places = tuple(days)
        yield Run(state, places[0], places[-1])


def shape_of(result: CallMachine, place: int, name: str) -> bool:
    """Return whether the event of a shape happened on a day; suspended is the first day behind an unpaid deadline."""
    row = result.log.rows[place]
    if name == "suspended":
        return row.state == procedure.WATCH and (not place or result.log.rows[place - 1].state != procedure.WATCH)
    return {"notice": events.NOTICE, "paid": events.PAYMENT, "sold": events.SOLD}[name] in row.events


def shapes(result: CallMachine, name: str) -> tuple[list, list]:
    """Return where the events of one shape stand."""
    places = [place for place in range(len(result.log)) if shape_of(result, place, name)]
    if not places:
        return [charts.NOWHERE], [charts.NOWHERE]
    return places, [height(result, result.log.rows[place]) for place in places]


def spans(result: CallMachine) -> Iterator[tuple[int, int]]:
    """Yield from which day to which a call leaves time, for each call."""
    days = [row.date for row in result.log]
    for place, row in enumerate(result.log):
        if events.NOTICE in row.events:
            until = sum(day <= row.deadline for day in days) - 1
            yield place, until


def still_open(result: CallMachine) -> Iterator[tuple[float, float]]:
    """Yield from where to where a call is open behind its deadline."""
    for is_beyond, days in groupby(range(len(result.log)), lambda place: result.log.rows[place].state in BEYOND):
        if is_beyond:
            places = tuple(days)
            yield places[0], places[-1] + 0.5


def points(result: CallMachine) -> dict:
    """Return the numbers of the marks; an account without debt or shares has no ratio."""
    rows, (_, high), until = result.log.rows, ratio_ends(result), end_of(result)
    line, (foot, top), (floor, spot) = result.rules.call_line * 100, strip_ends(result), foot_of(result)
    across = range(len(rows))
    ratios = [charts.NOWHERE if (ratio := CallDay(row).ratio) is None else ratio * 100 for row in rows]
    shades = [tone_of(result, row) for row in rows]
    closed = [place for place, row in enumerate(rows) if events.NO_TRADING in row.events]
    return {
        "below": toned.box(-0.6, until, floor, line),
        "closed": toned.boxes((place - 0.5, place + 0.5, floor, high) for place in closed),
        **{
            f"strip-{tone}": toned.boxes(
                (place - 0.47, place + 0.47, foot, top) for place, shade in enumerate(shades) if shade == tone
            )
            for tone in over_time_chart.STATES
        },
        "line": ([-0.6, until], [line] * 2),
        "cancel-level": ([-0.6, until], [result.rules.cancel_level * 100] * 2),
        "ahead": (across, ratios),
        "path": (across, [ratio if place <= result.place else charts.NOWHERE for place, ratio in enumerate(ratios)]),
        "span": toned.segments((first, spot, last, spot) for first, last in spans(result)),
        "open": toned.segments((first, spot, last, spot) for first, last in still_open(result)),
        **{name: shapes(result, name) for name in ("notice", "paid", "suspended", "sold")},
        "today": ([result.place] * 2, [floor, top]),
        "now": ([result.place], [height(result, result.row)]),
    }


def labels(result: CallMachine) -> Iterator[Label]:
    """Yield today's ratio, both lines, the days counted, the states in words, and what the shapes mean."""
    line, (foot, top), until = result.rules.call_line * 100, strip_ends(result), end_of(result)
    spot, is_late = foot_of(result)[1], result.place > len(result.log) / 2
    yield Label(
        uid="now",
        x=result.place,
        y=charts.NOWHERE if result.day.ratio is None else height(result, result.row),
        tone=tones.STATE,
        look="strong",
        rank=0,
        at="r" if is_late else "l",
        dx=-13 if is_late else 13,
        dy=-15,
    )
    yield Label(uid="line", x=until, y=line, tone=tones.CALLED, at="r", dx=-6, dy=12, rank=2, others=((-0.6, line),))
    yield Label(
        uid="cancel-level", x=until, y=result.rules.cancel_level * 100, tone=tones.SAFE, at="r", dx=-6, dy=-11, rank=2
    )
    for first, last in spans(result):
        for count in range(1, last - first + 1):
            uid, text = f"count-{first}-{count}", ("label.count", Counted(count))
            yield Label(uid=uid, x=first + count, y=spot, text=text, at="c", dy=12, rank=4)
    for run in runs(result):
        shade = tone_of(result, result.log.rows[run.first])
        middle = (run.first + run.last) / 2
        yield Label(
            uid=f"run-{run.first}",
            x=middle,
            y=(foot + top) / 2,
            text=("label.run", run),
            tone=shade,
            at="c",
            rank=6,
            look="word",
            drops=run.last - run.first < 1,
        )
    for name in ("notice", "paid", "suspended", "sold"):
        across, up = shapes(result, name)
        yield Label(uid=name, x=across[0], y=up[0], at="c", dy=22, rank=1 if name in ("notice", "sold") else 3)
    for place, (first, last) in enumerate(still_open(result)):
        yield Label(
            uid=f"open-{place}",
            x=(first + last) / 2 + 0.3,
            y=spot,
            text="label.open",
            tone=tones.NEAR,
            at="c",
            dy=12,
            rank=5,
            drops=True,
        )


def ticks(result: CallMachine, _say) -> dict:
    """Return the days that are written under the axis, so few that they stand apart in a narrow window."""
    step = math.ceil(len(result.log) / MANY)
    places = tuple(range(0, len(result.log), step))
    days = [result.log.rows[place].date for place in places]
    return {"xaxis": (places, tuple(map(DAY_IN_YEAR, days)))}


def pulses(result: CallMachine) -> Iterator[Pulse]:
    """Yield what flashes: the line on a day below it, the strip on the afternoon that is due."""
    ratio = result.day.ratio
    yield Pulse(y=result.rules.call_line * 100, over=ratio is not None and ratio < result.rules.call_line)
    yield Pulse(y=strip_ends(result), over=result.row.state == procedure.SAME_DAY)


def track(result: CallMachine) -> tuple[float, ...]:
    """Return where each place of the lead stands; after the end of the log, off the axis, where no hand goes."""
    count = len(result.log)
    return (*range(count), *[end_of(result) + 1] * (LONGEST_TODAY + 1 - count))


CHART = Chart(
    marks=over_time_chart.marks("below", "cancel-level", toned.line("open", tone=tones.NEAR, width=4)),
    points=points,
    ranges=lambda result: {
        "xaxis": (-0.6, end_of(result)),
        "yaxis": (foot_of(result)[0], strip_ends(result)[1]),
    },
    ticks=ticks,
    labels=labels,
    pulse=pulses,
    track=track,
    layout=axes.plain({"showgrid": False}, {"ticksuffix": "%"}),
)
