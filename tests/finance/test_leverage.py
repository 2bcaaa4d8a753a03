"""Laws of the leverage loop: what one round does, where endless rounds lead, and what the lender sees."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.finance.checks import InputError
from pledge_lib.finance.leverage import (
    loop_bought,
    loop_carry,
    loop_collateral,
    loop_debt,
    loop_exposure,
    loop_loss,
    loop_ratio,
    loop_room,
)
from pledge_lib.finance.ratio import fall_to_line, maintenance_ratio

LOANS = st.floats(min_value=0.01, max_value=0.95)
ROUNDS = st.integers(min_value=0, max_value=60)


def about(number):
    return pytest.approx(number, rel=1e-9)


@given(loan=LOANS, rounds=ROUNDS)
def test_every_round_borrows_on_everything_held_before(loan, rounds):
    """Own money of 1 and the loan on what was held before make what is held after."""
    assert loop_exposure(loan, rounds + 1) == about(1 + loan * loop_exposure(loan, rounds))


@given(loan=LOANS)
def test_no_round_is_own_money_and_one_round_adds_one_loan(loan):
    assert loop_exposure(loan, 0) == about(1)
    assert loop_exposure(loan, 1) == about(1 + loan)
    assert loop_ratio(loan, 0) == math.inf, "before the first loan there is no debt"


@given(loan=LOANS)
def test_many_rounds_lead_to_the_endless_loop(loan):
    endless = loop_exposure(loan, math.inf)
    assert endless == about(1 / (1 - loan))
    assert loop_exposure(loan, 2_000) == about(endless)


@given(loan=LOANS)
def test_the_endless_loop_stands_where_a_single_full_loan_stands(loan):
    assert loop_ratio(loan, math.inf) == about(1 / loan)


@given(loan=LOANS, rounds=st.integers(min_value=1, max_value=60))
def test_the_ratio_is_value_over_what_is_not_own_money(loan, rounds):
    value = loop_exposure(loan, rounds)
    assert loop_ratio(loan, rounds) == pytest.approx(maintenance_ratio(value, value - 1), rel=1e-6)


@given(loan=LOANS, rounds=st.integers(min_value=1, max_value=30), line=st.sampled_from([1.2, 1.3, 1.4]))
def test_each_round_takes_room_away(loan, rounds, line):
    assert loop_room(loan, rounds + 1, line) <= loop_room(loan, rounds, line) + 1e-12
    assert loop_room(loan, rounds, line) == about(fall_to_line(loop_ratio(loan, rounds), line))


@given(loan=LOANS, rounds=ROUNDS)
def test_at_the_line_own_money_is_what_the_line_leaves(loan, rounds):
    """A fall by the whole room leaves own money of 1 - 1/line of what the shares are then worth."""
    line, value = 1.3, loop_exposure(loan, rounds)
    fall = loop_room(loan, rounds, line)
    if rounds and fall > 0:
        left = value * (1 - fall)
        assert left - (value - 1) == pytest.approx(left * (1 - 1 / line), rel=1e-6)


@given(loan=LOANS, rounds=ROUNDS)
def test_the_rounds_together_are_the_position(loan, rounds):
    bought = [loop_bought(loan, number) for number in range(rounds + 1)]
    assert sum(bought) == about(loop_exposure(loan, rounds))
    assert loop_debt(loan, rounds) == pytest.approx(sum(bought[1:]), rel=1e-9, abs=1e-12), "own money pays round 0"


@given(loan=LOANS, rounds=st.integers(min_value=1, max_value=60), line=st.sampled_from([1.2, 1.3, 1.4]))
def test_with_the_last_round_free_the_lender_sees_one_full_loan_however_many_rounds(loan, rounds, line):
    collateral = loop_collateral(loan, rounds, last_pledged=False)
    assert collateral == about(loop_exposure(loan, rounds - 1)), "what the rounds before bought"
    assert loop_debt(loan, rounds) == pytest.approx(loan * collateral, rel=1e-6, abs=1e-12)
    assert loop_ratio(loan, rounds, last_pledged=False) == pytest.approx(1 / loan, rel=1e-6)
    assert loop_room(loan, rounds, line, last_pledged=False) == pytest.approx(1 - line * loan, rel=1e-6, abs=1e-9)


@given(loan=LOANS, rounds=ROUNDS)
def test_pledging_the_last_round_too_never_lowers_the_ratio(loan, rounds):
    assert loop_collateral(loan, rounds) >= loop_collateral(loan, rounds, last_pledged=False)
    assert loop_ratio(loan, rounds) >= loop_ratio(loan, rounds, last_pledged=False) * (1 - 1e-9)


@given(loan=LOANS)
def test_without_end_there_is_no_last_round_to_leave_free(loan):
    assert loop_bought(loan, math.inf) == 0
    assert loop_ratio(loan, math.inf, last_pledged=False) == loop_ratio(loan, math.inf)
    assert loop_collateral(loan, math.inf, last_pledged=False) == loop_exposure(loan, math.inf)


@given(loan=LOANS, rounds=st.one_of(ROUNDS, st.just(math.inf)), fall=st.floats(min_value=0, max_value=1))
def test_the_loss_is_what_own_money_lacks_after_the_fall(loan, rounds, fall):
    left = loop_exposure(loan, rounds) * (1 - fall) - loop_debt(loan, rounds)
    assert 1 - loop_loss(loan, rounds, fall) == pytest.approx(left, rel=1e-9, abs=1e-9)


@given(
    loan=LOANS,
    rounds=st.integers(min_value=0, max_value=30),
    income=st.floats(min_value=0, max_value=0.1),
    rate=st.floats(min_value=0, max_value=0.1),
)
def test_another_round_adds_the_difference_of_yield_and_rate_on_what_it_buys(loan, rounds, income, rate):
    added = loop_carry(loan, rounds + 1, income, rate) - loop_carry(loan, rounds, income, rate)
    assert added == pytest.approx(loop_bought(loan, rounds + 1) * (income - rate), rel=1e-6, abs=1e-12)
    assert loop_carry(loan, 0, income, rate) == about(income)


def test_the_endless_loop_on_a_bond_fund():
    """M23, M24: a fall of 22% costs 55% of own money; a carry of 11.25% shrinks to 5.3% when the loan costs 6.45%."""
    assert loop_loss(0.60, math.inf, fall=0.22) == about(0.55)
    assert loop_carry(0.60, math.inf, asset_yield=0.06, loan_rate=0.025) == about(0.1125)
    assert loop_carry(0.60, math.inf, asset_yield=0.06, loan_rate=0.0645) == about(0.05325)


def test_fractions_stay_exact():
    loan = Fraction(3, 5)
    assert loop_exposure(loan, 3) == Fraction(272, 125)
    assert loop_exposure(loan, math.inf) == Fraction(5, 2)
    assert loop_ratio(loan, math.inf) == loop_ratio(loan, 7, last_pledged=False) == Fraction(5, 3)


@pytest.mark.parametrize(
    ("loan_to_value", "rounds", "exposure"),
    [
        (0.80, 1, 1.8),
        (0.80, 2, 2.44),
        (0.80, 5, 3.68928),
        (0.80, 10, 4.570503),
        (0.80, math.inf, 5.0),
        (0.70, 3, 2.533),
        (0.70, math.inf, 3.333333),
    ],
)
def test_multiplied_positions_as_the_lesson_on_crypto_prints_them(loan_to_value, rounds, exposure):
    assert loop_exposure(loan_to_value, rounds) == pytest.approx(exposure, abs=1e-6)


def test_the_worked_case_of_sixty_per_cent():
    assert loop_exposure(0.60, 3) == about(2.176)
    assert [round(loop_room(0.60, rounds, 1.30), 4) for rounds in (1, 3, math.inf)] == [0.5125, 0.2974, 0.22]


def test_lending_the_whole_value_has_no_end():
    assert (loop_exposure(1, 4), loop_exposure(1, math.inf)) == (5, math.inf)
    assert (loop_ratio(1, 4), loop_ratio(1, math.inf)) == (1.25, 1)
    assert loop_loss(1, math.inf, 0) == 0, "without a fall nothing is lost, however much is held"
    assert loop_carry(1, math.inf, 0.03, 0.03) == 0.03, "a loan at the yield changes nothing, however large"
    assert (loop_loss(1, math.inf, 0.1), loop_carry(1, math.inf, 0.03, 0.02)) == (math.inf, math.inf)


@pytest.mark.parametrize("rounds", [0, 1, 3, math.inf])
def test_an_array_gives_what_its_numbers_give(rounds):
    loans = np.array([0.0, 0.3, 0.6, 0.999, 1.0])
    functions = (
        *(loop_bought, loop_exposure, loop_debt, loop_ratio),
        lambda loan, n: loop_room(loan, n, 1.3, last_pledged=False),
        lambda loan, n: loop_loss(loan, n, 0.2),
        lambda loan, n: loop_carry(loan, n, 0.06, 0.025),
    )
    for function in functions:
        together = function(loans, rounds)
        np.testing.assert_allclose(together, [function(loan, rounds) for loan in loans.tolist()], rtol=1e-12)


@pytest.mark.parametrize(
    ("loan", "rounds", "key"),
    [
        (60, 3, "above_limit"),
        (-0.1, 3, "negative"),
        ("60%", 3, "not_a_number"),
        (math.nan, 3, "not_a_number"),
        (0.6, 2.5, "not_whole"),
        (0.6, -1, "negative"),
        (0.6, math.nan, "not_a_number"),
        (0.6, "three", "not_a_number"),
    ],
)
def test_bad_input_is_refused(loan, rounds, key):
    with pytest.raises(InputError) as refused:
        loop_exposure(loan, rounds)
    assert refused.value.key == key
