"""Laws of positions, liquidations, curves and cascades."""

import math
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pledge_lib.datasets import rules
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.crypto.assets import Collateral, Debt
from pledge_lib.finance.crypto.cascade import cascade
from pledge_lib.finance.crypto.liquidation import improves, liquidate, liquidate_until_safe
from pledge_lib.finance.crypto.position import (
    LIQUIDATABLE,
    CryptoPosition,
    fall_to_liquidation,
    health_factor,
    ratio_of,
    threshold_of,
)
from pledge_lib.finance.crypto.rates import (
    BINOMIAL,
    RateCurve,
    compounded_factor,
    continuous_factor,
    days_to_liquidation,
    health_after,
    linear_factor,
    utilization,
)

VERSIONS = {name: rules(name) for name in ("aave-v2", "aave-v3-0", "aave-v3-3", "aave-v4")}
SHARE_ONLY = ("aave-v2", "aave-v3-0", "aave-v3-3")
thresholds = st.integers(50, 95).map(lambda percent: percent / 100)
amounts = st.integers(1, 10_000_000).map(lambda units: units / 1_000)
prices = st.integers(1, 1_000_000).map(lambda cents: cents / 100)
shares = st.integers(0, 100).map(lambda percent: percent / 100)


@st.composite
def positions(draw, count=3):
    """Draw a position with one to three collaterals and one or two debts."""
    held = [
        Collateral(
            symbol=f"C{place}",
            amount=draw(amounts),
            price=draw(prices),
            loan_to_value=0.4,
            threshold=draw(thresholds),
            bonus=draw(st.integers(0, 5)) / 100,
            protocol_fee=0.1,
        )
        for place in range(draw(st.integers(1, count)))
    ]
    owed = [
        Debt(symbol=f"D{place}", amount=draw(amounts), price=draw(prices)) for place in range(draw(st.integers(1, 2)))
    ]
    return CryptoPosition(collateral=held, debts=owed)


def one(health, threshold=0.83, bonus=0.05, value=100_000):
    """Return a position of one collateral and one debt at a health factor."""
    held = Collateral(
        symbol="C", amount=value, price=1, loan_to_value=0.5, threshold=threshold, bonus=bonus, protocol_fee=0.1
    )
    return CryptoPosition(collateral=[held], debts=[Debt(symbol="D", amount=Fraction(str(threshold)) * value / health)])


@given(positions(count=1))
def test_with_one_collateral_the_health_factor_is_threshold_times_the_maintenance_ratio(position):
    threshold = position.collateral[0].threshold
    assert position.health_factor == pytest.approx(threshold * position.maintenance_ratio)
    assert ratio_of(position.health_factor, threshold) == pytest.approx(position.maintenance_ratio)
    assert position.ltv == pytest.approx(1 / position.maintenance_ratio)
    plain = health_factor(position.collateral_value, position.debt_value, threshold)
    assert plain == pytest.approx(position.health_factor)


@given(positions())
def test_liquidation_prices_solve_a_health_factor_of_one(position):
    for asset in (*position.collateral, *position.debts):
        price = position.liquidation_price(asset.symbol)
        if price is not None:
            assert position.at({asset.symbol: price}).health_factor == pytest.approx(1)
            worse = 0.99 if position.liquidated_when(asset.symbol) == "below" else 1.01
            assert position.at({asset.symbol: price * worse}).state == LIQUIDATABLE


@given(positions())
def test_the_common_fall_solves_a_health_factor_of_one(position):
    fallen = position.at({asset.symbol: asset.price * (1 - position.common_fall) for asset in position.collateral})
    assert fallen.health_factor == pytest.approx(1)
    assert position.common_fall == pytest.approx(fall_to_liquidation(position.health_factor))


@given(positions(), st.integers(2, 1_000))
def test_scaling_both_sides_changes_nothing(position, times):
    scaled = CryptoPosition(
        collateral=[replace(asset, amount=asset.amount * times) for asset in position.collateral],
        debts=[replace(debt, amount=debt.amount * times) for debt in position.debts],
    )
    assert scaled.health_factor == pytest.approx(position.health_factor)
    assert scaled.max_ltv == pytest.approx(position.max_ltv)


