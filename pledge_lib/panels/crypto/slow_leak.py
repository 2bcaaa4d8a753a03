"""F4.5: the slow leak; the price stands still, the debt grows by itself, and the health factor goes down to 1."""

import math
from dataclasses import dataclass

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.rates import YEAR_SECONDS, days_to_liquidation, health_after
from pledge_lib.finance.interest import apy
from pledge_lib.finance.money import percent_text
from pledge_lib.finance.units import DAYS, NUMBER, PERCENT
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.crypto.slow_leak_view import HIGHEST_RATE, ID, LONGEST, figure, view
from pledge_lib.panels.declaration import Declaration

SECOND, DAY, NEVER = COMPOUNDING = ("second", "day", "never")
PERIODS = {SECOND: YEAR_SECONDS, DAY: 365}
BORROWED, HELD = "USDC", "WETH"


@dataclass(frozen=True, kw_only=True)
class SlowLeak:
    """A health factor that only interest moves; rates are nominal ones of a year."""

    start: float
    borrow_apr: float
    supply_apr: float
    compounding: str
    days: float

    @property
    def borrow_apy(self) -> float:
        return self._yearly(self.borrow_apr)

    @property
    def supply_apy(self) -> float:
        return self._yearly(self.supply_apr)

    @property
    def days_to_one(self) -> float:
        return self.days_to_one_at(self.borrow_apr)

    @property
    def simple_days(self) -> float:
        """Return the days to 1 if interest earned no interest."""
        return days_to_liquidation(self.start, self.borrow_apr, self.supply_apr, compounded=False)

    @property
    def now(self) -> float:
        """Return the health factor after the days."""
        return self.health_on(self.days)

    @property
    def year(self) -> float:
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
        return "reached" if self.now < 1 else "leaks"

    def _yearly(self, nominal: float) -> float:
        return apy(nominal, PERIODS[self.compounding]) if self.compounds else nominal

    def _exponent(self, nominal: float) -> float:
        """Return the continuous rate that grows as fast; the nominal rate itself where interest earns none."""
        return math.log1p(self._yearly(nominal)) if self.compounds else nominal


def slow_leak(values: Values) -> SlowLeak:
    """Return what the panel shows, from numbers alone."""
    return SlowLeak(
        start=values["start"],
        borrow_apr=values["borrow_apr"],
        supply_apr=values["supply_apr"],
        compounding=values["compounding"],
        days=values["days"],
    )


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's leaks, and a dollar loan against ETH at the rates of the real curves at their kinks."""
    base = {"start": 1.107, "borrow_apr": 0.336, "supply_apr": 0.0, "compounding": SECOND, "days": 30}
    cases = {
        "squeeze": {},
        "calm": {"borrow_apr": 0.048},
        "past-the-kink": {"borrow_apr": 0.448},
        "yields": {"start": 1.5, "borrow_apr": 0.05, "supply_apr": 0.012, "days": 365},
        "earns": {"borrow_apr": 0.05, "supply_apr": 0.06},
    }
    borrowed, held = aave_assets()[BORROWED], aave_assets()[HELD]
    owed = borrowed.curve.borrow_apr(borrowed.optimal_utilization)
    earned = held.curve.supply_apr(held.optimal_utilization)
    real = {**base, "borrow_apr": round(owed, 6), "supply_apr": round(earned, 6)}
    fields = {"borrowed": BORROWED, "borrow": percent_text(owed), "borrow_day": borrowed.rates_as_of.isoformat(),
              "held": HELD, "supply": percent_text(earned), "supply_day": held.rates_as_of.isoformat()}  # fmt: skip
    return (
        *(Preset(label=f"{ID}.preset.{name}", values=base | case) for name, case in cases.items()),
        Preset(label=f"{ID}.preset.real", values=real, fields=fields),
    )


def panel() -> Declaration:
    """Declare the panel."""
    controls = (
        Slider(key="start", low=1.01, high=2.0, step=0.01, default=1.107, unit=NUMBER),
        Slider(key="borrow_apr", low=0.01, high=HIGHEST_RATE, step=0.001, default=0.336, unit=PERCENT),
        Slider(key="days", low=0, high=LONGEST, step=1, default=30, unit=DAYS),
        Slider(key="supply_apr", low=0.0, high=0.20, step=0.001, default=0.0, unit=PERCENT),
        Choice(key="compounding", options=COMPOUNDING, default=SECOND),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=slow_leak, view=view, figure=figure)
