"""F2.2: interest runs from settlement to settlement, on every day between, open or not."""

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from support.arithmetic import sums, wrong_sums
from support.live_panels import any_values, both, drawn, open_panel
from support.panel_presets import at_preset

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.units import MONEY
from pledge_lib.panels import figures
from pledge_lib.panels.calendar_days import LOOKS, kind_of

preset = partial(at_preset, "F2.2")
ONE_DAY = timedelta(days=1)


def cells(panel):
    """Return the table's cells by the name of the row in the texts."""
    names = {panel.words(key): key.removeprefix("F2.2.row.") for key in panel.words.table if "F2.2.row." in key}
    return {names[row[0]]: row[1] for row in panel.frame["table"][1:]}


def shaded(panel):
    """Return the days of the two rows that are shaded, and all days that are drawn."""
    result = panel.result
    firsts = [result.bought - timedelta(days=result.bought.weekday()), None]
    firsts[1] = firsts[0] + timedelta(days=21)
    end = result.sale_settles + timedelta(days=6 - result.sale_settles.weekday())
    firsts[1] = max(firsts[1], end - timedelta(days=20))
    days = [[first + timedelta(days=place) for place in range(21)] for first in firsts]
    heat = [drawn(panel)[f"heat-{place}"]["y"] for place in (0, 1)]
    dark = [day for row, heights in zip(days, heat, strict=True) for day, height in zip(row, heights, strict=True)
            if height]  # fmt: skip
    return dark, [*days[0], *days[1]]


def test_the_days_run_from_2024_to_2026_and_the_rate_as_the_lesson_asks():
    controls = {control.key: control for control in figures.figure("F2.2").controls}
    for key, default in (("buy", date(2025, 3, 28)), ("sell", date(2025, 4, 2))):
        day = controls[key]
        assert (day.low.year, day.high.year, day.default) == (2024, 2026, default)
    rate = controls["rate"]
    assert [rate.on_screen(number) for number in (rate.low, rate.high, rate.default)] == [4, 8, 6.5]


def test_over_the_holiday_three_sessions_are_seven_interest_days():
    """E2.3 and P2.2: bought Friday 2025-03-28, sold Wednesday 2025-04-02, 600,000 at 6.5 %; its two traps stand by."""
    found = cells(preset("holiday", "en"))
    assert found["days"] == "7 days" and found["interest"] == "NT$747.95"
    assert found["span"] == "2025-04-01 (Tue), 2025-04-07 (Mon)"
    assert found["traded_days"] == "5 days, NT$534.25"
    assert found["sessions"] == "3 days, NT$320.55"


@pytest.mark.parametrize(
    ("name", "days", "interest"),
    [("two-days", "2", "213.70"), ("five-stocks", "14", "7,479.45"), ("same-day", "0", "0"),
     ("half-year", "179", "19,126.03")],
)  # fmt: skip
def test_the_sums_of_the_articles(name, days, interest):
    """600,000 × 6.5 % ÷ 365 × 2 = 213.70 (FC4-26); five positions for two weeks cost 7,479.45 (FC4-27)."""
    found = cells(preset(name))
    assert found["days"] == f"{days} 天" and found["interest"] == f"{interest} 元"


def test_interest_eats_half_the_gain_only_when_the_gain_is_small():
    panel = preset("five-stocks", "en")
    assert cells(panel)["share"] == "74.79%" and any("74.79%" in note for note in panel.frame["notes"])
    panel.set(gain=20_000)
    assert cells(panel)["share"] == "7.48%" and panel.frame["notes"] == ()
    panel.set(gain=0)
    assert cells(panel)["share"] == "no gain to compare with"


@pytest.mark.parametrize(
    ("typed", "zh", "en", "following"),
    [
        ("2025-04-03", "兒童節", "Children's Day and Tomb-Sweeping Day", "2025-04-07"),
        ("2024-10-31", "颱風", "typhoon", "2024-11-01"),
        ("2025-04-05", "週末", "weekend", "2025-04-07"),
        ("2025-01-23", "只辦理交割", "settlement only", "2025-02-03"),
    ],
)
def test_a_closed_day_is_refused_with_its_reason_and_the_next_session(typed, zh, en, following):
    for language, reason in (("zh_TW", zh), ("en", en)):
        panel = open_panel("F2.2", language)
        before = panel.values
        panel.react({"key": "sell", "typed": typed})
        refusal = panel.frame["refusal"]
        assert refusal["key"] == "sell" and panel.values == before
        assert typed in refusal["sentence"] and reason in refusal["sentence"] and following in refusal["sentence"]
        assert "holiday:" not in refusal["sentence"]
        panel.react({"key": "sell", "typed": following})
        assert panel.frame["refusal"] is None and panel.values["sell"].isoformat() == following