@given(st.fractions(Fraction(60, 100), Fraction(99, 100)), thresholds, st.integers(0, 15), st.sampled_from(SHARE_ONLY))
def test_a_liquidation_raises_the_health_factor_exactly_above_threshold_and_bonus(health, threshold, percent, version):
    bonus = percent / 100
    position = one(health, threshold, bonus)
    call = liquidate(position, "C", "D", VERSIONS[version])
    after = call.after
    assume(call.refused is None and after.debts[0].amount and after.collateral[0].amount)
    factor = Fraction(str(threshold)) * (1 + Fraction(str(bonus)))
    before_exact, after_exact = health, _exact_health(after)
    assert (after_exact > before_exact) == (health > factor)
    assert improves(float(health), threshold, bonus) == (Fraction(str(float(health))) > factor)


def _exact_health(position):
    held, owed = position.collateral[0], position.debts[0]
    return held.value * Fraction(str(held.threshold)) / owed.value


@given(positions(), st.sampled_from(sorted(VERSIONS)))
def test_nothing_is_lost_in_a_call(position, version):
    call = liquidate(position, "C0", "D0", VERSIONS[version])
    if call.refused:
        assert call.after == position and call.repaid == call.seized == 0
        return
    assert call.repaid <= call.most_repaid * (1 + 1e-12) and call.seized <= position.collateral[0].amount
    assert float(call.after.collateral[0].amount) == pytest.approx(position.collateral[0].amount - call.seized)
    paid = call.repaid * position.debts[0].price
    assert call.seized * position.collateral[0].price == pytest.approx(paid * (1 + call.bonus))
    assert call.to_liquidator + call.to_protocol == pytest.approx(call.seized)
    booked = sum(call.deficit.get(debt.symbol, 0) * debt.price for debt in position.debts)
    assert position.debt_value - call.after.debt_value == pytest.approx(paid + booked)


@given(st.fractions(Fraction(88, 100), Fraction(999, 1000)))
def test_a_target_is_reached_where_the_version_has_one(health):
    call = liquidate(one(health), "C", "D", VERSIONS["aave-v4"])
    assert call.after.health_factor == pytest.approx(VERSIONS["aave-v4"].target_health_factor)


@given(st.fractions(Fraction(50, 100), Fraction(99, 100)), st.sampled_from(sorted(VERSIONS)))
def test_rounds_end_safe_or_with_nothing_left_to_take(health, version):
    calls = liquidate_until_safe(one(health), "C", "D", VERSIONS[version])
    last = calls[-1]
    underwater = last.after.health_factor < 1 and len(calls) == 50
    assert last.refused or underwater or last.after.state != LIQUIDATABLE or not last.after.collateral[0].amount


@given(shares, shares, st.integers(1, 99).map(lambda p: p / 100), st.integers(0, 50), st.integers(0, 300))
def test_supply_income_never_exceeds_what_borrowers_pay(used, reserve, kink, slope1, slope2):
    slopes = {"slope1": slope1 / 100, "slope2": (slope1 + slope2) / 100}
    curve = RateCurve(optimal_utilization=kink, base=0.01, reserve_factor=reserve, **slopes)
    assert curve.supply_apr(used) <= curve.borrow_apr(used) * used + 1e-12


@given(st.integers(1, 99).map(lambda p: p / 100), shares, shares)
def test_the_borrow_rate_rises_with_utilisation_and_has_no_gap_at_the_kink(kink, one_use, other_use):
    curve = RateCurve(optimal_utilization=kink, base=0.01, slope1=0.05, slope2=0.8, reserve_factor=0.1)
    low, high = sorted((one_use, other_use))
    assert curve.borrow_apr(low) <= curve.borrow_apr(high) + 1e-12
    assert curve.borrow_apr(kink) == pytest.approx(0.06)
    assert curve.borrow_apr(min(kink + 1e-9, 1.0)) == pytest.approx(0.06, abs=1e-5)


@given(st.floats(0, 5), st.integers(0, 10**9), st.integers(0, 10**8))
def test_indexes_never_fall_and_compounding_lies_between_linear_and_continuous(apr, seconds, more):
    assume(apr * (seconds + more) / 31_536_000 < 50)
    for factor in (linear_factor, compounded_factor, continuous_factor):
        assert 1 <= factor(apr, seconds) <= factor(apr, seconds + more)
    linear, taylor, continuous = (f(apr, seconds) for f in (linear_factor, compounded_factor, continuous_factor))
    assert linear <= taylor * (1 + 1e-12) and taylor <= continuous * (1 + 1e-12)
    assert compounded_factor(apr, seconds, BINOMIAL) <= taylor * (1 + 1e-12)


