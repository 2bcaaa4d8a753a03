"""The price path of F1.3: a shape, a path drawn by hand, a random walk, or a replay of real closes."""

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pledge_lib.datasets import prices
from pledge_lib.finance.units import Shares
from pledge_lib.market import one_path
from pledge_lib.market.closed_form import SESSIONS_A_YEAR
from pledge_lib.market.normals import Normals
from pledge_lib.market.one_path import Path
from pledge_lib.market.plan import recorded_events
from pledge_lib.market.sessions import sessions
from pledge_lib.panels.controls import Values

DRAWN, SIMULATED, REPLAY = "drawn", "simulated", "replay"
GAP_ON = 3  # the gap opens on this session after the start
LIMITS = {"10": 0.10, "7": 0.07, "none": None}
SYMBOLS = ("2330", "0050", "2317", "2412", "2454", "2603", "2881")
NO_SHARE = "shares"  # of no real company
START_PRICE, START_SHARES, LOT = 100, 10_000, 1_000
SWING = 0.5  # made-up lows lie below the closes around them by so much of a day's volatility, times a normal draw
CENTS, SMALLEST_PRICE = 100, 0.01


@dataclass(frozen=True, kw_only=True)
class MarketPath:
    """Sessions with a close and a low in TWD, and what happened to the shares on the way."""

    days: tuple[date, ...]
    closes: tuple[float, ...]
    lows: tuple[float, ...]
    symbol: str
    shares: Shares
    events: Mapping[str, tuple]

    @property
    def points(self) -> tuple[tuple[date, float, float], ...]:
        """Return what a timeline takes: date, close and low."""
        return tuple(zip(self.days, self.closes, self.lows, strict=True))


def _slow(values: Values) -> Path:
    return one_path.slow_bleed(values["fall"], values["sessions"])


def _crash(values: Values) -> Path:
    return one_path.instant_shock(values["fall"], values["sessions"])


def _v_shape(values: Values) -> Path:
    return one_path.v_shape(values["fall"], values["sessions"], low_on=values["sessions"] // 2)


def _gap(values: Values) -> Path:
    return one_path.gap(values["fall"], values["sessions"], on=GAP_ON)


def _drawn(values: Values) -> Path:
    return (1.0, *values["drawn"][: values["sessions"]])


def _simulated(values: Values) -> Path:
    walk = {"volatility": values["volatility"], "drift": values["drift"], "seed": values["seed"]}
    return one_path.random_walk(values["sessions"], **walk)


SHAPES: Mapping[str, Callable[[Values], Path]] = {
    "slow": _slow,
    "crash": _crash,
    "v-shape": _v_shape,
    "gap": _gap,
    DRAWN: _drawn,
    SIMULATED: _simulated,
}
KINDS = (*SHAPES, REPLAY)


def market_path(values: Values) -> MarketPath:
    """Return the path that the values ask for."""
    if values["path"] == REPLAY:
        return _replayed(values)
    whole = values | {name: int(values[name]) for name in ("sessions", "seed")}
    limit = LIMITS[values["limit"]]
    relative = one_path.limited(SHAPES[values["path"]](whole), limit)
    closes = tuple(_price(part * START_PRICE) for part in relative)
    lows = closes if values["path"] == DRAWN else _lows(closes, limit, whole)
    trading = sessions(holidays=values["holidays"])
    first = bisect_left(trading, values["start"])
    days = trading[first : first + len(closes)]
    return MarketPath(days=days, closes=closes, lows=lows, symbol=NO_SHARE, shares=START_SHARES, events={})


def _replayed(values: Values) -> MarketPath:
    """Return the real closes of a window from the start day on, or all of them where that day leaves too few."""
    points = prices(values["symbol"]).window(values["window"])
    first = bisect_left([point.date for point in points], values["start"])
    points = points[first if first <= len(points) - 2 else 0 :]
    closes = tuple(point.close for point in points)
    lots = max(1, round(START_SHARES * START_PRICE / closes[0] / LOT))  # about as large as the other pledges
    return MarketPath(
        days=tuple(point.date for point in points),
        closes=closes,
        lows=closes,
        symbol=values["symbol"],
        shares=lots * LOT,
        events=recorded_events(values["symbol"]),
    )


def _lows(closes: tuple[float, ...], limit: float | None, values: Values) -> tuple[float, ...]:
    """Return a made-up low for each session: below both closes around it, by a seeded part of a day's volatility."""
    swing = values["volatility"] / math.sqrt(SESSIONS_A_YEAR) * SWING
    _, *dips = (abs(drawn) * swing for drawn in Normals(values["seed"]).take(len(closes)))
    lows = [closes[0]]  # the loan is drawn at the close of the first session
    for (before, close), dip in zip(pairwise(closes), dips, strict=True):
        floor = 0 if limit is None else before * (1 - limit)
        low = min(before, close) * (1 - min(dip, 1))
        lows.append(_price(min(max(low, floor), close)))
    return tuple(lows)


def _price(number: float) -> float:
    """Return a price in whole cents; there is none of nothing."""
    return max(round(number * CENTS) / CENTS, SMALLEST_PRICE)
