"""A loan with a term: when each term ends, whether it is extended, what is paid on which day. Money is in TWD.

Interest only: the principal is due at the end. At the end of each term the lender is asked to extend the loan; refused,
it ends there. A day without business is moved by the caller, who knows the calendar.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pledge_lib.finance.checks import (
    InputError,
    require_date,
    require_line,
    require_not_negative,
    require_positive,
    require_ratio,
    require_whole,
)
from pledge_lib.finance.interest import MONTHS_IN_A_YEAR, loan_days, simple_interest
from pledge_lib.finance.lines import below
from pledge_lib.finance.units import Date, Days, Money, Percent

RATIO, LENDER = "ratio", "lender"


@dataclass(frozen=True, kw_only=True)
class Payment:
    """What leaves the borrower's account on one day: interest since the last payment, principal at the end."""

    day: Date
    days: Days
    annual_rate: Percent
    interest: Money
    principal: Money

    @property
    def cash(self) -> Money:
        return self.interest + self.principal


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a month that is too short.

    >>> months_after(date(2024, 8, 31), 6)
    datetime.date(2025, 2, 28)
    """
    require_date("day", day)
    years, month = divmod(day.month - 1 + _whole("months", months), MONTHS_IN_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def term_ends(months: int, term: int, longest: int) -> tuple[int, ...]:
    """Return after how many months each term of the loan ends; the lender is asked at all but the last.

    >>> term_ends(14, term=6, longest=18)
    (6, 12, 14)
    """
    for name, value in (("months", months), ("term", term)):
        require_positive(name, value)
    months, term = _whole("months", months), _whole("term", term)
    if months > longest:
        raise InputError("above_limit", name="months", value=months, limit=longest)
    return (*range(term, months, term), months)


def refusal(ratio: float, renewal_line: float, lender_agrees: bool) -> str | None:
    """Return why an extension is refused, or None; a ratio exactly on the lender's line is not below it.

    >>> refusal(1.25, renewal_line=1.30, lender_agrees=True), refusal(1.30, renewal_line=1.30, lender_agrees=True)
    ('ratio', None)
    """
    require_ratio("ratio", ratio)
    require_line("renewal_line", renewal_line)
    if below(ratio, renewal_line):
        return RATIO
    return None if lender_agrees else LENDER


def payments(principal: float, drawn: date, days: Sequence[date], rates: Sequence[float], *, basis: int):
    """Return what is paid on each day: the draw day bears interest, the payment day does not; principal on the last.

    >>> [round(paid.cash, 2) for paid in payments(
    ...     600_000, date(2025, 4, 2), [date(2025, 10, 2), date(2026, 4, 2)], [0.03, 0.04], basis=365)]
    [9024.66, 611967.12]
    """
    if not days:
        raise InputError("empty", name="days")
    last = len(days) - 1
    counts = [loan_days(since, day) for since, day in zip((drawn, *days), days, strict=False)]
    return tuple(
        Payment(
            day=day,
            days=count,
            annual_rate=rate,
            interest=simple_interest(principal, rate, count, basis),
            principal=principal if place == last else 0.0,
        )
        for place, (day, count, rate) in enumerate(zip(days, counts, rates, strict=False))
    )


def breakeven_yield(annual_rate: float, ratio: float) -> float:
    """Return the dividend yield of the collateral that just pays the interest: the rate over the ratio.

    >>> round(breakeven_yield(0.03, 5 / 3), 4)
    0.018
    """
    require_not_negative("annual_rate", annual_rate)
    require_positive("ratio", ratio)
    return annual_rate / ratio


def _whole(name: str, value) -> int:
    require_whole(name, value)
    return int(value)
