"""F4.4: how much one call may repay and what it takes, by version; when a call helps, and when nobody makes one."""

import pytest
from hypothesis import given
from support.live_panels import any_values, both, close, drawn, known_panel, rows, shared

import pledge_lib as pl
from pledge_lib.panels.crypto.liquidation_picture import HIGHEST_HEALTH, hanging, healths

SPECIFIED = {  # LESSONS section 6
    "bonus": (0.01, 0.15, 0.005, 0.05),
}
HALF, ALL, BAD_DEBT, WORSE, TARGET, SMALL, GAS, REAL = range(8)


def at_preset(place, language="zh_TW", **values):
    panel = known_panel("F4.4", language)
    panel.react({"preset": place})
    panel.set(**values)
    return panel


def test_controls_are_as_the_lesson_wants_them():
    controls = {control.key: control for control in known_panel("F4.4").declaration.controls}
    for key, (low, high, step, default) in SPECIFIED.items():
        control = controls[key]
        assert (control.low, control.high, control.step, control.default) == (low, high, step, default), key
    assert controls["version"].options == ("aave-v2", "aave-v3-0", "aave-v3-3", "aave-v4")


def test_five_per_cent_down_takes_half_the_debt():
    """P4.2, E4.4, M27: not all is lost."""
    panel = known_panel("F4.4")
    result = panel.result
    assert result.fallen.health_factor == pytest.approx(0.979503, abs=1e-6)
    assert result.repaid == 4_025 and result.repaid + result.penalty == 4_226.25 and result.penalty == 201.25
    assert result.end.collateral_value == 5_273.75 and result.end.debt_value == 4_025
    assert result.end.health_factor == pytest.approx(1.087506, abs=1e-6)
    assert result.state == "cured"
    assert rows(panel)["第 1 次清算"] == ("4,025", "4,226.25", "5,273.75", "4,025", "1.0875")


def test_eight_per_cent_down_takes_the_whole_debt():
    """E4.5: 0.9486 is not above 0.95."""
    result = at_preset(ALL).result
    assert result.state == "closed" and result.calls[0].close_factor == 1
    assert result.fallen.health_factor == pytest.approx(0.948571, abs=1e-6)
    assert result.end.collateral_value == 747.5 and result.repaid == 8_050


def test_ten_ether_at_1_500_leave_bad_debt():
    """CRYPTO 5, example 7: 14,285.714286 repaid, a deficit of 1,814.285714."""
    panel = at_preset(BAD_DEBT, amount=10)
    assert panel.result.state == "bad-debt"
    assert panel.result.repaid == pytest.approx(14_285.714286) and panel.result.deficit == pytest.approx(1_814.285714)
    assert rows(panel)["第 1 次清算"][2:] == ("0", "1,814.29", "—")
    assert healths(panel.result)["health"][1][-1] == 0, "without collateral there is no health factor to boast of"
    assert panel.frame["stage"]["hero"][0]["number"] == "—"
    assert close(drawn(panel)["deficit"]["y"][0], -panel.result.deficit)
    panel.set(version="aave-v2", gas=0)
    assert panel.result.state == "bad-debt" and len(panel.result.done) > 1
    assert panel.result.deficit == pytest.approx(1_814.285714), "the collateral pays the same, call by call"


def test_below_the_turning_point_each_call_makes_it_worse():
    """P4.6, E4.10, M28: 0.83 x 1.05 = 0.8715."""
    panel = at_preset(WORSE)
    assert panel.result.turning_point == 0.8715
    healths = [panel.result.fallen.health_factor, *(call.after.health_factor for call in panel.result.done)]
    assert healths == sorted(healths, reverse=True) and healths[0] < 0.8715
    assert panel.result.gets_worse and "0.8715" in panel.frame["notes"][0]
    above = at_preset(WORSE, fall=0.10)
    healths = [above.result.fallen.health_factor, *(call.after.health_factor for call in above.result.done)]
    assert healths == sorted(healths) and healths[0] > 0.8715 and not above.result.gets_worse


def test_the_newest_version_repays_up_to_its_target():
    """Q4.7, CRYPTO 7: 6,358.54 of 16,100 instead of 8,050."""
    panel = at_preset(TARGET, amount=10)
    assert panel.result.repaid == pytest.approx(6_358.54, abs=0.01)
    assert panel.result.end.health_factor == pytest.approx(pl.rules("aave-v4").target_health_factor)
    assert at_preset(HALF, amount=10).result.repaid == 8_050


def test_a_small_position_may_be_closed_whole():
    """CRYPTO 5, example 10."""
    assert at_preset(SMALL).result.state == "closed"
    assert at_preset(SMALL).result.fallen.health_factor > 0.95
    assert at_preset(SMALL, version="aave-v3-0").result.calls[0].close_factor == 0.5, "the rule came with v3.3"


