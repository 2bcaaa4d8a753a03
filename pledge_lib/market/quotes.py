"""The closes as a lender reads them: the last close, the reference price of the day, dividends marked off before."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date

from pledge_lib.finance.checks import InputError, exact
from pledge_lib.market.plan import Dividend, ShareChange
from pledge_lib.market.sessions import settlement_days


class Quotes:
    """The last close of each symbol, in TWD, and the reference price from which the daily limit of the day counts."""

    def __init__(
        self, happenings: Iterable[Dividend | ShareChange], unexplained: Iterable[date], premark_sessions: int
    ):
        self.happenings, self.unexplained = tuple(happenings), tuple(unexplained)
        self.premark_sessions = premark_sessions
        self.closes: dict[str, float] = {}
        self.reference: dict[str, float] = {}
        self.yesterday: date | None = None
        self.today: date | None = None

    def open_day(self, today: date) -> list[Dividend | ShareChange]:
        """Turn the last closes into the reference prices of a day, and return what happened to the shares on it."""
        self.yesterday, self.today = self.today, today
        passed = [happening for happening in self.happenings if self.passes(happening.day)]
        for happening in passed:
            self._adjust_close(happening)
        self.reference = {} if self.unexplained_jump else dict(self.closes)
        return passed

    def passes(self, day: date | None) -> bool:
        """Return whether a day has come since the row before; never on the first row."""
        return day is not None and self.yesterday is not None and self.yesterday < day <= self.today

    @property
    def unexplained_jump(self) -> bool:
        """Return whether the price may jump today for a reason that no source explains."""
        return any(map(self.passes, self.unexplained))

    def mark(self, traded: Mapping[str, float]) -> dict[str, float]:
        """Take the closes of the day, and return what the lender marks off each."""
        self.closes.update(traded)
        dividends = (happening for happening in self.happenings if isinstance(happening, Dividend))
        return marked_off(dividends, self.today, self.premark_sessions)

    def _adjust_close(self, happening: Dividend | ShareChange):
        close = self.closes[happening.symbol]
        if happening.cash_per_share >= close:
            name = f"cash per share of {happening.symbol} on {happening.day}"
            raise InputError("out_of_range", name=name, value=happening.cash_per_share, low=0, high=close)
        left = exact(close) - exact(happening.cash_per_share)
        self.closes[happening.symbol] = float(left / exact(happening.factor))


def marked_off(dividends: Iterable[Dividend], day: date, premark_sessions: int) -> dict[str, float]:
    """Return the cash per share that a lender takes off the closes of a day, so many business days before the ex-date.

    >>> marked_off([Dividend(ex_date=date(2026, 3, 17), cash_per_share=6, symbol="2330")], date(2026, 3, 9), 6)
    {'2330': 6}
    """
    business, found = settlement_days(), {}
    for dividend in dividends:
        first = max(bisect_left(business, dividend.ex_date) - premark_sessions, 0)
        if first < len(business) and business[first] <= day < dividend.ex_date:
            found[dividend.symbol] = found.get(dividend.symbol, 0) + dividend.cash_per_share
    return found
