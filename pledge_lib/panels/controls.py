"""Controls as declarations: what a reader may set, in which unit, between which ends, and how typed text is read.

A value is kept in the model's unit (60 % is 0.6); the screen shows it in the reader's unit (60).
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pledge_lib.datasets.records import to_date
from pledge_lib.finance.checks import InputError, exact, require_number
from pledge_lib.finance.money import amount_text, percent_text

Values = Mapping[str, object]

PER_CENT = "percent"
SCALE = {PER_CENT: 100}
WRITTEN_AROUND_NUMBERS = str.maketrans("", "", ", _'%$元天張股NT")


@dataclass(frozen=True, kw_only=True)
class Slider:
    """A slider and a number box as one control; ends, step and default in the model's unit.

    `sets` gives, from the value and all values, what other controls are set to when it moves.
    """

    key: str
    low: float
    high: float
    step: float
    default: float
    unit: str
    sets: Callable[[float, Values], Values] = field(default=lambda value, values: {})
    kind: str = field(default="slider", init=False)

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


@dataclass(frozen=True, kw_only=True)
class Cell(Slider):
    """A number that the reader may edit inside a table."""

    kind: str = field(default="cell", init=False)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of a few options; `sets` gives, from the option and all values, what other controls are set to with it.

    `label` says an option whose name comes from a data file; other options are named in the texts.
    """

    key: str
    options: tuple[str, ...]
    default: str
    sets: Callable[[str, Values], Values] = field(default=lambda option, values: {})
    label: Callable[[str, object], str] | None = None
    kind: str = field(default="choice", init=False)

    def read(self, typed: str) -> str:
        """Return the option, or refuse what is none."""
        return self.accept(typed)

    def accept(self, value: str) -> str:
        """Return the option, or refuse what is none."""
        if value not in self.options:
            raise InputError("unknown", name=self.key, value=value, choices=", ".join(self.options))
        return value

    from_screen = accept

    def on_screen(self, value: str) -> str:
        """Return the option itself."""
        return value


@dataclass(frozen=True, kw_only=True)
class Toggle:
    """Yes or no."""

    key: str
    default: bool
    kind: str = field(default="toggle", init=False)

    def read(self, typed) -> bool:
        """Return yes or no, or refuse what is neither."""
        return self.accept(typed)

    def accept(self, value) -> bool:
        """Return yes or no, or refuse what is neither."""
        if value not in (True, False):
            raise InputError("unknown", name=self.key, value=value, choices="True, False")
        return bool(value)

    from_screen = accept

    def on_screen(self, value: bool) -> bool:
        """Return the truth value itself."""
        return value


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of the calendar, between two ends; on the screen it is text such as 2025-04-02.

    `require` takes the key and the day, and refuses a day that will not do, such as one without trading.
    """

    key: str
    low: date
    high: date
    default: date
    require: Callable[[str, date], None] = field(default=lambda key, day: None)
    kind: str = field(default="day", init=False)

    def read(self, typed: str) -> date:
        """Return the typed day, or refuse it."""
        return self.accept(typed)

    def accept(self, value: date | str) -> date:
        """Return the day if it lies between the ends, else refuse it."""
        day = to_date(self.key, value)
        if not self.low <= day <= self.high:
            raise InputError("out_of_range", name=self.key, value=day, low=self.low, high=self.high)
        self.require(self.key, day)
        return day

    from_screen = accept

    def on_screen(self, value: date) -> str:
        """Return the day as text."""
        return value.isoformat()


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A path that the hand draws: one number for each session, as a fraction of the start; on the screen in per cent.

    The slider `count` says how many of them are used; the others are kept for when it moves.
    """

    key: str
    low: float
    high: float
    default: tuple[float, ...]
    count: str
    kind: str = field(default="drawn", init=False)

    def read(self, typed: str) -> tuple[float, ...]:
        """Return the path of per cents with commas between them, or refuse it."""
        try:
            numbers = [float(number) for number in str(typed).split(",")]
        except ValueError:
            raise InputError("not_a_number", name=self.key, value=typed) from None
        return self.from_screen(numbers)

    def accept(self, value: Iterable[float]) -> tuple[float, ...]:
        """Return the path if each number lies between the ends, else refuse it; a short one stays at its last."""
        path = self._numbers(value)
        for number in path:
            if not self.low <= number <= self.high:
                low, high, shown = (percent_text(end, 0) for end in (self.low, self.high, number))
                raise InputError("out_of_range", name=self.key, value=shown, low=low, high=high)
        return (path + path[-1:] * len(self.default))[: len(self.default)]

    def from_screen(self, value: Iterable[float]) -> tuple[float, ...]:
        """Return the path of per cents as fractions."""
        return self.accept(float(exact(number) / 100) for number in self._numbers(value))

    def on_screen(self, value: float | Iterable[float]) -> float | list[float]:
        """Return the path, or one of its numbers, in per cent."""
        if isinstance(value, Iterable):
            return [self.on_screen(number) for number in value]
        return float(exact(float(value)) * 100)

    def _numbers(self, value: Iterable[float]) -> tuple[float, ...]:
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise InputError("not_a_number", name=self.key, value=value)
        path = tuple(value)
        if not path:
            raise InputError("empty", name=self.key)
        for number in path:
            require_number(self.key, number)
        return path


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A named set of values; `fields` go into its label."""

    label: str
    values: Values
    fields: Mapping[str, str] = field(default_factory=dict)


def defaults(controls) -> dict[str, object]:
    """Return the values that a panel starts with."""
    return {control.key: control.default for control in controls}
