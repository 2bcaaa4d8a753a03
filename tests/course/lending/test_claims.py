"""The numbers of the claims on lending shares: those of the fact sheet, from dated rules and the article's table."""

from dataclasses import replace
from datetime import date

import pytest
from support.claim_numbers import claims_of, differences, fields_of, typed_in

from pledge_lib import datasets
from pledge_lib.course.lending import claims_income, claims_rights, givens
from pledge_lib.finance.lending.income import fee_statement

FOUND = {
    "FC3-01": {"value": "500,000"},
    "FC3-02": {"total": "986.30", "a_day": "65.75"},
    "FC3-03": {"a_day": "65.75", "total": "986.30"},
    "FC3-04": {"value": "800,000", "total": "383.56", "a_day": "54.79"},
    "FC3-05": {"value": "200,000", "total": "1,972.60", "a_day": "32.88"},
    "FC3-06": {"value": "350,000", "total": "143.84", "a_day": "9.59"},
    "FC3-07": {"value": "300,000", "total": "1,972.60", "a_day": "65.75"},
    "FC3-08": {"called_middle": "20", "called_low": "70"},
    "FC3-09": {
        "total": "383.56",
        "floored": "378",
        "second_total": "1,972.60",
        "second_floored": "1,920",
        "minimum": "1",
        "a_day": "54.79",
        "dearer": "60.27",
    },
    "FC3-10": {"rate": "8%", "days": "30", "total": "1,972.60", "floated": "1,479.45"},
    "FC3-11": {"total": "1,972.60", "slow_days": "60", "fast_days": "30", "slow_value": "200,000"},
    "FC3-12": {"net": "750", "low": "20%", "high": "25%", "firms": "3"},
    "FC3-13": {"line": "120%", "initial": "140%", "rise": "16.67%"},
    "FC3-14": {"cap": "16%", "auction": "0.1%", "negotiated": "0.01%", "low": "0.01%"},
    "FC3-15": {"low": "1%", "high": "8%", "cap": "16%"},
    "FC3-16": {"short": "1", "middle": "3", "long": "10", "middle_day": "2025-04-09", "long_day": "2025-04-18"},
    "FC3-17": {"months": "3"},
    "FC3-18": {},
    "FC3-19": {"withheld": "10%", "waiver": "2,000", "payment": "20,000"},
    "FC3-20": {
        "since": "2016-03-25",
        "tax": "14,000",
        "older_tax": "20,000",
        "high_more": "6,000",
        "low_more": "4,250",
    },
    "FC3-21": {"credit": "8.5%", "cap": "80,000", "separate": "28%", "combined": "15,750", "apart": "14,000"},
    "FC3-22": {"tax": "0.3%"},
    "FC3-23": {"share": "3%", "since": "2025-04-07"},
    "FC3-24": {"margin": "90%", "initial": "140%"},
    "FC3-25": {"lot": "1,000", "firms": "5"},
    "FC3-26": {"firms": "5", "different": "1", "low": "0.1%", "high": "16%", "low_share": "20%", "high_share": "30%"},
    "FC3-27": {},
    "FC3-28": {"brings": "1.2%"},
    "FC3-29": {"initial": "140%", "room": "40%", "collateral": "700,000", "claim": "750,000", "missing": "50,000"},
    "FC3-30": {},
    "FC3-31": {"earliest": "2025-04-07"},
    "FC3-32": {"since": "2026-06-01", "first": "2026-07-02", "last": "2026-07-21"},
    "FC3-33": {"earliest": "2025-04-07"},
    "FC3-34": {"halves": "1.2%", "best": "1.8%"},
}
ASKED = {
    "FC3-01": 500_000,
    "FC3-02": 986.30,
    "FC3-03": 65.75,
    "FC3-04": 383.56,
    "FC3-05": 1_972.60,
    "FC3-06": 143.84,
    "FC3-07": 1_972.60,
    "FC3-09": 378,
    "FC3-10": 1_479.45,
    "FC3-12": 750,
    "FC3-13": 0.1667,
    "FC3-20": 6_000,
    "FC3-21": 15_750,
    "FC3-28": 0.012,
    "FC3-29": 50_000,
    "FC3-34": 0.012,
}


def test_every_claim_of_the_lesson_is_compared():
    assert set(FOUND) == claims_of("03_securities_lending")


def test_the_library_computes_what_the_sheet_prints():
    assert differences(FOUND, ASKED) == []


