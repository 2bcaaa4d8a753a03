"""Laws of rounding and of numbers as text."""

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.shown import amount_text, percent_text

from pledge_lib.finance.money import (
    floor_to,
    floor_to_dollar,
    round_half_up,
)

AMOUNTS = st.floats(min_value=-1e12, max_value=1e12)
CENTS = st.integers(min_value=-(10**13), max_value=10**13)
STEPS = st.sampled_from([1, 10, 1_000, 10_000])
PER_CENT = st.integers(min_value=0, max_value=100)


def number_of(text):
    return float(text.replace(",", "").replace("−", "-").rstrip("%"))


@given(amount=AMOUNTS, step=STEPS)
def test_floor_is_a_multiple_not_above_and_less_than_a_step_away(amount, step):
    floored = floor_to(amount, step)
    noise = 1e-9 + 1e-13 * abs(amount)
    assert floored % step == 0
    assert -noise <= amount - floored < step


@given(amount=st.integers(min_value=-(10**18), max_value=10**18), step=STEPS)
def test_floor_of_a_whole_amount_is_exact(amount, step):
    assert floor_to(amount, step) == amount // step * step


@given(value=st.integers(min_value=0, max_value=10**12), per_cent=PER_CENT, step=STEPS)
@example(value=9_041_200, per_cent=69, step=1)
@example(value=100_000, per_cent=58, step=1_000)
def test_floor_of_a_binary_product_does_not_lose_a_step(value, per_cent, step):
    assert floor_to(value * (per_cent / 100), step) == value * per_cent // (100 * step) * step


@given(amount=AMOUNTS, step=STEPS)
def test_floor_of_a_floor_is_itself(amount, step):
    assert floor_to(floor_to(amount, step), step) == floor_to(amount, step)
    assert floor_to_dollar(amount) == floor_to(amount, 1)


@given(cents=CENTS, places=st.integers(min_value=0, max_value=2))
@example(cents=-50, places=0)
@example(cents=267_5, places=1)
def test_half_goes_away_from_zero_in_decimals(cents, places):
    expected = Decimal(cents).scaleb(-2).quantize(Decimal(1).scaleb(-places), context=Context(40, ROUND_HALF_UP))
    assert round_half_up(cents / 100, places) == float(expected)


@pytest.mark.parametrize(
    ("amount", "places", "rounded"),
    [(2.675, 2, 2.68), (1.005, 2, 1.01), (0.5, 0, 1), (1.5, 0, 2), (2.5, 0, 3), (-2.5, 0, -3), (186.849315, 0, 187)],
)
def test_half_up_is_not_pythons_round(amount, places, rounded):
    assert round_half_up(amount, places) == rounded


@given(cents=CENTS)
def test_amount_text_gives_the_amount_back(cents):
    text = amount_text(cents / 100)
    assert number_of(text) == cents / 100
    assert ("." in text) == bool(cents % 100), "cents are shown where there are any"


@given(whole=st.integers(min_value=-(10**20), max_value=10**20))
def test_whole_amounts_of_any_size_are_shown_digit_by_digit(whole):
    assert amount_text(whole) == f"{whole:,}".replace("-", "−")


@given(points=st.integers(min_value=-(10**9), max_value=10**9))
def test_per_cent_text_gives_the_fraction_back(points):
    text = percent_text(points / 10_000)
    assert text.endswith("%")
    assert Fraction(str(number_of(text))) == Fraction(points, 100)


@given(amount=st.floats(min_value=-1, max_value=1), places=st.integers(min_value=0, max_value=4))
@example(amount=-0.0, places=2)
@example(amount=-0.001, places=2)
def test_zero_never_carries_a_sign(amount, places):
    for text in (amount_text(amount, places), percent_text(amount, places)):
        assert number_of(text) or "−" not in text, text
        assert "-" not in text, "a minus is the sign −, as the lessons print it"
    rounded = round_half_up(amount, places)
    assert rounded or math.copysign(1, rounded) > 0


@given(amount=st.floats(allow_nan=False))
def test_every_number_has_a_text(amount):
    for text in (amount_text(amount), percent_text(amount)):
        assert "nan" not in text and "E" not in text and "e" not in text, text


def test_infinity_has_its_own_sign():
    assert [amount_text(math.inf), amount_text(-math.inf)] == ["∞", "−∞"]
    assert [percent_text(math.inf), percent_text(-math.inf)] == ["∞", "−∞"]
