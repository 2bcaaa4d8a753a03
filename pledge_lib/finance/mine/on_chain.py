"""A position in a lending protocol as one account of a position, in US dollars."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from pledge_lib.finance.checks import require_fraction
from pledge_lib.finance.crypto.position import CryptoPosition
from pledge_lib.finance.interest import monthly_interest
from pledge_lib.finance.mine.account import ON_CHAIN, USD, Account
from pledge_lib.finance.units import Money, Percent, Sessions, Word


@dataclass(frozen=True, kw_only=True)
class OnChain(Account):
    """A position in a lending protocol, in US dollars; its line is a health factor of 1, and there is no daily limit.

    A common fall is one of the collateral; debts keep their price, as in the lesson.
    """

    position: CryptoPosition
    annual_rate: Percent = 0.0
    kind: ClassVar[str] = ON_CHAIN
    currency: ClassVar[str] = USD

    def __post_init__(self):
        super().__post_init__()
        require_fraction("annual_rate", self.annual_rate)

    @property
    def prices(self) -> dict[str, float]:
        owed = {debt.symbol: debt.price for debt in self.position.debts if debt.price is not None}
        return owed | {asset.symbol: asset.price for asset in self.position.collateral}

    @property
    def line(self) -> Percent:
        """Return the maintenance ratio at which the health factor is 1; infinite where nothing counts."""
        counted = self.position.threshold
        return 1 / counted if counted else math.inf

    @property
    def collateral(self) -> Money:
        return self.position.collateral_value

    @property
    def debt(self) -> Money:
        return self.position.debt_value

    @property
    def sides(self) -> tuple[float, float]:
        """Return what counts for the position and the debt: with less than that it may be liquidated."""
        return (self.position.health_factor * self.debt if self.debt else 0.0), self.debt

    @property
    def ratio(self) -> Percent:
        return self.position.maintenance_ratio

    @property
    def state(self) -> Word:
        return self.position.state

    @property
    def room(self) -> Percent:
        """Return the common fall of what is exposed that leads to a health factor of 1; infinite where none does."""
        if not self.debt:
            return math.inf
        health, steady = self.position.health_factor, self.position.at(dict.fromkeys(self.exposed, 0)).health_factor
        if steady >= 1:
            return math.inf
        return (health - 1) / (health - steady) if health > steady else -math.inf

    @property
    def exposed(self) -> tuple[str, ...]:
        """Return the collateral that is not owed as well: a token on both sides stands still with the debt."""
        owed = {debt.symbol for debt in self.position.debts}
        return tuple(asset.symbol for asset in self.position.collateral if asset.symbol not in owed)

    @property
    def limit_downs(self) -> Sessions | None:
        return None

    @property
    def called_sum(self) -> Money:
        """Return the repayment that brings the health factor back to 1; nobody asks for it, anybody may liquidate."""
        return self.debt * (1 - self.position.health_factor) if self.is_called else 0

    @property
    def cost_a_month(self) -> Money:
        return monthly_interest(self.debt, self.annual_rate)

    def call_price(self, symbol: str):
        return self.position.liquidation_price(symbol)

    def at(self, prices: Mapping[str, float]) -> Self:
        return replace(self, position=self.position.at(prices))
