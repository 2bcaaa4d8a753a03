"""A question with its numbers: the first ones, or those that a seed draws, the same on every machine."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from types import SimpleNamespace

from pledge_lib.course.paragraph import Paragraph
from pledge_lib.course.questions import EXERCISE, Question
from pledge_lib.course.solved import Asked, Solved
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import COUNT, DAYS

HINTS = 3
SMALL = 31  # days and counts up to a month stand in any text
DRAWS = 500  # tries at a variant whose traps all stand clear of the right answer


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A question with its numbers, and with its options in the order that the seed gives them."""

    question: Question
    seed: str | None
    given: Mapping[str, object]
    solved: Solved

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        """Return the answers asked for, by name and in their order."""
        return {name: self._shuffled(name, each) for name, each in self.solved.asked.items()}

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Return the reasons of a prediction, in an order that says nothing."""
        reasons = self.question.reasons
        return tuple(self._chance("reasons").sample(reasons, len(reasons)))

    def _shuffled(self, name: str, asked: Asked) -> Asked:
        return replace(asked, kind=asked.kind.shuffled(self._chance(name), asked.right))

    def _chance(self, name: str) -> Random:
        return Random(f"{self.seed or ''}:{self.question.id}:{name}")

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Return every number of the variant as its sentences write it."""
        givens = self.question.givens
        return {name: str(givens[name].unit(value)) for name, value in self.given.items()} | self.solved.texts

    @property
    def explains_options(self) -> bool:
        """Return whether each option has its own explanation, so that no solution, hint or trap needs a text."""
        [first, *_] = self.asked.values()
        return self.question.kind != EXERCISE and first.kind.name == "choice"

    def hint(self, place: int) -> Paragraph:
        """Return the hint of a place: 1 the concept, 2 the formula, 3 the numbers."""
        return self.paragraph(f"hint.{min(place, HINTS)}", tone="hint")

    def solution(self) -> Paragraph:
        """Return the solution with the numbers put in."""
        return self.paragraph("solution", tone="solution", figure=self.question.figure)

    def paragraph(self, name: str, **how) -> Paragraph:
        """Return one of the question's own texts with its numbers."""
        return Paragraph(key=f"{self.question.id}.{name}", numbers=self.numbers, **how)


def variant(question: Question, seed: str | None = None) -> Variant:
    """Return the question with its first numbers, or with those that the seed draws: none that the lesson prints.

    What there is to choose from stands in an order of the seed's, and of the first numbers' too.
    """
    given = {name: each.first for name, each in question.givens.items()}
    if seed is not None and question.varies:  # else there is nothing to draw
        chance = Random(f"{seed}:{question.id}")
        for _ in range(DRAWS):
            drawn = {name: chance.choice(each.values) for name, each in question.givens.items()}
            given_so = SimpleNamespace(**drawn)
            if not question.sensible(given_so):
                continue
            solved = question.solve(given_so)
            if stands_clear(solved) and not printed_answers(solved, question.printed):
                return Variant(question=question, seed=seed, given=drawn, solved=solved)
    return Variant(question=question, seed=seed, given=given, solved=question.solve(SimpleNamespace(**given)))


def stands_clear(solved: Solved) -> bool:
    """Return whether no trap could be taken for the right answer, nor one trap for another."""
    return all(
        not asked.kind.alike(answer, other)
        for asked in solved.asked.values()
        for answers in [(asked.right, *(trap.answer for trap in asked.traps.values()))]
        for place, answer in enumerate(answers)
        for other in answers[:place]
    )


def printed_answers(solved: Solved, printed: Sequence[float]) -> tuple[str, ...]:
    """Return the answers asked for that are among the numbers printed; a fact, a zero and a small count may be.

    >>> from pledge_lib.course.solved import asked
    >>> from pledge_lib.finance.units import PERCENT
    >>> printed_answers(Solved(room=asked(PERCENT(0.22)), price=asked(PERCENT(0.35))), (22, 78))
    ('room',)
    """
    asked = ((name, each.right) for name, each in solved.asked.items() if not each.fact)
    return tuple(name for name, right in asked if _is_printed(right, printed))


def _is_printed(right, printed: Sequence[float]) -> bool:
    if not isinstance(right, Quantity) or right.value == 0 or not hasattr(right.value, "__abs__"):
        return False
    if right.unit in (COUNT, DAYS) and abs(right.value) <= SMALL:
        return False
    scale = right.unit.scale
    value, near = abs(right.value) * scale, right.unit.tolerance(right.value) * scale
    place = bisect_left(printed, value - near)
    return place < len(printed) and printed[place] <= value + near
