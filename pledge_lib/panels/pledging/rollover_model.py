"""The model of F1.10: the terms of a loan on Taiwan's calendar, what is paid on which day, what the last day takes."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.money import floor_to
from pledge_lib.finance.pledging.rollover import RATIO, Payment, months_after, payments, refusal, term_ends
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.market.sessions import settlement_days
from pledge_lib.panels.controls import Values

AGREES, REFUSES_FIRST, REFUSES_SECOND = "agrees", "refuses-first", "refuses-second"
REFUSED_AT = {AGREES: None, REFUSES_FIRST: 1, REFUSES_SECOND: 2}
NEXT, PREVIOUS, KEPT = "next", "previous", "kept"
AT_TERM_END, MONTHLY = "at-term-end", "monthly"


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term: the day of the contract, whether it is a day without business, the day of settlement, the answer."""

    months: int
    contract_day: date
    closed: bool
    day: date
    refusal: str | None
    last: bool


@dataclass(frozen=True, kw_only=True)
class Rollover:
    """A loan from the draw to the day on which the principal is due; money in TWD."""

    loan: float
    months: int
    drawn: date
    rates: tuple[float, float]
    ratio: float
    renewal_line: float
    asked: int
    refuses_at: int | None
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
    def collateral(self) -> float:
        """Return what the shares are worth on the last day, from the ratio that the lender works out that day."""
        return self.ratio * (self.loan + (self.due.interest if self.rules.interest_in_debt else 0.0))

    @property
    def new_loan(self) -> float:
        """Return what a new loan on the same shares could bring towards the old one."""
        return min(self.loan, floor_to(self.collateral * self.rules.loan_to_value, self.rules.loan_step))

    @property
    def missing(self) -> float:
        return self.due.cash - self.new_loan

    @property
    def sale(self) -> float:
        """Return the shares to sell, at market value, so that the proceeds less selling cost pay what is due."""
        return self.due.cash / (1 - self.rules.selling_cost)

    @property
    def interest(self) -> float:
        return sum(paid.interest for paid in self.payments)

    @property
    def state(self) -> str:
        if self.end.refusal:
            return "refused-ratio" if self.end.refusal == RATIO else "refused-lender"
        if not self.asked:
            return "one-term"
        return "same-rate" if self.rates[0] == self.rates[1] else "extended"


def rollover(values: Values) -> Rollover:
    """Return what the panel shows, from numbers alone."""
    rules, loan = datasets.rules(values["profile"]), values["loan"]
    drawn = _business_day(values["drawn"], NEXT)
    ends = term_ends(values["months"], rules.term_months, rules.longest_term_months)
    terms = tuple(_terms(values, drawn, ends))
    steps = [term.months for term in terms] if values["paid"] == AT_TERM_END else range(1, terms[-1].months + 1)
    days = [_business_day(months_after(drawn, months), values["moved"]) for months in steps]
    rates = (values["rate"], float(exact(values["rate"]) + exact(values["reset"]) / 100))
    return Rollover(
        loan=loan,
        months=ends[-1],
        drawn=drawn,
        rates=rates,
        ratio=values["ratio"],
        renewal_line=values["renewal_line"],
        asked=len(ends) - 1,
        refuses_at=REFUSED_AT[values["credit"]],
        terms=terms,
        payments=payments(loan, drawn, days, [rates[months > ends[0]] for months in steps], basis=rules.day_basis),
        rules=rules,
    )


def _terms(values: Values, drawn: date, ends: tuple[int, ...]):
    """Yield the terms up to the one that is not extended, because the lender refuses or no more is wanted."""
    refused_at = REFUSED_AT[values["credit"]]
    for number, months in enumerate(ends, start=1):
        contract_day, last = months_after(drawn, months), number == len(ends)
        answer = None if last else refusal(values["ratio"], values["renewal_line"], number != refused_at)
        yield Term(
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
