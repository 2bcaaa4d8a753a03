"""The note at the end of a lesson: sittings, ideas and open questions as the record has them."""

import pytest

from pledge_lib.course import Lesson
from pledge_lib.course.attempts import Event
from pledge_lib.course.bank import bank
from pledge_lib.course.wording import LANGUAGES, texts

NAME = "01_pledging"
FIRST, SECOND = bank(NAME).sittings


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    return Lesson(NAME, "en", seed="2026-17")


def answer(lesson, question, outcome="right", ideas=()):
    lesson.ledger.record(
        Event(lesson=NAME, question=question, kind="answer", answer=question, outcome=outcome, ideas=ideas, seed="a")
    )


def test_at_first_everything_is_open_and_nothing_is_held(lesson):
    note = lesson.done()
    assert note.title == texts()["en"]["done.title-open"]
    for sitting, line in zip((FIRST, SECOND), note.lines, strict=False):
        assert sitting.name in line and all(id in line for id in sitting.core) and f"0 of {len(sitting.core)}" in line
    assert any("to see through; none yet" in line for line in note.lines)


def test_a_sitting_is_done_with_its_own_gate(lesson):
    for question in FIRST.core[: FIRST.gate]:
        answer(lesson, question)
    first, second, *_ = lesson.done().lines
    assert first.endswith("Done.") and f"{FIRST.gate} of" in first
    assert not second.endswith("Done.") and SECOND.core[0] in second


def test_the_lesson_is_finished_with_all_its_sittings(lesson):
    for sitting in (FIRST, SECOND):
        for question in sitting.core[: sitting.gate]:
            answer(lesson, question)
    assert lesson.done().title == texts()["en"]["done.title"]


def test_an_idea_is_told_by_how_well_it_is_held(lesson):
    name = texts()["en"]["ledger.idea.M01"]
    answer(lesson, "E1.3", "not-yet", ("M01",))
    assert any(line.startswith("Shaky") and name in line for line in lesson.done().lines)
    answer(lesson, "E1.3")
    answer(lesson, "E1.4")
    firm = [line for line in lesson.done().lines if line.startswith("Held firmly")]
    assert firm and name in firm[0] and not any("none yet" in line for line in lesson.done().lines)


def test_what_is_open_counts_down(lesson):
    def left():
        return next(line for line in lesson.done().lines if line.startswith("Other questions"))

    before = left()
    answer(lesson, "E1.1", "not-yet")
    assert before != left() and "1 tried" in left()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_every_language(lesson, language):
    note = Lesson(NAME, language).done()
    assert "{" not in repr(note) and note.title in note._repr_markdown_()
