"""The profiles of margin trading and its history hold the numbers of the rules, each with mark, source and date."""

import re
from dataclasses import fields, replace
from datetime import date

import pytest

from pledge_lib import datasets
from pledge_lib.datasets.margin import LIMITS, legal_limit, margin_history, margin_rules, margin_rules_of
from pledge_lib.finance.margin.history import in_force
from pledge_lib.finance.margin.rules import MarginRules, OpeningRules
from pledge_lib.finance.profile import MARKS

READ_ON = date(2026, 11, 22)
BOOKKEEPING = {"name", "as_of", "provenance"}
FACTS = {
    "tw-margin": {
        "financing_ratio": (0.60, "RULE", "A-11"),
        "financing_ratio_otc": (0.60, "RULE", "A-11"),
        "short_sale_margin": (0.90, "RULE", "A-11"),
        "flagged_points": (0.10, "2ND", "A-21"),
        "loan_step": (1_000, "RULE", "A-2"),
        "net_short_collateral": (True, "RULE", "A-2"),
        "call_line": (1.30, "RULE", "A-1"),
        "cure_target": (1.66, "UNVERIFIED", "assumption"),
        "cancel_level": (1.66, "RULE", "A-1"),
        "cure_sessions": (2, "RULE", "A-1"),
        "premark_sessions": (0, "UNVERIFIED", "assumption"),
        "posted_rate_listed": (0.70, "2ND", "A-11b"),
        "posted_rate_otc": (0.60, "2ND", "A-11b"),
        "posted_rate_bond": (0.90, "2ND", "A-11b"),
        "annual_rate": (0.0645, "FIRM", "A-16"),
        "day_basis": (365, "FIRM", "B-9"),
        "handling_fee": (0.0008, "FIRM", "A-16"),
        "short_interest_rate": (0.002, "FIRM", "A-16"),
        "borrow_fee_cap": (0.07, "RULE", "A-24"),
        "buy_in_sessions": (6, "2ND", "sfipc"),
        "transaction_tax": (0.003, "2ND", "E-5"),
        "transaction_tax_etf": (0.001, "2ND", "E-5"),
        "transaction_tax_day_trade": (0.0015, "2ND", "E-6"),
        "commission": (0.001425, "2ND", "E-5"),
        "daily_limit": (0.10, "RULE", "A-20a"),
        "term_months": (6, "RULE", "A-11"),
        "longest_term_months": (18, "RULE", "A-11"),
        "raised_margin_days": (60, "UNVERIFIED", "assumption"),
    },
    "tw-margin-opening": {
        "age": (20, "RULE", "A-6"),
        "ordinary_age": (18, "2ND", "A-27"),
        "account_months": (3, "RULE", "A-6"),
        "trades": (10, "RULE", "A-6"),
        "turnover_share": (0.50, "RULE", "A-6"),
        "proof_share": (0.30, "RULE", "A-6"),
        "waiver_limit": (500_000, "RULE", "A-6"),
        "waiver_includes_limit": (False, "RULE", "A-6"),
    },
}
KINDS = {"tw-margin": MarginRules, "tw-margin-opening": OpeningRules}


@pytest.mark.parametrize("name", FACTS)
def test_a_profile_holds_every_number_of_the_fact_sheet_and_no_other(name):
    profile = datasets.rules(name)
    assert type(profile) is KINDS[name]
    found = {key: (getattr(profile, key), origin.mark, origin.source) for key, origin in profile.provenance.items()}
    assert found == FACTS[name]
    assert set(FACTS[name]) == {field.name for field in fields(profile)} - BOOKKEEPING


def origins():
    for name in FACTS:
        for key, origin in datasets.rules(name).provenance.items():
            yield f"{name} {key}", origin
    for change in margin_history():
        yield f"history {change.rule} {change.since}", change.provenance


def test_every_value_says_where_it_comes_from():
    rejected = {variant for term in datasets.glossary() for variant in term.not_to_use}
    for place, origin in origins():
        assert origin.mark in MARKS and origin.source in datasets.sources(), place
        assert origin.as_of <= READ_ON, place
        assert origin.note["zh_TW"].endswith("。") and origin.note["en"].endswith("."), place
        assert not [variant for variant in rejected if variant in origin.note["zh_TW"]], place
        numbers = [sorted(re.findall(r"[\d.,]*\d%?", note)) for note in (origin.note["zh_TW"], origin.note["en"])]
        assert {each for each in numbers[0] if "%" in each} == {each for each in numbers[1] if "%" in each}, place
        if origin.mark == "UNVERIFIED":
            assert origin.source == "assumption" and "參數" in origin.note["zh_TW"], place
            assert "a parameter to change" in origin.note["en"], place


