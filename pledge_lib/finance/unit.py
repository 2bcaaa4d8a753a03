"""A unit: how a number of one kind is written, read and stepped, and when an answer is near enough.

The kinds themselves, such as `MONEY` and `PERCENT`, stand in `units`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pledge_lib.finance.amounts import product
from pledge_lib.finance.checks import InputError, exact, require_number
from pledge_lib.finance.money import half_up_text
from pledge_lib.finance.reading import day_in, number_in

ABSENT = "—"  # where there is no number to write
LARGEST = 1e15  # a larger number was a slip of the keyboard, and would drown every tolerance


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A kind of number.

    `scale` is what the library's 1 is on the reader's screen (100 for per cents) and `sign` what stands behind it.
    `places` are the decimals written: None writes whole numbers without and others with two; `trimmed` drops zeros at
    the end; `plus` puts a plus before a gain. An answer is near when it is off by at most `near` (in the library's
    unit) or that `share` of the goal. `whole` says that there are no parts of it. `taken` are the units that may be
    typed beside the number, each with how much of the library's unit one of it is.
    """

    name: str
    scale: int = 1
    sign: str = ""
    places: int | None = None
    trimmed: bool = False
    plus: bool = False
    near: float = 0.0
    share: float = 0.0
    whole: bool = False
    taken: Mapping[str, float] = field(default_factory=dict, compare=False)

    def write(self, value) -> str:
        """Return the value as a sentence writes it.

        >>> from pledge_lib.finance.units import MONEY, PERCENT, RATE
        >>> MONEY.write(600_000), MONEY.write(1479.452), PERCENT.write(5 / 3), PERCENT.write(0.22), RATE.write(0.001425)
        ('600,000', '1,479.45', '166.67%', '22%', '0.1425%')
        """
        if value is None:
            return ABSENT
        if value in (math.inf, -math.inf):
            return "∞" if value > 0 else "−∞"
        text = half_up_text(value, self.places, scale=self.scale)
        if self.trimmed and "." in text:
            text = text.rstrip("0").rstrip(".")
        return ("+" if self.plus and value > 0 else "") + text + self.sign

    def readings(self, typed) -> tuple[Any, ...]:
        """Return what a typed number may mean, in the library's unit, likeliest first; refuse what is no number.

        Separators, full-width digits, 萬 and 億, and the unit's own signs are understood, a unit of another kind is
        refused by name. A per cent without its sign may also have been meant as a fraction.

        >>> from pledge_lib.finance.units import LOTS, MONEY, PERCENT
        >>> MONEY.readings("NT$６０萬"), LOTS.readings("500股"), PERCENT.readings("22%"), PERCENT.readings("22")
        ((600000.0,), (0.5,), (0.22,), (0.22, 22.0))
        """
        number, unit = number_in(typed, self.name)
        if abs(number) > LARGEST:
            raise InputError("not_a_number", name=self.name, value=typed)
        if unit:
            if unit not in self.taken:
                raise InputError("other_unit", name=self.name, value=typed, given=unit)
            return (float(number * exact(self.taken[unit])),)
        scaled = float(number / self.scale)
        return (scaled,) if self.scale == 1 else (scaled, float(number))

    def on_screen(self, value: float) -> float:
        """Return the number that a screen shows: 0.6 is 60 (%)."""
        return float(product(float(value), self.scale))

    def from_screen(self, number: float) -> float:
        """Return the library's value of a number on a screen: 60 (%) is 0.6."""
        require_number(self.name, number)
        return float(exact(number) / self.scale)

    def tolerance(self, goal: float) -> float:
        """Return how far an answer may be from the goal.

        >>> from pledge_lib.finance.units import DAYS, MONEY, PERCENT
        >>> MONEY.tolerance(10), MONEY.tolerance(600_000), PERCENT.tolerance(1.3), DAYS.tolerance(30)
        (1.0, 3000.0, 0.0005, 0.0)
        """
        return max(self.near, abs(goal) * self.share)

    def meets(self, answer: Any, goal: Any, tolerance: float | None = None) -> bool:
        """Return whether an answer comes close enough to the goal."""
        allowed = self.tolerance(goal) if tolerance is None else tolerance
        return abs(answer - goal) <= allowed * (1 + 1e-9)

    def __call__(self, value) -> "Quantity":
        """Return a value with this unit.

        >>> from pledge_lib.finance.units import MONEY
        >>> str(MONEY(600_000))
        '600,000'
        """
        return Quantity(value, self)

    def rounded(self, places: int) -> "Unit":
        """Return the same unit, always written with so many decimals.

        >>> from pledge_lib.finance.units import PERCENT
        >>> PERCENT.rounded(1).write(0.16951)
        '17.0%'
        """
        return replace(self, places=places, trimmed=False)


@dataclass(frozen=True)
class Quantity:
    """A value in the library's unit; amid a text it is written as its unit writes it, without the unit's name."""

    value: Any
    unit: Unit

    def __str__(self) -> str:
        return self.unit.write(self.value)


@dataclass(frozen=True, kw_only=True)
class HealthUnit(Unit):
    """A health factor: what is below 1 is never written as 1, since that is where liquidation begins."""

    def write(self, value) -> str:
        """Return the health factor with four decimals.

        >>> from pledge_lib.finance.units import HEALTH
        >>> HEALTH.write(1.66), HEALTH.write(0.99999)
        ('1.6600', '0.9999')
        """
        return Unit.write(self, min(value, 0.9999) if value is not None and value < 1 else value)


@dataclass(frozen=True, kw_only=True)
class DeductionUnit(Unit):
    """A sum that stands behind a minus: a negative one, such as a tax refunded, is put in brackets."""

    def write(self, value) -> str:
        """Return the sum.

        >>> from pledge_lib.finance.units import DEDUCTION
        >>> DEDUCTION.write(14_000), DEDUCTION.write(-1_750)
        ('14,000', '(−1,750)')
        """
        text = Unit.write(self, value)
        return f"({text})" if value is not None and value < 0 else text


@dataclass(frozen=True, kw_only=True)
class DateUnit(Unit):
    """A day of the calendar; `in_year` is one whose year is told elsewhere, as under an axis."""

    in_year: bool = False

    def write(self, value: date | None) -> str:
        """Return the day.

        >>> from pledge_lib.finance.units import DATE, DAY_IN_YEAR
        >>> DATE.write(date(2025, 4, 2)), DAY_IN_YEAR.write(date(2025, 4, 2))
        ('2025-04-02', '4/2')
        """
        if value is None:
            return ABSENT
        return f"{value.month}/{value.day}" if self.in_year else value.isoformat()

    def readings(self, typed) -> tuple[date, ...]:
        """Return the day, in any of the ways people write one; years of the Republic too.

        >>> from pledge_lib.finance.units import DATE
        >>> DATE.readings("2025/4/8"), DATE.readings("114.04.08")
        ((datetime.date(2025, 4, 8),), (datetime.date(2025, 4, 8),))
        """
        return (day_in(typed, self.name),)

    def meets(self, answer: Any, goal: Any, tolerance: float | None = None) -> bool:
        """Return whether it is the day."""
        return answer == goal


@dataclass(frozen=True, kw_only=True)
class TextUnit(Unit):
    """What is not a number: it is written as it is."""

    def write(self, value) -> str:
        """Return the text."""
        return ABSENT if value is None else str(value)
