"""A leverage loop as figures show it, whoever lends: on the stock market with shares, on chain with tokens."""

import math
from dataclasses import dataclass
from functools import cached_property

from pledge_lib.finance.checks import exact
from pledge_lib.finance.leverage import (
    loop_bought,
    loop_carry,
    loop_collateral,
    loop_debt,
    loop_exposure,
    loop_loss,
    loop_ratio,
    loop_room,
)
from pledge_lib.finance.ratio import is_below, maintenance_ratio
from pledge_lib.finance.units import Count, Percent, Times, Word


@dataclass(frozen=True, kw_only=True)
class Loop:
    """A loop before and after a fall of the price; all sums are multiples of own money, exact but for endless ones."""

    loan_to_value: Percent
    rounds: Count
    last_pledged: bool
    line: Percent
    fall: Percent
    asset_yield: Percent
    loan_rate: Percent

    @cached_property
    def exposure(self) -> Times:
        return loop_exposure(self.loan_to_value, self.rounds)

    @cached_property
    def debt(self) -> Times:
        return loop_debt(self.loan_to_value, self.rounds)

    @property
    def last(self) -> Times:
        """Return what the last round bought."""
        return loop_bought(self.loan_to_value, self.rounds)

    @cached_property
    def collateral(self) -> Times:
        return loop_collateral(self.loan_to_value, self.rounds, last_pledged=self.last_pledged)

    @property
    def collateral_after(self):
        return self.collateral * (1 - exact(self.fall))

    @cached_property
    def ratio(self) -> Percent:
        return loop_ratio(self.loan_to_value, self.rounds, last_pledged=self.last_pledged)

    @cached_property
    def room(self) -> Percent:
        return loop_room(self.loan_to_value, self.rounds, self.line, last_pledged=self.last_pledged)

    @cached_property
    def ratio_after(self) -> Percent:
        return maintenance_ratio(self.collateral_after, self.debt)

    @cached_property
    def loss(self) -> Percent:
        return loop_loss(self.loan_to_value, self.rounds, exact(self.fall))

    @property
    def left(self) -> Percent:
        """Return the share of own money left after the fall."""
        return 1 - self.loss

    @property
    def loss_at_call(self) -> Percent | None:
        """Return the share of own money gone when the ratio meets the line: nothing if it starts below."""
        if not self.debt:
            return None  # no debt, no line to fall to
        return loop_loss(self.loan_to_value, self.rounds, max(0, self.room))

    @cached_property
    def carry(self) -> Percent:
        return loop_carry(self.loan_to_value, self.rounds, exact(self.asset_yield), exact(self.loan_rate))

    @property
    def year(self) -> Percent:
        """Return a year's carry less the loss of the fall."""
        return self.carry - self.loss

    @cached_property
    def state(self) -> Word:
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
    yield "why.endless" if endless else "why.rounds"
    if result.debt == 0:
        yield "why.no-debt"
    else:
        yield "why.all-pledged" if result.last_pledged or endless else "why.last-free"
        yield f"why.{line}"
    yield "why.rest"


def carry_note(result: Loop):
    """Yield the note on a loan that costs as much as the asset yields, or more."""
    if result.debt and exact(result.loan_rate) >= exact(result.asset_yield):
        yield "note.carry-lost" if result.carry < 0 else "note.carry-shrinks"
