"""Questions come back: what was missed soon, what was right after a longer pause, mixed, with other numbers."""

from datetime import UTC, datetime, timedelta

import pytest
from support.answers import QUESTIONS

from pledge_lib.course import Lesson
from pledge_lib.course.attempts import Event
from pledge_lib.course.ideas import IDEAS
from pledge_lib.course.mastery import FIRM, NOT_SEEN, SEEN, SHAKY, ideas_of, lesson_of, mastery
from pledge_lib.course.spacing import KEPT, MISSED, PAUSES, chosen, due

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


def answered(question, outcome, days_ago, idea=None, seed="a"):
    moment = (NOW - timedelta(days=days_ago)).isoformat()
    ideas = (idea,) if idea else ()
    return Event(
        at=moment,
        lesson=lesson_of()[question],
        question=question,
        kind="answer",
        answer=days_ago,
        outcome=outcome,
        ideas=ideas,
        seed=seed,
    )


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    return Lesson("02_margin_trading", "en", seed="2026-17")


@pytest.mark.parametrize(
    ("story", "level"),
    [
        ([], NOT_SEEN),
        ([("E1.3", "right", None)], SEEN),
        ([("E1.3", "right", None), ("E1.4", "right", None)], FIRM),
        ([("E1.3", "not-yet", "M01")], SHAKY),
        ([("E1.3", "not-yet", "M01"), ("E1.3", "right", None)], SHAKY),
        ([("E1.3", "not-yet", "M01"), ("E1.3", "right", None), ("Q1.1", "right", None)], FIRM),
        ([("E1.3", "right", None), ("E1.4", "right", None), ("Q1.1", "not-yet", "M01")], SHAKY),
        ([("E1.3", "not-yet", None)], NOT_SEEN),
    ],
)
def test_an_idea_goes_from_not_seen_to_firm_and_back(story, level):
    events = [answered(id, outcome, 9 - place, idea) for place, (id, outcome, idea) in enumerate(story)]
    assert mastery(events)["M01"] == level


def test_every_question_knows_the_ideas_it_can_betray():
    assert ideas_of("E1.4") == {"M01", "M02"} and ideas_of("E9.9") == frozenset()


def weight(events, question):
    return next(each.weight for each in due(events, QUESTIONS.values(), NOW) if each.question == question)


@pytest.mark.parametrize("in_a_row", range(1, len(PAUSES)))
def test_each_right_answer_makes_the_next_pause_longer(in_a_row):
    pause = PAUSES[in_a_row]
    for passed, is_due in ((pause * 0.9, False), (pause, True)):
        events = [answered("E1.6", "right", passed + in_a_row - place) for place in range(in_a_row - 1)]
        events.append(answered("E1.6", "right", passed))
        assert (weight(events, "E1.6") >= 1) == is_due


def test_a_miss_begins_again_and_comes_first():
    right, missed = answered("E1.6", "right", 2), answered("E1.3", "not-yet", 2, "M01")
    found = [each.question for each in due([right, missed], QUESTIONS.values(), NOW)]
    assert found[0] == "E1.3" and {"E1.4", "E1.12"} < set(found[1:12]), "and with it what asks for the same idea"


def test_a_review_is_mixed():
    events = [answered(id, "not-yet", 3, "M01") for id in ("E1.3", "E1.4", "Q1.1")] + [
        answered("E1.6", "not-yet", 3, "M16")
    ]
    assert "E1.6" in chosen(due(events, QUESTIONS.values(), NOW), 2, "a")


def test_predictions_do_not_come_back():
    assert not [each for each in due([], QUESTIONS.values(), NOW) if each.question.startswith("P")]


def test_an_idea_is_betrayed_by_more_than_one_question():
    """One lucky choice hides no idea: another question asks for it in other words."""
    assert [idea for idea in IDEAS if sum(idea in ideas_of(id) for id in lesson_of()) < 2] == []


def test_what_is_kept_for_later_comes_once_its_idea_was_met():
    kept = QUESTIONS["R1.6"]
    assert "M23" in ideas_of("Q1.12") & ideas_of(kept.id)
    assert due([answered("Q1.11", "right", 2)], [kept], NOW) == []
    assert weight([answered("Q1.12", "right", 2)], kept.id) == KEPT
    assert weight([answered("Q1.12", "not-yet", 2, "M23")], kept.id) == KEPT + MISSED
    again = [answered("Q1.12", "not-yet", 2, "M23"), answered(kept.id, "right", 0)]
    assert weight(again, kept.id) < KEPT + MISSED


def test_a_review_asks_what_no_lesson_shows(lesson):
    assert lesson.review().driver.now is None
    lesson.check("Q2.9", "safe")
    asked = {exercise.question.id for exercise in lesson.review().driver.exercises}
    assert {"Q2.9", "R2.1"} == asked


def test_a_lesson_opens_with_questions_of_earlier_ones(lesson):
    form = lesson.opening()
    asked = [exercise.question.id for exercise in form.driver.exercises]
    assert len(asked) == 3 and {lesson_of()[id] for id in asked} <= {"00_start", "01_pledging"}
    first = Lesson("00_start", "en").opening()
    assert first.driver.now is None and lesson.words("review.nothing") in first.summary()


def test_a_review_asks_one_question_after_the_other_and_counts(lesson):
    lesson.check("E2.9", 1, 2)
    lesson.check("E2.1", 10, -10)
    form = lesson.review()
    for place in range(2):
        driver = form.driver.now
        assert f"{place + 1}/2" in form.summary()
        right = {f"{driver.question.id}:{name}": str(each.right.value) for name, each in driver.variant.asked.items()}
        form.press("check", **right)
        event = lesson.ledger.events()[-1]
        assert (event.question, event.outcome) == (driver.question.id, "right")
        assert event.seed != lesson.seed, "with other numbers"
        form.press("next")
    assert lesson.words("review.done", right=2, count=2) in form.summary()
    form.press("next")


def test_without_answers_there_is_nothing_to_review(lesson):
    assert lesson.words("review.nothing") in lesson.review().summary()


def test_the_record_says_how_well_the_ideas_are_held(lesson):
    lesson.check("E2.1", 10, -10)
    assert any(lesson.words("review.level.title") in line for line in lesson.record().lines)
