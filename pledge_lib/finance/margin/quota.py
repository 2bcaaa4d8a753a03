"""Opening a margin account: what a person must show for the quota applied for (Arts. 36 and 37; rule A-6).

Quotas, turnover and proof are in TWD. The person is a citizen of age; companies and the rules for many accounts at
once are left out.
"""

from dataclasses import dataclass

from pledge_lib.finance.amounts import product
from pledge_lib.finance.checks import exact, require_not_negative, require_positive
from pledge_lib.finance.lines import above, below
from pledge_lib.finance.margin.rules import OpeningRules
from pledge_lib.finance.money import floor_to_dollar

AGE, MONTHS, TRADES, TURNOVER, PROOF = "age", "account_months", "trades", "turnover", "proof"
CHECKS = (AGE, MONTHS, TRADES, TURNOVER, PROOF)
MET, SHORT, WAIVED = "met", "short", "waived"


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """A person who applies: years of age, months of the trading account, and the last year's trades and turnover.

    `proof` is income and assets together, in TWD. What is negative raises InputError.

    >>> Applicant(age=30, account_months=5, trades=12, turnover=600_000, proof=250_000).trades
    12
    """

    age: float
    account_months: float
    trades: int
    turnover: float
    proof: float

    def __post_init__(self):
        for name in CHECKS:
            require_not_negative(name, getattr(self, name))


@dataclass(frozen=True, kw_only=True)
class Check:
    """One condition: its name, what is needed, what was given, and whether it is met, short or waived."""

    name: str
    needed: float
    given: float
    reason: str

    @property
    def passed(self) -> bool:
        """Return whether the condition does not stand in the way."""
        return self.reason != SHORT

    @property
    def missing(self) -> float:
        """Return how much more is needed; 0 where the condition is met or waived."""
        return 0 if self.passed else float(exact(self.needed) - exact(self.given))


@dataclass(frozen=True, kw_only=True)
class Eligibility:
    """The answer to one application: every check, in the order of the rule."""

    quota: float
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Return whether every condition is met or waived."""
        return all(check.passed for check in self.checks)

    def check(self, name: str) -> Check:
        """Return one check by its name."""
        return {check.name: check for check in self.checks}[name]


def proof_waived(quota: float, rules: OpeningRules) -> bool:
    """Return whether a quota is small enough to need no proof of income and assets (rule A-6).

    >>> from pledge_lib.datasets import rules
    >>> [proof_waived(quota, rules("tw-margin-opening")) for quota in (499_999, 500_001)]
    [True, False]
    """
    require_positive("quota", quota)
    if rules.waiver_includes_limit:
        return not above(quota, rules.waiver_limit)
    return below(quota, rules.waiver_limit)


def needed_for(quota: float, rules: OpeningRules) -> dict[str, float]:
    """Return what a quota asks for, by check; the proof of a waived quota is 0 (rule A-6).

    >>> from pledge_lib.datasets import rules
    >>> needed = needed_for(1_000_000, rules("tw-margin-opening"))
    >>> needed["turnover"], needed["proof"]
    (500000, 300000)
    """
    waived = proof_waived(quota, rules)
    return {
        AGE: rules.age,
        MONTHS: rules.account_months,
        TRADES: rules.trades,
        TURNOVER: product(quota, rules.turnover_share),
        PROOF: 0 if waived else product(quota, rules.proof_share),
    }


def check_application(applicant: Applicant, quota: float, rules: OpeningRules) -> Eligibility:
    """Return which conditions an application for a quota meets, and what is missing.

    In TWD, one application at a time; a quota of 0 raises InputError.

    >>> from pledge_lib.datasets import rules
    >>> person = Applicant(age=19, account_months=6, trades=12, turnover=600_000, proof=200_000)
    >>> found = check_application(person, 1_000_000, rules("tw-margin-opening"))
    >>> [(check.name, check.missing) for check in found.checks if not check.passed]
    [('age', 1.0), ('proof', 100000.0)]
    """
    needed = needed_for(quota, rules)
    waived = {PROOF} if proof_waived(quota, rules) else set()
    checks = []
    for name in CHECKS:
        given = getattr(applicant, name)
        reason = SHORT if below(given, needed[name]) else MET
        checks.append(Check(name=name, needed=needed[name], given=given, reason=WAIVED if name in waived else reason))
    return Eligibility(quota=quota, checks=tuple(checks))


def largest_quota(applicant: Applicant, rules: OpeningRules) -> int:
    """Return the largest quota, in whole dollars, that turnover and proof support; 0 where another check fails.

    >>> from pledge_lib.datasets import rules
    >>> person = Applicant(age=30, account_months=6, trades=12, turnover=600_000, proof=150_000)
    >>> largest_quota(person, rules("tw-margin-opening"))
    500000
    """
    if any(below(getattr(applicant, name), getattr(rules, name)) for name in (AGE, MONTHS, TRADES)):
        return 0
    waived = rules.waiver_limit if rules.waiver_includes_limit else rules.waiver_limit - 1
    by_turnover = floor_to_dollar(exact(applicant.turnover) / exact(rules.turnover_share))
    by_proof = floor_to_dollar(exact(applicant.proof) / exact(rules.proof_share))
    return min(by_turnover, max(by_proof, waived))
