"""The one door to datasets/: rules, lenders, claims, prices, calendar, glossary, sources; typed, checked, read once."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from pledge_lib import tables
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.rules import MARKS, Provenance
from pledge_lib.origins import FOLDER, licences, sources
from pledge_lib.price_files import corporate_actions, price_symbols, prices, windows
from pledge_lib.profiles import KINDS, SHARE
from pledge_lib.records import (
    ArticleClaim,
    CalendarDay,
    Lender,
    MarketRules,
    Term,
)
from pledge_lib.statistics_files import (
    margin_balance,
    margin_facts,
    sp500_monthly,
    taiex_month_end,
    taiex_yearly_risk,
)
from pledge_lib.tables import DatasetError, read_table, require_rising, require_unique

__all__ = [
    "FOLDER",
    "DatasetError",
    "calendar",
    "claims",
    "corporate_actions",
    "glossary",
    "lenders",
    "licences",
    "margin_balance",
    "margin_facts",
    "market",
    "price_symbols",
    "prices",
    "read_values",
    "rule_names",
    "rules",
    "sources",
    "sp500_monthly",
    "taiex_month_end",
    "taiex_yearly_risk",
    "windows",
]

LENDER_KINDS = ("bank", "broker", "securities finance company")
RATE_KINDS = ("posted", "promotional", "from")
TOPICS = ("loan", "ratio", "call", "cure", "interest", "lenders", "dividends", "selling", "risk",
          "leverage", "account", "market", "fee", "recall", "tax")  # fmt: skip
LESSONS = ("01_pledging", "02_margin_trading", "03_securities_lending", "04_crypto_collateral")
VERDICTS = ("holds", "rounded", "loose", "wrong", "outdated", "conflict", "unchecked")
ARITHMETIC = "ARITHMETIC"
MISCONCEPTIONS = tuple(f"M{number:02}" for number in range(1, 49))
FIGURES = (
    *(f"F1.{place}" for place in range(1, 11)),
    *(f"F2.{place}" for place in range(1, 11)),
    *(f"F3.{place}" for place in range(10)),
    *(f"F4.{place}" for place in range(1, 11)),
)
FEE = tables.optional(tables.number("0", "1000000"), 0.0)


@cache
def rule_names() -> tuple[str, ...]:
    """Return the names of the rule profiles, in alphabetical order."""
    return tuple(sorted(path.stem for path in (FOLDER / "rules").glob("*.toml")))


@cache
def rules(name: str):
    """Return one rule profile as the frozen object of its kind, each value with its provenance.

    >>> rules("tw-broker-pledge").call_line, rules("tw-sfc-pledge").provenance["call_line"].source
    (1.3, 'B-6')
    """
    if name not in rule_names():
        raise InputError("unknown", name="rule profile", value=name, choices=", ".join(rule_names()))
    file = f"rules/{name}.toml"
    kind = KINDS[tables.read_kind(FOLDER, file, KINDS)]
    values = read_values(file, kind.values, kind=str)
    del values["kind"]
    for lower, upper in kind.rising:
        if values[lower] > values[upper]:
            raise DatasetError(file, f"it is below {lower}; correct one of them", column=upper)
    return kind.rules(name=name, **values)


@cache
def market() -> MarketRules:
    """Return the rules of the whole market.

    >>> market().settlement_lag
    2
    """
    sessions = dict.fromkeys(("settlement_lag", "sale_sessions", "bill_sessions"), tables.whole(0, 10))
    limits = {"daily_limit_raised": tables.day, "earlier_daily_limit": SHARE, "largest_tick": SHARE}
    return MarketRules(**read_values("market.toml", sessions | limits))


def read_values(file: str, parsers: Mapping[str, tables.Parser], **head: tables.Parser) -> dict:
    """Return head (titles and date, and more where named) and values of a profile, and the provenance of each value."""
    origin = {"mark": tables.one_of(*MARKS), "source": tables.one_of(*sources()), "as_of": tables.day}
    origin |= {"note_zh": tables.words, "note_en": tables.words}
    schema = {"title_zh": tables.words, "title_en": tables.words, "as_of": tables.day, **head}
    schema |= {key: {"value": parse, **origin} for key, parse in parsers.items()}
    profile = tables.read_profile(FOLDER, file, schema)
    entries = {key: profile.pop(key) for key in parsers}
    values = {key: entry.pop("value") for key, entry in entries.items()}
    return {**profile, **values, "provenance": MappingProxyType({key: Provenance(**entries[key]) for key in parsers})}


@cache
def lenders() -> tuple[Lender, ...]:
    """Return the rows of the lenders' tables; one firm may stand there with several rates from several sources."""
    file = "lenders.csv"
    columns = dict.fromkeys(("id", "lender_zh", "lender_en"), tables.words)
    columns |= {"kind": tables.one_of(*LENDER_KINDS), "annual_rate": SHARE, "rate_is": tables.one_of(*RATE_KINDS)}
    columns |= {"rate_note": tables.words, "account_fee_low": FEE, "account_fee_high": FEE}
    columns |= {"fee_share_of_loan": tables.optional(SHARE, 0.0), "fee_per_lot": FEE, "fee_per_draw": FEE}
    columns |= {"as_of": tables.day, "source": tables.one_of(*sources()), "mark": tables.one_of(*MARKS)}
    columns |= {"note_zh": tables.words, "note_en": tables.words}
    rows = read_table(FOLDER, file, columns)
    require_unique(file, rows, "id", (0,))
    found = []
    for row in rows:
        lender = Lender(*row.values)
        if lender.account_fee_high == 0.0:
            lender = replace(lender, account_fee_high=lender.account_fee_low)
        if lender.account_fee_high < lender.account_fee_low:
            raise DatasetError(file, "it is below account_fee_low; correct one of them", row.number, "account_fee_high")
        found.append(lender)
    return tuple(found)


