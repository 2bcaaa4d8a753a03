"""The numbers of the claims on crypto collateral: those of the fact sheet, from the protocol's dated parameters."""

from dataclasses import replace
from datetime import date

import pytest
from support.claim_numbers import claims_of, differences, fields_of, typed_in

from pledge_lib import datasets
from pledge_lib.course import articles
from pledge_lib.course.crypto import claims_crypto
from pledge_lib.finance.crypto.liquidation import liquidate

FOUND = {
    "FC0-16": {
        "debt": "8,050",
        "health": "0.9795",
        "closed": "50%",
        "repaid": "4,025",
        "left": "5,273.75",
        "after": "1.0875",
    },
    "FC0-17": {"cap": "60%", "line": "130%", "room": "22%", "ltv": "80.5%", "chain_room": "3.01%"},
    "FC0-18": {"ltv": "80.5%", "loan": "805,000"},
    "FC0-19": {"ltv": "80.5%", "threshold": "83%", "health": "1.031", "room": "3.01%"},
    "FC0-20": {
        "income": "13,200",
        "used": "50%",
        "low": "0.54%",
        "kink": "92%",
        "high": "1.84%",
        "as_of": "2026-04-18",
    },
    "FC0-21": {"ltv": "80.5%", "threshold": "83%", "kink": "92%", "at_kink": "2.35%", "full": "8.35%"},
    "FC0-22": {"share": "60%", "room": "22%", "chain_room": "27.71%", "sessions": "2"},
    "FC0-23": {},
    "FC0-24": {
        "zeroed": "2026-04-18",
        "limit": "0%",
        "restored": "2026-05-17",
        "back": "80.5%",
        "days": "29",
        "count": "39",
    },
}
ASKED = {"FC0-16": 4_025, "FC0-18": 805_000, "FC0-19": 0.0301, "FC0-20": 13_200, "FC0-24": 29}


def test_every_claim_of_the_lesson_is_compared():
    assert set(FOUND) == claims_of("04_crypto_collateral")


def test_the_library_computes_what_the_sheet_prints():
    assert differences(FOUND, ASKED) == []


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("liquidate", lambda position, seize, repay, rules: liquidate(position, seize, repay, rules, offered=2_000)),
        ("health_factor", lambda collateral, debt, threshold: threshold - debt / collateral),
        ("fall_to_liquidation", lambda health: health - 1),
        ("fall_to_line", lambda ratio, line: ratio - line),
    ],
)
def test_a_broken_computation_would_be_found(monkeypatch, name, broken):
    monkeypatch.setattr(claims_crypto, name, broken)
    assert differences(FOUND, ASKED), f"{name} may be wrong and nobody sees it"


def test_a_change_more_or_later_is_told(monkeypatch):
    """FC0-24 counts the dated history: a longer one has more changes, and a later report comes after more days."""
    history, before = claims_crypto.aave_history, fields_of(["FC0-24"])["FC0-24"]

    def later(*symbol):
        *first, last = history(*symbol)
        return (*first, replace(last, date=date(2026, 5, 20))) if symbol else (*history(), last)

    monkeypatch.setattr(claims_crypto, "aave_history", later)
    after = fields_of(["FC0-24"])["FC0-24"]
    assert (before["days"], after["days"], before["count"], after["count"]) == ("29", "32", "39", "40")


def test_parameters_and_rules_come_from_dated_data(monkeypatch):
    """Another threshold, curve or line makes another finding."""
    read, before = datasets.rules, fields_of(FOUND)
    stricter = {
        "tw-broker-pledge": {"call_line": 1.45, "loan_to_value": 0.55, "cure_sessions": 4},
        "aave-v3-3": {"close_factor": 0.4},
    }
    ether = replace(
        claims_crypto.ether(),
        loan_to_value=0.78,
        threshold=0.80,
        bonus=0.04,
        optimal_utilization=0.90,
        slope1=0.03,
        slope2=0.10,
    )
    monkeypatch.setattr(datasets, "rules", lambda name: replace(read(name), **stricter.get(name, {})))
    monkeypatch.setattr(claims_crypto, "ether", lambda: ether)
    assert articles.broker().call_line == 1.45
    after = fields_of(FOUND)
    moved = {
        "ltv": "78%",
        "threshold": "80%",
        "kink": "90%",
        "bonus": "4%",
        "closed": "40%",
        "cap": "55%",
        "line": "145%",
        "sessions": "4",
        "full": "13%",
        "at_kink": "3%",
    }
    assert typed_in(after, moved) == []
    assert {claim for claim in FOUND if before[claim] == after[claim]} == {"FC0-23", "FC0-24"}
