"""The numbers that lesson 4 states are those that the library computes. English is held to it by the pair tests."""

import math

import pytest
from support.shown import amount_text, percent_text

import pledge_lib as pl
from pledge_lib.datasets.aave import aave_assets, aave_history
from pledge_lib.finance.crypto.assets import Collateral, Debt
from pledge_lib.finance.crypto.liquidation import liquidate
from pledge_lib.finance.crypto.position import CryptoPosition, fall_to_liquidation, health_factor, ratio_of
from pledge_lib.finance.crypto.rates import YEAR_SECONDS, RateCurve, days_to_liquidation
from pledge_lib.finance.interest import apy
from pledge_lib.finance.leverage import loop_exposure, loop_ratio
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.crypto.two_clocks_model import two_clocks
from pledge_lib.panels.figures import figure
from tools import notebooks

LESSON = "04_crypto_collateral"
ETHER = aave_assets()["WETH"]
CURVE = RateCurve(optimal_utilization=0.80, base=0, slope1=0.048, slope2=0.80, reserve_factor=0.15)
BEFORE, CRASH = (pl.prices("ETH").point(day) for day in ("2021-05-18", "2021-05-19"))
FULL, AT_KINK = ETHER.curve.borrow_apr(1), ETHER.curve.borrow_apr(ETHER.optimal_utilization)


def position(price, debt):
    """Return one ether at a price with a debt in dollars."""
    held = Collateral(
        symbol="ETH", amount=1, price=price, loan_to_value=ETHER.loan_to_value, threshold=ETHER.threshold, bonus=0.05
    )
    return CryptoPosition(collateral=[held], debts=[Debt(symbol="USDC", amount=debt)])


def lesson_case(id):
    """Return the values with which a figure of the lesson opens."""
    return defaults(figure(id).controls)


def percent(fraction):
    """Return per cent as the prose writes it: 5%, not 5.00%."""
    return percent_text(fraction).replace(".00%", "%")


def carry(rounds):
    """Return what the loop of the figure earns a year, as a share of own money."""
    case, exposure = lesson_case("F4.6"), loop_exposure(0.70, rounds)
    return exposure * case["staking_yield"] - (exposure - 1) * case["borrow_rate"]


def formula(fraction):
    """Return per cent as a formula writes it."""
    return percent(fraction).replace("%", r"\%")


FIRST = position(3_000, 1_500)
FALLEN = liquidate(position(9_500, 8_050), "ETH", "USDC", pl.rules("aave-v3-3"))
DEEPER = liquidate(position(9_200, 8_050), "ETH", "USDC", pl.rules("aave-v3-3"))
LINE = ETHER.threshold * (1 + ETHER.bonus)
ALL_AT_ONCE = pl.rules("aave-v3-3").full_close_health_factor
BROKER = pl.rules("tw-broker-pledge")
SATURDAY = two_clocks(lesson_case("F4.7"))

