"""F3.6: lend through an ex-date or recall, after tax, under three views of the compensation."""

from datetime import date
from math import isnan

import pytest
from hypothesis import given
from support.live_panels import any_values, both, close, drawn, drawn_in, known_panel, rows, shared
from support.panel_presets import at_preset

import pledge_lib as pl
from pledge_lib.finance.lending.dividend_tax import DIVIDEND, OTHER, VIEWS

LENDING = pl.rules("tw-lending")


def extra_tax(panel, view):
    return panel.result.treatments[view].decision.extra_tax


def test_the_controls_offer_the_lessons_views_and_brackets():
    controls = {control.key: control for control in known_panel("F3.6").declaration.controls}
    assert controls["view"].default == DIVIDEND and set(VIEWS) < set(controls["view"].options)
    assert controls["bracket"].options == ("5", "12", "20", "30", "40")
    assert controls["rate"].high == LENDING.highest_rate


@pytest.mark.parametrize(("bracket", "kept", "older"), [("5", -1_750, 4_250), ("40", 14_000, 6_000)])
def test_the_extra_tax_of_lending_through_a_dividend_of_50000(bracket, kept, older):
    """P3.4 and E3.6: nothing under the 2016 letter; 4,250 and 6,000 under the older view."""
    for panel in both("F3.6"):
        panel.react({"reset": True})
        panel.set(dividend=50_000, bracket=bracket)
        assert panel.result.decision.tax_recalled == pytest.approx(kept)
        assert extra_tax(panel, DIVIDEND) == 0
        assert extra_tax(panel, OTHER) == pytest.approx(older)


def test_at_equal_tax_the_difference_is_the_net_fee():
    """1,000,000 at 3 % for 10 days: 821.92, less 20 % and a bracket of 40 %."""
    panel = at_preset("F3.6", "letter")
    assert panel.result.state == "same-tax"
    assert panel.result.decision.difference == pytest.approx(panel.result.decision.net_fee)
    assert rows(panel)["股利所得（2016 年函釋）"] == ("36,000", "36,394.52", "+394.52", "0", "多少都行")


def test_under_the_older_view_no_permitted_rate_makes_up_for_the_tax():
    panel = at_preset("F3.6", "older-high")
    assert panel.result.state == "beyond-cap" and "費率得到 45.63%，超過上限 16%" in panel.frame["sentence"]
    panel.set(days=60)
    assert panel.result.state == "fee-too-small" and "費率要到 7.60% 才打平" in panel.frame["sentence"]
    panel.set(rate=0.08)
    assert panel.result.state == "fee-covers"


def test_the_day_of_payment_decides_the_letter():
    panel = at_preset("F3.6", "before-the-letter")
    assert panel.result.chosen.view == OTHER
    panel.set(paid_on=date(2016, 3, 24))
    assert panel.result.chosen.view == OTHER
    panel.set(paid_on=date(2016, 3, 25))
    assert panel.result.chosen.view == DIVIDEND and panel.result.state == "same-tax"


def test_a_view_that_was_not_in_force_is_said():
    panel = at_preset("F3.6", "older-high", "en")
    assert any("dividend income (2016 letter)”, not the view you chose" in note for note in panel.frame["notes"])
    panel.set(paid_on=date(2015, 7, 31))
    assert not any("not the view you chose" in note for note in panel.frame["notes"])


def test_the_exempt_view_loses_the_credit():
    """A 5 % bracket is refunded 1,750 on the dividend itself, and nothing on what is exempt."""
    panel = at_preset("F3.6", "exempt")
    assert panel.result.decision.extra_tax == 1_750 and panel.result.state == "fee-too-small"
    assert any("網誌和論壇" in note for note in panel.frame["notes"])
    panel.set(bracket="40")
    assert panel.result.state == "less-tax" and "少繳 14,000 元" in panel.frame["sentence"]


def test_the_credit_ends_at_its_cap():
    panel = known_panel("F3.6", "en")
    panel.set(dividend=940_000, bracket="5")
    assert panel.result.decision.tax_recalled == pytest.approx(940_000 * (0.05 - 0.085))
    assert not any("a household" in note for note in panel.frame["notes"])
    panel.set(dividend=1_000_000)
    assert panel.result.decision.tax_recalled == pytest.approx(1_000_000 * 0.05 - 80_000)
    assert any("80,000 a household" in note for note in panel.frame["notes"])


