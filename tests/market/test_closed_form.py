"""The closed form: its check values, its limits, its laws, and its agreement with the simulation."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.finance.checks import InputError
from pledge_lib.market.closed_form import first_passage_curve, first_passage_probability
from pledge_lib.market.odds import call_odds

RATIOS = st.floats(1.3, 4.0)
VOLATILITIES = st.floats(0.02, 1.5)
DRIFTS = st.floats(-0.5, 0.5)
DAYS = st.integers(1, 504)
WATCHES = st.sampled_from([1, 5, 20])
HAIR = 2e-3  # where the integration hands over to the correction the two differ by less than this


@pytest.mark.parametrize(("ratio", "per_cent"), [(5 / 3, 43.8), (2.0, 17.4), (2.5, 3.7)])
def test_the_odds_of_a_year_at_a_volatility_of_30_per_cent(ratio, per_cent):
    assert 100 * first_passage_probability(ratio, 1.30, volatility=0.30) == pytest.approx(per_cent, abs=0.05)


@pytest.mark.parametrize("watch_every", [1, 5, 20])
@pytest.mark.parametrize("days", [20, 63, 252])
@pytest.mark.parametrize("volatility", [0.2, 0.3, 0.5])
@pytest.mark.parametrize("ratio", [1.45, 5 / 3, 2.0, 2.5])
def test_closed_form_and_simulation_agree(ratio, volatility, days, watch_every):
    asked = dict(ratio=ratio, line=1.30, volatility=volatility, days=days, watch_every=watch_every)
    formula = call_odds(**asked).probability_of_call
    simulated = call_odds(**asked, method="simulation", paths=10_000, seed=11).probability_of_call
    error = math.sqrt(formula * (1 - formula) / 10_000)
    assert abs(simulated - formula) <= 3 * error, f"{formula:.4f} by formula, {simulated:.4f} by simulation"


@pytest.mark.parametrize("drift", [-0.3, -0.1, 0.1, 0.3])
@pytest.mark.parametrize("watch_every", [1, 5])
def test_they_agree_with_a_drift_too(drift, watch_every):
    asked = dict(ratio=1.7, line=1.30, volatility=0.3, drift=drift, watch_every=watch_every)
    formula = call_odds(**asked).probability_of_call
    simulated = call_odds(**asked, method="simulation", paths=20_000, seed=3)
    assert abs(simulated.probability_of_call - formula) <= 3 * math.sqrt(formula * (1 - formula) / 20_000)


@pytest.mark.parametrize("watch_every", [1, 5, 20])
def test_without_volatility_the_answer_is_yes_or_no(watch_every):
    def odds(drift, ratio=2.0):
        return first_passage_probability(ratio, 1.30, volatility=0.0, drift=drift, days=240, watch_every=watch_every)

    falls_to_the_line = math.log(1.30 / 2.0) * 252 / 240
    assert odds(falls_to_the_line - 0.01) == 1.0
    assert odds(falls_to_the_line + 0.01) == 0.0
    assert odds(0.0, ratio=1.30) == 0.0, "on the line is not below it"
    assert first_passage_probability(2.0, 1.30, volatility=1e-5, drift=-0.6, watch_every=watch_every) == pytest.approx(
        1
    )
    assert first_passage_probability(2.0, 1.30, volatility=1e-5, drift=0.0, watch_every=watch_every) == pytest.approx(0)


def test_the_limits():
    assert first_passage_probability(1.29, 1.30, volatility=0.3) == 1.0
    assert first_passage_probability(math.inf, 1.30, volatility=0.3) == 0.0
    assert first_passage_probability(5 / 3, 1e-9, volatility=0.3) == 0.0
    assert first_passage_probability(1.30, 1.30, volatility=0.3, days=5040) > 0.95
    assert first_passage_probability(5 / 3, 1.30, volatility=0.3, days=4, watch_every=5) == 0.0, (
        "the horizon ends before a watch"
    )


def test_one_watch_is_one_look_at_a_normal_distribution():
    spread = 0.3 * math.sqrt(20 / 252)
    look = (math.log(1.30 / 1.45) + spread**2 / 2) / spread
    assert first_passage_probability(1.45, 1.30, volatility=0.3, days=20, watch_every=20) == pytest.approx(
        math.erfc(-look / math.sqrt(2)) / 2, abs=1e-12
    )


@given(st.lists(RATIOS, min_size=1, max_size=8), VOLATILITIES, DRIFTS, DAYS, WATCHES)
def test_a_curve_holds_the_odds_of_each_of_its_points(ratios, volatility, drift, days, watch_every):
    asked = dict(volatility=volatility, drift=drift, days=days, watch_every=watch_every)
    one_by_one = [first_passage_probability(ratio, 1.30, **asked) for ratio in [*ratios, 1.2, math.inf]]
    assert first_passage_curve([*ratios, 1.2, math.inf], 1.30, **asked) == pytest.approx(one_by_one, abs=1e-6)


@given(RATIOS, VOLATILITIES, DRIFTS, DAYS, WATCHES)
def test_it_is_a_probability(ratio, volatility, drift, days, watch_every):
    odds = first_passage_probability(
        ratio, 1.30, volatility=volatility, drift=drift, days=days, watch_every=watch_every
    )
    assert 0.0 <= odds <= 1.0


@pytest.mark.parametrize("drift", [-10.0, -1.0, 0.0, 1.0, 10.0])
@pytest.mark.parametrize("volatility", [1e-300, 1e-12, 1e-4, 0.01, 10.0])
@pytest.mark.parametrize("watch_every", [1, 20])
def test_no_extreme_breaks_it(drift, volatility, watch_every):
    for ratio in (1.30, 1.3000001, 2.0, 1e6):
        odds = first_passage_probability(ratio, 1.30, volatility=volatility, drift=drift, watch_every=watch_every)
        assert 0.0 <= odds <= 1.0, f"{ratio}: {odds}"


@given(RATIOS, VOLATILITIES, DRIFTS, DAYS, WATCHES, st.floats(1.0, 1.5))
def test_a_higher_ratio_or_a_lower_line_never_raises_the_odds(ratio, volatility, drift, days, watch_every, factor):
    asked = dict(volatility=volatility, drift=drift, days=days, watch_every=watch_every)
    odds = first_passage_probability(ratio, 1.30, **asked)
    assert first_passage_probability(ratio * factor, 1.30, **asked) <= odds + HAIR
    assert first_passage_probability(ratio, 1.30 / factor, **asked) <= odds + HAIR


@given(RATIOS, VOLATILITIES, DRIFTS, DAYS, WATCHES, st.integers(0, 250))
def test_a_longer_horizon_never_lowers_the_odds(ratio, volatility, drift, days, watch_every, more):
    asked = dict(volatility=volatility, drift=drift, watch_every=watch_every)
    assert (
        first_passage_probability(ratio, 1.30, days=days + more, **asked)
        >= first_passage_probability(ratio, 1.30, days=days, **asked) - HAIR
    )


@given(RATIOS, st.floats(0.05, 0.8), st.floats(1.0, 1.5), WATCHES)
def test_without_drift_rougher_prices_never_lower_the_odds(ratio, volatility, factor, watch_every):
    calm = first_passage_probability(max(ratio, 1.35), 1.30, volatility=volatility, watch_every=watch_every)
    rough = first_passage_probability(max(ratio, 1.35), 1.30, volatility=volatility * factor, watch_every=watch_every)
    assert rough >= calm - HAIR


@given(RATIOS, VOLATILITIES, DRIFTS, st.integers(20, 504))
def test_watching_less_often_never_raises_the_odds(ratio, volatility, drift, days):
    often, weekly, monthly = (
        first_passage_probability(ratio, 1.30, volatility=volatility, drift=drift, days=days, watch_every=sessions)
        for sessions in (1, 5, 20)
    )
    assert monthly <= weekly + HAIR
    assert weekly <= often + 4 * HAIR


@given(RATIOS, VOLATILITIES, DRIFTS, st.integers(30, 504), WATCHES)
def test_half_of_the_calls_have_come_on_the_median_day(ratio, volatility, drift, days, watch_every):
    asked = dict(ratio=ratio, line=1.30, volatility=volatility, drift=drift, watch_every=watch_every)
    odds = call_odds(days=days, **asked)
    if odds.probability_of_call > 0.01:
        until = call_odds(days=odds.median_day, **asked).probability_of_call if odds.median_day else 0.0
        assert until >= odds.probability_of_call / 2
        assert odds.median_day % watch_every == 0, "a call comes on a watched session"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (dict(ratio=0), "ratio is 0 but must be above 0"),
        (dict(ratio="2"), "ratio is 2, which is not a number"),
        (dict(line=130), "line is 130; ratios are plain fractions, so write 130 % as 1.30"),
        (dict(volatility=30), "volatility is 30 but must not exceed 10"),
        (dict(volatility=None), "volatility is None, which is not a number"),
        (dict(volatility=-0.3), "volatility is -0.3 but must not be negative"),
        (dict(drift=math.nan), "drift is nan, which is not a number"),
        (dict(days=0), "days is 0 but must be above 0"),
        (dict(days=2.5), "days is 2.5, which is not a whole number"),
        (dict(watch_every=0), "watch_every is 0 but must be above 0"),
        (dict(reserve=-1), "reserve is -1 but must not be negative"),
        (dict(limit=0.1), "limit of the closed form is 0.1, which is not known; choose one of: None"),
        (dict(method="guess"), "method is 'guess', which is not known; choose one of: closed-form, simulation"),
        (dict(method="simulation", paths=0), "paths is 0 but must be above 0"),
        (dict(method="simulation", limit=7), "limit is 7 but must not exceed"),
        (dict(method="bootstrap"), "sample is empty"),
        (dict(method="replay"), "sample is empty"),
        (dict(rules="tw-nobody"), "rule profile is 'tw-nobody', which is not known"),
    ],
)
def test_bad_input_is_refused_in_words(wrong, words):
    with pytest.raises(InputError, match=words):
        call_odds(**(dict(ratio=2.0, line=1.30, volatility=0.3) | wrong))