def test_nobody_liquidates_for_less_than_the_gas():
    panel = at_preset(GAS, "en")
    assert panel.result.state == "unprofitable" and panel.result.done == ()
    assert panel.result.fallen.health_factor < 1 and "less than US$50" in panel.frame["sentence"]
    panel.set(gas=5)
    assert panel.result.state == "closed"
    panel.set(gas=panel.result.income)
    assert panel.result.state == "closed", "what just pays for the gas is made"


def test_what_would_leave_dust_is_refused():
    values = {"amount": 1, "price": 2_150, "borrowed": 0.95, "threshold": 0.95, "bonus": 0.15, "fall": 0.01}
    panel = at_preset(HALF, **values)
    assert panel.result.state == "dust" and panel.result.done == ()
    assert panel.result.calls[0].refused == "dust"
    panel.set(version="aave-v3-0")
    assert panel.result.state != "dust", "the rule came with v3.3"


def test_a_health_factor_of_exactly_1_is_safe():
    panel = at_preset(HALF, borrowed=0.83, fall=0.0)
    assert panel.result.state == "on-the-line" and panel.result.calls == ()
    panel.set(fall=0.0001)
    assert panel.result.state == "cured"
    assert rows(panel)["下跌之後"][-1] == "0.9999", "below 1 must not read 1.0000"
    panel.set(borrowed=0.0)
    assert panel.result.state == "no-debt" and rows(panel)["下跌之後"][-1] == "∞"


def test_the_real_day_goes_from_a_close_to_the_low_of_the_next_day():
    panel = at_preset(REAL)
    prices = pl.prices("ETH")
    assert panel.result.fallen.collateral[0].price == pytest.approx(prices.point("2024-08-05").low, rel=1e-4)
    assert panel.result.state == "closed"
    day_close = prices.close("2024-08-05") / prices.close("2024-08-04") - 1
    panel.set(fall=-day_close)
    assert panel.result.state == "safe", "the close alone would have liquidated nobody"


@given(any_values("F4.4"))
def test_collateral_and_debt_are_accounted_for(values):
    panel = shared("F4.4", "en")
    panel.set(**values)
    result = panel.result
    taken = result.repaid + result.income + result.fee
    assert result.fallen.collateral_value == pytest.approx(result.end.collateral_value + taken, abs=1e-6)
    assert result.fallen.debt_value == pytest.approx(
        result.repaid + (result.deficit or result.end.debt_value), abs=1e-6
    )
    assert all(call.income >= values["gas"] for call in result.done)
    bars, chart = hanging(result), drawn(panel)
    heights = {name: height for name, (_, height) in bars.items()}
    spent = heights["lost"] + heights["repaid"] + heights["bonus"]
    assert heights["opened"] == pytest.approx(spent + heights["left"], abs=1e-6), "nothing of it is lost or found"
    assert bars["bonus"][0] == pytest.approx(heights["left"], abs=1e-6), "what is left stands where the last bar ends"
    assert close(chart["own"]["y"][0] + chart["owed"]["y"][0], result.end.collateral_value)
    assert max(healths(result)["health"][1]) <= HIGHEST_HEALTH
    foot, top = panel.view.ranges["yaxis"]
    assert foot <= -result.deficit and heights["opened"] <= top


def test_one_scale_stands_for_all_falls():
    """What is missing at the deepest fall has its room from the start; none is kept where gas keeps everybody away."""
    for place, ends in ((HALF, (-5_000, 10_000)), (GAS, (0, 200))):
        assert {at_preset(place, fall=fall).view.ranges["yaxis"] for fall in (0, 0.05, 0.25, 0.60)} == {ends}


def test_both_languages_name_every_call():
    for panel in both("F4.4"):
        panel.react({"preset": WORSE})
        calls, (places, names) = len(panel.result.done), panel.frame["drawers"]["health"]["ticks"]["xaxis"]
        assert len(places) == len(set(names)) == 2 + calls
        assert len(panel.frame["table"]) == 1 + 2 + calls + 1


def test_the_track_turns_where_a_half_and_where_all_may_be_taken():
    """From 80.5 %: 3.01 % below 1, 7.86 % at 0.95."""
    panel = known_panel("F4.4")
    ends = [end for end, _ in panel.frame["stage"]["zones"]]
    assert [tone for _, tone in panel.frame["stage"]["zones"]] == ["safe", "near", "called", "sold"]
    assert ends[1:3] == pytest.approx([3.0120, 7.8614], abs=1e-4) and ends[3] is None


def test_a_bar_of_nothing_says_nought_without_a_sign():
    panel = known_panel("F4.4")
    panel.set(fall=0)
    texts_of = {name: label["text"] for name, label in panel.frame["stage"]["labels"].items()}
    assert [texts_of[name] for name in ("lost", "repaid", "bonus")] == ["0"] * 3
