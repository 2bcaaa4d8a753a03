"""The model of F1.4: four ways to cure a call, what each takes to one target, and what money does on each."""

import math
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.lines import below
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import add_to, is_below, maintenance_ratio, repay_to, sell_to, shares_to
from pledge_lib.finance.states import CALLED, NO_DEBT
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import MONEY, WORD, Count, Money, Percent, Rate, Shares, Word
from pledge_lib.panels.controls import Values

TARGETS = {"130": 1.30, "140": 1.40, "150": 1.50, "160": 1.60, "166": 1.66, "166.67": 1.6667, "180": 1.80}
LOTS = {"1000": 1_000, "1": 1}
REPAY, CASH, SHARES, SELL = WAYS = ("repay", "cash", "shares", "sell")
CLOSED, SUSPENDED, NO_CALL = "closed", "suspended", "no-call"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One cure: the money it takes (market value for shares), the ratio after it, what becomes of the call."""

    name: str
    amount: Money
    shares: Shares
    ratio: Percent | None
    state: Word
    rank: Count | None

    @property
    def is_possible(self) -> bool:
        return math.isfinite(self.amount)

    @property
    def whole(self) -> Quantity:
        """Return the money it takes in whole dollars, as it stands beside a mark."""
        return MONEY.rounded(0)(self.amount)

    @property
    def sum(self) -> Quantity:
        """Return the money it takes, or the words for why no money is enough."""
        return MONEY(self.amount) if self.is_possible else WORD(self.name)


@dataclass(frozen=True, kw_only=True)
class CureLab:
    """A position, its four cures to one target, and what the money that is brought does; money in TWD."""

    collateral: Money
    debt: Money
    target: Percent
    rules: PledgeRules
    haircut: Rate
    selling_cost: Rate
    cash_counts: bool
    brought: Money
    way: Word
    repay: Way
    cash: Way
    shares: Way
    sell: Way

    @property
    def ways(self) -> tuple[Way, ...]:
        return tuple(getattr(self, name) for name in WAYS)

    @property
    def ratio(self) -> Percent:
        return maintenance_ratio(self.collateral, self.debt)

    @property
    def lacking(self) -> Money:
        """Return the collateral that lacks for the target."""
        return add_to(self.collateral, self.debt, self.target)

    @property
    def is_called(self) -> bool:
        return self.debt > 0 and is_below(self.collateral, self.debt, self.rules.call_line)

    @property
    def state(self) -> str:
        if self.debt == 0:
            return NO_DEBT
        reached = not is_below(self.collateral, self.debt, self.target)
        if self.is_called:
            return "target-too-low" if reached else CALLED
        return "at-target" if reached else "normal"

    def after(self, way: str, money: float) -> tuple[float, float]:
        """Return collateral and debt after so much money on a way; what is more than can be used changes nothing."""
        if way == REPAY:
            return self.collateral, max(0.0, self.debt - money)
        if way == CASH:
            return self.collateral + (money if self.cash_counts else 0), self.debt
        if way == SHARES:
            return self.collateral + money * (1 - self.haircut), self.debt
        return after_sale(self.collateral, self.debt, min(money, self.collateral), self.selling_cost)

    def ratio_after(self, way: str, money: float) -> float:
        """Return the ratio after so much money on a way."""
        return maintenance_ratio(*self.after(way, money))

    @property
    def ratio_now(self) -> Percent:
        """Return the ratio after what is brought on the chosen way."""
        return self.ratio_after(self.way, self.brought)

    @property
    def outcome(self) -> Word:
        """Return what becomes of the call by what is brought."""
        if not self.is_called:
            return NO_DEBT if self.debt == 0 else NO_CALL
        collateral, debt = self.after(self.way, self.brought)
        if debt == 0 or not is_below(collateral, debt, self.rules.cure_target):
            return CLOSED
        return CALLED if is_below(collateral, debt, self.rules.call_line) else SUSPENDED

    def needed(self, level: float) -> float:
        """Return the money that the chosen way takes to a ratio; infinite where no money is enough."""
        if self.way == REPAY:
            return repay_to(self.collateral, self.debt, level)
        if self.way == SELL:
            return sell_to(self.collateral, self.debt, level, cost=self.selling_cost)
        lacking = add_to(self.collateral, self.debt, level)
        if self.way == SHARES:
            return lacking / (1 - self.haircut)
        return lacking if self.cash_counts or not lacking else math.inf


def cure_lab(values: Values) -> CureLab:
    """Return what the figure shows, from numbers alone."""
    rules, target, lot = datasets.rules(values["profile"]), TARGETS[values["target"]], LOTS[values["lot"]]
    collateral, debt, haircut, cost = (values[name] for name in ("collateral", "debt", "haircut", "selling_cost"))
    position = (collateral, debt, target)
    shares = shares_to(*position, price=values["price"], lot=lot, haircut=haircut)
    amount = {
        REPAY: repay_to(*position),
        CASH: add_to(*position) if values["cash_counts"] else math.inf,
        SHARES: shares * values["price"],
        SELL: sell_to(*position, cost=cost),
    }
    after = {
        REPAY: lambda paid: maintenance_ratio(collateral, debt - paid),
        CASH: lambda added: maintenance_ratio(collateral + added, debt),
        SHARES: lambda worth: maintenance_ratio(collateral + worth * (1 - haircut), debt),
        SELL: lambda sold: maintenance_ratio(*after_sale(collateral, debt, sold, cost)),
    }
    called = debt > 0 and is_below(collateral, debt, rules.call_line)
    order = sorted(WAYS, key=amount.get)

    def way(name: str) -> Way:
        possible = math.isfinite(amount[name])
        reached = state_after(target, rules) if called else NO_CALL
        return Way(
            name=name,
            amount=amount[name],
            shares=shares if name == SHARES else 0,
            ratio=after[name](amount[name]) if possible else None,
            state=reached if possible else "impossible",
            rank=order.index(name) + 1 if possible else None,
        )

    return CureLab(
        collateral=collateral,
        debt=debt,
        target=target,
        rules=rules,
        haircut=haircut,
        selling_cost=cost,
        cash_counts=values["cash_counts"],
        brought=values["brought"],
        way=values["way"],
        **{name: way(name) for name in WAYS},
    )


def after_sale(collateral: float, debt: float, sold: float, cost: float) -> tuple[float, float]:
    """Return collateral and debt after a sale; binary noise of a pledge sold to the last share is nothing."""
    kept, owed = round(collateral - sold, 6), round(debt - sold * (1 - cost), 6)
    return max(0.0, kept), max(0.0, owed)


def state_after(target: float, rules: PledgeRules) -> str:
    """Return what a cure to the target does: the call closes, the sale is suspended, or the call goes on."""
    if not below(target, rules.cure_target):
        return CLOSED
    return CALLED if below(target, rules.call_line) else SUSPENDED
