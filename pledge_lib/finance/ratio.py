"""Collateral over debt: the maintenance ratio, its lines, its inverses, the four cures.

Values may be numbers or numpy arrays wherever the formula is elementwise. Ratios are plain fractions (1.30 is 130 %).
"""

import math

from pledge_lib.finance.checks import (
    InputError,
    exact,
    require_fraction,
    require_line,
    require_not_negative,
    require_number,
    require_positive,
    require_ratio,
)

SMALLEST_LIMIT = 0.001  # a daily limit below a tenth of a per cent is a slip, and would be counted for ever


def maintenance_ratio(collateral, debt):
    """Return collateral over debt; infinite without debt (rule B-6).

    >>> maintenance_ratio(780_000, 600_000)
    1.3
    """
    require_not_negative("collateral", collateral)
    require_not_negative("debt", debt)
    no_debt = debt == 0
    return where(no_debt, math.inf, collateral / where(no_debt, 1, debt))


def is_below(collateral: float, debt: float, line: float) -> bool:
    """Return whether the ratio is below the line; exactly on the line is not below (低於).

    Compared as the decimals that were written, never through a binary quotient.

    >>> is_below(780_000, 600_000, 1.30), is_below(779_999, 600_000, 1.30)
    (False, True)
    """
    require_not_negative("collateral", collateral)
    require_not_negative("debt", debt)
    require_line("line", line)
    return exact(collateral) < exact(line) * exact(debt)


def after_change(amount: float, change: float) -> float:
    """Return the amount after a price change, computed in decimals so that -22 % of 1,000,000 is 780,000 exactly.

    >>> after_change(1_000_000, -0.22)
    780000.0
    """
    require_not_negative("amount", amount)
    require_number("change", change)
    if change < -1:
        raise InputError("below_limit", name="change", value=change, limit=-1)
    return float(exact(amount) * (1 + exact(change)))


def fall_to_line(ratio, line):
    """Return the fraction the collateral may fall until the line; negative when already below.

    This is per cent of the price, not percentage points: from 166.67 % to 130 % it is 22 %, not 36.67.

    >>> round(fall_to_line(2.0, 1.30), 10)
    0.35
    """
    require_ratio("ratio", ratio)
    require_line("line", line)
    nothing_left = ratio == 0
    return where(nothing_left, -math.inf, 1 - line / where(nothing_left, 1, ratio))


def limit_downs_to_line(ratio: float, line: float, limit: float) -> float:
    """Return how many whole sessions at the daily limit bring the ratio below the line; infinite without debt.

    A close exactly on the line is not yet below it.

    >>> limit_downs_to_line(5 / 3, 1.30, limit=0.10), limit_downs_to_line(1.0, 1.30, limit=0.10)
    (3, 0)
    """
    require_ratio("ratio", ratio)
    require_line("line", line)
    require_positive("limit", limit)
    if limit < SMALLEST_LIMIT:
        raise InputError("below_limit", name="limit", value=limit, limit=SMALLEST_LIMIT)
    if limit >= 1:
        raise InputError("above_limit", name="limit", value=limit, limit=1)
    if math.isinf(ratio):
        return math.inf
    if exact(ratio) < exact(line):
        return 0
    sessions = max(0, math.floor((math.log(line) - math.log(ratio)) / math.log1p(-limit)) - 1)
    while exact(ratio) * (1 - exact(limit)) ** sessions >= exact(line):
        sessions += 1
    return sessions


def repay_to(collateral, debt, target):
    """Return the repayment that restores the ratio to the target; 0 when it is there already.

    >>> round(repay_to(600_000, 500_000, 1.66), 2)
    138554.22
    """
    _require_position(collateral, debt, target)
    return _or_nothing(debt - collateral / target)


def add_to(collateral, debt, target):
    """Return the collateral to add, at full market value, that restores the ratio to the target.

    Always `target` times the repayment that does the same.

    >>> round(add_to(600_000, 500_000, 1.66), 2)
    230000.0
    """
    _require_position(collateral, debt, target)
    return _or_nothing(target * debt - collateral)


def shares_to(collateral: float, debt: float, target: float, *, price: float, lot: int = 1, haircut: float = 0.0):
    """Return the number of shares to add, in whole lots, each counted at its price less the haircut.

    >>> shares_to(600_000, 500_000, 1.30, price=60), shares_to(600_000, 500_000, 1.30, price=60, lot=1_000)
    (834, 1000)
    """
    _require_position(collateral, debt, target)
    require_positive("price", price)
    require_positive("lot", lot)
    require_fraction("haircut", haircut)
    missing = exact(target) * exact(debt) - exact(collateral)
    if missing <= 0:
        return 0
    if haircut == 1:
        return math.inf
    return math.ceil(missing / (exact(price) * (1 - exact(haircut)) * lot)) * lot


def sell_to(collateral, debt, target, cost=0.0):
    """Return the market value of pledged shares to sell, proceeds less cost repaying, that restores the target.

    Infinite where even selling everything would not do. `cost` is the selling cost as a fraction of the value.

    >>> round(sell_to(600_000, 500_000, 1.66), 2), round(sell_to(600_000, 500_000, 1.66, cost=0.004425), 2)
    (348484.85, 352406.98)
    """
    _require_position(collateral, debt, target)
    require_fraction("cost", cost)
    kept = 1 - cost
    wanted = target * debt > collateral
    possible = (debt <= collateral * kept) & (target * kept > 1)
    sale = (target * debt - collateral) / where(wanted & possible, target * kept - 1, 1)
    return where(wanted, where(possible, sale, math.inf), 0.0)


def where(condition, yes, no):
    """Return `yes` where the condition holds and `no` elsewhere, for numbers and for arrays."""
    condition = condition & (yes == yes) & (no == no)  # one answer for a whole array takes the shape of the array
    if hasattr(condition, "choose"):
        return condition.choose((no, yes))
    return yes if condition else no


def _or_nothing(amount):
    return where(amount > 0, amount, 0.0)


def _require_position(collateral, debt, target):
    for name, value in (("collateral", collateral), ("debt", debt)):
        require_not_negative(name, value)
    require_line("target", target)
