"""What there is to say of each question of a lesson, in an order that codes count on: the outcomes of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from zlib import crc32

from pledge_lib.course.bank import bank
from pledge_lib.course.judging import RIGHT
from pledge_lib.course.questions import PREDICTION, PRETEST, Question
from pledge_lib.course.variants import variant

SKIPPED, OTHER = "(skipped)", "(other)"  # no option is called so
EDITIONS = 1 << 16


@dataclass(frozen=True, kw_only=True)
class Item:
    """A question as a class is counted: the outcomes that its first answer may have, and the idea behind each.

    For one choice these are its options; else what is right, each trap as `field.trap`, and any other answer.
    """

    question: Question
    right: str
    outcomes: Mapping[str, str | None]
    is_choice: bool = False

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def is_guess(self) -> bool:
        """Return whether it is answered once, with a confidence, or skipped."""
        return self.question.kind in (PREDICTION, PRETEST)


@cache
def items(lesson: str) -> Mapping[str, Item]:
    """Return the questions of a lesson by their ids, those of the pre-test first.

    >>> items("01_pledging")["P1.3"].right
    'repay'
    """
    asked = bank(lesson)
    return {id: _item(question) for id, question in (asked.pretest | asked.shown).items()}


def _item(question: Question) -> Item:
    solved = variant(question).solved.asked
    first = next(iter(solved.values()))
    if len(solved) == 1 and first.kind.name == "choice":
        ideas = {name: trap.idea for name, trap in first.traps.items()}
        outcomes = {each: ideas.get(each) for each in first.kind.options}
        return Item(question=question, right=first.right, outcomes=outcomes, is_choice=True)
    traps = {
        f"{field}.{name}": trap.idea
        for field, asked in solved.items()
        for name, trap in asked.traps.items()
        if not trap.accepted
    }
    return Item(question=question, right=RIGHT, outcomes={RIGHT: None, **traps, OTHER: None})


@cache
def edition(lesson: str) -> int:
    """Return a number that changes with the questions of a lesson and their outcomes: a code is read by its own."""
    told = [(id, *each.outcomes) for id, each in items(lesson).items()]
    return crc32(repr(told).encode()) % EDITIONS
