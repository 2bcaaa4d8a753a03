"""The wandering utilisation of a pool: its mean and width, what it earns, and when nothing can be withdrawn."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.power import tried

from pledge_lib.finance.checks import InputError
from pledge_lib.finance.crypto.rates import RateCurve
from pledge_lib.market.crypto.pool_simulation import Supply, Wandering, simulated_supply
from pledge_lib.market.lending.fee_simulation import drained

CURVE = RateCurve(optimal_utilization=0.80, base=0.0, slope1=0.048, slope2=0.80, reserve_factor=0.15)
STEADY = Wandering(start=0.80, usual=0.80, swing=0.0, half_life=10, days=365)
SUPPLY = Supply(curve=CURVE, share=0.01)
shares = st.integers(0, 100).map(lambda percent: percent / 100)


def run(wandering, supply=SUPPLY, paths=200, seed=1, charted=(0,), shares=(0.5,)):
    return drained(simulated_supply(wandering, supply, paths=paths, seed=seed, charted=charted, shares=shares))


def test_without_luck_every_path_is_the_calm_one():
    wandering = replace(STEADY, start=0.90)
    found = run(wandering, paths=3, charted=(0, 10, 365))
    calm = SUPPLY.calm_income(wandering)
    assert found.incomes == pytest.approx([calm[-1]] * 3)
    assert [row[0] for row in found.utilization_fan] == pytest.approx([0.90, 0.85, 0.80])
    assert [row[0] for row in found.income_fan] == pytest.approx([0.0, calm[10], calm[365]])


def test_a_steady_pool_earns_its_rate_with_daily_interest():
    apr = 0.048 * 0.80 * 0.85
    assert SUPPLY.calm_income(STEADY)[-1] == pytest.approx((1 + apr / 365) ** 365 - 1)
    owing = replace(SUPPLY, borrowed=0.5)
    cost = 0.5 * ((1 + 0.048 / 365) ** 365 - 1)
    assert owing.calm_income(STEADY)[-1] == pytest.approx(SUPPLY.calm_income(STEADY)[-1] - cost)


def test_half_of_the_way_back_takes_the_half_life():
    wandering = replace(STEADY, start=1.0, half_life=20)
    assert wandering.calm(0) == 1.0 and wandering.calm(20) == pytest.approx(0.90)
    assert wandering.calm(40) == pytest.approx(0.85)


def test_the_long_run_is_as_wide_as_the_swing():
    wandering = Wandering(start=0.5, usual=0.5, swing=0.08, half_life=5, days=100)
    found = run(wandering, paths=20_000, charted=(100,), shares=(0.1587, 0.5, 0.8413))
    low, middle, high = found.utilization_fan[0]
    assert middle == pytest.approx(0.5, abs=0.004)
    assert (high - low) / 2 == pytest.approx(0.08, rel=0.03), "one standard deviation on either side"


def test_the_first_day_has_the_start_and_a_day_of_luck_has_its_push():
    wandering = Wandering(start=0.5, usual=0.5, swing=0.08, half_life=5, days=2)
    found = run(wandering, paths=20_000, charted=(0, 1), shares=(0.1587, 0.8413))
    assert found.utilization_fan[0] == (0.5, 0.5)
    low, high = found.utilization_fan[1]
    assert (high - low) / 2 == pytest.approx(0.08 * math.sqrt(1 - 0.5**0.4), rel=0.05)


def test_swings_below_the_kink_change_the_income_little_and_beyond_it_much():
    low = Wandering(start=0.40, usual=0.40, swing=0.05, half_life=10, days=365)
    calm = SUPPLY.calm_income(low)[-1]
    assert run(low, paths=2_000).mean_income == pytest.approx(calm, rel=0.03)
    at_kink = replace(STEADY, swing=0.05)
    assert run(at_kink, paths=2_000).mean_income > 2 * SUPPLY.calm_income(at_kink)[-1]


def test_a_larger_deposit_is_blocked_sooner_and_a_full_pool_blocks_everybody():
    wandering = replace(STEADY, swing=0.05, days=90)
    blocked = [run(wandering, replace(SUPPLY, share=share)).blocked_days.sum() for share in (0, 0.05, 0.1, 0.2)]
    assert blocked == sorted(blocked) and blocked[0] < blocked[-1]
    full = run(replace(STEADY, start=1.0, usual=1.0, days=30), replace(SUPPLY, share=0.0))
    assert set(full.blocked_days) == set(full.longest_blocked) == {31} and full.blocked_share == 1
    assert run(STEADY).blocked_share == 0 and not SUPPLY.is_blocked(0.99), "exactly the rest of the pool is enough"


def test_a_stretch_is_counted_from_its_first_blocked_day_to_its_last():
    """From 1 back to 0.5 with a half-life of 3 days: above 0.9 on days 0, where the share is a tenth, and no more."""
    falling = Wandering(start=1.0, usual=0.5, swing=0.0, half_life=3, days=10)
    levels = [falling.calm(day) for day in range(11)]
    expected = sum(level > 0.75 for level in levels)
    found = run(falling, replace(SUPPLY, share=0.25))
    assert expected == 3 and set(found.longest_blocked) == set(found.blocked_days) == {expected}
    lucky = run(replace(STEADY, swing=0.05, half_life=2, days=90), replace(SUPPLY, share=0.20))
    assert (lucky.longest_blocked < lucky.blocked_days).all(), "a day on which it opens ends a stretch"


@tried(0.4)
@given(shares, shares, st.integers(0, 20).map(lambda percent: percent / 100), st.integers(1, 60), shares)
def test_what_holds_on_every_path(start, usual, swing, half_life, borrowed):
    wandering = Wandering(start=start, usual=usual, swing=swing, half_life=half_life, days=40)
    charted = tuple(range(0, 41, 5))
    found = run(wandering, Supply(curve=CURVE, share=0.1, borrowed=borrowed), paths=40, charted=charted, shares=(0, 1))
    levels = np.array(found.utilization_fan)
    assert levels.min() >= 0 and levels.max() <= 1
    assert (found.longest_blocked <= found.blocked_days).all() and found.blocked_days.max() <= 41
    assert list(found.incomes) == sorted(found.incomes) and found.income_fan[0] == (0.0, 0.0)
    alone = run(wandering, Supply(curve=CURVE, share=0.1), paths=40)
    assert (found.incomes <= alone.incomes + 1e-12).all(), "a loan costs"
    most = 40 / 365 * float(CURVE.supply_apr(1.0))
    assert alone.incomes.max() <= math.exp(most) - 1 and alone.incomes.min() >= 0
    assert alone.loss_share == 0


def test_the_seed_decides_everything_and_luck_differs_between_seeds():
    wandering = replace(STEADY, swing=0.05, days=30)
    assert (run(wandering).incomes == run(wandering).incomes).all()
    assert (run(wandering).incomes != run(wandering, seed=2).incomes).any()


@pytest.mark.parametrize("name", ["start", "usual", "swing", "half_life", "days"])
def test_bad_numbers_are_refused_by_name(name):
    with pytest.raises(InputError) as refused:
        replace(STEADY, **{name: -1})
    assert refused.value.values["name"] == name
    with pytest.raises(InputError):
        replace(SUPPLY, share=1.5)
    with pytest.raises(InputError):
        run(STEADY, paths=0)
