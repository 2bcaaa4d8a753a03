"""A pledge loan as one account of a position."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from pledge_lib.finance.interest import monthly_interest
from pledge_lib.finance.mine.account import PLEDGED, Account
from pledge_lib.finance.pledging.pledge import Pledge
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import limit_downs_to_line
from pledge_lib.finance.units import Date, Money, Percent, Sessions, Word


@dataclass(frozen=True, kw_only=True)
class PledgedLoan(Account):
    """A loan against pledged shares.

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.pledging.pledge import Holding
    >>> shares, bank = Holding("2330", shares=1_000, price=100, loan_to_value=0.60), rules("tw-bank-pledge")
    >>> loan = PledgedLoan(lender="A", pledge=Pledge(holdings=[shares], principal=60_000, rules=bank, annual_rate=0.03))
    >>> round(loan.room, 10), loan.limit_downs, loan.call_price("2330"), loan.cost_a_month
    (0.22, 3, 78.0, 150.0)
    """

    pledge: Pledge
    kind: ClassVar[str] = PLEDGED

    @property
    def prices(self) -> dict[str, float]:
        return {holding.symbol: holding.price for holding in self.pledge.holdings}

    @property
    def rules(self) -> PledgeRules:
        return self.pledge.rules

    @property
    def line(self) -> Percent:
        return self.rules.call_line

    @property
    def collateral(self) -> Money:
        return self.pledge.collateral

    @property
    def debt(self) -> Money:
        return self.pledge.debt

    @property
    def ratio(self) -> Percent:
        return self.pledge.ratio

    @property
    def state(self) -> Word:
        return self.pledge.state

    @property
    def uncounted_since(self) -> Date | None:
        """Return since when interest runs that the lender counts in the debt and this ratio leaves out; else None.

        It is the day of the loan, where that is known and the days of interest are not (firm B-6).
        """
        bears_interest = self.pledge.principal * self.pledge.annual_rate > 0
        is_left_out = self.rules.interest_in_debt and bears_interest and not self.pledge.days
        return self.drawn if is_left_out else None

    @property
    def room(self) -> Percent:
        """Return the common fall of its prices that leads to the line; negative below it, infinite where none does."""
        return self.pledge.fall_to_call if self.debt else math.inf

    @property
    def limit_downs(self) -> Sessions | None:
        """Return after how many sessions at the daily limit it is called; None in a market without a limit."""
        return limit_downs_to_line(self.ratio, self.line, self.rules.daily_limit)

    @property
    def called_sum(self) -> Money:
        """Return the repayment that a call asks for today; 0 while there is none."""
        return self.pledge.cure(self.rules.cure_target).repay if self.is_called else 0

    @property
    def cost_a_month(self) -> Money:
        """Return a twelfth of a year's interest."""
        return monthly_interest(self.pledge.principal, self.pledge.annual_rate)

    def call_price(self, symbol: str):
        """Return the price of one symbol at which the account is on its line; None where no price of it is."""
        return self.pledge.call_price(symbol) or None

    def at(self, prices: Mapping[str, float]) -> Self:
        """Return the account at other prices; symbols left out keep theirs."""
        return replace(self, pledge=self.pledge.at(prices))
