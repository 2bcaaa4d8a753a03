"""F3.5: shares recalled for a sale: the wait on the calendar, what it costs, and what the fee makes up for."""

from datetime import date

import pytest
from hypothesis import given
from support.live_panels import any_values, both, close, drawn, known_panel, rows, shared
from support.panel_presets import at_preset

import pledge_lib as pl

LENDING = pl.rules("tw-lending")


def test_the_controls_run_as_the_lesson_asks():
    controls = {control.key: control for control in known_panel("F3.5").declaration.controls}
    assert (controls["notice"].options, controls["notice"].default) == (("1", "3", "10"), "3")
    move = controls["move"]
    assert [move.on_screen(end) for end in (move.low, move.high, move.step, move.default)] == [-10, 10, 0.5, -3]


def test_three_days_of_minus_three_per_cent_on_800000():
    """P3.5 and E3.7: 69,861.60 gone, not 72,000; scenario 1 of the article nets 287.67 (M37)."""
    panel = at_preset("F3.5", "three-days")
    shown = rows(panel)
    assert shown["等到能賣的那天"] == ("730,138.40 元",) and shown["相差"] == ("−69,861.60 元",)
    assert shown["漲跌直接相加（不對）"] == ("−72,000 元",)
    assert shown["召回之前的借券費（淨）"] == ("287.67 元（7 天）",)
    assert "少了 69,861.60 元" in panel.frame["sentence"]


def test_the_fee_of_the_wait_is_that_of_each_days_close():
    """(800,000 + 776,000 + 752,720) x 2.5 % / 365 x 75 %."""
    panel = at_preset("F3.5", "three-days")
    assert panel.result.fee_waiting == pytest.approx((800_000 + 776_000 + 752_720) * 0.025 / 365 * 0.75)


def test_the_notice_decides_how_long_the_price_works():
    lost = [at_preset("F3.5", name).result.lost for name in ("one-day", "three-days", "ten-days")]
    assert lost == pytest.approx([24_000, 69_861.60, 800_000 * (1 - 0.97**10)])


def test_real_closes_take_the_place_of_the_move_and_the_day():
    panel = at_preset("F3.5", "tariffs", "en")
    assert panel.result.left == pytest.approx(800_000 * 785 / 942)
    assert panel.frame["idle"] == ("asked",)
    assert "× 785.00 ÷ 942.00" in panel.frame["why"]
    before = panel.frame["sentence"]
    panel.set(asked=date(2026, 1, 5))
    assert panel.frame["sentence"] == before
    assert panel.frame["badges"][-1].startswith("S3: "), "where the closes are from is said"


def test_a_hand_on_the_lead_leads_from_real_closes_back_to_even_moves():
    panel = at_preset("F3.5", "tariffs", "en")
    assert panel.frame["stage"]["readout"]["now"] == "as it was"
    panel.react({"key": "move", "value": -5})
    assert panel.values["path"] == "even" and panel.frame["stage"]["readout"]["now"] == "−5%"


def test_waiting_may_also_pay_but_it_was_no_choice():
    panel = at_preset("F3.5", "recovery")
    assert panel.result.state == "rose" and panel.result.difference > 0
    assert "反而多了 81,528.66 元" in panel.frame["sentence"]
    panel.set(path="even", move=0)
    assert panel.result.state == "flat" and "差 0 元" in panel.frame["sentence"]


def test_before_the_lunar_new_year_the_shares_are_back_and_cannot_be_sold():
    panel = at_preset("F3.5", "lunar-new-year")
    assert any("2025-01-23 只辦理交割" in note for note in panel.frame["notes"])
    panel.set(notice="3")
    assert panel.result.recall.sold == date(2025, 2, 3) == panel.result.recall.returned
    assert any("1 個交易日的漲跌，不是 3 個" in note for note in panel.frame["notes"])
    assert rows(panel)["漲跌直接相加（不對）"] == ("−24,000 元",), "one session moves the price, not three days"


