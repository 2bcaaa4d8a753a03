"""A borrower of shares who may fail: how far the price may rise, and what the collateral pays when it is sold."""

import math

from pledge_lib.finance.amounts import total
from pledge_lib.finance.checks import InputError, require_fraction, require_line, require_not_negative, require_one
from pledge_lib.finance.elementwise import elementwise
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lines import on


def rise_to(loan: StockLoan, line: float, correlation: float = 0.0) -> float:
    """Return the rise of the price that brings the ratio down to a line; negative when it is below already.

    Collateral in shares moves along by `correlation` times the rise (our model; cash moves by 0). Infinite where it
    moves along so much that no rise does it.

    >>> from pledge_lib.datasets import rules
    >>> loan = StockLoan(shares=10_000, price=100, annual_rate=0.03, rules=rules("tw-lending"))
    >>> round(rise_to(loan, 1.20), 6), round(rise_to(loan, 1.20, correlation=-0.5), 6)
    (0.166667, 0.105263)
    """
    require_line("line", line)
    require_one("correlation", correlation)
    if abs(correlation) > 1:
        raise InputError("out_of_range", name="correlation", value=correlation, low=-1, high=1)
    room = 0 if on(loan.ratio, line) else loan.held - line * loan.owed
    used_up = line * loan.shares * loan.price - correlation * loan.collateral  # by a rise of 1
    if used_up <= 0:
        return math.inf if room >= 0 else -math.inf
    return room / used_up


@elementwise
def limit_ups(sessions, daily_limit):
    """Return how far a price rises in so many whole sessions at the daily limit, elementwise.

    >>> round(limit_ups(3, 0.10), 6)
    0.331
    """
    require_not_negative("sessions", sessions)
    require_fraction("daily_limit", daily_limit)
    return (1 + daily_limit) ** sessions - 1


def paid_in_order(collateral: float, dues: tuple[float, ...]) -> tuple[float, ...]:
    """Return what each due is paid, the first ones first, until the collateral is used up.

    >>> paid_in_order(100, (80, 50, 10))
    (80, 20, 0)
    """
    require_not_negative("collateral", collateral)
    paid, left = [], collateral
    for due in dues:
        require_not_negative("due", due)
        paid.append(min(due, left))
        left = total((left, -paid[-1]))
    return tuple(paid)
