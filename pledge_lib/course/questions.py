"""Questions: the right answer computed from the parameters, traps that know their idea, hints, a solution.

A question holds no text and no number of an answer; texts are found under its id, numbers come from `solve`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from types import EllipsisType, SimpleNamespace

from pledge_lib.course.ideas import figure_of
from pledge_lib.course.quantities import DATE, Quantity
from pledge_lib.finance.checks import InputError
from pledge_lib.panels.words import Words

NOT_TRIED, NOT_YET, RIGHT = "not-tried", "not-yet", "right"
HINTS = 3
DRAWS = 500  # tries at a variant whose traps all stand clear of the right answer


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A given of a question: its default, and the values that variants draw from."""

    name: str
    default: object
    values: tuple
    unit: str


@dataclass(frozen=True, kw_only=True)
class Trap:
    """A wrong answer that people give: `value` names it in the solved numbers.

    `idea` is its misconception, where it has one; `accepted` answers are right, with a note. `near` is how far an
    answer may be from the trap and still be it, where people also give it rounded.
    """

    field: str
    value: str
    idea: str | None = None
    accepted: bool = False
    near: float | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of any kind. `solve` returns every number that texts, fields and traps name.

    `sensible` says which givens a variant may draw. A prediction also has `reasons` to pick from, once its result is
    seen, and the `reason` that is ours.
    """

    id: str
    fields: tuple
    solve: Callable[[SimpleNamespace], Mapping[str, object]]
    parameters: tuple[Parameter, ...] = ()
    traps: tuple[Trap, ...] = ()
    figure: str
    core: bool = False
    is_quiz: bool = False
    sensible: Callable[[SimpleNamespace], bool] = lambda given: True
    reasons: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph of feedback: the text key with its numbers, its tone, and the figure that shows it.

    `names` are numbers' companions that are texts themselves, such as the label of a field.
    """

    key: str
    numbers: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    tone: str = "plain"
    figure: str | None = None

    def say(self, words: Words) -> str:
        """Return the paragraph in one language."""
        return words(self.key, **self.numbers, **{name: words(key) for name, key in self.names.items()})


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What an answer came to: a state, and feedback that names the idea, never only right or wrong."""

    state: str
    blocks: tuple[Block, ...]
    ideas: tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        """Return whether every answer given could be read; what could not is no attempt."""
        return not any(block.key.startswith("error.") for block in self.blocks)


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A question with its numbers."""

    question: Question
    given: Mapping[str, object]
    solved: Mapping[str, object]

    @property
    def numbers(self) -> dict[str, str]:
        """Return every number of the variant as its sentences write it."""
        units = {parameter.name: parameter.unit for parameter in self.question.parameters}
        given = {name: Quantity(value, units[name]).text for name, value in self.given.items()}
        return given | {name: value.text for name, value in self.solved.items() if isinstance(value, Quantity)}

    def check(self, answers: Mapping[str, object]) -> Outcome:
        """Judge an answer for each field; `...` or an empty one is not tried and never raises."""
        if all(_is_blank(answers.get(field.name)) for field in self.question.fields):
            return Outcome(state=NOT_TRIED, blocks=(Block(key="question.not-tried"),))
        judged = [self._judge(field, answers.get(field.name)) for field in self.question.fields]
        blocks: list[Block] = []
        for _, found, _ in judged:
            blocks += [block for block in found if block not in blocks]  # two fields may meet one idea: told once
        ideas = tuple(idea for _, _, idea in judged if idea)
        if all(good for good, _, _ in judged):
            return Outcome(state=RIGHT, blocks=(Block(key="question.right", tone="right"), *blocks, *self._reasons()))
        right = [f for f, (good, _, _) in zip(self.question.fields, judged, strict=True) if good]
        kept = [Block(key="question.kept", names={"field": self._label(f)}, tone="kept") for f in right]
        return Outcome(state=NOT_YET, blocks=(*kept, *blocks), ideas=ideas)

    def _reasons(self) -> tuple[Block, ...]:
        """Return why the answer is right: for a quiz every option explained, else the solution."""
        if not self.question.is_quiz:
            return (self.solution(),)
        return tuple(self._explained(option) for option in self.question.fields[0].options)

    def _judge(self, asked, typed) -> tuple[bool, list[Block], str | None]:
        """Return whether a field's answer is right, what to say of it, and the idea behind it."""
        label = {"field": self._label(asked)}
        if _is_blank(typed):
            return False, [Block(key="question.field-blank", names=label, tone="not-yet")], None
        try:
            reading = asked.read(typed)
        except InputError as error:
            said = {key: str(value) for key, value in error.values.items() if key != "name"}
            block = Block(key=f"error.{error.key}", numbers=said, names={"name": label["field"]}, tone="not-yet")
            return False, [block], None
        trust = asked.met(reading, self.solved[asked.name])
        if trust:
            return True, [Block(key="question.looks-like-a-fraction")] if trust == "doubtful" else [], None
        for trap in self.question.traps:
            if trap.field == asked.name and asked.met(reading, _goal(asked, trap.value, self.solved), trap.near):
                return self._sprung(trap)
        if self.question.is_quiz:
            return False, [self._explained(reading.sure[0], tone="not-yet")], None
        return False, [Block(key="question.not-yet", names=label, tone="not-yet", figure=self.question.figure)], None

    def _sprung(self, trap: Trap) -> tuple[bool, list[Block], str | None]:
        """Return what a trap answer gets: a note where it is accepted, else its idea refuted with the number."""
        if trap.accepted:
            return True, [self._block(f"trap.{trap.field}.{trap.value}")], None
        idea = [Block(key=f"{trap.idea}.refutation", tone="not-yet")] if trap.idea else []
        shown = figure_of(trap.idea, own=self.question.figure)
        why = f"explain.{trap.value}" if self.question.is_quiz else f"trap.{trap.field}.{trap.value}"
        block = Block(key=f"{self.question.id}.{why}", numbers=self.numbers, tone="not-yet", figure=shown)
        return False, [*idea, block], trap.idea

    def _explained(self, option: str, tone: str = "plain") -> Block:
        return self._block(f"explain.{option}", tone=tone)

    def _label(self, asked) -> str:
        """Return the text key of a field's name; a question with one field calls it your answer."""
        if len(self.question.fields) == 1:
            return "question.your-answer"
        return f"{self.question.id}.field.{asked.name}"

    def hint(self, place: int) -> Block:
        """Return the hint of a place: 1 the concept, 2 the formula, 3 the numbers."""
        return self._block(f"hint.{min(place, HINTS)}", tone="hint")

    def solution(self) -> Block:
        """Return the solution with the numbers put in."""
        return self._block("solution", tone="solution", figure=True)

    def _block(self, name: str, tone: str = "plain", figure: bool = False) -> Block:
        shown = self.question.figure if figure else None
        return Block(key=f"{self.question.id}.{name}", numbers=self.numbers, tone=tone, figure=shown)


