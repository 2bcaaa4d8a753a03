"""Liquidation calls of the real contract: every branch, every amount."""

import pytest
from support.aave import cases, close, number, position_of

from pledge_lib.datasets import rules
from pledge_lib.finance.crypto.liquidation import DUST, HEALTHY, liquidate

CALLS = cases("liquidation_call")
REFUSALS = {None: None, "MustNotLeaveDust": DUST, "HealthFactorNotBelowThreshold": HEALTHY}
SMALLEST_UNITS = 3


def unit_of(given, symbol):
    (reserve,) = (reserve for reserve in given["reserves"] if reserve["symbol"] == symbol)
    return SMALLEST_UNITS * 10.0 ** -reserve["decimals"]


@pytest.mark.parametrize("case", CALLS)
def test_a_call(case):
    given, wanted = CALLS[case]["input"], CALLS[case]["expected"]
    position = position_of(given)
    offered = None if given["debt_to_cover"] == "max" else number(given["debt_to_cover"])
    call = liquidate(position, given["seize"], given["repay"], rules("aave-v3-3"), offered)
    assert close(position.health_factor, wanted["health_factor_before"], relative=1e-8)
    assert call.refused == REFUSALS[wanted["reverted"]]
    if call.refused == HEALTHY:
        assert call.after == position
        return
    of_debt, of_collateral = unit_of(given, given["repay"]), unit_of(given, given["seize"])
    assert call.close_factor == float(wanted["close_factor"]) and call.bonus == float(wanted["liquidation_bonus"])
    assert close(call.most_repaid, wanted["max_debt_liquidatable"], absolute=of_debt)
    if call.refused:
        assert call.after == position
        return
    assert close(call.repaid, wanted["debt_repaid"], absolute=of_debt)
    for found, name in (
        (call.seized, "collateral_seized"),
        (call.to_liquidator, "collateral_to_liquidator"),
        (call.to_protocol, "protocol_fee"),
    ):
        assert close(found, wanted[name], absolute=of_collateral), name
    left, owed = call.after.collateral_of(given["seize"]).amount, call.after.debt_of(given["repay"]).amount
    assert close(float(left), wanted["collateral_left"], absolute=of_collateral)
    assert close(float(owed), wanted["debt_left"], absolute=of_debt)
    assert bool(call.deficit) == wanted["bad_debt"]
    deficit = {entry["symbol"]: entry["amount"] for entry in wanted["deficit"]}
    assert call.deficit.keys() == deficit.keys()
    assert all(close(call.deficit[symbol], deficit[symbol], absolute=unit_of(given, symbol)) for symbol in deficit)
    # the smallest units of the tokens, in dollars
    held_dollars = of_collateral * float(position.collateral_of(given["seize"]).price) + 1e-8
    owed_dollars = of_debt * float(position.debt_of(given["repay"]).price) + 1e-8
    assert close(call.after.collateral_value, wanted["total_collateral_after_usd"], absolute=held_dollars)
    assert close(call.after.debt_value, wanted["total_debt_after_usd"], absolute=owed_dollars)
    of_one = sum(
        dollars / value
        for dollars, value in ((held_dollars, call.after.collateral_value), (owed_dollars, call.after.debt_value))
        if value
    )
    assert close(call.after.health_factor, wanted["health_factor_after"], relative=1e-8 + of_one)
