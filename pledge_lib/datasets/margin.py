"""The history of margin trading's rules: dated changes, and the whole profile as it stood on a day."""

from dataclasses import replace
from datetime import date
from functools import cache

from pledge_lib.datasets import market, rules, tables
from pledge_lib.datasets.origins import FOLDER, sources
from pledge_lib.datasets.records import Origin, to_date
from pledge_lib.datasets.tables import require_unique
from pledge_lib.datasets.titles import TITLE, Columns, Title, read_table
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.margin.history import RuleChange, in_force, rules_on
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.profile import MARKS

PROFILE, FILE = "tw-margin", "margin_history.csv"
LIMITS = (
    "customer_limit",
    "customer_limit_others",
    "stock_limit_listed",
    "stock_limit_otc",
)
CHANGED = ("call_line", "financing_ratio", "short_sale_margin", *LIMITS)


@cache
def margin_history() -> tuple[RuleChange, ...]:
    """Return every dated change of a rule of margin trading; ratios are fractions, limits TWD."""
    columns: Columns = {"rule": tables.one_of(*CHANGED), "since": tables.optional(tables.day, None)}
    columns |= {"value": tables.optional(tables.number("0", "1e9", above=True), None), "temporary": tables.yes_no}
    columns |= {"mark": tables.one_of(*MARKS), "source": tables.one_of(*sources()), "as_of": tables.day}
    columns |= {"note": TITLE}
    rows = read_table(FOLDER, FILE, columns)
    require_unique(FILE, rows, "since", (0, 1))
    return tuple(_change(*row.values) for row in rows)


def _change(
    rule: str, since: date, value: float, temporary: bool, mark: str, source: str, as_of: date, note: Title
) -> RuleChange:
    origin = Origin(mark=mark, source=source, as_of=as_of, note=note)
    return RuleChange(rule, since, value, temporary, origin)


@cache
def margin_rules(day: date | str) -> MarginRules:
    """Return the rules of margin trading as they stood on a day, each changed value with its own source.

    A raised short-sale margin, whose end was not found, is taken to last `raised_margin_days`.

    >>> [margin_rules(day).call_line for day in ("1997-06-30", "2015-05-01", "2015-05-04")]
    [1.4, 1.2, 1.3]
    """
    return margin_rules_of(rules(PROFILE), day)


def margin_rules_of(profile: MarginRules, day: date | str) -> MarginRules:
    """Return any margin profile, such as one with another `raised_margin_days`, as it stood on a day."""
    wanted = to_date("day", day)
    found = rules_on(profile, margin_history(), wanted)
    if wanted >= market().daily_limit_raised:
        return found
    provenance = {**found.provenance, "daily_limit": market().provenance["earlier_daily_limit"]}
    return replace(found, daily_limit=market().earlier_daily_limit, provenance=provenance)


def legal_limit(name: str, day: date | str) -> float | None:
    """Return a limit of the law on margin trading in TWD, None since the lenders set their own (rule A-11).

    >>> legal_limit("customer_limit", "2015-10-15"), legal_limit("customer_limit", "2015-10-16")
    (80000000.0, None)
    """
    if name not in LIMITS:
        raise InputError("unknown", name="limit", value=name, choices=", ".join(LIMITS))
    found = in_force(margin_history(), name, to_date("day", day), temporary_days=0)
    return found.value if found else None
