"""A stop-loss order in F2.8: the price that it wishes for, and the first that somebody pays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pledge_lib.finance.amounts import product
from pledge_lib.finance.lines import above
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.sale import Statement, sale_statement
from pledge_lib.finance.units import Count, Gain, Money, Price
from pledge_lib.market.limits import order_filled
from pledge_lib.market.plan import Plan


@dataclass(frozen=True, kw_only=True)
class StopOrder:
    """One's own order to sell as soon as the price is no higher than `wished`; session 0 is the start."""

    wished: Price
    shares: Count
    loan: Money
    rules: MarginRules
    reached: Count | None = None
    session: Count | None = None
    price: Price | None = None

    @property
    def missed(self) -> Price:
        """Return how far below the wish it was sold."""
        return self.wished - self.price

    @property
    def statement(self) -> Statement:
        """Return the statement of the sale at the price that was paid."""
        return self._at(self.price)

    @property
    def left(self) -> Gain:
        """Return what is left of one's own money; negative is owed."""
        return self.statement.surplus - self.statement.shortfall

    @property
    def left_as_wished(self) -> Gain:
        """Return what would be left at the price that was wished."""
        wished = self._at(self.wished)
        return wished.surplus - wished.shortfall

    @property
    def state(self) -> str:
        """Return whether it waits, met its price, jumped over it on the day it was reached, or missed it for days."""
        if self.price is None:
            return "waits"
        if self.missed <= 0:
            return "met"
        return "jumped" if self.session == self.reached else "missed"

    def _at(self, price: float) -> Statement:
        costs = {"transaction_tax": self.rules.transaction_tax, "commission": self.rules.commission}
        return sale_statement(product(self.shares, price), self.loan, 0, **costs)


def stop_order(
    fall: float, symbol: str, path: Sequence[tuple[date, float]], *, shares: int, loan: float, plan: Plan, rules
) -> StopOrder:
    """Return what becomes of an order to sell after a fall from the first close; a locked session may have no buyer."""
    (_, before), *later = path
    order = {"wished": after_change(before, -fall), "shares": shares, "loan": loan, "rules": rules}
    reached = None
    for session, (day, close) in enumerate(later, 1):
        if reached is None and not above(close, order["wished"]):
            reached = session
        if reached and order_filled(symbol, day, close, before, rules, plan):
            return StopOrder(**order, reached=reached, session=session, price=close)
        before = close
    return StopOrder(**order)
