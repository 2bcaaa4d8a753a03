"""The golden examples that can be checked by hand, and the numbers that the lesson prints."""

import math
from dataclasses import replace

import pytest

from pledge_lib.datasets import rules
from pledge_lib.finance.crypto.assets import Collateral, Debt, EMode
from pledge_lib.finance.crypto.liquidation import liquidate
from pledge_lib.finance.crypto.position import CryptoPosition, fall_to_liquidation, health_factor, ratio_of
from pledge_lib.finance.crypto.rates import (
    YEAR_SECONDS,
    RateCurve,
    compounded_factor,
    continuous_factor,
    days_to_liquidation,
    linear_factor,
)
from pledge_lib.finance.interest import apy
from pledge_lib.finance.leverage import loop_carry, loop_exposure, loop_ratio

V3_3, V4 = rules("aave-v3-3"), rules("aave-v4")


def ether(amount, price, threshold=0.83):
    return Collateral(
        symbol="ETH",
        amount=amount,
        price=price,
        loan_to_value=0.805,
        threshold=threshold,
        bonus=0.05,
        protocol_fee=0.10,
    )


def borrowed(amount, price, debt, threshold=0.83):
    return CryptoPosition(collateral=[ether(amount, price, threshold)], debts=[Debt(symbol="USDC", amount=debt)])


def near(value):
    return pytest.approx(value, rel=1e-6, abs=5e-7)


def test_example_1_borrowing_the_maximum():
    empty = borrowed(10, 2_000, 0)
    assert (empty.borrow_limit, empty.health_factor, empty.common_fall) == (16_100, math.inf, None)
    full = borrowed(10, 2_000, 16_100)
    assert full.health_factor == near(1.031056) and full.liquidation_price("ETH") == near(1_939.759036)
    assert full.common_fall == near(0.030120)


def test_example_2_borrowing_less():
    position = borrowed(10, 2_000, 8_000)
    assert (position.health_factor, position.liquidation_price("ETH")) == (near(2.075), near(963.855422))
    assert position.common_fall == near(0.518072)


def test_example_3_two_collaterals():
    bitcoin = Collateral(symbol="WBTC", amount=0.5, price=60_000, loan_to_value=0.73, threshold=0.78)
    position = CryptoPosition(collateral=[ether(10, 2_000), bitcoin], debts=[Debt(symbol="USDC", amount=25_000)])
    assert (position.max_ltv, position.threshold, position.health_factor) == (near(0.76), near(0.80), near(1.6))
    assert position.borrow_limit == near(13_000)
    assert position.liquidation_price("ETH") == near(192.771084)
    assert position.liquidation_price("WBTC") == near(21_538.461538)
    assert position.common_fall == near(0.375)


def test_example_4_a_category_of_its_own():
    staked = Collateral(symbol="wstETH", amount=100, price=2_400, loan_to_value=0.785, threshold=0.81, in_emode=True)
    debts = [Debt(symbol="WETH", amount=90, price=2_000)]
    emode = EMode(label="ETH correlated", loan_to_value=0.93, threshold=0.95, bonus=0.01)
    inside = CryptoPosition(collateral=[staked], debts=debts, emode=emode)
    assert inside.health_factor == near(1.266667)
    assert CryptoPosition(collateral=[staked], debts=debts).health_factor == near(1.08)
    assert inside.liquidation_price("wstETH") / 2_000 == near(0.947368)


@pytest.mark.parametrize(
    ("price", "health", "repaid", "seized", "to_protocol"),
    [
        (1_900, 0.979503, 8_050, 4.448684, 0.021184),
        (1_800, 0.927950, 16_100, 9.391667, 0.044722),
        (1_500, 0.773292, 14_285.714286, 10, None),
    ],
)
def test_examples_5_to_7_the_price_falls(price, health, repaid, seized, to_protocol):
    position = borrowed(10, price, 16_100)
    call = liquidate(position, "ETH", "USDC", V3_3)
    assert (position.health_factor, call.repaid, call.seized) == (near(health), near(repaid), near(seized))
    assert to_protocol is None or call.to_protocol == near(to_protocol)
    if price == 1_900:
        assert (call.to_liquidator, call.after.health_factor) == (near(4.4275), near(1.087506))
    if price == 1_500:
        assert call.deficit == {"USDC": near(1_814.285714)} and call.after.health_factor == math.inf


def test_examples_8_to_10_small_positions_and_dust():
    half = liquidate(borrowed(1, 3_000, 2_600), "ETH", "USDC", V3_3)
    assert (half.before.health_factor, half.repaid, half.after.health_factor) == (near(0.957692), 1_300, near(1.043885))
    assert float(half.after.collateral[0].amount) == near(0.545)
    dust = borrowed(1, 3_000, 2_649)
    assert dust.health_factor == near(0.939977)
    assert liquidate(dust, "ETH", "USDC", V3_3, offered=1_800).refused == "dust"
    assert liquidate(dust, "ETH", "USDC", V3_3).refused is None
    small = liquidate(borrowed(0.9, 2_000, 1_550), "ETH", "USDC", V3_3)
    assert (small.before.health_factor, small.close_factor, small.repaid) == (near(0.963871), 1, 1_550)


