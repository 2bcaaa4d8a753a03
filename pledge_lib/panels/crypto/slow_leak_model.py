"""What F4.5 shows, from numbers alone: how interest alone moves a health factor, and when it meets its line."""

import math
from dataclasses import dataclass, replace
from typing import Annotated

from pledge_lib.finance.crypto.rates import YEAR_SECONDS, days_to_liquidation, health_after
from pledge_lib.finance.interest import apy
from pledge_lib.finance.lines import below
from pledge_lib.finance.units import COUNT, PERCENT, Days, Health, Percent
from pledge_lib.panels.controls import Values

SECOND, DAY, NEVER = COMPOUNDING = ("second", "day", "never")
PERIODS = {SECOND: YEAR_SECONDS, DAY: 365}
Yield = Annotated[float, PERCENT.rounded(3)]
WholeCount = Annotated[float, COUNT.rounded(0)]


@dataclass(frozen=True, kw_only=True)
class SlowLeak:
    """A health factor that only interest moves; rates are nominal ones of a year."""

    start: Health
    borrow_apr: Percent
    supply_apr: Percent
    compounding: str
    days: Days

    @property
    def borrow_apy(self) -> Yield:
        return self._yearly(self.borrow_apr)

    @property
    def supply_apy(self) -> Yield:
        return self._yearly(self.supply_apr)

    @property
    def days_to_one(self) -> WholeCount:
        return self.days_to_one_at(self.borrow_apr)

    def days_to(self, health: float) -> float:
        """Return the days until the health factor is at another level."""
        return replace(self, start=self.start / health).days_to_one

    @property
    def simple_days(self) -> WholeCount:
        """Return the days to 1 if interest earned no interest."""
        return days_to_liquidation(self.start, self.borrow_apr, self.supply_apr, compounded=False)

    @property
    def now(self) -> Health:
        """Return the health factor after the days."""
        return self.health_on(self.days)

    @property
    def year(self) -> Percent:
        """Return the share of the health factor that is lost within a year; negative where it grows."""
        return 1 - self.health_on(365) / self.start

    def days_to_one_at(self, borrow_apr: float) -> float:
        """Return the days to 1 at another borrow rate."""
        rates = (self._exponent(borrow_apr), self._exponent(self.supply_apr))
        return days_to_liquidation(self.start, *rates, compounded=self.compounds)

    def health_on(self, days):
        """Return the health factor after so many days, elementwise."""
        rates = (self._exponent(self.borrow_apr), days, self._exponent(self.supply_apr))
        return health_after(self.start, *rates, compounded=self.compounds)

    @property
    def compounds(self) -> bool:
        return self.compounding != NEVER

    @property
    def state(self) -> str:
        if self.days_to_one == math.inf:
            return "holds"
        return "reached" if below(self.now, 1) else "leaks"

    def _yearly(self, nominal: float) -> float:
        return apy(nominal, PERIODS[self.compounding]) if self.compounds else nominal

    def _exponent(self, nominal: float) -> float:
        """Return the continuous rate that grows as fast; the nominal rate itself where interest earns none."""
        return math.log1p(self._yearly(nominal)) if self.compounds else nominal


def slow_leak(values: Values) -> SlowLeak:
    """Return what the figure shows, from numbers alone."""
    return SlowLeak(**values)
