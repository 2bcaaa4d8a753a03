"""Many price paths: the daily limit, the same seed, real returns and no others."""

import math
from datetime import date, timedelta

import numpy as np
import pytest

from pledge_lib import rules
from pledge_lib.finance.checks import InputError
from pledge_lib.market import draws, paths
from pledge_lib.market.closes import Closes, replay, volatility_of, window, windows
from pledge_lib.market.limits import daily_limit

MONDAY = date(2024, 1, 1)
DOUBLE = np.float64


def closes_of(*values, actions=()):
    days = tuple(MONDAY + timedelta(number) for number in range(len(values)))
    return Closes("made up", days, values, frozenset(days[place] for place in actions))


@pytest.mark.parametrize("limit", [0.07, 0.10, (0.07,) * 30 + (0.10,) * 30])
@pytest.mark.parametrize("seed", range(5))
def test_no_close_moves_by_more_than_the_limit(limit, seed):
    free = paths.geometric_brownian(50, days=60, volatility=1.5, seed=seed, dtype=DOUBLE)
    held = paths.limited(free, limit)
    moves = held[:, 1:] / held[:, :-1] - 1
    assert (abs(moves) <= np.broadcast_to(limit, 60) + 1e-12).all()
    assert (abs(free[:, 1:] / free[:, :-1] - 1) > 0.10).any(), "this seed does not test the limit"
    locked = held != free
    wanted = np.sign(free[:, 1:] - held[:, :-1])
    assert (np.sign(moves)[locked[:, 1:]] == wanted[locked[:, 1:]]).all(), "a locked close moves towards what is wanted"


@pytest.mark.parametrize("limit", [0.07, 0.10, None, (None,) * 20 + (0.10,) * 20])
def test_logs_and_closes_are_held_alike(limit):
    free = paths.geometric_brownian(40, days=40, volatility=1.2, seed=3, dtype=DOUBLE)
    rows = np.log(free).T.copy()
    paths.limit_logs(rows, limit)
    assert np.exp(rows.T) == pytest.approx(paths.limited(free, limit))


@pytest.mark.parametrize("dtype", [np.float32, DOUBLE])
@pytest.mark.parametrize("few", [1, 255, 256, 700])
def test_the_same_seed_gives_the_same_walks_and_the_first_of_many_are_the_few(dtype, few):
    sample = windows("2330")
    many = paths.geometric_brownian(1_000, days=30, volatility=0.3, seed=5, dtype=dtype)
    drawn = paths.block_bootstrap(1_000, days=30, sample=sample, seed=5, dtype=dtype)
    assert many.dtype == drawn.dtype == dtype
    assert (paths.geometric_brownian(few, days=30, volatility=0.3, seed=5, dtype=dtype) == many[:few]).all()
    assert (paths.block_bootstrap(few, days=30, sample=sample, seed=5, dtype=dtype) == drawn[:few]).all()
    assert (paths.geometric_brownian(few, days=30, volatility=0.3, seed=6, dtype=dtype) != many[:few]).any()


@pytest.mark.parametrize("drift", [-0.2, 0.0, 0.1])
def test_a_random_walk_has_the_mean_and_the_spread_it_was_given(drift):
    last = paths.geometric_brownian(20_000, days=126, volatility=0.4, drift=drift, dtype=DOUBLE)[:, -1]
    error = 4 * last.std() / math.sqrt(20_000)
    assert last.mean() == pytest.approx(math.exp(drift / 2), abs=error)
    assert np.log(last).std() == pytest.approx(0.4 * math.sqrt(0.5), rel=0.03)


def test_float32_walks_lose_less_than_a_thousandth_of_a_per_cent():
    steps = paths.geometric_brownian(500, days=252, volatility=0.6, seed=2)
    again = steps[:, 1:].astype(DOUBLE) / steps[:, :-1]
    assert np.prod(again, axis=1) == pytest.approx(steps[:, -1], rel=1e-5)


def test_a_bootstrap_without_a_new_mean_holds_only_real_returns():
    sample = windows("2603")
    real = np.concatenate([part for closes in sample for part in closes.stretches()])
    drawn = np.diff(np.log(paths.block_bootstrap(20, days=50, sample=sample, drift=None, dtype=DOUBLE)), axis=1)
    distance = abs(drawn[..., np.newaxis] - real).min(axis=-1)
    assert distance.max() < 1e-12
    assert drawn.max() < math.log(1.1) + 1e-9, "the capital cut of 2022-09-19 is not a rise of 130 %"


