"""A few questions again, one at a time: at the opening of a lesson, and whenever a reader has two minutes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from pledge_lib.course.attempts import Event, progress
from pledge_lib.course.exercise import Exercise
from pledge_lib.course.judging import RIGHT
from pledge_lib.course.mastery import asked_by_id, lesson_of
from pledge_lib.course.spacing import chosen, due
from pledge_lib.panels.asked import FormSheet, Said, Standing
from pledge_lib.panels.words import Words

NEXT = "next"


def review_of(ids: Iterable[str], events: Sequence[Event], seed: str, count: int, note_in: Callable) -> "Review":
    """Return a review of those questions that are most due, with other numbers each time.

    `note_in` writes a step down in the lesson that the question is of.
    """
    asked = asked_by_id()
    picked = chosen(due(events, [asked[id] for id in ids], datetime.now(UTC)), count, seed)
    return Review(
        Exercise(asked[id], partial(note_in, lesson_of()[id]), f"{seed}+again{progress(events, id).attempts}")
        for id in picked
    )


class Review:
    """The driver of a review's form: the exercises in their order, and at the end how many were right."""

    def __init__(self, exercises: Iterable[Exercise]):
        self.exercises = tuple(exercises)
        self._place = 0
        self._right: set[str] = set()

    @property
    def now(self) -> Exercise | None:
        """Return the question that is asked now, or None where there is none or no more."""
        return self.exercises[self._place] if self._place < len(self.exercises) else None

    def sheet(self, words: Words) -> FormSheet:
        """Return what stands on the form: the question of the moment under the review's title."""
        if self.now is None:
            ended = words("review.done", right=len(self._right), count=len(self.exercises))
            return FormSheet(
                title=words("review.title"),
                prompt=ended if self.exercises else words("review.nothing"),
                inputs=(),
                actions=(),
            )
        sheet = self.now.sheet(words)
        count = words("review.count", place=self._place + 1, count=len(self.exercises))
        return replace(
            sheet,
            title=f"{words('review.title')} {count} · {sheet.title}",
            inputs=tuple(replace(each, name=self._outer(each.name)) for each in sheet.inputs),
            actions=(*(each for each in sheet.actions if each[0] != "another"), (NEXT, words("review.next"))),
            aside_title="",
            aside=(),
            aside_actions=(),
        )

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return the feedback of the question of the moment; its figure stands in another lesson."""
        return tuple(replace(each, figure=None) for each in self.now.said(words)) if self.now else ()

    def standing(self, words: Words) -> Standing:
        """Return how the question of the moment stands."""
        if self.now is None:
            return Standing()
        standing = self.now.standing(words)
        fields = {self._outer(name): state for name, state in standing.fields.items()}
        return replace(standing, fields=fields, progress="", next=words("review.go-on") if standing.text else "")

    def act(self, action: str, answers: Mapping):
        """Turn to the next question, or do what the question's own button does."""
        if self.now is None:
            return
        if action == NEXT:
            self._place += 1
            return
        mark = self._outer("")
        own = {name.removeprefix(mark): each for name, each in answers.items() if name.startswith(mark)}
        self.now.act(action, own)
        if self.now.standing_now == RIGHT:
            self._right.add(self.now.question.id)

    def _outer(self, name: str) -> str:
        """Return an input's name of its own for each question, so that an answer does not stay for the next."""
        return f"{self.now.question.id}:{name}"
