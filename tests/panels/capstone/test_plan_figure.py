"""F5.1: what the plan comes to stands on the screen, and each contradiction is said in words."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from support.capstone import unasked
from support.live_panels import any_values, both, rows, shared

from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.capstone.case import EXAMPLE
from pledge_lib.finance.capstone.contradictions import CHECKS
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels.capstone import plan as figure
from pledge_lib.panels.panel import Panel

STRICT = replace(EXAMPLE, eligible=False)
REFUSED = (
    {"product": "lending", "mix": "share"},
    {"product": "on-chain"},
    {"product": "margin", "lender": "bank", "mix": "fund"},
    {"product": "margin", "loan_to_value": 0.60, "mix": "share"},
    {"loan_to_value": 0.50, "lender": "company", "mix": "share", "cure": "sell-cash-shares"},
    {"months": 1, "trigger": 1.2, "reserve": 0, "odds_limit": 0.0},
    {"months": 24, "trigger": 3.0, "loan_to_value": 0.50, "reserve": 1_000_000},
    {"cure": "shares-cash-sell", "loan_to_value": 0.30},
    {"loan_to_value": 0.55, "odds_limit": 0.50, "trigger": 1.5},
    {"loan_to_value": 0.20},
)


def test_it_opens_with_the_case_of_the_lesson_sheet():
    for panel in both("F5.1"):
        panel.react({"reset": True})
        hero = [f"{each['before']}{each['number']}{each['after']}" for each in panel.frame["stage"]["hero"]]
        assert hero[:2] == ["333.33%", "39%"] and "0" in hero[2]
        assert panel.frame["stage"]["chip"]["tone"] == "safe"


@given(any_values("F5.1"))
def test_the_first_contradiction_is_the_sentence_and_every_one_stands_in_the_drawer(values):
    panel = shared("F5.1", "en")
    panel.set(**values)
    found = [each.found for each in panel.result.found]
    table = panel.view.drawers["checks"]["table"][1:]
    said = [panel.say.about(panel.result)(f"check.{each.name}") for each in found]
    assert [row[2] for row in table if row[2]] == said
    if found:
        assert panel.frame["sentence"] == said[0]
        first, second = found[0].fields
        one, other = texts()["en"][f"F5.1.one.{first}"], texts()["en"][f"F5.1.other.{second}"]
        assert table[0][:2] == (one, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_names_its_two_fields(language):
    open_quote, close = {"zh_TW": "「」", "en": "“”"}[language]
    for name, (fields, _) in CHECKS.items():
        text = texts()[language][f"F5.1.check.{name}"]
        assert text.count(open_quote) == text.count(close) == 2, f"{name}: two fields, each in quotes"
        assert len(set(fields)) == 2


@given(any_values("F5.1"))
def test_the_chip_is_the_state_after_the_tested_fall(values):
    panel = shared("F5.1", "en")
    panel.set(**values)
    loan = panel.result.loan
    assert (panel.frame["stage"]["chip"]["tone"] == "called") == (loan.at(-0.30) < loan.line) == (loan.needed > 0)


@given(any_values("F5.1"))
def test_one_scale_stands_for_all_loans_and_what_lies_above_it_is_marked(values):
    for panel in both("F5.1"):
        panel.set(**values)
        assert (panel.view.ranges["xaxis"], panel.view.ranges["yaxis"]) == (figure.PRICES, figure.RATIOS)
        lines, labels = panel.view.lines, panel.frame["stage"]["labels"]
        (low, high), today = figure.RATIOS, panel.result.loan.ratio * 100
        is_above = today > high
        (ring,), (arrow,) = lines["start"][1], lines["beyond"][1]
        assert (math.isnan(ring), math.isnan(arrow)) == (is_above, not is_above)
        assert (arrow if is_above else ring) == (high if is_above else pytest.approx(today))
        assert ("beyond" in labels, "start" in labels) == (is_above, not is_above)
        said = labels["beyond" if is_above else "start"]
        assert (said["x"], said["y"]) == pytest.approx((100, min(today, high)), abs=1e-3)
        assert f"{PERCENT(panel.result.loan.ratio)}" in said["text"]
        (now,) = lines["now"][1]
        assert now == pytest.approx(panel.result.loan.fallen * 100) and now <= high, "after the fall none lies above"
        marks = (up for uid, (_, up) in lines.items() if uid != "curve")  # which ends where the axis ends
        assert all(low <= height <= high for up in marks for height in up if not math.isnan(height))


def test_the_usual_loan_fills_the_scale():
    panel = shared("F5.1", "en")
    panel.react({"reset": True})
    (low, high), (_, highest) = figure.RATIOS, panel.view.lines["curve"][1]
    assert 0.9 < (highest - low) / (high - low) <= 1


def test_the_table_holds_the_numbers_of_the_exercises():
    table = rows(both("F5.1")[1])
    assert {"Ratio at the start", "Call price, of today's", "Room", "Interest and fees"} <= set(table)


def test_no_text_is_kept_that_nobody_asks_for():
    shown = [(figure.figure(case), values) for case in (EXAMPLE, STRICT) for values in ({}, *REFUSED)]
    assert unasked("F5.1", shown) == ["F5.1.moves"]  # which the sentence says that moves (test_moving.py)


def test_a_case_that_differs_is_what_the_panel_opens_at():
    case = replace(EXAMPLE, sum=1_000_000, months=12, reserve=100_000)
    panel = Panel(figure.figure(case), texts(), "en")
    assert (panel.values["months"], panel.values["reserve"]) == (12, 100_000)
    assert panel.values["loan_to_value"] == 0.34
