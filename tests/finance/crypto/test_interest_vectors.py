"""Rates, indexes, yields, balances and loops of the real contracts; and one real moment of the market."""

import math

import pytest
from support.aave import LIVE, cases, close, number

from pledge_lib.finance.crypto.rates import (
    BINOMIAL,
    YEAR_SECONDS,
    RateCurve,
    compounded_factor,
    continuous_factor,
    linear_factor,
    reward_apr,
    supply_utilization,
    utilization,
)
from pledge_lib.finance.interest import apy
from pledge_lib.finance.leverage import loop_carry, loop_debt, loop_exposure, loop_ratio

LOST_DIGITS = 1e-4  # the old integers lose digits of the third term over years
COMPOUNDED, LINEAR, YIELDS = cases("compounded_interest"), cases("linear_interest"), cases("apr_to_apy")
INDEXES, BALANCES, RATES = cases("normalized_index"), cases("accrued_balance"), cases("rate_model")
LOOPS, REWARDS = cases("looping"), cases("reward_apr")
A_YEAR = {"yearly": 1, "quarterly": 4, "monthly": 12, "weekly": 52, "daily": 365, "continuous": math.inf}


@pytest.mark.parametrize("case", COMPOUNDED)
def test_compounded_interest(case):
    given, wanted = COMPOUNDED[case]["input"], COMPOUNDED[case]["expected"]
    apr, seconds = float(given["borrow_apr"]), given["seconds"]
    assert close(compounded_factor(apr, seconds), wanted["factor_chain_v3_7"])
    assert close(continuous_factor(apr, seconds), wanted["factor_continuous"])
    for name in ("factor_chain_v3_0", "factor_math_utils"):
        assert close(compounded_factor(apr, seconds, BINOMIAL), wanted[name], relative=LOST_DIGITS)


@pytest.mark.parametrize("case", LINEAR)
def test_linear_interest(case):
    given, wanted = LINEAR[case]["input"], LINEAR[case]["expected"]
    for name in ("factor_math_utils", "factor_chain_v3_7"):
        assert close(linear_factor(float(given["supply_apr"]), given["seconds"]), wanted[name])


@pytest.mark.parametrize("case", YIELDS)
def test_yields_of_a_rate(case):
    apr, wanted = float(YIELDS[case]["input"]["apr"]), YIELDS[case]["expected"]
    for name, periods in A_YEAR.items():
        assert close(apy(apr, periods), wanted[f"apy_{name}"]), name
    assert close(apy(apr, YEAR_SECONDS), wanted["apy_per_second_math_utils"])


@pytest.mark.parametrize("case", INDEXES)
def test_indexes_grow_by_their_factor(case):
    given, wanted = INDEXES[case]["input"], INDEXES[case]["expected"]
    apr, index, seconds = float(given["apr"]), float(given["index"]), given["seconds"]
    assert close(index * linear_factor(apr, seconds), wanted["normalized_income_chain_v3_7"])
    assert close(index * linear_factor(apr, seconds), wanted["normalized_income_math_utils"])
    assert close(index * compounded_factor(apr, seconds), wanted["normalized_debt_chain_v3_7"])
    old = index * compounded_factor(apr, seconds, BINOMIAL)
    assert close(old, wanted["normalized_debt_math_utils"], relative=LOST_DIGITS)


@pytest.mark.parametrize("case", BALANCES)
def test_balances_grow_with_their_index(case):
    given, wanted = BALANCES[case]["input"], BALANCES[case]["expected"]
    apr, seconds, unit = float(given["apr"]), given["seconds"], 10.0 ** -given["decimals"]
    scaled = float(given["scaled_balance"]) * float(given["index"])
    for side, factor in (("supply", linear_factor(apr, seconds)), ("debt", compounded_factor(apr, seconds))):
        assert close(scaled * factor, wanted[f"{side}_balance_chain_v3_7"], absolute=unit), side
    assert close(scaled * linear_factor(apr, seconds), wanted["supply_balance_math_utils"], absolute=unit)
    old = scaled * compounded_factor(apr, seconds, BINOMIAL)
    assert close(old, wanted["debt_balance_math_utils"], relative=LOST_DIGITS, absolute=unit)


@pytest.mark.parametrize("case", RATES)
def test_rates_of_a_pool(case):
    given, wanted = (
        {name: v if name == "curve" else number(v) for name, v in RATES[case]["input"].items()},
        RATES[case]["expected"],
    )
    curve = RateCurve(
        optimal_utilization=given["optimal_utilization"],
        base=given["base_rate"],
        slope1=given["slope1"],
        slope2=given["slope2"],
        reserve_factor=given["reserve_factor"],
    )
    used = utilization(given["total_debt"], given["available_liquidity"])
    earning = supply_utilization(given["total_debt"], given["available_liquidity"], given["deficit"])
    borrow, supply = curve.borrow_apr(used), curve.supply_apr(used, earning)
    assert close(used, wanted["borrow_usage_ratio"]) and close(earning, wanted["supply_usage_ratio"])
    assert close(borrow, wanted["variable_borrow_apr"]) and close(supply, wanted["supply_apr"])
    assert close(apy(float(borrow), YEAR_SECONDS), wanted["variable_borrow_apy"])
    assert close(apy(float(supply), YEAR_SECONDS), wanted["supply_apy"])


@pytest.mark.parametrize("case", LOOPS)
def test_loops(case):
    given, wanted = LOOPS[case]["input"], LOOPS[case]["expected"]
    lent, rounds, own = number(given["borrow_fraction_per_loop"]), given["loops"], number(given["equity_usd"])
    threshold, earned, paid = (number(given[n]) for n in ("liquidation_threshold", "supply_apy", "borrow_apy"))
    assert close(own * loop_exposure(lent, rounds), wanted["collateral_usd"])
    assert close(own * loop_debt(lent, rounds), wanted["debt_usd"])
    assert close(loop_exposure(lent, rounds), wanted["leverage"])
    assert close(loop_exposure(lent, math.inf), wanted["leverage_limit"])
    health = loop_ratio(lent, rounds) * threshold
    assert close(health, wanted["health_factor"])
    assert close(loop_ratio(lent, math.inf) * threshold, wanted["health_factor_limit"])
    assert close(loop_carry(lent, rounds, earned, paid), wanted["net_apy_on_equity"], absolute=1e-12)
    fall = wanted["price_ratio_drop_to_liquidation"]
    assert (fall is None) == (health == math.inf) and (fall is None or close(1 - 1 / health, fall, absolute=1e-12))


@pytest.mark.parametrize("case", REWARDS)
def test_rewards(case):
    given, wanted = REWARDS[case]["input"], REWARDS[case]["expected"]
    found = reward_apr(
        *(float(given[n]) for n in ("emission_per_second", "reward_price_usd", "total_supply", "asset_price_usd"))
    )
    assert close(found, wanted["reward_apr"])


@pytest.mark.parametrize("row", LIVE, ids=[row["symbol"] for row in LIVE])
def test_the_curve_gives_what_the_market_paid_on_2026_01_03(row):
    curve = RateCurve(
        optimal_utilization=float(row["optimal_utilization"]),
        base=float(row["base_rate"]),
        slope1=float(row["slope1"]),
        slope2=float(row["slope2"]),
        reserve_factor=float(row["reserve_factor"]),
    )
    used = float(row["utilization"])
    assert apy(curve.borrow_apr(used), YEAR_SECONDS) == pytest.approx(float(row["borrow_apy"]), rel=1e-4)
    assert apy(curve.supply_apr(used), YEAR_SECONDS) == pytest.approx(float(row["supply_apy"]), rel=1e-4)
