"""What becomes of an account opened on each day of a path while nothing is paid: never called, called, or sold.

The states are those of `procedure`; `run_timeline` tells the same story day by day, with its sums. An order at a locked
limit is not filled.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from pledge_lib.datasets import corporate_actions, market
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.ratio import is_below
from pledge_lib.finance.units import Count, Sessions, Signed
from pledge_lib.market.closes import PURE_CASH, Closes, replay, window
from pledge_lib.market.limits import order_filled
from pledge_lib.market.plan import Dividend, Plan
from pledge_lib.market.procedure import CALLED, CLOSED, NORMAL, SALE, SAME_DAY, DayFacts, next_state
from pledge_lib.market.sessions import deadline, first_sale_date, settlement_days

NEARLY = 1e-9  # so near to a line, decimals decide


@dataclass(frozen=True, kw_only=True, eq=False)
class Path:
    """Closes by symbol on the business days between two days; a day without trading has the close before it.

    Dividends lower the reference price of their day, from which the limit counts; the cash is the borrower's.
    """

    days: tuple[date, ...]
    closes: Mapping[str, np.ndarray]
    traded: Mapping[str, np.ndarray]
    dividends: tuple[Dividend, ...] = ()

    @property
    def plan(self) -> Plan:
        """Return the plan of a borrower who pays nothing, and whose orders no locked market fills."""
        return Plan(fill_chance=0.0, dividends=self.dividends)

    def prices(self, place: int) -> dict[str, float]:
        """Return the closes of one day."""
        return {symbol: float(closes[place]) for symbol, closes in self.closes.items()}

    def points(self, first: int, last: int) -> dict[str, list[tuple[date, float]]]:
        """Return what a timeline takes: date and close of each day with trading from a place to a place."""
        places = range(first, last + 1)
        return {
            symbol: [(self.days[place], float(closes[place])) for place in places if self.traded[symbol][place]]
            for symbol, closes in self.closes.items()
        }


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What became of an account; places are those of days in the path, `sold` by position, `end` the last day needed.

    `state` is that of the end, `calls` counts the notices, `notice` is the first of them.
    """

    start: int
    end: int
    state: str
    calls: Count = 0
    notice: int | None = None
    sold: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class After:
    """By how much what was sold was worth more later, and after how many business days."""

    change: Signed
    days: Sessions


def shipped_path(symbols: Iterable[str], name: str) -> Path:
    """Return the closes of a stress window as the holder of a fixed position saw them, with the dividends.

    >>> shipped_path(["2330", "2412"], "2025-tariffs").days[-1]
    datetime.date(2025, 5, 26)
    """
    symbols = tuple(symbols)
    dividends = tuple(dividend for symbol in symbols for dividend in _dividends(symbol, name))
    return path_of({symbol: replay(symbol, name) for symbol in symbols}, dividends)


def path_of(series: Mapping[str, Closes], dividends: tuple[Dividend, ...] = ()) -> Path:
    """Return the closes of several symbols side by side, from the first day that all have to the last of any."""
    first = max(closes.dates[0] for closes in series.values())
    last = max(closes.dates[-1] for closes in series.values())
    business = settlement_days()
    days = business[bisect_left(business, first) : bisect_right(business, last)]
    found, traded = {}, {}
    for symbol, closes in series.items():
        places = np.array([bisect_right(closes.dates, day) - 1 for day in days])
        found[symbol] = np.array(closes.closes)[places]
        traded[symbol] = np.array([closes.dates[place] == day for place, day in zip(places, days, strict=True)])
    return Path(days=days, closes=found, traded=traded, dividends=dividends)


