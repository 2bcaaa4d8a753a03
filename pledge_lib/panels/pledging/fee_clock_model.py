"""The model of F1.5: what two loans cost as the days pass, each with all its fees."""

import math
from dataclasses import dataclass
from itertools import pairwise

from pledge_lib import datasets
from pledge_lib.finance.interest import breakeven_days, effective_annual_cost, handling_fee, simple_interest
from pledge_lib.finance.lines import below
from pledge_lib.finance.units import Count, Days, Money, Percent, Tenths
from pledge_lib.panels.controls import Values
from pledge_lib.panels.pledging import lender_table
from pledge_lib.panels.pledging.lender_table import PROFILE, Terms

LONGEST = 730
MONTH = 30  # days: the panel knows no calendar, and says so


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A loan under one lender's terms, and what it has cost after its days; money in TWD."""

    terms: Terms
    loan: Money
    days: Days
    basis: Count

    @property
    def rate(self) -> Percent:
        return self.terms.rate

    @property
    def fees(self) -> Money:
        return self.fees_on(self.days)

    @property
    def cost(self) -> Money:
        return self.cost_on(self.days)

    @property
    def effective(self) -> Percent:
        return self.effective_on(self.days)

    @property
    def fee_minimum(self) -> Money:
        return self.terms.minimum

    @property
    def fee_waived_at(self) -> Money:
        return self.terms.waived_at

    @property
    def is_waived(self) -> bool:
        """Return whether there is a handling fee that the interest of these days has done away with."""
        return self.terms.has_fee and not below(self.interest_until(self.days), self.terms.waived_at)

    def interest_until(self, day: float) -> float:
        return simple_interest(self.loan, self.rate, day, self.basis)

    def fees_on(self, day: float) -> float:
        """Return all fees of a loan of so many days: those of the terms, and the handling fee unless it is waived."""
        terms = self.terms
        charged = {"minimum": terms.minimum, "waived_at": terms.waived_at}
        return terms.fixed + handling_fee(self.loan, terms.share, self.interest_until(day), **charged)

    def cost_on(self, day: float) -> float:
        return self.fees_on(day) + self.interest_until(day)

    def effective_on(self, day: float) -> float:
        """Return the effective yearly cost of a loan of so many days."""
        return effective_annual_cost(self.loan, self.rate, day, self.fees_on(day), self.basis)

    @property
    def waived_from(self) -> Days:
        """Return the first whole day on which the handling fee is waived."""
        return math.ceil(self.waived_on - 1e-9)  # the quotient of an exact day has binary noise

    @property
    def waived_on(self) -> float:
        """Return the day on which the interest reaches the sum that does away with the handling fee, else infinity."""
        a_day = self.interest_until(1)
        return self.terms.waived_at / a_day if self.terms.has_fee and a_day else math.inf


@dataclass(frozen=True, kw_only=True)
class Quote:
    """What the loan costs at a lender of the tables."""

    lender: datasets.Lender
    offer: Offer


@dataclass(frozen=True, kw_only=True)
class FeeClock:
    """Your loan and another one over the same days."""

    loan: Money
    days: Days
    day_basis: Count
    mine: Offer
    other: Offer
    paid_monthly: bool
    planned: Days
    income: Money
    dividends: Money
    quotes: tuple[Quote, ...]

    @property
    def interest_a_day(self) -> Money:
        return self.mine.interest_until(1)

    @property
    def interest(self) -> Money:
        return self.mine.interest_until(self.days)

    @property
    def saved(self) -> Money:
        """Return the interest that repaying before the planned day saves."""
        return self.mine.interest_until(self.planned) - self.interest

    @property
    def of_income(self) -> Percent:
        """Return how much of a month's income the interest of a month takes."""
        return self.mine.interest_until(MONTH) / self.income

    @property
    def of_dividends(self) -> Percent | None:
        """Return how much of a year's dividends the interest of a year takes; None without dividends."""
        return self.mine.interest_until(self.day_basis) / self.dividends if self.dividends else None

    @property
    def difference(self) -> Money:
        return abs(self.mine.cost - self.other.cost)

    @property
    def breakeven(self) -> Tenths | None:
        """Return the first day on which the dearer becomes the cheaper; None where one is so for any number of days.

        Where a fee is waived the cost falls at once, and that day may be the one.
        """
        ends = sorted({0.0, self.mine.waived_on, self.other.waived_on, math.inf})
        before = None
        for since, until in pairwise(ends):
            mine, other = self.mine, self.other
            day = since if until == math.inf else (since + until) / 2
            fees = (mine.fees_on(day), other.fees_on(day))
            if before is not None and before * (mine.cost_on(since) - other.cost_on(since)) < 0:
                return since
            found = breakeven_days(self.loan, mine.rate, fees[0], other.rate, fees[1], self.day_basis)
            if since < found < until:
                return found
            before = mine.cost_on(day) - other.cost_on(day)
        return None

    @property
    def state(self) -> str:
        if self.mine.cost == self.other.cost:
            return "equal"
        if self.breakeven is None:
            return "never"
        return "cheaper" if self.mine.cost < self.other.cost else "dearer"


def fee_clock(values: Values) -> FeeClock:
    """Return what the figure shows, from numbers alone."""
    loan, basis = values["loan"], datasets.rules(PROFILE).day_basis
    days = min(values["days"], values["repaid_on"])

    def offer(terms: Terms) -> Offer:
        return Offer(terms=terms, loan=loan, days=days, basis=basis)

    return FeeClock(
        loan=loan,
        days=days,
        day_basis=basis,
        mine=offer(lender_table.own_terms(values)),
        other=offer(lender_table.other_terms(values)),
        paid_monthly=values["paid"] == "monthly",
        planned=values["days"],
        income=values["income"],
        dividends=values["dividends"],
        quotes=tuple(
            Quote(lender=lender, offer=offer(lender_table.edited_terms(lender, values)))
            for lender in datasets.lenders()
        ),
    )
