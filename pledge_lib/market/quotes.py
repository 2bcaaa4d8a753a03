"""The prices as a lender reads them: closes and lows, the reference price of the day, dividends marked off before."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from pledge_lib.finance.amounts import plain
from pledge_lib.finance.checks import InputError, exact
from pledge_lib.market.account import CallRules, Order
from pledge_lib.market.limits import order_filled
from pledge_lib.market.plan import INTRADAY, Dividend, Plan, ShareChange
from pledge_lib.market.sessions import settlement_days


class Quote(NamedTuple):
    """One day of a path, in TWD: the close, and the low, which is the close where none is given."""

    close: float
    low: float


class Quotes:
    """The last close of each symbol, in TWD, and the reference prices from which the daily limit of the day counts."""

    def __init__(self, plan: Plan, rules: CallRules):
        self.plan, self.rules = plan, rules
        self.happenings = (*plan.dividends, *plan.share_changes)  # a dividend is paid for the old shares
        self.traded: frozenset[str] = frozenset()
        self.closes: dict[str, float] = {}
        self.judged: dict[str, float] = {}
        self.reference: dict[str, float] = {}
        self.deductions: dict[str, float] = {}
        self.unexplained: set[str] = set()
        self.yesterday: date | None = None
        self.today: date | None = None

    def open_day(self, today: date) -> list[Dividend | ShareChange]:
        """Turn the last closes into the reference prices of a day, and return what happened to the shares on it."""
        self.yesterday, self.today = self.today, today
        passed = [happening for happening in self.happenings if self._passes(happening.day)]
        for happening in passed:
            self._adjust_close(happening)
        self.unexplained |= {jump.symbol for jump in self.plan.unexplained if self._passes(jump.on)}
        self.reference = {symbol: close for symbol, close in self.closes.items() if symbol not in self.unexplained}
        return passed

    def mark(self, traded: Mapping[str, Quote]) -> dict[str, Fraction]:
        """Take the prices of the day; return how many new shares an unexplained jump must have made of each old one."""
        jumped = {
            symbol: exact(self.closes[symbol]) / exact(traded[symbol].close)
            for symbol in sorted(self.unexplained.intersection(traded))
        }
        self.unexplained -= jumped.keys()
        self.traded = frozenset(traded)
        self.closes |= {symbol: quote.close for symbol, quote in traded.items()}
        lows = {symbol: quote.low for symbol, quote in traded.items()} if self.plan.mark == INTRADAY else {}
        self.judged = {**self.closes, **lows}
        self.deductions = marked_off(
            (*self.plan.dividends, *(change for change in self.plan.share_changes if change.stock_dividend)),
            self.closes,
            self.today,
            self.rules.premark_sessions,
            holidays=self.plan.holidays,
        )
        return jumped

    def filled(self, order: Order) -> bool:
        """Return whether an order is carried out today, at the close of its symbol."""
        symbol = order.symbol
        if symbol not in self.traded:
            return False
        prices = (self.closes[symbol], self.reference.get(symbol))
        return order_filled(symbol, self.today, *prices, self.rules, self.plan, buys=order.buys)

    def _passes(self, day: date | None) -> bool:
        """Return whether a day has come since the row before; never on the first row."""
        return day is not None and self.yesterday is not None and self.yesterday < day <= self.today

    def _adjust_close(self, happening: Dividend | ShareChange):
        close = self.closes[happening.symbol]
        if happening.cash_per_share >= close:
            name = f"cash per share of {happening.symbol} on {happening.day}"
            raise InputError("out_of_range", name=name, value=happening.cash_per_share, low=0, high=close)
        left = exact(close) - exact(happening.cash_per_share)
        self.closes[happening.symbol] = float(left / exact(happening.factor))


def marked_off(
    happenings: Iterable[Dividend | ShareChange],
    closes: Mapping[str, float],
    day: date,
    premark_sessions: int,
    *,
    holidays: bool = True,
) -> dict[str, float]:
    """Return what a lender takes off the closes of a day, so many business days before the ex-date (rule B-6).

    The cash per share, and then what the new shares of a stock dividend are worth: TWD a share, down to the reference
    price of the ex-date.

    >>> cash = Dividend(ex_date=date(2015, 9, 3), cash_per_share=3.8, symbol="2317")
    >>> stock = ShareChange(on=date(2015, 9, 3), factor=1.05, symbol="2317", stock_dividend=True)
    >>> round(90.60 - marked_off([cash, stock], {"2317": 90.60}, date(2015, 9, 2), 6)["2317"], 2)
    82.67
    """
    business, left = settlement_days(holidays=holidays), {}
    for each in happenings:
        first = max(bisect_left(business, each.day) - premark_sessions, 0)
        if first < len(business) and business[first] <= day < each.day:
            price = left.get(each.symbol, exact(closes[each.symbol]))
            left[each.symbol] = (price - exact(each.cash_per_share)) / exact(each.factor)
    return {symbol: plain(exact(closes[symbol]) - price) for symbol, price in left.items()}
