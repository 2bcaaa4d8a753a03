"""A loan of shares from both sides: the lender's fee, and the collateral that the borrower keeps.

The borrower owes shares, so a rising price lowers the ratio. Ratios and rates are fractions, prices TWD per share.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pledge_lib.finance.amounts import product, quotient, total
from pledge_lib.finance.checks import (
    InputError,
    is_array,
    parts_of,
    require_fraction,
    require_not_negative,
    require_positive,
)
from pledge_lib.finance.lending.income import FeeStatement, daily_fee, fee_statement, floored_daily_fee
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.lines import on
from pledge_lib.finance.ratio import add_to, is_below, maintenance_ratio, where
from pledge_lib.finance.states import CALLED, NORMAL
from pledge_lib.finance.units import Money, Percent, Price, Shares

ASKED_BY_RULES: Any = None  # of a loan whose collateral is not given: it holds what the rules ask at the opening


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """What a lender gets when the borrower fails: the shares bought back, paid from collateral, and what is missing."""

    claim: Money
    from_collateral: Money
    missing: Money
    returned: Money

    @property
    def recovered(self) -> Percent:
        """Return the part of the claim that is paid."""
        return self.from_collateral / self.claim


@dataclass(frozen=True, kw_only=True)
class StockLoan:
    """Shares on loan at a price; `collateral` is its counted value, by default what the rules ask at the opening.

    Price in TWD a share, which may be an array, sums in TWD, the rate a fraction a year. What is negative raises
    InputError.

    >>> from pledge_lib.datasets import rules
    >>> loan = StockLoan(shares=10_000, price=50, annual_rate=0.03, rules=rules("tw-lending"))
    >>> loan.collateral, round(loan.call_price, 2), loan.at(60).state, loan.at(60).cure(1.40)
    (700000.0, 58.33, 'called', 140000.0)
    """

    shares: Shares
    price: Price
    annual_rate: Percent
    rules: LendingRules
    collateral: Money = ASKED_BY_RULES
    fees_due: Money = 0.0
    dividends_due: Money = 0.0

    def __post_init__(self):
        if not isinstance(self.rules, LendingRules):
            raise InputError("unknown", name="rules", value=self.rules, choices="lending rules read with rules(name)")
        for name in ("shares", "price", "fees_due", "dividends_due"):
            require_not_negative(name, getattr(self, name))
        require_fraction("annual_rate", self.annual_rate)
        if self.collateral is ASKED_BY_RULES:
            asked = product(self.rules.initial_ratio, self.shares, self.price)
            object.__setattr__(self, "collateral", asked if is_array(asked) else float(asked))
        require_not_negative("collateral", self.collateral)
        if not is_array(self.fees_due) and self.fees_due > self.collateral:
            raise InputError("above_limit", name="fees_due", value=self.fees_due, limit=self.collateral)

    def fee(self, closes: Iterable[float]):
        """Return the gross fee over calendar days, each at its own close, unrounded (firms C-8, C-9b).

        >>> from pledge_lib.datasets import rules
        >>> loan = StockLoan(shares=1_000, price=800, annual_rate=0.03, rules=rules("tw-lending"))
        >>> round(loan.fee([800] * 15), 2)
        986.3
        """
        return self._gross(closes, daily_fee)

    def net(self, closes: Iterable[float], broker_share: float | None = None, floored: bool = False) -> FeeStatement:
        """Return what is left of the fee; `floored` rounds each day as one broker does (C-8)."""
        gross = self._gross(closes, floored_daily_fee if floored else daily_fee)
        share = self.rules.broker_share if broker_share is None else broker_share
        return fee_statement(gross, self.rules, broker_share=share, floored=floored)

    def _gross(self, closes: Iterable[float], fee_of):
        each = parts_of("closes", closes, object)
        return sum(fee_of(self.shares, close, self.annual_rate, self.rules) for close in each)

    @property
    def value(self) -> Money:
        """Return what the shares on loan are worth."""
        return product(self.shares, self.price)

    @property
    def owed(self) -> Money:
        """Return what the collateral stands for: the shares at their price, and cash dividends due (rule C-4)."""
        return total((self.value, self.dividends_due))

    @property
    def held(self) -> Money:
        """Return the collateral less the fees due (rule C-4)."""
        return total((self.collateral, -self.fees_due))

    @property
    def ratio(self) -> Percent:
        """Return the borrower's collateral ratio; infinite when nothing is owed."""
        return maintenance_ratio(self.held, self.owed)

    @property
    def state(self) -> str:
        """Return `called` below the line, else `normal`, elementwise; exactly on the line is not below."""
        return where(is_below(self.held, self.owed, self.rules.call_line), CALLED, NORMAL)

    @property
    def call_price(self) -> Price:
        """Return the price above which the borrower is called."""
        require_positive("shares", self.shares)
        line = self.rules.call_line
        held = total((self.held, -product(line, self.dividends_due)))
        return quotient(held, product(line, self.shares))

    @property
    def rise_to_call(self) -> Percent:
        """Return the fraction by which the price may rise until the line; negative when already below it."""
        require_positive("price", self.price)
        at_call = self.call_price
        return where(on(at_call, self.price), 0.0, at_call / self.price - 1)

    def cure(self, target: float):
        """Return the collateral that restores the ratio to a target; 0 when it is there."""
        return add_to(self.held, self.owed, target)

    def at(self, price, collateral=None) -> "StockLoan":
        """Return the same loan at another price, with the collateral at another value where it moves too."""
        return replace(self, price=price, collateral=self.collateral if collateral is None else collateral)

    def recovery(self) -> Recovery:
        """Return what the lender gets if the borrower fails now and the shares are bought back at this price.

        >>> from pledge_lib.datasets import rules
        >>> loan = StockLoan(shares=10_000, price=50, annual_rate=0.03, rules=rules("tw-lending"))
        >>> loan.at(75).recovery().missing
        50000.0
        """
        claim = self.owed + self.fees_due
        paid = min(claim, self.collateral)
        return Recovery(claim=claim, from_collateral=paid, missing=claim - paid, returned=self.collateral - paid)
