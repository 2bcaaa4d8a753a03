"""Where a plan contradicts itself, its lender or its case: each by a name, with the two things that disagree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pledge_lib.finance import lines
from pledge_lib.finance.capstone.plan import BANK, CASH, CURES, LENDING, MARGIN, ON_CHAIN, SHARES, PlannedLoan
from pledge_lib.finance.checks import exact


@dataclass(frozen=True)
class Contradiction:
    """One contradiction: its name, and what disagrees, as the plan or the case calls it."""

    name: str
    fields: tuple[str, str]


def _pledged_too_much(loan: PlannedLoan) -> bool:
    return exact(loan.case.sum) > exact(loan.held) * exact(loan.plan.loan_to_value)


CHECKS: Mapping[str, tuple[tuple[str, str], Callable[[PlannedLoan], bool]]] = {
    "lending-brings-a-fee": (("product", "sum"), lambda loan: loan.plan.product == LENDING),
    "chain-takes-tokens": (("product", "mix"), lambda loan: loan.plan.product == ON_CHAIN),
    "bank-has-no-margin": (
        ("product", "lender"),
        lambda loan: loan.plan.product == MARGIN and loan.plan.lender == BANK,
    ),
    "margin-is-financed-so": (
        ("product", "loan_to_value"),
        lambda loan: loan.plan.product == MARGIN and exact(loan.plan.loan_to_value) < exact(loan.cap),
    ),
    "margin-needs-eligible": (
        ("product", "mix"),
        lambda loan: loan.plan.product == MARGIN and not loan.case.eligible and loan.case.share in loan.symbols,
    ),
    "more-than-there-is": (("loan_to_value", "mix"), _pledged_too_much),
    "over-the-cap": (("loan_to_value", "lender"), lambda loan: lines.below(loan.cap, loan.plan.loan_to_value)),
    "exit-too-soon": (("months", "need"), lambda loan: loan.plan.months < loan.case.months),
    "term-too-long": (("months", "lender"), lambda loan: loan.plan.months > loan.rules.longest_term_months),
    "reserve-is-not-there": (("reserve", "cash"), lambda loan: loan.plan.reserve > loan.case.reserve),
    "trigger-after-the-call": (("trigger", "lender"), lambda loan: exact(loan.plan.trigger) <= exact(loan.line)),
    "trigger-already-met": (
        ("trigger", "loan_to_value"),
        lambda loan: exact(loan.plan.trigger) * exact(loan.plan.loan_to_value) >= 1,
    ),
    "no-cash-to-begin-with": (
        ("cure", "reserve"),
        lambda loan: CURES[loan.plan.cure][0] == CASH and not loan.plan.reserve,
    ),
    "no-shares-to-begin-with": (
        ("cure", "loan_to_value"),
        lambda loan: CURES[loan.plan.cure][0] == SHARES and not loan.left,
    ),
    "likelier-than-allowed": (("odds_limit", "loan_to_value"), lambda loan: loan.odds > loan.plan.odds_limit),
}


def contradictions(loan: PlannedLoan) -> tuple[Contradiction, ...]:
    """Return every contradiction of a planned loan, in the order of the plan."""
    return tuple(Contradiction(name, fields) for name, (fields, holds) in CHECKS.items() if holds(loan))
