"""F1.1: the numbers that are said and drawn are those of the pledge."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from support.arithmetic import sums, wrong_sums
from support.live_panels import (
    BROKEN_TEXT,
    any_values,
    both,
    close,
    drawn,
    known_panel,
    rows,
    said,
)

import pledge_lib as pl
from pledge_lib.finance.units import DAYS, MONEY, PERCENT, PRICE
from pledge_lib.panels import figures
from pledge_lib.panels.pledging.dashboard import dashboard

BROKER, COMPANY = pl.rules("tw-broker-pledge"), pl.rules("tw-sfc-pledge")
LIMIT = 1 - BROKER.daily_limit


def named(panel) -> dict[str, str]:
    """Return the cells of the table by the name of the row, without unit words."""
    labels = {panel.words(f"F1.1.row.{name}", days=DAYS.write(panel.values["days"])): name for name in NAMES}
    return {labels[label]: cells[0] for label, cells in rows(panel).items() if label in labels}


NAMES = (
    "state",
    "loan",
    "collateral",
    "price",
    "ratio",
    "line",
    "call_price",
    "fall_to_call",
    "points",
    "limit_downs",
    "equity",
    "interest_a_day",
    "interest",
)


def preset(panel, text):
    """Choose the preset whose label holds the text."""
    labels = [panel.say(preset.label, **preset.fields) for preset in panel.declaration.presets]
    panel.react({"preset": next(place for place, label in enumerate(labels) if text in label)})


def pledge_of(values):
    """Return the pledge of the values, built by hand."""
    shares = values["value"] / values["price"]
    loan = pl.Pledge(
        holdings=[pl.Holding("shares", shares=shares, price=values["price"], loan_to_value=values["loan_to_value"])],
        principal=0,
        rules=BROKER,
    ).loan_cap
    price = values["price"] * (1 + values["change"])
    return pl.Pledge(
        holdings=[pl.Holding("shares", shares=shares, price=price, loan_to_value=values["loan_to_value"])],
        principal=loan,
        rules=replace(pl.rules(values["profile"]), call_line=values["line"]),
        annual_rate=values["rate"],
        days=values["days"],
    )


def test_w1_as_the_lesson_prints_it():
    panel = known_panel("F1.1")
    assert named(panel) == {
        "state": "正常",
        "loan": "600,000 元",
        "collateral": "1,000,000 元",
        "price": "100.00 元",
        "ratio": "166.67%",
        "line": "130%",
        "call_price": "78.00 元",
        "fall_to_call": "22%",
        "points": "36.67 個百分點",
        "limit_downs": "3 個交易日",
        "equity": "398,520.55 元",
        "interest_a_day": "49.32 元",
        "interest": "1,479.45 元",
    }


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "zh_TW",
            ["借 60%", "年利率 3%", "追繳線 130%", "再跌 22%", "跌破 78.00 元", "第 3 個交易日", "每天 49.32 元"],
        ),
        (
            "en",
            [
                "Borrow 60%",
                "shares worth NT$1,000,000",
                "call line is 130%",
                "fall of 22%",
                "below NT$78.00",
                "session 3",
                "NT$49.32 a day",
            ],
        ),
    ],
)
def test_w1_as_the_stage_says_it(language, parts):
    told = " ".join(said(known_panel("F1.1", language)))
    assert [part for part in parts if part not in told] == []


def test_a_fall_to_840_000_at_a_line_of_140_is_no_call():
    """P1.1: exactly 140 % is not below; one dollar less is. The lesson keeps this example for after the guess."""
    panel = known_panel("F1.1")
    preset(panel, "84")
    assert named(panel)["ratio"] == "140%" and named(panel)["line"] == "140%"
    assert panel.result.state == "on-the-line"
    panel.set(change=-0.160001)
    assert panel.result.state == "called"


def test_the_preset_on_the_line_is_on_the_line():
    panel = known_panel("F1.1")
    preset(panel, "22%")
    assert panel.result.state == "on-the-line"
    assert named(panel)["collateral"] == "780,000 元" and named(panel)["fall_to_call"] == "0%"
    assert "剛好等於追繳線" in panel.frame["sentence"] and "還沒有追繳" in panel.frame["sentence"]
    assert panel.frame["stage"]["chip"] == {"tone": "near", "word": "剛好在線上，還不算"}


def test_a_fifty_per_cent_loan_that_falls_by_forty_per_cent_is_called():
    """E1.4: 200 % falls to 120 %, below 130 %."""
    panel = known_panel("F1.1")
    preset(panel, "跌 40%")
    assert panel.result.state == "called" and named(panel)["ratio"] == "120%"


@pytest.mark.parametrize(
    ("day", "close_of_day"),
    [(date(2025, 4, 2), 942), (date(2025, 4, 7), 848), (date(2025, 4, 8), 816), (date(2025, 4, 9), 785)],
)
def test_the_real_days_of_april_2025(day, close_of_day):
    panel = known_panel("F1.1")
    assert pl.prices("2330").close(day) == close_of_day
    preset(panel, day.isoformat())
    loan = 565_000  # 60 % of 942,000 is 565,200; what is below NT$1,000 is not lent
    assert named(panel)["loan"] == "565,000 元"
    assert named(panel)["price"] == f"{close_of_day}.00 元"
    assert named(panel)["collateral"] == f"{close_of_day},000 元"
    assert named(panel)["ratio"] == PERCENT.write(close_of_day * 1_000 / loan)
    assert panel.result.state == ("called" if close_of_day * 1_000 < 1.3 * loan else "normal")
    assert f"2330：{day.isoformat()} 收盤 {close_of_day} 元" in panel.frame["spec"]


@given(any_values("F1.1"))
def test_sentence_table_and_chart_show_the_pledge(values):
    pledge, interest_a_day = pledge_of(values), pl.simple_interest(1, values["rate"], 1)
    expected = {
        "loan": MONEY.write(pledge.principal),
        "ratio": PERCENT.write(pledge.ratio),
        "line": PERCENT.write(values["line"]),
        "call_price": PRICE.write(pledge.call_price("shares")),
        "fall_to_call": PERCENT.write(pledge.fall_to_call),
        "interest": MONEY.write(pledge.accrued_interest),
        "interest_a_day": MONEY.write(pledge.principal * interest_a_day),
    }
    for panel in both("F1.1"):
        panel.set(**values)
        table = named(panel)
        for name, text in expected.items():
            assert text in table[name], f"{name}: {text} is not in {table[name]}"
        in_sentence = {"normal": ("fall_to_call", "call_price"), "called": ("ratio", "line", "call_price")}
        asked = in_sentence.get(panel.result.state, ())
        assert [name for name in asked if expected[name] not in panel.frame["sentence"]] == []
        numbers = [f"{hero['number']}{hero['after']}" for hero in panel.frame["stage"]["hero"]]
        assert numbers[0] == expected["ratio"]
        assert numbers[1].startswith(expected["call_price"][:6])
        assert panel.words(f"F1.1.state.{panel.result.state}") == table["state"]
        assert wrong_sums(panel.frame["why"]) == []
        assert len(sums(panel.frame["why"])) >= 3, panel.frame["why"]
        chart, start = drawn(panel), values["price"]
        now = start * (1 + values["change"])
        assert close(chart["now"]["x"][0], now)
        low, high = panel.frame["ranges"]["yaxis"]
        assert close(chart["now"]["y"][0], min(max(pledge.ratio * 100, low), high))
        assert close(chart["line"]["y"][0], values["line"] * 100)
        assert close(chart["curve"]["x"][0], start * 0.4) and close(chart["curve"]["x"][-1], start * 1.3)
        assert close(chart["room"]["x"][1], now)
        call = pledge.call_price("shares")
        assert close(chart["room"]["x"][0], min(max(call, start * 0.4), start * 1.3))


def test_the_call_price_is_dropped_to_the_axis_where_the_curve_meets_the_line():
    panel = known_panel("F1.1")
    chart = drawn(panel)
    assert close(chart["call"]["x"][0], 78) and close(chart["call"]["y"][1], 130)
    assert close(np.interp(78, chart["curve"]["x"], chart["curve"]["y"]), 130)
    panel.set(loan_to_value=0.10)  # the call price would be 13, below every drawn price
    assert math.isnan(drawn(panel)["call"]["x"][0]), "the mark is hidden"
    assert panel.frame["stage"]["labels"]["call"]["x"] == 40, "its name stands at the end of the axis"


def test_the_zones_of_the_slider_are_those_of_the_chart():
    stage = known_panel("F1.1").frame["stage"]
    assert [tone for _, tone in stage["zones"]] == ["called", "near", "safe"]
    ends = [end for end, _ in stage["zones"]]
    assert ends[:2] == pytest.approx([-22, -10]) and ends[2] is None
    assert stage["track"] == pytest.approx((40, 130))


@given(any_values("F1.1"))
def test_the_limit_downs_that_are_said_are_the_first_to_break_the_line(values):
    result = dashboard(values)
    if result.state in ("normal", "on-the-line"):
        ratio, line = result.now.ratio, values["line"]
        assert ratio * LIMIT**result.limit_downs < line * (1 + 1e-9)
        assert ratio * LIMIT ** (result.limit_downs - 1) >= line * (1 - 1e-9)
    else:
        assert result.limit_downs == 0 or result.state == "called-at-start"


def test_a_profile_brings_its_own_line_and_counts_interest_in_the_debt():
    panel = known_panel("F1.1")
    panel.react({"key": "profile", "value": "tw-sfc-pledge"})
    assert panel.values["line"] == COMPANY.call_line == 1.40
    panel.set(days=180, rate=0.0682)
    interest = 600_000 * 0.0682 * 180 / 365
    assert panel.result.now.debt == pytest.approx(600_000 + interest)
    assert named(panel)["ratio"] == PERCENT.write(1_000_000 / (600_000 + interest))
    assert MONEY.write(600_000 + interest) in panel.frame["why"]
    panel.react({"key": "profile", "value": "tw-broker-pledge"})
    assert panel.values["line"] == 1.30 and named(panel)["ratio"] == "166.67%"


def test_below_the_line_from_the_start_is_said_and_nothing_else():
    panel = known_panel("F1.1")
    panel.set(loan_to_value=0.70, line=1.70)
    assert panel.result.state == "called-at-start"
    assert "一借就只有 142.86%" in panel.frame["sentence"] and "170%" in panel.frame["sentence"]
    assert named(panel)["fall_to_call"].startswith("−")


def test_a_loan_above_the_cap_is_noted():
    panel = known_panel("F1.1", "en")
    assert panel.frame["notes"] == ()
    panel.set(loan_to_value=0.61)
    assert "cap of 60%" in panel.frame["notes"][0]
    panel.set(loan_to_value=0.41, eligible=False)
    assert "cap of 40%" in panel.frame["notes"][0]
    panel.set(loan_to_value=0.40)
    assert panel.frame["notes"] == ()


def test_when_principal_and_interest_exceed_the_shares_the_own_money_is_gone():
    panel = known_panel("F1.1", "en")
    panel.set(change=-0.39, days=0)
    assert panel.frame["notes"] == ()
    panel.set(change=-0.40, days=0)
    assert panel.result.equity == 0 and panel.frame["notes"] == ()
    panel.set(days=1)
    assert panel.result.equity < 0
    assert len(panel.frame["notes"]) == 1 and "your own money is gone" in panel.frame["notes"][0]


def test_the_model_knows_a_pledge_without_debt():
    own = figures.figure("F1.1")
    values = {control.key: control.default for control in own.controls} | {"loan_to_value": 0.0}
    for panel in both("F1.1"):
        view = own.shown(own.model(values), panel.say)
        assert view.sentence == panel.words("F1.1.sentence.no-debt")
        assert not any(BROKEN_TEXT.search(cell) for row in view.table for cell in row)
