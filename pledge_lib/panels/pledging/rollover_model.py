"""The model of F1.10: the terms of a loan on Taiwan's calendar, what is paid on which day, what the last day takes."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.money import floor_to
from pledge_lib.finance.pledging.rollover import (
    RATIO,
    Payment,
    breakeven_yield,
    months_after,
    payments,
    refusal,
    term_ends,
)
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.units import Count, Date, Money, Months, Percent
from pledge_lib.market.sessions import settlement_days
from pledge_lib.panels.controls import Values

AGREES, REFUSES_FIRST, REFUSES_SECOND = "agrees", "refuses-first", "refuses-second"
REFUSED_AT = {AGREES: None, REFUSES_FIRST: 1, REFUSES_SECOND: 2}
NEXT, PREVIOUS, KEPT = "next", "previous", "kept"
AT_TERM_END, MONTHLY = "at-term-end", "monthly"


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term: the day of the contract, whether it is a day without business, the day of settlement, the answer."""

    number: Count
    months: int
    contract_day: Date
    closed: bool
    day: Date
    refusal: str | None
    last: bool


@dataclass(frozen=True, kw_only=True)
class Flow:
    """What is paid on one day, and the term that ends on it."""

    paid: Payment
    term: Term | None

    @property
    def event(self) -> str:
        if self.term is None:
            return "interest"
        return "repaid" if self.term.last else "refused" if self.term.refusal else "extended"


@dataclass(frozen=True, kw_only=True)
class Rollover:
    """A loan from the draw to the day on which the principal is due."""

    loan: Money
    months: Months
    drawn: Date
    rate: Percent
    rate_after: Percent
    ratio: Percent
    renewal_line: Percent
    asked: Count
    refuses_at: Count | None
    terms: tuple[Term, ...]
    payments: tuple[Payment, ...]
    rules: PledgeRules

    @property
    def end(self) -> Term:
        """Return the term at whose end the principal is due."""
        return self.terms[-1]

    @property
    def due(self) -> Payment:
        return self.payments[-1]

    @property
    def flows(self) -> tuple[Flow, ...]:
        """Return the payments day by day."""
        ends = {term.day: term for term in self.terms}
        return tuple(Flow(paid=paid, term=ends.get(paid.day)) for paid in self.payments)

    @property
    def first(self) -> Payment:
        return self.payments[0]

    @property
    def year(self) -> Money:
        """Return a year's interest in the first term."""
        return self._year(self.rate)

    @property
    def year_after(self) -> Money:
        return self._year(self.rate_after)

    @property
    def more(self) -> Money:
        return self.year_after - self.year

    @property
    def pays(self) -> Percent:
        """Return the dividend yield that pays the interest of the first term."""
        return breakeven_yield(self.rate, self.ratio)

    @property
    def pays_after(self) -> Percent:
        return breakeven_yield(self.rate_after, self.ratio)

    @property
    def collateral(self) -> Money:
        """Return what the shares are worth on the last day, from the ratio that the lender works out that day."""
        return self._collateral(self.ratio, self.due.interest)

    @property
    def new_loan(self) -> Money:
        """Return what a new loan on the same shares could bring towards the old one."""
        return self._new_loan(self.collateral)

    @property
    def missing(self) -> Money:
        return self.due.cash - self.new_loan

    @property
    def sale(self) -> Money:
        """Return the shares to sell, at market value, so that the proceeds less selling cost pay what is due."""
        return self.due.cash / (1 - self.rules.selling_cost)

    @property
    def sale_share(self) -> Percent:
        return self.sale / self.collateral

    @property
    def to_sell(self) -> Money | None:
        """Return the shares to sell, where there are enough of them."""
        return self.sale if self.sale <= self.collateral else None

    @property
    def decided(self) -> Term:
        """Return the term at whose end is decided what must be there: the first, or the one that is not extended."""
        return self.end if self.end.refusal else self.terms[0]

    @property
    def that_day(self) -> Payment:
        """Return what is paid on the day of the decision."""
        return next(paid for paid in self.payments if paid.day == self.decided.day)

    @property
    def everything(self) -> Money:
        """Return what must be there on that day if the loan is not extended."""
        return self.loan + self.that_day.interest

    @property
    def offered(self) -> Money:
        """Return what a new loan on the same shares brings on that day."""
        return self._new_loan(self._collateral(self.ratio, self.that_day.interest))

    @property
    def short(self) -> Money:
        """Return what is missing on that day if the loan is not extended and a new one repays it."""
        return self.everything - self.offered

    @property
    def enough(self) -> Percent:
        """Return the ratio from which a new loan repays the whole principal."""
        return self.loan / self.rules.loan_to_value / self._collateral(1.0, self.that_day.interest)

    @property
    def is_refused_anyway(self) -> bool:
        """Return whether the lender refuses an extension that is asked for, whatever the ratio is."""
        return bool(self.refuses_at) and self.refuses_at <= self.asked

    @property
    def interest(self) -> Money:
        return sum(paid.interest for paid in self.payments)

    @property
    def state(self) -> str:
        if self.end.refusal:
            return "refused-ratio" if self.end.refusal == RATIO else "refused-lender"
        if not self.asked:
            return "one-term"
        return "same-rate" if self.rate == self.rate_after else "extended"

    def _collateral(self, ratio: float, interest: float) -> float:
        return ratio * (self.loan + (interest if self.rules.interest_in_debt else 0.0))

    def _new_loan(self, collateral: float) -> float:
        return min(self.loan, floor_to(collateral * self.rules.loan_to_value, self.rules.loan_step))

    def _year(self, rate: float) -> float:
        return simple_interest(self.loan, rate, self.rules.day_basis, self.rules.day_basis)


