"""The kinds of rule profiles in datasets/rules: which object each fills, and how each of its values is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pledge_lib import tables
from pledge_lib.finance.rules import PledgeRules

SHARE = tables.number("0", "1")
RATIO = tables.number("1", "5")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of profile: the frozen object, its values with their parsers, and pairs of values that must not fall."""

    rules: Callable
    values: Mapping[str, tables.Parser]
    rising: tuple[tuple[str, str], ...] = ()


PLEDGE = Kind(
    rules=PledgeRules,
    values={
        "loan_to_value": SHARE,
        "loan_to_value_not_eligible": SHARE,
        "bond_loan_to_value": SHARE,
        "loan_step": tables.whole(1, 1_000_000),
        "call_line": RATIO,
        "cure_target": RATIO,
        "cancel_level": RATIO,
        "cure_sessions": tables.whole(1, 30),
        "interest_in_debt": tables.true_false,
        "premark_sessions": tables.whole(0, 30),
        "day_basis": tables.whole(360, 366),
        "daily_limit": SHARE,
        "transaction_tax": SHARE,
        "commission": SHARE,
        "term_months": tables.whole(1, 120),
        "longest_term_months": tables.whole(1, 120),
    },
    rising=(
        ("call_line", "cure_target"),
        ("call_line", "cancel_level"),
        ("term_months", "longest_term_months"),
    ),
)
KINDS = {"pledge": PLEDGE}
