"""The cheapest way to be safe to a chosen fall: spare shares, cash and sales, lender by lender, with the proof.

Cash and spare shares cost nothing, a sale its tax and commission. After a fall f a lender with the line m lacks
D - V / m of repayment. A dollar of cash brings 1 of it anywhere; a dollar of shares brings (1 - f) / m, most at the
lowest line; a dollar sold brings (1 - c) - (1 - f) / m, least at the lowest line. So shares go to the lowest lines
first, cash to the next, and what is left is sold at the highest: any exchange of two of them brings less for as much.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from pledge_lib.finance.amounts import plain, total
from pledge_lib.finance.checks import exact, require_fraction, require_not_negative
from pledge_lib.finance.mine.account import TWD, Account
from pledge_lib.finance.mine.changes import added, repaid, sellable, selling_cost, sold
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.units import Money, Percent, YesNo

CENT = 100  # parts of a dollar in which cash is paid


@dataclass(frozen=True, kw_only=True)
class Cured:
    """What is done at one lender, and the account before and after it, today and at the fall.

    `missing` is the cash that is still lacking to be on the line there after the fall.
    """

    before: Account
    after: Account
    fall: Percent
    repay: Money = 0.0
    add: Mapping[str, float] = field(default_factory=dict)
    sell: Mapping[str, float] = field(default_factory=dict)
    missing: Money = 0.0

    @property
    def added_value(self) -> Money:
        """Return the value of the shares added, at today's prices."""
        return _value(self.add, self.after.prices)

    @property
    def sold_value(self) -> Money:
        """Return the value of the shares sold, at today's prices."""
        return _value(self.sell, self.before.prices)

    @property
    def cost(self) -> Money:
        """Return tax and commission of the sales."""
        return plain(exact(self.sold_value) * exact(selling_cost(self.before)))

    @cached_property
    def fallen(self) -> Account:
        """Return the account as it would stand after the fall: the proof."""
        return self.after.moved(dict.fromkeys(self.after.exposed, -self.fall))

    @cached_property
    def untouched(self) -> Account:
        """Return the account as it would stand after the fall if nothing were done."""
        return self.before.moved(dict.fromkeys(self.before.exposed, -self.fall))

    @property
    def is_safe(self) -> YesNo:
        """Return whether it is not called after the fall."""
        return not self.fallen.is_called


@dataclass(frozen=True, kw_only=True)
class CurePlan:
    """What is done at every lender that calls the reader, in one currency; the sums are of that currency."""

    fall: Percent
    cash: Money
    parts: tuple[Cured, ...]

    @property
    def repay(self) -> Money:
        return total(part.repay for part in self.parts)

    @property
    def added_value(self) -> Money:
        return total(part.added_value for part in self.parts)

    @property
    def sold_value(self) -> Money:
        return total(part.sold_value for part in self.parts)

    @property
    def cost(self) -> Money:
        """Return what it costs for good: tax and commission of all sales."""
        return total(part.cost for part in self.parts)

    @property
    def cash_left(self) -> Money:
        return total((self.cash, -self.repay))

    @property
    def missing(self) -> Money:
        """Return the cash that lacks, at each lender by itself; what one has too much helps no other."""
        return total(part.missing for part in self.parts)

    @property
    def is_safe(self) -> YesNo:
        return all(part.is_safe for part in self.parts)


