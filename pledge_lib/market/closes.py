"""Real closes with their dates: a shipped stress window, a replay of it, or the reader's own file."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from pledge_lib.datasets import corporate_actions, prices, tables
from pledge_lib.datasets.tables import DatasetError, read_table, require_rising

PURE_CASH = "ex-dividend"  # the ratio really falls by it; any other event changes what one share is
CLOSE = tables.number("0", "1000000000", above=True)


@dataclass(frozen=True, slots=True)
class Closes:
    """Closes with their dates, oldest first; `actions` are the days whose change is not the market's."""

    name: str
    dates: tuple[date, ...]
    closes: tuple[float, ...]
    actions: frozenset[date] = frozenset()

    @property
    def path(self) -> np.ndarray:
        """Return the closes over the first one, as an array of one path."""
        return np.array([self.closes]) / self.closes[0]

    def stretches(self) -> list[np.ndarray]:
        """Return the daily log returns, in stretches that no corporate action interrupts."""
        returns = np.diff(np.log(self.closes))
        cuts = [place for place, day in enumerate(self.dates[1:]) if day in self.actions]
        parts = np.split(returns, cuts)
        return parts[:1] + [part[1:] for part in parts[1:]]


def window(symbol: str, name: str) -> Closes:
    """Return the unadjusted closes of one stress window, with its corporate actions.

    >>> window("2603", "2022-rate-rises").actions == {date(2022, 6, 29), date(2022, 9, 19)}
    True
    """
    points = prices(symbol).window(name)
    days = tuple(point.date for point in points)
    actions = frozenset(action.date for action in corporate_actions(symbol)) & frozenset(days[1:])
    return Closes(f"{symbol} {name}", days, tuple(point.close for point in points), actions)


def windows(symbol: str) -> tuple[Closes, ...]:
    """Return all stress windows of a symbol, oldest first."""
    return tuple(window(symbol, name) for name in prices(symbol).windows)


def replay(symbol: str, name: str) -> Closes:
    """Return the closes of a stress window as the holder of a fixed position saw them.

    A cash dividend stays in, because the ratio falls by it. Where shares themselves change (stock dividend, capital
    cut) or the sum is not sourced, that day's change is taken out and later closes are scaled to the earlier ones.

    >>> found = replay("2603", "2022-rate-rises")
    >>> place = found.dates.index(date(2022, 9, 19))
    >>> found.closes[place] == found.closes[place - 1]
    True
    """
    found = window(symbol, name)
    events = {action.date: action.event for action in corporate_actions(symbol)}
    scaled, factor = [found.closes[0]], 1.0
    for (_, before), (day, close) in pairwise(zip(found.dates, found.closes, strict=True)):
        if events.get(day, PURE_CASH) != PURE_CASH:
            factor *= before / close
        scaled.append(scaled[-1] if events.get(day, PURE_CASH) != PURE_CASH else close * factor)
    return Closes(found.name, found.dates, tuple(scaled))


def read_closes(file: str | Path) -> Closes:
    """Return the reader's own closes from a CSV file with the columns date and close, oldest first.

    Raises DatasetError, which names the file, the row and the column, and says what to do.
    """
    place = Path(file).resolve()
    if not place.is_file():
        raise DatasetError(place.name, f"there is no such file in {place.parent}; check its name and its folder")
    rows = read_table(place.parent, place.name, {"date": tables.day, "close": CLOSE})
    require_rising(place.name, rows, "date", 0)
    if len(rows) < 2:
        raise DatasetError(place.name, "one close has no change; give at least two days", rows[0].number, "close")
    dates, closes = zip(*(row.values for row in rows), strict=True)
    return Closes(place.stem, dates, closes)