STATED = {
    "s4-question": [f"{ETHER.loan_to_value * 100:.2f}%", amount_text(1_000_000 * ETHER.loan_to_value)],
    "s4-1-explain": [
        f"= {FIRST.health_factor}$$",
        "= " + amount_text(FIRST.liquidation_price("ETH")).replace(",", "{,}") + "$ 美元",
        f"跌 {percent(FIRST.common_fall)}",
        f"維持率是 {percent(FIRST.maintenance_ratio)}",
        f"= {formula(ratio_of(1, ETHER.threshold))}$",
    ],
    "s4-2-explain": [
        f"= {formula(fall_to_liquidation(ETHER.threshold / ETHER.loan_to_value))}$$",
        f"是 {ETHER.loan_to_value * 100:.1f}%",
        f"是 {percent(ETHER.threshold)}，都是 {ETHER.risk_as_of} 的值",
    ],
    "s4-2-fixed": [f"{change.date}" for change in aave_history("WETH") if change.parameter == "loan_to_value"][-2:],
    "s4-3-explain": [
        rf"= {CURVE.borrow_apr(0.90) * 100:.1f}\%$$",
        f"= {formula(CURVE.supply_apr(0.90))}$",
        f"在那裡 {CURVE.borrow_apr(0.80) * 100:.1f}%",
        f"ETH 在 {ETHER.rates_as_of} 的轉折點是 {percent(ETHER.optimal_utilization)}",
        f"利率是 {percent(AT_KINK)}，用滿是 {percent(FULL)}",
    ],
    "s4-4-hook": [f"健康係數 {FALLEN.before.health_factor:.4f}"],
    "s4-4-explain": [
        f"| {amount_text(FALLEN.repaid)} |",
        f"| {amount_text(FALLEN.seized * 9_500)} |",
        f"| {amount_text(FALLEN.after.collateral_value)} |",
        f"| {amount_text(FALLEN.penalty)} |",
        f"回到 {FALLEN.after.health_factor:.4f}",
        f"健康係數是 {DEEPER.before.health_factor:.4f}",
        f"不少於 {amount_text(pl.rules('aave-v3-3').small_position)} 美元",
        f"只剩 {amount_text(DEEPER.after.collateral_value, 2)} 美元",
    ],
    "s4-4-worse-explain": [f"= {LINE:.4f}$"],
    "s4-4-why": [f"= {2 * ALL_AT_ONCE - LINE:.4f}$", rf"\approx {(1 + LINE) / 2:.3f}$"],
    "s4-5-hook": [
        f"健康係數還有 {health_factor(0.80, 0.60, ETHER.threshold):.4f}",
        f"利率跳到 {CURVE.borrow_apr(0.872) * 100:.1f}%",
    ],
    "s4-5-explain": [
        rf"\approx {round(days_to_liquidation(1.1067, 0.336))}$$",
        f"{apy(0.05, YEAR_SECONDS) * 100:.3f}%",
    ],
    "s4-6-hook": [f"{loop_exposure(0.70, 3):.3f} 倍", f"{loop_exposure(0.70, math.inf):.3f} 倍"],
    "s4-6-explain": [
        f"= {formula(loop_ratio(0.70, math.inf))}$",
        f"= {loop_ratio(0.70, math.inf) * 0.83:.4f}$",
        f"自己的錢的 {percent(carry(3))}，",
        f"也只有 {percent(carry(math.inf))}",
        f"的 {percent(pl.loop_loss(0.70, 3, 0.20))} 變成 {percent(pl.loop_loss(0.70, math.inf, 0.20))}",
    ],
    "s4-6-salary-explain": [
        f"不借，賠掉 {8_000 * pl.loop_loss(0.70, 0, 0.20) / 1_600:.1f} 個月",
        f"賠掉 {8_000 * pl.loop_loss(0.70, 3, 0.20) / 1_600:.1f} 個月",
    ],
    "s4-7-explain": [
        f"= {health_factor(0.80, 0.70, ETHER.threshold):.4f}$",
        rf"= {pl.maintenance_ratio(1 - BROKER.daily_limit, 0.70) * 100:.2f}\%$",
        f"還有 {percent(pl.maintenance_ratio(1 - BROKER.daily_limit, BROKER.loan_to_value))}，不必追繳",
        f"賠掉 {amount_text(SATURDAY.liquidated.penalty)} 美元",
        f"鏈上剩 {percent(SATURDAY.left_on_chain)}，臺北剩 {percent(SATURDAY.left_in_taipei)}",
    ],
    "s4-7-real": [
        f"收在 {amount_text(BEFORE.close, 2)} 美元",
        f"收盤 {amount_text(CRASH.close)} 美元",
        f"最低跌到 {amount_text(CRASH.low)} 美元",
        f"只看收盤跌了 {percent_text(1 - CRASH.close / BEFORE.close, 1)}",
        f"看最低跌了 {percent_text(1 - CRASH.low / BEFORE.close, 1)}",
    ],
    "s4-7-code-explain": [
        f"用收盤價是 {health_factor(CRASH.close, 0.55 * BEFORE.close, 0.83):.3f}",
        f"用最低價是 {health_factor(CRASH.low, 0.55 * BEFORE.close, 0.83):.3f}",
    ],
    "s4-8-explain": [
        f"= {formula(CURVE.supply_apr(1))}$",
        f"只有 {percent(CURVE.supply_apr(0.80))}",
    ],
    "s4-9-explain": [
        f"借到 {percent(ETHER.emode.loan_to_value)}，門檻 {percent(ETHER.emode.threshold)}",
        f"= {formula(fall_to_liquidation(ETHER.emode.threshold / ETHER.emode.loan_to_value))}$",
    ],
}


@pytest.mark.parametrize("cell_id", STATED)
def test_the_prose_states_what_the_library_computes(cell_id):
    sources = {cell.id: cell.source for cell in notebooks.read(LESSON, notebooks.LEADING).cells}
    missing = [text for text in STATED[cell_id] if text not in sources[cell_id]]
    assert not missing, f"cell {cell_id} does not say {', '.join(missing)}"


def test_the_limit_of_ether_was_zero_in_april_2026_as_the_lesson_says():
    changes = [change for change in aave_history("WETH") if change.parameter == "loan_to_value"]
    assert [(change.date.strftime("%Y-%m"), float(change.after)) for change in changes[-2:]] == [
        ("2026-04", 0.0),
        ("2026-05", ETHER.loan_to_value),
    ]
