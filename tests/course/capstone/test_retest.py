"""The re-test: the ten items with other numbers, kept apart; then the ideas missed most, one question for each."""

import pytest

from pledge_lib.course import Lesson
from pledge_lib.course.attempts import RETEST, Event, predictions
from pledge_lib.course.bank import bank
from pledge_lib.course.capstone.missed import MOST, questions_of
from pledge_lib.course.mastery import ideas_of
from pledge_lib.course.pretest import other_numbers
from pledge_lib.course.variants import variant

ITEMS = bank("00_start").pretest
SEEDS = [str(seed) for seed in range(60)]


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    monkeypatch.setenv("PLEDGE_LAB_SEED", "2026-17")


@pytest.mark.parametrize("item", ITEMS)
def test_the_re_test_asks_with_other_numbers_the_same_for_one_seed(item):
    first = variant(ITEMS[item])
    for seed in SEEDS:
        again = other_numbers(ITEMS[item], seed)
        assert again.given != first.given and again.given == other_numbers(ITEMS[item], seed).given
    assert len({tuple(other_numbers(ITEMS[item], seed).given.items()) for seed in SEEDS}) > 1


def test_it_asks_each_of_the_ten_once_and_keeps_it_apart_from_the_first_time(place):
    start, end = Lesson("00_start", "en"), Lesson("05_capstone", "en")
    first, again = start.pretest(), end.retest()
    for form in (first, again):
        for _ in ITEMS:
            form.press("skip")
    assert len(end.ledger.events()) == 2 * len(ITEMS)
    assert {event.kind for event in end.ledger.events() if event.lesson == "05_capstone"} == {RETEST}
    assert again.driver.sheet(again.words).actions == ()
    assert end.retest().driver.sheet(again.words).inputs == (), "asked once more"


def test_an_answer_of_the_re_test_counts_with_its_confidence(place):
    lesson = Lesson("05_capstone", "en")
    form = lesson.retest()
    asked = other_numbers(ITEMS["T0.1"], lesson.seed)
    right = asked.asked["answer"].right.value * 100
    form.press("next", **{"answer:T0.1": str(right), "confidence:T0.1": 80})
    [event] = predictions(lesson.ledger.events())
    assert (event.kind, event.outcome, event.confidence, event.question) == (RETEST, "right", 80, "T0.1")


def missed(question, *ideas):
    return Event(lesson="01_pledging", question=question, kind="answer", outcome="not-yet", ideas=ideas, answer=ideas)


def test_the_ideas_missed_most_come_first_each_with_a_question_that_tells_it():
    events = [missed("E1.4", "M01"), missed("E1.3", "M01"), missed("E1.6", "M15"), missed("E1.3", "M01")]
    found = questions_of(events)
    assert found[0] == "E1.3" and len(found) == 2
    assert "M01" in ideas_of(found[0]) and "M15" in ideas_of(found[1])


def test_there_are_ten_at_most_and_none_without_a_miss():
    every = [missed(f"E1.{place}", f"M{place:02}") for place in range(1, 49)]
    assert len(questions_of(every)) == MOST and len(set(questions_of(every))) == MOST
    assert questions_of([]) == ()


def test_the_form_asks_them_with_numbers_of_their_own(place):
    lesson = Lesson("05_capstone", "en")
    lesson.ledger.record(missed("E1.3", "M01"))
    form = lesson.missed()
    [exercise] = form.driver.exercises
    assert exercise.question.id == "E1.3" and exercise.variant.given != variant(exercise.question).given
