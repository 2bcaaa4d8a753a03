"""The parts of a margin account: shares bought on margin, shares sold short, securities posted.

Money is in TWD, prices are TWD per share. Prices may be numpy arrays, except where a part is opened.
"""

import math
from abc import abstractmethod
from dataclasses import KW_ONLY, dataclass, replace
from functools import cached_property
from typing import Self

from pledge_lib.finance.amounts import product, quotient, total
from pledge_lib.finance.checks import (
    exact,
    require_fraction,
    require_line,
    require_not_negative,
    require_positive,
    require_text,
)
from pledge_lib.finance.lines import on
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.margin.trade import purchase, short_sale
from pledge_lib.finance.ratio import add_to, fall_to_line, is_below, maintenance_ratio, repay_to, where
from pledge_lib.finance.units import Money, Percent, Price, Shares, Text


@dataclass(frozen=True)
class Position:
    """What both sides of a margin account share: so many shares of one symbol, a collateral and a debt of their own."""

    symbol: Text
    _: KW_ONLY
    shares: Shares
    price: Price
    name: Text = ""

    @property
    @abstractmethod
    def collateral(self) -> Money:
        """Return what secures the debt."""

    @property
    @abstractmethod
    def debt(self) -> Money:
        """Return what is owed."""

    @property
    def ratio(self) -> Percent:
        """Return collateral over debt of this position alone; infinite without debt (rule A-9)."""
        return maintenance_ratio(self.collateral, self.debt)

    @property
    def equity(self) -> Money:
        """Return what is left when the debt is paid, without costs; at the opening of a purchase the own funds."""
        return total((self.collateral, -self.debt))

    def below(self, line: float) -> bool:
        """Return whether the position alone is below the line, compared exactly."""
        return is_below(self.collateral, self.debt, line)

    def at(self, price) -> Self:
        """Return the same position at a new price."""
        return replace(self, price=price)

    def _check(self):
        require_text("symbol", self.symbol)
        object.__setattr__(self, "name", self.name or self.symbol)
        require_not_negative(f"shares of {self.name}", self.shares)
        require_not_negative(f"price of {self.name}", self.price)


@dataclass(frozen=True)
class Long(Position):
    """Shares bought with a margin loan; `name` tells several purchases of one symbol apart.

    Price in TWD a share, which may be an array, the loan in TWD; what is negative raises InputError.

    >>> Long("2330", shares=1_000, price=78, loan=60_000).ratio
    1.3
    """

    _: KW_ONLY
    loan: Money

    def __post_init__(self):
        self._check()
        require_not_negative(f"loan of {self.name}", self.loan)

    @classmethod
    def open(cls, symbol: str, *, shares, price, rules: MarginRules, name: str = "", **terms) -> "Long":
        """Return the position that a margin purchase opens; the terms are those of `purchase`.

        >>> from pledge_lib.datasets import rules
        >>> Long.open("2330", shares=1_000, price=55.3, rules=rules("tw-margin")).loan
        33000
        """
        require_not_negative("shares", shares)
        require_positive("price", price)
        bought = purchase(product(shares, price), rules, **terms)
        return cls(symbol, shares=shares, price=price, loan=bought.loan, name=name)

    @cached_property
    def value(self) -> Money:
        """Return the market value of the shares."""
        return product(self.shares, self.price)

    @property
    def collateral(self) -> Money:
        """Return what secures the loan: the shares bought with it."""
        return self.value

    @property
    def debt(self) -> Money:
        """Return the margin loan; accrued interest is not in the ratio (rule A-9)."""
        return self.loan

    def call_price(self, line: float):
        """Return the price at which this position alone meets the line: m x D / N."""
        require_line("line", line)
        require_positive(f"shares of {self.name}", self.shares)
        return quotient(product(line, self.loan), self.shares)

    def move_to(self, line: float):
        """Return the change of the price, as a fraction, that brings this position alone to the line; -0.22 falls 22 %.

        >>> round(Long("2330", shares=1_000, price=100, loan=60_000).move_to(1.30), 10)
        -0.22
        """
        return -fall_to_line(self.ratio, line)

    def called_sum(self, target: float):
        """Return the repayment that brings this position alone to the target; 0 when it is there: D - V / t."""
        return repay_to(self.collateral, self.debt, target)


