"""The numbers of the claims on margin trading: those of the fact sheet, from dated rules and real closes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.claim_numbers import claims_of, differences, fields_of, typed_in

from pledge_lib import datasets
from pledge_lib.course.margin import claims_account, claims_interest, claims_opening
from pledge_lib.finance.margin.quota import PROOF, TURNOVER
from pledge_lib.finance.margin.trip import round_trip
from pledge_lib.market.closes import window
from pledge_lib.market.sessions import interest_days, sessions_between

SETTLEMENTS = {"days": "7", "between": "3", "first": "2025-04-01", "last": "2025-04-07", "settles": "2025-04-08"}
FOUND = {
    "FC4-01": {"gross": "25%", "gain": "22.55%", "loss": "27.06%", "own_money": "40,142"},
    "FC4-02": {},
    "FC4-03": {"limit": "80,000,000", "limit_others": "40,000,000", "since": "2015-10-16"},
    "FC4-04": {"limit": "30,000,000", "limit_otc": "20,000,000", "since": "2015-10-16"},
    "FC4-05": {"term": "6", "longest": "18"},
    "FC4-06": {"cap": "60%", "otc": "60%", "vendors": "50%", "start": "166.67%", "vendors_start": "200%"},
    "FC4-07": {"own": "400,000", "loan": "600,000"},
    "FC4-08": {"line": "130%", "value": "780,000", "below": "779,999", "sessions": "2", "sale": "3"},
    "FC4-09": {"bought": "238,000", "sold": "237,000", "more": "1,000"},
    "FC4-10": {"purchases": "151.88%", "both": "153.74%", "day": "2024-08-02"},
    "FC4-11": {"ordinary_age": "18", "since": "2023-01-01", "age": "20"},
    "FC4-12": {"age": "20", "ordinary_age": "18"},
    "FC4-13": {"months": "3", "trades": "10", "turnover": "50%", "proof": "30%"},
    "FC4-14": {"months": "3", "trades": "10", "turnover": "50%"},
    "FC4-15": {"quota": "1,000,000", "turnover_sum": "500,000", "proof_sum": "300,000"},
    "FC4-16": {"waiver": "500,000", "proof": "30%", "proof_sum": "150,000"},
    "FC4-17": {},
    "FC4-18": {},
    "FC4-19": {},
    "FC4-20": {"rate": "6.45%", "low": "6.25%", "high": "6.82%"},
    "FC4-21": {"low": "5.88%", "high": "6.2%", "rate": "6.45%", "offered": "2,899.73", "posted": "3,180.82"},
    "FC4-22": SETTLEMENTS,
    "FC4-23": SETTLEMENTS,
    "FC4-24": SETTLEMENTS,
    "FC4-25": SETTLEMENTS | {"interest": "747.95"},
    "FC4-26": {"interest": "213.70"},
    "FC4-27": {"few": "3", "many": "5", "low": "2,243.84", "high": "7,479.45"},
    "FC4-28": {"interest": "1,495.89", "gain": "2,991.78", "half": "0.3%", "share": "2.99%"},
    "FC4-29": {"ratio": "166.67%"},
    "FC4-30": {"start": "166.67%", "lendable": "33,180", "loan": "33,000", "ratio": "167.58%", "cancel": "166%"},
    "FC4-31": {"ratio": "177.04%", "gross": "177.27%", "collateral": "49,739", "margin": "45,000", "share": "90%"},
    "FC4-32": {"start": "125%", "cancel": "166%", "repay": "14,819.28", "sell": "37,272.73", "sale": "3"},
    "FC4-33": {"dividends": "3%", "rate": "6.5%", "loss": "2.25%"},
    "FC4-34": {"line": "130%", "value": "780,000", "sessions": "2", "sale": "3"},
    "FC4-35": {
        "lowest_symbol": "2317",
        "lowest_sold": "2024-08-08",
        "lowest_price": "163.50",
        "lowest_fell": "0%",
        "rose": "14.68%",
        "above_symbol": "2330",
        "above_sold": "2022-05-04",
        "above_price": "534",
        "fell": "30.52%",
    },
    "FC4-36": {"interest": "19,232.88", "days": "180"},
    "FC4-37": {"line": "130%", "earlier": "120%", "raised": "2015-05-04"},
    "FC4-38": {},
    "FC4-39": {"age": "20"},
}
ASKED = {
    "FC4-01": 0.2706,
    "FC4-07": 400_000,
    "FC4-15": 300_000,
    "FC4-25": 747.95,
    "FC4-26": 213.70,
    "FC4-27": 7_479.45,
    "FC4-28": 0.0030,
    "FC4-29": 1.6667,
    "FC4-30": 1.6758,
    "FC4-31": 1.7704,
    "FC4-32": 37_272.73,
    "FC4-33": 0.0225,
}


def test_every_claim_of_the_lesson_is_compared():
    assert set(FOUND) == claims_of("02_margin_trading")


def test_the_library_computes_what_the_sheet_prints():
    assert differences(FOUND, ASKED) == []


def without_commission(bought, sold_for, **terms):
    return replace(round_trip(bought, sold_for, **terms), commission=0)


@pytest.mark.parametrize(
    ("module", "name", "broken"),
    [
        (claims_account, "round_trip", without_commission),
        (claims_account, "gross_return", lambda change, share: change),
        (claims_opening, "legal_limit", lambda rule, day: 60_000_000),
        (claims_opening, "needed_for", lambda quota, rules: {TURNOVER: quota * 0.3, PROOF: quota * 0.5}),
        (claims_account, "repay_to", lambda value, debt, target: target * debt - value),
        (claims_account, "sell_to", lambda value, debt, target: target * debt - value),
        (claims_account, "yield_on_own", lambda dividends, financing_ratio, annual_rate: dividends - annual_rate),
        (claims_account, "maintenance_ratio", lambda value, debt: debt / value),
        (claims_account, "replay", lambda symbol, name: window("2881", "2020-pandemic")),
        (claims_interest, "simple_interest", lambda principal, rate, days, basis: principal * rate * days / 360),
        (claims_interest, "interest_days", sessions_between),
        (claims_interest, "settlement_date", date.fromisoformat),
        (claims_interest, "sessions_between", interest_days),
        (claims_interest, "rates", lambda rate_is: (0.06, 0.07)),
    ],
)
def test_a_broken_computation_would_be_found(monkeypatch, module, name, broken):
    monkeypatch.setattr(module, name, broken)
    assert differences(FOUND, ASKED), f"{name} of {module.__name__} may be wrong and nobody sees it"


def test_rule_numbers_come_from_the_profiles(monkeypatch):
    """Other rules make other findings: no line, ratio, term, age or share is written in a computation."""
    stricter = {
        "tw-margin": {
            "call_line": 1.45,
            "cancel_level": 1.71,
            "cure_sessions": 4,
            "financing_ratio": 0.55,
            "financing_ratio_otc": 0.50,
            "short_sale_margin": 1.00,
            "annual_rate": 0.07,
            "day_basis": 360,
            "term_months": 7,
            "longest_term_months": 21,
            "commission": 0.001,
            "transaction_tax": 0.002,
        },
        "tw-margin-opening": {
            "age": 21,
            "ordinary_age": 19,
            "account_months": 4,
            "trades": 12,
            "turnover_share": 0.60,
            "proof_share": 0.40,
            "waiver_limit": 400_000,
        },
    }
    read, before = datasets.rules, fields_of(FOUND)
    monkeypatch.setattr(datasets, "rules", lambda name: replace(read(name), **stricter.get(name, {})))
    after = fields_of(FOUND)
    moved = {
        "line": "145%",
        "cancel": "171%",
        "sessions": "4",
        "sale": "5",
        "cap": "55%",
        "otc": "50%",
        "basis": "360",
        "term": "7",
        "longest": "21",
        "age": "21",
        "ordinary_age": "19",
        "months": "4",
        "trades": "12",
        "turnover": "60%",
        "proof": "40%",
        "waiver": "400,000",
    }
    assert typed_in(after, moved) == []
    free_of_rules = {"FC4-02", "FC4-03", "FC4-04", "FC4-09", "FC4-10", "FC4-17", "FC4-18", "FC4-19", "FC4-38"}
    assert {claim for claim in FOUND if before[claim] == after[claim]} == free_of_rules


def test_the_day_from_which_the_law_sets_no_limit_comes_from_the_history(monkeypatch):
    a_year = timedelta(days=365)
    later = tuple(replace(c, since=c.since and c.since + a_year) for c in claims_opening.margin_history())
    monkeypatch.setattr(claims_opening, "margin_history", lambda: later)
    monkeypatch.setattr(claims_opening, "legal_limit", lambda rule, day: 50_000_000)
    moved = fields_of(("FC4-03", "FC4-04"))
    assert {fields["since"] for fields in moved.values()} == {"2016-10-15"}
    assert {fields["limit"] for fields in moved.values()} == {"50,000,000"}


def test_what_was_published_comes_from_the_statistics(monkeypatch):
    higher = tuple(replace(fact, value=fact.value + 0.1) for fact in datasets.margin_facts())
    monkeypatch.setattr(datasets, "margin_facts", lambda: higher)
    assert fields_of(("FC4-10",))["FC4-10"] == {"day": "2024-08-02", "purchases": "161.88%", "both": "163.74%"}
