"""Health factors, limits and liquidation prices of the real contracts and of the app's arithmetic."""

import pytest
from support.aave import cases, close, number, position_of

from pledge_lib.finance.crypto.assets import Collateral, Debt
from pledge_lib.finance.crypto.position import LIQUIDATABLE, CryptoPosition, fall_to_liquidation, health_factor

CENT_OF_A_MILLIONTH = 1e-8  # the contract keeps dollars with eight decimals
HEALTH, BORROWS, SUMMARIES = cases("health_factor"), cases("available_borrows"), cases("user_summary")
PRICES = cases("liquidation_price_single")


def one_sided(collateral, debt, threshold, ltv=0):
    held = Collateral(symbol="C", amount=number(collateral), price=1, loan_to_value=ltv, threshold=number(threshold))
    return CryptoPosition(collateral=[held], debts=[Debt(symbol="D", amount=number(debt))])


@pytest.mark.parametrize("case", HEALTH)
def test_health_factor(case):
    given, wanted = HEALTH[case]["input"], HEALTH[case]["expected"]
    position = one_sided(given["collateral_usd"], given["debt_usd"], given["liquidation_threshold"])
    assert close(position.health_factor, wanted["health_factor"])
    assert (position.state == LIQUIDATABLE) == wanted["liquidatable"], "decided on exact decimals"
    plain = health_factor(*(float(given[name]) for name in ("collateral_usd", "debt_usd", "liquidation_threshold")))
    assert close(plain, wanted["health_factor"], relative=1e-9)


@pytest.mark.parametrize("case", BORROWS)
def test_what_may_still_be_borrowed(case):
    given, wanted = BORROWS[case]["input"], BORROWS[case]["expected"]
    position = one_sided(given["collateral_usd"], given["debt_usd"], "1", number(given["max_ltv"]))
    assert close(position.borrow_limit, wanted["available_borrows_usd"])
    assert close(position.borrow_limit_on_chain, wanted["available_borrows_usd_chain"], absolute=CENT_OF_A_MILLIONTH)


@pytest.mark.parametrize("case", [c for c in SUMMARIES if SUMMARIES[c]["expected"]["math_utils"]])
def test_a_whole_account_as_the_app_sums_it_up(case):
    position, wanted = position_of(SUMMARIES[case]["input"]), SUMMARIES[case]["expected"]["math_utils"]
    assert close(position.collateral_value, wanted["total_collateral_usd"])
    assert close(position.debt_value, wanted["total_borrows_usd"])
    assert close(position.max_ltv, wanted["current_max_ltv"])
    assert close(position.threshold, wanted["current_liquidation_threshold"])
    assert close(position.health_factor, wanted["health_factor"])
    assert close(position.borrow_limit, wanted["available_borrows_usd"], absolute=1e-9 * position.collateral_value)


@pytest.mark.parametrize("case", SUMMARIES)
def test_a_whole_account_as_the_contract_sees_it(case):
    category, expected = SUMMARIES[case]["category"], SUMMARIES[case]["expected"]
    position, wanted = position_of(SUMMARIES[case]["input"]), expected["chain_v3_7"]
    rounding = CENT_OF_A_MILLIONTH * 4  # one for each asset
    assert close(position.collateral_value, wanted["total_collateral_usd"], absolute=rounding)
    assert close(position.debt_value, wanted["total_debt_usd"], absolute=rounding)
    if category == "tiny":
        return  # its dollars are rounded to eight decimals, so that its ratios are not the textbook's
    assert close(position.health_factor, wanted["health_factor"], relative=1e-8)
    assert close(position.health_factor_before_v3_5, wanted["health_factor_before_v3_5"], relative=1e-8)
    assert (position.state == LIQUIDATABLE) == wanted["liquidatable"]
    assert position.borrow_limit_on_chain == pytest.approx(
        float(wanted["available_borrows_usd"]), abs=max(rounding, 1e-9 * position.collateral_value)
    )
    for found, name in ((position.max_ltv, "current_max_ltv"), (position.threshold, "current_liquidation_threshold")):
        assert 0 <= found - float(wanted[name]) + 1e-9 < 1e-4 + 2e-9, f"{name} is cut to whole basis points"


@pytest.mark.parametrize("case", SUMMARIES)
def test_the_prices_at_which_an_account_is_liquidated(case):
    position, wanted = position_of(SUMMARIES[case]["input"]), SUMMARIES[case]["expected"]["liquidation"]
    assert close(position.health_factor, wanted["health_factor_exact"])
    for asset in wanted["by_asset"]:
        found = position.liquidation_price(asset["symbol"])
        when = position.liquidated_when(asset["symbol"])
        assert when == asset["liquidated_when"].removeprefix("price_"), asset["symbol"]
        assert (found is None) == (asset["price_usd"] is None) and (found is None or close(found, asset["price_usd"]))
    fall = wanted["common_collateral_drop"]
    assert (position.common_fall is None) == (fall is None)
    assert fall is None or close(position.common_fall, fall, absolute=1e-12)


@pytest.mark.parametrize("case", PRICES)
def test_one_collateral(case):
    given, wanted = PRICES[case]["input"], PRICES[case]["expected"]
    held = Collateral(
        symbol="C",
        amount=number(given["collateral_amount"]),
        price=number(given["collateral_price_usd"]),
        loan_to_value=0,
        threshold=number(given["liquidation_threshold"]),
    )
    position = CryptoPosition(collateral=[held], debts=[Debt(symbol="D", amount=number(given["debt_usd"]))])
    assert close(position.health_factor, wanted["health_factor"])
    assert close(position.ltv, wanted["loan_to_value"])
    assert close(position.liquidation_price("C"), wanted["liquidation_price_usd"])
    assert close(position.common_fall, wanted["price_drop_to_liquidation"], absolute=1e-12)
    assert close(fall_to_liquidation(position.health_factor), wanted["price_drop_to_liquidation"], absolute=1e-9)