@dataclass(frozen=True)
class Short(Position):
    """Shares sold short; the broker keeps the proceeds as short-sale collateral, and the margin put up in cash.

    Price in TWD a share, which may be an array, both sums in TWD; what is negative raises InputError.

    >>> round(Short("B", shares=1_000, price=100, short_sale_collateral=99_478, short_sale_margin=90_000).ratio, 5)
    1.89478
    """

    _: KW_ONLY
    short_sale_collateral: Money
    short_sale_margin: Money

    def __post_init__(self):
        self._check()
        require_not_negative(f"short_sale_collateral of {self.name}", self.short_sale_collateral)
        require_not_negative(f"short_sale_margin of {self.name}", self.short_sale_margin)

    @classmethod
    def open(cls, symbol: str, *, shares, price, rules: MarginRules, name: str = "", **terms) -> "Short":
        """Return the position that a margin short sale opens; the terms are those of `short_sale`.

        >>> from pledge_lib.datasets import rules
        >>> round(Short.open("2330", shares=1_000, price=100, rules=rules("tw-margin")).call_price(1.30), 2)
        145.75
        """
        require_not_negative("shares", shares)
        require_positive("price", price)
        sold = short_sale(product(shares, price), rules, **terms)
        held = {"short_sale_collateral": sold.short_sale_collateral, "short_sale_margin": sold.short_sale_margin}
        return cls(symbol, shares=shares, price=price, name=name, **held)

    @cached_property
    def value(self) -> Money:
        """Return the market value of the shares sold short, which must be bought back."""
        return product(self.shares, self.price)

    @property
    def collateral(self) -> Money:
        """Return short-sale collateral and short-sale margin together; prices do not move them."""
        return total((self.short_sale_collateral, self.short_sale_margin))

    @property
    def debt(self) -> Money:
        """Return what is owed: the shares, at their market value (rule A-9)."""
        return self.value

    def call_price(self, line: float):
        """Return the price at which this position alone meets the line: (S + G) / (m x N)."""
        require_line("line", line)
        require_positive(f"shares of {self.name}", self.shares)
        return quotient(self.collateral, product(line, self.shares))

    def move_to(self, line: float):
        """Return the change of the price, as a fraction, that brings this position alone to the line; 0.4575 is a rise.

        R / m - 1, infinite for a share that is worth nothing.
        """
        require_line("line", line)
        return where(on(self.ratio, line), 0.0, self.ratio / line - 1)

    def called_sum(self, target: float):
        """Return the cash margin that brings this position alone to the target; 0 when there: t x N x P - (S + G)."""
        return add_to(self.collateral, self.debt, target)


@dataclass(frozen=True)
class Posted:
    """Securities posted to a margin account: the ratio counts them in full, a called sum only at the posted rate."""

    symbol: Text
    _: KW_ONLY
    shares: Shares
    price: Price
    rate: Percent

    def __post_init__(self):
        require_text("symbol", self.symbol)
        require_not_negative(f"shares of {self.symbol}", self.shares)
        require_not_negative(f"price of {self.symbol}", self.price)
        require_fraction(f"rate of {self.symbol}", self.rate)

    @cached_property
    def value(self) -> Money:
        """Return the market value, as the ratio counts it (rule A-9)."""
        return product(self.shares, self.price)

    @property
    def meets(self) -> Money:
        """Return the sum that these securities meet: their value at the posted rate (A-11b)."""
        return product(self.shares, self.price, self.rate)

    def at(self, price) -> "Posted":
        """Return the same securities at a new price."""
        return replace(self, price=price)


def value_to_post(needed: float, rate: float):
    """Return the market value of securities to post for a needed sum, up to the dollar; infinite at a rate of 0.

    >>> value_to_post(14_819.28, 0.70)
    21171
    """
    require_not_negative("needed", needed)
    require_fraction("rate", rate)
    if rate == 0:
        return math.inf if needed else 0
    return math.ceil(exact(needed) / exact(rate))
