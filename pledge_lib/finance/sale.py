"""What a sale of collateral pays: tax and commission, then interest, then principal, then the rest."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from pledge_lib.finance.checks import require_fraction, require_not_negative
from pledge_lib.finance.money import floor_to_dollar
from pledge_lib.finance.units import Money


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One sale, in TWD; either `surplus` or `shortfall` is 0."""

    sale_value: Money
    tax: Money
    commission: Money
    interest_paid: Money
    principal_paid: Money
    surplus: Money
    shortfall: Money

    @property
    def costs(self) -> Money:
        """Return tax and commission."""
        return self.tax + self.commission

    @property
    def net_proceeds(self) -> Money:
        """Return the sale less tax and commission."""
        return self.sale_value - self.tax - self.commission


def sale_costs(sale_value, *, transaction_tax: float, commission: float) -> tuple[int, int]:
    """Return tax and commission of a sale, each floored to the dollar.

    >>> sale_costs(550_000, transaction_tax=0.003, commission=0.001425)
    (1650, 783)
    """
    require_not_negative("sale_value", sale_value)
    require_fraction("transaction_tax", transaction_tax)
    require_fraction("commission", commission)
    return floor_to_dollar(sale_value * transaction_tax), floor_to_dollar(sale_value * commission)


def sale_statement(sale_value, principal, interest, *, transaction_tax: float, commission: float) -> Statement:
    """Return the repayment waterfall of a sale; tax and commission are each floored to the dollar.

    Interest before principal is an assumption: the rule was not found (unverified).

    >>> sale_statement(550_000, 600_000, 9_000, transaction_tax=0.003, commission=0.001425).shortfall
    61433.0
    """
    for name, value in (("principal", principal), ("interest", interest)):
        require_not_negative(name, value)
    tax, fee = sale_costs(sale_value, transaction_tax=transaction_tax, commission=commission)
    net = sale_value - tax - fee
    interest_paid = min(interest, net)
    principal_paid = min(principal, net - interest_paid)
    return Statement(
        sale_value=sale_value,
        tax=tax,
        commission=fee,
        interest_paid=interest_paid,
        principal_paid=principal_paid,
        surplus=float(net - interest_paid - principal_paid),
        shortfall=float(principal + interest - interest_paid - principal_paid),
    )


def all_sales(statements: Iterable[Statement], shortfall: float) -> Statement:
    """Return the sums of several sales as one statement, with what they left unpaid in the end.

    >>> sold = sale_statement(550_000, 600_000, 9_000, transaction_tax=0.003, commission=0.001425)
    >>> all_sales([sold, sold], shortfall=0).net_proceeds
    1095134.0
    """
    found = list(statements)

    def summed(name: str) -> float:
        return math.fsum(getattr(statement, name) for statement in found)

    return Statement(
        sale_value=summed("sale_value"),
        tax=sum(statement.tax for statement in found),
        commission=sum(statement.commission for statement in found),
        interest_paid=summed("interest_paid"),
        principal_paid=summed("principal_paid"),
        surplus=summed("surplus"),
        shortfall=shortfall,
    )
