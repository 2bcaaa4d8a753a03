"""The model of F5.1: a plan for the case as the controls set it, what it comes to, and where it contradicts itself."""

from dataclasses import dataclass
from functools import cached_property

from pledge_lib.finance.capstone.case import Case
from pledge_lib.finance.capstone.contradictions import Contradiction, contradictions
from pledge_lib.finance.capstone.plan import TESTED_FALL, Plan, PlannedLoan
from pledge_lib.finance.units import Count, Percent, Text, Word
from pledge_lib.market.capstone.planned import offer_of, planned
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Values


@dataclass(frozen=True)
class Between:
    """A contradiction as a row of the checks: what disagrees, by the names of its two fields."""

    found: Contradiction

    @property
    def one(self) -> Word:
        return self.found.fields[0]

    @property
    def other(self) -> Word:
        return self.found.fields[1]


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The planned loan and its contradictions."""

    loan: PlannedLoan

    @property
    def case(self) -> Case:
        return self.loan.case

    @property
    def fall(self) -> Percent:
        return TESTED_FALL

    @cached_property
    def found(self) -> tuple[Between, ...]:
        return tuple(map(Between, contradictions(self.loan)))

    @property
    def count(self) -> Count:
        return len(self.found)

    @property
    def state(self) -> Word:
        return self.loan.state

    @property
    def tone(self) -> str:
        return tones.of_state(self.state, ratio=self.loan.fallen, line=self.loan.line)

    @property
    def sources(self) -> tuple[str, ...]:
        return (offer_of(self.loan.plan).source,)

    @property
    def lent_by(self) -> Text:
        return self.loan.rules.name


def plan_of(values: Values) -> Plan:
    """Return the plan that the controls set."""
    return Plan(**values)


def planned_so(case: Case, values: Values) -> Planned:
    """Return what the figure shows, from numbers alone."""
    return Planned(loan=planned(case, plan_of(values)))
