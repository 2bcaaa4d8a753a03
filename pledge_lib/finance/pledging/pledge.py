"""A loan secured by pledged shares. Money is in TWD, prices are TWD per share, days are calendar days."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pledge_lib.finance.amounts import product, quotient, total
from pledge_lib.finance.checks import (
    InputError,
    parts_of,
    require_fraction,
    require_line,
    require_not_negative,
    require_positive,
    require_text,
    require_whole,
)
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.money import floor_to
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import (
    add_to,
    fall_to_line,
    is_below,
    maintenance_ratio,
    repay_to,
    sell_to,
    shares_to,
    where,
)
from pledge_lib.finance.states import CALLED, NO_DEBT, NORMAL
from pledge_lib.finance.units import Days, Money, Percent, Price, Shares


@dataclass(frozen=True)
class Holding:
    """Pledged shares of one company; `loan_to_value` is the share of their value that the lender lends.

    The price is TWD a share and may be an array; what is negative, and an LTV outside 0 to 1, raise InputError.

    >>> Holding("2330", shares=1_000, price=942, loan_to_value=0.60).value
    942000
    """

    symbol: str
    shares: Shares
    price: Price
    loan_to_value: Percent

    def __post_init__(self):
        require_text("symbol", self.symbol)
        require_not_negative(f"shares of {self.symbol}", self.shares)
        require_positive(f"price of {self.symbol}", self.price)
        require_fraction(f"loan_to_value of {self.symbol}", self.loan_to_value)

    @cached_property
    def value(self) -> Money:
        """Return the market value at the full price; the loan-to-value counts only when money is lent."""
        return product(self.shares, self.price)


@dataclass(frozen=True, kw_only=True)
class Cure:
    """What restores a target, each way by itself: money in TWD, `shares` in whole lots of the share asked for."""

    target: Percent
    repay: Money
    add: Money
    sell: Money
    shares: Shares


@dataclass(frozen=True, kw_only=True)
class Pledge:
    """Shares pledged for a loan under one lender's rules, with the interest of `days` at `annual_rate`.

    Frozen: a change, such as new prices, makes a new pledge. The prices may be numpy arrays. Money is in TWD, the rate
    a fraction a year; what no lender lends (an empty list, a negative sum) raises InputError.

    >>> from pledge_lib.datasets import rules
    >>> shares = Holding("2330", shares=10_000, price=100, loan_to_value=0.60)
    >>> pledge = Pledge(holdings=[shares], principal=600_000, rules=rules("tw-broker-pledge"))
    >>> round(pledge.ratio, 4)
    1.6667
    """

    holdings: tuple[Holding, ...]
    principal: Money
    rules: PledgeRules
    annual_rate: Percent = 0.0
    days: Days = 0

    def __post_init__(self):
        object.__setattr__(self, "holdings", parts_of("holdings", self.holdings, Holding))
        if not self.holdings:
            raise InputError("empty", name="holdings")
        symbols = [holding.symbol for holding in self.holdings]
        for symbol in symbols:
            if symbols.count(symbol) > 1:
                raise InputError("twice", name="holdings", value=symbol)
        require_not_negative("principal", self.principal)
        require_not_negative("annual_rate", self.annual_rate)
        require_not_negative("days", self.days)
        if not isinstance(self.rules, PledgeRules):
            raise InputError("unknown", name="rules", value=self.rules, choices="a profile read with rules(name)")

    @cached_property
    def collateral(self) -> Money:
        """Return the market value of everything pledged, at full prices (rule B-6)."""
        return total(holding.value for holding in self.holdings)

    @property
    def accrued_interest(self) -> Money:
        """Return the interest of the days so far, unrounded."""
        return simple_interest(self.principal, self.annual_rate, self.days, self.rules.day_basis)

    @property
    def debt(self) -> Money:
        """Return the principal, plus accrued interest where the lender's rules count it."""
        return self.principal + (self.accrued_interest if self.rules.interest_in_debt else 0)

    @property
    def ratio(self) -> Percent:
        """Return the maintenance ratio of the whole pledge (1.30 is 130 %)."""
        return maintenance_ratio(self.collateral, self.debt)

    @property
    def loan_cap(self) -> Money:
        """Return the largest loan: each holding at its own rate, the sum in whole steps of the lender."""
        lendable = total(product(holding.value, holding.loan_to_value) for holding in self.holdings)
        return floor_to(lendable, self.rules.loan_step)

    @property
    def fall_to_call(self) -> Percent:
        """Return the common fall of all prices until the call line, as a fraction; negative when called already."""
        return fall_to_line(self.ratio, self.rules.call_line)

    @property
    def state(self) -> str:
        """Return `no-debt`, `normal` or `called`, elementwise: called is below the line, compared exactly."""
        called = is_below(self.collateral, self.debt, self.rules.call_line)
        return where(called, CALLED, where(self.debt == 0, NO_DEBT, NORMAL))

    def call_price(self, symbol: str) -> Price:
        """Return the price of one holding at which the ratio meets the call line while other prices stand still.

        0 when the other holdings alone keep the pledge above the line.
        """
        holding = self._holding(symbol)
        require_positive(f"shares of {symbol}", holding.shares)
        others = (-other.value for other in self.holdings if other.symbol != symbol)
        missing = total((product(self.rules.call_line, self.debt), *others))
        return quotient(where(missing > 0, missing, 0.0), holding.shares)

    def cure(self, target: float, *, symbol: str | None = None, lot: int = 1, selling_cost: float = 0.0) -> Cure:
        """Return the four cures to a target ratio: repay, add collateral, add shares of `symbol`, sell and repay.

        Elementwise over prices; `lot` is the whole number of shares in which they are added.
        """
        require_line("target", target)
        require_whole("lot", lot)
        require_fraction("selling_cost", selling_cost)
        holding = self.holdings[0] if symbol is None else self._holding(symbol)
        position = (self.collateral, self.debt, target)
        return Cure(
            target=target,
            repay=repay_to(*position),
            add=add_to(*position),
            sell=sell_to(*position, cost=selling_cost),
            shares=shares_to(*position, price=holding.price, lot=lot),
        )

    def at(self, prices) -> "Pledge":
        """Return the same pledge at new prices: a mapping from symbol to price, or one price for a single holding."""
        if not isinstance(prices, Mapping):
            if len(self.holdings) > 1:
                raise InputError("unknown", name="prices", value=prices, choices="a mapping from symbol to price")
            prices = {self.holdings[0].symbol: prices}
        for symbol in prices:
            self._holding(symbol)
        moved = tuple(
            Holding(each.symbol, each.shares, prices.get(each.symbol, each.price), each.loan_to_value)
            for each in self.holdings
        )
        return Pledge(
            holdings=moved, principal=self.principal, rules=self.rules, annual_rate=self.annual_rate, days=self.days
        )

    def _holding(self, symbol: str) -> Holding:
        for holding in self.holdings:
            if holding.symbol == symbol:
                return holding
        known = ", ".join(holding.symbol for holding in self.holdings)
        raise InputError("unknown", name="symbol", value=symbol, choices=known)
