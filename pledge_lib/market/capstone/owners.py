"""The owners of many simulated loans at once: below their own line each acts in the order of the plan, or waits.

As on a single path (`owner`), what is decided at one close is done before the next, and an own sale is for the next
close, unless that is locked at the lower limit. Cash that is left pays toward an open call on the next day, also in
part, for instalments add up. Sessions are business days, and interest is not counted. Amounts are parts of the loan,
prices parts of today's.
"""

import numpy as np

from pledge_lib.datasets import market
from pledge_lib.finance.capstone.plan import CASH, CURES, SELL, SHARES, PlannedLoan
from pledge_lib.finance.ratio import add_to, repay_to, sell_to
from pledge_lib.market.odds_engine import CODE, HAIR, NEVER, Fates
from pledge_lib.market.procedure import CALLED, CLOSED, SALE, SAME_DAY, WATCH

OPEN = tuple(CODE[state] for state in (CALLED, WATCH, SAME_DAY))


class Owners:
    """What each owner still has and owes; `fates` are their loans in the eyes of the lender, without a reserve.

    Owners who wait do nothing of their own accord: the reserve alone pays, once a call asks for it.
    """

    def __init__(self, loan: PlannedLoan, fates: Fates, *, wait: bool = False):
        paths = fates.rows.shape[1]
        self.rules, self.plan, self.fates = loan.rules, loan.plan, fates
        self.shares, self.debt = np.full(paths, loan.ratio), np.ones(paths)
        self.cash, self.free = np.full(paths, loan.plan.reserve / loan.debt), np.full(paths, loan.left / loan.debt)
        self.order = () if wait else CURES[loan.plan.cure]
        self.waiting = np.zeros(paths)  # shares of an own order for the next close
        self.missing = np.zeros(paths)  # what an open call still asks; nothing where there is none
        self.is_called = np.zeros(paths, bool)
        self.locked = np.log((1 - loan.rules.daily_limit) * (1 + market().largest_tick))
        self.acts = {CASH: self._repay, SHARES: self._add, SELL: self._order}

    def act(self, day: int):
        """Let the owners do what the close of a day asks of them, before the lender looks at the next one."""
        if day + 1 == len(self.fates.rows):
            return
        price, following = (np.exp(self.fates.rows[each].astype(float)) for each in (day, day + 1))
        self._hear(price)
        before = self._short_of_cure(following)
        self.waiting[:] = 0.0
        who = np.flatnonzero(~self._is_lost(day) & (self.debt > 0))
        for way in self.order:
            who = self._below(who, price)
            self.acts[way](who, price[who])
        self.missing -= before - self._short_of_cure(following)
        self._pay_the_call()
        self._fill(day + 1)
        self._tell()

    def _hear(self, price: np.ndarray):
        """Note which calls are open, and what those that were served at this close ask."""
        is_open = np.isin(self.fates.state, OPEN)
        served = is_open & ~self.is_called
        self.missing[served] = self._short_of_cure(price)[served]
        self.is_called = is_open

    def _is_lost(self, day: int) -> np.ndarray:
        """Return where the lender sells, or will before any more could count, as for one owner (`owner`)."""
        state, deadline = self.fates.state, self.fates.deadline
        ran_out = (state == CODE[CALLED]) & (deadline != NEVER) & (day >= deadline)
        return ran_out | np.isin(state, (CODE[SAME_DAY], CODE[SALE], CODE[CLOSED]))

    def _short_of_cure(self, price: np.ndarray) -> np.ndarray:
        """Return the repayment that would lead to the lender's target, below 0 where it is passed."""
        return self.debt - self.shares * price / self.rules.cure_target

    def _below(self, who: np.ndarray, price: np.ndarray) -> np.ndarray:
        """Return those below their own line by more than a rounding error, who wait for no sale of their own."""
        is_below = self.shares[who] * price[who] < self.plan.trigger * self.debt[who] * (1 - HAIR)
        return who[is_below & (self.waiting[who] == 0) & (self.shares[who] > 0)]

    def _repay(self, who: np.ndarray, price: np.ndarray):
        paid = np.minimum(self.cash[who], repay_to(self.shares[who] * price, self.debt[who], self.plan.trigger))
        self.cash[who] -= paid
        self.debt[who] -= paid

    def _add(self, who: np.ndarray, price: np.ndarray):
        added = np.minimum(self.free[who], add_to(self.shares[who] * price, self.debt[who], self.plan.trigger) / price)
        self.free[who] -= added
        self.shares[who] += added

    def _order(self, who: np.ndarray, price: np.ndarray):
        value, cost = self.shares[who] * price, self.rules.selling_cost
        wanted = sell_to(value, self.debt[who], self.plan.trigger, cost=cost)
        self.waiting[who] = np.minimum(self.shares[who], wanted / price)

    def _fill(self, day: int):
        """Sell at the close of a day what was ordered, unless it is locked; the proceeds repay."""
        who = np.flatnonzero(self.waiting)
        before, close = (self.fates.rows[each][who].astype(float) for each in (day - 1, day))
        free = close - before > self.locked
        who, price = who[free], np.exp(close[free])
        sold, self.waiting[who] = self.waiting[who], 0.0
        repaid = np.minimum(self.debt[who], sold * price * (1 - self.rules.selling_cost))
        self.shares[who] -= sold
        self.debt[who] -= repaid
        self.missing[who] -= np.maximum(0.0, repaid - sold * price / self.rules.cure_target)

    def _pay_the_call(self):
        """Let the cash that is left pay toward what an open call still asks, in part where it does not cover it."""
        given = np.where(self.is_called, np.clip(self.missing, 0.0, self.cash), 0.0)
        self.cash -= given
        self.debt -= given
        self.missing -= given

    def _tell(self):
        """Let the lender see what is pledged and owed now, and which calls were met."""
        with np.errstate(divide="ignore", invalid="ignore"):
            self.fates.line[:] = np.log(self.rules.call_line) + np.log(self.debt) - np.log(self.shares) - HAIR
        watched = self.fates.trigger > -np.inf
        self.fates.trigger[watched] = self.fates.line[watched]
        self.fates.deadline[self.is_called & (self.missing <= HAIR)] = NEVER
