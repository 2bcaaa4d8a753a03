"""Planning a margin trade: returns and breakeven moves as unrounded fractions; numpy arrays pass through."""

from pledge_lib.finance.checks import require_not_negative, require_number, require_part
from pledge_lib.finance.elementwise import elementwise
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.margin.trip import require_borrow_rate


@elementwise
def gross_return(change, financing_ratio):
    """Return the return on own funds before costs of a price change, elementwise: x / (1 - L).

    >>> gross_return(0.10, 0.60), gross_return(-0.10, 0.60)
    (0.25, -0.25)
    """
    require_number("change", change)
    require_part("financing_ratio", financing_ratio)
    return change / (1 - financing_ratio)


@elementwise
def net_return(change, *, financing_ratio, days, rules: MarginRules, annual_rate=None, dividend_yield=0.0):
    """Return the return on own money after commissions, tax and interest, unrounded, for planning; elementwise.

    >>> from pledge_lib.datasets import rules
    >>> terms = {"financing_ratio": 0.60, "days": 30, "annual_rate": 0.065, "rules": rules("tw-margin")}
    >>> round(net_return(0.10, **terms), 4), round(net_return(-0.10, **terms), 4)
    (0.2255, -0.2706)
    """
    require_number("change", change)
    require_part("financing_ratio", financing_ratio)
    require_number("dividend_yield", dividend_yield)
    carry = _carry(financing_ratio, days, rules, annual_rate) - dividend_yield
    profit = (1 + change) * (1 - rules.selling_cost) - 1 - rules.commission - carry
    return profit / (1 - financing_ratio + rules.commission)


@elementwise
def breakeven_move(*, financing_ratio, days, rules: MarginRules, annual_rate=None, dividend_yield=0.0):
    """Return the rise of the price at which a margin purchase has earned its costs, unrounded, elementwise.

    >>> from pledge_lib.datasets import rules
    >>> round(breakeven_move(financing_ratio=0.60, days=30, annual_rate=0.065, rules=rules("tw-margin")), 4)
    0.0091
    """
    require_part("financing_ratio", financing_ratio)
    require_number("dividend_yield", dividend_yield)
    carry = _carry(financing_ratio, days, rules, annual_rate) - dividend_yield
    return (1 + rules.commission + carry) / (1 - rules.selling_cost) - 1


@elementwise
def short_breakeven_move(*, days, rules: MarginRules, short_sale_margin=None, interest_rate=None, borrow_rate=0.0):
    """Return the change of the price, a fall, at which a margin short sale has earned its costs, elementwise.

    >>> from pledge_lib.datasets import rules
    >>> round(short_breakeven_move(days=30, rules=rules("tw-margin")), 4)
    -0.0063
    """
    require_borrow_rate(borrow_rate, rules)
    margin = rules.short_sale_margin if short_sale_margin is None else short_sale_margin
    rate = rules.short_interest_rate if interest_rate is None else interest_rate
    kept = 1 - rules.selling_cost - rules.handling_fee
    earned = simple_interest(kept + margin, rate, days, rules.day_basis)
    return (kept + earned - borrow_rate) / (1 + rules.commission) - 1


@elementwise
def yield_on_own(dividend_yield, *, financing_ratio, annual_rate):
    """Return a year's dividends less interest over own funds, elementwise: (y - L r) / (1 - L).

    It is above y only while y is above r.

    >>> round(yield_on_own(0.04, financing_ratio=0.60, annual_rate=0.065), 4)
    0.0025
    """
    require_part("financing_ratio", financing_ratio)
    require_not_negative("dividend_yield", dividend_yield)
    require_not_negative("annual_rate", annual_rate)
    return (dividend_yield - financing_ratio * annual_rate) / (1 - financing_ratio)


def _carry(financing_ratio, days, rules: MarginRules, annual_rate):
    rate = rules.annual_rate if annual_rate is None else annual_rate
    return simple_interest(financing_ratio, rate, days, rules.day_basis)
