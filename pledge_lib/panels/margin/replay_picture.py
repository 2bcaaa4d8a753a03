"""The picture of F2.9: the ratio of an account from its day of purchase on; the day is the hand, its track the fates.

What happened stands as shapes at the ratio of its day: ▲ notice, ◇ sale suspended, + call cancelled, ✕ sold, a
smaller one where no order was filled. The index runs behind it without an axis.
"""

import math
from collections.abc import Iterator
from datetime import date

from pledge_lib.finance.units import DATE
from pledge_lib.market import events, procedure
from pledge_lib.market.events import TimelineRow
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.margin.replay_accounts import FIRST_DAY, LAST_DAY, key_of
from pledge_lib.panels.margin.replay_model import Replay
from pledge_lib.panels.margin.replay_reach import reach
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Label, Pulse

LOWEST, HIGHEST = 75, 200  # per cent: the ends of the upright axis, unless the case needs more
USUAL = 0.81, 1.91  # ratios between which that is so
DOWN, UP = 25, 50  # per cent: the steps in which it grows
BEHIND = 0.12, 0.88  # of the height of the picture: where the index has its lowest and its highest close
TICKS = 3  # days named under the picture
SHAPES = ("notice", "suspended", "cancelled", "unfilled", "sold")


def place_of(result: Replay, day: date) -> int:
    """Return the calendar days since the first day of the episode."""
    return (day - result.index.dates[0]).days


def span(result: Replay) -> int:
    return place_of(result, result.index.dates[-1])


def ends(result: Replay) -> tuple[float, float]:
    """Return the ends of the ratio, in steps: the same for every start day, so that they stand under the hand."""
    if not result.has_debt:
        return LOWEST, HIGHEST
    low, high = (ratio * 100 for ratio in reach(key_of(result.values), USUAL))
    return (
        max(0, min(LOWEST, math.floor((low - 5) / DOWN) * DOWN)),
        max(HIGHEST, math.ceil((high + 8) / UP) * UP),
    )


def height(result: Replay, day: date) -> float:
    """Return where what happened on a day stands: on the ratio at its closes."""
    place = min(result.path.days.index(day) - result.mine.start, len(result.ratios) - 1)
    return float(result.ratios[place]) * 100


def days_of(result: Replay, name: str) -> list[date]:
    """Return the days on which one of the shapes stands."""
    return [row.date for row in result.log or () if is_shape(name, row)]


def is_shape(name: str, row: TimelineRow) -> bool:
    """Return whether what a shape stands for happened on the day of a row."""
    match name:
        case "notice":
            return events.NOTICE in row.events
        case "suspended":
            return events.DEADLINE in row.events and row.state == procedure.WATCH
        case "cancelled":
            return events.CANCEL in row.events
        case "unfilled":
            return events.UNFILLED in row.events
    return events.SOLD in row.events


def shapes(result: Replay, name: str) -> tuple[list, list]:
    """Return where the events of one shape stand."""
    days = days_of(result, name)
    if not days:
        return [charts.NOWHERE], [charts.NOWHERE]
    return [place_of(result, day) for day in days], [height(result, day) for day in days]


def points(result: Replay) -> dict:
    """Return the numbers of the marks; without a debt there is no ratio, and none after the sale."""
    low, high = ends(result)
    line, until = result.rules.call_line * 100, span(result)
    days = result.path.days[result.mine.start :][: len(result.ratios)]
    ratios = [float(ratio) * 100 if result.has_debt else charts.NOWHERE for ratio in result.ratios]
    waits = ()
    if result.notice:
        first, last = (place_of(result, day) for day in (result.notice.date, result.notice.deadline))
        waits = [(first, line, min(last, until), line)]
    at_lowest = place_of(result, result.lowest_day) if result.has_debt else charts.NOWHERE
    return {
        "below": toned.box(0, until, low, line),
        "index": behind(result, low, high),
        "line": ([0, until], [line] * 2),
        "path": ([place_of(result, day) for day in days], ratios),
        "span": toned.segments(waits),
        **{name: shapes(result, name) for name in SHAPES},
        "lowest": ([at_lowest], [result.lowest * 100 if result.has_debt else charts.NOWHERE]),
        "now": ([place_of(result, result.start)], ratios[:1]),
    }


