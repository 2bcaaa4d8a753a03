"""A planned loan on one path: what its owner does from the trigger on, what the lender does, which sentence failed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pledge_lib.finance.capstone.plan import PlannedLoan
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.units import Count, Date, Money, Percent, Word
from pledge_lib.market.capstone.owner import BASKET, PRICE, Owner
from pledge_lib.market.capstone.unseen import UnseenPath
from pledge_lib.market.events import NOTICE, OWN_SALE_UNFILLED, SOLD, TimelineLog, TimelineRow
from pledge_lib.market.plan import REPAY, Payment
from pledge_lib.market.plan import SHARES as MORE_SHARES
from pledge_lib.market.plan import Plan as Course
from pledge_lib.market.timeline import run_timeline

SURVIVED, CALLED, SOLD_OUT = "survived", "called", "sold"
HELD = "held"  # no sentence failed


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What became of the loan on one path; `acts` is what its owner decided of the own accord, by days."""

    loan: PlannedLoan
    path: UnseenPath
    log: TimelineLog
    acts: tuple[Payment, ...]
    spent: bool

    @property
    def name(self) -> Word:
        return self.path.name

    @cached_property
    def fate(self) -> Word:
        """Return whether no call came, one came and was met, or the lender sold."""
        if self.log.first(SOLD):
            return SOLD_OUT
        return CALLED if self.log.first(NOTICE) else SURVIVED

    def cash_on(self, row: TimelineRow) -> float:
        """Return the cash that the owner brings on a day, the reserve that meets a call included."""
        paid = (each.amount for each in self.acts if each.what == REPAY and each.on == row.date)
        return sum(paid) + row.from_reserve

    def cash_until(self, day: date) -> float:
        return sum(self.cash_on(row) for row in self.log if row.date <= day)

    def sold_until(self, day: date) -> float:
        """Return what sales have brought before their cost, one's own and the lender's."""
        return sum(sold_on(row) for row in self.log if row.date <= day)

    def left_on(self, day: date) -> float:
        """Return the part that is left of all the shares held at the start, pledged or not."""
        sold = sum(sold_on(row) / row.close for row in self.log if row.date <= day)
        return max(0.0, 1 - sold * PRICE / self.loan.case.value)

    @property
    def lowest(self) -> Percent:
        return self.log.summary.lowest_ratio

    @property
    def lowest_day(self) -> Date:
        return self.log.summary.lowest_day

    @property
    def calls(self) -> Count:
        return self.log.summary.calls

    @cached_property
    def failed(self) -> Word:
        """Return which sentence of the plan failed: its cure order, its reserve, its trigger, or none."""
        if self.fate == SURVIVED:
            return HELD
        if self.log.first(OWN_SALE_UNFILLED):
            return "cure"
        return "reserve" if self.spent and self.fate == SOLD_OUT else "trigger"

    @property
    def failed_on(self) -> Date | None:
        """Return the day on which it failed: that of the sale, else of the notice."""
        row = self.log.first(SOLD) or self.log.first(NOTICE)
        return row and row.date

    @cached_property
    def needed(self) -> Money:
        """Return the most that a call would have asked on any day of somebody who did nothing."""
        return max(self.loan.cash_at(min(close - 1, 0.0)) for close in self.path.closes)


def follow(loan: PlannedLoan, path: UnseenPath) -> Followed:
    """Return what becomes of the loan when its owner keeps to the plan."""
    prices = [(day, PRICE * close) for day, close in zip(path.days, path.closes, strict=True)]
    owner = Owner(loan, path.days)
    log = run_timeline(position(loan), prices, plan=Course(fill_chance=0.0), funding=owner)
    added = any(each.what == MORE_SHARES for each in owner.acts)
    spent = not owner.reserve and (not loan.left or added)
    return Followed(loan=loan, path=path, log=log, acts=tuple(owner.acts), spent=spent)


def sold_on(row: TimelineRow) -> float:
    """Return the value of the shares sold on a day, by the owner or by the lender."""
    return sum(statement.sale_value for statement in (*row.own_sales, *row.statements))


def position(loan: PlannedLoan) -> Pledge | MarginAccount:
    """Return the loan as the procedure watches it."""
    shares = loan.collateral / PRICE
    if isinstance(loan.rules, MarginRules):
        return MarginAccount(rules=loan.rules, longs=(Long(BASKET, shares=shares, price=PRICE, loan=loan.debt),))
    pledged = Holding(BASKET, shares=shares, price=PRICE, loan_to_value=loan.cap)
    return Pledge(holdings=(pledged,), principal=loan.debt, rules=loan.rules, annual_rate=loan.annual_rate)
