"""F2.6: a rise calls the short seller, at 45.75 % with a margin of 90 %; bought back before the register closes."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from support.arithmetic import wrong_sums
from support.live_panels import any_values, both, close, drawn, known_panel, rows, said, shared
from support.panel_presets import at_preset

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.units import PERCENT
from pledge_lib.market.sessions import business_day_before, deadline, settlement_days
from pledge_lib.panels import figures

MARGIN = pl.rules("tw-margin")
preset = partial(at_preset, "F2.6")


def test_the_sliders_are_those_of_the_lesson():
    controls = {control.key: control for control in figures.figure("F2.6").controls}
    margin, change = controls["margin"], controls["change"]
    found = [(each.low, each.high, each.step, each.default) for each in (margin, change)]
    assert found == [(0.90, 1.30, 0.05, 0.90), (-0.50, 1.50, 0.01, 0.0)]


@pytest.mark.parametrize(
    ("margin", "net", "rise"),
    [(0.90, True, "45.75%"), (0.90, False, "46.15%"), (1.30, True, "76.52%"), (1.30, False, "76.92%")],
)
def test_e2_8_the_rise_to_the_call(margin, net, rise):
    panel = known_panel("F2.6")
    panel.set(margin=margin, net=net)
    assert PERCENT.write(panel.result.call_rise) == rise and rise in panel.frame["sentence"]
    assert close(drawn(panel)["call"]["x"][0], 100 * (1 + panel.result.call_rise))


def test_the_opening_is_that_of_the_fact_sheet():
    panel = preset("ninety")
    assert panel.result.opened.short_sale_collateral == 99_478
    assert PERCENT.write(panel.result.now.ratio) == "189.48%" and "145.75" in panel.frame["sentence"]


def test_where_the_short_cut_says_not_yet_the_rule_says_called():
    assert preset("called").result.state == "called"
    assert preset("short-cut").result.state == "loss"
    assert "45.75%" in " ".join(preset("short-cut").frame["notes"])


def test_exactly_on_the_line_is_no_call():
    """195,000 over 150,000, by the short-cut with a margin of 95 %."""
    panel = known_panel("F2.6")
    panel.set(net=False, margin=0.95, change=0.50)
    assert panel.result.state == "on-the-line"
    panel.set(change=0.51)
    assert panel.result.state == "called"


def test_doubled_it_takes_more_than_is_held():
    panel = preset("doubled")
    assert panel.result.state == "nothing-left" and panel.result.now.equity == 189_478 - 200_000
    assert "10,522" in panel.frame["sentence"]
    assert panel.result.price_of_nothing_left == pytest.approx(189.478)


def test_a_fall_is_a_gain():
    panel = preset("gain", "en")
    assert panel.result.loss == -30_000 and "A gain of NT$30,000" in panel.frame["sentence"]
    trip = panel.result.trip
    assert -trip.profit == -30_000 + 300 + 142 + 80 + 99, "tax, both commissions, handling fee"


@pytest.mark.parametrize(
    ("language", "gain", "loss"), [("zh_TW", "獲利", "虧損"), ("en", "Gain before costs", "Loss before costs")]
)
def test_a_gain_is_called_a_gain_and_not_a_loss_below_0(language, gain, loss):
    """Half the price down is 50,000 gained, 55.56 % of a margin of 90,000; a tenth up is 10,000 lost."""
    panel = known_panel("F2.6", language)
    for change, word, other, amount, share in (
        (-0.50, gain, loss, "50,000", "55.56%"),
        (0.10, loss, gain, "10,000", "11.11%"),
    ):
        panel.set(change=change)
        hero = panel.frame["stage"]["hero"][2]
        assert word in hero["caption"] and hero["number"] == amount and share in hero["sub"]
        texts = [*said(panel), panel.frame["why"]]
        assert not any(other in text or f"−{amount}" in text or f"−{share}" in text for text in texts)
        assert wrong_sums(panel.frame["why"]) == []


def test_costs_may_turn_a_gain_into_a_loss_and_each_has_its_word():
    panel = known_panel("F2.6", "en")
    for change, before, after in ((-0.001, "gain", "loss"), (-0.02, "gain", "gain"), (0.0, "loss", "loss")):
        panel.set(change=change)
        named = [row for row in rows(panel) if row.startswith(("gain", "loss"))]
        assert [name.partition(" ")[0] for name in named] == [before, before, after]
        assert all(not cell.startswith("−") for name in named for cell in rows(panel)[name])


def test_a_margin_of_130_was_ordered_in_april_2025():
    panel = preset("crisis", "en")
    assert panel.result.state == "loss" and "2025-04-07" in panel.frame["notes"][0]
    assert any(badge.startswith("A-12") for badge in panel.frame["badges"])
    panel.set(margin=1.25)
    assert panel.result.raised == ()


@pytest.mark.parametrize(
    ("closure", "buy_in", "without_holidays"),
    [
        (date(2018, 8, 18), date(2018, 8, 10), date(2018, 8, 10)),
        (date(2025, 4, 5), date(2025, 3, 26), date(2025, 3, 28)),
    ],
)
def test_the_last_day_to_buy_back(closure, buy_in, without_holidays):
    """The first is the example of the investor protection center; the second runs over the Tomb-Sweeping holidays."""
    panel = known_panel("F2.6")
    panel.set(closure=closure)
    assert (panel.result.buy_in, panel.result.buy_in_without_holidays) == (buy_in, without_holidays)
    assert buy_in.isoformat() in panel.frame["sentence"]
    assert any(without_holidays.isoformat() in note for note in panel.frame["notes"]) == (buy_in != without_holidays)


@pytest.mark.parametrize("day", settlement_days()[100:4000:97])
@pytest.mark.parametrize("count", [1, 6])
def test_counting_back_undoes_a_deadline(day, count):
    assert business_day_before(deadline(day, count), count) == day


def test_days_are_whole_and_lie_in_the_calendar():
    for count, error in ((1.5, "not_whole"), (0, "not_positive")):
        with pytest.raises(InputError) as refusal:
            business_day_before("2025-04-05", count)
        assert refusal.value.key == error
    with pytest.raises(InputError) as refusal:
        business_day_before("2008-01-03", 6)
    assert refusal.value.key == "outside_calendar"


def test_the_curve_falls_ever_more_slowly():
    curve = drawn(known_panel("F2.6"))["curve"]["y"]
    steps = curve[1:] - curve[:-1]
    assert (steps < 0).all() and (steps[1:] > steps[:-1]).all()


@given(any_values("F2.6"))
def test_the_state_follows_the_line_and_the_money(values):
    panel = shared("F2.6", "zh_TW")
    panel.set(**values)
    result = panel.result
    called = result.now.below(MARGIN.call_line)
    assert (result.state in ("called", "nothing-left")) == called
    assert (result.state == "nothing-left") == (result.now.collateral < result.now.value)
    assert (1 + result.change) * (1 + result.room) == pytest.approx(1 + result.call_rise)
    assert result.called_sum == pytest.approx(max(0, 1.66 * result.now.value - result.now.collateral))
    assert close(drawn(panel)["now"]["y"][0], min(max(result.now.ratio * 100, 50), 400))
    assert panel.frame["stage"]["chip"]["tone"] in {"nothing-left": ("sold",), "called": ("called",)}.get(
        result.state, ("safe", "near")
    )
    assert result.buy_in < result.closure


@pytest.mark.parametrize("place", range(len(figures.figure("F2.6").presets)))
def test_the_written_sums_are_right(place):
    for panel in both("F2.6"):
        panel.react({"reset": True})
        panel.react({"preset": place})
        assert wrong_sums(panel.frame["why"]) == []
