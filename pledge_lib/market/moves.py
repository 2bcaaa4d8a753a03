"""Moves that no trading day allows: a split, a capital cut or a slip of the keyboard that nobody has declared."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pledge_lib.finance.checks import InputError, exact
from pledge_lib.finance.units import Change, Date, Price, Times
from pledge_lib.market.account import CallRules
from pledge_lib.market.limits import limit_on
from pledge_lib.market.sessions import sessions_between


@dataclass(frozen=True, kw_only=True)
class Move:
    """A close that lies beyond what the daily limits allow since the close before it; prices in TWD."""

    day: Date
    before: Price
    close: Price

    @property
    def change(self) -> Change:
        """Return the change as a fraction."""
        return float(exact(self.close) / exact(self.before) - 1)

    @property
    def shares_for_one(self) -> Times:
        """Return how many new shares each old one would be if the move were a split, and nothing else happened."""
        return float(exact(self.before) / exact(self.close))


def beyond_limit(
    days: Sequence[date], closes: Sequence[float], *, rules: CallRules | None = None, known: Collection[date] = ()
) -> tuple[Move, ...]:
    """Return the moves beyond the limits of the sessions since the close before; those of known days are explained.

    >>> found = beyond_limit([date(2025, 6, 10), date(2025, 6, 18)], [188.65, 47.57])
    >>> [(str(move.day), round(move.change, 4), round(move.shares_for_one, 2)) for move in found]
    [('2025-06-18', -0.7478, 3.97)]
    """
    steps = pairwise(zip(days, closes, strict=True))
    return tuple(
        Move(day=day, before=before, close=close)
        for (since, before), (day, close) in steps
        if day not in known and not _allowed(since, day, before, close, rules)
    )


def with_split(closes: Iterable[tuple[date, float, float]]) -> tuple[tuple[date, float], ...]:
    """Return closes as the holder of the old shares saw them: from a split on, times the new shares for each old one.

    Each row is a day, its close and how many shares one became on it, which is 1 on most days.

    >>> with_split([(date(2025, 6, 10), 188.65, 1), (date(2025, 6, 18), 47.57, 4)])[1][1]
    190.28
    """
    factor, seen = exact(1), []
    for day, close, shares_for_one in closes:
        factor *= exact(shares_for_one)
        seen.append((day, float(exact(close) * factor)))
    return tuple(seen)


def _allowed(since: date, day: date, before: float, close: float, rules: CallRules | None) -> bool:
    try:
        count = max(1, sessions_between(since, day))
    except InputError:  # outside the calendar every day may have been a session
        count = (day - since).days
    limit = exact(limit_on(day, rules))
    return (1 - limit) ** count <= exact(close) / exact(before) <= (1 + limit) ** count
