"""Interest and fees: day counts, simple and compound interest, and the honest yearly cost of a loan."""

import math
from datetime import date

from pledge_lib.finance.amounts import product
from pledge_lib.finance.checks import (
    InputError,
    require_date,
    require_fraction,
    require_not_negative,
    require_one,
    require_positive,
)
from pledge_lib.finance.elementwise import elementwise, one_by_one
from pledge_lib.finance.lines import below

MONTHS_IN_A_YEAR = 12
LARGEST_RATE = 100  # 10,000 % a year; a larger rate is a slip, and its yield would not fit a float


def loan_days(drawn: date, repaid: date) -> int:
    """Return the interest days of a pledge loan: the draw day counts, the repayment day does not (firms B-9, B-10).

    Two dates of one loan, and one whole number of days; repaid before drawn raises InputError.

    >>> loan_days(date(2026, 1, 5), date(2026, 1, 15))
    10
    """
    require_date("drawn", drawn)
    require_date("repaid", repaid)
    if repaid < drawn:
        raise InputError("before", name="repaid", value=repaid, limit=drawn)
    return (repaid - drawn).days


@elementwise
def simple_interest(principal, annual_rate, days, basis=365):
    """Return the interest, unrounded, elementwise.

    Days are calendar days, the basis is 365 in leap years too (firm B-9). In the currency of the principal; the
    rate is a fraction a year. What is negative raises InputError.

    >>> round(simple_interest(600_000, 0.03, 30), 2)
    1479.45
    """
    require_not_negative("principal", principal)
    require_not_negative("annual_rate", annual_rate)
    require_not_negative("days", days)
    require_positive("basis", basis)
    return principal * annual_rate * days / basis


@elementwise
def monthly_interest(principal, annual_rate, months=1):
    """Return the interest of whole months at a twelfth of the annual rate each, elementwise.

    >>> monthly_interest(300_000, 0.025)
    625.0
    """
    require_not_negative("principal", principal)
    require_not_negative("annual_rate", annual_rate)
    require_not_negative("months", months)
    return principal * annual_rate * months / MONTHS_IN_A_YEAR


@one_by_one
def apy(apr, periods):
    """Return the yearly yield of a nominal rate compounded so many times a year, elementwise; math.inf is continuous.

    Both are fractions. A negative rate, one above 100, and fewer than one period raise InputError.

    >>> round(apy(0.05, 365), 5)
    0.05127
    """
    require_not_negative("apr", apr)
    if apr > LARGEST_RATE:
        raise InputError("above_limit", name="apr", value=apr, limit=LARGEST_RATE)
    _require_periods(periods)
    return math.expm1(apr) if periods == math.inf else math.expm1(periods * math.log1p(apr / periods))


@one_by_one
def apr(apy, periods):
    """Return the nominal rate whose yearly yield is `apy`, elementwise: the inverse of `apy`.

    Both are fractions. A negative yield, and fewer than one period, raise InputError.

    >>> round(apr(0.05127, 365), 4)
    0.05
    """
    require_not_negative("apy", apy)
    _require_periods(periods)
    return math.log1p(apy) if periods == math.inf else periods * math.expm1(math.log1p(apy) / periods)


@one_by_one
def handling_fee(debt, rate, interest, *, minimum=0.0, waived_at=math.inf):
    """Return a lender's handling fee, elementwise: a share of the loan, but at least a minimum, unrounded.

    Nothing once the interest reaches the sum `waived_at`, exactly there too (firm A-16). In the currency of the
    loan; the rate is a fraction of it. A negative sum, and a rate above 1, raise InputError.

    >>> handling_fee(100_000, 0.001425, 53.01, minimum=100, waived_at=100)
    142.5
    >>> handling_fee(50_000, 0.001425, 99.99, minimum=100), handling_fee(50_000, 0.001425, 100, waived_at=100)
    (100, 0.0)
    """
    for name, amount in (("debt", debt), ("interest", interest), ("minimum", minimum)):
        require_not_negative(name, amount)
    require_fraction("rate", rate)
    if waived_at != math.inf:
        require_not_negative("waived_at", waived_at)
        if not below(interest, waived_at):
            return 0.0
    return max(product(debt, rate), minimum) if debt else 0.0


@elementwise
def loan_cost(principal, annual_rate, days, fees=0.0, basis=365):
    """Return interest and fees together, elementwise.

    >>> loan_cost(600_000, 0.0295, 90, fees=5_000) == simple_interest(600_000, 0.0295, 90) + 5_000
    True
    """
    require_not_negative("fees", fees)
    return simple_interest(principal, annual_rate, days, basis) + fees


@elementwise
def effective_annual_cost(principal, annual_rate, days, fees=0.0, basis=365):
    """Return interest and fees as a yearly fraction of the loan, elementwise; not the statutory disclosure figure.

    Sums in one currency, the rate a fraction a year, calendar days. A principal or days of 0 raise InputError.

    >>> round(effective_annual_cost(600_000, 0.0295, 90, 5_000), 4)
    0.0633
    """
    require_positive("principal", principal)
    require_positive("days", days)
    require_not_negative("annual_rate", annual_rate)
    require_not_negative("fees", fees)
    require_positive("basis", basis)
    return annual_rate + fees / principal * basis / days


@one_by_one
def breakeven_days(principal, annual_rate, fees, other_rate, other_fees=0.0, basis=365):
    """Return after how many days two loans of the same sum have cost the same, elementwise; infinite when never.

    Sums in one currency, rates as fractions a year, calendar days. A principal of 0, and what is negative, raise
    InputError.

    >>> round(breakeven_days(600_000, 0.0295, 5_000, other_rate=0.0645), 1)
    86.9
    """
    require_positive("principal", principal)
    for name, value in (("annual_rate", annual_rate), ("other_rate", other_rate)):
        require_not_negative(name, value)
    for name, value in (("fees", fees), ("other_fees", other_fees)):
        require_not_negative(name, value)
    require_positive("basis", basis)
    head_start = fees - other_fees
    gain_a_day = principal * (other_rate - annual_rate) / basis
    if head_start == 0:
        return 0.0
    if gain_a_day == 0 or head_start / gain_a_day < 0:
        return math.inf
    return head_start / gain_a_day


def _require_periods(periods):
    if periods == math.inf:
        return
    require_one("periods", periods)
    require_positive("periods", periods)
    if periods < 1:
        raise InputError("below_limit", name="periods", value=periods, limit=1)
