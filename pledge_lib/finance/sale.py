"""What a sale of collateral pays: tax and commission, then interest, then principal, then the rest."""

from dataclasses import dataclass

from pledge_lib.finance.checks import require_fraction, require_not_negative
from pledge_lib.finance.money import floor_to_dollar


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One sale, in TWD; either `surplus` or `shortfall` is 0."""

    sale_value: float
    tax: int
    commission: int
    interest_paid: float
    principal_paid: float
    surplus: float
    shortfall: float

    @property
    def net_proceeds(self) -> float:
        """Return the sale less tax and commission."""
        return self.sale_value - self.tax - self.commission


def sale_statement(sale_value, principal, interest, *, transaction_tax: float, commission: float) -> Statement:
    """Return the repayment waterfall of a sale; tax and commission are each floored to the dollar.

    Interest before principal is an assumption: the rule was not found (unverified).

    >>> sale_statement(550_000, 600_000, 9_000, transaction_tax=0.003, commission=0.001425).shortfall
    61433.0
    """
    for name, value in (("sale_value", sale_value), ("principal", principal), ("interest", interest)):
        require_not_negative(name, value)
    require_fraction("transaction_tax", transaction_tax)
    require_fraction("commission", commission)
    tax, fee = floor_to_dollar(sale_value * transaction_tax), floor_to_dollar(sale_value * commission)
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