def cure_for_fall(
    portfolio: Portfolio,
    fall: float,
    *,
    cash: float = 0.0,
    spare: Mapping[str, tuple[float, float]] | None = None,
    may_sell: bool = True,
    currency: str = TWD,
) -> CurePlan:
    """Return the cheapest plan; `spare` are shares of one's own that are pledged nowhere: symbol to (shares, price).

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.mine.pledged import PledgedLoan
    >>> from pledge_lib.finance.pledging.pledge import Holding, Pledge
    >>> shares, bank = Holding("2330", shares=1_000, price=100, loan_to_value=0.60), rules("tw-bank-pledge")
    >>> loan = PledgedLoan(lender="A", pledge=Pledge(holdings=[shares], principal=60_000, rules=bank))
    >>> plan = cure_for_fall(Portfolio(accounts=[loan]), 0.35, cash=12_000)
    >>> plan.repay, plan.sold_value, plan.parts[0].fallen.ratio, plan.is_safe
    (10000, 0, 1.3, True)
    """
    require_fraction("fall", fall)
    require_not_negative("cash", cash)
    accounts = [each for each in portfolio.accounts if each.own_call and each.currency == currency]
    doing = [Cured(before=each, after=each, fall=fall) for each in accounts]
    doing.sort(key=lambda part: part.before.line)
    doing = _with_shares(doing, {} if currency != TWD else dict(spare or {}))
    doing, left = _with_cash(doing, exact(cash), beyond_sale=may_sell)
    doing, left = _with_cash(doing, left, beyond_sale=False)
    if may_sell:
        doing = [_with_sales(part) for part in doing]
    order = {account.key: place for place, account in enumerate(accounts)}
    doing.sort(key=lambda part: order[part.before.key])
    return CurePlan(fall=fall, cash=cash, parts=tuple(replace(part, missing=_lacks(part)) for part in doing))


def _lacks(part: Cured):
    """Return the repayment that lacks after the fall, in whole cents: D - V / m; 0 where it is not called."""
    fallen = part.fallen
    if not fallen.is_called:
        return 0
    lacking = exact(fallen.debt) - exact(fallen.collateral) / exact(fallen.line)
    return plain(exact(max(math.ceil(lacking * CENT), 1)) / CENT)


def _with_shares(doing: Iterable[Cured], spare: dict[str, tuple[float, float]]) -> list[Cured]:
    """Add whole spare shares where they are needed, at the lowest line first."""
    found = []
    for part in doing:
        for symbol, (shares, price) in spare.items():
            lacking = exact(_lacks(part))
            kept = exact(price) * (1 - exact(part.fall))  # what a share is worth after the fall
            count = min(math.ceil(lacking * exact(part.fallen.line) / kept), shares) if lacking and kept else 0
            after = added(part.after, symbol, count, price) if count else part.after
            if after is not part.after:
                spare[symbol] = (shares - count, price)
                part = replace(part, after=after, add={**part.add, symbol: count})
        found.append(part)
    return found


def _with_cash(doing: Iterable[Cured], left, *, beyond_sale: bool) -> tuple[list[Cured], object]:
    """Repay where it is needed, at the lowest line first; `beyond_sale` only what no sale could bring."""
    found = []
    for part in doing:
        needed = exact(_lacks(_with_sales(part))) if beyond_sale else exact(_lacks(part))
        while needed and left:
            paid = min(needed, left)
            left -= paid
            repay = plain(exact(part.repay) + paid)
            part = replace(part, after=repaid(part.after, plain(paid)), repay=repay)
            needed = exact(_lacks(_with_sales(part))) if beyond_sale else exact(_lacks(part))
        found.append(part)
    return found, left


def _with_sales(part: Cured) -> Cured:
    """Sell whole shares, the largest holding first, as far as a sale brings the account nearer to its line."""
    for symbol, (shares, price) in sellable(part.after).items():
        lacking = exact(_lacks(part))
        line, cost = exact(part.fallen.line), exact(selling_cost(part.before))
        brings = exact(price) * ((1 - cost) - (1 - exact(part.fall)) / line)
        count = min(math.ceil(lacking / brings), shares) if lacking and brings > 0 else 0
        if count:
            part = replace(part, after=sold(part.after, symbol, count), sell={**part.sell, symbol: count})
    return part


def _value(shares: Mapping[str, float], prices: Mapping[str, float]) -> float:
    return total(plain(exact(count) * exact(prices[symbol])) for symbol, count in shares.items())