def variant(question: Question, seed: str | None = None) -> Variant:
    """Return the question with its own numbers, or with those that the seed draws, the same on every machine."""
    given = {parameter.name: parameter.default for parameter in question.parameters}
    if seed is not None:
        chance = Random(f"{seed}:{question.id}")
        for _ in range(DRAWS):
            drawn = {parameter.name: chance.choice(parameter.values) for parameter in question.parameters}
            given_so = SimpleNamespace(**drawn)
            if question.sensible(given_so) and _stands_clear(question, question.solve(given_so)):
                given = drawn
                break
    return Variant(question=question, given=given, solved=question.solve(SimpleNamespace(**given)))


def _stands_clear(question: Question, solved: Mapping) -> bool:
    """Return whether no trap could be taken for the right answer, nor one trap for another."""
    for asked in question.fields:
        traps = (_goal(asked, trap.value, solved) for trap in question.traps if trap.field == asked.name)
        goals = [solved[asked.name], *traps]
        for place, goal in enumerate(goals):
            if any(_alike(asked, goal, other) for other in goals[:place]):
                return False
    return True


def _goal(asked, name: str, solved: Mapping):
    """Return what a trap looks like as an answer: an option by its own name, else a solved number."""
    return name if asked.kind == "choice" else solved[name]


def _alike(asked, goal, other) -> bool:
    """Return whether two answers lie so close that one answer could be taken for both."""
    if not isinstance(goal, Quantity) or goal.unit == DATE:
        return goal == other
    tolerances = [quantity.tolerance if asked.tolerance is None else asked.tolerance for quantity in (goal, other)]
    return abs(goal.value - other.value) <= sum(tolerances)


def _is_blank(typed) -> bool:
    return typed is None or isinstance(typed, EllipsisType) or (isinstance(typed, str) and not typed.strip())
