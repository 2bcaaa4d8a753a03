"""A question in the reader's hands: checked, hinted, solved, with other numbers; every step is noted in the ledger."""

from collections.abc import Callable, Iterable, Mapping

from pledge_lib.course.feedback import Feedback
from pledge_lib.course.judging import NOT_TRIED, NOT_YET, RIGHT, is_blank, judge, label
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.course.questions import Question
from pledge_lib.course.variants import HINTS, Variant, variant
from pledge_lib.finance.checks import shortened
from pledge_lib.panels.asked import CONFIDENCES, SEED, SURE, FormSheet, Input, Said, Standing
from pledge_lib.panels.words import Words

CONFIDENCE = "confidence"
Note = Callable[..., tuple[Paragraph, ...]]  # writes a step down; returns what the reader has to be told of the record
Opened = Callable[[str | None], bool]


class Exercise:
    """One exercise or quiz item: the driver of its form, and the verbs check, hint and solution in code."""

    def __init__(
        self,
        question: Question,
        note: Note,
        seed: str | None = None,
        opened: Opened = lambda _seed: False,
        progress: Callable[[Words], str] = lambda _words: "",
    ):
        """Take a question with a seed's numbers.

        `opened` says whether a seed's solution was looked at before, `progress` how far the lesson is.
        """
        self.question, self._note, self._own_seed, self._opened = question, note, seed, opened
        self._progress = progress
        self._hints = self._others = 0
        self._shown = Feedback()
        self._draw(seed)

    def ask(self, question: Question, seed: str | None):
        """Ask with other numbers from here on, because what the question is about has changed."""
        self.question, self._own_seed = question, seed
        self._others, self._shown = 0, Feedback()
        self._begin(seed)

    def _draw(self, seed: str | None):
        self.seed, self.variant = seed, variant(self.question, seed)

    def sheet(self, words: Words) -> FormSheet:
        """Return what stands on the form."""
        actions = ("check",) if self.variant.explains_options else ("check", "hint", "solution")
        actions += ("another",) if self.question.varies else ()
        core = words("question.core") if self.question.core else ""
        seed = Input(name="seed", label="", kind=SEED, value=self._chosen_seed)
        varies = self.question.varies
        return FormSheet(
            title=f"{self.question.id} {words(f'{self.question.id}.title')}{core}",
            prompt=words(f"{self.question.id}.prompt", **self.variant.numbers),
            inputs=(*inputs_of(self.variant, words), confidence_asked(words)),
            actions=tuple((action, words(f"question.{action}")) for action in actions),
            aside_title=words("question.new-numbers") if varies else "",
            aside=(seed,) if varies else (),
            aside_actions=(("new-numbers", words("question.new-numbers")),) if varies else (),
        )

    @property
    def _chosen_seed(self) -> str:
        """Return the seed that the reader chose for this question, if it is not the usual one."""
        own = (self._own_seed, f"{self._own_seed or ''}+{self._others}")
        return "" if self.seed in own else str(self.seed)

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return the feedback that stands below the form."""
        return self._shown.said(words)

    def standing(self, words: Words) -> Standing:
        """Return whether the last answer is right, which box is, and what comes next."""
        fields = {name: state for name, state in self._shown.fields.items() if state != NOT_TRIED}
        if self._shown.state not in (RIGHT, NOT_YET):
            return Standing(fields=fields)
        return Standing(
            tone=self._shown.state,
            text=words(f"outcome.{self._shown.state}"),
            next=words(f"question.next.{self._next}"),
            progress=self._progress(words),
            fields=fields,
        )

    @property
    def standing_now(self) -> str | None:
        """Return how the last answer was judged; None where a hint or a solution came after it."""
        return self._shown.state

    @property
    def _next(self) -> str:
        if self._shown.state == RIGHT:
            return "right"
        return "choose-again" if self.variant.explains_options else "check-again"

    def act(self, action: str, answers: Mapping):
        """Do what a button does."""
        if action == "check":
            self.check(answers)
        elif action == "hint":
            self.hint()
        elif action == "solution":
            self.solution()
        elif action == "another":
            self._others += 1
            self._begin(f"{self._own_seed or ''}+{self._others}")
            self._show(Feedback(), Paragraph(key="question.another-shown"))
        elif action == "new-numbers":
            chosen = _storable_text(answers.get("seed"))
            self._begin(chosen or self._own_seed)
            key = "question.seed-shown" if chosen else "question.seed-none"
            self._show(Feedback(), Paragraph(key=key, numbers={"seed": chosen}))

    def _begin(self, seed: str | None):
        self._draw(seed)
        self._hints = 0

    def check(self, answers: Mapping) -> Feedback:
        """Judge the answers, field by field."""
        found = judge(self.variant, answers)
        told = ()
        if found.state != NOT_TRIED and found.readable:
            told = self._note(
                self.question.id,
                "quiz" if self.variant.explains_options else "answer",
                answer=written(self.variant, answers),
                outcome=found.state,
                ideas=found.ideas,
                confidence=confidence_in(answers.get(CONFIDENCE)),
                seed=self.seed,
            )
        if found.state == RIGHT and self.question.core and self._opened(self.seed):
            told = (Paragraph(key="question.solution-was-open"), *told)
        return self._show(found, *told)

    def hint(self) -> Feedback:
        """Show one hint more: the concept, the formula, the numbers."""
        self._hints = min(self._hints + 1, HINTS)
        told = self._note(self.question.id, "hint", answer=self._hints, seed=self.seed)
        hints = (self.variant.hint(place) for place in range(1, self._hints + 1))
        return self._show(Feedback(), *hints, *told)

    def solution(self) -> Feedback:
        """Show the solution with the numbers put in."""
        told = self._note(self.question.id, "solution", seed=self.seed)
        return self._show(Feedback(), self.variant.solution(), *told)

    def _show(self, feedback: Feedback, *more: Paragraph) -> Feedback:
        self._shown = feedback.and_then(*more)
        return self._shown


def _storable_text(typed) -> str:
    """Return what was typed as a short text that can be kept; what is no text is none."""
    return shortened(typed).strip() if isinstance(typed, str) else ""


def confidence_asked(words: Words) -> Input:
    """Return the list to pick a confidence from, which may be left alone; a digit on the keyboard picks one."""
    return Input(name=CONFIDENCE, label=words("question.confidence"), kind=SURE, value="", optional=True)


def confidence_in(picked) -> int | None:
    """Return the confidence that was picked, in per cent; what is none of those to pick is none."""
    return next((sure for sure in CONFIDENCES if str(shortened(picked)) == str(sure)), None)


def inputs_of(variant: Variant, words: Words) -> tuple[Input, ...]:
    """Return the inputs of a question's fields, with their labels in one language."""

    def labels(group: str, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((key, words(f"{variant.question.id}.{group}.{key}", **variant.numbers)) for key in keys)

    return tuple(
        Input(
            name=name,
            label=words(label(variant, name)),
            kind=asked.kind.name,
            unit=words(asked.kind.beside) if asked.kind.beside else "",
            **{part: labels(*group) for part, group in asked.kind.labelled.items()},
        )
        for name, asked in variant.asked.items()
    )


def written(variant: Variant, answers: Mapping) -> str:
    """Return the answers as the ledger keeps them."""
    given = {name: answers[name] for name in variant.asked if not is_blank(answers.get(name))}
    return "; ".join(f"{name}={variant.asked[name].kind.kept(answer)}" for name, answer in given.items())