@cache
def claims() -> tuple[ArticleClaim, ...]:
    """Return the claims of the articles with our verdicts, in the order of their ids."""
    articles = (key for key, source in sources().items() if source.kind == "article")
    columns = {"id": tables.words, "lesson": tables.one_of(*LESSONS), "article": tables.one_of(*articles)}
    columns |= {"rows": tables.each(tables.words)}
    columns |= {"topic": tables.one_of(*TOPICS), "verdict": tables.one_of(*VERDICTS)}
    columns |= {"misconception": tables.optional(tables.one_of(*MISCONCEPTIONS), "")}
    columns |= {"figure": tables.optional(tables.one_of(*FIGURES), "")}
    columns |= {"sources": tables.optional(tables.each(tables.one_of(*sources())), ())}
    columns |= {"mark": tables.one_of(*MARKS, ARITHMETIC), "as_of": tables.day}
    rows = read_table(FOLDER, "claims.csv", columns)
    require_unique("claims.csv", rows, "id", (0,))
    found = tuple(ArticleClaim(*row.values) for row in rows)
    for row, claim in zip(rows, found, strict=True):
        if not claim.sources and claim.mark != ARITHMETIC:
            raise DatasetError("claims.csv", "only arithmetic needs no source; name one", row.number, "sources")
    return found


@cache
def glossary() -> tuple[Term, ...]:
    """Return the terms of the course, each with one translation."""
    columns = dict.fromkeys(("term_zh", "term_en", "definition_zh", "definition_en"), tables.words)
    columns |= {"symbol": str, "not_to_use": tables.optional(tables.each(tables.words), ())}
    rows = read_table(FOLDER, "glossary.csv", columns)
    require_unique("glossary.csv", rows, "term_zh", (0,))
    return tuple(Term(*row.values) for row in rows)


@cache
def calendar() -> tuple[CalendarDay, ...]:
    """Return the days of the Taiwan market, 2008 to 2027: every weekday, and each Saturday with trading."""
    source, mark = tables.one_of(*sources()), tables.one_of(*MARKS)
    columns = {"date": tables.day, "trading": tables.yes_no, "settlement": tables.yes_no, "reason": str}
    columns |= {"source": source, "mark": mark, "projected": tables.yes_no}
    rows = read_table(FOLDER, "calendar.csv", columns)
    require_rising("calendar.csv", rows, "date", 0)
    days = tuple([CalendarDay(*row.values) for row in rows])
    for row, day in zip(rows, days, strict=True):
        if day.trading and not day.settlement:
            raise DatasetError("calendar.csv", "a session is a settlement day too; write yes", row.number, "settlement")
        if not day.trading and not day.reason:
            raise DatasetError("calendar.csv", "a day without trading needs its reason", row.number, "reason")
    return days
