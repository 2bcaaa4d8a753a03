"""The numbers of each finding: those of the fact sheet, from rule profiles and lenders' tables, never typed in."""

from dataclasses import replace

import pytest
from support.answers import CLAIMS
from support.claim_numbers import claims_of, differences, fields_of, typed_in

from pledge_lib import datasets
from pledge_lib.course.pledging import claims_calls, claims_costs, claims_lines, claims_loan
from pledge_lib.finance.units import DAYS, DOLLARS, MONEY, PERCENT

FOUND = {
    "FC0-01": {"loan": "600,000", "cap": "60%"},
    "FC0-02": {"cap": "60%", "lower_cap": "40%", "start": "142.86%", "low_start": "500%"},
    "FC0-03": {"line": "130%", "company_line": "140%", "high_room": "4%"},
    "FC0-04": {"repay": "38,461.54", "add": "50,000", "times": "1.3"},
    "FC0-05": {"ratio": "166.67%", "target": "166%"},
    "FC0-06": {"ratio": "140%", "fall": "16%"},
    "FC0-07": {"line": "140%", "value": "840,000", "below": "839,999"},
    "FC0-08": {"posted_low": "6.25%", "posted_high": "6.82%", "offer_low": "2.88%", "offer_high": "3.25%"},
    "FC0-09": {"yuanta_page": "3.25%", "kgi_offer": "3%"},
    "FC0-10": {"interest": "1,479.45"},
    "FC0-11": {"day": "49.32"},
    "FC0-12": {"interest": "1,479.45", "rounded": "1,470", "lost": "9.45"},
    "FC0-13": {"low": "6.25%", "high": "6.45%", "cheap": "3,082.19", "dear": "3,180.82"},
    "FC0-14": {"settlement": "2"},
    "FC0-15": {"article_high": "6.45%", "low": "2.88%", "high": "6.82%"},
    "FC1-01": {"line": "130%", "company_line": "140%"},
    "FC1-02": {"line": "130%", "company_line": "140%"},
    "FC1-03": {"start": "200%", "middle": "140%", "low": "120%", "value": "650,000", "fall": "35%"},
    "FC1-04": {"sessions": "2", "company_sessions": "3", "deadline": "2025-04-08"},
    "FC1-05": {"sessions": "2", "company_sessions": "3"},
    "FC1-06": {"to_line": "2,307.69", "to_target": "14,819.28", "target": "166%", "company_cancel": "180%"},
    "FC1-07": {"sale": "3", "company_sale": "4"},
    "FC1-08": {"limit_downs": "3", "left": "94.77%"},
    "FC1-09": {"cap": "60%", "lower_cap": "40%"},
    "FC1-10": {"cap": "60%", "lower_cap": "40%"},
    "FC1-11": {"start_250": "250%", "start_200": "200%", "room_250": "48%", "room_200": "35%"},
    "FC1-12": {"room_150": "13.33%", "company_room_150": "6.67%"},
    "FC1-13": {"room_180": "27.78%", "room_150": "13.33%"},
    "FC1-14": {"line": "130%", "value": "780,000", "below": "779,999"},
    "FC1-15": {"room_150": "13.33%", "room_160": "18.75%", "room_170": "23.53%", "room_180": "27.78%"},
    "FC1-16": {"rate": "6.82%", "as_of": "2026-11-22", "days": "180", "start": "166.67%", "ratio": "161.24%"},
    "FC1-17": {"low": "2.88%", "high": "6.82%"},
    "FC1-18": {"ratio": "158.33%", "sessions": "6"},
    "FC1-19": {},
    "FC1-20": {"apart": "24.75%", "close": "31.3%"},
    "FC2-01": {"times": "1.6667", "ratio": "166.67%"},
    "FC2-02": {"value": "780,000", "fall": "22%"},
    "FC2-03": {"room": "22%", "printed_room": "21.69%", "printed_points": "36", "points": "36.67"},
    "FC2-04": {"room": "35%", "low_ratio": "130%", "high_ratio": "120%"},
    "FC2-05": {"sessions": "2", "company_sessions": "3"},
    "FC2-06": {"cap": "60%", "lower_cap": "40%"},
    "FC2-07": {"room_160": "18.75%", "room_200": "35%", "full": "166.67%"},
    "FC2-08": {"rate": "2.95%", "fee": "5,000", "short": "13.09%", "middle": "6.33%", "long": "3.78%"},
    "FC2-09": {"broker_page": "3.25%", "posted": "6.82%", "offer": "2.88%"},
    "FC2-10": {"yuanta_posted": "6.25%", "kgi_posted": "6.45%", "yuanta_page": "3.25%"},
    "FC2-11": {"per_lot": "1"},
    "FC2-12": {"share": "0.01%", "share_fee": "60", "per_draw": "20"},
    "FC2-13": {},
    "FC2-14": {"cap": "60%", "lower_cap": "40%"},
    "FC2-15": {"months": "6", "rate": "3.25%"},
    "FC2-16": {"settlement": "2"},
    "FC2-17": {"settlement": "2"},
    "FC2-18": {"company_line": "140%", "company_room": "16%", "room": "22%"},
    "FC2-19": {"exposure": "2.5", "room": "22%", "loss": "55%"},
    "FC2-20": {"ratio": "150%", "loss": "16%"},
    "FC2-21": {},
    "FC2-22": {},
}
ASKED = {
    "FC0-01": 600_000,
    "FC0-02": 1.4286,
    "FC0-03": 0.04,
    "FC0-04": 38_461.54,
    "FC0-05": 1.6667,
    "FC0-06": 1.40,
    "FC0-07": 0.16,
    "FC0-11": 49.32,
    "FC0-12": 1_479.45,
    "FC0-13": 3_180.82,
    "FC1-03": 650_000,
    "FC1-06": 14_819.28,
    "FC1-11": 0.48,
    "FC1-12": 0.1333,
    "FC1-16": 1.6124,
    "FC1-18": 1.5833,
    "FC2-01": 1.6667,
    "FC2-02": 0.22,
    "FC2-03": 0.22,
    "FC2-04": 0.35,
    "FC2-07": 0.1875,
    "FC2-08": 0.1309,
    "FC2-18": 0.16,
    "FC2-19": 0.55,
    "FC2-20": 0.16,
}


