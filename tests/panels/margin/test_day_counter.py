"""F2.2: interest runs from settlement to settlement, on every day between, open or not."""

import math
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from support.arithmetic import sums, wrong_sums
from support.live_panels import any_values, both, drawn, drawn_in, known_panel
from support.panel_presets import at_preset

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.units import MONEY
from pledge_lib.market.sessions import sessions
from pledge_lib.panels import figures
from pledge_lib.panels.calendar_days import SESSION, kind_of

preset = partial(at_preset, "F2.2")
ONE_DAY = timedelta(days=1)


def cells(panel):
    """Return the table's cells by the name of the row in the texts."""
    names = {panel.words(key): key.removeprefix("F2.2.row.") for key in panel.words.table if "F2.2.row." in key}
    return {names[row[0]]: row[1] for row in panel.frame["table"][1:]}


def day_at(panel, place):
    """Return the day at a place of the picture, which begins on the Monday of the purchase."""
    bought = panel.values["buy"]
    return bought - timedelta(days=bought.weekday()) + timedelta(days=int(place))


def bar(panel, uid):
    """Return the two days at the ends of a lane's bar; none where it is not drawn."""
    ends = [place for place in drawn(panel)[uid]["x"] if not math.isnan(place)]
    return [day_at(panel, place) for place in ends]


def closed(panel):
    """Return the days that are grey."""
    places = drawn(panel)["closed"]["x"]
    corners = [places[start : start + 2] for start in range(0, len(places), 6)]
    return {day_at(panel, place) for left, right in corners for place in range(math.ceil(left), math.ceil(right))}


def paid_for(panel):
    """Return the days that the bar of the interest days covers; it ends where the sale settles."""
    ends = bar(panel, "settled")
    return [ends[0] + ONE_DAY * place for place in range((ends[1] - ends[0]).days)] if ends else []


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
    [
        ("two-days", "2", "213.70"),
        ("five-stocks", "14", "7,479.45"),
        ("same-day", "0", "0"),
        ("half-year", "179", "19,126.03"),
    ],
)
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
        panel = known_panel("F2.2", language)
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
        known_panel("F2.2").set(buy=date(2025, 4, 4))
    assert refused.value.key == "closed_day"


def test_a_sale_before_the_purchase_bears_nothing_and_says_so():
    panel = known_panel("F2.2", "en")
    panel.set(sell=date(2025, 3, 27))
    assert panel.result.state == "backwards" and "before the purchase" in panel.frame["sentence"]
    assert panel.result.interest == 0 and bar(panel, "settled") == bar(panel, "traded") == []
    assert cells(panel)["span"] == "none"


def test_the_hand_reaches_every_session_from_the_purchase_on_and_none_before():
    panel = known_panel("F2.2")
    stage, (lead,) = panel.frame["stage"], [one for one in panel.declaration.controls if one.key == "sell"]
    left, right = panel.frame["ranges"]["xaxis"]
    reached = {day: place for day, place in zip(lead.days, stage["track"], strict=True) if left <= place <= right}
    assert min(reached) == panel.values["buy"]
    assert all(day_at(panel, place) == day for day, place in reached.items())


@pytest.mark.parametrize(("sell", "more"), [(date(2025, 3, 31), "2"), (date(2025, 4, 2), "2"), (date(2025, 4, 1), "4")])
def test_the_chip_says_how_many_more_days_than_from_trade_to_trade(sell, more):
    panel = known_panel("F2.2", "en")
    panel.set(sell=sell)
    result = panel.result
    expected = result.days - result.traded_days
    word = panel.frame["stage"]["chip"]["word"]
    assert (
        word
        == {1: f"{expected} more than by trade", 0: "as many as by trades", -1: f"{-expected} fewer than by trade"}[
            (expected > 0) - (expected < 0)
        ]
    )


def test_a_loan_longer_than_its_longest_term_is_named():
    panel = known_panel("F2.2", "en")
    panel.set(buy=date(2024, 1, 2), sell=date(2025, 7, 2))
    assert not any("18 months" in note for note in panel.frame["notes"])
    panel.set(sell=date(2025, 7, 3))
    assert any("18 months" in note for note in panel.frame["notes"])


def test_typhoon_days_bear_interest():
    """Bought 2024-09-26, sold 2024-10-01; 10-02 and 10-03 were closed, so the sale settles on 10-07."""
    panel = preset("typhoon")
    typhoon = {date(2024, 10, 2), date(2024, 10, 3)}
    assert typhoon <= set(paid_for(panel)) & closed(panel)
    assert "颱風" in str(panel.frame["stage"]["labels"])


def test_days_before_the_lunar_new_year_settle_without_trading_and_bear_interest():
    """2025-01-23 and 01-24: no trading, settlement only; 01-27 closed; 01-25 a Saturday; 02-04 a session."""
    panel = preset("new-year")
    without_trade = {date(2025, 1, day) for day in (23, 24, 25, 27)}
    assert without_trade <= closed(panel) and date(2025, 2, 4) not in closed(panel)
    assert without_trade | {date(2025, 2, 4)} <= set(paid_for(panel))


@given(any_values("F2.2"))
def test_the_bars_are_as_long_as_the_days_they_count(values):
    for panel in both("F2.2"):
        panel.set(**values)
        result = panel.result
        dots = [day_at(panel, place) for place in drawn(panel)["sessions"]["x"] if not math.isnan(place)]
        assert len(dots) == result.sessions and not closed(panel) & set(dots)
        assert len(paid_for(panel)) == result.days
        if result.backwards:
            assert result.days == 0 and dots == []
            continue
        assert result.days == pl.interest_days(values["buy"], values["sell"])
        assert bar(panel, "settled") == ([result.buy_settles, result.sale_settles] if result.days else [])
        assert bar(panel, "traded") == ([values["buy"], values["sell"]] if result.traded_days else [])
        assert (result.sale_settles - day_at(panel, 0)).days < panel.frame["ranges"]["xaxis"][1]


@given(any_values("F2.2"))
def test_grey_is_every_day_without_trading_and_no_other(values):
    panel = both("F2.2")[1]
    panel.set(**values)
    _, right = panel.frame["ranges"]["xaxis"]
    shown = [day_at(panel, place) for place in range(math.ceil(right))]
    assert closed(panel) == {day for day in shown if kind_of(day)[0] != SESSION and day <= sessions()[-1]}


@given(any_values("F2.2"))
def test_sentence_table_and_bars_show_the_same_interest(values):
    for panel in both("F2.2"):
        panel.set(**values)
        result, found = panel.result, cells(panel)
        expected = result.days * values["stocks"] * values["amount"] * values["rate"] / 365
        assert result.interest == pytest.approx(expected)
        assert MONEY.write(result.interest) in found["interest"]
        bars = drawn_in(panel, "gain")["money"]["y"]
        gain = values["gain"] * values["stocks"]
        assert list(bars) == pytest.approx([gain, expected, gain - expected], rel=1e-6, abs=1e-2)
        assert wrong_sums(panel.frame["why"]) == [] and len(sums(panel.frame["why"])) == 1
        if result.state != "backwards":
            assert MONEY.write(result.interest) in panel.frame["sentence"]
            assert (result.sale_settles if result.days == 0 else result.last_day).isoformat() in panel.frame["sentence"]
