"""F3.0: the lender's fee, the borrower's ratio and the call price move together with one price."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.arithmetic import wrong_sums
from support.live_panels import LANGUAGES, any_values, both, drawn, known_panel, rows

from pledge_lib.panels.lending.two_sides import figure
from pledge_lib.panels.lending.two_sides_picture import FEE_CHART, zones

SPECIFIED = {  # in the reader's units
    "start": (105, 160, 1, 140),
    "change": (-30, 60, 1, 0),
    "line": (100, 130, 1, 120),
    "share": (0, 40, 1, 20),
    "rate": (0.01, 16, 0.01, 3),
}
CHANGES = st.integers(-30, 60).map(lambda cents: cents / 100)


@pytest.mark.parametrize("key", SPECIFIED)
def test_sliders_run_as_the_lesson_asks(key):
    (slider,) = (control for control in figure().controls if control.key == key)
    found = tuple(slider.on_screen(number) for number in (slider.low, slider.high, slider.step, slider.default))
    assert found == SPECIFIED[key]


def test_the_price_is_the_first_handle():
    assert figure().controls[0].key == "change"


def test_a_rise_of_17_per_cent_calls_the_borrower():
    panel = known_panel("F3.0", "en")
    panel.react({"preset": 0})
    assert panel.result.state == "called"
    assert "Past NT$933.33 the borrower is called" in panel.frame["sentence"]
    assert panel.result.now.ratio == pytest.approx(1.1966, abs=1e-4)
    assert panel.result.now.call_price == pytest.approx(933.3333, abs=1e-4)


def test_a_rise_of_16_per_cent_calls_nobody():
    panel = known_panel("F3.0")
    panel.set(change=0.16)
    assert panel.result.state == "normal" and panel.result.cash == 0


def test_a_rise_of_21_per_cent_leaves_115_70_and_asks_235_200():
    panel = known_panel("F3.0")
    panel.react({"preset": 1})
    assert panel.result.now.ratio == pytest.approx(1.4 / 1.21)
    assert (panel.result.cash, panel.result.cash_to_line) == pytest.approx((235_200, 41_600))
    assert rows(panel)["只回到追繳線要補"] == ("41,600 元",)
    assert "要補 235,200 元，回到 140%" in panel.frame["sentence"]


def test_a_gap_of_50_per_cent_leaves_the_lender_80_000_short():
    panel = known_panel("F3.0", "en")
    panel.react({"preset": 2})
    assert panel.result.state == "uncovered" and panel.result.uncovered == 80_000
    assert "NT$80,000 short" in panel.frame["sentence"]


def test_a_lot_at_800_and_3_per_cent_costs_65_75_a_day_of_which_the_lender_receives_52_60():
    result = known_panel("F3.0").result
    assert result.a_day.gross == pytest.approx(800_000 * 0.03 / 365) and round(result.a_day.gross, 2) == 65.75
    assert round(result.a_day.paid, 2) == 52.60 and round(result.to_date.paid, 2) == 1_578.08


def test_a_million_nets_65_75_a_day_after_20_per_cent():
    panel = known_panel("F3.0")
    panel.set(value=1_000_000)
    assert round(panel.result.a_day.paid, 2) == 65.75 and round(panel.result.to_date.paid, 2) == 1_972.60


def test_exactly_on_the_line_is_no_call():
    panel = known_panel("F3.0", "en")
    panel.set(start=1.20)
    assert panel.result.state == "on-the-line" and panel.result.cash == 0
    assert "exactly the call line" in panel.frame["sentence"]
    panel.set(change=0.01)
    assert panel.result.state == "called"


def test_a_real_rise_calls_the_borrower_between_two_closes():
    """2330 rose from 785 to 863 in a session: no call; to 950 in three weeks: a call above 915.83."""
    panel = known_panel("F3.0")
    states = []
    for place in (5, 6, 7):
        panel.react({"preset": place})
        states.append(panel.result.state)
        assert panel.result.now.call_price == pytest.approx(785 * 1.4 / 1.2)
    assert states == ["normal", "called", "called"]


@given(CHANGES, CHANGES)
def test_when_the_price_rises_the_fee_rises_and_the_ratio_falls(one, other):
    low, high = sorted((one, other))
    panel = both("F3.0")[0]
    panel.react({"reset": True})
    panel.set(change=low)
    before = panel.result
    panel.set(change=high)
    after = panel.result
    if low < high:
        assert after.a_day.paid > before.a_day.paid and after.now.ratio < before.now.ratio
    assert after.now.call_price == before.now.call_price, "the collateral has not changed"
    assert after.now.ratio * after.now.owed == pytest.approx(float(before.now.ratio * before.now.owed))


@given(any_values("F3.0"))
def test_cash_is_asked_below_the_line_only_and_restores_the_target(values):
    panel = both("F3.0")[0]
    panel.set(**values)
    result = panel.result
    assert (result.cash > 0) == (result.state in ("called", "uncovered"))
    restored = (result.now.held + result.cash) / float(result.now.owed)
    if result.cash:
        assert restored == pytest.approx(result.rules.cure_target)
    assert result.to_date.paid == pytest.approx(result.a_day.paid * result.days)
    assert result.a_day.paid <= result.a_day.gross


@given(any_values("F3.0"))
def test_the_marks_stand_where_the_numbers_say(values):
    panel = both("F3.0")[0]
    panel.set(**values)
    result, chart = panel.result, drawn(panel)
    line, call, end = result.rules.call_line * 100, float(result.now.call_price), chart["curve"]["x"][-1]
    assert chart["now"]["x"][0] == pytest.approx(float(result.now.price), rel=1e-5)
    assert chart["now"]["y"][0] == pytest.approx(float(result.now.ratio) * 100, rel=1e-5), "within the axis"
    assert chart["room"]["x"][0] == pytest.approx(min(call, end), rel=1e-5)
    assert chart["line"]["y"][0] == pytest.approx(line, rel=1e-5)
    if call < end * (1 - 1e-9):
        assert (chart["call"]["x"][0], chart["call"]["y"][1]) == pytest.approx((call, line), rel=1e-5)
    assert chart["gone"]["y"][0] == 100
    fees = FEE_CHART.points(result)
    assert fees["fee-now"][1][0] == pytest.approx(fees["fee"][1][1] * result.days / fees["fee"][0][1])


@given(any_values("F3.0"))
def test_chip_and_track_turn_where_the_state_does(values):
    panel = both("F3.0")[0]
    panel.set(**values)
    result = panel.result
    tone = panel.frame["stage"]["chip"]["tone"]
    assert tone in {"uncovered": ("sold",), "called": ("called",), "on-the-line": ("near",)}.get(
        result.state, ("safe", "near")
    )
    (near, _), (call, _), (gone, _), _ = zones(result)
    assert (result.change > call + 1e-9) <= (result.state in ("called", "uncovered"))
    assert (result.change > gone + 1e-9) <= (result.uncovered > 0)
    assert (result.change < near - 1e-9) <= (tone == "safe")


def test_the_track_is_the_article_s():
    assert [end for end, _ in zones(known_panel("F3.0").result)][:3] == pytest.approx([0.0111, 0.1667, 0.40], abs=1e-4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sums_of_the_why_hold(language):
    panel = known_panel("F3.0", language)
    for place in range(len(panel.declaration.presets)):
        panel.react({"preset": place})
        assert wrong_sums(panel.frame["why"]) == []


def test_a_start_below_what_the_rules_ask_is_said():
    panel = known_panel("F3.0", "en")
    panel.set(start=1.30)
    (note,) = panel.frame["notes"]
    assert "want at least 140% at the start" in note and "From 130% the call line of 120% is nearer" in note
    panel.set(start=1.10)
    assert "from the start" in panel.frame["notes"][0]
    panel.set(start=1.40, value=10_000_000, days=180)
    assert "tax is withheld" in panel.frame["notes"][0]
