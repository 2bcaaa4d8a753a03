"""Laws of the leverage loop: what one round does, where endless rounds lead, and what the lender sees."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.finance.checks import InputError
from pledge_lib.finance.leverage import loop_exposure, loop_ratio, loop_room
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


def test_the_worked_case_of_sixty_per_cent():
    assert loop_exposure(0.60, 3) == about(2.176)
    assert [round(loop_room(0.60, rounds, 1.30), 4) for rounds in (1, 3, math.inf)] == [0.5125, 0.2974, 0.22]


def test_lending_the_whole_value_has_no_end():
    assert (loop_exposure(1, 4), loop_exposure(1, math.inf)) == (5, math.inf)
    assert (loop_ratio(1, 4), loop_ratio(1, math.inf)) == (1.25, 1)


@pytest.mark.parametrize("rounds", [0, 1, 3, math.inf])
def test_an_array_gives_what_its_numbers_give(rounds):
    loans = np.array([0.0, 0.3, 0.6, 0.999, 1.0])
    for function in (loop_exposure, loop_ratio, lambda loan, n: loop_room(loan, n, 1.3)):
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
