"""F2.1: ratio, interest and call price move together, and the loan makes the slope steeper."""

from functools import partial

import pytest
from hypothesis import given
from support.arithmetic import sums, wrong_sums
from support.live_panels import any_values, both, close, drawn, known_panel, rows, said
from support.panel_presets import at_preset

import pledge_lib as pl
from pledge_lib.finance.margin.trade import purchase
from pledge_lib.finance.units import MONEY, PERCENT, PRICE, SIGNED
from pledge_lib.panels import figures
from pledge_lib.panels.margin.amplifier import costs

MARGIN = pl.rules("tw-margin")
preset = partial(at_preset, "F2.1")
SPECIFIED = {  # the ranges, steps and defaults of the lesson, in the reader's units
    "own": (10_000, 5_000_000, 10_000, 40_000),
    "financing_ratio": (0, 60, 5, 60),
    "change": (-50, 50, 1, 0),
    "days": (0, 365, 1, 30),
    "rate": (4, 8, 0.01, 6.5),
}


@pytest.mark.parametrize("key", SPECIFIED)
def test_sliders_run_as_the_lesson_asks(key):
    (slider,) = (control for control in figures.figure("F2.1").controls if control.key == key)
    found = tuple(slider.on_screen(number) for number in (slider.low, slider.high, slider.step, slider.default))
    assert found == SPECIFIED[key]


@pytest.mark.parametrize(
    ("name", "own", "loan", "ratio", "call_price", "room"),
    [
        ("up", "40,000", "60,000", "166.67%", "78.00", "22%"),
        ("w2", "64,000", "96,000", "166.67%", "62.40", "22%"),
        ("w3", "22,300", "33,000", "167.58%", "42.90", "22.42%"),
    ],
)
def test_the_worked_examples_open_as_the_lesson_says(name, own, loan, ratio, call_price, room):
    """W1 to W3: the loan of W3, 33,180, is floored to whole thousands."""
    panel = preset(name, "en")
    panel.set(change=0)
    table = rows(panel)
    assert table["own funds"] == (f"NT${own}",)
    assert table["margin loan (amounts below NT$1,000 dropped)"] == (f"NT${loan}",)
    assert table["maintenance ratio"] == (ratio,) and table["room from here"] == (room,)
    assert table["call price"] == (f"NT${call_price}",)


@pytest.mark.parametrize(
    ("change", "costs", "with_loan", "without"),
    [
        (0.10, False, "+25%", "+10%"),
        (-0.10, False, "−25%", "−10%"),
        (0.10, True, "+22.55%", "+9.36%"),
        (-0.10, True, "−27.06%", "−10.53%"),
        (-0.01, False, "−2.50%", "−1%"),
    ],
)
def test_returns_before_and_after_costs_are_those_of_the_lesson(change, costs, with_loan, without):
    """E2.1, E2.2 and P2.1, on 40,000 + 60,000 for 30 days at 6.5 %."""
    for panel in both("F2.1"):
        panel.react({"reset": True})
        panel.set(change=change, costs=costs)
        table = list(panel.frame["table"])
        assert [row[1] for row in table[-4:-2]] == [with_loan, without]
        assert with_loan in panel.frame["sentence"] and without in panel.frame["sentence"]


def test_the_lender_s_line_is_flat_at_the_interest():
    """S4-2: 320.55 on 60,000, whatever the price does; without a loan there is no lender."""
    panel = known_panel("F2.1")
    for change in (-0.50, 0.0, 0.50):
        panel.set(change=change)
        assert drawn(panel)["lender"]["y"] == pytest.approx([320.55 / 600] * 2, abs=1e-3)
    panel.set(financing_ratio=0.0)
    assert panel.result.lender == 0 and "lender" not in panel.frame["stage"]["labels"]


def test_the_loss_of_a_tenth_is_10_861_on_40_142():
    panel = preset("down", "en")
    assert rows(panel)["profit or loss"] == ("NT$−10,861.30",)
    assert "= 40,000 + 142.50 = NT$40,142.50" in panel.frame["why"]
    assert rows(panel)["rise that breaks even"] == ("0.91%",)
    assert "Breakeven: a rise of 0.91%." in panel.frame["sentence"]
    assert "要漲 0.91% 才打平。" in preset("down").frame["sentence"]


def test_a_rate_above_the_dividend_yield_turns_the_yield_negative():
    """FC4-33: 3 % at 6.5 % and 60 % is −2.25 %; above the rate the yield grows, between the two it only shrinks."""
    panel = known_panel("F2.1", "en")
    for dividend_yield, shown, words in (
        (0.03, "−2.25%", "below zero"),
        (0.05, "2.75%", "has not raised it"),
        (0.08, "10.25%", "Only because"),
    ):
        panel.set(dividend_yield=dividend_yield)
        (note,) = panel.frame["notes"]
        assert shown in note and words in note
    panel.set(dividend_yield=0)
    assert panel.frame["notes"] == ()


