"""Every question proves itself: the right answer passes in every variant, each trap meets its own refutation."""

import math
from datetime import date
from functools import cache

import pytest
from support.answers import (
    BANKS,
    QUESTIONS,
    as_typed,
    ideas_met,
    other_than_printed,
    right_answers,
    traps_of,
    with_answer,
)
from support.power import by_profile

from pledge_lib.course.answer_kinds import Reading
from pledge_lib.course.judging import NOT_TRIED, NOT_YET, RIGHT, judge
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.unit import Quantity
from pledge_lib.panels.words import Words

SEEDS = [None, *map(str, range(by_profile(quick=50, full=200)))]
BAD = [
    "",
    "   ",
    "abc",
    "nan",
    "inf",
    "1e999",
    "9" * 40,
    math.nan,
    math.inf,
    None,
    [],
    {},
    "２２％％",
    "🙂",
    "2025-02-30",
]
ASKED = pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))


@cache
def variants_of(question) -> list:
    """Return the question with its first numbers, and in the profile's number of variants where it has others."""
    return [(seed, variant(question, seed)) for seed in (SEEDS if question.givens else SEEDS[:1])]


@ASKED
def test_the_right_answer_passes_in_every_variant(question):
    for seed, asked in variants_of(question):
        outcome = judge(asked, right_answers(asked))
        assert outcome.state == RIGHT, f"{question.id}, seed {seed}, {asked.given}: {outcome}"


@ASKED
def test_the_answer_as_it_is_shown_passes_too(question):
    """A reader may type what a text shows: two decimals, separators, a per cent sign."""
    for seed, asked in variants_of(question)[:60]:
        shown = {
            name: str(field.right) if isinstance(field.right, Quantity) else field.right
            for name, field in asked.asked.items()
        }
        assert judge(asked, shown).state == RIGHT, f"{question.id}, seed {seed}: {shown} was refused"


@ASKED
def test_each_trap_gets_its_own_words_in_every_variant(question):
    for seed, asked in variants_of(question):
        for field, name, trap in traps_of(asked):
            outcome = judge(asked, with_answer(asked, field, as_typed(trap.answer)))
            said = {paragraph.key for paragraph in outcome.paragraphs}
            place = f"{question.id}, seed {seed}, trap {name} = {as_typed(trap.answer)}"
            own = "explain" if asked.explains_options else f"trap.{field}"
            assert f"{question.id}.{own}.{name}" in said, f"{place}: no words of its own in {said}"
            assert outcome.state == (RIGHT if trap.accepted else NOT_YET), place
            assert outcome.ideas == ((trap.idea,) if trap.idea else ()), place
            assert trap.idea is None or f"{trap.idea}.refutation" in said, place
            assert trap.accepted or any(each.figure for each in outcome.paragraphs), f"{place}: no figure shows it"


@ASKED
def test_no_trap_comes_near_the_right_answer(question):
    for seed, asked in variants_of(question):
        for field, name, trap in traps_of(asked):
            right = asked.asked[field].right
            if isinstance(right, Quantity) and not trap.accepted:
                met = asked.asked[field].kind.met(Reading(sure=(trap.answer.value,)), right)
                assert not met, f"{question.id}, seed {seed}: trap {name} = {trap.answer} is as good as {right}"


@ASKED
def test_nothing_typed_is_not_tried_and_never_raises(question):
    asked = variant(question)
    for blank in (..., None, "", "  "):
        outcome = judge(asked, dict.fromkeys(asked.asked, blank))
        assert outcome.state == NOT_TRIED, f"{question.id}: {blank!r} counts as an answer"


@ASKED
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_typed_gets_a_sentence(question, language):
    words = Words(language, texts()[language])
    asked = variant(question)
    for typed in BAD:
        for field in asked.asked:
            outcome = judge(asked, right_answers(asked) | {field: typed})
            assert outcome.state != RIGHT, f"{question.id}: {typed!r} passes as {field}"
            for paragraph in outcome.paragraphs:
                assert paragraph.text(words).strip(), f"{question.id}: {typed!r} gets an empty sentence"


@ASKED
def test_a_seed_gives_the_same_numbers_again(question):
    assert [variant(question, "2026-17").given for _ in range(2)] == [variant(question, "2026-17").given] * 2


def test_other_seeds_give_other_numbers():
    varied = [question for question in QUESTIONS.values() if question.varies]
    assert varied
    for question in varied:
        drawn = {tuple(variant(question, seed).given.items()) for seed in SEEDS[1:40]}
        assert len(drawn) > 1, f"{question.id}: forty seeds, one set of numbers"