def behind(result: Replay, low: float, high: float) -> tuple[list, list]:
    """Return the index without its axis: from its lowest close to its highest, within the picture."""
    closes = result.index.closes
    least, most = min(closes), max(closes)
    foot, head = (low + (high - low) * part for part in BEHIND)
    scale = (head - foot) / (most - least) if most > least else 0.0
    return [place_of(result, day) for day in result.index.dates], [foot + (close - least) * scale for close in closes]


def labels(result: Replay) -> Iterator[Label]:
    """Yield the numbers and names that stand in the picture."""
    low, high = ends(result)
    line, until = result.rules.call_line * 100, span(result)
    yield Label(uid="line", x=until, y=line, tone=tones.CALLED, at="r", dx=-8, dy=12, rank=3)
    across, up = behind(result, low, high)
    trough = up.index(min(up))
    yield Label(uid="index", x=across[trough], y=up[trough], tone=tones.QUIET, at="c", dy=14, rank=6)
    if not result.has_debt:
        return
    start = place_of(result, result.start)
    yield Label(
        uid="now",
        x=start,
        y=height(result, result.start),
        tone=tones.STATE,
        at="l",
        dx=14,
        dy=-16,
        rank=1,
        look="strong",
    )
    at_notice = result.lowest_day in days_of(result, "notice")
    if result.lowest_day != result.start:
        text = "label.called-at" if at_notice else "label.lowest"
        lowest = place_of(result, result.lowest_day)
        yield Label(uid="lowest", x=lowest, y=result.lowest * 100, text=text, at="c", dy=22, rank=0, look="strong")
    for name in SHAPES:
        if name == "notice" and at_notice:
            continue
        across, up = shapes(result, name)
        yield Label(uid=name, x=across[0], y=up[0], at="l", dx=12, dy=-10, rank=2 if name in ("notice", "sold") else 4)


def ticks(result: Replay, _say: Say) -> dict:
    """Return the names of the days under the picture."""
    dates = result.index.dates
    days = sorted({dates[round((len(dates) - 1) * (part + 0.5) / TICKS)] for part in range(TICKS)})
    return {"xaxis": (tuple(place_of(result, day) for day in days), tuple(map(DATE, days)))}


def track(result: Replay) -> tuple[int, int]:
    """Return where the first and the last day of the lead stand; the axis cuts it to the episode."""
    return place_of(result, FIRST_DAY), place_of(result, LAST_DAY)


CHART = Chart(
    marks=(
        toned.zone("below", tone=tones.CALLED),
        toned.line("index", tone=tones.QUIET, width=1.5),
        toned.line("line", tone=tones.CALLED, width=2),
        toned.line("path", tone=tones.CURVE, width=3),
        toned.line("span", tone=tones.INK, width=4),
        toned.dot("lowest", tone=tones.QUIET, size=10, hollow=True),
        toned.event("suspended", tone=tones.NEAR, symbol="diamond-open"),
        toned.event("cancelled", tone=tones.SAFE, symbol="cross-thin"),
        toned.event("notice", tone=tones.CALLED, symbol="triangle-up"),
        toned.event("unfilled", tone=tones.QUIET, symbol="x-thin", size=8),
        toned.event("sold", tone=tones.SOLD, symbol="x-thin"),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (0, span(result)), "yaxis": ends(result)},
    ticks=ticks,
    labels=lambda result: tuple(labels(result)),
    pulse=lambda result: (Pulse(y=result.rules.call_line * 100),),
    track=track,
    layout=axes.plain({"showgrid": False}, {"ticksuffix": "%"}),
)
