"""The pre-test as a form: one item after the other, no answer given away; after the lessons with other numbers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from pledge_lib.course.attempts import PRETEST, Event
from pledge_lib.course.exercise import Note, inputs_of, written
from pledge_lib.course.feedback import Feedback
from pledge_lib.course.judging import NOT_TRIED, RIGHT, judge
from pledge_lib.course.predict import UNSURE
from pledge_lib.course.questions import Question
from pledge_lib.course.variants import Variant, variant
from pledge_lib.panels.asked import FormSheet, Input, Said
from pledge_lib.panels.words import Words

TURNS = 50  # at numbers that are not the first ones


class Pretest:
    """The driver: it goes on where the record says that the reader stopped."""

    def __init__(
        self,
        questions: Mapping[str, Question],
        note: Note,
        events: Callable[[], Iterable[Event]],
        *,
        kind: str = PRETEST,
        seed: str | None = None,
        answered: Callable[[], object] = lambda: None,
    ):
        """Take the items, and the kind of event that their answers are kept as, by which texts are named as well.

        With a seed each item has other numbers than its first ones; `answered` is called after each answer.
        """
        self.questions, self._note, self._events = questions, note, events
        self.kind, self.seed, self._answered_one = kind, seed, answered
        self._shown = Feedback()

    def sheet(self, words: Words) -> FormSheet:
        """Return the next item, or the end."""
        asked = self._next
        if asked is None:
            return FormSheet(
                title=words(f"{self.kind}.title"), prompt=words(f"{self.kind}.over"), inputs=(), actions=()
            )
        place = len(self._answered) + 1
        confidence = Input(name="confidence", label=words("question.confidence"), kind="scale", value=UNSURE)
        inputs = (*inputs_of(asked, words), confidence)
        return FormSheet(
            title=words(f"{self.kind}.place", place=place, count=len(self.questions)),
            prompt=words(f"{asked.question.id}.prompt", **asked.numbers),
            # a name of its own for each item, so that an answer does not stay for the next
            inputs=tuple(replace(each, name=f"{each.name}:{asked.question.id}") for each in inputs),
            actions=(("next", words(f"{self.kind}.next")), ("skip", words("question.skip"))),
        )

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return why an answer could not be read, or at the end how many were right; never which."""
        if self._next is not None:
            return self._shown.said(words)
        right = sum(event.outcome == RIGHT for event in self._answered.values())
        return (
            *self._shown.said(words),
            Said(text=words(f"{self.kind}.result", right=right, count=len(self.questions))),
        )

    def act(self, action: str, answers: Mapping):
        """Keep the answer, or that there was none, and go on."""
        asked, self._shown = self._next, Feedback()
        if asked is None:
            return
        if action == "skip":
            self._keep(asked)
            return
        own = f":{asked.question.id}"
        given = {name.removesuffix(own): answer for name, answer in answers.items() if name.endswith(own)}
        found = judge(asked, given)
        if found.state == NOT_TRIED or not found.readable:
            self._shown = found
            return
        self._keep(
            asked,
            answer=written(asked, given),
            outcome=found.state,
            ideas=found.ideas,
            confidence=round(float(given.get("confidence", UNSURE))),
        )

    def _keep(self, asked: Variant, **what):
        told = self._note(asked.question.id, self.kind, seed=asked.seed, **what)
        self._shown = Feedback(paragraphs=told)
        self._answered_one()

    @property
    def _answered(self) -> dict[str, Event]:
        """Return the first word on each item."""
        found: dict[str, Event] = {}
        for event in self._events():
            if event.kind == self.kind and event.question in self.questions:
                found.setdefault(event.question, event)
        return found

    @property
    def _next(self) -> Variant | None:
        left = [question for id, question in self.questions.items() if id not in self._answered]
        return other_numbers(left[0], self.seed) if left else None


def other_numbers(question: Question, seed: str | None) -> Variant:
    """Return a question with other numbers than its first ones, drawn by a seed; without a seed with these."""
    first = variant(question)
    if seed is None:
        return first
    drawn = (variant(question, f"{seed}:again{turn}") for turn in range(TURNS))
    return next((each for each in drawn if each.given != first.given), first)
