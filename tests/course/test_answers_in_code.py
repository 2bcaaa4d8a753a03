"""Answers given in code: the library's own unit is taken, and what a question does not ask for is refused by name."""

from dataclasses import replace

import pytest

from pledge_lib.course import Lesson
from pledge_lib.course.exercise import CONFIDENCES
from pledge_lib.course.judging import NOT_YET, RIGHT
from pledge_lib.course.wording import LANGUAGES
from pledge_lib.finance.checks import InputError, shortened

MIDNIGHT = "2026-03-02T00:00:00+08:00"


@pytest.fixture(params=LANGUAGES)
def lesson(request, tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    return Lesson("01_pledging", request.param)


@pytest.mark.parametrize(
    ("question", "answers", "named", "key", "said"),
    [
        ("E1.3", (78, 99), {}, "too-many", {"given": 2, "asked": 1, "names": "call_price"}),
        ("E1.4", (35, 120, 0), {}, "too-many", {"given": 3, "asked": 2, "names": "room, ratio"}),
        ("E1.3", (), {"price": 78}, "unknown-name", {"name": "price", "names": "call_price"}),
        ("E1.4", (35,), {"ration": 120}, "unknown-name", {"name": "ration", "names": "room, ratio"}),
        ("E1.4", (35,), {"room": 35}, "twice", {"name": "room", "names": "room, ratio"}),
        ("Q1.1", (2, 3), {}, "too-many", {"given": 2, "asked": 1, "names": "option"}),
    ],
)
def test_what_is_not_asked_for_is_refused_by_name_and_not_recorded(lesson, question, answers, named, key, said):
    with pytest.raises(InputError) as refused:
        lesson.check(question, *answers, **named)
    assert str(refused.value) == lesson.words(f"question.refused.{key}", question=question, **said)
    assert (refused.value.key, refused.value.values["question"]) == (key, question)
    assert not lesson.ledger.events()


@pytest.mark.parametrize("confidence", [60, 0.75, True, "sure", -1, [90], float("nan"), "9" * 9_000])
def test_a_confidence_that_the_form_does_not_have_is_refused_and_nothing_recorded(lesson, confidence):
    with pytest.raises(InputError) as refused:
        lesson.check("E1.3", 78, confidence=confidence)
    told = {"question": "E1.3", "given": shortened(confidence), "choices": "0, 25, 50, 75, 90, 100"}
    assert str(refused.value) == lesson.words("question.refused.confidence", **told)
    assert not lesson.ledger.events()


@pytest.mark.parametrize("question", ["E1.3", "Q1.1"])
def test_a_confidence_given_in_code_is_recorded_as_the_forms_is(lesson, question):
    for sure in CONFIDENCES:
        lesson.check(question, 1, confidence=sure)
        lesson.exercise(question).press("check", **{next(iter(fields(lesson, question))): "1", "confidence": str(sure)})
    in_code, in_form = lesson.ledger.events()[::2], lesson.ledger.events()[1::2]
    assert [event.confidence for event in in_code] == list(CONFIDENCES)
    assert [replace(event, at=MIDNIGHT) for event in in_code] == [replace(event, at=MIDNIGHT) for event in in_form]
    lesson.check(question, 1)
    assert lesson.ledger.events()[-1].confidence is None


def fields(lesson, question):
    return lesson.exercise(question).driver.variant.asked


def test_a_refused_call_leaves_the_exercise_as_it_was(lesson):
    right = repr(lesson.check("E1.3", 78))
    form = lesson.exercise("E1.3")
    with pytest.raises(InputError):
        lesson.check("E1.3", 63.33, 99)
    assert lesson.exercise("E1.3").frame == form.frame
    assert repr(lesson.check("E1.3", call_price=78)) == right


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("E1.2", (1.6667,)),
        ("E1.2", (166.67,)),
        ("E1.2", ("166.67%",)),
        ("E1.4", (0.35, 1.2)),
        ("E1.4", (35, 120)),
        ("E1.10", (0.43,)),
    ],
)
def test_the_librarys_own_unit_is_taken_quietly_from_code(lesson, question, answers):
    feedback = lesson.check(question, *answers)
    assert feedback.state == RIGHT
    assert lesson.words("question.looks-like-a-fraction") not in repr(feedback)


@pytest.mark.parametrize("typed", ["1.6667", "１．６６６７"])
def test_a_fraction_typed_in_a_form_keeps_the_word_about_its_unit(lesson, typed):
    form = lesson.exercise("E1.2")
    form.press("check", ratio=typed)
    said = [paragraph["text"] for paragraph in form.frame["said"]]
    assert lesson.words("question.right") in said and lesson.words("question.looks-like-a-fraction") in said
    assert lesson.words("question.looks-like-a-fraction") in repr(lesson.check("E1.2", typed))


def test_a_wrong_answer_in_the_librarys_unit_meets_its_trap(lesson):
    feedback = lesson.check("E1.4", 0.70, 1.2)
    assert (feedback.state, feedback.ideas) == (NOT_YET, ("M01",))


def test_feedback_keeps_what_was_said_whatever_is_asked_next(lesson):
    wrong = lesson.check("E1.3", 63.33)
    first = repr(wrong)
    lesson.hint("E1.3")
    lesson.check("E1.3", 78)
    assert repr(wrong) == first and "63.33" in first
