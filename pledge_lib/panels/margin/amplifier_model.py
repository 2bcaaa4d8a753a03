"""The model of F2.1: a margin purchase as it was opened and after a price change, its costs and its returns."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.costs import PlannedCosts, planned_costs
from pledge_lib.finance.margin.plan import breakeven_move, gross_return, net_return, yield_on_own
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.money import floor_to
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.units import TIMES, Days, Gain, Money, MovedPoints, Percent, Price, Signed, Word
from pledge_lib.panels.controls import Values

SYMBOL = "shares"
Slope = Annotated[float, TIMES.rounded(2)]
PROFILE = "tw-margin"


@dataclass(frozen=True, kw_only=True)
class Amplifier:
    """A margin purchase as it was opened and as it stands after the price change."""

    own: Money
    value: Money
    opened: MarginAccount
    now: MarginAccount
    change: Signed
    days: Days
    rate: Percent
    dividend_yield: Percent
    with_costs: bool

    @property
    def rules(self) -> MarginRules:
        return self.now.rules

    @cached_property
    def loan(self) -> Money:
        return self.now.debt

    @property
    def price(self) -> Price:
        return self.now.longs[0].price

    @property
    def financing_ratio(self) -> Percent:
        """Return what is really lent of the value, after the step in which loans are granted."""
        return self.loan / self.value

    @property
    def call_price(self) -> Price:
        return self.now.call_price(SYMBOL)

    @property
    def room(self) -> Percent:
        return -self.now.move_to()

    @property
    def at_call(self) -> Signed | None:
        """Return the price change since the purchase at which the call begins."""
        return self.opened.move_to() if self.loan else None

    @property
    def times(self) -> Slope:
        """Return how many times as steep the return is as without a loan, before costs."""
        return 1 / (1 - self.financing_ratio)

    @property
    def since(self) -> MovedPoints | None:
        """Return by how much the ratio has moved since the purchase."""
        return self.now.ratio - self.opened.ratio if self.loan else None

    @property
    def difference(self) -> MovedPoints:
        """Return what the loan adds to the return, or takes from it."""
        return self.net - self.cash

    @property
    def interest_a_day(self) -> Money:
        return simple_interest(self.loan, self.rate, 1, self.rules.day_basis)

    @cached_property
    def costs(self) -> PlannedCosts:
        sold_for = after_change(self.value, self.change)
        terms = {"days": self.days, "annual_rate": self.rate, "rules": self.rules}
        return planned_costs(self.value, sold_for, self.loan, **terms)

    @property
    def gain(self) -> Gain:
        return self.value * self.change

    @property
    def own_money(self) -> Money:
        """Return own funds and, where costs count, the buying commission."""
        return self.own + (self.costs.buying if self.with_costs else 0)

    @property
    def profit(self) -> Gain:
        """Return what the trade brings, after costs where they count; negative for a loss."""
        return self.gain - (self.costs.total if self.with_costs else 0)

    @property
    def gross(self) -> Signed:
        return self.gain / self.own

    @property
    def net(self) -> Signed:
        """Return what the price change brings on own money, after costs where they count."""
        return self.return_at(self.change)

    @property
    def cash(self) -> Signed:
        """Return what it would bring without a loan."""
        return self.return_at(self.change, financing_ratio=0)

    @property
    def lender(self) -> Percent:
        """Return the interest over the loan: what the lender earns whatever the price does, if it is repaid."""
        return self.costs.interest / self.loan if self.loan else 0.0

    def return_at(self, change: float, financing_ratio: float | None = None) -> float:
        """Return what a price change brings on own money, with this loan or with another."""
        ratio = self.financing_ratio if financing_ratio is None else financing_ratio
        if not self.with_costs:
            return gross_return(change, ratio)
        return net_return(change, financing_ratio=ratio, days=self.days, annual_rate=self.rate, rules=self.rules)

    @property
    def breakeven(self) -> Percent:
        """Return the rise of the price at which the costs that count are earned."""
        if not self.with_costs:
            return 0.0
        terms = {"days": self.days, "annual_rate": self.rate, "rules": self.rules}
        return breakeven_move(financing_ratio=self.financing_ratio, **terms)

    @property
    def yield_on_own(self) -> Percent:
        """Return a year's dividends less a year's interest over own funds."""
        terms = {"financing_ratio": self.financing_ratio, "annual_rate": self.rate}
        return yield_on_own(self.dividend_yield, **terms)

    @cached_property
    def state(self) -> Word:
        on_the_line = self.loan and exact(self.now.collateral) == exact(self.rules.call_line) * exact(self.loan)
        return "on-the-line" if on_the_line else self.now.state


def amplifier(values: Values) -> Amplifier:
    """Return what the figure shows, from numbers alone."""
    rules, own, ratio = datasets.rules(PROFILE), exact(values["own"]), exact(values["financing_ratio"])
    loan = floor_to(own * ratio / (1 - ratio), rules.loan_step)  # so that own funds and loan together buy the value
    value = own + loan
    shares = Long(SYMBOL, shares=value / exact(values["price"]), price=values["price"], loan=loan)
    opened = MarginAccount(rules=rules, longs=(shares,))
    return Amplifier(
        value=float(value),
        opened=opened,
        now=opened.at(after_change(values["price"], values["change"])),
        with_costs=values["costs"],
        **{name: values[name] for name in ("own", "change", "days", "rate", "dividend_yield")},
    )
