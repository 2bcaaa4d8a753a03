"""What the call procedure asks of a position, and a pledge's answers; a margin account gives its own. Money in TWD."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol, Self

from pledge_lib.finance.checks import InputError, exact
from pledge_lib.finance.money import round_half_up
from pledge_lib.finance.pledge import Holding, Pledge
from pledge_lib.finance.ratio import is_below, maintenance_ratio, repay_to
from pledge_lib.finance.rules import PledgeRules
from pledge_lib.finance.sale import Statement, sale_statement

SMALLEST_SUM = 0.01  # a call asks for something


class Account(Protocol):
    """A frozen position under the call procedure: each change gives a new one.

    `debt` is what the ratio counts, `owed` is all that must be paid. `called_sum` is what the notice names, as a
    repayment; `add_cash` and `add_shares` give the market value that they brought. `sell` sells all of one symbol of
    `for_sale`, which a margin account limits to the called positions.
    """

    rules: PledgeRules
    symbols: tuple[str, ...]
    collateral: float
    debt: float
    ratio: float
    principal: float
    interest: float
    owed: float
    cash: float

    def under(self, rules: PledgeRules) -> Self: ...
    def below(self, line: float) -> bool: ...
    def at(self, prices: Mapping[str, float], deductions: Mapping[str, float]) -> Self: ...
    def accrue(self, days: int) -> Self: ...
    def called_sum(self, target: float) -> float: ...
    def for_sale(self) -> tuple[str, ...]: ...
    def shares_of(self, symbol: str) -> float: ...
    def change_shares(self, symbol: str, factor: float) -> Self: ...
    def repay(self, amount: float) -> tuple[Self, float]: ...
    def add_cash(self, amount: float) -> tuple[Self, float]: ...
    def add_shares(self, symbol: str, shares: float) -> tuple[Self, float]: ...
    def use_cash(self) -> tuple[Self, float]: ...
    def with_rounded_interest(self) -> Self: ...
    def sell(self, symbol: str) -> tuple[Self, Statement]: ...


@dataclass(frozen=True)
class PledgeAccount:
    """A pledge under the call procedure: with cash posted, dividends marked off, and interest of earlier principals.

    >>> from pledge_lib.datasets import rules
    >>> shares, broker = Holding("2330", 1_000, 600, 0.60), rules("tw-broker-pledge")
    >>> pledge = Pledge(holdings=[shares], principal=500_000, rules=broker)
    >>> PledgeAccount(pledge).called_sum(1.66)
    138554.22
    """

    pledge: Pledge
    carried_interest: float = 0.0
    cash: float = 0.0
    deductions: Mapping[str, float] = field(default_factory=dict)

    @property
    def rules(self) -> PledgeRules:
        """Return the lender's rules."""
        return self.pledge.rules

    @property
    def symbols(self) -> tuple[str, ...]:
        """Return the symbols of the pledge, also those of which no share is left."""
        return tuple(holding.symbol for holding in self.pledge.holdings)

    @cached_property
    def collateral(self) -> float:
        """Return the value that the ratio counts: full closes, less dividends marked off, plus cash posted."""
        return _number(sum(map(self._counted, self.pledge.holdings)) + exact(self.cash))

    @property
    def principal(self) -> float:
        """Return the principal outstanding."""
        return self.pledge.principal

    @property
    def interest(self) -> float:
        """Return all interest accrued and not paid, unrounded."""
        return self.carried_interest + self.pledge.accrued_interest

    @property
    def debt(self) -> float:
        """Return the principal, plus interest where the lender's rules count it."""
        return self.principal + (self.interest if self.pledge.rules.interest_in_debt else 0)

    @property
    def owed(self) -> float:
        """Return principal and interest together, whether or not the ratio counts the interest."""
        return self.principal + self.interest

    @property
    def ratio(self) -> float:
        """Return the maintenance ratio; infinite without debt."""
        return maintenance_ratio(self.collateral, self.debt)

    def under(self, rules: PledgeRules) -> "PledgeAccount":
        """Return the same pledge with another lender."""
        return replace(self, pledge=replace(self.pledge, rules=rules))

    def below(self, line: float) -> bool:
        """Return whether the ratio is below the line, compared exactly."""
        return is_below(self.collateral, self.debt, line)

    def at(self, prices: Mapping[str, float], deductions: Mapping[str, float]) -> "PledgeAccount":
        """Return the account at new closes; `deductions` are dividends per share marked off before the ex-date."""
        return replace(self, pledge=self.pledge.at(prices), deductions=deductions)

    def accrue(self, days: int) -> "PledgeAccount":
        """Return the account so many calendar days later."""
        return replace(self, pledge=replace(self.pledge, days=self.pledge.days + days))

    def called_sum(self, target: float) -> float:
        """Return the repayment that the notice asks for, in cents as printed."""
        asked = repay_to(self.collateral, self.debt, target)
        return max(round_half_up(asked, places=2), SMALLEST_SUM) if asked else 0.0

    def for_sale(self) -> tuple[str, ...]:
        """Return the symbols that a sale would sell: every share that is left."""
        return tuple(holding.symbol for holding in self.pledge.holdings if holding.shares)

    def shares_of(self, symbol: str) -> float:
        """Return how many shares are pledged."""
        return self._holding(symbol).shares

    def change_shares(self, symbol: str, factor: float) -> "PledgeAccount":
        """Return the account after a capital cut or split of one symbol."""
        return self._with_shares(symbol, exact(self.shares_of(symbol)) * exact(factor))

    def repay(self, amount: float) -> tuple["PledgeAccount", float]:
        """Return the account after a repayment, principal first, and how much of it was taken."""
        to_principal = min(amount, self.principal)
        to_interest = min(amount - to_principal, self.interest)
        left = (_less(self.principal, to_principal), _less(self.interest, to_interest))
        return self._owing(*left), to_principal + to_interest

    def add_cash(self, amount: float) -> tuple["PledgeAccount", float]:
        """Return the account with cash posted as collateral, and its value."""
        return replace(self, cash=_number(exact(self.cash) + exact(amount))), amount

    def add_shares(self, symbol: str, shares: float) -> tuple["PledgeAccount", float]:
        """Return the account with more shares of a pledged symbol, and what they add to the collateral."""
        more = self._with_shares(symbol, exact(self.shares_of(symbol)) + exact(shares))
        return more, _number(exact(more.collateral) - exact(self.collateral))

    def use_cash(self) -> tuple["PledgeAccount", float]:
        """Return the account after the cash posted has paid what is owed, and how much it paid."""
        return replace(self, cash=0.0).repay(self.cash)

    def sell(self, symbol: str) -> tuple["PledgeAccount", Statement]:
        """Return the account after all shares of a symbol were sold at the price, and the statement of the sale."""
        stated, sold = self.with_rounded_interest(), self._holding(symbol)
        costs = {"transaction_tax": self.rules.transaction_tax, "commission": self.rules.commission}
        statement = sale_statement(sold.value, stated.principal, stated.interest, **costs)
        principal = _less(stated.principal, statement.principal_paid)
        interest = _less(stated.interest, statement.interest_paid)
        return stated._with_shares(symbol, 0)._owing(principal, interest), statement

    def with_rounded_interest(self) -> "PledgeAccount":
        """Return the account with its interest rounded half up to the dollar, as a statement prints it."""
        return self._owing(self.principal, round_half_up(self.interest))

    def _counted(self, holding: Holding):
        price = exact(holding.price) - exact(self.deductions.get(holding.symbol, 0))
        return exact(holding.shares) * max(price, 0)

    def _holding(self, symbol: str) -> Holding:
        for holding in self.pledge.holdings:
            if holding.symbol == symbol:
                return holding
        known = ", ".join(holding.symbol for holding in self.pledge.holdings)
        raise InputError("unknown", name="symbol", value=symbol, choices=known)

    def _with_shares(self, symbol: str, shares) -> "PledgeAccount":
        self._holding(symbol)
        holdings = tuple(
            replace(holding, shares=_number(shares)) if holding.symbol == symbol else holding
            for holding in self.pledge.holdings
        )
        return replace(self, pledge=replace(self.pledge, holdings=holdings))

    def _owing(self, principal: float, interest: float) -> "PledgeAccount":
        return replace(self, pledge=replace(self.pledge, principal=principal, days=0), carried_interest=interest)


def _number(value):
    value = exact(value)
    return int(value) if value.denominator == 1 else float(value)


def _less(amount: float, paid: float):
    return _number(exact(amount) - exact(paid))
