"""A margin account as one account of a position."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from pledge_lib.finance.amounts import total
from pledge_lib.finance.checks import parts_of, require_fraction
from pledge_lib.finance.interest import monthly_interest
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.mine.account import ON_MARGIN, Account
from pledge_lib.finance.ratio import limit_downs_to_line
from pledge_lib.finance.units import Date, Money, Percent, Sessions, Text, Word


@dataclass(frozen=True, kw_only=True)
class PositionDays:
    """The days on which one position of a margin account began and ends, by its name there."""

    name: Text
    drawn: Date | None = None
    matures: Date | None = None


@dataclass(frozen=True, kw_only=True)
class MarginTrading(Account):
    """A margin account at one broker: purchases and short sales under one line.

    `position_days` are those of positions that did not begin or end together; else the account's own days hold for all.
    """

    account: MarginAccount
    annual_rate: Percent | None = None
    position_days: tuple[PositionDays, ...] = ()
    kind: ClassVar[str] = ON_MARGIN

    def __post_init__(self):
        super().__post_init__()
        object.__setattr__(self, "position_days", parts_of("position_days", self.position_days, PositionDays))
        if self.annual_rate is None:
            object.__setattr__(self, "annual_rate", self.rules.annual_rate)
        require_fraction("annual_rate", self.annual_rate)

    @property
    def prices(self) -> dict[str, float]:
        return {part.symbol: part.price for part in (*self.account.positions, *self.account.posted)}

    @property
    def rules(self) -> MarginRules:
        return self.account.rules

    @property
    def line(self) -> Percent:
        return self.rules.call_line

    @property
    def collateral(self) -> Money:
        return self.account.collateral

    @property
    def debt(self) -> Money:
        return self.account.debt

    @property
    def ratio(self) -> Percent:
        return self.account.ratio

    @property
    def state(self) -> Word:
        return self.account.state

    @property
    def room(self) -> Percent:
        """Return the common fall that leads to the line; negative below it, infinite where only a rise leads there."""
        move = self.account.move_to() if self.debt else math.inf
        held = total(part.value for part in self.account.longs + self.account.posted)
        shorted = total(part.value for part in self.account.shorts)
        falls = held > self.line * shorted  # else prices that fall only help
        return -move if falls and move != math.inf else math.inf

    @property
    def rise_to_call(self) -> Percent:
        """Return the common rise that leads to the line, for more sold short than held; else infinite."""
        return self.account.move_to() if self.debt and self.room == math.inf else math.inf

    @property
    def limit_downs(self) -> Sessions | None:
        if self.is_called:
            return 0
        above = math.inf if self.room >= 1 else 1 / (1 - self.room)  # collateral over what the line asks for
        if not self.account.shorts:
            return limit_downs_to_line(self.ratio, self.line, self.rules.daily_limit)
        return limit_downs_to_line(above, 1, self.rules.daily_limit)

    @property
    def called_sum(self) -> Money:
        """Return what the notice asks of the called positions together; what one has too much helps no other."""
        return total(self.account.called_sums().values())

    def days_of(self, name: str) -> PositionDays:
        """Return the days of one position."""
        usual = PositionDays(name=name, drawn=self.drawn, matures=self.matures)
        return next((days for days in self.position_days if days.name == name), usual)

    @property
    def cost_a_month(self) -> Money:
        """Return a twelfth of a year's interest on the loans, less what the broker pays on short-sale money."""
        loans = total(part.loan for part in self.account.longs)
        kept = total(part.collateral for part in self.account.shorts)
        paid = monthly_interest(loans, self.annual_rate)
        return paid - monthly_interest(kept, self.rules.short_interest_rate)

    def call_price(self, symbol: str):
        return self.account.call_price(symbol) or None

    def at(self, prices: Mapping[str, float]) -> Self:
        return replace(self, account=self.account.at(prices))
