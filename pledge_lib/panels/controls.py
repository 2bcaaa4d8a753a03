"""Controls as declarations: what a reader may set, in which unit, between which ends, and how typed text is read.

A value is kept in the model's unit (60 % is 0.6); the screen shows it in the reader's unit (60).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from pledge_lib.finance.checks import InputError, require_number
from pledge_lib.finance.unit import Quantity, Unit
from pledge_lib.finance.units import TEXT, YES_NO
from pledge_lib.panels.control import Control, Values, spread
from pledge_lib.panels.day import Day
from pledge_lib.panels.saying import Say

__all__ = ["Cell", "Choice", "Control", "Day", "Preset", "Slider", "Toggle", "Values", "defaults"]

FINEST = 9  # decimals of a number on the screen


@dataclass(frozen=True, kw_only=True)
class Slider(Control):
    """A slider and a number box as one control; ends, step and default in the model's unit."""

    kind: ClassVar[str] = "slider"
    low: float
    high: float
    step: float
    default: float
    unit: Unit

    def read(self, typed: str) -> float:
        """Return the typed number in the model's unit, or refuse it with a sentence.

        A per cent typed as a fraction (1.3 for 130 %) is taken where only that reading fits the control.
        """
        try:
            meant = self.unit.readings(typed)
        except InputError as error:
            raise InputError(error.key, **{**error.values, "name": self.key}) from None
        return self.accept(next((value for value in meant if self.low <= value <= self.high), meant[0]))

    def accept(self, value: float) -> float:
        """Return the value if it lies between the ends, else refuse it."""
        require_number(self.key, value)
        if isinstance(value, bool):
            raise InputError("not_a_number", name=self.key, value=value)
        if not self.low <= value <= self.high:
            low, high, shown = map(self.unit, (self.low, self.high, value))
            raise InputError("out_of_range", name=self.key, value=shown, low=low, high=high)
        if self.is_whole and value % 1:
            raise InputError("not_whole", name=self.key, value=value)
        return value

    @property
    def is_whole(self) -> bool:
        """Return whether only whole numbers will do, such as shares, lots, sessions and rounds."""
        in_whole_steps = self.unit.scale == 1 and not any(end % 1 for end in (self.low, self.high, self.step))
        return in_whole_steps and self.unit.whole

    def from_screen(self, number: float) -> float:
        """Return the model's value of a number on the screen: 60 (%) is 0.6."""
        require_number(self.key, number)
        return self.accept(self.unit.from_screen(number))

    def on_screen(self, value: float) -> float:
        """Return the number that the screen shows for a value: 0.6 is 60 (%)."""
        return self.unit.on_screen(value)

    def stops(self, most: int) -> tuple[float, ...]:
        """Return steps of the slider from end to end, as far apart as need be, and the default."""
        low, high, step = map(self.on_screen, (self.low, self.high, self.step))
        on_screen = (round(low + place * step, FINEST) for place in spread(round((high - low) / step), most - 1))
        values = {self.from_screen(min(number, high)) for number in on_screen}
        return tuple(sorted(values | {self.default}))

    @property
    def steps(self) -> float:
        """Return how many steps there are from end to end; the last may be a part of one."""
        return (self.on_screen(self.high) - self.on_screen(self.low)) / self.on_screen(self.step)

    def between(self, first: int, last: int) -> "Slider":
        """Return the slider from one of its steps to another, its default as near as it can be."""
        start, end, step = map(self.on_screen, (self.low, self.high, self.step))
        low, high = (self.from_screen(min(start + count * step, end)) for count in (first, last))
        return replace(self, low=low, high=high, default=min(max(self.default, low), high))

    def said(self, value: float, say: Say) -> Quantity:
        """Return the value with its unit."""
        return self.unit(value)

    def described(self, say: Say) -> dict:
        """Return what a page needs to draw the slider, its numbers in the reader's unit."""
        numbers = {name: self.on_screen(getattr(self, name)) for name in ("low", "high", "step")}
        return super().described(say) | numbers | {"unit": say(f"unit.{self.unit.name}")}


@dataclass(frozen=True, kw_only=True)
class Cell(Slider):
    """A number that the reader may edit inside a table; there its row and column name it."""

    kind: ClassVar[str] = "cell"
    stands_in_sheet: ClassVar[bool] = True

    def name(self, say: Say) -> str:
        """Return what a number without a name of its own is called."""
        return say("error.this_value")

    def described(self, say: Say) -> dict:
        """Return that the page draws it in the sheet."""
        return {"key": self.key, "kind": self.kind}

    def stops(self, most: int) -> tuple[float, ...]:
        """Return none: of the numbers of a table there are too many."""
        return ()

    def in_sheet(self, say: Say, label: str) -> dict:
        """Return what the page needs to draw the box, named by its row and column."""
        return {"key": self.key, "unit": say(f"unit.{self.unit.name}"), "label": label}


@dataclass(frozen=True, kw_only=True)
class Choice(Control):
    """One of a few options.

    `label` says an option whose name comes from a data file; other options are named in the texts.
    """

    kind: ClassVar[str] = "choice"
    options: tuple[str, ...]
    default: str
    label: Callable[[str, Say], str] | None = None

    def accept(self, value: str) -> str:
        """Return the option, or refuse what is none."""
        if value not in self.options:
            raise InputError("unknown", name=self.key, value=value, choices=", ".join(self.options))
        return value

    def stops(self, most: int) -> tuple[str, ...]:
        """Return the options."""
        return self.options[:most]

    def said(self, value: str, say: Say) -> Quantity:
        """Return the option's name."""
        return TEXT(self.label(value, say) if self.label else say(f"{self.key}.{value}"))

    def described(self, say: Say) -> dict:
        """Return what a page needs to draw the list of options."""
        options = [{"value": option, "label": str(self.said(option, say))} for option in self.options]
        return super().described(say) | {"options": options}

    def place(self, value: str) -> int:
        """Return the place of the option."""
        return self.options.index(value)


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

    def stops(self, most: int) -> tuple[bool, ...]:
        """Return no and yes."""
        return (False, True)

    def said(self, value: bool, say: Say) -> Quantity:
        """Return yes or no."""
        return YES_NO(value)


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A named set of values; `fields` go into its label.

    `name` is what a lesson calls it, by default the last part of its label; those of one `group`, which is the key of
    a text, stand together.
    """

    label: str
    values: Values
    fields: Mapping[str, Quantity] = field(default_factory=dict)
    name: str = ""
    group: str = ""

    def __post_init__(self):
        object.__setattr__(self, "name", self.name or self.label.rpartition(".")[2])


def defaults(controls) -> dict[str, object]:
    """Return the values that a panel starts with."""
    return {control.key: control.default for control in controls}
