"""The model of F2.7: one application for a quota, line by line, under the rules as the reader set them."""

import math
from dataclasses import dataclass, replace
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.finance import units
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.quota import (
    AGE,
    CHECKS,
    MET,
    PROOF,
    SHORT,
    TRADES,
    TURNOVER,
    WAIVED,
    Applicant,
    Check,
    check_application,
    largest_quota,
)
from pledge_lib.finance.margin.quota import MONTHS as ACCOUNT_MONTHS
from pledge_lib.finance.margin.rules import MarginRules, OpeningRules
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import Count, Money, Word
from pledge_lib.panels.controls import Values

PROFILE, MARGIN_TERMS = "tw-margin-opening", "tw-margin"
MARGIN_AGE, ORDINARY_AGE = "margin", "ordinary"
QUOTA, TERM = "quota", "term"  # the lines of the checklist below the conditions
UNITS = {
    AGE: units.YEARS,
    ACCOUNT_MONTHS: units.MONTHS,
    TRADES: units.TRADES,
    TURNOVER: units.MONEY,
    PROOF: units.MONEY,
    QUOTA: units.MONEY,
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the checklist: what is needed, what is given, and what comes of it."""

    name: str
    needed: Quantity | None
    given: Quantity | None
    result: Word
    missing: Quantity | None = None

    @classmethod
    def of(cls, check: Check) -> "Line":
        """Return the line of a condition."""
        unit = UNITS[check.name]
        return cls(
            name=check.name,
            needed=None if check.reason == WAIVED else unit(check.needed),
            given=unit(check.given),
            result=f"{SHORT}-{unit.name}" if check.reason == SHORT else check.reason,
            missing=unit(check.missing),
        )


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How large a quota one condition supports: any at all or none, unless it asks for a part of the quota."""

    line: Line
    is_short: bool
    up_to: float

    @property
    def carries(self) -> Money:
        """Return that quota in whole dollars."""
        return math.floor(self.up_to)

    @property
    def given(self) -> Quantity:
        return self.line.given


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One application under the rules as the reader set them, beside the rules as they were read."""

    quota: Money
    checks: tuple[Check, ...]
    largest: Money
    rules: OpeningRules
    read: OpeningRules
    terms: MarginRules

    @cached_property
    def short(self) -> tuple[Check, ...]:
        """Return the conditions that are not met."""
        return tuple(check for check in self.checks if check.reason == SHORT)

    @property
    def count(self) -> Count:
        """Return how many conditions are not met."""
        return len(self.short)

    @property
    def conditions(self) -> Count:
        return len(self.checks)

    @property
    def met(self) -> Count:
        """Return how many conditions do not stand in the way."""
        return self.conditions - self.count

    @property
    def missing(self) -> Quantity | None:
        """Return what is missing at the first condition that is not met."""
        return Line.of(self.short[0]).missing if self.short else None

    @cached_property
    def reaches(self) -> tuple[Reach, ...]:
        """Return up to which quota each condition carries; a small quota needs no proof."""
        return tuple(
            Reach(line=Line.of(check), is_short=check.reason == SHORT, up_to=self._up_to(check))
            for check in self.checks
        )

    def _up_to(self, check: Check) -> float:
        if check.name == TURNOVER:
            return float(exact(check.given) / exact(self.rules.turnover_share))
        if check.name == PROOF:
            return max(float(exact(check.given) / exact(self.rules.proof_share)), self.rules.waiver_limit)
        return 0.0 if check.reason == SHORT else math.inf

    @property
    def first_short(self) -> Word | None:
        """Return the first condition that is not met."""
        return self.short[0].name if self.short else None

    @property
    def turnover_needed(self) -> Money:
        return self._check(TURNOVER).needed

    @property
    def proof_needed(self) -> Money:
        return self._check(PROOF).needed

    @property
    def waived(self) -> bool:
        """Return whether the quota is small enough to need no proof of income and assets."""
        return self._check(PROOF).reason == WAIVED

    @property
    def on_the_boundary(self) -> bool:
        """Return whether the quota is the very sum on which the two texts of the rule differ."""
        return exact(self.quota) == exact(self.rules.waiver_limit)

    @property
    def state(self) -> str:
        if self.short:
            return "short" if self.largest == 0 else "short-smaller"
        return "waived" if self.waived else "passed"

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the conditions, the quota beside the one that they support, and the term."""
        reason = MET if self.quota <= self.largest else SHORT
        quota = Check(name=QUOTA, needed=self.quota, given=self.largest, reason=reason)
        term = Line(name=TERM, needed=units.MONTHS(self.terms.longest_term_months), given=None, result=TERM)
        return (*map(Line.of, (*self.checks, quota)), term)

    def _check(self, name: str) -> Check:
        return next(check for check in self.checks if check.name == name)


def opening(values: Values) -> Opening:
    """Return what the figure shows, from numbers alone."""
    read = datasets.rules(PROFILE)
    age = read.ordinary_age if values["age_rule"] == ORDINARY_AGE else read.age
    waiver = {"waiver_limit": values["waiver"], "waiver_includes_limit": values["includes"]}
    rules = replace(read, age=age, **waiver)
    applicant = Applicant(**{name: values[name] for name in CHECKS})
    return Opening(
        quota=values["quota"],
        checks=check_application(applicant, values["quota"], rules).checks,
        largest=largest_quota(applicant, rules),
        rules=rules,
        read=read,
        terms=datasets.rules(MARGIN_TERMS),
    )
