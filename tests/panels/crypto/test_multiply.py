"""F4.6: the loop of F1.9 against a liquidation threshold; exposure, room and carry."""

import math

import pytest
from hypothesis import given
from support.live_panels import any_values, close, drawn, open_panel, rows, shared

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.position import fall_to_liquidation, threshold_of
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.crypto.multiply import figure, multiply
from pledge_lib.panels.pledging.loop_lab import figure as loop_lab_figure
from pledge_lib.panels.pledging.loop_lab import loop_lab

START = defaults(figure().controls)
THREE, ENDLESS, BITCOIN, STAKED, EMPTIED, ORACLE = range(6)


def of(**changes):
    return multiply(START | changes)


def at_preset(place, language="zh_TW"):
    opened = open_panel("F4.6", language)
    opened.react({"preset": place})
    return opened


def test_controls_are_as_the_lesson_wants_them():
    """LESSONS: LTV 10 to 80 %; it goes on to the 93 % of the e-mode, for the loops of section 8 of the facts."""
    controls = {control.key: control for control in figure().controls}
    loan, rounds = controls["loan_to_value"], controls["rounds"]
    assert loan.low == 0.10 and loan.high == aave_assets()["wstETH"].emode_loan_to_value
    assert (rounds.low, rounds.high, rounds.step) == (0, 10, 1)


def test_three_loops_at_70_per_cent():
    """E4.9: 2.533, and 3.333 without end."""
    assert rows(at_preset(THREE))["部位（自己的錢是 1 倍）"] == ("2.533 倍",)
    assert rows(at_preset(ENDLESS))["部位（自己的錢是 1 倍）"] == ("3.333 倍",)
    assert at_preset(ENDLESS).result.room == pytest.approx(1 - 0.70 / 0.83)


@pytest.mark.parametrize(("rounds", "exposure"), [(1, 1.8), (2, 2.44), (5, 3.68928), (10, 4.570503), (math.inf, 5)])
def test_80_per_cent_loops(rounds, exposure):
    """CRYPTO 5, example 14."""
    changes = {"endless": True} if rounds == math.inf else {"rounds": rounds}
    assert float(of(loan_to_value=0.80, **changes).exposure) == pytest.approx(exposure, abs=1e-6)


def test_the_wanted_health_factor_gives_the_leverage():
    """CRYPTO 3.8: L = 1 / (1 - LT / HF); at 1.10 and 95 % 7.33 times and a net 2.717 %."""
    leverage = 1 / (1 - 0.95 / 1.10)
    found = of(
        loan_to_value=round(1 - 1 / leverage, 6), endless=True, threshold=0.95, staking_yield=0.024, borrow_rate=0.0235
    )
    assert float(found.exposure) == pytest.approx(7.33, abs=0.01) and float(found.health) == pytest.approx(1.10)
    assert float(found.carry) == pytest.approx(0.02717, abs=1e-5)


def test_the_e_mode_at_its_limit_has_2_11_per_cent_of_room():
    """CRYPTO 1 and 3.8: 14.29 times, a health factor of 1.0215; an oracle 2.85 % too low liquidated it."""
    opened = at_preset(ORACLE, "en")
    assert rows(opened)["Position (own money is 1)"] == ("14.286 ×",)
    assert rows(opened)["Health factor"] == ("1.0215",) and rows(opened)["Room"] == ("2.11%",)
    assert opened.result.state == "called"
    opened.set(fall=0.02)
    assert opened.result.state == "normal"


def test_an_emptied_pool_turns_the_carry():
    assert at_preset(STAKED).result.carry == pytest.approx(0.026)
    emptied = at_preset(EMPTIED)
    assert emptied.values["borrow_rate"] == pytest.approx(0.0835) and emptied.result.carry == pytest.approx(-0.214)


def test_the_pair_brings_the_threshold_that_counts():
    opened = open_panel("F4.6")
    for pair, threshold in (("staked", 0.95), ("bitcoin", 0.78), ("ether", 0.83)):
        opened.set(pair=pair)
        assert opened.result.threshold == threshold


def test_a_loop_to_the_threshold_itself_is_on_the_line_from_the_start():
    assert of(loan_to_value=0.83, endless=True, fall=0.0).state == "on-the-line"
    assert of(loan_to_value=0.83, endless=True, fall=0.01).state == "called"
    assert of(loan_to_value=0.8301, endless=True, fall=0.0).state == "below-at-start"
    assert of(rounds=0).state == "no-debt" and of(rounds=0).health == math.inf


@given(any_values("F4.6"))
def test_it_is_the_loop_of_the_stock_market_with_another_line(values):
    opened = shared("F4.6", "zh_TW")
    opened.set(**values)
    found = opened.result
    line = threshold_of(found.threshold)
    stocks = defaults(loop_lab_figure().controls) | {
        "loan_to_value": values["loan_to_value"],
        "rounds": opened.values["rounds"],
        "fall": values["fall"],
        "endless": opened.values["endless"],
        "last_pledged": values["last_pledged"],
        "line": line,
        "asset_yield": values["staking_yield"],
        "loan_rate": values["borrow_rate"],
    }
    same = loop_lab(stocks)
    for name in ("exposure", "debt", "collateral", "room", "loss", "carry"):
        assert float(getattr(found, name)) == pytest.approx(float(getattr(same, name))), name
    if found.debt:
        assert float(found.room) == pytest.approx(float(fall_to_liquidation(found.health)))
        assert (found.state in ("called", "below-at-start")) == (found.health_after < 1 or found.health < 1)
    assert close(drawn(opened)["room-now"]["y"][0], 100 * found.room)


def test_another_pair_lends_no_more_than_its_own_limit():
    """93 % is lent in the category of ETH only; whoever goes on to another pair borrows what that one lends."""
    panel = open_panel("F4.6", "en")
    for pair in ("ether", "bitcoin"):
        panel.set(pair="staked", loan_to_value=0.93)
        panel.react({"key": "pair", "value": pair})
        assert panel.values["loan_to_value"] == panel.result.most_lent == panel.result.rules.loan_to_value
    panel.set(loan_to_value=0.50)
    panel.react({"key": "pair", "value": "staked"})
    assert panel.values["loan_to_value"] == 0.50
