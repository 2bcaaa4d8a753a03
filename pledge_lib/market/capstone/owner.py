"""The owner of a planned loan on one path: what each close asks by the plan, knowing what a call has already taken.

One reserve serves both: from it the owner acts below the own line, and what is left of it pays toward an open call.
"""

from datetime import date

from pledge_lib.finance import lines
from pledge_lib.finance.capstone.plan import CASH, CURES, SELL, SHARES, PlannedLoan
from pledge_lib.finance.ratio import add_to, repay_to, sell_to
from pledge_lib.finance.states import CALLED
from pledge_lib.market.events import NO_TRADING, TimelineRow
from pledge_lib.market.funding import Funding
from pledge_lib.market.plan import REPAY, Payment, Plan
from pledge_lib.market.plan import SELL as OWN_SALE
from pledge_lib.market.plan import SHARES as MORE_SHARES
from pledge_lib.market.procedure import CLOSED, SALE, SAME_DAY
from pledge_lib.market.sessions import deadline

BASKET, PRICE = "basket", 100.0  # the pledged holdings as one share, at so much each


class Owner(Funding):
    """Decides at each close what comes on the next business day; `acts` are all decisions, `free` unpledged shares.

    Money comes before the close of its day, an own sale is an order for the next close and lapses with it. What is left
    of the reserve pays toward a call after the owner's own payments, also where it does not cover the call: instalments
    add up to the called sum (facts 1.4, Art. 16 of B-6).
    """

    def __init__(self, loan: PlannedLoan, days: tuple[date, ...]):
        super().__init__(Plan(reserve=loan.plan.reserve), days[0])
        self.loan, self.last = loan, days[-1]
        self.free = loan.left / PRICE
        self.acts: list[Payment] = []

    def offered(self, today: date, until: date, asked: float) -> Payment | None:
        """Return what the reserve gives toward a call, once the owner's own payments have come in."""
        is_first = all(payment.what == OWN_SALE for payment in self.payments)
        return super().offered(today, until, asked) if is_first else None

    def see(self, row: TimelineRow):
        """Decide on a close; too late for a sale that is due, and never at or above the own line."""
        if NO_TRADING in row.events:
            return
        self.payments = []
        if row.date == self.last or not row.debt or _is_lost(row):
            return
        on = deadline(row.date, 1)  # the next business day
        price, trigger = row.close, self.loan.plan.trigger
        value, debt = row.collateral, row.debt
        for way in CURES[self.loan.plan.cure]:
            if not lines.below(value / debt, trigger):
                break
            if way == CASH and self.reserve:
                paid = min(self.reserve, float(repay_to(value, debt, trigger)))
                self.spend(paid)
                debt -= paid
                self._decide(Payment(on, paid, REPAY))
            elif way == SHARES and self.free:
                added = min(self.free, float(add_to(value, debt, trigger)) / price)
                self.free -= added
                value += added * price
                self._decide(Payment(on, added, MORE_SHARES, symbol=BASKET))
            elif way == SELL and value:
                ordered = min(value, float(sell_to(value, debt, trigger, cost=self.loan.rules.selling_cost)))
                self._decide(Payment(on, ordered / price, OWN_SALE, symbol=BASKET))
                break

    def _decide(self, payment: Payment):
        self.add(payment)
        self.acts.append(payment)


def _is_lost(row: TimelineRow) -> bool:
    """Return whether the lender sells, or will before any more could count: the orders stand before the next close."""
    ran_out = row.state == CALLED and row.date >= row.deadline
    return ran_out or row.state in (SAME_DAY, SALE, CLOSED)
