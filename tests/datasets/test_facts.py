"""The profiles hold the numbers of the fact sheet, and every value, rate and term says where it comes from."""

import math
import re
from dataclasses import fields
from datetime import date

import pytest

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.datasets.margin import margin_history
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.profile import MARKS

MARKETS = ("taiwan", "us", "crypto")
READ_ON = date(2026, 11, 22)
BOOKKEEPING = {"name", "as_of", "provenance"}
VALUES = [field.name for field in fields(PledgeRules) if field.name not in BOOKKEEPING]
FACTS = {
    "tw-broker-pledge": {
        "loan_to_value": (0.60, "RULE", "B-2"),
        "loan_to_value_not_eligible": (0.40, "RULE", "B-2"),
        "bond_loan_to_value": (0.80, "RULE", "B-2"),
        "loan_step": (1_000, "FIRM", "B-10"),
        "call_line": (1.30, "2ND", "B-5"),
        "cure_target": (1.66, "2ND", "B-5"),
        "cancel_level": (1.66, "2ND", "B-5"),
        "cure_sessions": (2, "2ND", "B-5"),
        "interest_in_debt": (False, "2ND", "B-5"),
        "whole_account": (False, "UNVERIFIED", "assumption"),
        "premark_sessions": (0, "UNVERIFIED", "assumption"),
        "day_basis": (365, "FIRM", "B-9"),
        "daily_limit": (0.10, "RULE", "A-20a"),
        "transaction_tax": (0.003, "2ND", "E-5"),
        "commission": (0.001425, "2ND", "E-5"),
        "term_months": (6, "RULE", "B-1"),
        "longest_term_months": (18, "RULE", "B-1"),
    },
    "tw-sfc-pledge": {
        "loan_to_value": (0.60, "UNVERIFIED", "assumption"),
        "loan_step": (1_000, "RULE", "B-7"),
        "call_line": (1.40, "RULE", "B-6"),
        "cure_target": (1.66, "RULE", "B-6"),
        "cancel_level": (1.80, "RULE", "B-6"),
        "cure_sessions": (3, "RULE", "B-6"),
        "interest_in_debt": (True, "RULE", "B-6"),
        "whole_account": (True, "RULE", "B-6"),
        "premark_sessions": (6, "RULE", "B-6"),
        "day_basis": (365, "FIRM", "B-9"),
        "daily_limit": (0.10, "RULE", "A-20a"),
        "term_months": (6, "UNVERIFIED", "assumption"),
    },
    "tw-bank-pledge": {
        "loan_to_value": (0.60, "2ND", "article-002"),
        "call_line": (1.30, "2ND", "article-002"),
        "cure_target": (1.66, "UNVERIFIED", "assumption"),
        "cure_sessions": (2, "UNVERIFIED", "assumption"),
        "interest_in_debt": (False, "UNVERIFIED", "assumption"),
        "whole_account": (False, "UNVERIFIED", "assumption"),
        "daily_limit": (0.10, "RULE", "A-20a"),
    },
}


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, facts in FACTS.items() for key in facts])
def test_a_profile_holds_the_number_of_the_fact_sheet(name, key):
    profile = datasets.rules(name)
    origin = profile.provenance[key]
    assert (getattr(profile, key), origin.mark, origin.source) == FACTS[name][key], (
        f"datasets/rules/{name}.toml [{key}]"
    )


@pytest.mark.parametrize("name", FACTS)
def test_every_value_has_its_provenance(name):
    provenance = datasets.rules(name).provenance
    assert sorted(provenance) == sorted(VALUES)
    for key, origin in provenance.items():
        assert origin.mark in MARKS, key
        assert origin.source in datasets.sources(), key
        assert origin.as_of <= READ_ON, key


@pytest.mark.parametrize("name", FACTS)
def test_what_is_not_verified_says_in_both_languages_that_it_is_a_parameter(name):
    for key, origin in datasets.rules(name).provenance.items():
        if origin.mark == "UNVERIFIED":
            assert "參數" in origin.note["zh_TW"], f"{name} {key}"
            assert "a parameter to change" in origin.note["en"], f"{name} {key}"
            assert origin.source == "assumption", f"{name} {key}"