def test_a_run_keeps_the_order_of_real_days():
    rising = closes_of(*np.exp(np.cumsum(np.arange(40) / 1_000)))
    drawn = paths.block_bootstrap(30, days=20, sample=[rising], block_length=5, drift=None, dtype=DOUBLE)
    within = np.diff(np.diff(np.log(drawn)).reshape(30, 4, 5), axis=2)
    assert within == pytest.approx(0.001), "within a run each return follows the one before"


def test_the_mean_of_a_bootstrap_is_moved_to_the_drift():
    last = paths.block_bootstrap(20_000, days=252, sample=windows("2330"), drift=0.05, dtype=DOUBLE)[:, -1]
    assert last.mean() == pytest.approx(math.exp(0.05), abs=4 * last.std() / math.sqrt(20_000))


def test_the_volatility_is_that_of_all_returns_on_both_sides_of_an_action():
    closes = closes_of(100.0, 101.0, 102.0, 51.0, 52.0, 53.0, actions=[3])
    returns = np.log([1.01, 102 / 101, 52 / 51, 53 / 52])
    assert volatility_of([closes]) == pytest.approx(returns.std(ddof=1) * math.sqrt(252), rel=1e-12)


def test_no_run_crosses_a_corporate_action():
    closes = closes_of(100.0, 101.0, 102.0, 51.0, 52.0, 53.0, actions=[3])
    before, after = closes.stretches()
    assert before == pytest.approx([math.log(1.01), math.log(102 / 101)])
    assert after == pytest.approx([math.log(52 / 51), math.log(53 / 52)])
    with pytest.raises(InputError, match="block_length is 3 but must not exceed 2"):
        paths.block_bootstrap(5, days=5, sample=[closes], block_length=3)


@pytest.mark.parametrize("symbol", ["2330", "0050", "2317", "2454", "2603", "2881", "2412"])
def test_no_replayed_change_is_beyond_the_daily_limit(symbol):
    for real in windows(symbol):
        name = real.name.split()[1]
        found = replay(symbol, name)
        changes = abs(found.path[0, 1:] / found.path[0, :-1] - 1) - 1e-9
        limits = [daily_limit(day, rules("tw-broker-pledge")) for day in found.dates[1:]]
        beyond = [day for day, change, limit in zip(found.dates[1:], changes, limits, strict=True) if change > limit]
        assert beyond == [], f"{symbol} {name}"


def test_a_cash_dividend_stays_in_the_replay():
    assert replay("2330", "2020-pandemic").closes == window("2330", "2020-pandemic").closes


def test_a_replay_starts_on_every_day_but_the_last_and_ends_with_its_closes():
    fill, count = draws.replayed([closes_of(100.0, 110.0, 99.0), closes_of(50.0, 60.0)])
    assert count == 3
    rows = np.empty((3, count))
    fill(rows[:, :2])
    fill(rows[:, 2:])
    assert np.exp(rows.T) == pytest.approx(np.array([[1, 1.1, 0.99], [1, 0.9, math.inf], [1, 1.2, math.inf]]))
    paths.limit_logs(rows, 0.05)
    assert np.exp(rows.T)[1:] == pytest.approx(np.array([[1, 0.95, math.inf], [1, 1.05, math.inf]]))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: paths.limited(np.ones((1, 9)), [0.1]), "number of daily limits is 1 but must be at least 8"),
        (lambda: paths.limited(np.ones((1, 9)), -0.1), "limit is -0.1 but must be above 0"),
        (lambda: paths.geometric_brownian(5, days=5, volatility=30), "volatility is 30 but must not exceed 10"),
        (lambda: paths.geometric_brownian(5, days=5, volatility=math.nan), "volatility is nan, which is not a number"),
        (lambda: paths.geometric_brownian(0, days=5, volatility=0.3), "paths is 0 but must be above 0"),
        (lambda: paths.block_bootstrap(5, days=5, sample=()), "sample is empty"),
        (lambda: draws.replayed(()), "sample is empty"),
        (lambda: paths.geometric_brownian(5, days=5, volatility=0.3, seed=-1), "seed is -1 but must not be negative"),
        (lambda: paths.geometric_brownian(5, days=5, volatility=0.3, seed=1.5), "seed is 1.5, which is not a whole"),
    ],
)
def test_bad_input_is_refused_in_words(wrong, words):
    with pytest.raises(InputError, match=words):
        wrong()
