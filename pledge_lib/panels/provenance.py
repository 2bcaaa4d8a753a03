"""Badges: each rule a panel used, its value, how far to trust it, its source and its date."""

from collections.abc import Iterable, Iterator
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.panels.words import Words

MONEY = ("daily_minimum", "withholding_waiver", "premium_threshold", "premium_cap", "dividend_credit_cap",
         "waiver_limit")  # fmt: skip
SESSIONS = ("exchange_cure_sessions", "broker_cure_sessions", "shortest_recall_sessions", "recall_sessions",
            "longest_recall_sessions", "buy_in_sessions")  # fmt: skip
NUMBERS = ("target_health_factor", "full_close_health_factor", "highest_bonus_health_factor")
COUNTS = dict.fromkeys(NUMBERS, "number") | dict.fromkeys(("small_position", "dust"), "dollars")
COUNTS |= dict.fromkeys(MONEY, "money") | dict.fromkeys(SESSIONS, "sessions")
COUNTS |= {"loan_step": "money", "day_basis": "days", "cure_sessions": "sessions", "premark_sessions": "sessions",
          "term_months": "months", "longest_term_months": "months", "account_months": "months",
          "raised_margin_days": "days", "age": "years", "ordinary_age": "years", "trades": "trades"}  # fmt: skip


def badges(words: Words, rules: PledgeRules, names: Iterable[str]) -> Iterator[str]:
    """Yield one line for each named rule of the profile."""
    for name in names:
        origin = rules.provenance[name]
        yield words(
            "panel.badge",
            lender=words.of(datasets.title(rules.name)),
            rule=words(f"rule.{name}"),
            value=_value_text(words, name, getattr(rules, name)),
            mark=words(f"mark.{origin.mark}"),
            source=origin.source,
            as_of=origin.as_of.isoformat(),
        )


def source_lines(words: Words, keys: Iterable[str]) -> Iterator[str]:
    """Yield the title of each source by its key."""
    for key in keys:
        source = datasets.sources()[key]
        yield words("panel.source", key=key, title=words.of(source.title))


def _value_text(words: Words, name: str, value) -> str:
    if isinstance(value, bool):
        return words("yes" if value else "no")
    if isinstance(value, date):
        return value.isoformat()
    if name in COUNTS:
        return words(f"count.{COUNTS[name]}", count=amount_text(value))
    return percent_text(value, places=4 if name in ("commission", "transaction_tax") else 2)
