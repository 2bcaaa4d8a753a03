"""The picture of F1.3: the ratio on its calendar days, under a strip of what state each day was in; today is the hand.

What happened stands as four shapes at the ratio of its day: ▲ notice, + payment, ◇ sale suspended, ✕ sold. The span
from notice to deadline counts its business days; days on which nothing trades are grey. Price and money are drawers.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from pledge_lib.finance.units import DAY_IN_YEAR, Count
from pledge_lib.market import events
from pledge_lib.market.events import TimelineRow
from pledge_lib.market.plan import INTRADAY
from pledge_lib.panels import axes, charts, over_time_chart, toned, tones, waterfall
from pledge_lib.panels.calendar_days import SESSION, SETTLEMENT, kind_of
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.pledging.timeline_log import SUSPENDED, has_ratio
from pledge_lib.panels.pledging.timeline_model import LONGEST_TODAY, Timeline, tone_of
from pledge_lib.panels.stage import Label, Pulse

FORTNIGHT, RATIO_STEP = 14, 0.5
STRIP = 0.07  # of the height of the picture
SHAPES = {
    "notice": (events.NOTICE,),
    "paid": (events.PAYMENT, events.RESERVE_PAID, events.OWN_SALE),
    "suspended": (SUSPENDED,),
    "sold": (events.SOLD, events.UNFILLED),
}
NO_SALE = 1_000_000  # TWD: the end of the axis where nothing was sold


@dataclass(frozen=True)
class Counted:
    """A business day after the notice: the how manieth it is."""

    day: date
    count: Count


def place_of(result: Timeline, day: date) -> int:
    """Return the calendar days since the start."""
    return (day - result.first.date).days


def last_day(result: Timeline) -> int:
    """Return the right end of the level axis: whole fortnights."""
    days = place_of(result, result.last.date)
    return max(FORTNIGHT, math.ceil((days + 1) / FORTNIGHT) * FORTNIGHT)


def counted(result: Timeline) -> tuple[Counted, ...]:
    """Return the business days from the day after the notice to the deadline."""
    if result.notice is None:
        return ()
    holidays, found = result.log.plan.holidays, []
    for number in range(1, (result.notice.deadline - result.notice.date).days + 1):
        day = result.notice.date + timedelta(days=number)
        if kind_of(day, holidays=holidays)[0] in (SESSION, SETTLEMENT):
            found.append(Counted(day, len(found) + 1))
    return tuple(found)


def closed_days(result: Timeline) -> Iterator[int]:
    """Yield the places of the days without trading."""
    holidays = result.log.plan.holidays
    for place in range(last_day(result)):
        if kind_of(result.first.date + timedelta(days=place), holidays=holidays)[0] != SESSION:
            yield place


def longest_closed(result: Timeline) -> tuple[int, int] | None:
    """Return the first and the last day of the longest time without trading."""
    days = list(closed_days(result))
    runs = [[day for _, day in run] for _, run in groupby(enumerate(days), lambda each: each[1] - each[0])]
    return max(((run[0], run[-1]) for run in runs), key=lambda ends: ends[1] - ends[0], default=None)


def ratio_ends(result: Timeline) -> tuple[float, float]:
    """Return the ends of the ratio, in steps; the strip stands above them."""
    shown = [row.ratio for row in result.log if has_ratio(row)]
    low, high = min(*shown, result.rules.call_line), max(*shown, result.rules.cure_target)
    steps = math.floor((low - 0.02) / RATIO_STEP), math.ceil((high + 0.1) / RATIO_STEP)
    return max(0.0, steps[0] * RATIO_STEP) * 100, steps[1] * RATIO_STEP * 100


def top_of(result: Timeline) -> float:
    """Return the upper end of the axis: the ratio's and room for the strip."""
    low, high = ratio_ends(result)
    return high + (high - low) * STRIP * 1.6