def test_on_the_line_is_no_call_and_below_it_is_one():
    panel = preset("at-the-line", "en")
    assert panel.result.state == "on-the-line" and "no call yet" in panel.frame["sentence"]
    assert panel.frame["stage"]["chip"] == {"tone": "near", "word": "exactly on the line"}
    panel.set(change=-0.23)
    assert panel.result.state == "called"
    assert panel.frame["stage"]["chip"] == {"tone": "called", "word": "margin call"}
    panel.set(change=-0.45)
    assert any("you owe the broker" in note for note in panel.frame["notes"])


def test_without_a_loan_there_is_no_line_and_one_return():
    panel = preset("no-loan", "en")
    assert panel.result.state == "no-debt" and panel.frame["sentence"].count("−10.53%") == 1
    assert "margin loan ÷ shares" not in panel.frame["why"]
    chart = drawn(panel)
    assert list(chart["loan"]["y"]) == list(chart["cash"]["y"])
    assert all(number != number for number in chart["call"]["x"]), "the call point has no place"


def test_the_real_share_fell_as_its_closes_say():
    """2330 at 942 on 2025-04-02 and 785 on 2025-04-09; the calendar gives the interest days of that week."""
    panel = known_panel("F2.1", "en")
    panel.react({"preset": len(panel.declaration.presets) - 1})
    assert panel.values["change"] == pytest.approx(785 / 942 - 1)
    assert panel.values["days"] == pl.interest_days("2025-04-02", "2025-04-09") > 0


@given(any_values("F2.1"))
def test_sentence_table_and_chart_show_the_same_purchase(values):
    change, with_costs = values["change"], values["costs"]
    for panel in both("F2.1"):
        panel.set(**values)
        result, table, chart = panel.result, rows(panel), drawn(panel)
        say = panel.say.about(result)
        bought = purchase(result.value, MARGIN, financing_ratio=values["financing_ratio"])
        assert (bought.loan, bought.own_funds) == (result.loan, pytest.approx(values["own"])), "as a lender grants it"
        assert MONEY.write(result.loan) in table[say("row.loan")][0]
        net = result.return_at(change)
        assert table[say("row.net")] == (SIGNED.write(net),)
        assert net == pytest.approx(result.profit / result.own_money)
        assert close(chart["now"]["x"][0], change * 100)
        assert close(chart["now"]["y"][0], min(max(net * 100, -150), 150))
        assert close(chart["cash-now"]["y"][0], result.return_at(change, 0) * 100)
        stack = [costs(result)[name] for name in ("interest", "commissions", "tax")]
        tops = [bar["base"][0] + bar["x"][0] for bar in stack]
        assert [bar["base"][0] for bar in stack] == pytest.approx([0, *tops[:-1]])
        assert tops[-1] == pytest.approx(result.costs.total)
        assert stack[0]["x"][0] == pytest.approx(result.interest_a_day * values["days"])
        assert wrong_sums(panel.frame["why"]) == []
        assert len(sums(panel.frame["why"])) == (4 if result.loan else 0) + (4 if with_costs else 1)
        assert SIGNED.write(net) in panel.frame["sentence"] and SIGNED.write(change) in panel.frame["sentence"]
        if result.loan:
            numbers = [PERCENT.write(result.now.ratio), MONEY.write(result.interest_a_day)]
            numbers.append(PRICE.write(result.call_price).partition(".")[0])
            assert [number for number in numbers if number not in " ".join(said(panel))] == []


@given(any_values("F2.1"))
def test_the_marks_lie_where_the_rules_say(values):
    panel = both("F2.1")[0]
    panel.set(**values)
    result, chart = panel.result, drawn(panel)
    assert result.return_at(result.breakeven) == pytest.approx(0, abs=1e-9)
    (low, high), (cash_low, cash_high) = chart["loan"]["y"], chart["cash"]["y"]
    steeper = (high - low) / (cash_high - cash_low)
    assert steeper >= 1 - 1e-6 and (result.loan == 0) == (abs(steeper - 1) < 1e-6)
    at_call = float(chart["call"]["x"][0]) / 100
    if at_call == at_call:
        at_line = result.opened.moved(at_call)
        assert at_line.ratio == pytest.approx(MARGIN.call_line, rel=1e-6)
        expected = low + (high - low) * (at_call + 0.5)
        assert result.return_at(at_call) * 100 == pytest.approx(expected, abs=1e-3), "the call point is on the slope"
    else:
        assert result.loan == 0 or result.opened.move_to() < -0.5
