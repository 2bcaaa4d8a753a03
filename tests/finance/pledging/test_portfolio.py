"""Laws of a portfolio's volatility: the weighted sum at the top, cancellation at the bottom, no order in between."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.finance.checks import InputError
from pledge_lib.finance.pledging.portfolio import portfolio_volatility

VOLATILITIES = st.lists(st.floats(min_value=0.01, max_value=1), min_size=2, max_size=5)


def equal_weights(volatilities):
    return [1 / len(volatilities)] * len(volatilities)


@given(volatilities=VOLATILITIES)
def test_moving_together_leaves_the_weighted_sum(volatilities):
    weights = equal_weights(volatilities)
    expected = sum(weight * volatility for weight, volatility in zip(weights, volatilities, strict=True))
    assert portfolio_volatility(weights, volatilities, correlation=1) == pytest.approx(expected)


@given(volatility=st.floats(min_value=0.01, max_value=1), count=st.integers(min_value=2, max_value=8))
def test_equal_and_independent_holdings_shrink_with_the_root_of_their_number(volatility, count):
    swing = portfolio_volatility([1 / count] * count, [volatility] * count, correlation=0)
    assert swing == pytest.approx(volatility / math.sqrt(count))


@given(volatility=st.floats(min_value=0.01, max_value=1), count=st.integers(min_value=2, max_value=8))
def test_equal_holdings_that_move_apart_as_far_as_they_can_cancel_out(volatility, count):
    swing = portfolio_volatility([1 / count] * count, [volatility] * count, correlation=-1 / (count - 1))
    assert swing == pytest.approx(0, abs=1e-7)


@given(volatilities=VOLATILITIES, low=st.floats(min_value=0, max_value=1), high=st.floats(min_value=0, max_value=1))
def test_a_higher_correlation_never_calms(volatilities, low, high):
    low, high = sorted((low, high))
    weights = equal_weights(volatilities)
    calmer, wilder = (portfolio_volatility(weights, volatilities, correlation) for correlation in (low, high))
    assert calmer <= wilder * (1 + 1e-12)


@given(volatilities=VOLATILITIES, correlation=st.floats(min_value=0, max_value=1))
def test_the_order_of_the_holdings_does_not_matter(volatilities, correlation):
    weights = [(place + 1) / 20 for place in range(len(volatilities))]
    forwards = portfolio_volatility(weights, volatilities, correlation)
    assert portfolio_volatility(weights[::-1], volatilities[::-1], correlation) == pytest.approx(forwards)


def test_it_is_the_root_of_the_covariance_matrix_between_the_weights():
    weights, volatilities, correlation = np.array([0.2, 0.3, 0.5]), np.array([0.2, 0.35, 0.6]), 0.3
    matrix = np.full((3, 3), correlation)
    np.fill_diagonal(matrix, 1)
    parts = weights * volatilities
    expected = math.sqrt(parts @ matrix @ parts)
    assert portfolio_volatility(weights.tolist(), volatilities.tolist(), correlation) == pytest.approx(expected)


def test_one_holding_is_itself():
    assert portfolio_volatility([1], [0.35], correlation=0.4) == pytest.approx(0.35)


def test_an_array_of_correlations_gives_what_its_numbers_give():
    correlations = np.array([-1.0, 0.0, 0.6, 1.0])
    together = portfolio_volatility((0.5, 0.5), (0.35, 0.35), correlations)
    one_by_one = [portfolio_volatility((0.5, 0.5), (0.35, 0.35), each) for each in correlations.tolist()]
    np.testing.assert_allclose(together, one_by_one, rtol=1e-12)


@pytest.mark.parametrize(
    ("weights", "volatilities", "correlation", "key"),
    [
        ((), (), 0, "empty"),
        ((0.5, 0.5), (0.35,), 0, "out_of_range"),
        ((50, 50), (0.35, 0.35), 0, "above_limit"),
        ((-0.5, 0.5), (0.35, 0.35), 0, "negative"),
        ((0.5, 0.5), (-0.35, 0.35), 0, "negative"),
        ((0.5, 0.5), (0.35, "35%"), 0, "not_a_number"),
        ((0.5, 0.5), (0.35, 0.35), 1.2, "out_of_range"),
        ((0.5, 0.5), (0.35, 0.35), math.nan, "not_a_number"),
        ((0.4, 0.3, 0.3), (0.35, 0.35, 0.35), -0.6, "out_of_range"),
        ((0.5, 0.5), (0.35, 0.35), np.array([0.5, 1.5]), "out_of_range"),
    ],
)
def test_bad_input_is_refused(weights, volatilities, correlation, key):
    with pytest.raises(InputError) as refused:
        portfolio_volatility(weights, volatilities, correlation)
    assert refused.value.key == key
