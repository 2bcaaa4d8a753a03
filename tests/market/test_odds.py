"""The counted odds: the same for the same seed, monotone, bounded in memory, to be stopped, never NaN."""

import math
import tracemalloc
from dataclasses import astuple, replace

import numpy as np
import pytest

from pledge_lib import rules
from pledge_lib.market.closed_form import fan
from pledge_lib.market.closes import windows
from pledge_lib.market.odds import METHODS, call_odds, drawn, terms_of
from pledge_lib.market.odds_run import OddsRun
from pledge_lib.market.paths import geometric_brownian, limited

SAMPLE = windows("2330")
PLEDGE = dict(ratio=5 / 3, line=1.30, volatility=0.4, days=120, paths=2_000, seed=4, sample=SAMPLE)
RANDOM = ("simulation", "bootstrap")


def odds(method="simulation", **changes):
    return call_odds(method=method, **(PLEDGE | changes))


@pytest.mark.parametrize("paths_in_a_block", [1, 257, 600, 799])
@pytest.mark.parametrize("method", [*RANDOM, "replay"])
def test_the_same_seed_counts_the_same_whatever_the_blocks(method, paths_in_a_block):
    asked = dict(paths=800, reserve=0.1, sample=SAMPLE[:2])
    assert odds(method, block_numbers=121 * paths_in_a_block, **asked) == odds(method, **asked)
    assert odds(method) == odds(method)
    assert method == "replay" or odds(method, seed=5) != odds(method)


def test_the_fan_of_the_paths_is_that_of_the_formula():
    days, shares = (20, 60), (0.1, 0.5, 0.9)
    fill, paths = drawn("simulation", 8_000, volatility=0.3, drift=0.0, seed=4, sample=())
    terms = terms_of(2.0, 1.01, rules("tw-broker-pledge"), watch_every=1, reserve=0.0)
    run = OddsRun(terms=terms, fill=fill, paths=paths, days=60, method="simulation", charted=days, block_numbers=99_999)
    assert [*run.steps()][-1] == 1
    found = np.array([*run.fan(shares)])
    assert found == pytest.approx(fan(2.0, shares, days, volatility=0.3).T, rel=0.02)


def test_the_odds_are_those_of_the_paths_that_a_chart_shows():
    closes = geometric_brownian(2_000, days=120, volatility=0.4, seed=4)
    shown = (5 / 3 * closes < 1.30).any(axis=1).mean()
    assert odds().probability_of_call == pytest.approx(shown, abs=1e-3)
    held = (5 / 3 * limited(closes, 0.03) < 1.30).any(axis=1).mean()
    assert odds(limit=0.03).probability_of_call == pytest.approx(held, abs=1e-3)
    assert held < shown


@pytest.mark.parametrize("method", [*RANDOM, "replay"])
def test_every_number_is_in_its_range(method):
    found = odds(method)
    assert 0 < found.probability_of_sale <= found.probability_of_call < 1
    assert 0 < found.median_day <= 120
    assert 0 <= found.expected_shortfall_given_sale < 1
    assert 0 < found.expected_loss_given_sale < 2
    assert found.method == method and not found.cancelled
    assert found.paths == (2_000 if method in RANDOM else sum(len(closes.dates) - 1 for closes in SAMPLE))


def test_the_standard_error_is_that_of_a_share_of_independent_paths():
    found = odds()
    share = found.probability_of_call
    assert found.standard_error == pytest.approx(math.sqrt(share * (1 - share) / 2_000))
    assert odds("closed-form").standard_error == 0.0
    assert odds("replay").standard_error is None, "starts a day apart are nearly the same path"


@pytest.mark.parametrize("method", METHODS)
def test_nothing_is_ever_nan(method):
    for changes in (
        dict(ratio=math.inf),
        dict(ratio=1.0),
        dict(ratio=0.01),
        dict(line=1e-9),
        dict(volatility=0.0),
        dict(volatility=10.0, drift=-10.0, reserve=1.0),
        dict(volatility=10.0, drift=10.0, days=504),
        dict(days=1),
        dict(days=3, watch_every=20),
    ):
        found = odds(method, **changes)
        numbers = [value for value in astuple(found) if isinstance(value, float)]
        assert all(map(math.isfinite, numbers)), f"{changes}: {found}"


@pytest.mark.parametrize("method", [*RANDOM, "replay"])
def test_the_limits(method):
    at_once = odds(method, ratio=1.29)
    assert (at_once.probability_of_call, at_once.median_day) == (1.0, 0)
    never = odds(method, line=1e-6)
    assert (never.probability_of_call, never.probability_of_sale, never.median_day) == (0.0, 0.0, None)
    assert never.expected_shortfall_given_sale is None and never.expected_loss_given_sale is None


