"""The questions of lesson 3 say what the lesson sheet prints, and know the wrong answers that people give."""

import pytest
from support.answers import BANKS, QUESTIONS, ideas_met, other_than_printed, right_answers

from pledge_lib.course import Lesson
from pledge_lib.course.judging import NOT_YET, judge
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import LANGUAGES, texts

TERMS = {"lends": "receives", "borrows": "pays", "sells": "pays-and-sells", "margin-short": "broker-lent"}

PRINTED = {
    ("E3.1", "fee"): 986.30,
    ("E3.2", "net"): 739.73,
    ("E3.3", "case1"): 287.67,
    ("E3.3", "case2"): 1_479.45,
    ("E3.3", "case3"): 107.88,
    ("E3.3", "case4"): 1_479.45,
    ("E3.3", "order"): ("case4", "case1", "case2", "case3"),
    ("E3.4", "rate"): 0.0304,
    ("E3.4", "without_share"): 0.0243,
    ("E3.5", "ratio"): 1.1570,
    ("E3.5", "to_line"): 52_000,
    ("E3.5", "to_start"): 294_000,
    ("E3.6", "new_low"): 0,
    ("E3.6", "new_high"): 0,
    ("E3.6", "old_low"): 4_250,
    ("E3.6", "old_high"): 6_000,
    ("E3.6", "old_low_lent"): 2_500,
    ("E3.6", "low_kept"): -1_750,
    ("E3.6", "old_high_lent"): 20_000,
    ("E3.6", "high_kept"): 14_000,
    ("E3.7", "lost"): 69_861.60,
    ("E3.8", "yield"): 0.012,
    ("E3.9", "rise"): 0.1667,
    ("E3.10", "terms"): TERMS,
    ("E3.11", "auction"): "yes",
    ("E3.11", "negotiated"): "yes",
    ("E3.11", "hot"): "no",
    ("P3.1", "first_fee"): 383.56,
    ("P3.1", "second_fee"): 1_972.60,
    ("P3.1", "answer"): "long",
    ("P3.2", "answer"): 750,
    ("P3.3", "answer"): "borrower",
    ("P3.3", "ratio"): 1.1966,
    ("P3.4", "answer"): "depends",
    ("P3.4", "kept"): 14_000,
    ("P3.4", "more"): 6_000,
    ("P3.5", "answer"): 69_861.60,
    ("P3.6", "answer"): "cannot-tell",
    ("P3.6", "count"): 5,
    ("P3.7", "answer"): "supplies",
    ("P3.7", "cap"): 0.03,
    ("Q3.4", "shortest"): 1,
    ("Q3.4", "middle"): 3,
    ("Q3.4", "longest"): 10,
    ("Q3.6", "gap"): 0.40,
    ("Q3.7", "months"): 3,
}

SAID = {
    ("E3.11", "auction_rate"): "15.9%",
    ("E3.11", "negotiated_rate"): "15.93%",
    ("E3.11", "hot_rate"): "18%",
    ("E3.11", "cap"): "16%",
    ("P3.3", "rise"): "17%",
    ("P3.7", "cap"): "3%",
    ("Q3.6", "start"): "140%",
    ("Q3.6", "line"): "120%",
}

TYPED = {
    ("E3.1", "fee", "1000"): (),
    ("E3.1", "fee", "24000"): ("M15",),
    ("E3.2", "net", "986.30"): ("M35",),
    ("E3.3", "case4", "1972.60"): ("M35",),
    ("E3.4", "rate", "2.43"): ("M35",),
    ("E3.5", "ratio", "169.4"): ("M39",),
    ("E3.5", "to_start", "52000"): (),
    ("E3.6", "new_low", "4250"): ("M36",),
    ("E3.6", "new_high", "6000"): ("M36",),
    ("E3.6", "old_low", "2500"): (),
    ("E3.7", "lost", "72000"): (),
    ("E3.7", "lost", "0"): ("M37",),
    ("E3.8", "yield", "6"): ("M33",),
    ("E3.9", "rise", "20"): ("M01",),
    ("E3.11", "hot", "yes"): ("M48",),
    ("P3.1", "answer", "large"): ("M34",),
    ("P3.2", "answer", "1000"): ("M35",),
    ("P3.3", "answer", "lender"): ("M39",),
    ("P3.4", "answer", "more"): ("M36",),
    ("P3.7", "answer", "never"): ("M38",),
    ("Q3.3", "option", "other"): ("M36",),
    ("Q3.4", "option", "nobody"): ("M33",),
    ("Q3.7", "option", "margin"): ("M47",),
}


def test_a_variant_of_default_numbers_is_the_lesson_sheet():
    assert other_than_printed(PRINTED) == []


def test_the_sentences_name_the_numbers_as_the_sheet_writes_them():
    assert {place: variant(QUESTIONS[place[0]]).numbers[place[1]] for place in SAID} == SAID


def test_traps_of_the_lesson_sheet_are_recognised():
    assert ideas_met(TYPED) == TYPED


@pytest.mark.parametrize("order", [("case2", "case1", "case4", "case3"), ("case2", "case4", "case1", "case3")])
def test_an_order_that_is_not_by_income_a_day_is_not_right(order):
    asked = variant(QUESTIONS["E3.3"])
    assert judge(asked, right_answers(asked) | {"order": order}).state == NOT_YET


def test_an_order_by_price_is_refuted():
    asked = variant(QUESTIONS["E3.3"])
    by_price = asked.asked["order"].traps["by_price"].answer
    outcome = judge(asked, right_answers(asked) | {"order": by_price})
    assert outcome.ideas == ("M34",)


def test_borrowed_shares_sold_for_a_margin_short_sale_is_the_known_mix_up():
    asked = variant(QUESTIONS["E3.10"])
    swapped = TERMS | {"sells": "broker-lent", "margin-short": "pays-and-sells"}
    assert judge(asked, {"terms": swapped}).ideas == ("M40",)


def test_core_and_gate_are_those_of_the_sheet():
    lesson = BANKS["03_securities_lending"]
    assert lesson.core == tuple(f"E3.{place}" for place in range(1, 6))
    assert lesson.gate == 4
    assert list(lesson.shown) == [
        *(f"E3.{place}" for place in range(1, 12)),
        *(f"P3.{place}" for place in range(1, 9)),
        *(f"Q3.{place}" for place in range(1, 8)),
    ]


# The worked example

STEPS = {
    "W1": ("27.40", "821.92", "616.44"),
    "W2": ("26.30", "526.03", "394.52"),
    "W3": ("49.32", "493.15", "369.86"),
    "W4": ("986.30",),
}
BLANKS = {"W1": 0, "W2": 1, "W3": 2, "W4": 1}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STEPS)
def test_a_stage_shows_what_the_sheet_prints_and_leaves_its_last_steps(stage, language):
    lesson, blank = Lesson("03_securities_lending", language), texts()[language]["worked.blank"]
    assert tuple(answer for _, answer in lesson.worked(stage, show=True).steps) == STEPS[stage]
    kept = len(STEPS[stage]) - BLANKS[stage]
    assert [answer for _, answer in lesson.worked(stage).steps] == [*STEPS[stage][:kept], *[blank] * BLANKS[stage]]