def test_a_closed_day_is_refused_from_code_too():
    with pytest.raises(InputError) as refused:
        open_panel("F2.2").set(buy=date(2025, 4, 4))
    assert refused.value.key == "closed_day"


def test_a_sale_before_the_purchase_bears_nothing_and_says_so():
    panel = open_panel("F2.2", "en")
    panel.set(sell=date(2025, 3, 27))
    assert panel.result.state == "backwards" and "before the purchase" in panel.frame["sentence"]
    assert panel.result.interest == 0 and shaded(panel)[0] == []
    assert cells(panel)["span"] == "none"


def test_a_loan_longer_than_its_longest_term_is_named():
    panel = open_panel("F2.2", "en")
    panel.set(buy=date(2024, 1, 2), sell=date(2025, 7, 2))
    assert not any("18 months" in note for note in panel.frame["notes"])
    panel.set(sell=date(2025, 7, 3))
    assert any("18 months" in note for note in panel.frame["notes"])


def test_typhoon_days_bear_interest():
    """Bought 2024-09-26, sold 2024-10-01; 10-02 and 10-03 were closed, so the sale settles on 10-07."""
    panel = preset("typhoon")
    dark, _ = shaded(panel)
    assert date(2024, 10, 2) in dark and date(2024, 10, 3) in dark
    hover = [text for place in (0, 1) for text in panel.frame["looks"][str(2 * place + 2)]["text"]]
    (typhoon,) = [text for text in hover if text.startswith("2024-10-02")]
    assert "颱風" in typhoon and "第 3 個利息天" in typhoon


def test_days_before_the_lunar_new_year_settle_without_trading_and_bear_interest():
    """2025-01-23 and 01-24: no trading, settlement only; 01-27 closed; 01-25 a Saturday; 02-04 a session."""
    panel = preset("new-year")
    dark, shown = shaded(panel)
    looks = panel.frame["looks"][panel._places["days-0"]]
    symbols = dict(zip([day.isoformat() for day in shown], looks["symbol"], strict=False))
    expected = {"2025-01-23": "diamond-open", "2025-01-24": "diamond-open", "2025-01-27": "x-thin-open",
                "2025-01-25": "line-ew-open", "2025-02-04": "circle-open"}  # fmt: skip
    assert {day: symbols[day] for day in expected} == expected
    assert {date.fromisoformat(day) for day in expected} <= set(dark)


@given(any_values("F2.2"))
def test_the_shaded_days_are_the_days_that_are_paid_for(values):
    for panel in both("F2.2"):
        panel.set(**values)
        result = panel.result
        dark, shown = shaded(panel)
        if result.backwards:
            assert dark == [] and result.days == 0
            continue
        paid = [result.buy_settles + ONE_DAY * place for place in range(result.days)]
        assert dark == [day for day in paid if day in set(shown)]
        assert result.days == pl.interest_days(values["buy"], values["sell"])
        assert result.buy_settles in shown and result.sale_settles in shown
        left_out = len([day for day in paid if day not in set(shown)])
        assert result.left_out == left_out
        note = panel.say.about(result)("note.left-out")
        assert (note in panel.frame["notes"]) == bool(left_out)


@given(any_values("F2.2"))
def test_each_day_bears_the_symbol_of_its_kind(values):
    panel = both("F2.2")[1]
    panel.set(**values)
    result, (_, shown) = panel.result, shaded(panel)
    marked = {result.bought, result.sold} | (set() if result.backwards else {result.buy_settles, result.sale_settles})
    looks = [panel.frame["looks"][panel._places[f"days-{row}"]] for row in (0, 1)]
    symbols = [*looks[0]["symbol"], *looks[1]["symbol"]]
    for day, symbol in zip(shown, symbols, strict=True):
        expected = {LOOKS[kind_of(day)[0]][0]}
        assert symbol in ({"triangle-up", "triangle-down", "square"} if day in marked else expected), day


@given(any_values("F2.2"))
def test_sentence_table_and_bars_show_the_same_interest(values):
    for panel in both("F2.2"):
        panel.set(**values)
        result, found = panel.result, cells(panel)
        expected = result.days * values["stocks"] * values["amount"] * values["rate"] / 365
        assert result.interest == pytest.approx(expected)
        assert MONEY.write(result.interest) in found["interest"]
        bars = drawn(panel)["money"]["x"]
        gain = values["gain"] * values["stocks"]
        assert list(bars) == pytest.approx([gain - expected, expected, gain], rel=1e-6, abs=1e-2)
        assert wrong_sums(panel.frame["why"]) == [] and len(sums(panel.frame["why"])) == 1
        if result.state != "backwards":
            assert MONEY.write(result.interest) in panel.frame["sentence"]
            assert result.sale_settles.isoformat() in panel.frame["sentence"]
