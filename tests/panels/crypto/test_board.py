"""F4.1: health factor, interest and liquidation price of one loan on chain."""

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from support.arithmetic import wrong_sums
from support.live_panels import any_values, both, close, drawn, known_panel, rows, shared
from support.panel_presets import at_preset

from pledge_lib.finance.crypto.rates import days_to_liquidation
from pledge_lib.panels import figures

SPECIFIED = {  # the ranges, steps and defaults of the lesson, in the reader's units
    "price": (100, 10_000, 10, 3_000),
    "threshold": (50, 95, 0.5, 83),
    "change": (-70, 50, 1, 0),
    "rate": (0, 100, 0.1, 4.8),
    "days": (0, 365, 1, 30),
}
preset = partial(at_preset, "F4.1")


@pytest.mark.parametrize("key", SPECIFIED)
def test_sliders_run_as_the_lesson_asks(key):
    (slider,) = (control for control in figures.figure("F4.1").controls if control.key == key)
    found = tuple(slider.on_screen(number) for number in (slider.low, slider.high, slider.step, slider.default))
    assert found == SPECIFIED[key]


def test_w1_half_borrowed_has_a_health_factor_of_1_66():
    result = known_panel("F4.1").result
    assert (result.now.ltv, result.now.health_factor) == (0.5, 1.66)
    assert result.liquidation_price == pytest.approx(1_807.23, abs=0.005)
    assert result.now.common_fall == pytest.approx(0.3976, abs=0.00005)
    assert result.line_ratio == pytest.approx(1.2048, abs=0.00005)


@pytest.mark.parametrize(("name", "health", "room"), [("sixty", 1.3833, 0.2771), ("eighty", 1.3333, 0.25)])
def test_w2_and_w3(name, health, room):
    now = preset(name).result.now
    assert now.health_factor == pytest.approx(health, abs=0.00005)
    assert now.common_fall == pytest.approx(room, abs=0.00005)


def test_e4_1_at_the_limit_a_fall_of_3_01_per_cent_liquidates():
    panel = preset("limit")
    assert panel.result.now.debt_value == 8_050
    assert panel.frame["stage"]["hero"][0]["number"] == "1.0311" and "3.01%" in panel.frame["sentence"]


def test_p4_2_five_per_cent_lower_half_of_the_debt_may_be_repaid():
    panel = preset("limit-down", "en")
    assert panel.result.state == "liquidatable" and "0.9795" in panel.frame["sentence"]
    assert "at most 50% of the debt, US$4,025" in panel.frame["notes"][0]
    panel.set(change=-0.08)
    assert "at most 100% of the debt, US$8,050" in panel.frame["notes"][0]


def test_p4_4_interest_alone_liquidates_in_110_days():
    panel = preset("leak")
    days = days_to_liquidation(panel.result.now.health_factor, panel.result.borrow_rate)
    assert panel.result.days_to_one == 111 and round(days) == 110
    assert panel.result.state == "safe"
    panel.set(days=111)
    assert panel.result.state == "leaks" and panel.result.health_after < 1


def test_exactly_1_is_not_liquidatable():
    panel = preset("on-the-line")
    assert panel.result.state == "on-the-line" and panel.result.call.refused == "healthy"
    panel.set(price=1_999)
    assert panel.result.state == "below-at-start"


def test_the_real_day_reaches_its_low_and_not_its_close():
    panel = preset("real")
    assert panel.result.price == pytest.approx(3_435)
    assert panel.result.state == "liquidatable"
    panel.set(change=3_829.72 / 4_368.09 - 1)
    assert panel.result.state == "safe", "at the close of that day nothing would have happened"


def test_without_a_debt_nothing_is_drawn_of_it():
    for panel in both("F4.1"):
        panel.react({"reset": True})
        panel.set(debt=0)
        assert panel.result.state == "no-debt"
        picture = drawn(panel)
        assert all(math.isnan(y) for name in ("leak", "curve", "call", "now") for y in picture[name]["y"])
        assert panel.frame["stage"]["hero"][1]["number"] == panel.say("liquidation_price.none")
        assert rows(panel)[panel.say("row.common_fall")] == (panel.say("common_fall.none"),)


@given(any_values("F4.1"))
def test_the_curves_agree_with_the_position(values):
    panel = shared("F4.1", "zh_TW")
    panel.set(**values)
    result, picture = panel.result, drawn(panel)
    if not result.now.debt_value:
        return
    call = result.now.debt_value / values["units"] / values["threshold"]
    low, high = panel.frame["ranges"]["xaxis"]
    assert close(picture["room"]["x"][0], min(max(call, low), high))
    below = result.price < result.liquidation_price * (1 - 1e-12)
    assert (result.now.health_factor < 1) == below
    after = np.interp(result.price, picture["leak"]["x"], picture["leak"]["y"])
    assert after == pytest.approx(result.health_after, rel=1e-5)
    assert (picture["leak"]["y"] <= picture["curve"]["y"] * (1 + 1e-6)).all(), "interest never helps"
    assert result.health_after == pytest.approx(
        result.now.collateral_value * values["threshold"] / (result.now.debt_value + result.interest)
    )


@pytest.mark.parametrize("place", range(len(figures.figure("F4.1").presets)))
def test_the_written_sums_are_right(place):
    for panel in both("F4.1"):
        panel.react({"reset": True})
        panel.react({"preset": place})
        assert wrong_sums(panel.frame["why"]) == []
