"""Cash dividends that were paid: what part of the last close each one was."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.units import Date, Percent, PerShare, Text
from pledge_lib.market.closes import PURE_CASH
from pledge_lib.market.sessions import sessions


@dataclass(frozen=True, kw_only=True)
class RecordedDividend:
    """A recorded cash dividend: its share of the last close before, and where it is recorded."""

    symbol: Text
    ex_date: Date
    cash_per_share: PerShare
    part: Percent
    sources: tuple[str, ...]


@cache
def recorded_dividends() -> Mapping[str, RecordedDividend]:
    """Return the recorded cash dividends whose last close before is recorded too, by symbol and day."""
    found = {}
    for action in datasets.corporate_actions():
        before = sessions()[bisect_left(sessions(), action.date) - 1]
        closes = {point.date: point.close for point in datasets.prices(action.symbol).points}
        if action.event == PURE_CASH and action.cash_per_share is not None and before in closes:
            part = float(exact(action.cash_per_share) / exact(closes[before]))
            found[f"{action.symbol} {action.date}"] = RecordedDividend(
                symbol=action.symbol,
                ex_date=action.date,
                cash_per_share=action.cash_per_share,
                part=part,
                sources=action.sources,
            )
    return found
