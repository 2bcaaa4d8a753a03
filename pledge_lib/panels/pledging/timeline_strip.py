"""The calendar strip of F1.3: four weeks around the notice, each day with its symbol, and the business days counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from pledge_lib.finance.units import Count
from pledge_lib.market import events
from pledge_lib.panels import calendar_days, charts
from pledge_lib.panels.calendar_days import SESSION, SETTLEMENT, kind_of, weekday
from pledge_lib.panels.pledging.timeline_model import Timeline
from pledge_lib.panels.saying import Say

LENGTH = 28
BEFORE_NOTICE = 3
NOTICE, DEADLINE, FIRST_SALE, SOLD = "notice", "deadline", "first-sale", "sold"
LOOKS = calendar_days.LOOKS | {  # symbol and colour of each kind of day
    NOTICE: ("triangle-down", charts.RED),
    DEADLINE: ("square", charts.ORANGE),
    FIRST_SALE: ("star-open", charts.RED),
    SOLD: ("star", charts.RED),
}


@dataclass(frozen=True, kw_only=True)
class StripDay:
    """A calendar day: its kind, why the market is closed, and which business day after the notice it is (0: none)."""

    day: date
    kind: str
    reason: str
    count: Count


def strip(result: Timeline) -> tuple[StripDay, ...]:
    """Return the days of the strip."""
    notice = result.notice
    marked, counted = {}, []
    first = result.first.date
    if notice:
        first = max(first, notice.date - timedelta(days=BEFORE_NOTICE))
        sold = result.log.first(events.SOLD)
        marked = {notice.first_sale: FIRST_SALE} | ({sold.date: SOLD} if sold else {})
        marked |= {notice.deadline: DEADLINE, notice.date: NOTICE}
    found = []
    for number in range(LENGTH):
        day = first + timedelta(days=number)
        kind, reason = kind_of(day, holidays=result.log.plan.holidays)
        if notice and notice.date < day <= notice.deadline and kind in (SESSION, SETTLEMENT):
            counted.append(day)
        count = len(counted) if day in counted else 0
        found.append(StripDay(day=day, kind=marked.get(day, kind), reason=reason, count=count))
    return tuple(found)


def looks(days: tuple[StripDay, ...], say: Say) -> dict[str, tuple[str, ...]]:
    """Return symbol, colour and hover text of each day."""
    symbols, colors = zip(*(LOOKS[day.kind] for day in days), strict=True)
    return {"symbol": symbols, "color": colors, "text": tuple(hover(day, say) for day in days)}


def ticks(days: tuple[StripDay, ...], say: Say) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the places and names of the days: day of the month, weekday, and the count of business days."""
    names = []
    for place, day in enumerate(days):
        month = f"{day.day.month}/" if place == 0 or day.day.day == 1 else ""
        count = f"+{day.count}" if day.count else ""
        names.append(f"{month}{day.day.day}<br>{weekday(day.day, say)}<br>{count}")
    return tuple(range(len(days))), tuple(names)


def hover(day: StripDay, say: Say) -> str:
    """Return the day in words: what kind it is, why the market is closed, which business day it is."""
    reason = f" {say(f'closed.{day.reason}')}" if day.reason else ""
    count = f" {say('count', day)}" if day.count else ""
    return f"{day.day.isoformat()} {weekday(day.day, say)} {say(f'day.{day.kind}')}{reason}{count}"
