"""F2.5: back at 130 % only suspends the sale; 166 % cancels the call and takes 6.4 times as much."""

import math
from functools import partial

import pytest
from hypothesis import given
from support.arithmetic import wrong_sums
from support.live_panels import any_values, both, close, drawn, drawn_in, known_panel, rows, shared
from support.panel_presets import at_preset

import pledge_lib as pl
from pledge_lib.finance.ratio import is_below
from pledge_lib.finance.units import MONEY, PERCENT
from pledge_lib.panels import figures

MARGIN = pl.rules("tw-margin")
METHODS = ("repay", "add", "sell")
preset = partial(at_preset, "F2.5")


def sums(panel, method):
    """Return what a row of the table says of a method: to the line, to the target."""
    return rows(panel)[panel.words(f"F2.5.method.{method}")]


def states(panel):
    return rows(panel)[panel.words("F2.5.row.state")]


def test_the_controls_are_those_of_the_lesson():
    controls = {control.key: control for control in figures.figure("F2.5").controls}
    lent = controls["financing_ratio"]
    assert (lent.low, lent.high, lent.default) == (0.40, 0.60, 0.60)
    assert (controls["collateral"].default, controls["debt"].default) == (75_000, 60_000)
    assert (controls["target"].default, controls["method"].options) == ("166", METHODS)


def test_p2_5_to_166_is_6_4_times_as_dear_as_to_130():
    panel = preset("pair")
    assert sums(panel, "repay") == ("2,307.69", "14,819.28")
    assert "是 6.4 倍" in panel.frame["sentence"] and "2,307.69" in panel.frame["sentence"]
    assert panel.result.times == pytest.approx(14_819.277 / 2_307.692, rel=1e-6)


def test_to_the_ratio_of_the_purchase_it_is_6_5_times():
    panel = preset("opening")
    assert sums(panel, "repay") == ("2,307.69", "15,000") and "6.5" in panel.frame["sentence"]
    assert "166.67%" in panel.frame["sentence"]


def test_selling_37_273_leads_from_125_to_166_and_half_to_166_67():
    """FEATURES S4-35, before costs."""
    assert sums(preset("sell"), "sell")[1] == "37,272.73"
    assert sums(preset("sell", target="opening"), "sell")[1] == "37,500"
    with_costs = preset("sell", costs=True)
    sold = with_costs.result.to_target.sell
    assert (75_000 - sold) / (60_000 - sold * (1 - MARGIN.selling_cost)) == pytest.approx(1.66)
    assert sold > 37_272.73


def test_adding_is_not_repaying():
    assert sums(preset("pair"), "add") == ("3,000", "24,600")


def test_posted_shares_meet_the_called_sum_at_70_per_cent():
    assert preset("pair").result.to_post == 21_171


def test_the_two_levels_do_not_do_the_same():
    panel = preset("pair", "en")
    assert states(panel) == ("suspended, call open", "call cancelled")
    assert rows(panel)[panel.words("F2.5.row.room")] == ("0%", "21.69%")
    panel.set(target="150")
    assert states(panel)[1] == "suspended, call open", "150 % is not 166"
    panel.set(target="180")
    assert states(panel)[1] == "call cancelled"


def test_exactly_130_asks_for_nothing():
    panel = preset("on-the-line")
    assert panel.result.state == "normal" and sums(panel, "repay")[0] == "0"
    panel.set(collateral=77_999)
    assert panel.result.state == "called"


def test_three_limit_downs_are_121_5():
    assert PERCENT.write(preset("three-limits").result.ratio) == "121.50%"


def test_shares_worth_less_than_the_loan_cannot_be_sold_out_of_it():
    panel = preset("too-deep", "en")
    assert sums(panel, "sell") == ("selling all is not enough",) * 2
    assert "cannot bring this to 166%" in panel.frame["sentence"]
    assert drawn_in(panel, "methods")["target"]["y"][2] == 0
    panel.set(method="repay")
    assert "takes NT$18,461.54" in panel.frame["sentence"]


def test_the_financing_ratio_sets_the_ratio_of_the_purchase_only():
    panel = preset("forty")
    assert panel.result.opening_ratio == 2.5 and panel.result.bought_for == 100_000
    assert panel.result.change == pytest.approx(-0.50) and panel.result.to_target.repay == 20_000


def test_the_real_share_of_april_2025_is_below_the_line():
    panel = known_panel("F2.5")
    panel.react({"preset": len(panel.declaration.presets) - 1})
    assert (panel.values["collateral"], panel.values["debt"]) == (785_000, 612_000)
    assert panel.result.state == "called"


def test_without_a_loan_or_with_enough_there_is_nothing_to_do():
    panel = known_panel("F2.5")
    panel.set(debt=0)
    assert panel.result.state == "no-debt" and panel.frame["sentence"] == panel.words("F2.5.sentence.no-debt")
    panel.set(debt=40_000)
    assert panel.result.state == "at-target"


@given(any_values("F2.5"))
def test_each_cure_reaches_its_level_and_the_higher_level_never_costs_less(values):
    panel = shared("F2.5", "zh_TW")
    panel.set(**values)
    result, bars = panel.result, drawn_in(panel, "methods")
    value, debt = result.collateral, result.debt
    for level in (result.to_line, result.to_target):
        repaid, added = level.repay, level.add
        assert added == pytest.approx(level.ratio * repaid, abs=1e-6)
        if is_below(value, debt, level.ratio):
            assert value == pytest.approx(level.ratio * (debt - repaid), abs=1e-3)
        else:
            assert repaid == added == 0
    for method in METHODS:
        low, high = (level.amount(method) for level in (result.to_line, result.to_target))
        assert high is None or high >= low - 1e-6
    for uid, level in (("line", result.to_line), ("target", result.to_target)):
        assert close(bars[uid]["y"][0], level.repay)
    assert (bars["line"]["x"] < bars["target"]["x"]).all(), "the line's bar stands left of its pair"


@pytest.mark.parametrize("place", range(len(figures.figure("F2.5").presets)))
def test_the_written_sums_are_right(place):
    for panel in both("F2.5"):
        panel.react({"reset": True})
        panel.react({"preset": place})
        assert wrong_sums(panel.frame["why"]) == []
        assert MONEY.write(panel.result.debt) in panel.frame["sentence"]


def test_on_the_call_line_the_upper_line_is_at_13_012_and_the_lower_one_at_nothing():
    """60,000 on 78,000: to 130 % takes nothing, to 166 % 60,000 − 78,000 ÷ 1.66."""
    chart = drawn(preset("pair"))
    assert chart["to-line"]["x"][-1] == chart["call"]["x"][0] == 78_000
    assert close(chart["to-line"]["y"][-1], 0) and close(chart["to-target"]["y"][-1], 60_000 - 78_000 / 1.66)


@given(any_values("F2.5"))
def test_the_dots_stand_at_the_sums_of_the_chosen_method(values):
    panel = shared("F2.5", "zh_TW")
    panel.set(**values)
    result, chart = panel.result, drawn(panel)
    low, high = panel.frame["ranges"]["xaxis"]
    assert low <= result.collateral <= high
    for uid, amount in (("low", result.low), ("now", result.high)):
        (drawn_at,) = chart[uid]["y"]
        assert math.isnan(drawn_at) if amount is None else close(drawn_at, amount)
