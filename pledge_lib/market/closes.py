"""Real closes with their dates: a shipped stress window, a replay of it, or the reader's own file."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from pledge_lib.datasets import corporate_actions, prices, tables
from pledge_lib.datasets.tables import DatasetError, require_rising, rows_of
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.reading import day_in
from pledge_lib.finance.units import PRICE
from pledge_lib.market.closed_form import SESSIONS_A_YEAR
from pledge_lib.market.moves import Move, beyond_limit, with_split

PURE_CASH = "ex-dividend"  # the ratio really falls by it; any other event changes what one share is


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

    @property
    def moves(self) -> tuple[Move, ...]:
        """Return the moves that no daily limit allows and no recorded action explains, such as an undeclared split."""
        return _moves(self)

    def stretches(self) -> list[list[float]]:
        """Return the daily log returns, in stretches that no corporate action and no undeclared one interrupts."""
        returns = [after - before for before, after in pairwise(map(math.log, self.closes))]
        not_the_market = self.actions | {move.day for move in self.moves}
        cuts = [place for place, day in enumerate(self.dates[1:]) if day in not_the_market]
        firsts, ends = [0, *(cut + 1 for cut in cuts)], [*cuts, len(returns)]
        return [returns[first:end] for first, end in zip(firsts, ends, strict=True)]


@cache
def _moves(closes: Closes) -> tuple[Move, ...]:
    return beyond_limit(closes.dates, closes.closes, known=closes.actions)


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


def volatility_of(sample: Sequence[Closes]) -> float:
    """Return the volatility of a year that real closes had, corporate actions left out.

    >>> round(volatility_of(windows("2330")), 2)
    0.38
    """
    returns = [change for closes in sample for part in closes.stretches() for change in part]
    mean = math.fsum(returns) / len(returns)
    variance = math.fsum((change - mean) ** 2 for change in returns) / (len(returns) - 1)
    return math.sqrt(variance * SESSIONS_A_YEAR)


def read_closes(file: str | Path) -> Closes:
    """Return the reader's own closes from a CSV file with the columns date and close, oldest first.

    Days and numbers may be written as people write them, in UTF-8, UTF-16 or Big5. A column `shares_for_one` may say
    how many shares one became on the day of a split; later closes are then those of the old shares. `moves` of the
    result lists what no daily limit allows. Raises DatasetError, which names the file, the row and the column, and says
    what to do.
    """
    place = Path(file).resolve()
    if not place.is_file():
        raise DatasetError(place.name, f"there is no such file in {place.parent}; check its name and its folder")
    text = _decoded(place)
    rows = rows_of(text, place.name, WITH_SPLIT if SPLIT in text.partition("\n")[0] else COLUMNS)
    require_rising(place.name, rows, "date", 0)
    if len(rows) < 2:
        raise DatasetError(place.name, "one close has no change; give at least two days", rows[0].number, "close")
    dates, closes = zip(*with_split((*row.values, 1)[:3] for row in rows), strict=True)
    return Closes(place.stem, dates, closes)


def _decoded(place: Path) -> str:
    """Return the text of a reader's own file, in any of the encodings in which spreadsheets save one here."""
    content = place.read_bytes()
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp950"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DatasetError(place.name, "the file is not text in UTF-8 or Big5; save it again with one of these encodings")


def _day(text: str) -> date:
    try:
        return day_in(text, "date")
    except InputError:
        raise ValueError(f"{text!r} is not a date; write it as 2026-03-02") from None


def _close(text: str) -> float:
    try:
        (value,) = PRICE.readings(text)
    except InputError:
        raise ValueError(f"{text!r} is not a number; write a plain number such as 78.5") from None
    if value <= 0:
        raise ValueError(f"{text!r} must be above 0; correct it or leave the row out")
    return value


SPLIT = "shares_for_one"
COLUMNS = {"date": _day, "close": _close}
WITH_SPLIT = COLUMNS | {SPLIT: tables.optional(_close, 1.0)}