def height(result: Timeline, row: TimelineRow) -> float:
    """Return where a day stands: at its ratio, or on the line where it has none."""
    return (row.ratio if has_ratio(row) else result.rules.call_line) * 100


def points(result: Timeline) -> dict:
    """Return the numbers of the marks; a day without a debt has no ratio."""
    rows, (low, high), until = result.log.rows, ratio_ends(result), last_day(result)
    top, line = top_of(result), result.rules.call_line * 100
    across = [place_of(result, row.date) for row in rows]
    ratios = [row.ratio * 100 if has_ratio(row) else charts.NOWHERE for row in rows]
    here, seen = place_of(result, result.row.date), result.place + 1
    return {
        "called": toned.box(-1, until, low, line),
        "closed": toned.boxes((place - 0.5, place + 0.5, low, high) for place in closed_days(result)),
        **{f"strip-{tone}": strip(result, tone, top) for tone in over_time_chart.STATES},
        "line": ([-1, until], [line] * 2),
        "target": ([-1, until], [result.rules.cure_target * 100] * 2),
        "ahead": (across, ratios),
        "path": (across, [ratio if place < seen else charts.NOWHERE for place, ratio in enumerate(ratios)]),
        "span": span(result),
        **{name: shapes(result, name) for name in SHAPES},
        "today": ([here] * 2, [low, top]),
        "now": ([here], [height(result, result.row)]),
    }


def strip(result: Timeline, tone: str, top: float) -> tuple[list, list]:
    """Return the days of one tone as boxes of the strip, each up to the next business day."""
    low, high = ratio_ends(result)
    foot = top - (high - low) * STRIP
    starts = [place_of(result, row.date) - 0.5 for row in result.log]
    ends = [*starts[1:], starts[-1] + 1]
    days = zip(result.log, starts, ends, strict=True)
    return toned.boxes((start, end, foot, top) for row, start, end in days if tone_of(result, row) == tone)


def span(result: Timeline) -> tuple[list, list]:
    """Return the days that a call leaves, from the notice to the deadline, on the call line."""
    if result.notice is None:
        return toned.AWAY
    line = result.rules.call_line * 100
    ends = (place_of(result, day) for day in (result.notice.date, result.notice.deadline))
    return toned.segments([(next(ends), line, next(ends), line)])


def shapes(result: Timeline, name: str) -> tuple[list, list]:
    """Return where the events of one shape stand."""
    days = {entry.row.date: entry.row for entry in result.entries if entry.event in SHAPES[name]}
    if not days:
        return [charts.NOWHERE], [charts.NOWHERE]
    return [place_of(result, day) for day in days], [height(result, row) for row in days.values()]


def ticks(result: Timeline, say) -> dict:
    """Return the days to be written under the axis: the first, and every week after it."""
    until = last_day(result)
    step = FORTNIGHT // 2 if until <= 3 * FORTNIGHT else FORTNIGHT * max(1, math.ceil(until / (6 * FORTNIGHT)))
    places = range(0, until, step)
    days = [result.first.date + timedelta(days=place) for place in places]
    return {"xaxis": (tuple(places), tuple(map(DAY_IN_YEAR, days)))}


def labels(result: Timeline) -> Iterator[Label]:
    """Yield the ratio of today, both lines, what the shapes mean, and the business days counted."""
    until = last_day(result)
    here = place_of(result, result.row.date)
    yield Label(
        uid="now", x=here, y=height(result, result.row), tone=tones.STATE, look="strong", rank=0, at="l", dx=13, dy=-15
    )
    for uid, level, tone in (("line", result.rules.call_line, tones.CALLED), ("target", result.rules.cure_target, "")):
        yield Label(uid=uid, x=until, y=level * 100, tone=tone, at="r", dx=-6, dy=-11, rank=2)
    for day in counted(result):
        yield Label(
            uid=f"count-{day.count}",
            x=place_of(result, day.day),
            y=result.rules.call_line * 100,
            rank=3,
            text=("label.count", day),
            at="c",
            dy=15,
        )
    if closed := longest_closed(result):
        yield Label(uid="closed", x=sum(closed) / 2, y=ratio_ends(result)[1], at="c", dy=11, rank=6, look="word")
    for name in SHAPES:
        across, up = shapes(result, name)
        yield Label(uid=name, x=across[0], y=up[0], at="c", dy=22, rank=1 if name in ("notice", "sold") else 4)


