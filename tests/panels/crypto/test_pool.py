"""F4.3: utilisation, both rates, and who can withdraw."""

from functools import partial

import pytest
from hypothesis import given
from support.live_panels import any_values, both, close, drawn, known_panel, rows, shared
from support.panel_presets import at_preset

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.panels import figures
from pledge_lib.panels.crypto.pool_picture import sides

SPECIFIED = {  # the ranges, steps and defaults of the lesson, in the reader's units
    "kink": (45, 95, 5, 80),
    "slope1": (1, 10, 0.1, 4.8),
    "slope2": (20, 300, 5, 80),
    "reserve": (0, 50, 1, 15),
}
preset = partial(at_preset, "F4.3")


@pytest.mark.parametrize("key", SPECIFIED)
def test_sliders_run_as_the_lesson_asks(key):
    (slider,) = (control for control in figures.figure("F4.3").controls if control.key == key)
    found = tuple(slider.on_screen(number) for number in (slider.low, slider.high, slider.step, slider.default))
    assert found == SPECIFIED[key]


def test_the_base_rate_runs_from_0_to_2_per_cent():
    (base,) = (control for control in figures.figure("F4.3").controls if control.key == "base")
    assert (base.low, base.high) == (0, 0.02)


@pytest.mark.parametrize(
    ("name", "borrow"), [("fifty", 0.03), ("kink", 0.048), ("ninety", 0.448), ("ninety-five", 0.648)]
)
def test_the_dot_stands_on_the_lessons_curve(name, borrow):
    panel = preset(name)
    assert panel.result.borrow_rate == pytest.approx(borrow)
    assert close(drawn(panel)["now"]["y"][0], borrow * 100)


def test_e4_6_at_90_per_cent_suppliers_earn_34_27():
    panel = preset("ninety")
    assert panel.result.supply_rate == pytest.approx(0.3427, abs=0.00005)
    assert "44.80%" in panel.frame["sentence"] and "4.80%" in panel.frame["sentence"]
    full = preset("full").result
    assert full.supply_rate == pytest.approx(0.7208) and full.available == 0, "most is earned where none can withdraw"


def test_exactly_at_the_kink_the_lower_branch_holds():
    panel = known_panel("F4.3")
    assert panel.result.state == "at-kink" and panel.result.borrow_rate == pytest.approx(0.048)
    panel.set(borrowed=810_000)
    assert panel.result.state == "beyond"


def test_a_withdrawal_alone_drives_the_rate_past_the_kink():
    result = preset("withdrawal").result
    assert result.state == "beyond" and result.utilization == pytest.approx(800 / 890)


def test_q4_3_at_full_utilisation_nobody_can_withdraw():
    panel = preset("run", "en")
    result = panel.result
    assert (result.utilization, result.withdrawn, result.blocked) == (1, 200_000, 300_000)
    assert "US$300,000 must wait" in panel.frame["sentence"]
    panel.set(withdraw=0, borrowed=1_000_000)
    assert panel.result.state == "full" and "nobody can withdraw" in panel.frame["sentence"]


def test_an_empty_or_idle_pool_pays_nothing():
    panel = known_panel("F4.3")
    panel.set(borrowed=0, base=0.01)
    assert (panel.result.state, panel.result.utilization, panel.result.supply_rate) == ("idle", 0, 0)
    assert panel.result.borrow_rate == 0.01
    panel.set(withdraw=1_000_000)
    assert panel.result.left == 0 and panel.result.earned == 0


def test_a_pool_cannot_lend_more_than_it_holds():
    panel = known_panel("F4.3", "en")
    panel.set(borrowed=1_500_000)
    assert panel.result.borrowed == 1_000_000 and "no more than the US$1,000,000" in panel.frame["notes"][0]


def test_the_real_curves_are_those_of_the_data():
    panel = known_panel("F4.3")
    panel.react({"preset": 7})
    assert panel.result.curve == aave_assets()["WBTC"].curve
    panel.react({"preset": 8})
    assert panel.result.curve == aave_assets()["wstETH"].curve


@given(any_values("F4.3"))
def test_what_borrowers_pay_goes_to_suppliers_and_to_the_reserve(values):
    panel = shared("F4.3", "zh_TW")
    panel.set(**values)
    result = panel.result
    assert result.paid * (1 - values["reserve"]) == pytest.approx(result.earned, abs=1e-6)
    assert result.borrowed + result.available == pytest.approx(result.left)
    assert result.withdrawn + result.blocked == values["withdraw"]
    assert not result.blocked or result.available == 0
    picture = drawn(panel)
    both_sides = sides(result)
    held = both_sides["lent"]["y"][0] + both_sides["available"]["y"][0]
    assert held == pytest.approx(both_sides["owed"]["y"][0]), "what the pool holds is what it owes"
    assert close(picture["now"]["x"][0], result.utilization * 100)
    assert all(
        after >= before - 1e-4
        for before, after in zip(picture["borrow"]["y"], picture["borrow"]["y"][1:], strict=False)
    )


def test_the_table_gives_the_whole_curve():
    for panel in both("F4.3"):
        panel.react({"reset": True})
        said = [rows(panel)[panel.words("F4.3.row.rate-at", used=used)] for used in ("50%", "80%", "90%", "95%")]
        assert said == [("3%",), ("4.80%",), ("44.80%",), ("64.80%",)]
