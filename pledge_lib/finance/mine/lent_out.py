"""Shares on loan as one account of a position: a claim, whose borrower is called."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from pledge_lib.finance.checks import InputError
from pledge_lib.finance.interest import monthly_interest
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.mine.account import LENT_OUT, Account
from pledge_lib.finance.units import Money, Percent, Sessions, Text, Word


@dataclass(frozen=True, kw_only=True)
class LentOut(Account):
    """Shares of the reader's that are on loan: the borrower is called, and by a rise; nobody calls the reader.

    Its collateral secures what the borrower owes. It is not the reader's unless the borrower fails.
    """

    symbol: Text
    loan: StockLoan
    kind: ClassVar[str] = LENT_OUT
    own_call: ClassVar[bool] = False

    @property
    def key(self) -> tuple[str, ...]:
        """Return also the symbol: each loan of shares stands alone."""
        return self.lender, self.kind, self.symbol

    @property
    def prices(self) -> dict[str, float]:
        return {self.symbol: self.loan.price}

    @property
    def rules(self) -> LendingRules:
        return self.loan.rules

    @property
    def line(self) -> Percent:
        return self.rules.call_line

    @property
    def collateral(self) -> Money:
        """Return what the reader holds: the claim to the shares, at their price."""
        return self.loan.value

    @property
    def debt(self) -> Money:
        """Return what the reader owes: nothing."""
        return 0

    @property
    def ratio(self) -> Percent:
        """Return the borrower's ratio."""
        return self.loan.ratio

    @property
    def state(self) -> Word:
        """Return the borrower's state."""
        return self.loan.state

    @property
    def room(self) -> Percent:
        return math.inf  # a fall makes the loan safer

    @property
    def rise_to_call(self) -> Percent:
        """Return the rise that calls the borrower; negative when called already."""
        return self.loan.rise_to_call

    @property
    def limit_downs(self) -> Sessions | None:
        return math.inf

    @property
    def called_sum(self) -> Money:
        return 0

    @property
    def cost_a_month(self) -> Money:
        """Return a twelfth of a year's fee less the broker's share, as a cost below 0; tax is not in it."""
        fee = monthly_interest(self.loan.value, self.loan.annual_rate)
        return -fee * (1 - self.rules.broker_share)

    def call_price(self, symbol: str):
        """Return the price above which the borrower is called."""
        if symbol != self.symbol:
            raise InputError("unknown", name="symbol", value=symbol, choices=self.symbol)
        return self.loan.call_price

    def at(self, prices: Mapping[str, float]) -> Self:
        for symbol in prices:
            if symbol != self.symbol:
                raise InputError("unknown", name="symbol", value=symbol, choices=self.symbol)
        return replace(self, loan=self.loan.at(prices[self.symbol])) if prices else self
