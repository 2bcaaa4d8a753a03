"""Days of a loan of shares on the Taiwan calendar: fee days, recall, early return, and when the fee is paid."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pledge_lib.datasets.records import to_date
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import Date, Days
from pledge_lib.market.sessions import deadline

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class FeePayment:
    """A stretch of fee days and the business day on which their fee is paid."""

    first: Date
    until: Date
    paid_on: Date

    @property
    def days(self) -> Days:
        """Return the calendar days of the stretch; `until` itself is no fee day."""
        return (self.until - self.first).days


def days_lent(lent: date | str, returned: date | str) -> int:
    """Return the fee days of a loan: calendar days, the day of lending counts, the day of return does not (firm C-8).

    >>> days_lent("2022-11-16", "2023-04-13")
    148
    """
    first, last = to_date("lent", lent), to_date("returned", returned)
    if last < first:
        raise InputError("before", name="returned", value=last, limit=first)
    return (last - first).days


def recalled_by(asked: date | str, sessions: int) -> date:
    """Return the business day by which recalled shares are back (rule C-3).

    A date or its text, one at a time. What leads outside the calendar raises InputError.

    >>> recalled_by("2025-04-02", 3)
    datetime.date(2025, 4, 9)
    """
    return deadline(asked, sessions)


def earliest_return(borrowed: date | str) -> date:
    """Return the first day on which the borrower may return: the next business day (rule C-3).

    >>> earliest_return("2025-04-02")
    datetime.date(2025, 4, 7)
    """
    return deadline(borrowed, 1)


def closes_by_day(closes: Mapping[date, float], first: date | str, until: date | str) -> tuple[float, ...]:
    """Return the close of every calendar day from `first` until before `until`; closed days take the last (firm C-8).

    >>> closes_by_day({date(2025, 4, 2): 928.0, date(2025, 4, 7): 848.0}, "2025-04-05", "2025-04-08")
    (928.0, 928.0, 848.0)
    """
    start, end = to_date("first", first), to_date("until", until)
    known = sorted(closes)
    if not known or start < known[0]:
        raise InputError("no_close", name="closes", value=start, nearest=known[0] if known else "-")
    days = (start + ONE_DAY * place for place in range((end - start).days))
    return tuple(closes[known[bisect_right(known, day) - 1]] for day in days)


def fee_payments(lent: date | str, returned: date | str, rules: LendingRules, monthly: bool) -> tuple[FeePayment, ...]:
    """Return when the fees of a loan are paid: at the return, or also month by month where loans settle so.

    A month's fees are settled on the first business day of the next month and paid on the one after; the rest is
    paid on the business day after the return. The source says from which day fees are settled so (2ND C-6): a first
    business day on that very day settles already, and with it everything that was open until then.

    >>> from pledge_lib.datasets import rules
    >>> [str(p.paid_on) for p in fee_payments("2026-06-10", "2026-07-20", rules("tw-lending"), monthly=True)]
    ['2026-07-02', '2026-07-21']
    """
    start, end = to_date("lent", lent), to_date("returned", returned)
    days_lent(start, end)
    cuts = [start]
    month = _next_month(start)
    while monthly and month < end:
        if month >= rules.monthly_settlement_since:
            cuts.append(month)
        month = _next_month(month)
    settled = [_first_business_day(cut) for cut in cuts[1:]]
    paid = [deadline(day, 1) for day in settled] + [deadline(end, 1)]
    return tuple(
        FeePayment(first=first, until=until, paid_on=day)
        for first, until, day in zip(cuts, [*cuts[1:], end], paid, strict=True)
    )


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _first_business_day(month: date) -> date:
    """Return the first business day of a month: the one after the last day of the month before."""
    return deadline(month - ONE_DAY, 1)
