"""The questions of lesson 2 say what the lesson sheet prints, and know the wrong answers that people give."""

import re
from datetime import date

import pytest
from support.answers import BANKS, QUESTIONS, ideas_met, other_than_printed, right_answers, traps_of, with_answer

from pledge_lib.course import Lesson
from pledge_lib.course.judging import NOT_YET, RIGHT, judge
from pledge_lib.course.margin.procedure import PATHS, ROWS, run
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import LANGUAGES, texts

PATH_A = ("normal", "called", "called", "watch", "same-day", "sale", "closed", "closed")
PATH_B = ("called", "called", "watch", "watch", "cancelled")

PRINTED = {
    ("E2.1", "up"): 0.25,
    ("E2.1", "down"): -0.25,
    ("E2.2", "net"): -0.2706,
    ("E2.2", "loss"): 10_861,
    ("E2.2", "own_money"): 40_142,
    ("E2.2", "without_commission"): -0.2715,
    ("E2.2", "risen"): 0.2255,
    ("E2.3", "days"): 7,
    ("E2.3", "interest"): 747.95,
    ("E2.3", "traded_interest"): 320.55,
    ("E2.3", "calendar_interest"): 534.25,
    ("E2.4", "ratio"): 1.7704,
    ("E2.4", "after"): 1.5704,
    ("E2.4", "ratio_short_cut"): 1.7727,
    ("E2.4", "after_short_cut"): 1.5727,
    ("E2.4", "tax"): 150,
    ("E2.4", "commission"): 71,
    ("E2.4", "fee"): 40,
    ("E2.5", "to_line"): 2_307.69,
    ("E2.5", "to_target"): 14_819.28,
    ("E2.5", "to_initial"): 15_000,
    ("E2.6", "falls"): 3,
    ("E2.6", "ratio"): 1.215,
    ("E2.7", "sold"): 53_144.10,
    ("E2.7", "tax"): 159,
    ("E2.7", "commission"): 75,
    ("E2.7", "net"): 52_910.10,
    ("E2.7", "owed"): 7_089.90,
    ("E2.7", "no_costs"): 6_855.90,
    ("E2.8", "normal"): 0.4575,
    ("E2.8", "raised"): 0.7652,
    ("E2.8", "normal_short_cut"): 0.4615,
    ("E2.8", "raised_short_cut"): 0.7692,
    ("E2.9", "turnover"): 500_000,
    ("E2.9", "proof"): 300_000,
    ("E2.10", "deadline"): date(2024, 10, 7),
    ("E2.10", "sale"): date(2024, 10, 8),
    ("E2.12", "second"): 0.28,
    ("E2.12", "today"): 0.22,
    ("E2.12", "first"): 0.16,
    ("E2.11", "a"): dict(zip(ROWS["a"], PATH_A, strict=True)),
    ("E2.11", "b"): dict(zip(ROWS["b"], PATH_B, strict=True)),
    ("E2.11", "a_deadline"): 4,
    ("E2.11", "b_deadline"): 3,
    ("P2.1", "shares"): -0.01,
    ("P2.1", "answer"): -0.025,
    ("P2.2", "answer"): 7,
    ("P2.3", "answer"): "no-call",
    ("P2.4", "answer"): "that-afternoon",
    ("P2.6", "answer"): 0.9842,
    ("P2.7", "answer"): 0.4575,
    ("P2.7", "short_cut"): 0.4615,
    ("P2.8", "answer"): "about-equal",
    ("Q2.5", "members"): 80_000_000,
    ("Q2.5", "others"): 40_000_000,
    ("Q2.5", "raised"): date(2015, 5, 4),
    ("Q2.5", "widened"): date(2015, 6, 1),
    ("Q2.5", "freed"): date(2015, 10, 16),
    ("Q2.8", "option"): "not-called",
}

SAID = {
    ("P2.3", "account"): "141.7%",
    ("P2.3", "alone"): "116.7%",
    ("P2.3", "both"): "116.7%",
    ("P2.5", "shown"): "6.4",
    ("P2.6", "shown"): "98.4%",
    ("P2.6", "called"): "121.5%",
    ("P2.8", "today_days"): "2.36",
    ("P2.8", "then_days"): "2.40",
    ("E2.6", "in_part"): "2.36",
    ("E2.6", "day_before"): "135%",
    ("Q2.1", "cancel"): "166%",
    ("Q2.5", "old_line"): "120%",
    ("Q2.5", "old_limit"): "7%",
}

