"""The case of a seed and what a plan for it comes to: the worked case of the lesson sheet, and laws."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.capstone import FIRST, loan

from pledge_lib.finance.capstone.case import BOTH, EXAMPLE, FUND, MIXES, SHARE
from pledge_lib.finance.capstone.contradictions import CHECKS, contradictions
from pledge_lib.finance.capstone.plan import CURES, LENDERS, PRODUCTS, Plan
from pledge_lib.finance.checks import InputError
from pledge_lib.market.capstone.planned import case_of, first_plan, planned

SEEDS = st.text("abcdef0123456789-", min_size=1, max_size=12)


def names(**changes):
    return [each.name for each in contradictions(loan(**changes))]


def test_the_example_is_the_case_of_the_lesson_sheet():
    found = loan()
    assert (EXAMPLE.sum, EXAMPLE.months, EXAMPLE.value, EXAMPLE.reserve) == (900_000, 9, 3_000_000, 200_000)
    assert found.ratio == pytest.approx(3.3333, abs=5e-5)
    assert (found.call_price, found.room) == (pytest.approx(0.39), pytest.approx(0.61))
    assert (found.fallen, found.needed) == (pytest.approx(2.3333, abs=5e-5), 0)
    assert found.days == 274 and found.cost == pytest.approx(43_577.26, abs=0.005)


@given(SEEDS)
def test_a_seed_gives_one_case_whose_first_plan_has_no_contradiction(seed):
    case = case_of(seed)
    assert case == case_of(seed)
    assert case.value == sum(case.of(BOTH).values()) == sum(case.of(FUND).values()) + sum(case.of(SHARE).values())
    assert contradictions(planned(case, first_plan(case))) == ()


def test_another_machine_draws_the_same_case():
    """A fresh interpreter, with another seed for its own hashes, finds the same."""
    code = "from pledge_lib.market.capstone.planned import case_of; print(case_of('2026-17'))"
    said = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert said == [f"{case_of('2026-17')}\n"] * 2


def test_every_case_stays_within_its_ranges():
    hair = 0.01  # holdings and reserves are told in steps
    for case in (case_of(str(seed)) for seed in range(50)):
        assert 600_000 <= case.sum <= 1_500_000 and 3 - hair <= case.value / case.sum <= 4 + hair
        assert 0.4 - hair <= case.fund_value / case.value <= 0.6 + hair
        assert 0.1 - hair <= case.reserve / case.sum <= 0.3 + hair


def test_other_seeds_draw_other_cases():
    assert len({case_of(str(seed)) for seed in range(50)}) == 50


@given(
    st.builds(
        Plan,
        product=st.sampled_from(PRODUCTS),
        lender=st.sampled_from(LENDERS),
        loan_to_value=st.integers(20, 60).map(lambda number: number / 100),
        mix=st.sampled_from(MIXES),
        months=st.integers(1, 18),
        reserve=st.integers(0, 50).map(lambda number: number * 10_000.0),
        trigger=st.integers(120, 350).map(lambda number: number / 100),
        odds_limit=st.integers(0, 50).map(lambda number: number / 100),
        cure=st.sampled_from(tuple(CURES)),
    )
)
def test_ratio_price_and_room_of_any_plan_are_one_fact(plan):
    found = planned(EXAMPLE, plan)
    assert found.at(found.call_price - 1) == pytest.approx(found.line)
    assert found.at(found.trigger_price - 1) == pytest.approx(plan.trigger)
    assert found.room == pytest.approx(1 - found.call_price)
    assert found.collateral / found.debt == pytest.approx(found.ratio)
    assert found.needed == 0 or (found.collateral * 0.7 / (found.debt - found.needed)) == pytest.approx(found.target)
    assert (found.needed > 0) == (found.state == "called")


CONTRADICTED = {
    "lending-brings-a-fee": {"product": "lending"},
    "chain-takes-tokens": {"product": "on-chain"},
    "bank-has-no-margin": {
        "product": "margin",
        "lender": "bank",
        "loan_to_value": 0.60,
        "odds_limit": 0.9,
        "trigger": 1.5,
    },
    "margin-is-financed-so": {"product": "margin"},
    "more-than-there-is": {"mix": "share"},
    "exit-too-soon": {"months": 8},
    "reserve-is-not-there": {"reserve": 210_000},
    "trigger-after-the-call": {"trigger": 1.30},
    "trigger-already-met": {"trigger": 3.40},
    "no-cash-to-begin-with": {"reserve": 0},
    "no-shares-to-begin-with": {"cure": "shares-cash-sell"},
    "likelier-than-allowed": {"odds_limit": 0.001},
}


@pytest.mark.parametrize("name", CONTRADICTED)
def test_each_contradiction_is_found_alone(name):
    assert names(**CONTRADICTED[name]) == [name]


def test_a_share_that_is_not_eligible_lowers_the_cap_and_is_not_bought_on_margin():
    case = replace(EXAMPLE, eligible=False)
    over = planned(case, replace(FIRST, mix="share", loan_to_value=0.50))
    assert over.cap == pytest.approx(0.40)
    assert "over-the-cap" in [each.name for each in contradictions(over)]
    assert planned(case, FIRST).cap == pytest.approx(0.6 * 0.6 + 0.4 * 0.4)
    margin = planned(case, replace(FIRST, product="margin", loan_to_value=0.60, odds_limit=0.9))
    assert "margin-needs-eligible" in [each.name for each in contradictions(margin)]


def test_a_loan_longer_than_the_lender_lends_is_contradicted():
    assert "term-too-long" in names(months=19)


def test_every_contradiction_names_two_things_and_is_met_by_a_test():
    met = {*CONTRADICTED, "over-the-cap", "margin-needs-eligible", "term-too-long"}
    assert set(CHECKS) == met
    assert all(len(set(fields)) == 2 for fields, _ in CHECKS.values())


@pytest.mark.parametrize(
    "wrong",
    [{"product": "gold"}, {"loan_to_value": 0}, {"months": 2.5}, {"reserve": -1}, {"trigger": 166}, {"odds_limit": 2}],
)
def test_what_is_no_plan_is_refused_where_it_enters(wrong):
    with pytest.raises(InputError):
        replace(FIRST, **wrong)
