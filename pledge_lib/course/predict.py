"""Predict, observe, explain: the figure stays covered until the reader commits an answer, or skips."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

import ipywidgets

from pledge_lib.course.attempts import Event, in_order
from pledge_lib.course.exercise import Note, inputs_of
from pledge_lib.course.feedback import Feedback
from pledge_lib.course.judging import NOT_TRIED, NOT_YET, RIGHT, judge
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.course.questions import Question
from pledge_lib.course.solved import Asked
from pledge_lib.course.variants import Variant, variant
from pledge_lib.course.wording import texts
from pledge_lib.finance.checks import InputError, require_one
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels.asked import FormSheet, Input, Said, Standing
from pledge_lib.panels.form import Form
from pledge_lib.panels.guessed import Guessed
from pledge_lib.panels.words import Words

ASKED, OBSERVED, EXPLAINED = "asked", "observed", "explained"
UNSURE = 50  # per cent: where the confidence slider starts


class Prediction:
    """The driver of one predict-observe item."""

    def __init__(self, question: Question, note: Note, seen: Iterable[Event] = (), seed: str | None = None):
        """Take a question with a seed's numbers; `seen` are the guesses and skips of it that the record has."""
        self.question, self._note = question, note
        self.variant = variant(question, seed)
        self.stage = EXPLAINED if seen else ASKED
        self._answer: object = None
        self._confidence = UNSURE
        self._reason: str | None = None
        self._outcome: str | None = None
        self._shown = Feedback()
        for event in in_order(seen):
            self._remember(event)

    def sheet(self, words: Words) -> FormSheet:
        """Return what stands on the form at this stage."""
        if self.stage == ASKED:
            confidence = Input(name="confidence", label=words("question.confidence"), kind="scale", value=UNSURE)
            inputs = (*inputs_of(self.variant, words), confidence)
            actions = ("commit", "skip")
        elif self.stage == OBSERVED:
            options = tuple((r, words(f"{self.question.id}.reason.{r}")) for r in self.variant.reasons)
            inputs = (Input(name="reason", label=words("question.reason-prompt"), kind="choice", options=options),)
            actions = ("pick-reason",)
        else:
            inputs, actions = (), ()
        return FormSheet(
            title=f"{self.question.id} {words(f'{self.question.id}.title')}",
            prompt=words(f"{self.question.id}.prompt", **self.variant.numbers),
            inputs=inputs,
            actions=tuple((action, words(f"question.{action}")) for action in actions),
            covers=self.question.figure if self.stage == ASKED else "",
            unfolds=self.stage != ASKED,
        )

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return prediction and result side by side in words, then the reason that is ours."""
        if self.stage == ASKED:
            return self._shown.and_then(Paragraph(key="question.covered")).said(words)
        result = self.variant.paragraph("result", figure=self.question.figure)
        shown = self._shown.and_then(result, *(self._explained() if self.stage == EXPLAINED else ()))
        return (*self._guess(words), *shown.said(words))

    def standing(self, words: Words) -> Standing:
        """Return whether the guess was right, and what comes next."""
        if self.stage == ASKED:
            return Standing(next=words("question.next.guess"))
        seen = "reason" if self.stage == OBSERVED else "read-on"
        tone = self._outcome or "open"
        text = words(f"outcome.{tone}") if self._outcome else ""
        return Standing(tone=tone, text=text, next=words(f"question.next.{seen}"))

    def _guess(self, words: Words) -> tuple[Said, ...]:
        """Return what the reader said before the figure was seen."""
        if self._answer is not None:
            answer = _as_given(self.variant, self._answer, words)
            return (Said(text=words("question.your-prediction", answer=answer, confidence=self._confidence)),)
        return (Said(text=words("question.skipped")),) if self.stage == OBSERVED else ()

    def _explained(self) -> tuple[Paragraph, ...]:
        """Return how the reader's reason compares with ours, and ours."""
        ours = self.variant.paragraph("ours", tone="solution")
        if self._reason is None:
            return (ours,)
        verdict = "right" if self._reason == self.question.reason else "other"
        return Paragraph(key=f"question.reason-{verdict}"), ours

    def act(self, action: str, answers: Mapping):
        """Commit, skip, or pick a reason."""
        if action == "skip":
            self._shown = Feedback(paragraphs=self._note(self.question.id, "skip"))
            self.stage = OBSERVED
        elif action == "commit":
            self._commit(answers)
        elif answers.get("reason") in self.question.reasons:
            self._reason = answers["reason"]
            self._note(
                self.question.id,
                "reason",
                answer=self._reason,
                outcome=RIGHT if self._reason == self.question.reason else NOT_YET,
            )
            self.stage = EXPLAINED

    @property
    def guess(self) -> Quantity | None:
        """Return the number or the day that the reader has guessed; None for a choice, and where nothing was."""
        [asked] = self.variant.asked.values()
        right = asked.right
        if self._answer is None or not isinstance(right, Quantity):
            return None
        read = asked.kind.read(self._answer)
        trust = asked.kind.met(read, right)
        if trust is None and self._outcome == RIGHT:  # right in another way of writing it, such as without its sign
            return right
        return Quantity((read.doubtful if trust == "doubtful" else read.sure)[0], right.unit)

    def _remember(self, event: Event):
        """Take up a guess of the record: one at other numbers, or at options of an older edition, is none of these."""
        [asked] = self.variant.asked.values()
        is_judged = event.kind == "prediction" and event.outcome in (RIGHT, NOT_YET)
        if is_judged and str(event.seed) == str(self._seed_of_numbers) and _is_kept(asked, event.answer):
            self._answer, self._outcome = event.answer, event.outcome
            self._confidence = UNSURE if event.confidence is None else event.confidence

    @property
    def _seed_of_numbers(self) -> str | None:
        return self.variant.seed if self.question.varies else None

    def _commit(self, answers: Mapping):
        found = judge(self.variant, answers)
        if found.state == NOT_TRIED or not found.readable:
            self._shown = found
            return
        [(name, asked)] = self.variant.asked.items()
        self._answer = answers[name]
        self._confidence = _confidence_in(answers.get("confidence", UNSURE))
        # why it is right is told once the figure is seen
        judged = (Paragraph(key="question.right", tone="right"),) if found.state == RIGHT else found.paragraphs
        told = self._note(
            self.question.id,
            "prediction",
            answer=str(asked.kind.kept(self._answer)),
            outcome=found.state,
            ideas=found.ideas,
            confidence=self._confidence,
            seed=self._seed_of_numbers,
        )
        self._outcome = found.state
        # the result below leads to the figure: once is enough
        self._shown = Feedback(paragraphs=(*(replace(each, figure=None) for each in judged), *told))
        self.stage = OBSERVED


