"""What every control can say of itself, whatever it is that the reader sets."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import TEXT
from pledge_lib.panels.saying import Say

Values = Mapping[str, object]
MOST_OPTIONS = 99  # in a list to choose from


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

    def stops(self, most: int) -> tuple:
        """Return at most so many values that stand for all that may be set, in order; none where few cannot."""
        return ()

    def place(self, value) -> float:
        """Return where a value stands on the track, if this is the lead of a figure."""
        return self.on_screen(value)

    @property
    def steps(self) -> float:
        """Return how many steps its track has, if a hand moves it in steps; the last may be a part of one."""
        return 0

    def between(self, first: int, last: int) -> "Control":
        """Return the control as far as it lies between two of its steps."""
        return self

    @abstractmethod
    def said(self, value, say: Say) -> Quantity:
        """Return the value as texts of the figure name it."""

    def choices(self, say: Say) -> Quantity:
        """Return what there is to choose from, one after the other, as texts of the figure name it."""
        options = [self.said(option, say) for option in self.stops(MOST_OPTIONS)]
        return Quantity(tuple(each.value for each in options), options[0].unit if options else TEXT)

    def name(self, say: Say) -> str:
        """Return the control's name in the figure's texts."""
        return say(f"control.{self.key}")

    def described(self, say: Say) -> dict:
        """Return what a page needs to draw the control."""
        return {"key": self.key, "kind": self.kind, "label": self.name(say)}


def spread(steps: int, most: int) -> list[int]:
    """Return at most so many equal parts of 0 to `steps`, by where they end, and 0.

    >>> spread(10, 4), spread(2, 4)
    ([0, 2, 5, 8, 10], [0, 1, 2])
    """
    parts = max(1, min(steps, most))
    return [round(part * steps / parts) for part in range(parts + 1)]