def fate(account: MarginAccount, path: Path, start: int) -> Fate:
    """Return what becomes of an account that was opened at the closes of a day, until it is sold or the path ends."""
    rules, days = account.rules, path.days
    below, under_cancel = (_below(account, path, start, line) for line in (rules.call_line, rules.cancel_level))
    state, calls, notice, due, first_sale = NORMAL, 0, None, None, None
    left, sold, tries = (), {}, 0
    place = start
    while place < len(days):
        if state == NORMAL:
            coming = np.flatnonzero(below[place - start :])
            if not len(coming):
                return Fate(start=start, end=len(days) - 1, state=NORMAL, calls=calls, notice=notice)
            place += int(coming[0])
        today, trading = days[place], any(traded[place] for traded in path.traded.values())
        ran_out = state == SAME_DAY or (state == CALLED and today >= first_sale)
        facts = DayFacts(
            below=bool(below[place - start]),
            settled=not (ran_out and trading) and not under_cancel[place - start],
            deadline=today == due,
            sale_due=ran_out and trading,
            sale_over=state == SALE and (not left or tries == market().sale_sessions),
        )
        before, state = state, next_state(state, facts)
        if state == CALLED != before:
            calls, notice = calls + 1, place if notice is None else notice
            due, first_sale = deadline(today, rules.cure_sessions), first_sale_date(today, rules.cure_sessions)
            left = account.at(path.prices(place)).called
        if state == SALE and trading:
            tries += 1
            filled = [name for name in left if _filled(account.position(name), path, place, rules)]
            sold |= dict.fromkeys(filled, place)
            left = tuple(name for name in left if name not in filled)
        if state == CLOSED:
            break
        place += 1
    end = min(place, len(days) - 1)
    return Fate(start=start, end=end, state=state, calls=calls, notice=notice, sold=sold)


def change_after(account: MarginAccount, path: Path, found: Fate, after: int) -> After | None:
    """Return by how much what was sold is worth more so many business days later.

    Fewer days where the path ends before; None where nothing held was sold, or it was sold on the last day.
    """
    held = {name: place for name, place in found.sold.items() if isinstance(account.position(name), Long)}
    if not held:
        return None
    days = min(after, len(path.days) - 1 - max(held.values()))
    if not days:
        return None
    shares = {name: (account.position(name).shares, path.closes[account.position(name).symbol]) for name in held}
    then = sum(count * closes[held[name]] for name, (count, closes) in shares.items())
    later = sum(count * closes[held[name] + days] for name, (count, closes) in shares.items())
    return After(change=float(later / then - 1), days=days)


def _below(account: MarginAccount, path: Path, start: int, line: float) -> np.ndarray:
    """Return for each day from the start whether the whole account is below a line; decimals decide near it."""
    moved = account.at({symbol: closes[start:] for symbol, closes in path.closes.items()})
    distance = moved.collateral - line * moved.debt
    below = np.broadcast_to(distance < 0, len(path.days) - start).copy()
    for place in np.flatnonzero(np.abs(distance) <= NEARLY * moved.collateral):
        then = account.at(path.prices(start + int(place)))
        below[place] = is_below(then.collateral, then.debt, line)
    return below


def _filled(position, path: Path, place: int, rules) -> bool:
    """Return whether an order for a position is filled on a day: if its share trades and is not locked."""
    closes = path.closes[position.symbol]
    if not path.traded[position.symbol][place]:
        return False
    yesterday, today = path.days[place - 1 : place + 1]
    gone = [
        each.cash_per_share
        for each in path.dividends
        if each.symbol == position.symbol and yesterday < each.ex_date <= today
    ]
    reference = float(exact(float(closes[place - 1])) - sum(map(exact, gone)))
    prices = (float(closes[place]), reference)
    return order_filled(position.symbol, today, *prices, rules, path.plan, buys=not isinstance(position, Long))


def _dividends(symbol: str, name: str) -> Iterator[Dividend]:
    """Yield the cash dividends of a window, scaled as its closes are."""
    real, seen = window(symbol, name), replay(symbol, name)
    factors = {day: ours / theirs for day, ours, theirs in zip(real.dates, seen.closes, real.closes, strict=True)}
    for action in corporate_actions(symbol):
        if action.date in factors and action.event == PURE_CASH and action.cash_per_share:
            cash = action.cash_per_share * factors[action.date]
            yield Dividend(ex_date=action.date, cash_per_share=cash, symbol=symbol)
