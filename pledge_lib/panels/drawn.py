"""A control for a path that the hand draws, one number for each session."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pledge_lib.finance.checks import InputError, require_number
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import PERCENT, TEXT
from pledge_lib.panels.controls import Control
from pledge_lib.panels.saying import Say


@dataclass(frozen=True, kw_only=True)
class Drawn(Control):
    """A path that the hand draws: one number for each session, as a fraction of the start; on the screen in per cent.

    The slider `count` says how many of them are used; the others are kept for when it moves.
    """

    kind: ClassVar[str] = "drawn"
    low: float
    high: float
    default: tuple[float, ...]
    count: str

    def read(self, typed: str) -> tuple[float, ...]:
        """Return the path of per cents with commas between them, or refuse it."""
        try:
            numbers = [float(number) for number in str(typed).split(",")]
        except ValueError:
            raise InputError("not_a_number", name=self.key, value=typed) from None
        return self.from_screen(numbers)

    def accept(self, value: Iterable[float]) -> tuple[float, ...]:
        """Return the path if each number lies between the ends, else refuse it; a short one stays at its last."""
        path = self._path_of(value)
        for number in path:
            if not self.low <= number <= self.high:
                low, high, shown = map(PERCENT.rounded(0), (self.low, self.high, number))
                raise InputError("out_of_range", name=self.key, value=shown, low=low, high=high)
        return (path + path[-1:] * len(self.default))[: len(self.default)]

    def from_screen(self, value: Iterable[float]) -> tuple[float, ...]:
        """Return the path of per cents as fractions."""
        return self.accept(PERCENT.from_screen(number) for number in self._path_of(value))

    def on_screen(self, value: float | Iterable[float]) -> float | list[float]:
        """Return the path, or one of its numbers, in per cent."""
        if isinstance(value, Iterable):
            return [self.on_screen(number) for number in value]
        return PERCENT.on_screen(value)

    def said(self, value: tuple[float, ...], say: Say) -> Quantity:
        """Return the path as a list of per cents."""
        return TEXT(", ".join(map(str, map(PERCENT.rounded(0), value))))

    def described(self, say: Say) -> dict:
        """Return what a page needs to draw the pad; the page itself puts numbers into what is said of a point."""
        open_fields = {name: f"{{{name}}}" for name in ("session", "count", "percent")}
        return super().described(say) | {
            "low": self.on_screen(self.low),
            "high": self.on_screen(self.high),
            "count": self.count,
            "help": say(f"{self.key}.help"),
            "said": say(f"{self.key}.said", **open_fields),
        }

    def _path_of(self, value: Iterable[float]) -> tuple[float, ...]:
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise InputError("not_a_number", name=self.key, value=value)
        path = tuple(value)
        if not path:
            raise InputError("empty", name=self.key)
        for number in path:
            require_number(self.key, number)
        return path
