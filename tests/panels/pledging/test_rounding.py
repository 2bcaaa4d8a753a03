"""F1.11: what rounding moves, what interest in the debt moves, and that only the exact ratio decides about a call."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from support.arithmetic import wrong_sums
from support.live_panels import any_values, both, close, drawn, shared
from support.panel_presets import at_preset

import pledge_lib as pl
from pledge_lib import datasets
from pledge_lib.finance.units import MONEY, PERCENT, PRICE
from pledge_lib.panels.pledging.rounding_model import CUT, EXACT, FIRST, LAST, LOAN, NEAREST, SHARES


def cells(panel) -> dict[str, tuple[str, str]]:
    """Return the two numbers of each row of the table by its name."""
    return {name: tuple(numbers) for name, *numbers in panel.frame["table"]}


@pytest.mark.parametrize(
    ("preset", "state", "ratio", "call_price", "interest"),
    [
        ("cut", "alarm", "129.48%", "78.31", "1,470"),
        ("nearest", "hidden", "130.09%", "77.84", "1,470"),
        ("last", "hidden", "130%", "77.70", "1,479"),
        ("exact", "on-the-line", "130%", "78.00", "1,479.45"),
    ],
)
def test_the_same_loan_is_read_in_four_ways(preset, state, ratio, call_price, interest):
    """FEATURES S0-16 and S0-22: 166, 167 or 166.67 %; NT$49 a day times 30 is 1,470, and 1,479.45 is right."""
    panel = at_preset("F1.11", preset, "en")
    found = cells(panel)
    assert panel.result.state == state
    assert (found["Ratio now"][1], found["Call price"][1], found["Interest so far"][1]) == (ratio, call_price, interest)
    assert found["Call price"][0] == "78.00" and found["Interest so far"][0] == "1,479.45"


def test_interest_in_the_debt_moves_the_line_and_no_price_does():
    """FEATURES S1-22: interest in the debt (B-6) turns 166.67 % into 161.24 % in 180 days at the 6.82 % of B-9."""
    panel = at_preset("F1.11", "counted", "en")
    rules = datasets.rules("tw-sfc-pledge")
    shares = pl.Holding(symbol="shares", shares=SHARES, price=100.0, loan_to_value=0.6)
    pledge = pl.Pledge(holdings=[shares], principal=LOAN, annual_rate=0.0682, days=180, rules=rules)
    assert panel.result.exact.ratio == pytest.approx(pledge.ratio)
    assert panel.result.exact.line == rules.call_line
    assert "161.24%" in panel.frame["sentence"] and "NT$86.83 instead of NT$84.00" in panel.frame["sentence"]
    assert "climbs day by day" in panel.frame["why"]


def test_on_the_day_of_the_loan_there_is_no_interest_yet():
    for language, told in (("en", "no interest yet"), ("zh_TW", "還沒有利息")):
        panel = at_preset("F1.11", "counted", language, days=0)
        assert told in panel.frame["sentence"].lower() and told in panel.frame["why"]
        assert panel.frame["sentence"].count("84.00") == 1


def test_rounded_only_at_the_end_the_interest_enters_the_debt_with_its_cents():
    panel = at_preset("F1.11", "counted", "en", way=CUT, when=LAST)
    assert panel.result.read.interest == 20_179
    assert panel.result.read.debt == panel.result.exact.debt == pytest.approx(620_179.73, abs=0.005)


@given(any_values("F1.11"))
def test_the_exact_price_of_the_call_is_on_the_line_whatever_is_rounded(values):
    panel = shared("F1.11", "en")
    panel.set(**values)
    interest = pl.simple_interest(LOAN, values["rate"], values["days"], panel.result.basis)
    debt = LOAN + interest * values["counted"]
    assert pl.maintenance_ratio(SHARES * panel.result.exact.call_price, debt) == pytest.approx(values["line"])
    assert panel.result.exact.ratio == pytest.approx(pl.maintenance_ratio(SHARES * values["price"], debt))


@given(any_values("F1.11"))
def test_what_is_read_meets_the_line_at_the_price_that_is_read(values):
    """A hair above the price that is read there is no call, a hair below there is one."""
    panel = shared("F1.11", "en")
    panel.set(**values)
    read = panel.result.read
    assert read.ratio_at(read.call_price * (1 + 1e-9)) >= values["line"] - 1e-9
    assert read.ratio_at(read.call_price * (1 - 1e-9)) < values["line"]


@given(any_values("F1.11"))
def test_a_state_says_which_of_the_two_readings_calls(values):
    panel = shared("F1.11", "en")
    panel.set(**values)
    result = panel.result
    calls = {
        "hidden": (True, False),
        "alarm": (False, True),
        "called": (True, True),
        "normal": (False, False),
        "on-the-line": (False, False),
    }
    assert (result.exact.is_called, result.read.is_called) == calls[result.state]
    if values["way"] == EXACT:
        assert result.is_exact and result.by_rounding == 0


@given(any_values("F1.11"))
def test_rounding_at_the_end_is_off_by_less_than_one_unit(values):
    panel = shared("F1.11", "en")
    for way, lowest, highest in ((NEAREST, -0.5, 0.5), (CUT, 0, 1)):
        panel.set(**values | {"way": way, "when": LAST, "counted": False})
        exactly, read = panel.result.exact, panel.result.read
        assert lowest - 1e-6 <= (exactly.ratio - read.ratio) * 100 <= highest + 1e-6
        assert lowest - 1e-6 <= exactly.interest - read.interest <= highest + 1e-6
        assert math.isclose(read.ratio * 100, round(read.ratio * 100), abs_tol=1e-9)


@given(any_values("F1.11"))
def test_cutting_the_decimals_of_the_answer_changes_no_verdict_at_a_whole_line(values):
    panel = shared("F1.11", "en")
    panel.set(**values | {"way": CUT, "when": LAST, "counted": False, "line": 1.30})
    assert panel.result.state in ("called", "normal", "on-the-line")
    panel.set(**values | {"way": CUT, "when": FIRST, "counted": False, "line": 1.30})
    assert panel.result.state != "hidden", "a smaller ratio never hides a call"


@given(any_values("F1.11"))
def test_sentence_table_and_picture_show_the_same_numbers(values):
    for panel in both("F1.11"):
        panel.set(**values)
        result = panel.result
        _, *rows = cells(panel).values()
        assert rows[1] == (PERCENT.write(result.exact.ratio), PERCENT.write(result.read.ratio))
        assert rows[2] == (PRICE.write(result.exact.call_price), PRICE.write(result.read.call_price))
        assert rows[4] == (MONEY.write(result.exact.interest), MONEY.write(result.read.interest))
        assert wrong_sums(panel.frame["why"]) == []
        chart = drawn(panel)
        assert close(chart["now"]["x"][0], values["price"]) and close(chart["now"]["y"][0], result.read.ratio * 100)
        assert close(chart["ring"]["y"][0], result.exact.ratio * 100)
        assert close(chart["call"]["x"][0], result.exact.call_price)


def test_rounded_last_the_ratio_climbs_in_stairs_of_one_per_cent():
    panel = at_preset("F1.11", "last", "en")
    stairs = drawn(panel)["read"]
    heights = [round(float(height), 3) for height in stairs["y"]]
    assert {round(after - before, 3) for before, after in pairwise(heights)} == {0.0, 1.0}
    assert close(stairs["x"][heights.index(130)], panel.result.read.call_price)
