"""The model of F0.2: one loan in five words, each a translation of what is lent of 100."""

from dataclasses import dataclass

from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.position import fall_to_liquidation, health_factor
from pledge_lib.finance.leverage import leverage
from pledge_lib.finance.ratio import fall_to_line, is_below, maintenance_ratio
from pledge_lib.finance.states import CALLED, NORMAL
from pledge_lib.finance.units import Health, Percent, Points, Times, Word
from pledge_lib.panels.controls import Values

LTV, RATIO, HEALTH_FACTOR, LEVERAGE, FALL = "ltv", "ratio", "health", "leverage", "fall"
ROWS = (LTV, RATIO, HEALTH_FACTOR, LEVERAGE, FALL)
LOWEST, HIGHEST = 0.10, 0.95
PLACES = 6  # decimals that a value set by another row keeps


@dataclass(frozen=True, kw_only=True)
class Translation:
    """A loan-to-value in the other words, beside a call line and a liquidation threshold."""

    ltv: Percent
    line: Percent
    threshold: Percent

    @property
    def ratio(self) -> Percent:
        return maintenance_ratio(1, self.ltv)

    @property
    def health(self) -> Health:
        return health_factor(1, self.ltv, self.threshold)

    @property
    def leverage(self) -> Times:
        return leverage(self.ltv)

    @property
    def fall(self) -> Percent:
        """Return the fall of the price to the call line; negative where it is crossed."""
        return fall_to_line(self.ratio, self.line)

    @property
    def fall_on_chain(self) -> Percent:
        """Return the fall of the price to a health factor of 1."""
        return fall_to_liquidation(self.health)

    @property
    def points(self) -> Points:
        return self.ratio - self.line

    @property
    def points_on_chain(self) -> Points:
        return self.threshold - self.ltv

    @property
    def ltv_of_line(self) -> Percent:
        """Return the loan-to-value that stands on the call line."""
        return 1 / self.line

    @property
    def is_called(self) -> bool:
        return is_below(1, self.ltv, self.line)

    @property
    def is_liquidatable(self) -> bool:
        return exact(self.ltv) > exact(self.threshold)

    @property
    def state(self) -> Word:
        if self.is_called and self.is_liquidatable:
            return "both"
        if self.is_liquidatable:
            return "liquidatable"
        return CALLED if self.is_called else NORMAL


def translation(values: Values) -> Translation:
    """Return what the figure shows, from numbers alone."""
    return Translation(ltv=values[LTV], line=values["line"], threshold=values["threshold"])


def ltv_from(row: str, value: float, *, line: float, threshold: float) -> float:
    """Return the loan-to-value that a value of another row stands for, within what the figure shows.

    >>> ltv_from("ratio", 2.0, line=1.30, threshold=0.83), ltv_from("fall", 0.22, line=1.30, threshold=0.83)
    (0.5, 0.6)
    """
    found = {
        LTV: lambda: value,
        RATIO: lambda: 1 / value,
        HEALTH_FACTOR: lambda: threshold / value,
        LEVERAGE: lambda: 1 - 1 / value,
        FALL: lambda: (1 - value) / line,
    }[row]()
    return round(min(max(found, LOWEST), HIGHEST), PLACES)


def others(row: str, value: float, values: Values) -> Values:
    """Return what every other row shows once one of them was moved or typed."""
    terms = {"line": values["line"], "threshold": values["threshold"]}
    result = Translation(ltv=ltv_from(row, value, **terms), **terms)
    return {name: round(getattr(result, name), PLACES) for name in ROWS if name != row}
