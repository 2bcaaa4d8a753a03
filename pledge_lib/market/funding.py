"""What the borrower has yet to bring: planned payments and own sales by their days, and a reserve once it arrived."""

from collections.abc import Collection
from datetime import date

from pledge_lib.finance.checks import InputError, exact
from pledge_lib.market.events import TimelineRow
from pledge_lib.market.plan import SELL, Payment, Plan


class Funding:
    """Payments in the order of their days, and what is left of the reserve in TWD."""

    def __init__(self, plan: Plan, first_day: date):
        self.plan, self.reserve = plan, plan.reserve
        self.payments: list[Payment] = []
        for payment in plan.payments:
            if payment.on < first_day:
                raise InputError("before", name="day of a payment", value=payment.on, limit=first_day)
            self.add(payment)

    def add(self, payment: Payment):
        """Put one more payment in its place."""
        self.payments = sorted([*self.payments, payment], key=lambda payment: payment.on)

    def due(self, until: date) -> list[Payment]:
        """Take out the payments that have come in by a day; own sales wait for a close."""
        return self._taken([payment for payment in self.payments if payment.on <= until and payment.what != SELL])

    def own_sales(self, today: date, traded: Collection[str]) -> list[Payment]:
        """Take out the own sales that are due and whose share trades today; earlier ones have waited."""
        ordered = [payment for payment in self.payments if payment.on <= today and payment.what == SELL]
        return self._taken([payment for payment in ordered if payment.symbol in traded])

    def offered(self, today: date, until: date, asked: float) -> Payment | None:
        """Return what the reserve gives today toward a sum, if it arrived by a day and anything is left of it."""
        arrived = self.plan.reserve_on is None or self.plan.reserve_on <= until
        amount = min(self.reserve, asked) if arrived else 0
        return Payment(today, amount) if amount > 0 else None

    def spend(self, taken: float):
        """Lower the reserve by what the lender took of it."""
        self.reserve = float(exact(self.reserve) - exact(taken))

    def see(self, row: TimelineRow):
        """Take note of a day that is done; here all is planned, so nothing changes."""

    def _taken(self, found: list[Payment]) -> list[Payment]:
        self.payments = [payment for payment in self.payments if payment not in found]
        return found
