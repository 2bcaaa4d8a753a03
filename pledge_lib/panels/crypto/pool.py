"""F4.3: a lending pool from both sides: what is lent out sets the rates, and what is left can be withdrawn."""

from dataclasses import dataclass
from functools import cached_property

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.rates import RateCurve, utilization
from pledge_lib.finance.units import DOLLARS, PERCENT
from pledge_lib.panels.controls import Preset, Slider, Values
from pledge_lib.panels.crypto.pool_view import ID, MOST, SMALLEST, figure, view
from pledge_lib.panels.declaration import Declaration

REAL_CURVES = ("WBTC", "wstETH")


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A pool after a withdrawal; money in US dollars."""

    curve: RateCurve
    supplied: float
    asked_loan: float
    asked_withdrawal: float

    @property
    def borrowed(self) -> float:
        """Return what is lent out: never more than there was."""
        return min(self.asked_loan, self.supplied)

    @property
    def withdrawn(self) -> float:
        """Return what is paid out: never more than what is not lent out."""
        return min(self.asked_withdrawal, self.supplied - self.borrowed)

    @property
    def blocked(self) -> float:
        """Return what suppliers ask for and cannot have."""
        return self.asked_withdrawal - self.withdrawn

    @property
    def left(self) -> float:
        """Return what suppliers are still owed."""
        return self.supplied - self.withdrawn

    @property
    def available(self) -> float:
        return self.left - self.borrowed

    @cached_property
    def utilization(self) -> float:
        return utilization(self.borrowed, self.available)

    @cached_property
    def borrow_rate(self) -> float:
        return self.curve.borrow_apr(self.utilization)

    @cached_property
    def supply_rate(self) -> float:
        return self.curve.supply_apr(self.utilization)

    @property
    def paid(self) -> float:
        """Return what borrowers pay in a year at this rate."""
        return self.borrowed * self.borrow_rate

    @property
    def earned(self) -> float:
        """Return what suppliers earn in a year at this rate."""
        return self.left * self.supply_rate

    @property
    def state(self) -> str:
        if self.blocked:
            return "blocked"
        if not self.borrowed:
            return "idle"
        if self.utilization == 1:
            return "full"
        kink = self.curve.optimal_utilization
        return "beyond" if self.utilization > kink else "at-kink" if self.utilization == kink else "below"


def pool(values: Values) -> Pool:
    """Return what the panel shows, from numbers alone."""
    curve = RateCurve(
        optimal_utilization=values["kink"],
        base=values["base"],
        slope1=values["slope1"],
        slope2=values["slope2"],
        reserve_factor=values["reserve"],
    )
    return Pool(
        curve=curve,
        supplied=values["supplied"],
        asked_loan=values["borrowed"],
        asked_withdrawal=values["withdraw"],
    )


def _presets() -> tuple[Preset, ...]:
    """Return the points of the lesson's curve, withdrawals from it, and two real curves of a day."""
    teaching = {"supplied": 1_000_000, "borrowed": 800_000, "withdraw": 0, "kink": 0.80, "base": 0.0, "slope1": 0.048,
                "slope2": 0.80, "reserve": 0.15}  # fmt: skip
    cases = {
        "fifty": {**teaching, "borrowed": 500_000},
        "kink": teaching,
        "ninety": {**teaching, "borrowed": 900_000},
        "ninety-five": {**teaching, "borrowed": 950_000},
        "withdrawal": {**teaching, "withdraw": 110_000},
        "run": {**teaching, "withdraw": 500_000},
    }
    named = (Preset(label=f"{ID}.preset.{name}", values=values) for name, values in cases.items())
    return (*named, *map(_real, REAL_CURVES))


def _real(symbol: str) -> Preset:
    """Return a dated curve at a utilisation of 90 %."""
    asset = aave_assets()[symbol]
    curve = {"kink": asset.optimal_utilization, "base": asset.base, "slope1": asset.slope1, "slope2": asset.slope2}
    values = {"supplied": 1_000_000, "borrowed": 900_000, "withdraw": 0, **curve, "reserve": asset.reserve_factor}
    fields = {"symbol": symbol, "day": asset.rates_as_of.isoformat()}
    return Preset(label=f"{ID}.preset.real", fields=fields, values=values)


def panel() -> Declaration:
    """Declare the panel."""
    controls = (
        Slider(key="borrowed", low=0, high=MOST, step=10_000, default=800_000, unit=DOLLARS),
        Slider(key="withdraw", low=0, high=MOST, step=10_000, default=0, unit=DOLLARS),
        Slider(key="supplied", low=SMALLEST, high=MOST, step=10_000, default=1_000_000, unit=DOLLARS),
        Slider(key="kink", low=0.45, high=0.95, step=0.05, default=0.80, unit=PERCENT),
        Slider(key="base", low=0.0, high=0.02, step=0.0005, default=0.0, unit=PERCENT),
        Slider(key="slope1", low=0.01, high=0.10, step=0.001, default=0.048, unit=PERCENT),
        Slider(key="slope2", low=0.20, high=3.0, step=0.05, default=0.80, unit=PERCENT),
        Slider(key="reserve", low=0.0, high=0.50, step=0.01, default=0.15, unit=PERCENT),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=pool, view=view, figure=figure)