@pytest.mark.parametrize(
    ("module", "name", "broken"),
    [
        (givens, "simple_interest", lambda principal, rate, days, basis: principal * rate * days / 360),
        (claims_income, "fee_statement", lambda fee, rules, broker_share: fee_statement(fee, rules, broker_share=0)),
        (claims_income, "yearly_yield", lambda rate, share, lent: rate * (1 - share)),
        (claims_income, "scenario", lambda number: claims_income.lending_scenarios()[-number]),
        (claims_rights, "dividend_tax", lambda dividend, bracket, rules: dividend * bracket),
        (claims_rights, "compensation_tax", lambda amount, bracket, rules, view: 0),
        (claims_rights, "combined_tax", lambda dividend, bracket, rules: dividend * bracket),
        (claims_rights, "separate_tax", lambda dividend, rules: dividend * 0.2),
        (claims_rights, "recalled_by", lambda day, sessions: date(2025, 4, 3)),
        (claims_rights, "earliest_return", date.fromisoformat),
    ],
)
def test_a_broken_computation_would_be_found(monkeypatch, module, name, broken):
    monkeypatch.setattr(module, name, broken)
    assert differences(FOUND, ASKED), f"{name} of {module.__name__} may be wrong and nobody sees it"


def test_rule_numbers_come_from_the_profiles(monkeypatch):
    """Other rules make other findings: no cap, step, ratio, notice or tax is written in a computation."""
    stricter = {
        "tw-lending": {
            "highest_rate": 0.12,
            "auction_step": 0.002,
            "negotiated_step": 0.0002,
            "day_basis": 360,
            "daily_minimum": 2,
            "initial_ratio": 1.50,
            "call_line": 1.25,
            "shortest_recall_sessions": 2,
            "recall_sessions": 4,
            "longest_recall_sessions": 11,
            "account_months": 5,
            "withholding": 0.20,
            "withholding_waiver": 3_000,
            "dividend_credit": 0.05,
            "dividend_credit_cap": 60_000,
            "separate_dividend_rate": 0.30,
            "compensation_is_dividend_since": date(2018, 1, 1),
            "borrowed_sale_cap": 0.05,
            "monthly_settlement_since": date(2026, 5, 1),
        },
        "tw-margin": {"transaction_tax": 0.004, "short_sale_margin": 1.00},
    }
    read, before = datasets.rules, fields_of(FOUND)
    monkeypatch.setattr(datasets, "rules", lambda name: replace(read(name), **stricter.get(name, {})))
    after = fields_of(FOUND)
    moved = {
        "basis": "360",
        "minimum": "2",
        "initial": "150%",
        "line": "125%",
        "auction": "0.2%",
        "negotiated": "0.02%",
        "short": "2",
        "middle": "4",
        "long": "11",
        "months": "5",
        "withheld": "20%",
        "waiver": "3,000",
        "payment": "15,000",
        "credit": "5%",
        "separate": "30%",
        "margin": "100%",
        "room": "50%",
    }
    assert typed_in(after, moved) == []
    own = {
        "FC3-14": ("cap", "12%"),
        "FC3-15": ("cap", "12%"),
        "FC3-20": ("since", "2018-01-01"),
        "FC3-21": ("cap", "60,000"),
        "FC3-22": ("tax", "0.4%"),
        "FC3-23": ("share", "5%"),
        "FC3-32": ("since", "2026-05-01"),
    }
    assert {claim: (name, after[claim][name]) for claim, (name, _) in own.items()} == own
    free_of_rules = {
        "FC3-01",
        "FC3-08",
        "FC3-12",
        "FC3-18",
        "FC3-25",
        "FC3-26",
        "FC3-27",
        "FC3-28",
        "FC3-30",
        "FC3-31",
        "FC3-33",
        "FC3-34",
    }
    assert {claim for claim in FOUND if before[claim] == after[claim]} == free_of_rules


def test_the_brokers_shares_and_rates_come_from_the_table(monkeypatch):
    dearer = tuple(
        replace(row, lowest_rate=0.002, highest_rate=0.15, lowest_share=row.lowest_share + 0.05, smallest_loan=2_000)
        for row in claims_income.lending_brokers()
    )
    claims = ("FC3-12", "FC3-14", "FC3-25", "FC3-26")
    before = fields_of(claims)
    monkeypatch.setattr(claims_income, "lending_brokers", lambda: dearer)
    assert [claim for claim, fields in fields_of(claims).items() if fields == before[claim]] == []


def test_five_brokers_that_differ_would_not_be_called_the_same(monkeypatch):
    first, *others = claims_income.lending_brokers()
    monkeypatch.setattr(claims_income, "lending_brokers", lambda: (replace(first, highest_rate=0.10), *others))
    assert fields_of(("FC3-26",))["FC3-26"]["different"] == "2"
