"""A pledge loan as one account of a position, or several loans whose shares and ratio are one.

Several loans at one lender stand by themselves, each with its own shares and ratio, unless the lender judges the whole
account, as a securities finance company does (rule B-6), or they share what is pledged. Then all of them are one
account here, whose interest is the sum of theirs.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from pledge_lib.finance.amounts import plain, total
from pledge_lib.finance.checks import (
    exact,
    parts_of,
    require_not_negative,
    require_text,
)
from pledge_lib.finance.interest import monthly_interest, simple_interest
from pledge_lib.finance.mine.account import PLEDGED, Account, require_term
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import limit_downs_to_line
from pledge_lib.finance.units import Date, Days, Money, Percent, Rate, Sessions, Text, Word, YesNo


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One loan of several that share their shares: which, its sum, yearly rate, days of interest, and its own dates."""

    which: Text
    principal: Money
    annual_rate: Rate = 0.0
    days: Days = 0
    drawn: Date | None = None
    matures: Date | None = None

    def __post_init__(self):
        require_text("which", self.which)
        for name in ("principal", "annual_rate", "days"):
            require_not_negative(name, getattr(self, name))
        require_term(self.drawn, self.matures)

    @property
    def cost_a_month(self) -> Money:
        """Return a twelfth of a year's interest."""
        return monthly_interest(self.principal, self.annual_rate)


@dataclass(frozen=True, kw_only=True)
class PledgedLoan(Account):
    """A loan against pledged shares; `which` tells it from others of its lender.

    `drawings` are the loans that it is made of, where they are several with one ratio; `sharing` makes such an account.

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.pledging.pledge import Holding
    >>> shares, bank = Holding("2330", shares=1_000, price=100, loan_to_value=0.60), rules("tw-bank-pledge")
    >>> loan = PledgedLoan(lender="A", pledge=Pledge(holdings=[shares], principal=60_000, rules=bank, annual_rate=0.03))
    >>> round(loan.room, 10), loan.limit_downs, loan.call_price("2330"), loan.cost_a_month
    (0.22, 3, 78.0, 150.0)
    """

    pledge: Pledge
    which: Text = ""
    drawings: tuple[Drawing, ...] = ()
    kind: ClassVar[str] = PLEDGED

    def __post_init__(self):
        super().__post_init__()
        object.__setattr__(self, "drawings", parts_of("drawings", self.drawings, Drawing))

    @classmethod
    def sharing(
        cls, *, lender: str, holdings: Iterable[Holding], rules: PledgeRules, drawings: Iterable[Drawing]
    ) -> Self:
        """Return several loans as one account: one principal, at the rate and for the days that give their interest.

        >>> from pledge_lib.datasets import rules
        >>> first = Drawing(which="1", principal=60_000, annual_rate=0.06, days=73)
        >>> second = Drawing(which="2", principal=40_000)
        >>> shares = Holding("2330", shares=2_000, price=100, loan_to_value=0.60)
        >>> terms = {"lender": "A", "holdings": [shares], "rules": rules("tw-sfc-pledge")}
        >>> both = PledgedLoan.sharing(**terms, drawings=[first, second])
        >>> both.pledge.principal, round(both.pledge.accrued_interest, 2), round(both.cost_a_month, 2)
        (100000, 720.0, 300.0)
        """
        drawings = tuple(drawings)
        principal = sum(exact(each.principal) for each in drawings)
        a_year = [exact(each.principal) * exact(each.annual_rate) for each in drawings]
        accrued = sum(year * exact(each.days) for year, each in zip(a_year, drawings, strict=True))
        pledge = Pledge(
            holdings=tuple(holdings),
            principal=total(each.principal for each in drawings),
            rules=rules,
            annual_rate=plain(sum(a_year) / principal) if principal else 0.0,
            days=plain(accrued / sum(a_year)) if sum(a_year) else 0,
        )
        return cls(lender=lender, pledge=pledge, drawings=drawings)

    @property
    def key(self) -> tuple[str, ...]:
        return (*super().key, self.which) if self.which else super().key

    @property
    def title(self) -> Text:
        return f"{self.lender} #{self.which}" if self.which else self.lender

    @property
    def prices(self) -> dict[str, float]:
        return {holding.symbol: holding.price for holding in self.pledge.holdings}

    @property
    def rules(self) -> PledgeRules:
        return self.pledge.rules

    @property
    def is_of_several(self) -> YesNo:
        """Return whether its lender has lent more than once, so that it matters whether the whole account counts."""
        return bool(self.which or self.drawings)

    def owed_on(self, drawing: Drawing) -> Money:
        """Return what is owed on one of several loans, with its interest where the lender counts it."""
        if not self.rules.interest_in_debt:
            return drawing.principal
        interest = simple_interest(drawing.principal, drawing.annual_rate, drawing.days, self.rules.day_basis)
        return drawing.principal + interest

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
        if not self.rules.interest_in_debt:
            return None
        alone = Drawing(
            which=self.which or self.lender,
            principal=self.pledge.principal,
            annual_rate=self.pledge.annual_rate,
            days=self.pledge.days,
            drawn=self.drawn,
        )
        parts = self.drawings or (alone,)
        left_out = [each.drawn for each in parts if each.drawn and each.cost_a_month > 0 and not each.days]
        return min(left_out, default=None)

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
