"""How well a reader holds each idea: not seen, seen, shaky or firm, from what was answered where the idea shows."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from pledge_lib.course.attempts import EXERCISES, Event, attempts
from pledge_lib.course.bank import bank, rooms
from pledge_lib.course.ideas import IDEAS
from pledge_lib.course.judging import RIGHT
from pledge_lib.course.questions import Question
from pledge_lib.course.variants import variant
from pledge_lib.panels.overview.record_model import FIRM, NOT_SEEN, SEEN, SHAKY

IN_A_ROW = 2  # right answers in a row, to different questions or with other numbers, that make an idea firm


@cache
def asked_by_id() -> Mapping[str, Question]:
    """Return every question of the course by its id, lesson by lesson."""
    return {id: question for lesson in rooms() for id, question in bank(lesson).questions.items()}


@cache
def lesson_of() -> Mapping[str, str]:
    """Return the lesson of each question."""
    return {id: lesson for lesson in rooms() for id in bank(lesson).questions}


@cache
def ideas_of(question: str) -> frozenset[str]:
    """Return the ideas that an answer to a question can betray.

    >>> sorted(ideas_of("E1.4"))
    ['M01', 'M02']
    """
    if question not in asked_by_id():
        return frozenset()
    asked = variant(asked_by_id()[question]).asked.values()
    return frozenset(trap.idea for each in asked for trap in each.traps.values() if trap.idea)


def mastery(events: Iterable[Event]) -> dict[str, str]:
    """Return the level of each idea.

    An idea that was missed is shaky until the last two answers that could have betrayed it are right; one that never
    was missed is seen with the first of these and firm with the second.

    >>> mastery([])["M01"]
    'not-seen'
    """
    answered = attempts(events, kinds=(*EXERCISES, "prediction"))
    return {idea: _level(list(_evidence(answered, idea))) for idea in IDEAS}


def _evidence(answered: Sequence[Event], idea: str) -> Iterable[bool]:
    """Yield, answer by answer, whether the idea was seen through; an answer wrong in another way says nothing."""
    for event in answered:
        if idea in event.ideas:
            yield False
        elif event.outcome == RIGHT and idea in ideas_of(event.question):
            yield True


def _level(evidence: Sequence[bool]) -> str:
    if not evidence:
        return NOT_SEEN
    if len(evidence) >= IN_A_ROW and all(evidence[-IN_A_ROW:]):
        return FIRM
    return SEEN if all(evidence) else SHAKY
