"""The model of F2.5: a margin purchase, and what curing it to the call line or to a higher level takes and does."""

import math
from dataclasses import dataclass
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lines import below
from pledge_lib.finance.margin.positions import value_to_post
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.ratio import add_to, fall_to_line, is_below, maintenance_ratio, repay_to, sell_to
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import Change, Money, Percent, Rate, Tenths, Word
from pledge_lib.market.procedure import CALLED, CANCELLED, WATCH
from pledge_lib.panels.controls import Values

PROFILE = "tw-margin"
REPAY, ADD, SELL = METHODS = ("repay", "add", "sell")
OPENING = "opening"
TARGETS = {"150": 1.50, "166": 1.66, OPENING: None, "180": 1.80}
UNCALLED = "uncalled"
SUMS = {REPAY: repay_to, ADD: add_to}


@dataclass(frozen=True, kw_only=True)
class Level:
    """A ratio to cure to: the sum of each method, ratio and state after it, and the fall that leads below the line.

    `sell` is None where even selling everything would not do.
    """

    ratio: Percent
    repay: Money
    add: Money
    sell: Money | None
    ratio_after: Percent
    state: Word
    room: Percent

    def amount(self, method: str) -> float | None:
        """Return the sum of one method."""
        return getattr(self, method)


@dataclass(frozen=True, kw_only=True)
class CureLevels:
    """A margin purchase, and its cures to the call line and to the target; `cost` is that of selling."""

    rules: MarginRules
    collateral: Money
    debt: Money
    financing_ratio: Percent
    target: Percent
    method: Word
    cost: Rate

    @property
    def ratio(self) -> Percent:
        return maintenance_ratio(self.collateral, self.debt)

    @property
    def opening_ratio(self) -> Percent:
        """Return the ratio on the day of the purchase: the inverse of what was lent of it."""
        return float(1 / exact(self.financing_ratio))

    @property
    def bought_for(self) -> Money:
        return float(exact(self.debt) / exact(self.financing_ratio))

    @property
    def change(self) -> Change | None:
        """Return how the value changed since the purchase; None where nothing was lent."""
        return self.collateral / self.bought_for - 1 if self.debt else None

    @cached_property
    def to_line(self) -> Level:
        return self._level(self.rules.call_line)

    @cached_property
    def to_target(self) -> Level:
        return self._level(self.target)

    @property
    def low(self) -> Money | None:
        """Return what the chosen method takes to the line."""
        return self.to_line.amount(self.method)

    @property
    def high(self) -> Money | None:
        """Return what the chosen method takes to the target."""
        return self.to_target.amount(self.method)

    def sum_at(self, level: float, collateral: float) -> float | None:
        """Return what the chosen method takes from another value of the shares to a level; None where it cannot."""
        position = (collateral, self.debt, level)
        found = sell_to(*position, cost=self.cost) if self.method == SELL else SUMS[self.method](*position)
        return found if math.isfinite(found) else None

    @property
    def outcome(self) -> Word:
        """Return what the target makes of a call."""
        return _state_after(self.target, self.rules)

    @property
    def call_value(self) -> Money:
        """Return the value of the shares at which the ratio is on the call line."""
        return float(exact(self.rules.call_line) * exact(self.debt))

    @property
    def times(self) -> Tenths | None:
        """Return how many times the sum to the line the sum to the target is; None where one of them is no sum."""
        return self.high / self.low if self.low and self.high is not None else None

    @property
    def called_sum(self) -> Money:
        return repay_to(self.collateral, self.debt, self.rules.cure_target)

    @property
    def to_post(self) -> Money:
        """Return the value of listed securities that meets the called sum, of which only a part counts."""
        return value_to_post(self.called_sum, self.rules.posted_rate_listed)

    @cached_property
    def state(self) -> Word:
        if self.debt == 0:
            return NO_DEBT
        if is_below(self.collateral, self.debt, self.rules.call_line):
            return CALLED
        return "normal" if is_below(self.collateral, self.debt, self.target) else "at-target"

    def _level(self, ratio: float) -> Level:
        position = (self.collateral, self.debt, ratio)
        sell = sell_to(*position, cost=self.cost)
        return Level(
            ratio=ratio,
            repay=repay_to(*position),
            add=add_to(*position),
            sell=sell if math.isfinite(sell) else None,
            ratio_after=max(ratio, self.ratio),
            state=_state_after(ratio, self.rules) if self.state == CALLED else UNCALLED,
            room=fall_to_line(ratio, self.rules.call_line),
        )


def _state_after(ratio: float, rules: MarginRules) -> str:
    """Return what a cure to this ratio makes of the call once the deadline has passed."""
    if not below(ratio, rules.cancel_level):
        return CANCELLED
    return CALLED if below(ratio, rules.call_line) else WATCH


def cure_levels(values: Values) -> CureLevels:
    """Return what the figure shows, from numbers alone."""
    rules, chosen = datasets.rules(PROFILE), TARGETS[values["target"]]
    return CureLevels(
        rules=rules,
        collateral=values["collateral"],
        debt=values["debt"],
        financing_ratio=values["financing_ratio"],
        target=float(1 / exact(values["financing_ratio"])) if chosen is None else chosen,
        method=values["method"],
        cost=rules.selling_cost if values["costs"] else 0.0,
    )
