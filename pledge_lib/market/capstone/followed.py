"""A planned loan on one path: what its owner does from the trigger on, what the lender does, which sentence failed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pledge_lib.finance import lines
from pledge_lib.finance.capstone.plan import CASH, CURES, SELL, SHARES, PlannedLoan
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.ratio import add_to, repay_to, sell_to
from pledge_lib.finance.units import Count, Date, Money, Percent, Word
from pledge_lib.market.capstone.unseen import UnseenPath
from pledge_lib.market.events import NOTICE, OWN_SALE_UNFILLED, SOLD, TimelineLog, TimelineRow
from pledge_lib.market.limits import locked_down
from pledge_lib.market.plan import REPAY, Payment
from pledge_lib.market.plan import SELL as OWN_SALE
from pledge_lib.market.plan import SHARES as MORE_SHARES
from pledge_lib.market.plan import Plan as Course
from pledge_lib.market.timeline import run_timeline

BASKET, PRICE = "basket", 100.0  # the pledged holdings as one share, at so much each
SURVIVED, CALLED, SOLD_OUT = "survived", "called", "sold"
HELD = "held"  # no sentence failed


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What became of the loan on one path."""

    loan: PlannedLoan
    path: UnseenPath
    log: TimelineLog
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
        paid = (each.amount for each in self.log.plan.payments if each.what == REPAY and each.on == row.date)
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
    actions = tuple(_actions(loan, path))
    brought = sum(each.amount for each in actions if each.what == REPAY)
    course = Course(
        payments=tuple(_payment(each) for each in actions), reserve=loan.plan.reserve - brought, fill_chance=0.0
    )
    prices = [(day, PRICE * close) for day, close in zip(path.days, path.closes, strict=True)]
    log = run_timeline(position(loan), prices, plan=course)
    used = {each.what for each in actions}
    return Followed(
        loan=loan,
        path=path,
        log=log,
        spent=brought >= loan.plan.reserve and (not loan.left or MORE_SHARES in used),
    )


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


def _payment(action: Payment) -> Payment:
    is_of_shares = action.what in (OWN_SALE, MORE_SHARES)
    return Payment(action.on, action.amount, action.what, symbol=BASKET if is_of_shares else None)


def _actions(loan: PlannedLoan, path: UnseenPath) -> Iterator[Payment]:
    """Yield what the owner does: after a close below the trigger, on the next session, back to it if the means last."""
    shares, debt = loan.collateral / PRICE, loan.debt
    cash, free = loan.plan.reserve, loan.left / PRICE
    waiting = 0.0  # shares of an own sale that no one has bought yet
    reference, cost, trigger = PRICE, loan.rules.selling_cost, loan.plan.trigger
    a_day = loan.annual_rate / loan.rules.day_basis if loan.counts_interest else 0.0
    for today, close, following in zip(path.days[:-1], path.closes[:-1], path.days[1:], strict=True):
        price = PRICE * close
        if waiting and not locked_down(price, reference, loan.rules.daily_limit):
            shares, debt, waiting = shares - waiting, max(0.0, debt - waiting * price * (1 - cost)), 0.0
        reference = price
        for way in CURES[loan.plan.cure]:
            value = shares * price
            if not debt or waiting or not lines.below(value / debt, trigger):
                break
            if way == CASH and cash:
                paid = min(cash, float(repay_to(value, debt, trigger)))
                cash, debt = cash - paid, debt - paid
                yield Payment(following, paid, REPAY)
            elif way == SHARES and free:
                added = min(free, float(add_to(value, debt, trigger)) / price)
                free, shares = free - added, shares + added
                yield Payment(following, added, MORE_SHARES, symbol=BASKET)
            elif way == SELL and shares:
                waiting = min(shares, float(sell_to(value, debt, trigger, cost=cost)) / price)
                yield Payment(following, waiting, OWN_SALE, symbol=BASKET)
        debt += debt * a_day * (following - today).days
