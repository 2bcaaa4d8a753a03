"""The lender's sale of the called positions: orders on a few sessions, then other money, then a bill. Money in TWD."""

from collections.abc import Callable
from datetime import date

from pledge_lib.datasets import market
from pledge_lib.finance.checks import exact
from pledge_lib.market import events
from pledge_lib.market.account import Account, Order
from pledge_lib.market.events import Day
from pledge_lib.market.sessions import deadline


class ForcedSale:
    """How far the sale has come: the sessions tried, whether it is over, and until when a bill is due."""

    def __init__(self, *, holidays: bool, ends: bool):
        self.holidays, self.ends = holidays, ends
        self.attempts, self.over = 0, False
        self.bill_due: date | None = None

    def put_orders(self, account: Account, day: Day, filled: Callable[[Order], bool]) -> Account:
        """Put in the orders of one session; return the account after those that were filled."""
        self.attempts += 1
        for order in account.orders():
            if filled(order):
                account, statement = account.fill(order)
                day.sold_shares[order.position] = order.shares
                day.statements.append(statement)
                day.returned += statement.surplus
        day.events.append(events.SOLD if day.statements else events.UNFILLED)
        return account

    def at_its_end(self, account: Account) -> bool:
        """Return whether nothing is left to sell, or the last session to try has passed, if there is a last one."""
        return not account.orders() or (self.ends and self.attempts == market().sale_sessions)

    def end(self, account: Account, day: Day) -> Account:
        """End the sale, and let the cash posted pay what it left unpaid; the rest of the cash is returned."""
        self.over = True
        account = account.with_rounded_interest()
        day.shortfall = account.owed
        posted = account.cash
        account, day.from_cash = account.use_cash()
        day.returned += float(exact(posted) - exact(day.from_cash))
        return account

    def write_bill(self, owed: float, day: Day):
        """Ask for what other money did not cover."""
        if owed > 0:
            day.events.append(events.BILL)
            self.bill_due = deadline(day.date, market().bill_sessions, holidays=self.holidays)

    def settle_bill(self, owed: float):
        """Take the bill back once nothing is owed after the sale."""
        if self.over and owed == 0:
            self.bill_due = None
