"""F4.9: what counts is the price of the collateral in the token that is owed."""

from functools import partial

import pytest
from hypothesis import given
from support.live_panels import any_values, both, close, drawn, open_panel, shared
from support.panel_presets import at_preset

from pledge_lib.panels import figures
from pledge_lib.panels.crypto.two_assets_picture import CHANGES, change_at

preset = partial(at_preset, "F4.9")


def test_the_depeg_runs_to_15_per_cent_and_rho_from_minus_1_to_1():
    controls = {control.key: control for control in figures.figure("F4.9").controls}
    assert (controls["depeg"].low, controls["depeg"].high, controls["depeg"].default) == (0, 0.15, 0)
    assert (controls["correlation"].low, controls["correlation"].high) == (-1, 1)


def test_golden_example_4_in_e_mode_and_outside():
    """CRYPTO 5, 4: 1.266667 in e-mode, 1.08 outside, liquidated at a ratio of 0.947368 from 1.2."""
    panel = preset("loop")
    assert panel.result.opened.health_factor == pytest.approx(1.266667, abs=1e-6)
    assert 1.2 * panel.result.ratio_at_line == pytest.approx(0.947368, abs=1e-6)
    panel.set(emode=False)
    assert panel.result.opened.health_factor == 1.08


def test_both_falling_alike_change_nothing_and_a_depeg_does():
    panel = preset("both-fall")
    assert panel.result.now.health_factor == pytest.approx(panel.result.opened.health_factor)
    assert panel.frame["sentence"].count("−50%") == 1
    panel.set(depeg=0.15, correlation=0.5)
    assert panel.result.now.health_factor < 1


def test_at_the_limit_of_e_mode_a_depeg_of_2_5_per_cent_liquidates():
    panel = preset("depeg")
    assert panel.result.state == "liquidatable"
    assert panel.result.opened.health_factor == pytest.approx(0.95 / 0.93)
    panel.set(depeg=0.02)
    assert panel.result.state == "safe"


def test_a_borrowed_token_that_loses_its_peg_helps_the_borrower():
    panel = preset("cheap-debt")
    without = preset("cheap-debt", depeg=0.0)
    assert panel.result.now.health_factor == pytest.approx(without.result.now.health_factor / 0.9)


def test_e_mode_is_for_tokens_of_one_category():
    panel = preset("dollars", emode=True)
    assert panel.result.threshold == 0.83 and panel.view.idle == ("emode",)
    assert preset("loop").view.idle == ()


def test_one_token_never_stands_on_both_sides():
    panel = open_panel("F4.9")
    panel.set(held="WETH")
    assert panel.values["owed"] == "USDT"
    panel.set(owed="WETH")
    assert panel.values["held"] == "wstETH"


def test_exactly_1_is_not_liquidatable():
    panel = preset("dollars", borrow=0.83, change=0.0)
    assert panel.result.state == "on-the-line"
    panel.set(borrow=0.84)
    assert panel.result.state == "below-at-start"


@given(any_values("F4.9"))
def test_rays_and_dot_say_the_same(values):
    panel = shared("F4.9", "zh_TW")
    panel.set(**values)
    result, picture = panel.result, drawn(panel)
    here = result.health_at(result.collateral_change, result.debt_change)
    assert here == pytest.approx(result.now.health_factor), "the map and the position differ"
    assert result.opened.health_factor * result.ratio == pytest.approx(result.now.health_factor)
    left, right = picture["one"]["x"][:2] / 100, picture["one"]["y"][:2] / 100
    if left[0] == left[0]:
        assert result.health_at(left, right) == pytest.approx([1, 1], rel=1e-4), "the line is not where it is 1"
    assert close(picture["now"]["x"][0], result.collateral_change * 100)
    assert close(picture["now"]["y"][0], result.debt_change * 100)


@given(any_values("F4.9"))
def test_the_zones_of_the_track_end_where_the_health_factor_does(values):
    panel = shared("F4.9", "en")
    panel.set(**values)
    change = change_at(panel.result, 1)
    for at in (change - 0.02, change + 0.02):
        if CHANGES[0] < at < CHANGES[1]:
            panel.set(change=round(at, 6))
            assert (panel.result.now.health_factor < 1) == (at < change)
    if change > CHANGES[1]:
        panel.set(change=CHANGES[1])
        assert panel.result.now.health_factor < 1


def test_the_hand_moves_the_depeg_of_the_debt_up_and_down():
    assert preset("loop").view.stage["lift"] == ()
    panel = preset("cheap-debt")
    key, none, deepest = panel.view.stage["lift"]
    for depeg, place in ((0.0, none), (0.15, deepest)):
        panel.set(depeg=depeg)
        assert key == "depeg" and panel.result.debt_change * 100 == pytest.approx(place)


def test_the_table_of_the_drawer_holds_the_map():
    for panel in both("F4.9"):
        panel.react({"reset": True})
        table = panel.view.drawers["ratio"]["table"]
        still = next(row for row in table if row[0] == panel.words("F4.9.row.owed", moved="0%"))
        assert still[1:] == ("0.76", "1.01", "1.27", "1.52", "1.77")


def test_below_the_line_the_ratio_of_the_prices_has_to_rise_and_no_fall_is_left():
    panel = at_preset("F4.9", "depeg", "en")
    *_, last = panel.frame["stage"]["hero"]
    assert (last["caption"], last["number"]) == ("Ratio must rise by", "0.77")
    assert panel.result.ratio * (1 + panel.result.rise_back) == pytest.approx(panel.result.ratio_at_line)
