"""What stands on the two sides of a position: collateral with its thresholds, debts, and categories of assets.

Amounts are whole tokens, prices US dollars per token, thresholds and LTVs plain fractions.
"""

from dataclasses import dataclass
from fractions import Fraction

from pledge_lib.finance.checks import exact, require_fraction, require_not_negative
from pledge_lib.finance.units import Dollars, Percent, Tokens


@dataclass(frozen=True, kw_only=True)
class Collateral:
    """An asset supplied and switched on as collateral; `in_emode` says whether it belongs to the position's e-mode."""

    symbol: str
    amount: Tokens
    price: Dollars
    loan_to_value: Percent
    threshold: Percent
    bonus: Percent = 0.0
    protocol_fee: Percent = 0.0
    in_emode: bool = False
    zero_in_emode: bool = False

    def __post_init__(self):
        _require_amount_and_price(self)
        for name in ("loan_to_value", "threshold", "bonus", "protocol_fee"):
            require_fraction(name, getattr(self, name))

    @property
    def value(self) -> Fraction:
        """Return amount times price, exactly."""
        return exact(self.amount) * exact(self.price)


@dataclass(frozen=True, kw_only=True)
class Debt:
    """An asset borrowed."""

    symbol: str
    amount: Tokens
    price: Dollars = 1.0

    def __post_init__(self):
        _require_amount_and_price(self)

    @property
    def value(self) -> Fraction:
        """Return amount times price, exactly."""
        return exact(self.amount) * exact(self.price)


@dataclass(frozen=True, kw_only=True)
class EMode:
    """A category of assets that move together: its members count with its LTV, threshold and bonus (CRYPTO 3.4).

    In an isolated category collateral from outside keeps its threshold but lends nothing.
    """

    label: str
    loan_to_value: Percent
    threshold: Percent
    bonus: Percent
    isolated: bool = False


def _require_amount_and_price(asset):
    require_not_negative("amount", asset.amount)
    require_not_negative("price", asset.price)
