"""The model of F5.4: at a price, which rung of the plan is reached, what its writer does there, and what it takes."""

from dataclasses import dataclass
from functools import cached_property

from pledge_lib.finance.capstone.plan import CURES, PlannedLoan
from pledge_lib.finance.ratio import after_change, is_below, repay_to
from pledge_lib.finance.units import Change, Money, Percent, Phrases, Word

CALM, ACT, CALLED, SHORT = "calm", "act", "called", "short"
TRIGGER, CANCEL, CALL, GONE = ("trigger", "cancel", "call", "gone")


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One price of the plan, as a part of today's, and the ratio there."""

    name: Word
    price: Percent
    ratio: Percent
    reached: bool


@dataclass(frozen=True, kw_only=True)
class Card:
    """A planned loan at a price."""

    loan: PlannedLoan
    change: Change
    is_first: bool

    @property
    def price(self) -> Percent:
        """Return the price as a part of today's."""
        return after_change(1.0, self.change)

    @property
    def value(self) -> Money:
        return after_change(self.loan.collateral, self.change)

    @property
    def ratio(self) -> Percent:
        return self.loan.at(self.change)

    @cached_property
    def rungs(self) -> tuple[Rung, ...]:
        """Return the rungs from the highest price down."""
        ratios = {TRIGGER: self.loan.plan.trigger, CANCEL: self.loan.rules.cancel_level, CALL: self.loan.line}
        ratios[GONE] = 1 / (1 - self.loan.rules.selling_cost)
        found = [
            Rung(name=name, price=ratio * self.loan.plan.loan_to_value, ratio=ratio, reached=self.is_below(ratio))
            for name, ratio in ratios.items()
        ]
        return tuple(sorted(found, key=lambda rung: -rung.price))

    def is_below(self, ratio: float) -> bool:
        return bool(is_below(self.value, self.loan.debt, ratio))

    @property
    def state(self) -> Word:
        if self.is_below(1 / (1 - self.loan.rules.selling_cost)):
            return SHORT
        if self.is_below(self.loan.line):
            return CALLED
        return ACT if self.is_below(self.loan.plan.trigger) else CALM

    @property
    def goal(self) -> Percent:
        """Return the ratio that is restored: the own line, or the lender's target once a call has come."""
        return self.loan.target if self.is_below(self.loan.line) else self.loan.plan.trigger

    @property
    def cash(self) -> Money:
        """Return the cash that restores it; 0 as long as there is nothing to do."""
        return 0.0 if self.state == CALM else float(repay_to(self.value, self.loan.debt, self.goal))

    @property
    def short_of(self) -> Money:
        """Return what the reserve does not cover of it."""
        return max(0.0, self.cash - self.loan.plan.reserve)

    @property
    def steps(self) -> Phrases:
        """Return the cure order, step by step."""
        return tuple((f"step.{step}",) for step in CURES[self.loan.plan.cure])
