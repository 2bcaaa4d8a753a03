"""The control for a day of the calendar."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from string import ascii_lowercase, digits
from typing import ClassVar

from pledge_lib.datasets.records import to_date
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import DATE
from pledge_lib.panels.control import Control, spread
from pledge_lib.panels.saying import Say

DIGITS = digits + ascii_lowercase  # those of the base 36, which a page reads: no market rests for five weeks


@dataclass(frozen=True, kw_only=True)
class Day(Control):
    """A day of the calendar, between two ends; on the screen it is text such as 2025-04-02.

    `require` takes the key and the day, and refuses a day that will not do, such as one without trading. `days` are
    those among which a drag moves, such as the sessions; without them it is every day between the ends.
    """

    kind: ClassVar[str] = "day"
    low: date
    high: date
    default: date
    require: Callable[[str, date], None] = field(default=lambda key, day: None)
    days: tuple[date, ...] = ()

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

    def stops(self, most: int) -> tuple[date, ...]:
        """Return days that will do from end to end, as far apart as need be, and the default."""
        places = spread(self.steps, most - 1)
        days = (self.days[place] if self.days else self.low + timedelta(place) for place in places)
        return tuple(sorted({*filter(self.will_do, days), self.default}))

    @property
    def steps(self) -> int:
        """Return how many days a hand goes from end to end."""
        return len(self.days) - 1 if self.days else (self.high - self.low).days

    def between(self, first: int, last: int) -> "Day":
        """Return the days from one step to another, the default one of them that will do."""
        every = self.days or tuple(self.low + timedelta(days) for days in range(self.steps + 1))
        days = every[first : last + 1]
        default = self.default if days[0] <= self.default <= days[-1] else next(filter(self.will_do, days), days[0])
        return replace(self, low=days[0], high=days[-1], days=days if self.days else (), default=default)

    def said(self, value: date, say: Say) -> Quantity:
        """Return the day."""
        return DATE(value)

    def place(self, value: date) -> int:
        """Return how many steps a day stands from the first."""
        return bisect_left(self.days, value) if self.days else (value - self.low).days

    def described(self, say: Say) -> dict:
        """Return what a page needs to draw the box for a day."""
        ends = {"low": self.on_screen(self.low), "high": self.on_screen(self.high)}
        return super().described(say) | ends | {"days": self.gaps()}

    def gaps(self) -> str:
        """Return the days as a page gets them, a sign each: how far each is from the one before, the first from `low`.

        >>> Day(key="sold", low=date(2026, 11, 26), high=date(2026, 11, 30), default=date(2026, 11, 27), days=(
        ...     date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30))).gaps()
        '013'
        """
        return "".join(DIGITS[(later - day).days] for day, later in pairwise((self.low, *self.days)))

    def will_do(self, day: date) -> bool:
        """Return whether a day would be taken as it is."""
        try:
            return self.accept(day) == day
        except InputError:
            return False