def test_there_are_no_other_pledge_profiles_than_the_ones_checked_here():
    pledges = [name for name in datasets.rule_names() if isinstance(datasets.rules(name), PledgeRules)]
    assert pledges == sorted(FACTS)


def test_the_securities_finance_company_says_that_its_text_is_old():
    for key in ("call_line", "cure_target", "cancel_level", "cure_sessions", "interest_in_debt", "premark_sessions"):
        origin = datasets.rules("tw-sfc-pledge").provenance[key]
        assert origin.as_of == date(2019, 12, 20)
        assert "2019" in origin.note["zh_TW"] and "2019" in origin.note["en"], key


@pytest.mark.parametrize("name", datasets.rule_names())
def test_a_mark_is_that_of_its_kind_of_source(name):
    """Contract code is public code, a secondary source; RULE is for what was read in the text of a rule (facts)."""
    kinds = {"RULE": {"rule"}, "FIRM": {"firm"}, "2ND": {"press", "article", "public code"}}
    sources = datasets.sources()
    for key, origin in datasets.rules(name).provenance.items():
        if origin.mark in kinds:
            assert sources[origin.source].kind in kinds[origin.mark], key


def test_trades_settle_on_the_second_day():
    market = datasets.market()
    assert (market.settlement_lag, market.provenance["settlement_lag"].source) == (2, "A-3")


def rates(firm):
    return {
        (lender.source, lender.annual_rate, lender.rate_is)
        for lender in datasets.lenders()
        if lender.lender["zh_TW"] == firm
    }


@pytest.mark.parametrize(
    ("firm", "expected"),
    [
        ("凱基證券", {("article-000", 0.0645, "posted"), ("article-002", 0.03, "promotional")}),
        (
            "元大證券",
            {
                ("article-000", 0.0625, "posted"),
                ("article-002", 0.0325, "promotional"),
                ("B-13", 0.0325, "promotional"),
            },
        ),
        ("元大證金", {("article-002", 0.0288, "promotional"), ("B-9", 0.0682, "posted")}),
        ("國泰證券", {("article-000", 0.0645, "posted"), ("article-002", 0.0645, "posted")}),
        ("富邦證券", {("article-000", 0.064, "posted"), ("article-002", 0.064, "posted")}),
        ("華南永昌證券", {("A-16", 0.0645, "posted")}),
        ("國泰世華銀行", {("article-002", 0.0295, "from")}),
    ],
)
def test_sources_that_disagree_keep_rows_of_their_own(firm, expected):
    assert rates(firm) == expected


def test_the_tables_of_both_articles_are_complete():
    from_article = [lender.source for lender in datasets.lenders()]
    assert (from_article.count("article-000"), from_article.count("article-002")) == (4, 14)


def test_each_rate_is_the_one_that_was_printed():
    for lender in datasets.lenders():
        printed = re.fullmatch(r"([\d.]+)%起?", lender.rate_note)
        assert printed, f"{lender.id}: {lender.rate_note}"
        assert float(printed[1]) == pytest.approx(lender.annual_rate * 100, abs=1e-12), lender.id


def test_every_lender_is_dated_and_undated_pages_are_owned_up_to():
    for lender in datasets.lenders():
        assert lender.as_of <= READ_ON, lender.id
        if lender.as_of == READ_ON:
            assert "未註明日期" in lender.note["zh_TW"], lender.id
            assert "no date" in lender.note["en"] or "undated" in lender.note["en"], lender.id


