"""Days of the Taiwan market: trading sessions, settlement days, deadlines and interest days.

A session is a day with trading. A settlement day is a day on which payments are made: every session, and the days
before the Lunar New Year that have no trading. Days may be given as dates or as text such as 2025-04-02. With
`holidays=False` every Monday to Friday counts as both: what a reader gets who counts without the holiday calendar.
"""

from bisect import bisect_left, bisect_right
from datetime import date
from functools import cache

from pledge_lib.datasets import calendar, market
from pledge_lib.datasets.records import to_date
from pledge_lib.finance.checks import InputError, require_not_negative, require_positive, require_whole

SATURDAY = 5  # as date.weekday counts


@cache
def sessions(*, holidays: bool = True) -> tuple[date, ...]:
    """Return all days with trading, oldest first."""
    return tuple(day.date for day in calendar() if day.trading) if holidays else weekdays()


@cache
def settlement_days(*, holidays: bool = True) -> tuple[date, ...]:
    """Return all days on which payments are made, oldest first."""
    return tuple(day.date for day in calendar() if day.settlement) if holidays else weekdays()


@cache
def weekdays() -> tuple[date, ...]:
    """Return every Monday to Friday of the calendar, oldest first."""
    return tuple(day.date for day in calendar() if day.date.weekday() < SATURDAY)


def is_session(day: date | str, *, holidays: bool = True) -> bool:
    """Return whether the market trades on this day.

    >>> is_session("2025-04-02"), is_session("2025-04-03"), is_session("2025-04-03", holidays=False)
    (True, False, True)
    """
    return _reason_closed("day", day, sessions(holidays=holidays)) is None


def next_session(day: date | str, *, holidays: bool = True) -> date:
    """Return the first session after the day.

    >>> next_session("2025-04-02")
    datetime.date(2025, 4, 7)
    """
    return _after("day", day, sessions(holidays=holidays), 1)


def settlement_date(trade_date: date | str) -> date:
    """Return the second settlement day after the trade, on which it is paid and delivered.

    A date or its text, one at a time. A day without trading, or one outside the calendar, raises InputError.

    >>> settlement_date("2025-01-22")
    datetime.date(2025, 1, 24)
    """
    return _settlement("trade_date", trade_date)


def deadline(notice_date: date | str, sessions: int, *, holidays: bool = True) -> date:
    """Return the last day to meet a call: the day of service is not counted, business days are settlement days.

    A date or its text, one at a time; `sessions` is a whole number, 0 for the day of service itself, or the next
    business day where that is none. What leads outside the calendar raises InputError.

    >>> deadline("2025-04-02", 2), deadline("2025-04-02", 2, holidays=False)
    (datetime.date(2025, 4, 8), datetime.date(2025, 4, 4))
    >>> deadline("2025-04-02", 0), deadline("2025-04-03", 0)
    (datetime.date(2025, 4, 2), datetime.date(2025, 4, 7))
    """
    require_whole("sessions", sessions)
    require_not_negative("sessions", sessions)
    business = settlement_days(holidays=holidays)
    if sessions:
        return _after("notice_date", notice_date, business, int(sessions))
    return _on_or_after("notice_date", notice_date, business)


def first_sale_date(notice_date: date | str, sessions: int, *, holidays: bool = True) -> date:
    """Return the first session after the deadline, from which the lender may sell.

    A date or its text, one at a time. What leads outside the calendar raises InputError.

    >>> first_sale_date("2025-04-02", 2)
    datetime.date(2025, 4, 9)
    """
    return next_session(deadline(notice_date, sessions, holidays=holidays), holidays=holidays)


def business_day_before(day: date | str, sessions: int, *, holidays: bool = True) -> date:
    """Return the business day that lies so many business days before a day, the day itself not counted.

    A margin short sale is bought back by the 6th business day before the share register closes (source sfipc).

    >>> business_day_before("2018-08-18", 6)
    datetime.date(2018, 8, 10)
    """
    business = settlement_days(holidays=holidays)
    place = bisect_left(business, _in_calendar("day", day)) - _whole(sessions)
    if place < 0:
        raise _outside("day", day)
    return business[place]


def interest_days(buy_date: date | str, sell_date: date | str) -> int:
    """Return the calendar days between the settlements of a purchase and its sale (rule A-3); 0 on the same day.

    Dates or their texts, one pair at a time. A sale before the purchase, and days without trading, raise
    InputError.

    >>> interest_days("2025-03-28", "2025-04-02")
    7
    """
    bought, sold = to_date("buy_date", buy_date), to_date("sell_date", sell_date)
    if sold < bought:
        raise InputError("before", name="sell_date", value=sold, limit=bought)
    return (_settlement("sell_date", sold) - _settlement("buy_date", bought)).days


def sessions_between(first: date | str, last: date | str) -> int:
    """Return how many sessions come after the first day, until the last one.

    >>> sessions_between("2025-03-28", "2025-04-02")
    3
    """
    found = sessions()
    return bisect_right(found, _in_calendar("last", last)) - bisect_right(found, _in_calendar("first", first))


def require_session(name: str, day: date | str):
    """Refuse a day without trading, and say which session comes next."""
    reason = _reason_closed(name, day, sessions())
    if reason is not None:
        closed = to_date(name, day)
        raise InputError("closed_day", name=name, value=closed, reason=reason, next=next_session(closed))


@cache
def _closed() -> dict[date, str]:
    return {day.date: day.reason for day in calendar() if not day.trading}


def _whole(sessions: int) -> int:
    require_whole("sessions", sessions)
    require_positive("sessions", sessions)
    return int(sessions)


def _settlement(name: str, trade_date: date | str) -> date:
    require_session(name, trade_date)
    return _after(name, trade_date, settlement_days(), market().settlement_lag)


def _reason_closed(name: str, day: date | str, sessions: tuple[date, ...]) -> str | None:
    """Return why there is no trading on the day, or None for one of the sessions."""
    wanted = _in_calendar(name, day)
    place = bisect_right(sessions, wanted)
    if place and sessions[place - 1] == wanted:
        return None
    return _closed().get(wanted, "weekend")


def _after(name: str, day: date | str, days: tuple[date, ...], count: int) -> date:
    """Return the count-th of the days after the given one."""
    place = bisect_right(days, _in_calendar(name, day)) + count - 1
    if place >= len(days):
        raise _outside(name, day)
    return days[place]


def _on_or_after(name: str, day: date | str, days: tuple[date, ...]) -> date:
    place = bisect_left(days, _in_calendar(name, day))
    if place == len(days):
        raise _outside(name, day)
    return days[place]


def _in_calendar(name: str, day: date | str) -> date:
    wanted = to_date(name, day)
    if not calendar()[0].date <= wanted <= calendar()[-1].date:
        raise _outside(name, wanted)
    return wanted


def _outside(name: str, day: date | str) -> InputError:
    return InputError("outside_calendar", name=name, value=day, first=calendar()[0].date, last=calendar()[-1].date)
