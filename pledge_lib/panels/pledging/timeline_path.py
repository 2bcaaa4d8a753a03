"""The price path of F1.3: a shape, a path drawn by hand, a random walk, or a replay of real closes."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from pledge_lib.datasets import prices
from pledge_lib.finance.units import Shares
from pledge_lib.market import paths
from pledge_lib.market.closed_form import SESSIONS_A_YEAR
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
SMALLEST_PRICE = 0.01


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


def _slow(values: Values) -> np.ndarray:
    return paths.slow_bleed(values["fall"], values["sessions"])


def _crash(values: Values) -> np.ndarray:
    return paths.instant_shock(values["fall"], values["sessions"])


def _v_shape(values: Values) -> np.ndarray:
    return paths.v_shape(values["fall"], values["sessions"], low_on=values["sessions"] // 2)


def _gap(values: Values) -> np.ndarray:
    return paths.gap(values["fall"], values["sessions"], on=GAP_ON)


def _drawn(values: Values) -> np.ndarray:
    return np.array([(1.0, *values["drawn"][: values["sessions"]])])


def _simulated(values: Values) -> np.ndarray:
    walk = {"volatility": values["volatility"], "drift": values["drift"], "seed": values["seed"]}
    return paths.geometric_brownian(1, values["sessions"], **walk, dtype=np.float64)


SHAPES: Mapping[str, Callable[[Values], np.ndarray]] = {
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
    relative = paths.limited(SHAPES[values["path"]](whole), limit)[0]
    closes = _prices(relative * START_PRICE)
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
    ends = np.array(closes)
    before = np.concatenate([ends[:1], ends[:-1]])
    swing = values["volatility"] / np.sqrt(SESSIONS_A_YEAR) * SWING
    dips = np.abs(np.random.default_rng(values["seed"]).standard_normal(len(ends))) * swing
    lows = np.minimum(ends, before) * (1 - np.minimum(dips, 1))
    floor = 0 if limit is None else before * (1 - limit)
    lows = np.minimum(np.maximum(lows, floor), ends)
    lows[0] = ends[0]  # the loan is drawn at the close of the first session
    return _prices(lows)


def _prices(numbers: np.ndarray) -> tuple[float, ...]:
    return tuple(np.maximum(numbers.round(2), SMALLEST_PRICE).tolist())
