"""Controls as declarations: what a reader may set, in which unit, between which ends, and how typed text is read.

A value is kept in the model's unit (60 % is 0.6); the screen shows it in the reader's unit (60).
"""

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from pledge_lib.datasets.records import to_date
from pledge_lib.finance.checks import InputError, exact, require_number
from pledge_lib.finance.money import amount_text
from pledge_lib.panels.words import Words

Values = Mapping[str, object]

PER_CENT = "percent"
SCALE = {PER_CENT: 100}
WRITTEN_AROUND_NUMBERS = str.maketrans("", "", ", _'%$元天張股NT")


@dataclass(frozen=True, kw_only=True)
class Control(ABC):
    """What every control can say of itself; as it stands here, the screen shows the model's own value.

    `kind` names the script that draws it. `sets` gives, from the value and all values, what other controls are set to
    when it moves.
    """

    kind: ClassVar[str]
    stands_in_sheet: ClassVar[bool] = False
    key: str
    sets: Callable[[object, Values], Values] = field(default=lambda value, values: {})

    @abstractmethod
    def accept(self, value):
        """Return the value in the model's unit if it will do, else refuse it with a sentence."""

    def read(self, typed: str):
        """Return the model's value of a typed text, or refuse it with a sentence."""
        return self.accept(typed)

    def from_screen(self, value):
        """Return the model's value of what the screen sends, or refuse it with a sentence."""
        return self.accept(value)

    def on_screen(self, value):
        """Return what the screen shows for a value."""
        return value

    def name(self, words: Words, figure: str) -> str:
        """Return the control's name in the figure's texts."""
        return words(f"{figure}.control.{self.key}")

    def described(self, words: Words, figure: str) -> dict:
        """Return what a page needs to draw the control."""
        return {"key": self.key, "kind": self.kind, "label": self.name(words, figure)}


@dataclass(frozen=True, kw_only=True)
class Slider(Control):
    """A slider and a number box as one control; ends, step and default in the model's unit."""

    kind: ClassVar[str] = "slider"
    low: float
    high: float
    step: float
    default: float
    unit: str

    def read(self, typed: str) -> float:
        """Return the typed number in the model's unit, or refuse it with a sentence.

        Thousands separators, full-width digits, units and a per cent sign are understood; a per cent typed
        as a fraction (1.3 for 130 %) is taken where only that reading fits the control.
        """
        plain = unicodedata.normalize("NFKC", str(typed)).upper().translate(WRITTEN_AROUND_NUMBERS)
        try:
            number = exact(float(plain.replace("−", "-")))
        except ValueError:
            raise InputError("not_a_number", name=self.key, value=typed) from None
        value = float(number / SCALE.get(self.unit, 1))
        if self.unit == PER_CENT and not self.low <= value <= self.high and self.low <= float(number) <= self.high:
            value = float(number)
        return self.accept(value)

    def accept(self, value: float) -> float:
        """Return the value if it lies between the ends, else refuse it."""
        require_number(self.key, value)
        if isinstance(value, bool):
            raise InputError("not_a_number", name=self.key, value=value)
        if not self.low <= value <= self.high:
            low, high, shown = self.show(self.low), self.show(self.high), self.show(value)
            raise InputError("out_of_range", name=self.key, value=shown, low=low, high=high)
        return value

    def from_screen(self, number: float) -> float:
        """Return the model's value of a number on the screen: 60 (%) is 0.6."""
        require_number(self.key, number)
        return self.accept(float(exact(number) / SCALE.get(self.unit, 1)))

    def on_screen(self, value: float) -> float:
        """Return the number that the screen shows for a value: 0.6 is 60 (%)."""
        return float(exact(float(value)) * SCALE.get(self.unit, 1))

    def show(self, value: float) -> str:
        """Return the value as text in the reader's unit."""
        return amount_text(self.on_screen(value)) + ("%" if self.unit == PER_CENT else "")

    def described(self, words: Words, figure: str) -> dict:
        """Return what a page needs to draw the slider, its numbers in the reader's unit."""
        numbers = {name: self.on_screen(getattr(self, name)) for name in ("low", "high", "step")}
        return super().described(words, figure) | numbers | {"unit": words(f"unit.{self.unit}")}


@dataclass(frozen=True, kw_only=True)
class Cell(Slider):
    """A number that the reader may edit inside a table; there its row and column name it."""

    kind: ClassVar[str] = "cell"
    stands_in_sheet: ClassVar[bool] = True

    def name(self, words: Words, figure: str) -> str:
        """Return what a number without a name of its own is called."""
        return words("error.this_value")

    def described(self, words: Words, figure: str) -> dict:
        """Return that the page draws it in the sheet."""
        return {"key": self.key, "kind": self.kind}

    def in_sheet(self, words: Words, label: str) -> dict:
        """Return what the page needs to draw the box, named by its row and column."""
        return {"key": self.key, "unit": words(f"unit.{self.unit}"), "label": label}


@dataclass(frozen=True, kw_only=True)
class Choice(Control):
    """One of a few options.

    `label` says an option whose name comes from a data file; other options are named in the texts.
    """

    kind: ClassVar[str] = "choice"
    options: tuple[str, ...]
    default: str
    label: Callable[[str, Words], str] | None = None

    def accept(self, value: str) -> str:
        """Return the option, or refuse what is none."""
        if value not in self.options:
            raise InputError("unknown", name=self.key, value=value, choices=", ".join(self.options))
        return value

    def described(self, words: Words, figure: str) -> dict:
        """Return what a page needs to draw the list of options."""
        label = self.label or (lambda option, words: words(f"{figure}.{self.key}.{option}"))
        options = [{"value": option, "label": label(option, words)} for option in self.options]
        return super().described(words, figure) | {"options": options}


@dataclass(frozen=True, kw_only=True)
class Toggle(Control):
    """Yes or no."""

    kind: ClassVar[str] = "toggle"
    default: bool

    def accept(self, value) -> bool:
        """Return yes or no, or refuse what is neither."""
        if value not in (True, False):
            raise InputError("unknown", name=self.key, value=value, choices="True, False")
        return bool(value)


@dataclass(frozen=True, kw_only=True)
class Day(Control):
    """A day of the calendar, between two ends; on the screen it is text such as 2025-04-02.

    `require` takes the key and the day, and refuses a day that will not do, such as one without trading.
    """

    kind: ClassVar[str] = "day"
    low: date
    high: date
    default: date
    require: Callable[[str, date], None] = field(default=lambda key, day: None)

    def accept(self, value: date | str) -> date:
        """Return the day if it lies between the ends, else refuse it."""
        day = to_date(self.key, value)
        if not self.low <= day <= self.high:
            raise InputError("out_of_range", name=self.key, value=day, low=self.low, high=self.high)
        self.require(self.key, day)
        return day

    def on_screen(self, value: date) -> str:
        """Return the day as text."""
        return value.isoformat()

    def described(self, words: Words, figure: str) -> dict:
        """Return what a page needs to draw the box for a day."""
        ends = {"low": self.on_screen(self.low), "high": self.on_screen(self.high)}
        return super().described(words, figure) | ends


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A named set of values; `fields` go into its label."""

    label: str
    values: Values
    fields: Mapping[str, str] = field(default_factory=dict)


def defaults(controls) -> dict[str, object]:
    """Return the values that a panel starts with."""
    return {control.key: control.default for control in controls}