def _is_kept(asked: Asked, answer) -> bool:
    """Return whether an answer of the record still says something: an option by its key, a number that can be read."""
    try:
        asked.kind.read(answer)
        return asked.kind.kept(answer) == answer
    except InputError:
        return False


def _confidence_in(given) -> int:
    """Return a confidence in per cent; what is none counts as unsure."""
    try:
        require_one("confidence", given)
    except InputError:
        return UNSURE
    return round(min(max(given, 0), 100))


def _as_given(variant: Variant, answer, words: Words) -> str:
    """Return an answer as the reader gave it: an option by its label, a number as typed."""
    [asked] = variant.asked.values()
    if asked.kind.name == "choice":
        return words(f"{variant.question.id}.option.{asked.kind.read(answer).sure[0]}", **variant.numbers)
    typed = str(answer).strip()
    return f"{typed.rstrip('%％ ')}%" if asked.kind.name == "number" and asked.kind.unit == PERCENT else typed


def guessed(case: Variant, guess: Quantity) -> Guessed:
    """Return a guess and the result as a figure draws them: on the axis where the question has them, or in words."""
    [asked] = case.asked.values()
    said = {"guess": _in_every_language(guess), "result": _in_every_language(asked.right)}
    drawn = case.question.drawn
    if drawn is None:
        return Guessed(**said)
    numbers = {name: each.value for name, each in case.solved.numbers.items() if isinstance(each, Quantity)}
    places = tuple(float(drawn.at(each.value, numbers)) for each in (guess, asked.right))
    return Guessed(**said, axis=drawn.axis, places=places, at_start=drawn.at_start)


def _in_every_language(said: Quantity) -> dict[str, str]:
    """Return a quantity with the name of its unit, by language."""
    key = f"count.{said.unit.name}"
    return {
        language: Words(language, table)(key, count=said) if key in table else str(said)
        for language, table in texts().items()
    }


class Covered(ipywidgets.VBox):
    """A prediction's form, and below it the figure, once the reader has committed or skipped."""

    def __init__(self, form: Form, open_figure: Callable[[], ipywidgets.Widget]):
        # made when it is first seen: a page full of covered figures opens sooner
        self.form, self._figure = form, cache(open_figure)
        super().__init__(children=self._shown(), layout=form.layout)
        form.observe(self._uncover, names="frame")

    def _shown(self) -> tuple:
        return (self.form,) if self.form.driver.stage == ASKED else (self.form, self._figure())

    def _uncover(self, _change):
        if self._shown() != self.children:
            self.children = self._shown()

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        figure = [] if self.form.driver.stage == ASKED else [self._figure().summary()]
        return {**bundle, "text/plain": "\n".join([self.form.summary(), *figure])}
