"""F3.7: a rising price, a call by two channels' deadlines, and what the collateral pays when the borrower fails."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.live_panels import LANGUAGES, close, drawn, drawn_in, known_panel, rows
from support.panel_presets import at_preset

from pledge_lib import datasets
from pledge_lib.panels.controls import Slider, defaults
from pledge_lib.panels.lending.borrower_default import ID, figure
from pledge_lib.panels.lending.borrower_default_model import borrower_default

START = defaults(figure().controls)
SPECIFIED = {  # LESSONS section 5, in the reader's units
    "start": (105, 160, 1, 140),
    "line": (100, 130, 1, 120),
    "change": (-30, 60, 1, 0),
}


def of(**changes):
    return borrower_default(START | changes)


@pytest.mark.parametrize("key", SPECIFIED)
def test_sliders_run_as_the_lesson_asks(key):
    (slider,) = (control for control in figure().controls if control.key == key)
    assert isinstance(slider, Slider)
    ends = tuple(slider.on_screen(number) for number in (slider.low, slider.high, slider.step, slider.default))
    assert ends == SPECIFIED[key]


def test_a_rise_of_seventeen_per_cent_calls_the_borrower():
    """LESSONS P3.3."""
    assert (of(change=0.17).state, round(of(change=0.17).now.ratio, 3)) == ("called", 1.197)
    assert of(change=0.16).state == "normal"


def test_a_rise_of_twenty_one_per_cent_asks_for_these_sums():
    """LESSONS E3.5: 115.70 %, 52,000 to 120 %, 294,000 to 140 %."""
    now = of(change=0.21, price=1_000).now
    assert round(now.ratio, 4) == 1.1570
    assert (now.cure(1.20), now.cure(1.40)) == (pytest.approx(52_000), pytest.approx(294_000))


def test_the_call_comes_after_a_rise_of_a_sixth():
    """LESSONS E3.9: 16.67 %, not 20."""
    assert of().call_change == pytest.approx(1.40 / 1.20 - 1)
    assert of(change=0.10).room == pytest.approx(1.40 / 1.20 / 1.10 - 1)


def test_exactly_on_the_line_is_no_call():
    assert of(start=1.20).state == "on-the-line"
    assert of(start=1.20, fees_due=500).state == "called"


@pytest.mark.parametrize(("gap", "missing"), [(0.40, 0), (0.45, 40_000), (0.50, 80_000), (0.60, 160_000)])
def test_from_140_only_a_jump_above_forty_per_cent_leaves_the_lender_short(gap, missing):
    """LESSONS Q3.6; of the lot at 800 the lesson lends, a rise to 1,200 leaves 80,000 missing."""
    assert of(gap=gap).recovery.missing == pytest.approx(missing, abs=1e-6)
    assert of().bearable == pytest.approx(0.40)


@pytest.mark.parametrize(("profile", "sessions", "rise"), [("exchange", 1, 0.21), ("broker", 2, 0.331)])
def test_limit_ups_while_everybody_waits_use_up_what_a_line_of_120_leaves(profile, sessions, rise):
    """The deadlines of TAIWAN.md 3.4; at 10 % a day 120 % is not enough."""
    result = of(profile=profile)
    assert (result.sessions, result.rise_while_waiting) == (sessions, pytest.approx(rise))
    on_the_line = of(profile=profile, start=1.20, gap=result.rise_while_waiting)
    assert on_the_line.recovery.missing == pytest.approx((1 + rise - 1.20) * 800_000)
    preset = at_preset(ID, f"limit-ups-{profile}").result
    assert preset.state == "called" and preset.recovery.missing > 0


def test_dues_are_taken_off_the_collateral_and_added_to_what_is_owed():
    result = of(change=0.12, price=1_000, fees_due=5_000, dividends_due=50_000)
    assert result.now.ratio == pytest.approx((1_400_000 - 5_000) / (1_120_000 + 50_000))
    assert result.recovery.claim == pytest.approx(1_120_000 + 50_000 + 5_000)


@given(
    change=st.integers(-30, 60),
    gap=st.integers(0, 60),
    correlation=st.integers(-10, 10),
    kind=st.sampled_from(["cash", "stock"]),
    dividends=st.integers(0, 20),
    fees=st.integers(0, 40),
    start=st.integers(105, 160),
)
def test_what_the_collateral_brings_is_used_up_or_returned_and_never_both_missing_and_left(
    change, gap, correlation, kind, dividends, fees, start
):
    result = of(
        change=change / 100,
        gap=gap / 100,
        correlation=correlation / 10,
        kind=kind,
        start=start / 100,
        dividends_due=dividends * 5_000,
        fees_due=fees * 500,
    )
    recovery = result.recovery
    assert recovery.from_collateral + recovery.returned == pytest.approx(result.sold.collateral)
    assert recovery.from_collateral + recovery.missing == pytest.approx(recovery.claim)
    assert recovery.missing == 0 or recovery.returned == 0
    if result.gap <= result.bearable - 1e-9:
        assert recovery.missing == pytest.approx(0, abs=1e-3)
    if result.gap > result.bearable + 1e-9:
        assert recovery.missing > 0
    if kind == "cash":
        assert (result.state == "called") == (result.change > result.call_change + 1e-12)


def test_shares_as_collateral_count_in_part_and_sell_in_full():
    """The haircut of the 2013 text: 70 %."""
    counted = datasets.rules("tw-lending").listed_counted
    cash, stock = of(), of(kind="stock", correlation=0.0)
    assert stock.now.ratio == cash.now.ratio
    assert stock.sold.collateral == pytest.approx(cash.sold.collateral / counted)


def test_collateral_that_falls_as_the_price_rises_is_the_worse_one():
    ratios = [of(kind="stock", correlation=each, change=0.20).now.ratio for each in (-1.0, -0.5, 0.0, 0.5, 1.0)]
    assert ratios == sorted(ratios)
    assert of(kind="stock", correlation=1.0, change=0.60).state == "moves-along"


def test_the_bars_hang_one_from_the_other():
    opened = at_preset(ID, "dues", gap=0.30)
    bars, result = drawn_in(opened, "paid")["recovery"], opened.result
    sold, *paid, returned, missing = bars["y"]
    assert close(sold, result.sold.collateral)
    assert sum(paid) == pytest.approx(result.recovery.from_collateral, rel=1e-6)
    assert close(returned, result.recovery.returned) and close(-missing, result.recovery.missing)
    assert bars["base"][1] == pytest.approx(sold - paid[0], rel=1e-6)


def test_the_points_lie_on_the_curve():
    opened = known_panel(ID)
    opened.set(change=0.30, kind="stock", correlation=-0.5)
    chart = drawn_in(opened, "ratio")
    for name in ("now", "call"):
        x, y = chart[name]["x"][0], chart[name]["y"][0]
        assert np.interp(x, chart["ratio"]["x"], chart["ratio"]["y"]) == pytest.approx(y, rel=2e-3)


def test_the_correlation_is_hidden_where_the_collateral_is_cash():
    opened = known_panel(ID)
    assert opened.frame["idle"] == ("correlation",)
    before = opened.frame["sentence"]
    opened.set(correlation=-1.0)
    assert opened.frame["sentence"] == before
    opened.set(kind="stock")
    assert opened.frame["idle"] == () and opened.frame["sentence"] != before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_says_what_the_lesson_says(language):
    opened = at_preset(ID, "twenty-one", language)
    said = " ".join(cell for row in rows(opened).values() for cell in row)
    for number in ("115.70%", "52,000", "294,000", "1,166.67"):
        assert number in said and (number == "1,166.67" or number in opened.frame["sentence"])


def test_real_rises_are_those_of_the_closes():
    opened, seen = known_panel(ID, "en"), 0
    for place, preset in enumerate(opened.declaration.presets):
        if "symbol" not in preset.fields:
            continue
        opened.react({"preset": place})
        symbol, first, last = (preset.fields[name].value for name in ("symbol", "first", "last"))
        assert (first, last) == (date(2025, 4, 9), date(2025, 5, 16))
        rise = datasets.prices(symbol).close(last) / datasets.prices(symbol).close(first) - 1
        assert opened.values["change"] == pytest.approx(rise, abs=5e-5)
        seen += 1
    assert seen == 3


def test_the_lines_meet_at_the_jump_that_the_collateral_still_pays_for():
    opened = known_panel(ID)
    opened.set(gap=0.50)
    chart, result = drawn(opened), opened.result
    assert close(chart["drop"]["x"][0], 40) and close(chart["drop"]["y"][1], result.brought_at(result.bearable))
    claim, brought = chart["now"]["y"][0], chart["brings"]["y"][0]
    assert close(claim - brought, result.recovery.missing) and close(claim, result.recovery.claim)
    assert close(chart["missing"]["x"][0], 40) and opened.view.stage["chip"]["tone"] == "sold"


@pytest.mark.parametrize(
    ("gap", "tone"), [(0.0, "safe"), (0.05, "near"), (0.17, "called"), (0.40, "called"), (0.41, "sold")]
)
def test_the_zones_of_the_track_are_the_states_of_the_jump(gap, tone):
    opened = known_panel(ID)
    opened.set(gap=gap)
    stage = opened.view.stage
    assert stage["chip"]["tone"] == tone
    ends = [100 if end is None else end for end, _ in stage["zones"]]
    inside = next(name for end, (_, name) in zip(ends, stage["zones"], strict=True) if gap * 100 <= end + 1e-6)
    assert inside == tone
