"""What F1.11 works out: one ratio and one call price, exactly, and as somebody reads them who rounds on the way."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pledge_lib.finance.amounts import product
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lines import below, on
from pledge_lib.finance.money import floor_to_dollar, round_half_up
from pledge_lib.finance.units import Days, Gain, Money, Percent, Price, Shares

VALUE, LOAN, SHARES = 1_000_000, 600_000, 10_000  # the articles' own example: NT$600,000 on shares worth NT$1,000,000
OPENING = Fraction(VALUE, SHARES)  # the price on the day of the loan
EXACT, NEAREST, CUT = "exact", "nearest", "cut"
FIRST, LAST = "first", "last"
TO_WHOLE: Mapping[str, Callable] = {EXACT: lambda number: number, NEAREST: round_half_up, CUT: floor_to_dollar}
STILL_READ = {NEAREST: Fraction(1, 2), CUT: Fraction(0)}  # how far below a whole number is read as that number


def whole(number: Fraction, way: str) -> Fraction:
    """Return a number as somebody writes it down: to the nearest whole one, cut off, or as it is.

    >>> [whole(Fraction(500, 3), way) for way in (EXACT, NEAREST, CUT)]
    [Fraction(500, 3), Fraction(167, 1), Fraction(166, 1)]
    """
    return Fraction(TO_WHOLE[way](number))


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """The sums of somebody who rounds the ratio to whole per cents and the interest to whole dollars.

    `first` is how that person rounds before working on, `last` how the answer is rounded.
    """

    price: float
    line: float
    rate: float
    days: float
    basis: float
    counted: bool
    first: str = EXACT
    last: str = EXACT

    @property
    def start(self) -> Percent:
        """Return the ratio on the day of the loan, as it is written down."""
        return float(whole(self._start * 100, self.last) / 100)

    @property
    def ratio(self) -> Percent:
        return self.ratio_at(self.price)

    @property
    def call_price(self) -> Price:
        """Return the lowest price at which the ratio that is read is not below the line."""
        return self.price_at(self.line)

    @property
    def interest_a_day(self) -> Money:
        return float(self._interest_a_day)

    @property
    def interest(self) -> Money:
        return float(whole(self._accrued, self.last))

    @property
    def debt(self) -> Money:
        """Return what the ratio divides by."""
        return float(self._debt)

    @property
    def is_called(self) -> bool:
        return below(self._ratio_at(self.price), self.line)

    @property
    def is_on_the_line(self) -> bool:
        return on(self._ratio_at(self.price), self.line)

    def ratio_at(self, price: float) -> float:
        """Return the ratio that is read at a price."""
        return float(self._ratio_at(price))

    def price_at(self, ratio: float) -> float:
        """Return the lowest price at which the ratio that is read is not below this one."""
        reached = exact(ratio)
        if self.last != EXACT:
            reached = (math.ceil(reached * 100) - STILL_READ[self.last]) / 100
        return float(reached * self._debt / LOAN * OPENING / self._start)

    def _ratio_at(self, price: float) -> Fraction:
        ratio = self._start * exact(price) / OPENING * LOAN / self._debt
        return whole(ratio * 100, self.last) / 100

    @property
    def _start(self) -> Fraction:
        return whole(Fraction(VALUE, LOAN) * 100, self.first) / 100

    @property
    def _interest_a_day(self) -> Fraction:
        return whole(LOAN * exact(self.rate) / exact(self.basis), self.first)

    @property
    def _accrued(self) -> Fraction:
        return self._interest_a_day * exact(self.days)

    @property
    def _debt(self) -> Fraction:
        return LOAN + self._accrued if self.counted else Fraction(LOAN)


@dataclass(frozen=True, kw_only=True)
class Rounding:
    """The same loan three times: `exact`, as it is `read`, and exactly but with the interest left out (`bare`)."""

    exact: Reckoning
    read: Reckoning
    bare: Reckoning

    @property
    def loan(self) -> Money:
        return LOAN

    @property
    def value(self) -> Money:
        return VALUE

    @property
    def shares(self) -> Shares:
        return SHARES

    @property
    def collateral(self) -> Money:
        """Return what the shares are worth now."""
        return product(SHARES, self.exact.price)

    @property
    def basis(self) -> Days:
        return self.exact.basis

    @property
    def by_rounding(self) -> Gain:
        """Return by how much the rounding moves the call price."""
        return self.read.call_price - self.exact.call_price

    @property
    def by_interest(self) -> Gain:
        """Return by how much the interest in the debt moves it."""
        return self.exact.call_price - self.bare.call_price

    @property
    def interest_is(self) -> str:
        """Return whether there is interest yet that could count as debt."""
        return "counted" if self.exact.interest else "not-yet"

    @property
    def is_exact(self) -> bool:
        """Return whether nothing is rounded."""
        return self.read == self.exact

    @property
    def state(self) -> str:
        """Return whether the two readings agree, and if so, on what."""
        if self.exact.is_called:
            return "called" if self.read.is_called else "hidden"
        if self.read.is_called:
            return "alarm"
        return "on-the-line" if self.exact.is_on_the_line else "normal"


def rounding(values: Mapping, basis: float) -> Rounding:
    """Return the three reckonings of the controls' values; `basis` is the days of the year that interest is divided by.

    >>> values = {"price": 78, "line": 1.30, "rate": 0.03, "days": 30, "counted": False, "way": CUT, "when": FIRST}
    >>> rounding(values, basis=365).read.ratio, rounding(values, basis=365).state
    (1.2948, 'alarm')
    """
    loan = {name: values[name] for name in ("price", "line", "rate", "days")} | {"basis": basis}
    steps = {values["when"]: values["way"]}
    return Rounding(
        exact=Reckoning(**loan, counted=values["counted"]),
        read=Reckoning(**loan, counted=values["counted"], **steps),
        bare=Reckoning(**loan, counted=False),
    )
