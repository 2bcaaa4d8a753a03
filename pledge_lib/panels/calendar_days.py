"""Days of the Taiwan calendar as panels draw and name them: what kind of day it is, and why the market is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from pledge_lib import datasets
from pledge_lib.datasets.records import CalendarDay
from pledge_lib.finance.units import Date, Word
from pledge_lib.market.sessions import SATURDAY

SESSION, WEEKEND, HOLIDAY, SETTLEMENT = "session", "weekend", "holiday", "settlement"
SYMBOLS = {SESSION: "circle-open", WEEKEND: "line-ew-open", HOLIDAY: "x-thin-open", SETTLEMENT: "diamond-open"}


@dataclass(frozen=True)
class NamedDay:
    """A day that a text names with its day of the week, such as `{sale.day} ({sale.weekdays})`."""

    day: Date

    @property
    def weekdays(self) -> Word:
        return str(self.day.weekday())


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


def weekday(day: date, say: Callable[[str], str]) -> str:
    """Return the short name of the day of the week."""
    return say(f"weekday.{day.weekday()}")


@cache
def _calendar() -> dict[date, CalendarDay]:
    return {day.date: day for day in datasets.calendar()}
