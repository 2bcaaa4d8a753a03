"""After the re-test: the questions behind the ideas that a reader met most, with other numbers, scored apart."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from pledge_lib.course.attempts import EXERCISES, GUESSES, Event, in_order, most_missed, progress
from pledge_lib.course.exercise import Exercise
from pledge_lib.course.judging import NOT_YET
from pledge_lib.course.mastery import asked_by_id, ideas_of, lesson_of
from pledge_lib.course.review import Review

MOST = 10


def most_missed_again(events: Sequence[Event], seed: str, note_in: Callable) -> Review:
    """Return up to ten questions, one for each idea that was missed, the most frequent idea first.

    `note_in` writes a step down in the lesson that the question is of.
    """
    asked = asked_by_id()
    return Review(
        Exercise(asked[id], partial(note_in, lesson_of()[id]), f"{seed}+missed{progress(events, id).attempts}")
        for id in questions_of(events)
    )


def questions_of(events: Sequence[Event]) -> tuple[str, ...]:
    """Return a question for each of the ideas missed most: the one where it was missed last, else any that tells it.

    A prediction is asked once only, so that it is none of them.
    """
    found: list[str] = []
    for idea, _times in most_missed(events):
        chosen = next((id for id in _telling(events, idea) if id not in found), None)
        if chosen:
            found.append(chosen)
    return tuple(found[:MOST])


def _telling(events: Iterable[Event], idea: str) -> Iterator[str]:
    """Yield the exercises that can betray an idea, those where it was missed first, the last of them before others."""
    exercises = [id for id, question in asked_by_id().items() if not question.reasons and idea in ideas_of(id)]
    judged = (event for event in in_order(events) if event.kind in (*EXERCISES, *GUESSES))
    missed = [event.question for event in judged if event.outcome == NOT_YET and idea in event.ideas]
    yield from (id for id in reversed(missed) if id in exercises)
    yield from exercises
