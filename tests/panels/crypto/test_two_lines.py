"""F4.2: the limit of borrowing is one line, liquidation another."""

from functools import partial

import pytest
from hypothesis import given
from support.arithmetic import wrong_sums
from support.live_panels import any_values, both, close, drawn, known_panel, shared
from support.panel_presets import at_preset

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.panels import figures

preset = partial(at_preset, "F4.2")


def test_one_borrows_up_to_the_limit_in_steps_of_half_a_per_cent():
    borrow = figures.figure("F4.2").controls[0]
    assert (borrow.key, borrow.low, borrow.high, borrow.step) == (
        "borrow",
        0.0,
        aave_assets()["WETH"].loan_to_value,
        0.005,
    )


def test_p4_1_at_80_5_the_health_factor_is_1_031_and_3_01_per_cent_liquidate():
    panel = known_panel("F4.2", "en")
    result = panel.result
    assert result.state == "at-limit" and result.now.health_factor == pytest.approx(1.031056, abs=1e-6)
    assert result.to_liquidation.fall == pytest.approx(result.buffer) == pytest.approx(0.030120, abs=1e-6)
    assert result.to_liquidation.points == pytest.approx(0.025)
    assert "2.50 percentage points away: a fall of 3.01% liquidates" in panel.frame["sentence"]
    assert panel.frame["stage"]["chip"] == {"tone": "near", "word": "at the limit"}


def test_not_19_5():
    """M26: the distance to 100 % is no room."""
    result = known_panel("F4.2").result
    assert result.ways["whole"].fall == pytest.approx(0.195) and result.ways["threshold"].fall < 0.04


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("three", "buffer"),
        ("five", "liquidatable"),
        ("twenty-five", "uncovered"),
        ("sixty", "within"),
        ("bitcoin", "at-limit"),
        ("no-new-loans", "buffer"),
    ],
)
def test_each_preset_shows_its_state(name, state):
    assert preset(name).result.state == state


def test_exactly_on_the_threshold_is_not_yet_liquidatable():
    panel = preset("limit")
    panel.set(borrow=0.60, asset="USDC", fall=float(1 - 0.60 / 0.78))
    assert panel.result.now.health_factor == pytest.approx(1)
    panel.set(borrow=0.546, fall=0.30)
    assert panel.result.now.health_factor == 1 and panel.result.state == "buffer"
    panel.set(borrow=0.547)
    assert panel.result.state == "liquidatable"


def test_the_buffer_of_wbtc_is_6_41_per_cent():
    assert preset("bitcoin").result.buffer == pytest.approx(0.0641, abs=0.00005)


def test_a_limit_of_0_stops_new_loans_and_liquidates_nobody():
    panel = preset("no-new-loans", "en")
    assert panel.result.now.borrow_limit == 0 and panel.result.now.health_factor == 1.54
    assert "stops new loans" in panel.frame["notes"][0]


@given(any_values("F4.2"))
def test_a_line_is_passed_in_points_and_as_a_fall_or_in_neither(values):
    panel = shared("F4.2", "zh_TW")
    panel.set(**values)
    result, picture = panel.result, drawn(panel)
    assert result.now.ltv == pytest.approx(values["borrow"] / (1 - values["fall"]))
    low, _ = panel.frame["ranges"]["xaxis"]
    assert close(picture["now"]["x"][0], max(result.now.ltv * 100, low))
    assert close(picture["room"]["x"][1], result.threshold * 100)
    for way in result.ways.values():
        passed = result.now.ltv > way.line * (1 + 1e-12)
        assert (way.points < -1e-12) == passed
        if way.fall is None:
            continue
        assert (way.fall < -1e-12) == passed
        at_line = result.now.at({result.asset.symbol: result.now.collateral_value * max(1 - way.fall, 0)})
        if way.fall >= 0 and result.borrowed:
            assert at_line.ltv == pytest.approx(way.line)


@pytest.mark.parametrize("place", range(len(figures.figure("F4.2").presets)))
def test_the_written_sums_are_right(place):
    for panel in both("F4.2"):
        panel.react({"reset": True})
        panel.react({"preset": place})
        assert wrong_sums(panel.frame["why"]) == []


@given(any_values("F4.2"))
def test_the_thumb_stands_where_the_loan_stands(values):
    panel = shared("F4.2", "zh_TW")
    panel.set(**values)
    track, step = panel.frame["stage"]["track"], values["fall"] / 0.005
    if track and abs(step - round(step)) < 1e-9:
        assert track[round(step)] == pytest.approx(panel.result.now.ltv * 100)


def test_past_the_threshold_the_price_has_to_rise_and_no_fall_is_left():
    five = at_preset("F4.2", "five", "en")
    captions, numbers = zip(*((each["caption"], each["number"]) for each in five.frame["stage"]["hero"]), strict=True)
    assert captions[1:] == ("Rise back to the line", "Past it, in points") and numbers[1:] == ("2.09", "1.74")
    assert 0.95 * (1 + five.result.rise_back) == pytest.approx(0.805 / 0.83), "up to the price of the threshold"
