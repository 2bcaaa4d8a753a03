"""What stands on the two sides of a position: collateral with its thresholds, debts, and categories of assets.

Amounts are whole tokens, prices US dollars per token, thresholds and LTVs plain fractions.
"""

from dataclasses import dataclass
from fractions import Fraction

from pledge_lib.finance.checks import (
    InputError,
    exact,
    require_fraction,
    require_not_negative,
    require_one,
    require_text,
)
from pledge_lib.finance.lines import above
from pledge_lib.finance.units import Dollars, Percent, Tokens


@dataclass(frozen=True, kw_only=True)
class Collateral:
    """An asset supplied and switched on as collateral; `in_emode` says whether it belongs to the position's e-mode.

    `amount` is in tokens, `price` in US dollars; LTV, threshold and bonus are fractions. What is no such number raises
    InputError.

    >>> ether = Collateral(symbol="ETH", amount=2, price=3_000, loan_to_value=0.805, threshold=0.83, bonus=0.05)
    >>> ether.amount * ether.price
    6000
    """

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
            require_one(name, getattr(self, name))
            require_fraction(name, getattr(self, name))

    @property
    def value(self) -> Fraction:
        """Return amount times price, exactly."""
        return exact(self.amount) * exact(self.price)


@dataclass(frozen=True, kw_only=True)
class Debt:
    """An asset borrowed. Without a price of its own it has that of the same asset supplied, else 1 dollar.

    `amount` is in tokens, `price` in US dollars; what is negative raises InputError.

    >>> Debt(symbol="USDC", amount=1_500).amount
    1500
    """

    symbol: str
    amount: Tokens
    price: Dollars | None = None

    def __post_init__(self):
        _require_amount_and_price(self)

    @property
    def value(self) -> Fraction:
        """Return amount times price, exactly."""
        return exact(self.amount) * (1 if self.price is None else exact(self.price))


@dataclass(frozen=True, kw_only=True)
class EMode:
    """A category of assets that move together: its members count with its LTV, threshold and bonus (CRYPTO 3.4).

    In an isolated category collateral from outside keeps its threshold but lends nothing. All are fractions; a
    threshold below the LTV raises InputError.

    >>> EMode(label="ETH correlated", loan_to_value=0.93, threshold=0.95, bonus=0.01).threshold
    0.95
    """

    label: str
    loan_to_value: Percent
    threshold: Percent
    bonus: Percent
    isolated: bool = False

    def __post_init__(self):
        for name in ("loan_to_value", "threshold", "bonus"):
            require_one(name, getattr(self, name))
            require_fraction(name, getattr(self, name))
        if above(self.loan_to_value, self.threshold):
            raise InputError("above_limit", name="loan_to_value", value=self.loan_to_value, limit=self.threshold)


def _require_amount_and_price(asset):
    require_text("symbol", asset.symbol)
    for name in ("amount", "price"):
        number = getattr(asset, name)
        if number is not None or name == "amount":
            require_one(name, number)
            require_not_negative(name, number)
