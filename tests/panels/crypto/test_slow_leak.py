"""F4.5: at a flat price interest alone leads the health factor to 1; how fast, and what compounding adds."""

import math

import pytest
from hypothesis import given
from support.live_panels import any_values, close, drawn, known_panel, rows, shared

from pledge_lib.finance.crypto.rates import days_to_liquidation
from pledge_lib.panels import tones
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.crypto.slow_leak import figure
from pledge_lib.panels.crypto.slow_leak_model import COMPOUNDING, slow_leak
from pledge_lib.panels.crypto.slow_leak_picture import rates

SPECIFIED = {  # LESSONS section 6
    "start": (1.01, 2.0, 0.0001, 1.1067),
    "borrow_apr": (0.01, 1.0, 0.001, 0.336),
}
START = defaults(figure().controls)
SQUEEZE, CALM, KINK, YIELDS, EARNS, REAL = range(6)


def of(**changes):
    return slow_leak(START | changes)


def test_controls_are_as_the_lesson_wants_them():
    controls = {control.key: control for control in figure().controls}
    for key, (low, high, step, default) in SPECIFIED.items():
        control = controls[key]
        assert (control.low, control.high, control.step, control.default) == (low, high, step, default), key


def test_110_days_from_1_1067_at_33_6_per_cent():
    """P4.4, E4.7, M29."""
    assert round(of().days_to_one) == 110
    assert round(of(start=1.107).days_to_one) == 110
    assert rows(known_panel("F4.5"))["幾天到 1"] == ("110",)
    assert of(days=110).state == "leaks" and of(days=111).state == "reached"


def test_five_per_cent_a_second_is_5_127_per_cent_a_year():
    """E4.8: and a day's compounding is a little less."""
    assert of(borrow_apr=0.05).borrow_apy == pytest.approx(0.051271, abs=1e-6)
    assert of(borrow_apr=0.05, compounding="day").borrow_apy == pytest.approx(0.051267, abs=1e-6)
    assert of(borrow_apr=0.05, compounding="never").borrow_apy == 0.05


def test_a_pool_that_earns_1_2_and_costs_5_loses_3_7_per_cent_of_the_health_factor_in_a_year():
    """CRYPTO 6, number 12: about 3.6 % a year."""
    opened = known_panel("F4.5")
    opened.react({"preset": YIELDS})
    assert rows(opened)["一年少掉的健康係數"] == ("3.73%",)
    assert of(borrow_apr=0.05, supply_apr=0.012, compounding="never").year == pytest.approx(0.0362, abs=1e-4)


def test_more_compounding_leaks_faster_and_simple_interest_slowest():
    days = [of(compounding=name).days_to_one for name in COMPOUNDING]
    assert days == sorted(days) and len(set(days)) == len(days)
    assert of().simple_days == of(compounding="never").days_to_one == pytest.approx((1.1067 - 1) / 0.336 * 365)


def test_where_the_collateral_earns_enough_it_holds_for_ever():
    opened = known_panel("F4.5", "en")
    opened.react({"preset": EARNS})
    assert opened.result.state == "holds" and rows(opened)["Days to 1"] == ("∞",)
    assert math.isnan(drawn(opened)["reached"]["x"][0])
    assert of(borrow_apr=0.05, supply_apr=0.05).state == "holds"
    assert of(borrow_apr=0.05, supply_apr=0.0499).state == "leaks"
    simple = {"compounding": "never", "start": 2.0, "borrow_apr": 0.08}
    assert of(**simple, supply_apr=0.04).state == "holds", "twice the debt earns half the rate: as much as it costs"
    assert of(**simple, supply_apr=0.039).state == "leaks"


@given(any_values("F4.5"))
def test_on_the_day_it_is_said_to_be_1_it_is_1(values):
    opened = shared("F4.5", "zh_TW")
    opened.set(**values)
    result = opened.result
    if result.days_to_one < 10**6:
        assert result.health_on(result.days_to_one) == pytest.approx(1)
        assert (result.state == "reached") == (result.days > result.days_to_one)
    chart = drawn(opened)
    assert close(chart["health"]["y"][0], result.start) and close(chart["still"]["y"][1], result.start)
    low, high = opened.frame["ranges"]["yaxis"]
    assert close(chart["now"]["y"][0], min(max(result.health_on(min(result.days, 365)), low), high))
    assert opened.frame["stage"]["chip"]["tone"] == tones.of_ratio(result.now, 1, below="sold")
    lasts = rates(result)["lasts"][1]
    assert lasts == sorted(lasts, reverse=True), "a dearer loan never lasts longer"


def test_the_real_rates_are_those_of_the_curves_at_their_kinks():
    opened = known_panel("F4.5")
    opened.react({"preset": REAL})
    assert opened.values["borrow_apr"] == 0.055
    assert opened.values["supply_apr"] == pytest.approx(0.0235 * 0.92 * 0.85)
    assert opened.result.days_to_one == pytest.approx(days_to_liquidation(1.1067, 0.055, 0.018377), rel=1e-3)


def test_the_track_wears_what_the_curve_crosses():
    """From 1.50 it is near from the day on which it is 150/130, and sold from the day on which it is 1."""
    own, leak = figure(), of(start=1.5)
    (near, safe), (one, warning), (_, sold) = own.zones(leak)
    assert (safe, warning, sold) == ("safe", "near", "sold")
    assert leak.health_on(near) == pytest.approx(150 / 130) and leak.health_on(one) == pytest.approx(1)
    assert own.zones(of())[0] == (0.0, "safe"), "it starts near 1 already"