def test_examples_11_and_12_the_curve():
    curve = RateCurve(optimal_utilization=0.92, base=0, slope1=0.055, slope2=0.10, reserve_factor=0.10)
    found = [(curve.borrow_apr(used), curve.supply_apr(used)) for used in (0.80, 0.92, 0.96)]
    assert found == [(near(0.04782609), near(0.03443478)), (near(0.055), near(0.04554)), (near(0.105), near(0.09072))]


def test_example_13_seven_years_in_one_step():
    seconds = 7 * YEAR_SECONDS
    found = (linear_factor(0.08, seconds), compounded_factor(0.08, seconds), continuous_factor(0.08, seconds))
    assert found == (near(1.56), pytest.approx(1.746069333, rel=1e-9), pytest.approx(1.750672500, rel=1e-9))


def test_example_14_loops():
    assert [loop_exposure(0.80, n) for n in (1, 2, 5, 10)] == [near(n) for n in (1.8, 2.44, 3.68928, 4.570503)]
    assert loop_exposure(0.80, math.inf) == near(5)


def test_example_15_the_article():
    assert 1_000_000 * 0.805 == 805_000
    assert health_factor(1_000_000, 805_000, 0.83) == near(1.031056)
    assert (1 / 0.805, ratio_of(1, 0.83)) == (near(1.2422360), near(1.2048193))


def test_example_16_the_protocols_own_constant():
    assert compounded_factor(1_000, 10_000 * YEAR_SECONDS) == pytest.approx(166_666_716_666_676_666_667.6666, rel=1e-12)


def test_the_version_with_a_target_repays_less():
    call = liquidate(borrowed(10, 1_900, 16_100), "ETH", "USDC", V4)
    assert (call.repaid, call.after.health_factor) == (pytest.approx(6_358.54, abs=0.005), near(1.05))


def test_the_bonus_grows_evenly_from_a_health_factor_of_1_to_where_it_is_full():
    growing = replace(V4, lowest_bonus_share=0.2, highest_bonus_health_factor=0.9)
    for health, bonus in ((0.975, 0.02), (0.95, 0.03), (0.9, 0.05), (0.8, 0.05)):
        position = borrowed(10, 1_900, 15_770 / health)
        assert liquidate(position, "ETH", "USDC", growing).bonus == near(bonus), health


def test_where_no_repayment_leads_to_the_target_all_of_it_is_repaid():
    """1.03 − 1.05 × 0.99 is below 0: each dollar repaid takes away more of the limit than it frees."""
    call = liquidate(borrowed(10, 1_600, 17_600, threshold=0.99), "ETH", "USDC", replace(V4, target_health_factor=1.03))
    assert (call.most_repaid, call.seized, call.repaid) == (17_600, 10, near(16_000 / 1.05))


def test_the_lessons_worked_examples_and_exercises():
    w1 = borrowed(1, 3_000, 1_500)
    assert (w1.ltv, w1.health_factor, w1.liquidation_price("ETH")) == (0.5, 1.66, near(1_807.228916))
    assert w1.common_fall == pytest.approx(0.3976, abs=5e-5)
    stages = ((10_000, 6_000, 0.83, 1.383, 0.2771), (20_000, 12_000, 0.80, 1.333, 0.25))
    for value, debt, threshold, health, room in stages:
        assert health_factor(value, debt, threshold) == pytest.approx(health, abs=5e-4)
        assert fall_to_liquidation(health_factor(value, debt, threshold)) == pytest.approx(room, abs=5e-5)
    assert borrowed(1, 3_000, 2_250, threshold=0.80).liquidation_price("ETH") == near(2_812.5)
    assert borrowed(1, 10_000 * 0.6, 4_980).health_factor == near(1)
    fallen = liquidate(borrowed(1, 9_500, 8_050), "ETH", "USDC", V3_3)
    assert (fallen.before.health_factor, fallen.repaid) == (pytest.approx(0.9795, abs=5e-5), 4_025)
    assert fallen.seized * 9_500 == near(4_226.25) and fallen.after.health_factor == pytest.approx(1.0875, abs=5e-5)
    assert fallen.after.collateral_value == near(5_273.75) and fallen.penalty == near(201.25)
    deeper = liquidate(borrowed(1, 9_200, 8_050), "ETH", "USDC", V3_3)
    assert (deeper.close_factor, deeper.before.health_factor) == (1, pytest.approx(0.9486, abs=5e-5))
    assert deeper.after.collateral_value == near(747.5)
    curve = RateCurve(optimal_utilization=0.80, base=0, slope1=0.048, slope2=0.80, reserve_factor=0.15)
    assert [curve.borrow_apr(used) for used in (0.5, 0.8, 0.9, 0.95)] == [near(r) for r in (0.03, 0.048, 0.448, 0.648)]
    assert curve.supply_apr(0.9) == pytest.approx(0.3427, abs=5e-5)
    assert round(days_to_liquidation(1.1067, 0.336)) == 110
    assert apy(0.05, YEAR_SECONDS) == pytest.approx(0.05127, abs=5e-6)
    assert (loop_exposure(0.70, 3), loop_exposure(0.70, math.inf)) == (near(2.533), near(3.3333333))
    assert near(0.8715) == 0.83 * 1.05


def test_the_steward_post_on_loops():
    leverage = 1 / (1 - 0.95 / 1.10)
    lent = 1 - 1 / leverage
    assert loop_ratio(lent, math.inf) * 0.95 == near(1.10)
    assert loop_carry(lent, math.inf, 0.0240, 0.0235) == pytest.approx(0.02717, abs=5e-6)
