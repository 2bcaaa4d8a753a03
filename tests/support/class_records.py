"""Readers of a class made by chance: their records, their results and their codes."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import strategies as st
from support.answers import BANKS, QUESTIONS, as_typed, right_answers, traps_of, with_answer

from pledge_lib.course import Lesson
from pledge_lib.course.attempts import Event
from pledge_lib.course.classroom.results import MARKS, SEEDS, STEP, Outcome, Result
from pledge_lib.course.classroom.scheme import SKIPPED, items
from pledge_lib.course.variants import variant

LESSON = "01_pledging"


def answer(lesson: Lesson, ids, chance: Random):
    """Answer some questions of a lesson as a reader does, right or into a trap."""
    for id in ids:
        asked = variant(QUESTIONS[id], lesson.seed)
        traps = list(traps_of(asked))
        given = right_answers(asked)
        if traps and chance.random() < 0.5:
            field, _, trap = chance.choice(traps)
            given = with_answer(asked, field, as_typed(trap.answer))
        if QUESTIONS[id].kind == "prediction":
            lesson.predict(id).form.press("commit", confidence=chance.choice((20, 55, 90)), **given)
        else:
            lesson.check(id, **given)


def events(count: int, right: int = 0, *, begun: int = 0, lesson: str = LESSON) -> list[Event]:
    """Return a record of the first exercises of a lesson, of which so many are right."""
    start = datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(microseconds=begun)
    asked = [id for id, each in BANKS[lesson].questions.items() if each.kind == "exercise"][:count]
    return [
        Event(
            at=(start + timedelta(minutes=place)).isoformat(timespec="microseconds"),
            lesson=lesson,
            question=id,
            kind="answer",
            answer="x",
            outcome="right" if place < right else "not-yet",
        )
        for place, id in enumerate(asked)
    ]


@st.composite
def results(draw) -> Result:
    """Draw a result of any lesson."""
    lesson = draw(st.sampled_from(sorted(BANKS)))
    chance = Random(draw(st.integers(0, 2**32)))
    share, outcomes = draw(st.sampled_from((0.0, 0.1, 0.9, 1.0))), {}
    for id, item in items(lesson).items():
        if chance.random() >= share:
            continue
        what = chance.choice([*item.outcomes, *([SKIPPED] if item.is_guess else [])])
        if what == SKIPPED:
            outcomes[id] = Outcome(what=what)
        elif item.is_guess:
            outcomes[id] = Outcome(what=what, confidence=STEP * chance.randrange(100 // STEP + 1))
        else:
            outcomes[id] = Outcome(what=what, done=chance.random() < 0.5)
    return Result(lesson=lesson, mark=chance.randrange(MARKS), seed=chance.randrange(SEEDS), outcomes=outcomes)