CHART = Chart(
    marks=over_time_chart.marks("called", "target"),
    points=points,
    ranges=lambda result: {"xaxis": (-1, last_day(result)), "yaxis": (ratio_ends(result)[0], top_of(result))},
    ticks=ticks,
    labels=lambda result: tuple(labels(result)),
    pulse=lambda result: (Pulse(y=result.rules.call_line * 100),),
    track=lambda result: track(result),
    layout=axes.plain({"showgrid": False}, {"ticksuffix": "%"}),
)


def track(result: Timeline) -> tuple[float, ...]:
    """Return where each place of the lead stands; after the end of the log, off the axis, where no hand goes."""
    places = [place_of(result, row.date) for row in result.log.rows[: LONGEST_TODAY + 1]]
    missing = LONGEST_TODAY + 1 - len(places)
    return (*places, *[last_day(result) + 1] * missing)


def price_points(result: Timeline) -> dict:
    """Return the close, the low of the day where the lender looks at it, and the price of the call."""
    rows, rules = result.log.rows, result.rules
    across = [place_of(result, row.date) for row in rows]
    intraday = result.log.plan.mark == INTRADAY
    lows = dict(zip(result.path.days, result.path.lows, strict=True)) if intraday else {}
    return {
        "call-price": (across, [call_price(row, rules.call_line) for row in rows]),
        "low": (across, [lows.get(row.date, charts.NOWHERE) for row in rows]),
        "close": (across, [row.close for row in rows]),
    }


def call_price(row: TimelineRow, line: float) -> float:
    """Return the price at which the ratio of the day would be on the line: both move together."""
    return row.judged * line / row.ratio if has_ratio(row) else charts.NOWHERE


def price_ends(result: Timeline) -> tuple[float, float]:
    """Return the ends of the price axis: whole tenths of a round number, with room for the call price."""
    calls = [call_price(row, result.rules.call_line) for row in result.log if has_ratio(row)]
    shown = [*calls, *result.path.lows, *(row.close for row in result.log)]
    step = charts.nice_ceiling(max(shown)) / 10
    return math.floor(min(shown) * 0.97 / step) * step, math.ceil(max(shown) * 1.03 / step) * step


def price_labels(result: Timeline) -> Iterator[Label]:
    """Yield the names of the two lines at their first day."""
    row = result.first
    yield Label(uid="close", x=0, y=row.close, at="l", dx=8, dy=-12, rank=1)
    at_call = call_price(row, result.rules.call_line)
    yield Label(uid="call-price", x=0, y=at_call, tone=tones.CALLED, at="l", dx=8, dy=12)


PRICE = Drawer(
    name="price",
    chart=Chart(
        marks=(
            toned.line("call-price", tone=tones.CALLED, width=2, dash="dash"),
            toned.line("low", tone=tones.QUIET, width=1.5, dash="dot"),
            toned.line("close", tone=tones.CURVE, width=3),
        ),
        points=price_points,
        ranges=lambda result: {"xaxis": (-1, last_day(result)), "yaxis": price_ends(result)},
        ticks=ticks,
        labels=lambda result: tuple(price_labels(result)),
        layout=axes.plain({"showgrid": False}, {"tickformat": ","}, names=("", "axis.price")),
    ),
)
MONEY_GOES = Drawer(
    name="money", chart=waterfall.chart(lambda result: result.sale, lambda result: result.last, NO_SALE)
)