TYPED = {
    ("E2.1", "up", "10"): (),
    ("E2.1", "down", "-10"): (),
    ("E2.2", "net", "-25"): ("M21",),
    ("E2.3", "days", "3"): ("M13",),
    ("E2.3", "days", "5"): ("M14",),
    ("E2.3", "interest", "320.55"): ("M13",),
    ("E2.3", "interest", "534.25"): ("M14",),
    ("E2.4", "ratio", "166.67"): ("M11",),
    ("E2.4", "after", "130"): ("M11",),
    ("E2.5", "to_line", "3000"): ("M09",),
    ("E2.5", "to_target", "24600"): ("M09",),
    ("E2.5", "to_target", "2307.69"): ("M08",),
    ("E2.6", "falls", "2.36"): (),
    ("E2.6", "falls", "2"): (),
    ("E2.6", "ratio", "135"): (),
    ("E2.7", "owed", "0"): ("M04",),
    ("E2.7", "owed", "6855.90"): (),
    ("E2.8", "normal", "59.48"): ("M01",),
    ("E2.8", "normal", "60"): ("M01",),
    ("E2.8", "raised", "99.48"): ("M01",),
    ("E2.9", "turnover", "300000"): (),
    ("E2.10", "deadline", "2024-10-03"): ("M07",),
    ("E2.12", "second", "46.67"): ("M01",),
    ("E2.12", "today", "36.67"): ("M01",),
    ("E2.12", "first", "26.67"): ("M01",),
    ("P2.1", "answer", "0"): (),
    ("P2.2", "answer", "3"): ("M13",),
    ("P2.2", "answer", "5"): ("M14",),
    ("P2.3", "answer", "call"): ("M11",),
    ("P2.4", "answer", "finished"): ("M10",),
    ("P2.5", "answer", "1"): ("M08",),
    ("P2.6", "answer", "101.5"): ("M02",),
    ("P2.7", "answer", "60"): ("M01",),
    ("Q2.1", "option", "back-at-line"): ("M08",),
    ("Q2.2", "option", "largest"): ("M11",),
    ("Q2.4", "option", "neither"): ("M13",),
    ("Q2.5", "option", "still-law"): ("M41",),
    ("Q2.8", "option", "called"): ("M46",),
}

ACCEPTED = {
    ("E2.1", "down"): "25",
    ("E2.2", "net"): "-27.15",
    ("E2.4", "ratio"): "177.27",
    ("E2.4", "after"): "157.27",
    ("E2.8", "normal"): "46.15",
    ("E2.8", "raised"): "76.92",
    ("P2.1", "answer"): "2.5",
}


def test_a_variant_of_default_numbers_is_the_lesson_sheet():
    assert other_than_printed(PRINTED) == []


def test_the_sentences_name_the_numbers_as_the_sheet_writes_them():
    assert {place: variant(QUESTIONS[place[0]]).numbers[place[1]] for place in SAID} == SAID


def test_traps_of_the_lesson_sheet_are_recognised():
    assert ideas_met(TYPED) == TYPED


@pytest.mark.parametrize("place", ACCEPTED, ids=[".".join(place) for place in ACCEPTED])
def test_what_the_sheet_accepts_passes_with_a_note(place):
    name, field = place
    asked = variant(QUESTIONS[name])
    outcome = judge(asked, with_answer(asked, field, ACCEPTED[place]))
    assert outcome.state == RIGHT
    assert any(each.key.startswith(f"{name}.trap.{field}.") for each in outcome.paragraphs), "passed without the note"


