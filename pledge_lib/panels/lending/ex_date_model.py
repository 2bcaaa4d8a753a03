"""What F3.6 works out: lending through an ex-date or recalling before it, after tax, under each view."""

from collections.abc import Mapping
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.dividend_tax import (
    VIEWS,
    ExDateDecision,
    breakeven_rate,
    combined_tax,
    ex_date_decision,
    separate_tax,
    view_on,
)
from pledge_lib.finance.lending.income import fee_statement
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import Days, Deduction, Money, Percent, Word
from pledge_lib.panels.controls import Values
from pledge_lib.panels.lending.tax_brackets import BRACKETS

PROFILE = "tw-lending"
BY_DATE = "by-date"


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """The decision under one view of the compensation, and the fee rate that makes up for the extra tax."""

    view: Word
    decision: ExDateDecision
    breakeven: Percent


@dataclass(frozen=True, kw_only=True)
class ExDate:
    """A holding on loan before an ex-date, decided under each view.

    `stock` is the par value of a stock dividend and `worth` what its shares are worth. `highest_fee` is what the
    highest rate would leave after tax; `asked` is what the reader looks at, and `by_date` the view of the letter in
    force on the day of the payment.
    """

    dividend: Money
    stock: Money
    worth: Money
    bracket: Percent
    days: Days
    rate: Percent
    gross: Money
    highest_fee: Money
    asked: str
    by_date: str
    treatments: Mapping[str, Treatment]
    rules: LendingRules

    @property
    def in_force(self) -> Treatment:
        return self.treatments[self.by_date]

    @property
    def chosen(self) -> Treatment:
        return self.in_force if self.asked == BY_DATE else self.treatments[self.asked]

    @property
    def decision(self) -> ExDateDecision:
        return self.chosen.decision

    @property
    def breakeven(self) -> Percent:
        return self.chosen.breakeven

    @property
    def at_par(self) -> Money:
        """Return the dividend as it is taxed: a stock dividend counts at its par value (rule C-10)."""
        return self.dividend + self.stock

    @property
    def received(self) -> Money:
        """Return what is received, the shares of a stock dividend at their market value."""
        return self.dividend + self.worth

    @property
    def above_par(self) -> Money:
        """Return what the shares of a stock dividend are worth above their par value; negative below it."""
        return self.worth - self.stock

    @property
    def combined(self) -> Money:
        """Return the tax on the dividend together with other income."""
        return combined_tax(self.at_par, self.bracket, self.rules)

    @property
    def separate(self) -> Money:
        """Return the tax on the dividend apart."""
        return separate_tax(self.at_par, self.rules)

    @property
    def less_recalled(self) -> Deduction:
        """Return the tax as it is taken off what a recall brings."""
        return self.decision.tax_recalled

    @property
    def less_lent(self) -> Deduction:
        """Return the tax as it is taken off what lending through brings."""
        return self.decision.tax_lent

    @property
    def less_tax(self) -> Money:
        """Return the tax that lending through saves."""
        return -self.decision.extra_tax

    @property
    def apart(self) -> Money:
        """Return by how much lending through and recalling differ."""
        return abs(self.decision.difference)

    @property
    def better(self) -> Word:
        """Return which of the two brings more after tax, to the cent."""
        difference = round(self.decision.difference, 2)
        return "even" if difference == 0 else "lend" if difference > 0 else "recall"

    @property
    def state(self) -> str:
        extra_tax = self.decision.extra_tax
        if self.received == 0:
            return "no-dividend"
        if extra_tax == 0:
            return "same-tax"
        if extra_tax < 0:
            return "less-tax"
        if self.decision.difference >= 0:
            return "fee-covers"
        return "fee-too-small" if self.breakeven <= self.rules.highest_rate else "beyond-cap"


def after_fee(values: Values, rate: float, bracket: float, rules: LendingRules) -> tuple[float, float]:
    """Return the fee until the ex-date at a rate, and what is left of it after the broker's share and the tax."""
    gross = simple_interest(values["value"], rate, round(values["days"]), rules.day_basis)
    return gross, fee_statement(gross, rules, broker_share=rules.broker_share).after_tax(bracket)


def ex_date(values: Values) -> ExDate:
    """Return what the figure shows, from numbers alone."""
    rules, bracket, days = datasets.rules(PROFILE), BRACKETS[values["bracket"]], round(values["days"])
    worth = values["stock"] * values["times"]
    gross, net_fee = after_fee(values, values["rate"], bracket, rules)

    def treated(view: str) -> Treatment:
        stock = {"stock_par": values["stock"], "stock_worth": worth}
        decision = ex_date_decision(values["dividend"], bracket, net_fee, rules, view, **stock)
        breakeven = breakeven_rate(
            decision.extra_tax, bracket, values["value"], days, rules.broker_share, rules.day_basis
        )
        return Treatment(view=view, decision=decision, breakeven=breakeven)

    return ExDate(
        dividend=values["dividend"],
        stock=values["stock"],
        worth=worth,
        bracket=bracket,
        days=days,
        rate=values["rate"],
        gross=gross,
        highest_fee=after_fee(values, rules.highest_rate, bracket, rules)[1],
        asked=values["view"],
        by_date=view_on(values["paid_on"], rules),
        treatments={view: treated(view) for view in VIEWS},
        rules=rules,
    )
