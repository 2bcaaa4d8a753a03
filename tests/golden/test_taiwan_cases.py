"""Worked cases from Taiwan's rules, firms' pages and five articles: the library must give what each case says.

`README.md` beside this file says how to read a case. To cover a topic: write its function, and put it into COVERED.
"""

import csv
import json
from dataclasses import replace
from datetime import date
from itertools import accumulate
from pathlib import Path

import pytest

import pledge_lib as pl
from pledge_lib.finance.interest import loan_days, monthly_interest
from pledge_lib.finance.money import round_half_up
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.states import CALLED
from pledge_lib.market.sessions import first_sale_date
from tests.golden import lending_cases, margin_cases
from tests.golden.over_time import (
    BROKER,
    drawdown,
    index_beta_1_pledge,
    largest_ltv_that_survives,
    pledge_of,
    state_machine,
    three_day_fall,
    waterfall,
)

with (Path(__file__).parent / "taiwan.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))

HALF_A_UNIT = 0.5e-6 * (1 + 1e-6)  # of the sixth decimal, the last that a case shows

SECURITIES_FINANCE = pl.rules("tw-sfc-pledge")


def max_loan(collateral_value, ltv):
    holding = pl.Holding("2330", shares=1, price=collateral_value, loan_to_value=ltv)
    return {"max_loan": pl.Pledge(holdings=(holding,), principal=0, rules=BROKER).loan_cap}


def ratio(collateral_value, debt):
    return {"ratio": pl.maintenance_ratio(collateral_value, debt)}


def call_test(collateral_value, debt, call_line):
    pledge = pledge_of(collateral_value, debt, call_line=call_line)
    return {"ratio": pledge.ratio, "call": pledge.state == CALLED}


def drop_to_call(ltv, call_line):
    start_ratio = pl.maintenance_ratio(1, ltv)
    return {"start_ratio": start_ratio, "drop": pl.fall_to_line(start_ratio, call_line)}


def ratio_after_drop(drop, start_ratio=None, collateral_value=None, debt=1, call_line=BROKER.call_line):
    value = start_ratio if collateral_value is None else collateral_value
    before = pledge_of(value, debt, call_line=call_line)
    after = before.at(after_change(value, -drop))
    if start_ratio is None:
        return {"ratio": before.ratio, "ratio_after": after.ratio}
    return {"ratio": after.ratio, "call": after.state == CALLED}


def broker_cap(prior_close, shares, ltv_eligible, ltv_not_eligible):
    assert (BROKER.loan_to_value, BROKER.loan_to_value_not_eligible) == (ltv_eligible, ltv_not_eligible)

    def cap(loan_to_value):
        holding = pl.Holding("2330", shares=shares, price=prior_close, loan_to_value=loan_to_value)
        return pl.Pledge(holdings=(holding,), principal=0, rules=BROKER).loan_cap

    return {
        "cap_eligible": cap(BROKER.loan_to_value),
        "cap_not_eligible": cap(BROKER.loan_to_value_not_eligible),
    }


def bond_cap(kind, face, rate_of_face):
    assert (kind, BROKER.bond_loan_to_value) == ("central government book-entry bond", rate_of_face)
    return {"cap": max_loan(face, BROKER.bond_loan_to_value)["max_loan"]}


def interest(days, year_days, debt=None, loan=None, annual_rate=None, annual_rates=()):
    principal = loan if debt is None else debt
    if annual_rates:
        return {"interest": [pl.simple_interest(principal, rate, days, year_days) for rate in annual_rates]}
    amount = pl.simple_interest(principal, annual_rate, days, year_days)
    a_day = pl.simple_interest(principal, annual_rate, 1, year_days)
    return {"interest": amount, "interest_per_day": a_day, "interest_to_dollar": round_half_up(amount)}


def day_count(drawn, repaid):
    return {"days": loan_days(date.fromisoformat(drawn), date.fromisoformat(repaid))}


def ratio_with_accrued_interest(collateral_value, debt, annual_rate, days, call_line, year_days):
    assert (SECURITIES_FINANCE.call_line, SECURITIES_FINANCE.day_basis) == (call_line, year_days)
    counted = pledge_of(collateral_value, debt, rules=SECURITIES_FINANCE, annual_rate=annual_rate, days=days)
    not_counted = replace(counted, rules=replace(SECURITIES_FINANCE, interest_in_debt=False))
    return {
        "interest": counted.accrued_interest,
        "ratio": counted.ratio,
        "call": counted.state == CALLED,
        "ratio_without_interest": not_counted.ratio,
        "call_without_interest": not_counted.state == CALLED,
    }


def cure(collateral_value, debt, target, selling_cost=0.0):
    found = pledge_of(collateral_value, debt).cure(target, selling_cost=selling_cost)
    return {"add_collateral": found.add, "repay": found.repay, "sell_and_repay": found.sell}


def deadline(notice, business_days, holidays):
    assert not holidays, "the calendar's own holidays count"
    served = date.fromisoformat(notice)
    return {
        "pay_by": pl.deadline(served, business_days).isoformat(),
        "sale_from": first_sale_date(served, business_days).isoformat(),
    }


def interest_of_months(debt, annual_rate, months):
    return {
        "per_month": monthly_interest(debt, annual_rate, months),
        "per_year": monthly_interest(debt, annual_rate, 12 * months),
    }


def initial_ratio(collateral_value, loan):
    return ratio(collateral_value, loan)


def interest_days(buy, sell, loan, annual_rate, year_days, holidays):
    assert not holidays, "the calendar's own holidays count"
    bought, sold = date.fromisoformat(buy), date.fromisoformat(sell)
    days = pl.interest_days(bought, sold)
    return {
        "settle_buy": pl.settlement_date(bought).isoformat(),
        "settle_sell": pl.settlement_date(sold).isoformat(),
        "days": days,
        "interest": pl.simple_interest(loan, annual_rate, days, year_days),
    }


def single_stock_ratio(cost, prices, financing_ratio):
    return {"ratio": [pl.maintenance_ratio(price, cost * financing_ratio) for price in prices]}


def limit_down_path(start_ratio, daily_limit, days, call_line):
    start = pl.maintenance_ratio(1, 0.6) if start_ratio == "1/0.6" else start_ratio
    ratios = accumulate(range(days), lambda ratio, _day: after_change(ratio, -daily_limit), initial=start)
    return {
        "ratios": list(ratios)[1:],
        "first_day_below": pl.limit_downs_to_line(start, call_line, limit=daily_limit),
    }


COVERED = {
    "pledge.max_loan": max_loan,
    "pledge.ratio": ratio,
    "pledge.call_test": call_test,
    "pledge.drop_to_call": drop_to_call,
    "pledge.ratio_after_drop": ratio_after_drop,
    "pledge.broker_cap": broker_cap,
    "pledge.bond_cap": bond_cap,
    "pledge.interest": interest,
    "pledge.day_count": day_count,
    "pledge.ratio_with_accrued_interest": ratio_with_accrued_interest,
    "pledge.cure": cure,
    "pledge.deadline": deadline,
    "pledge.monthly_interest": interest_of_months,
    "pledge.state_machine": state_machine,
    "pledge.waterfall": waterfall,
    "margin.initial_ratio": initial_ratio,
    "margin.interest": interest,
    "margin.interest_days": interest_days,
    "margin.single_stock_ratio": single_stock_ratio,
    "margin.limit_down_path": limit_down_path,
    "stress.index_beta_1_pledge": index_beta_1_pledge,
    "stress.drawdown": drawdown,
    "stress.three_day_fall": three_day_fall,
    "stress.largest_ltv_that_survives": largest_ltv_that_survives,
    **margin_cases.COVERED,
    **lending_cases.COVERED,
}


def same(said, found) -> bool:
    """Return whether a found output is the one said: numbers within half a unit, all else exactly."""
    if isinstance(said, list):
        return len(said) == len(found) and all(map(same, said, found))
    if isinstance(said, (bool, str)):
        return said == found and type(said) is type(found)
    return found == pytest.approx(said, rel=0, abs=HALF_A_UNIT)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_library_gives_what_the_case_says(case):
    said = json.loads(case["outputs"])
    computed = COVERED[case["topic"]](**json.loads(case["inputs"]))
    assert set(said) <= set(computed), f"{case['id']}: {case['topic']} does not compute {set(said) - set(computed)}"
    wrong = {name: computed[name] for name in said if not same(said[name], computed[name])}
    assert not wrong, f"{case['id']} {case['topic']}({case['inputs']}): {said} by {case['source']}, found {wrong}"


def test_every_topic_is_covered():
    assert set(COVERED) == {case["topic"] for case in CASES}, "a topic without a function, or a function without a case"


def test_the_case_file_is_whole():
    ids = [case["id"] for case in CASES]
    assert len(ids) == 84 and ids == sorted(set(ids)), "84 cases, each once, in order"
    assert {case["kind"] for case in CASES} == {"S", "C", "D"}
    assert all(case["source"] for case in CASES), "each case names its source"


@pytest.mark.parametrize(
    ("said", "found"),
    [(0.22, 0.220001), (3, 4), (True, False), (True, 1), ("2026-03-04", "2026-03-05"), ([1.0, 2.0], [1.0])],
)
def test_the_comparison_notices_a_difference(said, found):
    assert same(said, said)
    assert not same(said, found)
