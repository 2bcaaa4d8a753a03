"""Days of the Taiwan calendar as panels draw and name them: what kind of day it is, and why the market is closed."""

from datetime import date
from functools import cache

from pledge_lib import datasets
from pledge_lib.datasets.records import CalendarDay
from pledge_lib.market.sessions import SATURDAY
from pledge_lib.panels import charts
from pledge_lib.panels.words import Words

SESSION, WEEKEND, HOLIDAY, SETTLEMENT = "session", "weekend", "holiday", "settlement"
LOOKS = {  # symbol and colour of each kind of day
    SESSION: ("circle-open", charts.BLUE),
    WEEKEND: ("line-ew-open", charts.GREY),
    HOLIDAY: ("x-thin-open", charts.GREY),
    SETTLEMENT: ("diamond-open", charts.ORANGE),
}


def kind_of(day: date, *, holidays: bool = True) -> tuple[str, str]:
    """Return what kind of day it is, and why there is no trading; empty for a session, a weekend and settlement only.

    >>> kind_of(date(2025, 4, 2)), kind_of(date(2025, 4, 5)), kind_of(date(2025, 4, 4))
    (('session', ''), ('weekend', ''), ('holiday', 'children-and-tomb-sweeping'))
    """
    known = _calendar().get(day) if holidays else None
    if known is None:
        weekday = day.weekday() < SATURDAY and not holidays
        return (SESSION, "") if weekday else (WEEKEND, "")
    if known.trading:
        return SESSION, ""
    return (SETTLEMENT, "") if known.settlement else (HOLIDAY, known.reason.removeprefix("holiday:"))


def weekday(day: date, words: Words) -> str:
    """Return the short name of the day of the week."""
    return words(f"weekday.{day.weekday()}")


@cache
def _calendar() -> dict[date, CalendarDay]:
    return {day.date: day for day in datasets.calendar()}