def test_fees_of_the_tables():
    fees = {
        lender.id: (
            lender.account_fee_low,
            lender.account_fee_high,
            lender.fee_share_of_loan,
            lender.fee_per_lot,
            lender.fee_per_draw,
        )
        for lender in datasets.lenders()
        if lender.source == "article-002"
    }
    assert fees["cathay-united-bank-article-002"] == (5_000, 20_000, 0, 0, 0)
    assert fees["hua-nan-bank-article-002"] == (5_300, 5_300, 0, 0, 0)
    assert fees["kgi-securities-article-002"] == (0, 0, 0.0001, 0, 0)
    assert fees["sinopac-securities-article-002"] == (0, 0, 0, 1, 0)
    assert fees["fubon-securities-article-002"] == (0, 0, 0, 0, 20)
    waivers = {
        lender.id: (lender.fee_share_of_loan, lender.fee_minimum, lender.fee_waived_at)
        for lender in datasets.lenders()
        if lender.fee_waived_at < math.inf
    }
    assert waivers == {"hua-nan-securities-a-16": (0.001425, 100, 100)}


def test_every_source_that_a_row_names_is_described():
    used = {origin.source for name in datasets.rule_names() for origin in datasets.rules(name).provenance.values()}
    used |= {lender.source for lender in datasets.lenders()} | {day.source for day in datasets.calendar()}
    used |= {key for action in datasets.corporate_actions() for key in action.sources}
    assert used <= set(datasets.sources())


def test_a_published_date_is_a_day_a_month_a_year_or_nothing():
    for source in datasets.sources().values():
        assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?", source.published), source.key
        if len(source.published) == 10:
            assert date.fromisoformat(source.published) <= READ_ON, source.key


def test_the_glossary_translates_every_term_once():
    terms = datasets.glossary()
    assert len({term.term["en"] for term in terms}) == len(terms)
    for term in terms:
        assert list(term.term) == list(term.definition) == list(datasets.languages()), term.term["zh_TW"]
        assert term.definition["zh_TW"].endswith("。") and term.definition["en"].endswith("."), term.term["zh_TW"]


def test_no_term_is_distinguished_from_itself_and_every_difference_is_said():
    pairs = [frozenset((each.term.term["en"], each.other.term["en"])) for each in datasets.distinctions()]
    assert len(set(pairs)) == len(pairs) and all(len(pair) == 2 for pair in pairs)
    for each in datasets.distinctions():
        assert each.note["zh_TW"].endswith("。") and each.note["en"].endswith(".")


def test_no_chinese_text_of_the_data_uses_a_variant_that_the_glossary_rejects():
    rejected = {variant for term in datasets.glossary() for variant in term.not_to_use}
    texts = [term.definition["zh_TW"] for term in datasets.glossary()]
    texts += [each.note["zh_TW"] for each in datasets.distinctions()]
    texts += [lender.note["zh_TW"] for lender in datasets.lenders()]
    texts += [source.title["zh_TW"] for source in datasets.sources().values()]
    texts += [action.note["zh_TW"] for action in datasets.corporate_actions()]
    texts += [window.happened["zh_TW"] for market in MARKETS for window in datasets.windows(market).values()]
    texts += [licence.notice["zh_TW"] for licence in datasets.licences().values()]
    texts += [fact.note["zh_TW"] for fact in datasets.margin_facts()]
    texts += [asset.note["zh_TW"] for asset in aave_assets().values()]
    texts += [change.provenance.note["zh_TW"] for change in margin_history()]
    for name in datasets.rule_names():
        texts += [origin.note["zh_TW"] for origin in datasets.rules(name).provenance.values()]
    found = [(variant, text) for text in texts for variant in rejected if variant in text]
    assert found == []


def test_the_two_languages_of_a_note_give_the_same_per_cents():
    pairs = [(lender.id, lender.note["zh_TW"], lender.note["en"]) for lender in datasets.lenders()]
    for market in MARKETS:
        windows = datasets.windows(market).values()
        pairs += [(window.id, window.happened["zh_TW"], window.happened["en"]) for window in windows]
    pairs += [
        (f"{name} {key}", origin.note["zh_TW"], origin.note["en"])
        for name in datasets.rule_names()
        for key, origin in datasets.rules(name).provenance.items()
    ]
    for place, zh, en in pairs:
        assert sorted(re.findall(r"[\d.]+%", zh)) == sorted(re.findall(r"[\d.]+%", en)), place