def test_without_volatility_every_path_is_the_same():
    assert odds(volatility=0.0, drift=0.0).probability_of_call == 0.0
    assert odds(volatility=0.0, drift=-0.7).probability_of_call == 1.0


@pytest.mark.parametrize("method", [*RANDOM, "replay"])
def test_on_the_same_paths_more_danger_never_means_fewer_calls_or_sales(method):
    for name, safer_first in (
        ("ratio", (2.5, 2.0, 5 / 3, 1.4, 1.29)),
        ("line", (1.2, 1.3, 1.4, 1.5, 1.6)),
        ("watch_every", (60, 20, 5, 1)),
    ):
        found = [odds(method, **{name: value}) for value in safer_first]
        calls = [one.probability_of_call for one in found]
        assert calls == sorted(calls), name
        assert calls[0] < calls[-1], f"{name}: these values do not test the law"
        if name in ("ratio", "watch_every"):
            sales = [one.probability_of_sale for one in found]
            assert sales == sorted(sales), name


@pytest.mark.parametrize("method", [*RANDOM, "replay"])
@pytest.mark.parametrize("rules", ["tw-broker-pledge", "tw-sfc-pledge"])
def test_a_reserve_never_changes_the_odds_of_a_call_nor_raises_those_of_a_sale(method, rules):
    found = [odds(method, rules=rules, reserve=reserve) for reserve in (0.0, 0.1, 0.22, 0.25, 0.4, 1.0)]
    assert len({one.probability_of_call for one in found}) == 1
    sales = [one.probability_of_sale for one in found]
    assert sales == sorted(sales, reverse=True)
    assert sales[-1] < sales[0]


def test_more_time_to_pay_never_raises_the_odds_of_a_sale():
    broker = rules("tw-broker-pledge")
    sales = [odds(rules=replace(broker, cure_sessions=days)).probability_of_sale for days in (1, 2, 3, 5, 10)]
    assert sales == sorted(sales, reverse=True)


def test_the_profile_gives_the_line():
    company = odds(line=None, rules="tw-sfc-pledge")
    assert company.probability_of_call == odds(line=1.40).probability_of_call > odds().probability_of_call


def test_a_line_above_the_cancel_level_takes_it_along():
    assert rules("tw-broker-pledge").cancel_level < 1.70 < 1.75
    still = odds(ratio=1.70, line=1.75, volatility=0.0)
    assert still.probability_of_sale == 1.0, "170 % must not cancel a call at 175 %"


def test_half_of_the_called_paths_are_called_by_the_median_day():
    below = 5 / 3 * geometric_brownian(2_000, days=120, volatility=0.4, seed=4) < 1.30
    first = below.argmax(axis=1)[below.any(axis=1)]
    assert odds().median_day == np.quantile(first, 0.5, method="inverted_cdf")


def test_a_crash_from_the_first_day_leaves_what_can_be_computed_by_hand():
    """From 100 % nothing moves: called at the start, two sessions to pay, sold on the third, costs are owed."""
    cost = rules("tw-broker-pledge").selling_cost
    still = odds(ratio=1.0, volatility=0.0, paths=10)
    assert (still.probability_of_sale, still.median_day) == (1.0, 0)
    assert still.expected_shortfall_given_sale == pytest.approx(cost, abs=1e-8)
    assert still.expected_loss_given_sale is None, "there are no own funds to lose"
    above = odds(ratio=1.25, volatility=0.0, paths=10)
    assert above.expected_shortfall_given_sale == 0.0
    assert above.expected_loss_given_sale == pytest.approx(1.25 * cost / 0.25, abs=1e-7)


def test_progress_is_told_after_every_block_and_a_stop_leaves_a_labelled_part():
    told = []
    whole = odds(block_numbers=121 * 512, progress=lambda done, total: told.append((done, total)))
    assert told == [(512, 2_000), (1_024, 2_000), (1_536, 2_000), (2_000, 2_000)]
    stop = iter([False, True])
    part = odds(block_numbers=121 * 512, cancel=lambda: next(stop))
    assert (part.paths, part.cancelled, whole.cancelled) == (1_024, True, False)
    assert replace(part, cancelled=False) == odds(paths=1_024)
    assert not odds(cancel=lambda: True, block_numbers=10_000_000).cancelled, "nothing was left to stop"


def test_memory_does_not_grow_with_the_number_of_paths():
    def measured(paths):
        tracemalloc.start()
        odds(paths=paths, days=60, block_numbers=61 * 1_000)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    measured(1_000)
    assert measured(20_000) < 1.5 * measured(1_000), "a block holds 768 paths; 20,000 at once would take 26 times that"


def test_float64_paths_tell_the_same_odds_within_their_error():
    wide, narrow = odds(dtype=np.float64), odds()
    assert abs(wide.probability_of_call - narrow.probability_of_call) < 4 * narrow.standard_error
