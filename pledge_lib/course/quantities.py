"""A number with its unit, as questions, claims and worked examples give it: the unit writes and compares it."""

from dataclasses import dataclass
from datetime import date

from pledge_lib.finance import units
from pledge_lib.finance.units import Unit


@dataclass(frozen=True)
class Quantity:
    """A value in the library's unit: 22 % is 0.22, a date is a date."""

    value: object
    unit: Unit

    @property
    def text(self) -> str:
        """Return the value as a sentence writes it, without the unit's name.

        >>> percent(0.22).text, money(1479.452).text, points(0.3667).text
        ('22%', '1,479.45', '36.67')
        """
        return self.unit.write(self.value)

    @property
    def tolerance(self) -> float:
        """Return how far an answer may be off."""
        return self.unit.tolerance(self.value)

    def is_met_by(self, answer, tolerance: float | None = None) -> bool:
        """Return whether an answer in the library's unit comes close enough."""
        return self.unit.meets(answer, self.value, tolerance)


def money(value: float) -> Quantity:
    return Quantity(value, units.MONEY)


def dollars(value: float) -> Quantity:
    return Quantity(value, units.DOLLARS)


def price(value: float) -> Quantity:
    return Quantity(value, units.PRICE)


def percent(value: float) -> Quantity:
    return Quantity(value, units.PERCENT)


def tenths(value: float) -> Quantity:
    """Return per cent with one decimal, as lessons say odds and ladders of ratios."""
    return Quantity(value, units.PERCENT.rounded(1))


def rate(value: float) -> Quantity:
    """Return a rate, or a share that a rule sets: per cent with the decimals that it has."""
    return Quantity(value, units.RATE)


def points(value: float) -> Quantity:
    return Quantity(value, units.POINTS)


def times(value: float) -> Quantity:
    return Quantity(value, units.TIMES)


def number(value: float, places: int | None = None) -> Quantity:
    """Return a bare number, with four decimals or with as many as its sentences need."""
    return Quantity(value, units.NUMBER if places is None else units.NUMBER.rounded(places))


def count(value: float) -> Quantity:
    return Quantity(value, units.COUNT)


def days(value: float) -> Quantity:
    return Quantity(value, units.DAYS)


def day(value: date) -> Quantity:
    return Quantity(value, units.DATE)
