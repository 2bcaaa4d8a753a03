"""A question in the reader's hands: checked, hinted, solved, with other numbers; every step is noted in the ledger."""

from collections.abc import Callable, Mapping

from pledge_lib.course.questions import HINTS, NOT_TRIED, Block, Outcome, Question, variant
from pledge_lib.panels.form import Input, Said, Sheet
from pledge_lib.panels.words import Words

Note = Callable[..., tuple[Block, ...]]  # writes a step down; returns what the reader has to be told of the record


class Feedback:
    """What the course says to an answer, as plain text: the outcome and its paragraphs."""

    def __init__(self, said: tuple[Said, ...], words: Words, state: str | None = None):
        self.state = state
        self._lines = [line.text + _pointer(line, words) for line in said]

    def __repr__(self) -> str:
        return "\n".join(self._lines)


def _pointer(line: Said, words: Words) -> str:
    return f" {words('question.see-figure', figure=line.figure)}" if line.figure else ""


class Exercise:
    """One exercise or quiz item: the driver of its form, and the verbs check, hint and solution in code."""

    def __init__(self, question: Question, note: Note, seed: str | None = None):
        self.question, self._note = question, note
        self._hints = 0
        self._blocks: tuple[Block, ...] = ()
        self._draw(seed)

    def _draw(self, seed: str | None):
        self.seed, self.variant = seed, variant(self.question, seed)

    def sheet(self, words: Words) -> Sheet:
        """Return what stands on the form."""
        quiz = self.question.is_quiz
        actions = ("check",) if quiz else ("check", "hint", "solution")
        core = words("question.core") if self.question.core else ""
        seed = Input(name="seed", label=words("question.seed"), kind="text", value=self.seed or "")
        return Sheet(
            title=f"{self.question.id}{core}",
            prompt=words(f"{self.question.id}.prompt", **self.variant.numbers),
            inputs=inputs_of(self.question, self.variant.numbers, words),
            actions=tuple((action, words(f"question.{action}")) for action in actions),
            aside_title=words("question.new-numbers") if self._varies else "",
            aside=(seed,) if self._varies else (),
            aside_actions=(("new-numbers", words("question.new-numbers")),) if self._varies else (),
        )

    @property
    def _varies(self) -> bool:
        return any(len(parameter.values) > 1 for parameter in self.question.parameters)

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return the feedback that stands below the form."""
        return said_of(self._blocks, words)

    def act(self, action: str, answers: Mapping):
        """Do what a button does."""
        if action == "check":
            self.check(answers)
        elif action == "hint":
            self.hint()
        elif action == "solution":
            self.solution()
        else:
            self._draw(str(answers.get("seed") or "").strip() or None)
            self._hints = 0
            key = "question.seed-shown" if self.seed else "question.seed-none"
            self._blocks = (Block(key=key, numbers={"seed": self.seed or ""}),)

    def check(self, answers: Mapping) -> Outcome:
        """Judge the answers, field by field."""
        outcome = self.variant.check(answers)
        told = ()
        if outcome.state != NOT_TRIED and outcome.readable:
            kind = "quiz" if self.question.is_quiz else "answer"
            told = self._note(
                self.question.id,
                kind,
                answer=_written(answers),
                outcome=outcome.state,
                ideas=outcome.ideas,
                seed=self.seed,
            )
        self._blocks = (*outcome.blocks, *told)
        return outcome

    def hint(self):
        """Show one hint more: the concept, the formula, the numbers."""
        self._hints = min(self._hints + 1, HINTS)
        told = self._note(self.question.id, "hint", answer=self._hints, seed=self.seed)
        self._blocks = (*(self.variant.hint(place) for place in range(1, self._hints + 1)), *told)

    def solution(self):
        """Show the solution with the numbers put in."""
        told = self._note(self.question.id, "solution", seed=self.seed)
        self._blocks = (self.variant.solution(), *told)


def said_of(blocks, words: Words) -> tuple[Said, ...]:
    """Return blocks as the paragraphs of a form."""
    return tuple(Said(text=block.say(words), tone=block.tone, figure=block.figure) for block in blocks)


def inputs_of(question: Question, numbers: Mapping[str, str], words: Words) -> tuple[Input, ...]:
    """Return the inputs of a question's fields, with their labels in one language."""

    def labels(part: str, keys) -> tuple[tuple[str, str], ...]:
        return tuple((key, words(f"{question.id}.{part}.{key}", **numbers)) for key in keys)

    several = len(question.fields) > 1
    found = []
    for field in question.fields:
        own = words(f"{question.id}.field.{field.name}") if several else words("question.your-answer")
        asked = {"name": field.name, "label": own, "kind": field.kind}
        if field.kind == "number":
            asked["unit"] = words(f"unit.{field.unit}")
        elif field.kind == "date":
            asked["unit"] = words("question.date-example")
        elif field.kind == "choice":
            asked["options"] = labels("option", field.options)
        elif field.kind == "order":
            asked["options"] = labels("item", field.items)
        else:
            asked |= {"rows": labels("row", field.rows), "options": labels("option", field.options)}
        found.append(Input(**asked))
    return tuple(found)


def _written(answers: Mapping) -> str:
    """Return the answers as the ledger keeps them."""
    return "; ".join(f"{name}={answer}" for name, answer in answers.items() if name != "seed")