def rollover(values: Values) -> Rollover:
    """Return what the figure shows, from numbers alone."""
    rules, loan = datasets.rules(values["profile"]), values["loan"]
    drawn = _business_day(values["drawn"], NEXT)
    ends = term_ends(values["months"], rules.term_months, rules.longest_term_months)
    terms = tuple(_terms(values, drawn, ends))
    steps = [term.months for term in terms] if values["paid"] == AT_TERM_END else range(1, terms[-1].months + 1)
    days = [_business_day(months_after(drawn, months), values["moved"]) for months in steps]
    rate, rate_after = values["rate"], float(exact(values["rate"]) + exact(values["reset"]))
    rates = [rate if months <= ends[0] else rate_after for months in steps]
    return Rollover(
        loan=loan,
        months=ends[-1],
        drawn=drawn,
        rate=rate,
        rate_after=rate_after,
        ratio=values["ratio"],
        renewal_line=values["renewal_line"],
        asked=len(ends) - 1,
        refuses_at=REFUSED_AT[values["credit"]],
        terms=terms,
        payments=payments(loan, drawn, days, rates, basis=rules.day_basis),
        rules=rules,
    )


def _terms(values: Values, drawn: date, ends: tuple[int, ...]):
    """Yield the terms up to the one that is not extended, because the lender refuses or no more is wanted."""
    refused_at = REFUSED_AT[values["credit"]]
    for number, months in enumerate(ends, start=1):
        contract_day, last = months_after(drawn, months), number == len(ends)
        answer = None if last else refusal(values["ratio"], values["renewal_line"], number != refused_at)
        yield Term(
            number=number,
            months=months,
            contract_day=contract_day,
            closed=_business_day(contract_day, NEXT) != contract_day,
            day=_business_day(contract_day, values["moved"]),
            refusal=answer,
            last=last,
        )
        if answer:
            return


def _business_day(day: date, moved: str) -> date:
    """Return the day itself if payments are made on it, else the business day to which it is moved."""
    days = settlement_days()
    after, before = days[bisect_left(days, day)], days[bisect_right(days, day) - 1]
    return {NEXT: after, PREVIOUS: before, KEPT: day}[moved]
