"""One price path: what each shape says of itself, the daily limit, and a walk that is the first of many."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.power import tried

from pledge_lib import rules
from pledge_lib.finance.checks import InputError
from pledge_lib.market import one_path, paths
from pledge_lib.market.closes import replay
from pledge_lib.market.limits import daily_limit

SHAPES = {
    "shock": one_path.instant_shock(0.3, days=8),
    "gap": one_path.gap(0.3, days=8, on=4),
    "bleed": one_path.slow_bleed(0.3, days=8),
    "V": one_path.v_shape(0.3, days=8, low_on=4),
    "ladder": one_path.limit_downs(5, days=8, limit=0.07),
}
WALKS = {
    "days": st.integers(1, 300),
    "volatility": st.floats(0, 2),
    "drift": st.floats(-1, 1),
    "seed": st.integers(0, 2**40),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_starts_at_one_and_has_a_close_for_each_session(name):
    assert SHAPES[name][0] == 1.0 and len(SHAPES[name]) == 9


def test_each_shape_has_its_low_where_it_says():
    assert SHAPES["shock"][1:] == (0.7,) * 8
    assert SHAPES["gap"] == (1.0,) * 4 + (0.7,) * 5
    assert min(SHAPES["V"]) == SHAPES["V"][4] == pytest.approx(0.7) and SHAPES["V"][-1] == 1.0
    assert SHAPES["V"][:4] == pytest.approx(SHAPES["V"][:4:-1]), "down as it goes up"
    assert SHAPES["bleed"][-1] == pytest.approx(0.7)
    assert [now / before for before, now in pairwise(SHAPES["bleed"])] == pytest.approx([0.7 ** (1 / 8)] * 8)
    assert SHAPES["ladder"][5:] == pytest.approx((0.93**5,) * 4), "TAIWAN.md 7.3: 7 % before 2015-06-01"


def test_the_excess_is_carried_over_until_it_is_spent():
    fall = one_path.limited(one_path.instant_shock(0.40, days=6), 0.10)
    assert fall == pytest.approx((1, 0.9, 0.81, 0.729, 0.6561, 0.6, 0.6))


def test_without_a_limit_nothing_is_held():
    free = one_path.instant_shock(0.40, days=3)
    assert one_path.limited(free, None) == free
    assert one_path.limited(free, [None, 0.10, 0.10]) == free, "the fall came before the limit began"


def test_a_path_may_live_through_a_change_of_the_limit():
    days = replay("2330", "2015-china").dates
    limits = [daily_limit(day, rules("tw-broker-pledge")) for day in days[1:]]
    held = one_path.limited(one_path.instant_shock(0.99, days=len(limits)), limits)
    falls = [round(1 - now / before, 9) for before, now in pairwise(held)][:30]
    assert falls == limits[:30] and set(limits[:30]) == {0.07, 0.10}


@given(**WALKS)
@tried(2)
def test_a_walk_is_the_first_of_many_and_is_held_as_they_are(days, volatility, drift, seed):
    walk = {"volatility": volatility, "drift": drift, "seed": seed}
    first = paths.geometric_brownian(1, days, **walk, dtype=np.float64)
    alone = one_path.random_walk(days, **walk)
    assert alone == pytest.approx(first[0], rel=1e-11)
    for limit in (None, 0.10, [0.07, None] * days):
        assert one_path.limited(alone, limit) == pytest.approx(paths.limited(first, limit)[0], rel=1e-11)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: one_path.instant_shock(22, days=5), "fall is 22 but must not exceed 1"),
        (lambda: one_path.slow_bleed(0.2, days=2.5), "days is 2.5, which is not a whole number"),
        (lambda: one_path.gap(0.2, days=5, on=0), "on is 0 but must be above 0"),
        (lambda: one_path.v_shape(0.2, days=5, low_on=5), "low_on is 5 but must not exceed 4"),
        (lambda: one_path.limit_downs(3, days=5, limit=10), "limit is 10 but must not exceed any fraction below 1"),
        (lambda: one_path.limited(SHAPES["shock"], [0.1]), "number of daily limits is 1 but must be at least 8"),
        (lambda: one_path.limited(SHAPES["shock"], -0.1), "limit is -0.1 but must be above 0"),
        (lambda: one_path.random_walk(5, volatility=30), "volatility is 30 but must not exceed 10"),
        (lambda: one_path.random_walk(5, volatility=math.nan), "volatility is nan, which is not a number"),
        (lambda: one_path.random_walk(0, volatility=0.3), "days is 0 but must be above 0"),
        (lambda: one_path.random_walk(5, volatility=0.3, seed=-1), "seed is -1 but must not be negative"),
        (lambda: one_path.random_walk(5, volatility=0.3, seed=1.5), "seed is 1.5, which is not a whole"),
    ],
)
def test_bad_input_is_refused_in_words(wrong, words):
    with pytest.raises(InputError, match=words):
        wrong()
