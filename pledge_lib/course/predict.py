"""Predict, observe, explain: the figure stays covered until the reader commits an answer, or skips."""

from collections.abc import Callable, Mapping
from functools import cache

import ipywidgets

from pledge_lib.course.exercise import Note, inputs_of, said_of
from pledge_lib.course.quantities import PER_CENT
from pledge_lib.course.questions import NOT_TRIED, RIGHT, Block, Question, variant
from pledge_lib.panels.form import Form, Input, Said, Sheet
from pledge_lib.panels.words import Words

ASKED, OBSERVED, EXPLAINED = "asked", "observed", "explained"
UNSURE = 50  # per cent: where the confidence slider starts


class Prediction:
    """The driver of one predict-observe item."""

    def __init__(self, question: Question, note: Note, seen: bool = False):
        self.question, self._note = question, note
        self.variant = variant(question)
        self.stage = EXPLAINED if seen else ASKED
        self._answer: Mapping | None = None
        self._confidence = UNSURE
        self._outcome_blocks: tuple[Block, ...] = ()
        self._reason: str | None = None
        self._warning: tuple[Block, ...] = ()

    def sheet(self, words: Words) -> Sheet:
        """Return what stands on the form at this stage."""
        prompt = words(f"{self.question.id}.prompt", **self.variant.numbers)
        if self.stage == ASKED:
            confidence = Input(name="confidence", label=words("question.confidence"), kind="scale", value=UNSURE)
            inputs = (*inputs_of(self.question, self.variant.numbers, words), confidence)
            actions = ("commit", "skip")
        elif self.stage == OBSERVED:
            options = tuple((r, words(f"{self.question.id}.reason.{r}")) for r in self.question.reasons)
            inputs = (Input(name="reason", label=words("question.reason-prompt"), kind="choice", options=options),)
            actions = ("pick-reason",)
        else:
            inputs, actions = (), ()
        labelled = tuple((action, words(f"question.{action}")) for action in actions)
        covers = self.question.figure if self.stage == ASKED else ""
        return Sheet(title=self.question.id, prompt=prompt, inputs=inputs, actions=labelled, covers=covers)

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return prediction and result side by side in words, then the reason that is ours."""
        if self.stage == ASKED:
            return (*said_of(self._warning, words), Said(text=words("question.covered")))
        blocks = [Block(key=f"{self.question.id}.result", numbers=self.variant.numbers, figure=self.question.figure)]
        told = []
        if self._answer is not None:
            answer = words("question.between-answers").join(
                _label(self.question, field, self._answer, self.variant.numbers, words)
                for field in self.question.fields
            )
            told = [Said(text=words("question.your-prediction", answer=answer, confidence=self._confidence))]
        elif self._reason is None and self.stage == OBSERVED:
            told = [Said(text=words("question.skipped"))]
        if self.stage == EXPLAINED:
            if self._reason is not None:
                verdict = "reason-right" if self._reason == self.question.reason else "reason-other"
                blocks.append(Block(key=f"question.{verdict}"))
            blocks.append(Block(key=f"{self.question.id}.ours", numbers=self.variant.numbers, tone="solution"))
        return (*told, *said_of((*self._outcome_blocks, *blocks), words))

    def act(self, action: str, answers: Mapping):
        """Commit, skip, or pick a reason."""
        self._warning = ()
        if action == "skip":
            self._outcome_blocks = self._note(self.question.id, "skip")
            self.stage = OBSERVED
        elif action == "commit":
            self._commit(answers)
        elif answers.get("reason") in self.question.reasons:
            self._reason = answers["reason"]
            self.stage = EXPLAINED

    def _commit(self, answers: Mapping):
        outcome = self.variant.check(answers)
        if outcome.state == NOT_TRIED or not outcome.readable:
            self._warning = outcome.blocks
            return
        self._answer = {field.name: answers[field.name] for field in self.question.fields}
        self._confidence = round(float(answers.get("confidence", UNSURE)))
        judged = (Block(key="question.right", tone="right"),) if outcome.state == RIGHT else outcome.blocks
        told = self._note(
            self.question.id,
            "prediction",
            answer="; ".join(map(str, self._answer.values())),
            outcome=outcome.state,
            ideas=outcome.ideas,
            confidence=self._confidence,
        )
        self._outcome_blocks = (*judged, *told)
        self.stage = OBSERVED


def _label(question: Question, field, answers: Mapping, numbers: Mapping[str, str], words: Words) -> str:
    """Return an answer as the reader gave it: an option by its label, a number as typed."""
    if field.kind == "choice":
        return words(f"{question.id}.option.{field.read(answers[field.name]).sure[0]}", **numbers)
    typed = str(answers[field.name]).strip()
    return f"{typed.rstrip('%％ ')}%" if field.unit == PER_CENT else typed


class Covered(ipywidgets.VBox):
    """A prediction's form, and below it the figure, once the reader has committed or skipped."""

    def __init__(self, form: Form, open_figure: Callable[[], ipywidgets.Widget]):
        # made when it is first seen: a page full of covered figures opens sooner
        self.form, self._figure = form, cache(open_figure)
        super().__init__(children=self._shown())
        form.observe(self._uncover, names="state")

    def _shown(self) -> tuple:
        return (self.form,) if self.form.driver.stage == ASKED else (self.form, self._figure())

    def _uncover(self, _change):
        if self._shown() != self.children:
            self.children = self._shown()

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        figure = [] if self.form.driver.stage == ASKED else [self._figure().summary()]
        return {**bundle, "text/plain": "\n".join([self.form.summary(), *figure])}