def test_every_claim_is_computed_and_nothing_else():
    assert set(CLAIMS) == {facts.id for facts in datasets.claims()}


def test_every_claim_of_the_lesson_is_compared():
    assert set(FOUND) == claims_of("01_pledging")


def test_the_library_computes_what_the_sheet_prints():
    assert differences(FOUND, ASKED) == []


@pytest.mark.parametrize(
    ("module", "name", "broken"),
    [
        (claims_lines, "fall_to_line", lambda ratio, line: ratio - line),
        (claims_loan, "maintenance_ratio", lambda collateral, debt: debt / collateral),
        (claims_loan, "after_change", lambda amount, change: amount),
        (claims_calls, "repay_to", lambda collateral, debt, target: target * debt - collateral),
        (claims_calls, "deadline", lambda notice, sessions: datasets.calendar()[0].date),
        (claims_calls, "portfolio_volatility", lambda weights, volatilities, correlation: volatilities[0]),
        (claims_calls, "loop_exposure", lambda loan_to_value, rounds: 1 + loan_to_value),
        (claims_costs, "simple_interest", lambda principal, rate, days, basis: principal * rate * days / 360),
        (claims_costs, "effective_annual_cost", lambda principal, rate, days, fees, basis: rate),
        (claims_costs, "round_half_up", lambda amount: amount),
    ],
)
def test_a_broken_computation_would_be_found(monkeypatch, module, name, broken):
    monkeypatch.setattr(module, name, broken)
    assert differences(FOUND, ASKED), f"{name} of {module.__name__} may be wrong and nobody sees it"


def test_rule_numbers_come_from_the_profiles(monkeypatch):
    """Other rules make other findings: no line, cap, target, deadline or limit is written in a computation."""
    stricter = {
        "call_line": 1.45,
        "loan_to_value": 0.55,
        "loan_to_value_not_eligible": 0.35,
        "cure_target": 1.71,
        "cancel_level": 1.91,
        "cure_sessions": 4,
        "premark_sessions": 9,
        "daily_limit": 0.08,
        "term_months": 7,
        "day_basis": 360,
    }
    read, lag = datasets.rules, datasets.market()
    before = fields_of(FOUND)
    monkeypatch.setattr(datasets, "rules", lambda name: replace(read(name), **stricter))
    monkeypatch.setattr(datasets, "market", lambda: replace(lag, settlement_lag=3))
    after = fields_of(FOUND)
    moved = {
        "line": "145%",
        "company_line": "145%",
        "cap": "55%",
        "lower_cap": "35%",
        "target": "171%",
        "company_cancel": "191%",
        "company_sessions": "4",
        "months": "7",
        "basis": "360",
        "settlement": "3",
    }
    assert typed_in(after, moved) == []
    free_of_rules = {
        "FC0-02",
        "FC0-06",
        "FC0-08",
        "FC0-09",
        "FC0-15",
        "FC1-17",
        "FC1-19",
        "FC1-20",
        "FC2-09",
        "FC2-10",
        "FC2-11",
        "FC2-12",
        "FC2-13",
        "FC2-21",
        "FC2-22",
    }
    assert {claim for claim in FOUND if before[claim] == after[claim]} <= free_of_rules


def test_rates_and_fees_come_from_the_lenders_tables(monkeypatch):
    dearer = tuple(
        replace(
            row,
            annual_rate=row.annual_rate + 0.01,
            account_fee_low=row.account_fee_low + 1_000,
            fee_share_of_loan=0.0002,
            fee_per_lot=3.0,
            fee_per_draw=30.0,
        )
        for row in datasets.lenders()
    )
    with_rates = (
        "FC0-08",
        "FC0-09",
        "FC0-13",
        "FC0-15",
        "FC1-16",
        "FC1-17",
        "FC2-08",
        "FC2-09",
        "FC2-10",
        "FC2-11",
        "FC2-12",
        "FC2-15",
    )
    before = fields_of(with_rates)
    monkeypatch.setattr(datasets, "lenders", lambda: dearer)
    assert [claim for claim in with_rates if CLAIMS[claim].solve().texts == before[claim]] == []


def test_a_claim_asks_for_one_number_at_most():
    for claim in CLAIMS.values():
        asked = [each.right.unit for each in claim.solved.asked.values()]
        assert len(asked) <= 1, claim.id
        assert {unit.name for unit in asked} <= {PERCENT.name, MONEY.name, DOLLARS.name, DAYS.name}, claim.id