def test_at_the_daily_limit_an_owner_without_a_loan_may_not_sell_either():
    panel = at_preset("F3.5", "limit-down", "en")
    assert any("limit-down (10%)" in note for note in panel.frame["notes"])
    panel.set(move=-0.095)
    assert not any("limit-down" in note for note in panel.frame["notes"])


def test_a_day_without_trading_is_refused_with_the_next_session():
    panel = known_panel("F3.5")
    panel.react({"key": "asked", "typed": "2025-04-03"})
    assert "2025-04-07" in panel.frame["refusal"]["sentence"]
    assert panel.values["asked"] == date(2025, 3, 10)


def test_a_projected_calendar_is_said():
    for panel in both("F3.5"):
        panel.react({"reset": True})
        quiet = len(panel.frame["notes"])
        panel.set(asked=date(2026, 12, 31))
        assert len(panel.frame["notes"]) == quiet + 1


def test_every_notice_stands_at_the_foot_and_can_be_chosen_there():
    panel = at_preset("F3.5", "three-days", "en")
    labels, result = panel.frame["stage"]["labels"], panel.result
    for notice, place in (("1", 1), ("3", 3), ("10", 14)):
        assert labels[f"notice-{notice}"]["sets"] == ("notice", notice) and labels[f"notice-{notice}"]["x"] == place
    assert [sale.left for sale in result.notices] == pytest.approx([800_000 * 0.97**days for days in (1, 3, 10)])
    table = panel.view.drawers["notices"]["table"]
    assert [row[3] for row in table[1:]] == ["776,000", "730,138.40", "589,939.30"]


def test_the_calendar_names_every_day_of_the_wait():
    panel = at_preset("F3.5", "lunar-new-year", "en")
    table = panel.view.drawers["calendar"]["table"]
    assert [row[0] for row in table[1:]][:: len(table) - 2] == ["2025-01-22", "2025-02-03"]
    assert table[2][2] == "no trading, settlement only (a business day)" and table[5][2] == "weekend"


@given(any_values("F3.5"))
def test_the_axis_holds_every_move_that_the_lead_reaches(values):
    panel = shared("F3.5", "zh_TW")
    panel.set(**values)
    low, high = panel.view.ranges["yaxis"]
    assert low <= panel.result.left <= high
    if panel.result.is_even:
        panel.set(move=-values["move"])
        assert panel.view.ranges["yaxis"] == (low, high), "the axis stands while the lead moves"


@given(any_values("F3.5"))
def test_the_lines_part_by_what_is_missed(values):
    panel = shared("F3.5", "zh_TW")
    panel.set(**values)
    chart, own = drawn(panel), panel.result
    apart = float(chart["waiting"]["y"][-1]) - float(chart["at-once"]["y"][-1])
    assert close(apart, own.difference) or own.difference == pytest.approx(apart, abs=1)
    assert list(chart["waiting"]["x"]) == sorted(chart["waiting"]["x"])
    assert chart["waiting"]["x"][-1] == (own.recall.sold - own.recall.asked).days <= chart["at-once"]["x"][-1]
    assert list(chart["marks"]["x"]) == [0, own.recall.fee_days]
    assert chart["now"]["x"] == chart["waiting"]["x"][-1] and close(chart["now"]["y"][0], own.left)
    missed, fee = (chart[name]["y"] for name in ("missed", "fee"))
    assert close(missed[0], own.value) and close(missed[1], own.left)
    assert abs(fee[1] - fee[0]) == pytest.approx(own.fee, abs=0.5), "the fee stands beside it at the same scale"
    whole = own.value * max(1, *[close / next(iter(own.recall.closes.values())) for close in own.recall.fee_closes])
    fee_days = own.recall.fee_days + own.days_before
    assert 0 <= own.fee <= whole * own.loan.annual_rate * fee_days / LENDING.day_basis + 1e-6
