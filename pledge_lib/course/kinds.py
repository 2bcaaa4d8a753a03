"""The kinds of answer a question takes: how each is read from what the reader typed, and when it is met."""

import math
import unicodedata
from dataclasses import dataclass
from datetime import date

from pledge_lib.course.quantities import DATE, PER_CENT, POINTS, Quantity
from pledge_lib.finance.checks import InputError

WRITTEN_AROUND_NUMBERS = str.maketrans("", "", ", _'$元天張股次倍美枚NTXUS")
LARGEST = 1e15  # a larger number was a slip of the keyboard, and would drown every tolerance


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What an answer may mean, in the library's unit; `doubtful` readings took a unit that was not written."""

    sure: tuple
    doubtful: tuple = ()


@dataclass(frozen=True, kw_only=True)
class NumberField:
    """A number in a unit; 22, 22% and 0.22 all say 22 per cent, the last with a word about the unit."""

    name: str
    unit: str
    tolerance: float | None = None
    kind: str = "number"

    def read(self, typed) -> Reading:
        """Return what the typed number may mean."""
        text = unicodedata.normalize("NFKC", str(typed)).upper().translate(WRITTEN_AROUND_NUMBERS).replace("−", "-")
        try:
            number = float(text.removesuffix("%"))
        except ValueError:
            raise InputError("not_a_number", name=self.name, value=typed) from None
        if not math.isfinite(number) or abs(number) > LARGEST:
            raise InputError("not_a_number", name=self.name, value=typed)
        if self.unit not in (PER_CENT, POINTS):
            return Reading(sure=(number,))
        return Reading(sure=(number / 100,), doubtful=() if text.endswith("%") else (number,))

    def met(self, reading: Reading, goal: Quantity, near: float | None = None) -> str | None:
        """Return `sure` or `doubtful` where a reading meets the goal, None where none does."""
        tolerance = self.tolerance if near is None else near
        for trust in ("sure", "doubtful"):
            if any(goal.is_met_by(value, tolerance) for value in getattr(reading, trust)):
                return trust
        return None


@dataclass(frozen=True, kw_only=True)
class DateField:
    """A calendar day, written 2025-04-08."""

    name: str
    unit: str = DATE
    kind: str = "date"

    def read(self, typed) -> Reading:
        """Return the day; slashes and full-width digits are understood."""
        text = unicodedata.normalize("NFKC", str(typed)).strip().replace("/", "-")
        try:
            parts = [int(part) for part in text.split("-")]
            return Reading(sure=(date(*parts),))
        except (TypeError, ValueError, OverflowError):
            raise InputError("not_a_date", name=self.name, value=typed) from None

    def met(self, reading: Reading, goal: Quantity, near=None) -> str | None:
        """Return `sure` where the day is the one, None where it is not."""
        return "sure" if goal.is_met_by(reading.sure[0]) else None


@dataclass(frozen=True, kw_only=True)
class ChoiceField:
    """One of several options, named by their keys."""

    name: str
    options: tuple[str, ...]
    kind: str = "choice"

    def read(self, typed) -> Reading:
        """Return the option; its place in the list (1, 2, ...) is understood too."""
        text = unicodedata.normalize("NFKC", str(typed)).strip()
        by_place = {str(place): option for place, option in enumerate(self.options, start=1)}
        option = by_place.get(text, text)
        if option not in self.options:
            choices = ", ".join(f"{place}" for place in by_place)
            raise InputError("unknown", name=self.name, value=typed, choices=choices)
        return Reading(sure=(option,))

    def met(self, reading: Reading, goal: str, near=None) -> str | None:
        """Return `sure` where it is the option, None where it is not."""
        return "sure" if reading.sure[0] == goal else None


@dataclass(frozen=True, kw_only=True)
class OrderField:
    """Items to put in order; an answer is their keys, or their places in the list as shown, separated by commas."""

    name: str
    items: tuple[str, ...]
    kind: str = "order"

    def read(self, typed) -> Reading:
        """Return the items in the order given."""
        parts = typed if isinstance(typed, (list, tuple)) else unicodedata.normalize("NFKC", str(typed)).split(",")
        by_place = {str(place): item for place, item in enumerate(self.items, start=1)}
        items = tuple(by_place.get(str(part).strip(), str(part).strip()) for part in parts)
        if sorted(items) != sorted(self.items):
            raise InputError("unknown", name=self.name, value=typed, choices=", ".join(by_place))
        return Reading(sure=(items,))

    def met(self, reading: Reading, goal: tuple, near=None) -> str | None:
        """Return `sure` where the order is right, None where it is not."""
        return "sure" if reading.sure[0] == tuple(goal) else None


@dataclass(frozen=True, kw_only=True)
class MatchField:
    """Rows that each take one of the options; an answer maps rows to options."""

    name: str
    rows: tuple[str, ...]
    options: tuple[str, ...]
    kind: str = "match"

    def read(self, typed) -> Reading:
        """Return the option of each row."""
        if not isinstance(typed, dict) or set(typed) != set(self.rows):
            raise InputError("unknown", name=self.name, value=typed, choices=", ".join(self.rows))
        for option in typed.values():
            if option not in self.options:
                raise InputError("unknown", name=self.name, value=option, choices=", ".join(self.options))
        return Reading(sure=(tuple(typed[row] for row in self.rows),))

    def met(self, reading: Reading, goal: dict, near=None) -> str | None:
        """Return `sure` where every row that the goal names has its option; a trap may name only the telling rows."""
        found = dict(zip(self.rows, reading.sure[0], strict=True))
        return "sure" if all(found[row] == option for row, option in goal.items()) else None
