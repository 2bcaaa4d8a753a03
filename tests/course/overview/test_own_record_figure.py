"""F0.6 shows the reader's own guesses, by the same numbers as the summary of the record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.course import Lesson, attempts
from pledge_lib.course.attempts import Event
from pledge_lib.course.judging import NOT_YET, RIGHT
from pledge_lib.course.mastery import mastery
from pledge_lib.datasets.own_files import PLACE
from pledge_lib.panels.overview.record_model import (
    ALL,
    EXAMPLE,
    EXAMPLE_HELD,
    FIRM,
    FIRST_SHOWN,
    LEVELS,
    SHAKY,
    Guess,
    record,
)

GUESSES = st.lists(st.tuples(st.integers(0, 100), st.booleans(), st.sampled_from(("M01", "M08", "M39"))), max_size=30)


@given(GUESSES)
def test_its_numbers_are_those_of_the_record(guesses):
    events = [
        Event(
            lesson="01_pledging",
            question=f"P1.{place}",
            kind="prediction",
            confidence=confidence,
            answer=place,
            outcome=RIGHT if right else NOT_YET,
            ideas=() if right else (idea,),
        )
        for place, (confidence, right, idea) in enumerate(guesses)
    ]
    own = [
        Guess(confidence=each.confidence / 100, right=each.outcome == RIGHT, lesson=each.lesson, ideas=each.ideas)
        for each in attempts.predictions(events)
    ]
    found = record(own, len(own), ALL, is_example=False)
    brier = attempts.brier_score(events)
    assert found.brier.value == (brier if brier is None else pytest.approx(brier))
    assert found.right == sum(right for _, right, _ in guesses) and found.count == len(guesses)
    assert [(each.idea, each.times) for each in found.missed] == attempts.most_missed(events)
    assert sum(each.count for each in found.fifths) == found.count
    assert all(each.low <= each.confidence <= each.high for each in found.fifths)


def test_a_lesson_opens_it_with_the_own_guesses_and_the_pretest_counts(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, str(tmp_path / "ledger.json"))
    lesson = Lesson("00_start", "en")
    assert "example" in lesson.panel("F0.6").frame["sentence"] and len(EXAMPLE) == lesson.panel("F0.6").result.count
    lesson.pretest().press("next", **{"answer:T0.1": "70", "confidence:T0.1": 90})
    lesson.predict("P0.1").form.press("commit", answer="chain", confidence=60)
    panel = lesson.panel("F0.6")
    assert "example" not in panel.frame["sentence"]
    assert (panel.result.count, panel.result.right, panel.result.state) == (2, 1, "few")
    assert panel.view.stage["hero"][2]["number"] == "M01"


def test_it_says_how_well_each_idea_is_held_with_its_title_and_a_filter(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, str(tmp_path / "ledger.json"))
    lesson = Lesson("01_pledging", "en")
    assert len(lesson.panel("F0.6").result.held) == len(EXAMPLE_HELD)
    lesson.check("E1.6", 1)
    lesson.check("Q1.12", "never")
    lesson.check("Q1.10", "own-money")
    panel = lesson.panel("F0.6")
    shown = {each.idea: each.level for each in panel.result.held}
    assert shown == mastery(lesson.ledger.events()) and "example" not in panel.frame["sentence"]
    panel.set(level=SHAKY)
    _head, *rows = panel.view.drawers["ideas"]["table"]
    assert rows == [(lesson.words("ledger.idea.M23"), lesson.words("ledger.group.odds"), "shaky")]
    panel.set(level=FIRM)
    assert [row[0] for row in panel.view.drawers["ideas"]["table"][1:]] == ["No idea is held so."]


def test_the_ideas_that_need_another_thought_come_first():
    held = record((), 1, ALL, is_example=True, held=EXAMPLE_HELD).held
    assert [each.level for each in held] == sorted((each.level for each in held), key=FIRST_SHOWN.index)
    assert {each.level for each in held} == set(LEVELS), "the filter has something to show"


@pytest.mark.parametrize(
    ("sure", "came", "state"), [(0.9, 2, "over-sure"), (0.5, 9, "under-sure"), (0.8, 8, "about-right")]
)
def test_too_sure_and_not_sure_enough_are_told_apart(sure, came, state):
    own = [Guess(confidence=sure, right=place < came, lesson="x") for place in range(10)]
    assert record(own, 10, ALL, is_example=False).state == state
    assert (
        record(own, 4, ALL, is_example=False).state == "few" and record(own, 10, "other", is_example=False).count == 0
    )
