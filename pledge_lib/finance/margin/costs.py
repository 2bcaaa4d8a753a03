"""What a margin purchase costs from the buying to the selling, unrounded, for planning. Money is in TWD."""

from dataclasses import dataclass

from pledge_lib.finance.checks import require_not_negative
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.units import Money


@dataclass(frozen=True, kw_only=True)
class PlannedCosts:
    """The costs of a purchase and its sale: both commissions, the tax on the sale, the interest on the loan."""

    buying: Money
    selling: Money
    tax: Money
    interest: Money

    @property
    def commissions(self) -> Money:
        """Return what buying and selling cost at the broker."""
        return self.buying + self.selling

    @property
    def total(self) -> Money:
        """Return all costs together."""
        return self.buying + self.selling + self.tax + self.interest


def planned_costs(value, sold_for, loan, *, days, rules: MarginRules, annual_rate=None) -> PlannedCosts:
    """Return what it costs to buy for one value with a loan and to sell for another; a statement would round each.

    >>> from pledge_lib.datasets import rules
    >>> costs = planned_costs(100_000, 90_000, 60_000, days=30, annual_rate=0.065, rules=rules("tw-margin"))
    >>> round(costs.interest, 2), round(costs.total, 2)
    (320.55, 861.3)
    """
    for name, amount in (("value", value), ("sold_for", sold_for), ("loan", loan)):
        require_not_negative(name, amount)
    rate = rules.annual_rate if annual_rate is None else annual_rate
    return PlannedCosts(
        buying=value * rules.commission,
        selling=sold_for * rules.commission,
        tax=sold_for * rules.transaction_tax,
        interest=simple_interest(loan, rate, days, rules.day_basis),
    )
