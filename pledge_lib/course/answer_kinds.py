"""The kinds of answer a question takes: how each is read from what the reader gives, and when it is met."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from numbers import Real
from random import Random
from typing import ClassVar, Self

from pledge_lib.finance.checks import InputError, shortened
from pledge_lib.finance.unit import Quantity, Unit
from pledge_lib.finance.units import DATE


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What an answer may mean, in the library's unit; `doubtful` readings took a unit that was not written."""

    sure: tuple
    doubtful: tuple = ()


class Kind:
    """What most kinds have in common: an answer is right or not, with nothing in between.

    `name` is what the page draws, and `beside` the key of the text beside its box. `labelled` are its keys that a form
    labels: for each part of the form's input, the group of the question's texts, and the keys in their order.
    """

    name: ClassVar[str]
    beside: str = ""

    @property
    def labelled(self) -> Mapping[str, tuple[str, tuple[str, ...]]]:
        """Return what has a label in the question's texts."""
        return {}

    def met(self, reading: Reading, goal, near: float | None = None) -> str | None:
        """Return `sure` where the answer is the one, None where it is not."""
        return "sure" if reading.sure[0] == goal else None

    def alike(self, goal, other) -> bool:
        """Return whether two answers are the same."""
        return goal == other

    def left_open(self, answer) -> str | None:
        """Return the first part of a table that was not answered, if the answer has parts."""
        return None

    def shuffled(self, chance: Random, goal) -> Self:
        """Return the kind with what is to choose from in an order by chance."""
        return self

    def kept(self, answer):
        """Return an answer as the record keeps it: by the keys of what was chosen, never by places on a screen."""
        return answer


@dataclass(frozen=True, kw_only=True)
class Number(Kind):
    """A number in a unit. Typed, 22 and 22% say 22 per cent, and 0.22 does with a word about the unit.

    Code may give 22 or the library's own 0.22, and nothing is said of either.
    """

    unit: Unit
    tolerance: float | None = None
    name = "number"

    @property
    def beside(self) -> str:
        """Return the key of the unit's name."""
        return f"unit.{self.unit.name}"

    def read(self, answer) -> Reading:
        """Return what the number may mean."""
        likeliest, *others = self.unit.readings(answer)
        if isinstance(answer, Real):
            return Reading(sure=(likeliest, *others))
        return Reading(sure=(likeliest,), doubtful=tuple(others))

    def met(self, reading: Reading, goal: Quantity, near: float | None = None) -> str | None:
        """Return `sure` or `doubtful` where a reading meets the goal, None where none does."""
        tolerance = self.tolerance if near is None else near
        for trust in ("sure", "doubtful"):
            if any(goal.unit.meets(value, goal.value, tolerance) for value in getattr(reading, trust)):
                return trust
        return None

    def alike(self, goal: Quantity, other: Quantity) -> bool:
        """Return whether two answers lie so close that one number could be taken for both."""
        own = self.tolerance
        tolerances = (each.unit.tolerance(each.value) if own is None else own for each in (goal, other))
        return abs(goal.value - other.value) <= sum(tolerances)


@dataclass(frozen=True, kw_only=True)
class Day(Kind):
    """A calendar day, written 2025-04-08."""

    name = "date"
    beside = "question.date-example"

    def read(self, answer) -> Reading:
        """Return the day."""
        return Reading(sure=DATE.readings(answer))

    def met(self, reading: Reading, goal: Quantity, near: float | None = None) -> str | None:
        """Return `sure` where the day is the one, None where it is not."""
        return super().met(reading, goal.value)


@dataclass(frozen=True, kw_only=True)
class Choice(Kind):
    """One of several options, named by their keys."""

    options: tuple[str, ...]
    name = "choice"

    @property
    def labelled(self) -> Mapping[str, tuple[str, tuple[str, ...]]]:
        """Return the options."""
        return {"options": ("option", self.options)}

    def read(self, answer) -> Reading:
        """Return the option; its place in the list (1, 2, ...) is understood too."""
        text = unicodedata.normalize("NFKC", str(shortened(answer))).strip()
        by_place = {str(place): option for place, option in enumerate(self.options, start=1)}
        option = by_place.get(text, text)
        if option not in self.options:
            raise InputError("unknown", name="answer", value=answer, choices=", ".join(by_place))
        return Reading(sure=(option,))

    def shuffled(self, chance: Random, goal) -> Self:
        """Return the options in an order by chance."""
        return replace(self, options=_in_any_order(self.options, chance))

    def kept(self, answer) -> str:
        """Return the option's key."""
        return self.read(answer).sure[0]


@dataclass(frozen=True, kw_only=True)
class Order(Kind):
    """Items to put in order; an answer is their keys, or their places in the list as shown, separated by commas."""

    items: tuple[str, ...]
    name = "order"

    @property
    def labelled(self) -> Mapping[str, tuple[str, tuple[str, ...]]]:
        """Return the items."""
        return {"options": ("item", self.items)}

    def read(self, answer) -> Reading:
        """Return the items in the order given."""
        parts = (
            answer
            if isinstance(answer, (list, tuple))
            else unicodedata.normalize("NFKC", str(shortened(answer))).split(",")
        )
        by_place = {str(place): item for place, item in enumerate(self.items, start=1)}
        items = tuple(by_place.get(_item(part), _item(part)) for part in parts)
        if sorted(items) != sorted(self.items):
            raise InputError("unknown", name="answer", value=answer, choices=", ".join(by_place))
        return Reading(sure=(items,))

    def shuffled(self, chance: Random, goal) -> Self:
        """Return the items in an order by chance that is not the right one."""
        items = _in_any_order(self.items, chance)
        while items == goal:
            items = _in_any_order(self.items, chance)
        return replace(self, items=items)

    def kept(self, answer) -> str:
        """Return the items' keys in the order given."""
        return ", ".join(self.read(answer).sure[0])


def _item(part) -> str:
    return str(shortened(part)).strip()


@dataclass(frozen=True, kw_only=True)
class Match(Kind):
    """Rows that each take one of the options; an answer maps rows to options."""

    rows: tuple[str, ...]
    options: tuple[str, ...]
    name = "match"

    @property
    def labelled(self) -> Mapping[str, tuple[str, tuple[str, ...]]]:
        """Return the rows and their options."""
        return {"rows": ("row", self.rows), "options": ("option", self.options)}

    def left_open(self, answer) -> str | None:
        """Return the first row without an option."""
        given = answer if isinstance(answer, Mapping) else {}
        return next((row for row in self.rows if not given.get(row)), None)

    def read(self, answer) -> Reading:
        """Return the option of each row."""
        if not isinstance(answer, dict) or set(answer) != set(self.rows):
            raise InputError("unknown", name="answer", value=answer, choices=", ".join(self.rows))
        for option in answer.values():
            if option not in self.options:
                raise InputError("unknown", name="answer", value=option, choices=", ".join(self.options))
        return Reading(sure=(answer,))

    def met(self, reading: Reading, goal: dict, near: float | None = None) -> str | None:
        """Return `sure` where every row that the goal names has its option; a trap may name only the telling rows."""
        return "sure" if all(reading.sure[0][row] == option for row, option in goal.items()) else None


def _in_any_order(keys: tuple[str, ...], chance: Random) -> tuple[str, ...]:
    return tuple(chance.sample(keys, len(keys)))
