"""A number with its unit: how it is written in a sentence, and how close an answer must come."""

from dataclasses import dataclass
from datetime import date

from pledge_lib.finance.money import amount_text, percent_text

MONEY, PRICE, PER_CENT, POINTS, TIMES, COUNT, DAYS, DATE, RATE, TEXT, DOLLARS, NUMBER = UNITS = (
    "money", "price", "percent", "points", "times", "count", "days", "date", "rate", "text", "dollars", "number",
)  # fmt: skip
EXACT = (COUNT, DAYS, DATE)


@dataclass(frozen=True)
class Quantity:
    """A value in the library's unit (22 % is 0.22, a date is a date) and the unit it is shown in."""

    value: object
    unit: str

    @property
    def text(self) -> str:
        """Return the value as a sentence writes it, without the unit's name.

        >>> Quantity(0.22, "percent").text, Quantity(1479.452, "money").text, Quantity(0.3667, "points").text
        ('22%', '1,479.45', '36.67')
        """
        if self.unit == TEXT:
            return self.value
        if self.unit == DATE:
            return self.value.isoformat()
        if self.unit == RATE:
            return percent_text(self.value, 4).rstrip("0%").rstrip(".") + "%"
        if self.unit == PER_CENT:
            return percent_text(self.value, 0 if round(self.value * 100, 6) == round(self.value * 100) else 2)
        if self.unit == POINTS:
            return amount_text(self.value * 100)
        if self.unit == NUMBER:
            return amount_text(self.value, 4)
        if self.unit == TIMES:
            return amount_text(self.value, 3)
        return amount_text(self.value, 2 if self.unit == PRICE else None)

    @property
    def tolerance(self) -> float:
        """Return how far an answer may be off: money 0.5 % or 1, per cent 0.05 points, counts nothing."""
        if self.unit in EXACT:
            return 0.0
        if self.unit in (PER_CENT, POINTS, NUMBER):
            return 0.0005
        if self.unit in (MONEY, DOLLARS):
            return max(abs(self.value) * 0.005, 1.0)
        return abs(self.value) * 0.005

    def is_met_by(self, answer, tolerance: float | None = None) -> bool:
        """Return whether an answer in the library's unit comes close enough."""
        allowed = self.tolerance if tolerance is None else tolerance
        if self.unit == DATE:
            return answer == self.value
        return abs(answer - self.value) <= allowed * (1 + 1e-9)


def money(value: float) -> Quantity:
    return Quantity(value, MONEY)


def dollars(value: float) -> Quantity:
    return Quantity(value, DOLLARS)


def number(value: float) -> Quantity:
    return Quantity(value, NUMBER)


def price(value: float) -> Quantity:
    return Quantity(value, PRICE)


def percent(value: float) -> Quantity:
    return Quantity(value, PER_CENT)


def points(value: float) -> Quantity:
    return Quantity(value, POINTS)


def times(value: float) -> Quantity:
    return Quantity(value, TIMES)


def count(value: float) -> Quantity:
    return Quantity(value, COUNT)


def days(value: float) -> Quantity:
    return Quantity(value, DAYS)


def day(value: date) -> Quantity:
    return Quantity(value, DATE)


def rate(value: float) -> Quantity:
    return Quantity(value, RATE)


def text(value: str) -> Quantity:
    return Quantity(value, TEXT)