@pytest.mark.parametrize(
    ("field", "telling", "trap", "idea"),
    [
        ("a", {"a3": "sale"}, "sold_next_day", "M05"),
        ("a", {"a2": "sale"}, "sold_at_once", "M05"),
        ("a", {"a3": "normal"}, "over_at_the_line", "M10"),
        ("a", {"a8": "cancelled"}, "cancelled_after_the_sale", None),
        ("b", {"b2": "normal", "b3": "normal"}, "b_over_at_the_line", "M10"),
    ],
)
def test_a_telling_row_betrays_the_idea_whatever_the_other_rows_say(field, telling, trap, idea):
    asked = variant(QUESTIONS["E2.11"])
    for others in ({}, {f"{field}4": "closed"}):
        outcome = judge(asked, with_answer(asked, field, telling | others))
        assert outcome.state == NOT_YET
        assert outcome.ideas == ((idea,) if idea else ())
        assert f"E2.11.trap.{field}.{trap}" in {paragraph.key for paragraph in outcome.paragraphs}


def test_a_wrong_row_that_betrays_no_idea_is_not_right():
    asked = variant(QUESTIONS["E2.11"])
    for row, state in asked.asked["a"].right.items():
        wrong = with_answer(asked, "a", {row: "same-day" if state != "same-day" else "watch"})
        assert judge(asked, wrong).state == NOT_YET, row
    assert judge(asked, right_answers(asked)).state == RIGHT


def test_each_close_of_the_paths_is_a_business_day_of_the_log():
    assert {path: len(run(ratios)) for path, ratios in PATHS.items()} == {"a": 8, "b": 5}


def test_an_idea_is_shown_by_a_figure_of_the_same_lesson():
    for question in BANKS["02_margin_trading"].questions.values():
        asked = variant(question)
        for field, name, trap in traps_of(asked):
            answer = trap.answer if isinstance(trap.answer, (str, dict)) else str(trap.answer)
            outcome = judge(asked, with_answer(asked, field, answer))
            shown = {paragraph.figure for paragraph in outcome.paragraphs} - {None}
            assert all(figure.startswith("F2.") for figure in shown), f"{question.id}, {name}: {shown}"


def test_core_and_gate_are_those_of_the_sheet():
    lesson = BANKS["02_margin_trading"]
    assert lesson.core == tuple(f"E2.{place}" for place in range(1, 7))
    assert lesson.gate == 4
    assert list(lesson.shown) == [
        *(f"E2.{place}" for place in range(1, 13)),
        *(f"P2.{place}" for place in range(1, 11)),
        *(f"Q2.{place}" for place in range(1, 12)),
    ]


# The worked example

STEPS = {
    "W1": ("60,000", "40,000", "166.67%", "78.00", "22%"),
    "W2": ("96,000", "64,000", "166.67%", "62.40", "22%"),
    "W3": ("33,000", "22,300", "167.58%", "42.90", "22.42%"),
    "W4": ("25%", "−25%"),
}
LEFT_OPEN = {"W1": (), "W2": (3, 4), "W3": (0, 3, 4), "W4": (0, 1)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STEPS)
def test_a_stage_shows_what_the_sheet_prints_and_leaves_its_blanks(stage, language):
    lesson, blank = Lesson("02_margin_trading", language), texts()[language]["worked.blank"]
    assert tuple(answer for _, answer in lesson.worked(stage, show=True).steps) == STEPS[stage]
    faded = [blank if place in LEFT_OPEN[stage] else answer for place, answer in enumerate(STEPS[stage])]
    assert [answer for _, answer in lesson.worked(stage).steps] == faded
    for place in LEFT_OPEN[stage]:
        assert STEPS[stage][place] not in repr(lesson.worked(stage)), "the text gives the blank away"


def test_the_answers_of_the_last_stage_are_there_unrounded():
    answers = Lesson("02_margin_trading", "en").worked("W4").answers
    assert (answers["up"], answers["down"]) == pytest.approx((0.25, -0.25))


def test_a_short_sale_whose_share_rose_is_not_called_safer():
    numbers = variant(QUESTIONS["P2.10"]).numbers
    assert (numbers["short_start"], numbers["short"]) == ("189.48%", "184.80%"), "2412: sold at 118.50, now 121.50"
    for language in LANGUAGES:
        assert {"{short_start}", "{short}"} <= set(re.findall(r"{\w+}", texts()[language]["P2.10.ours"]))
