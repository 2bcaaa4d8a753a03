"""The plan of the capstone, and what it comes to under a lender's rules: ratio, lines, room, cost, cure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from pledge_lib.finance.capstone.case import BOTH, MIXES, SHARE, Case
from pledge_lib.finance.checks import (
    require_choice,
    require_fraction,
    require_line,
    require_not_negative,
    require_positive,
    require_whole,
)
from pledge_lib.finance.interest import loan_days, simple_interest
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import after_change, fall_to_line, is_below, limit_downs_to_line, repay_to
from pledge_lib.finance.states import CALLED, NORMAL
from pledge_lib.finance.units import Chance, Count, Date, Days, Money, Months, Percent, Word, YesNo

PLEDGE, MARGIN, LENDING, ON_CHAIN = PRODUCTS = ("pledge", "margin", "lending", "on-chain")
BROKER, COMPANY, BANK = LENDERS = ("broker", "company", "bank")
CASH, SHARES, SELL = "cash", "shares", "sell"
CURES = {
    "cash-shares-sell": (CASH, SHARES, SELL),
    "cash-sell-shares": (CASH, SELL, SHARES),
    "shares-cash-sell": (SHARES, CASH, SELL),
    "sell-cash-shares": (SELL, CASH, SHARES),
}
REASONS = ("risk", "alternative", "trigger", "source")  # what the written part is judged by
TESTED_FALL = 0.30  # the fall that a reserve is held against


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What somebody commits to; `trigger` is the ratio at which one acts, before the lender does.

    `reasons` are in the writer's own words, by the name of what they answer.
    """

    product: Word
    lender: Word
    loan_to_value: Percent
    mix: Word
    months: Months
    reserve: Money
    trigger: Percent
    odds_limit: Chance
    cure: Word
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    def __post_init__(self):
        named = {"product": PRODUCTS, "lender": LENDERS, "mix": MIXES, "cure": tuple(CURES)}
        for name, choices in named.items():
            require_choice(name, getattr(self, name), choices)
        for name in ("loan_to_value", "odds_limit"):
            require_fraction(name, getattr(self, name))
        require_positive("loan_to_value", self.loan_to_value)
        require_whole("months", self.months)
        require_not_negative("months", self.months)
        require_not_negative("reserve", self.reserve)
        require_line("trigger", self.trigger)
        object.__setattr__(self, "reasons", MappingProxyType(dict(self.reasons)))

    @property
    def settings(self) -> dict[str, Any]:
        """Return what the plan sets, without its reasons."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name != "reasons"}


@dataclass(frozen=True, kw_only=True)
class PlannedLoan:
    """A plan for a case under the rules of its lender: all that can be said without a path of prices.

    `odds` is the chance of a call until the exit, `volatility` that of the pledged holdings.
    """

    case: Case
    plan: Plan
    rules: PledgeRules | MarginRules
    annual_rate: Percent
    fees: Money
    end: Date
    volatility: Percent
    odds: Chance

    @property
    def debt(self) -> Money:
        return self.case.sum

    @property
    def collateral(self) -> Money:
        """Return what has to be pledged, or bought back on margin."""
        return self.case.sum / self.plan.loan_to_value

    @property
    def symbols(self) -> tuple[str, ...]:
        return tuple(self.case.of(self.plan.mix))

    @property
    def held(self) -> Money:
        """Return what the chosen holdings are worth."""
        return sum(self.case.of(self.plan.mix).values())

    @property
    def left(self) -> Money:
        """Return what stays free of all that is held."""
        return max(0.0, self.case.value - self.collateral)

    @property
    def ratio(self) -> Percent:
        return 1 / self.plan.loan_to_value

    @property
    def line(self) -> Percent:
        return self.rules.call_line

    @property
    def target(self) -> Percent:
        return self.rules.cure_target

    @property
    def call_price(self) -> Percent:
        """Return the price of the call as a share of today's."""
        return self.line * self.plan.loan_to_value

    @property
    def trigger_price(self) -> Percent:
        """Return the price at which one acts oneself, as a share of today's."""
        return self.plan.trigger * self.plan.loan_to_value

    @property
    def room(self) -> Percent:
        return fall_to_line(self.ratio, self.line)

    @property
    def limit_downs(self) -> Count:
        return limit_downs_to_line(self.ratio, self.line, self.rules.daily_limit)

    @property
    def fallen(self) -> Percent:
        """Return the ratio after the fall that the reserve is held against."""
        return self.at(-TESTED_FALL)

    def at(self, change: float) -> float:
        """Return the ratio after a change of the price."""
        return after_change(self.ratio, change)

    def cash_at(self, change: float) -> float:
        """Return what a call after a change of the price asks in cash; 0 without a call."""
        value = after_change(self.collateral, change)
        return float(repay_to(value, self.debt, self.target)) if is_below(value, self.debt, self.line) else 0.0

    @property
    def needed(self) -> Money:
        return self.cash_at(-TESTED_FALL)

    @property
    def state(self) -> Word:
        """Return the state after the fall that the reserve is held against."""
        fallen = after_change(self.collateral, -TESTED_FALL)
        return CALLED if is_below(fallen, self.debt, self.line) else NORMAL

    @property
    def counts_interest(self) -> YesNo:
        """Return whether the lender counts accrued interest as debt."""
        return isinstance(self.rules, PledgeRules) and self.rules.interest_in_debt

    @property
    def days(self) -> Days:
        return loan_days(self.case.start, self.end)

    @property
    def interest(self) -> Money:
        return simple_interest(self.debt, self.annual_rate, self.days, self.rules.day_basis)

    @property
    def cost(self) -> Money:
        """Return interest and fees until the exit."""
        return self.interest + self.fees

    @property
    def cap(self) -> Percent:
        """Return the highest loan-to-value that the lender's rules allow for the mix."""
        if isinstance(self.rules, MarginRules):
            return self.rules.financing_ratio
        lent = {True: self.rules.loan_to_value, False: self.rules.loan_to_value_not_eligible}
        part = {BOTH: self.case.share_value / self.case.value, SHARE: 1.0}.get(self.plan.mix, 0.0)
        return (1 - part) * lent[True] + part * lent[self.case.eligible]