@given(st.floats(1.001, 5), st.floats(0.001, 2), st.floats(0, 0.5))
def test_the_days_of_a_slow_leak_end_at_one(health, borrow, supply):
    days = days_to_liquidation(health, borrow, supply)
    if borrow <= supply:
        assert days == math.inf
    else:
        assert health_after(health, borrow, days, supply) == pytest.approx(1, rel=1e-6)
    assert health_after(health, borrow, 100, compounded=False) >= health_after(health, borrow, 100)


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 50)), max_size=20), shares, shares, shares)
def test_a_deeper_market_never_makes_a_cascade_longer(waiting, shock, one_depth, other_depth):
    shallow, deep = (
        cascade(100, waiting, shock, depth / 100) for depth in sorted((one_depth, other_depth), reverse=True)
    )
    assert sum(step.reached for step in deep) <= sum(step.reached for step in shallow)
    assert sum(step.reached for step in shallow) <= len(waiting)
    assert all(step.after <= step.price for step in shallow)
    reached_by_the_shock = sum(line >= 100 * (1 - shock) for line, _ in waiting)
    assert sum(step.reached for step in cascade(100, waiting, shock, 0)) == reached_by_the_shock


def test_a_wave_sells_its_share_of_the_collateral_that_it_reaches():
    """At 94 the 4 tokens of the line 95 are reached; half of them move the price by 2 x 5%."""
    (step,) = cascade(100, [(95, 4), (80, 1)], shock=0.06, depth=0.05, share=0.5)
    assert (step.price, step.reached, step.sold, step.after) == (94, 1, 2, pytest.approx(84.6))


def test_the_two_lines_are_one_another():
    assert [round(threshold_of(line), 4) for line in (1.30, 1.40)] == [0.7692, 0.7143]
    assert threshold_of(ratio_of(1, 0.83)) == pytest.approx(0.83)
    assert utilization(0, 0) == 0


@pytest.mark.parametrize(
    "refused",
    [
        lambda: Collateral(symbol="C", amount=-1, price=1, loan_to_value=0.5, threshold=0.8),
        lambda: Collateral(symbol="C", amount=1, price=1, loan_to_value=80.5, threshold=0.83),
        lambda: one(Fraction(2)).at({"X": 1}),
        lambda: one(Fraction(2)).liquidation_price("X"),
        lambda: liquidate(one(Fraction(1, 2)), "X", "D", VERSIONS["aave-v4"]),
        lambda: liquidate(one(Fraction(1, 2)), "C", "D", VERSIONS["aave-v4"], offered=0),
        lambda: liquidate(one(Fraction(1, 2)).at({"C": 0}), "C", "D", VERSIONS["aave-v4"]),
        lambda: CryptoPosition(collateral=one(Fraction(2)).collateral * 2),
        lambda: RateCurve(optimal_utilization=1, base=0, slope1=0, slope2=0, reserve_factor=0),
        lambda: compounded_factor(0.05, 1, "exact"),
        lambda: days_to_liquidation(-1, 0.1),
    ],
)
def test_bad_input_is_refused(refused):
    with pytest.raises(InputError):
        refused()


@pytest.mark.parametrize("version", VERSIONS)
@given(st.integers(30, 99).map(lambda percent: percent / 100), st.integers(0, 500))
def test_nobody_makes_a_call_that_brings_less_than_it_costs(version, health, gas):
    position = one(health, value=20_000)
    calls = liquidate_until_safe(position, "C", "D", VERSIONS[version])
    paid = liquidate_until_safe(position, "C", "D", VERSIONS[version], least_income=gas)
    assert paid == calls[: len(paid)], "the calls that are made are the same"
    assert all(call.income >= gas for call in paid if not call.refused)
    assert len(paid) == len(calls) or calls[len(paid)].income < gas
    for call in calls:
        assert call.income == pytest.approx(call.penalty * (1 - 0.1)), "the protocol takes a tenth of the bonus"


@given(
    st.integers(101, 300).map(lambda percent: percent / 100),
    st.integers(1, 100).map(lambda percent: percent / 100),
    st.integers(0, 20).map(lambda percent: percent / 100),
)
def test_simple_interest_too_leads_to_1_on_its_day(health, borrowed, supplied):
    days = days_to_liquidation(health, borrowed, supplied, compounded=False)
    if math.isinf(days):
        assert borrowed <= health * supplied * (1 + 1e-12)
        assert health_after(health, borrowed, 36_500, supplied, compounded=False) >= 1
    else:
        assert health_after(health, borrowed, days, supplied, compounded=False) == pytest.approx(1)
