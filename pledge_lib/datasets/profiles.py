"""The kinds of rule profiles in datasets/rules, and how a value is read: the type of its field says both."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from pledge_lib.datasets import tables
from pledge_lib.finance.crypto.rules import CryptoRules
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.margin.rules import MarginRules, OpeningRules
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.profile import Between, Profile

KINDS: dict[str, type[Profile]] = {
    "pledge": PledgeRules,
    "lending": LendingRules,
    "margin": MarginRules,
    "margin-opening": OpeningRules,
    "crypto": CryptoRules,
}


def parsers(kind: type[Profile]) -> Mapping[str, tables.Parser]:
    """Return how each value of a kind of profile is read."""
    return {name: _parser(annotation) for name, annotation in kind.values().items()}


def _parser(annotation: Any) -> tables.Parser:
    base, *notes = get_args(annotation)
    if base is bool:
        return tables.true_false
    if base is date:
        return tables.day
    (ends,) = (note for note in notes if isinstance(note, Between))
    if base is int:
        return tables.whole(int(ends.low), int(ends.high))
    return tables.number(str(ends.low), str(ends.high))
