"""The model of F0.1: one shock, and what each product's own position and procedure make of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from pledge_lib.finance.states import CALLED, NORMAL
from pledge_lib.finance.units import Count, Money, Sessions, Signed, Word
from pledge_lib.market.overview.shock import EvenShock
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Values
from pledge_lib.panels.overview.one_shock_lanes import (
    BORROWER,
    CHAIN,
    MARGIN,
    PLEDGE,
    PROFILES,
    SHORT,
    Lane,
    borrower_lane,
    chain_lane,
    margin_lane,
    pledge_lane,
    short_lane,
)

AT_ONCE, SAME_DAY = "at-once", "same-day"  # without a notice, and due on the day of the notice
ALL, TWO = "all", "two"
LANES = {ALL: (PLEDGE, MARGIN, BORROWER, CHAIN), TWO: (PLEDGE, CHAIN)}


@dataclass(frozen=True, kw_only=True)
class OneShock:
    """All lanes after one shock."""

    change: Signed
    days: Sessions
    lanes: tuple[Lane, ...]

    @cached_property
    def over(self) -> tuple[Lane, ...]:
        """Return the lanes over their line, the first to break first."""
        over = (lane for lane in self.lanes if lane.is_over)
        return tuple(sorted(over, key=lambda lane: (lane.clock.called, abs(lane.at))))

    @cached_property
    def first(self) -> Lane:
        """Return the first to break, else the one nearest to its line."""
        return self.over[0] if self.over else min(self.lanes, key=lambda lane: lane.room)

    @property
    def over_count(self) -> Count:
        return len(self.over)

    @property
    def lane_count(self) -> Count:
        return len(self.lanes)

    @property
    def holding(self) -> Count:
        """Return how many lanes hold their line."""
        return len(self.lanes) - len(self.over)

    @property
    def first_name(self) -> Word:
        return self.first.name

    @property
    def to_act(self) -> Sessions | None:
        """Return the business days there are to act for the first that breaks; None while all hold."""
        return self.first.to_act

    @property
    def payer(self) -> Lane | None:
        """Return the first lane whose call can still be met with money."""
        return next((lane for lane in self.over if lane.cash is not None), None)

    @property
    def cash(self) -> Money | None:
        """Return what closes the first call that money can still close."""
        return self.payer and self.payer.cash

    @property
    def state(self) -> Word:
        if not self.over:
            return NORMAL
        if self.first.is_on_chain:
            return AT_ONCE
        return CALLED if self.to_act else SAME_DAY

    @property
    def tone(self) -> str:
        """Return the tone of the first that breaks; while all hold, near if one of them is near."""
        if self.over:
            return self.first.tone
        return tones.NEAR if any(lane.tone == tones.NEAR for lane in self.lanes) else tones.SAFE

    def lane(self, name: str) -> Lane:
        """Return one lane by its name."""
        return next(lane for lane in self.lanes if lane.name == name)


def one_shock(values: Values) -> OneShock:
    """Return what the figure shows, from numbers alone."""
    shock = EvenShock(change=values["shock"], days=values["days"])
    names = LANES[values["lanes"]] + ((SHORT,) if values["short"] else ())
    return OneShock(change=shock.change, days=shock.days, lanes=tuple(MAKERS[name](values, shock) for name in names))


MAKERS: dict[str, Callable[[Values, EvenShock], Lane]] = {
    PLEDGE: pledge_lane,
    MARGIN: margin_lane,
    BORROWER: borrower_lane,
    CHAIN: chain_lane,
    SHORT: short_lane,
}
DEFAULTS = {
    "shock": -0.25,
    "days": 3,
    "pledge": 2.0,
    "margin": 0.60,
    "borrower": 1.40,
    "chain": 0.50,
    "short": False,
    "lanes": ALL,
    "profile": PROFILES[PLEDGE],
}
