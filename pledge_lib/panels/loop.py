"""A leverage loop as figures show it, whoever lends: on the stock market with shares, on chain with tokens."""

import math
from dataclasses import dataclass
from fractions import Fraction

from pledge_lib.finance.checks import exact
from pledge_lib.finance.leverage import (
    loop_carry,
    loop_collateral,
    loop_debt,
    loop_exposure,
    loop_loss,
    loop_ratio,
    loop_room,
)
from pledge_lib.finance.ratio import is_below, maintenance_ratio


@dataclass(frozen=True, kw_only=True)
class Loop:
    """A loop before and after a fall of the price; all sums are multiples of own money, exact but for endless ones."""

    loan_to_value: Fraction
    rounds: Fraction | float
    last_pledged: bool
    line: float
    fall: float
    asset_yield: float
    loan_rate: float

    @property
    def exposure(self):
        return loop_exposure(self.loan_to_value, self.rounds)

    @property
    def debt(self):
        return loop_debt(self.loan_to_value, self.rounds)

    @property
    def collateral(self):
        return loop_collateral(self.loan_to_value, self.rounds, last_pledged=self.last_pledged)

    @property
    def collateral_after(self):
        return self.collateral * (1 - exact(self.fall))

    @property
    def ratio(self) -> float:
        return loop_ratio(self.loan_to_value, self.rounds, last_pledged=self.last_pledged)

    @property
    def room(self) -> float:
        return loop_room(self.loan_to_value, self.rounds, self.line, last_pledged=self.last_pledged)

    @property
    def ratio_after(self) -> float:
        return maintenance_ratio(self.collateral_after, self.debt)

    @property
    def loss(self) -> float:
        return loop_loss(self.loan_to_value, self.rounds, exact(self.fall))

    @property
    def loss_at_call(self) -> float:
        """Return the share of own money gone when the ratio meets the line: nothing if it starts below."""
        return loop_loss(self.loan_to_value, self.rounds, max(0, self.room))

    @property
    def carry(self) -> float:
        return loop_carry(self.loan_to_value, self.rounds, exact(self.asset_yield), exact(self.loan_rate))

    @property
    def state(self) -> str:
        if self.debt == 0:
            return "no-debt"
        if is_below(self.collateral, self.debt, self.line):
            return "below-at-start"
        if is_below(self.collateral_after, self.debt, self.line):
            return "called"
        return "on-the-line" if self.collateral_after == exact(self.line) * self.debt else "normal"


def reasons(result: Loop, line: str = "ratio"):
    """Yield the parts of the why drawer: the position, what of it is collateral, its distance to a line, the rest."""
    endless = result.rounds == math.inf
    yield "endless" if endless else "rounds"
    if result.debt == 0:
        yield "no-debt"
    else:
        yield "all-pledged" if result.last_pledged or endless else "last-free"
        yield line
    yield "rest"
