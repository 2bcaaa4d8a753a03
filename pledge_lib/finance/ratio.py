"""Collateral over debt: the maintenance ratio, its lines, its inverses, the four cures.

Functions said to be elementwise take numbers, lists, numpy arrays and pandas Series. Ratios are plain fractions (1.30
is 130 %).
"""

import math

from pledge_lib.finance.amounts import total_of_products
from pledge_lib.finance.checks import (
    InputError,
    exact,
    is_array,
    require_fraction,
    require_line,
    require_not_negative,
    require_number,
    require_positive,
    require_ratio,
    require_whole,
)
from pledge_lib.finance.elementwise import SINGLE, elementwise, one_by_one
from pledge_lib.finance.lines import below, noise_of, on, product_below

SMALLEST_LIMIT = 0.001  # a daily limit below a tenth of a per cent is a slip, and would be counted for ever


@elementwise
def maintenance_ratio(collateral, debt):
    """Return collateral over debt, elementwise; infinite without debt (rule B-6).

    Both in one currency; a negative one raises InputError.

    >>> maintenance_ratio(780_000, 600_000)
    1.3
    """
    require_not_negative("collateral", collateral)
    require_not_negative("debt", debt)
    no_debt = debt == 0
    return where(no_debt, math.inf, collateral / where(no_debt, 1, debt))


@elementwise
def is_below(collateral, debt, line):
    """Return whether the ratio is below the line, elementwise; exactly on the line is not below (低於).

    Compared as the decimals that were written, never through a binary quotient.

    >>> is_below(780_000, 600_000, 1.30), is_below(779_999, 600_000, 1.30)
    (False, True)
    """
    require_not_negative("collateral", collateral)
    require_not_negative("debt", debt)
    require_line("line", line)
    return product_below(collateral, line, debt)


def after_change(amount: float, change: float) -> float:
    """Return the amount after a price change, computed in decimals so that -22 % of 1,000,000 is 780,000 exactly.

    >>> after_change(1_000_000, -0.22)
    780000.0
    """
    require_not_negative("amount", amount)
    require_number("change", change)
    if change < -1:
        raise InputError("below_limit", name="change", value=change, limit=-1)
    return float(total_of_products([(amount, 1), (amount, change)]))


@elementwise
def fall_to_line(ratio, line):
    """Return the fraction the collateral may fall until the line, elementwise; negative when already below.

    This is per cent of the price, not percentage points: from 166.67 % to 130 % it is 22 %, not 36.67. A negative
    ratio, and a line that is not positive or was typed as per cent, raise InputError.

    >>> round(fall_to_line(2.0, 1.30), 10)
    0.35
    """
    require_ratio("ratio", ratio)
    require_line("line", line)
    nothing_left = ratio == 0
    fall = where(nothing_left, -math.inf, 1 - line / where(nothing_left, 1, ratio))
    return where(on(ratio, line), 0.0, fall)


@one_by_one
def limit_downs_to_line(ratio, line, limit):
    """Return how many whole sessions at the daily limit bring the ratio below the line, elementwise.

    Infinite without debt.

    A close exactly on the line is not yet below it. A limit of less than 0.001 or of 1 and more, and what is no
    ratio or line, raise InputError.

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
    if below(ratio, line):
        return 0
    sessions = max(0, math.floor((math.log(line) - math.log(ratio)) / math.log1p(-limit)) - 1)
    lowest = exact(line) - noise_of(ratio, line)
    while exact(ratio) * (1 - exact(limit)) ** sessions >= lowest:
        sessions += 1
    return sessions


@elementwise
def repay_to(collateral, debt, target):
    """Return the repayment that restores the ratio to the target, elementwise; 0 when it is there already.

    In the currency of both sums; a negative sum, and a target that is no ratio, raise InputError.

    >>> round(repay_to(600_000, 500_000, 1.66), 2)
    138554.22
    """
    _require_position(collateral, debt, target)
    return where(product_below(collateral, target, debt), debt - collateral / target, 0.0)


@elementwise
def add_to(collateral, debt, target):
    """Return the collateral to add, at full market value, that restores the ratio to the target, elementwise.

    Always `target` times the repayment that does the same. In the currency of both sums; a negative sum, and a
    target that is no ratio, raise InputError.

    >>> round(add_to(600_000, 500_000, 1.66), 2)
    230000.0
    """
    _require_position(collateral, debt, target)
    return where(product_below(collateral, target, debt), target * debt - collateral, 0.0)


@one_by_one
def shares_to(collateral, debt, target, *, price, lot=1, haircut=0.0):
    """Return the number of shares to add, in whole lots, each counted at its price less the haircut, elementwise.

    >>> shares_to(600_000, 500_000, 1.30, price=60), shares_to(600_000, 500_000, 1.30, price=60, lot=1_000)
    (834, 1000)
    """
    _require_position(collateral, debt, target)
    require_positive("price", price)
    require_positive("lot", lot)
    require_whole("lot", lot)
    require_fraction("haircut", haircut)
    missing = exact(target) * exact(debt) - exact(collateral)
    if missing <= 0:
        return 0
    if haircut == 1:
        return math.inf
    return math.ceil(missing / (exact(price) * (1 - exact(haircut)) * lot)) * lot


@elementwise
def sell_to(collateral, debt, target, cost=0.0):
    """Return the market value of pledged shares to sell, proceeds less cost repaying, that restores the target.

    Elementwise. Infinite where even selling everything would not do. `cost` is that of selling, as a fraction of
    the value. In the currency of both sums; a negative sum, and a cost outside 0 to 1, raise InputError.

    >>> round(sell_to(600_000, 500_000, 1.66), 2), round(sell_to(600_000, 500_000, 1.66, cost=0.004425), 2)
    (348484.85, 352406.98)
    """
    _require_position(collateral, debt, target)
    require_fraction("cost", cost)
    kept = 1 - cost
    wanted = product_below(collateral, target, debt)
    pays = (debt <= collateral * kept) | on(collateral * kept, debt)
    possible = pays & (target * kept > 1)
    sale = (target * debt - collateral) / where(wanted & possible, target * kept - 1, 1)
    return where(wanted, where(possible, sale, math.inf), 0.0)


def where(condition, yes, no):
    """Return `yes` where the condition holds and `no` elsewhere, for numbers and for arrays."""
    if type(condition) is bool and type(yes) in SINGLE and type(no) in SINGLE:  # most by far
        return yes if condition else no
    condition = condition & (yes == yes) & (no == no)  # one answer for a whole array takes the shape of the array
    if hasattr(condition, "choose"):
        return condition.choose((no, yes))
    if is_array(condition):  # a pandas Series, by its numbers in the order of its index
        parts = (part.reindex(condition.index).to_numpy() if hasattr(part, "reindex") else part for part in (no, yes))
        return type(condition)(condition.to_numpy().choose(tuple(parts)), index=condition.index)
    return yes if condition else no


def _require_position(collateral, debt, target):
    for name, value in (("collateral", collateral), ("debt", debt)):
        require_not_negative(name, value)
    require_line("target", target)