def test_a_real_dividend():
    """2412 paid 4.758 a share, ex-date 2024-07-04: 47,580 on 10 lots."""
    panel = known_panel("F3.6")
    panel.react({"preset": len(panel.declaration.presets) - 1})
    assert panel.result.dividend == 47_580 and panel.result.chosen.view == DIVIDEND


def test_without_a_dividend_only_the_fee_is_left():
    panel = known_panel("F3.6", "en")
    panel.set(dividend=0)
    assert panel.result.state == "no-dividend" and panel.result.decision.recall == 0
    assert panel.result.decision.difference == pytest.approx(394.52, abs=0.01)


@given(any_values("F3.6"))
def test_the_lines_are_the_decisions_at_every_rate(values):
    panel = shared("F3.6", "en")
    panel.set(**values)
    chart, own, columns = drawn(panel), panel.result, drawn_in(panel, "bars")
    for place, view in enumerate(VIEWS):
        treatment = own.treatments[view]
        decision = treatment.decision
        assert close(columns["recalled"]["y"][place], decision.recall)
        assert close(columns["lent"]["y"][place], decision.lend_through)
        assert decision.difference == pytest.approx(decision.lend_through - decision.recall, abs=1e-6)
        without, most = (float(end) for end in chart[view]["y"])
        assert without == pytest.approx(-decision.extra_tax, rel=1e-6, abs=1e-6)
        assert without + (most - without) * values["rate"] / 0.16 == pytest.approx(
            decision.difference, rel=1e-5, abs=0.1
        )
        if extra_tax(panel, view) > 0:
            assert (treatment.breakeven <= values["rate"]) == (decision.difference >= -1e-9)
    assert close(chart["now"]["x"][0], values["rate"] * 100) and close(chart["now"]["y"][0], own.decision.difference)
    may_break_even = 0 < own.breakeven <= LENDING.highest_rate
    assert isnan(chart["cross"]["x"][0]) is not may_break_even
    assert [panel.view.looks[view]["tone"] == "curve" for view in VIEWS] == [view == own.chosen.view for view in VIEWS]


def test_a_stock_dividend_counts_at_par_and_the_rest_is_exempt_but_not_in_the_older_view():
    """Rule C-10: 50,000 in cash and 10,000 at par are taxed alike; the older view taxes all 80,000 of the shares."""
    panel = at_preset("F3.6", "stock")
    own = panel.result
    assert (own.at_par, own.received, own.above_par) == (60_000, 130_000, 70_000)
    assert own.decision.tax_recalled == own.decision.tax_lent == pytest.approx(60_000 * 0.28)
    assert own.decision.recall == pytest.approx(130_000 - 16_800) and own.state == "same-tax"
    assert "70,000 元" in panel.frame["why"] and "times" not in panel.frame["idle"]
    older = at_preset("F3.6", "stock-older").result.decision
    assert older.tax_lent == pytest.approx(130_000 * 0.40) and older.extra_tax == pytest.approx(35_200)
    panel.set(stock=0)
    assert "times" in panel.frame["idle"] and extra_tax(panel, OTHER) == pytest.approx(6_000)


def test_the_breakeven_is_a_rate_or_words():
    for name, number, sub in (("letter", "any rate", "cap 16%"), ("older-high", "45.63", "above the cap of 16%")):
        hero = at_preset("F3.6", name, "en").frame["stage"]["hero"][2]
        assert (hero["number"], hero["sub"]) == (number, sub)


@pytest.mark.parametrize(("rate", "word"), [(0.024, "召回多"), (0.025, "一樣"), (0.026, "出借多")])
def test_the_chip_says_which_brings_more(rate, word):
    """18,250,000 at 2.5 % for 10 days is 12,500, of which the broker and the tax leave 6,000, the extra tax."""
    panel = at_preset("F3.6", "older-high", value=18_250_000, rate=rate)
    assert panel.frame["stage"]["chip"]["word"] == word


def test_the_way_to_decide_begins_with_the_payer():
    panel = at_preset("F3.6", "older-high", "en")
    table = panel.view.drawers["steps"]["table"]
    assert [row[0][0] for row in table[1:]] == ["1", "2", "3", "4"]
    assert "2016 letter" in table[1][1] and table[2][1].startswith("NT$6,000")
    assert "1, 3 or 10 business days" in table[4][1]