# History


@pytest.mark.parametrize(
    ("day", "call_line", "short_sale_margin", "daily_limit"),
    [
        ("1990-10-01", 1.40, 0.90, 0.07),
        ("1997-12-31", 1.40, 0.90, 0.07),
        ("1998-01-01", 1.20, 0.90, 0.07),
        ("2015-05-03", 1.20, 0.90, 0.07),
        ("2015-05-04", 1.30, 0.90, 0.07),
        ("2015-05-31", 1.30, 0.90, 0.07),
        ("2015-06-01", 1.30, 0.90, 0.10),
        ("2022-09-30", 1.30, 0.90, 0.10),
        ("2022-10-01", 1.30, 1.00, 0.10),
        ("2022-10-11", 1.30, 1.00, 0.10),
        ("2022-10-12", 1.30, 1.20, 0.10),
        ("2022-12-10", 1.30, 1.20, 0.10),
        ("2022-12-11", 1.30, 0.90, 0.10),
        ("2025-04-06", 1.30, 0.90, 0.10),
        ("2025-04-07", 1.30, 1.30, 0.10),
        ("2025-06-06", 1.30, 0.90, 0.10),
    ],
)
def test_the_rules_of_a_day(day, call_line, short_sale_margin, daily_limit):
    rules = margin_rules(day)
    assert (rules.call_line, rules.short_sale_margin, rules.daily_limit) == (call_line, short_sale_margin, daily_limit)


def test_the_rules_of_today_are_the_profile():
    today, profile = margin_rules(READ_ON), datasets.rules("tw-margin")
    assert replace(today, provenance=profile.provenance) == profile


def test_an_old_value_carries_its_own_source():
    assert margin_rules("2010-01-04").provenance["call_line"].source == "A-20c"
    assert margin_rules("2025-04-08").provenance["short_sale_margin"].source == "A-12"
    assert margin_rules("2010-01-04").provenance["daily_limit"].source == "A-20a"
    assert margin_rules("1990-01-04").provenance["financing_ratio"].mark == "UNVERIFIED"


def test_how_long_a_raised_margin_lasts_is_a_parameter():
    profile = datasets.rules("tw-margin")
    longer, shorter = (replace(profile, raised_margin_days=days) for days in (90, 30))
    assert margin_rules_of(longer, "2025-06-10").short_sale_margin == 1.30
    assert margin_rules_of(shorter, "2025-06-04").short_sale_margin == 0.90
    assert margin_rules_of(shorter, "2022-11-05").short_sale_margin == 1.20, "the later setting, while it lasts"


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("customer_limit", 80_000_000),
        ("customer_limit_others", 40_000_000),
        ("stock_limit_listed", 30_000_000),
        ("stock_limit_otc", 20_000_000),
    ],
)
def test_limits_of_the_law_ended_on_2015_10_16(name, limit):
    assert (legal_limit(name, "2015-10-15"), legal_limit(name, "2015-10-16")) == (limit, None)
    assert name in LIMITS


def test_the_history_is_in_order_and_reaches_back_to_the_beginning():
    changes = margin_history()
    for rule in {change.rule for change in changes}:
        own = [change.since for change in changes if change.rule == rule]
        assert own[0] is None and own[1:] == sorted(own[1:]), rule
        assert in_force(changes, rule, date(1980, 1, 1), temporary_days=0) is not None, rule
    assert in_force(changes, "daily_limit", READ_ON, temporary_days=0) is None


def test_only_raised_short_sale_margins_are_temporary():
    found = [(change.rule, change.since, change.value) for change in margin_history() if change.temporary]
    assert found == [
        ("short_sale_margin", date(2022, 10, 1), 1.00),
        ("short_sale_margin", date(2022, 10, 12), 1.20),
        ("short_sale_margin", date(2025, 4, 7), 1.30),
    ]
