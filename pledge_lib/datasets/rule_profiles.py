"""The rule profiles and the rules of the whole market: titles, dated values, and the provenance of each value."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from pledge_lib.datasets import tables
from pledge_lib.datasets.origins import FOLDER, sources
from pledge_lib.datasets.own_contract import OWN, STANDS_IN, is_own, own_rules, own_title, saved_contract
from pledge_lib.datasets.profiles import KINDS, parsers
from pledge_lib.datasets.records import MarketRules, Origin
from pledge_lib.datasets.tables import DatasetError
from pledge_lib.datasets.titles import TITLE, Columns, Title, read_profile
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.profile import MARKS


@cache
def rule_names() -> tuple[str, ...]:
    """Return the names of the rule profiles, in alphabetical order."""
    return tuple(sorted(path.stem for path in (FOLDER / "rules").glob("*.toml")))


def rules(name: str) -> Any:
    """Return one rule profile as the frozen object of its kind, each value with its provenance.

    One profile at a time; its ratios and rates are fractions. An unknown name raises InputError with the known
    ones.

    >>> rules("tw-broker-pledge").call_line, rules("tw-sfc-pledge").provenance["call_line"].source
    (1.3, 'B-6')
    """
    if not isinstance(name, str):
        raise InputError("unknown", name="rules", value=name, choices=", ".join(rule_names()))
    if is_own(name) and (own := own_rules(_profile(STANDS_IN)[0], name)):
        return own
    return _profile(name)[0]


def pledge_profiles() -> tuple[str, ...]:
    """Return the profiles of pledge lenders, the brokers' first, and the reader's own contract once it is saved.

    >>> pledge_profiles()[:3]
    ('tw-broker-pledge', 'tw-sfc-pledge', 'tw-bank-pledge')
    """
    lenders = (STANDS_IN, "tw-sfc-pledge", "tw-bank-pledge")
    return (*lenders, OWN) if saved_contract() else lenders


def title(name: str) -> Title:
    """Return the title of a rule profile in each language.

    >>> title("tw-bank-pledge")["en"]
    'bank loan on pledged shares'
    """
    return own_title(name) if is_own(name) else _profile(name)[1]


@cache
def _profile(name: str) -> tuple[Any, Title]:
    """Return one rule profile and its title; finance, which holds the values, knows no language."""
    if name not in rule_names():
        raise InputError("unknown", name="rule profile", value=name, choices=", ".join(rule_names()))
    file = f"rules/{name}.toml"
    kind = KINDS[tables.read_kind(FOLDER, file, KINDS)]
    values = read_values(file, parsers(kind), kind=str)
    del values["kind"]
    title = values.pop("title")
    for lower, upper in kind.rising:
        if values[lower] > values[upper]:
            raise DatasetError(file, f"it is below {lower}; correct one of them", column=upper)
    return kind(name=name, **values), title


@cache
def market() -> MarketRules:
    """Return the rules of the whole market.

    >>> market().settlement_lag
    2
    """
    sessions = dict.fromkeys(("settlement_lag", "sale_sessions", "bill_sessions"), tables.whole(0, 10))
    limits = {"daily_limit_raised": tables.day, "earlier_daily_limit": tables.SHARE, "largest_tick": tables.SHARE}
    return MarketRules(**read_values("market.toml", sessions | limits))


def read_values(file: str, parsers: Mapping[str, tables.Parser], **head: tables.Parser) -> dict[str, Any]:
    """Return head (title and date, and more where named) and values of a profile, and the provenance of each value."""
    origin: Columns = {"mark": tables.one_of(*MARKS), "source": tables.one_of(*sources()), "as_of": tables.day}
    origin |= {"note": TITLE}
    schema = {"title": TITLE, "as_of": tables.day, **head}
    schema |= {key: {"value": parse, **origin} for key, parse in parsers.items()}
    profile = read_profile(FOLDER, file, schema)
    entries = {key: profile.pop(key) for key in parsers}
    values = {key: entry.pop("value") for key, entry in entries.items()}
    return {**profile, **values, "provenance": MappingProxyType({key: Origin(**entries[key]) for key in parsers})}