def test_a_variant_of_default_numbers_is_the_lesson_sheet():
    """The defaults are the exercises of the lesson sheet, with its answers."""
    printed = {
        ("E1.1", "loan"): 600_000,
        ("E1.2", "ratio"): 1.6667,
        ("E1.3", "call_price"): 78.00,
        ("E1.4", "room"): 0.35,
        ("E1.4", "ratio"): 1.20,
        ("E1.5", "a_repay"): 38_461.54,
        ("E1.5", "a_add"): 50_000,
        ("E1.5", "a_lots"): 1,
        ("E1.5", "a_sell"): 166_666.67,
        ("E1.5", "b_repay"): 138_554.22,
        ("E1.5", "b_add"): 230_000,
        ("E1.5", "b_sell"): 348_484.85,
        ("E1.6", "interest"): 1_479.45,
        ("E1.7", "effective"): 0.0633,
        ("E1.7", "breakeven"): 87,
        ("E1.8", "deadline"): date(2025, 4, 8),
        ("E1.8", "sale"): date(2025, 4, 9),
        ("E1.9", "exposure"): 2.176,
        ("E1.9", "room"): 0.2974,
        ("E1.10", "odds"): 0.4383,
        ("E1.11", "net"): 547_567,
        ("E1.11", "owed"): 61_433,
        ("E1.12", "first"): 0.22,
        ("E1.12", "second"): 0.35,
        ("P1.2", "answer"): 0.22,
        ("P1.6", "answer"): 1.5833,
        ("P1.8", "answer"): 0.2974,
        ("P1.10", "answer"): 0.3130,
        ("P1.11", "due"): 608_975.34,
    }
    assert other_than_printed(printed) == []


def test_traps_of_the_lesson_sheet_are_recognised():
    typed = {
        ("E1.1", "loan", "1,666,667"): "M03",
        ("E1.2", "ratio", "60"): "M03",
        ("E1.3", "call_price", "63.33"): "M01",
        ("E1.4", "room", "70"): "M01",
        ("E1.5", "a_repay", "50000"): "M09",
        ("E1.5", "b_repay", "230000"): "M09",
        ("E1.5", "b_repay", "38461.54"): "M08",
        ("E1.6", "interest", "1470"): "M16",
        ("E1.6", "interest", "18000"): "M15",
        ("E1.7", "effective", "2.95"): "M17",
        ("E1.8", "deadline", "2025-04-04"): "M07",
        ("E1.10", "odds", "22"): "M44",
        ("E1.10", "odds", "0"): "M44",
        ("E1.11", "owed", "0"): "M04",
        ("P1.4", "answer", "saved"): "M06",
        ("P1.6", "answer", "166.67"): "M19",
        ("P1.6", "answer", "161.67"): "M02",
        ("P1.7", "answer", "rare"): "M44",
        ("P1.10", "answer", "17.5"): "M22",
        ("E1.12", "first", "36"): "M01",
        ("E1.12", "second", "40"): "M02",
        ("P1.2", "answer", "36"): "M01",
        ("P1.2", "answer", "36.67"): "M01",
    }
    assert ideas_met(typed) == {answer: (idea,) for answer, idea in typed.items()}


def test_odds_within_two_points_are_right_and_no_farther():
    asked = variant(QUESTIONS["E1.10"])
    states = {typed: judge(asked, {"odds": typed}).state for typed in ("43.8", "42", "45.8", "41.5", "46")}
    assert states == {"43.8": RIGHT, "42": RIGHT, "45.8": RIGHT, "41.5": NOT_YET, "46": NOT_YET}


def test_predictions_name_the_odds_and_the_ladder_of_the_lesson_sheet():
    called = variant(QUESTIONS["P1.4"]).numbers
    assert [called[name] for name in ("called", "at_deadline", "at_sale")] == ["121.5%", "98.4%", "88.6%"]
    odds = variant(QUESTIONS["P1.7"]).numbers
    assert [odds[f"{name}_odds"] for name in ("most", "middle", "least")] == ["43.8%", "17.4%", "3.7%"]
    rooms = variant(QUESTIONS["P1.8"]).numbers
    assert [rooms[name] for name in ("one_round", "endless")] == ["51.25%", "22%"]


def test_a_fraction_is_read_with_a_word_about_the_unit():
    asked = variant(QUESTIONS["E1.2"])
    for answer, doubtful in (("166.67", False), ("166.67%", False), ("１６６．６７％", False), ("1.6667", True)):
        outcome = judge(asked, {"ratio": answer})
        assert outcome.state == RIGHT, answer
        said = {paragraph.key for paragraph in outcome.paragraphs}
        assert ("question.looks-like-a-fraction" in said) == doubtful, answer


def test_the_gate_asks_for_some_of_the_core_exercises():
    lesson = BANKS["01_pledging"]
    first, second = lesson.sittings
    assert (first.name, first.core, first.gate) == ("1A", tuple(f"E1.{place}" for place in range(1, 6)), 4)
    assert (second.name, second.core, second.gate) == ("1B", ("E1.6", "E1.7", "E1.9", "E1.12"), 3)
    assert [id for id, question in lesson.questions.items() if question.core] == list(lesson.core)
