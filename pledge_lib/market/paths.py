"""Price paths: shapes, random walks, resampled real returns, and the daily limit.

An array of paths has one row a path and one column a session; column 0 is the start, where every close is 1.0.
Random paths are the same for the same seed, and the first of many are the same as the few. Closes of float32 are within
0.001 % of what the same draws give in float64, enough for odds and charts; float64 draws others and takes twice the
memory.
"""

import math
from collections.abc import Sequence

import numpy as np

from pledge_lib.finance.checks import InputError, require_fraction, require_positive
from pledge_lib.market.closes import Closes
from pledge_lib.market.draws import Fill, random_walk, require_count, resampled

Limit = float | None | Sequence[float | None]


def instant_shock(fall: float, days: int) -> np.ndarray:
    """Return one path that falls on the first session and then rests; `fall` is a fraction.

    >>> instant_shock(0.22, days=2).tolist()
    [[1.0, 0.78, 0.78]]
    """
    return gap(fall, days, on=1)


def gap(fall: float, days: int, on: int) -> np.ndarray:
    """Return one path that rests, opens lower on one session (after a holiday, say) and rests again.

    >>> gap(0.25, days=3, on=2).tolist()
    [[1.0, 1.0, 0.75, 0.75]]
    """
    require_fraction("fall", fall)
    require_count("days", days)
    require_count("on", on)
    return np.where(np.arange(days + 1) < on, 1.0, 1 - fall)[np.newaxis]


def slow_bleed(fall: float, days: int) -> np.ndarray:
    """Return one path that loses the same part of its value on every session.

    >>> slow_bleed(0.19, days=2).round(12).tolist()
    [[1.0, 0.9, 0.81]]
    """
    require_fraction("fall", fall)
    require_count("days", days)
    return (1 - fall) ** (np.arange(days + 1) / days)[np.newaxis]


def v_shape(fall: float, days: int, low_on: int) -> np.ndarray:
    """Return one path that bleeds to its low and is back at the start on the last session.

    >>> v_shape(0.19, days=4, low_on=2).round(12).tolist()
    [[1.0, 0.9, 0.81, 0.9, 1.0]]
    """
    require_fraction("fall", fall)
    require_count("days", days)
    require_count("low_on", low_on)
    if low_on >= days:
        raise InputError("above_limit", name="low_on", value=low_on, limit=days - 1)
    return (1 - fall) ** np.interp(np.arange(days + 1), (0, low_on, days), (0, 1, 0))[np.newaxis]


def limit_downs(sessions: int, days: int, limit: float) -> np.ndarray:
    """Return one path that closes at its lower limit on each of the first sessions and then rests.

    >>> limit_downs(3, days=4, limit=0.10).round(12).tolist()
    [[1.0, 0.9, 0.81, 0.729, 0.729]]
    """
    require_count("sessions", sessions)
    require_count("days", days)
    _require_limit(limit)
    return (1 - limit) ** np.minimum(np.arange(days + 1), sessions)[np.newaxis]


def geometric_brownian(
    paths: int, days: int, *, volatility: float, drift: float = 0.0, seed: int = 1, dtype: type = np.float32
) -> np.ndarray:
    """Return random walks; volatility and drift are fractions a year of 252 sessions, the mean grows by the drift.

    >>> geometric_brownian(1, days=252, volatility=0.0, drift=0.05, dtype=np.float64)[0, -1].round(4).item()
    1.0513
    """
    return _relative_closes(random_walk(volatility, drift, seed), paths, days, dtype)


def block_bootstrap(
    paths: int,
    days: int,
    *,
    sample: Sequence[Closes],
    block_length: int = 10,
    drift: float | None = 0.0,
    seed: int = 1,
    dtype: type = np.float32,
) -> np.ndarray:
    """Return paths made of runs of real returns, drawn with replacement; see `draws.resampled`.

    >>> from pledge_lib.market.closes import windows
    >>> block_bootstrap(3, days=60, sample=windows("2330")).shape
    (3, 61)
    """
    return _relative_closes(resampled(sample, block_length, drift, seed), paths, days, dtype)


def limited(closes: np.ndarray, limit: Limit) -> np.ndarray:
    """Return the paths under a daily limit: one fraction, None, or one of these for each session.

    The close of the given path is what the market wants. Where it lies beyond the limit, the close stops at the limit,
    locked, and goes on towards what is wanted on the next session, again at most by the limit.

    >>> limited(instant_shock(0.25, days=4), limit=0.10).round(12).tolist()
    [[1.0, 0.9, 0.81, 0.75, 0.75]]
    """
    rows = np.array(closes, dtype=np.result_type(closes, np.float32)).T
    for before, row, step in zip(rows[:-1], rows[1:], _limits(limit, len(rows) - 1), strict=True):
        if step is not None:
            np.clip(row, before * (1 - step), before * (1 + step), out=row)
    return rows.T


def limit_logs(rows: np.ndarray, limit: Limit):
    """Do what `limited` does, in place, to rows of log closes; a path that has ended (infinite) stays ended."""
    for before, row, step in zip(rows[:-1], rows[1:], _limits(limit, len(rows) - 1), strict=True):
        if step is not None:
            ended = np.isposinf(row)
            np.clip(row, before + math.log1p(-step), before + math.log1p(step), out=row)
            row[ended] = np.inf


def _relative_closes(fill: Fill, paths: int, days: int, dtype: type) -> np.ndarray:
    require_count("paths", paths)
    require_count("days", days)
    rows = np.empty((days + 1, paths), dtype)
    fill(rows)
    return np.exp(rows, out=rows).T


def _limits(limit: Limit, sessions: int) -> Sequence[float | None]:
    """Return one checked limit for each session."""
    limits = [limit] * sessions if limit is None or isinstance(limit, (int, float)) else list(limit)
    if len(limits) < sessions:
        raise InputError("below_limit", name="number of daily limits", value=len(limits), limit=sessions)
    for step in set(limits) - {None}:
        _require_limit(step)
    return limits[:sessions]


def _require_limit(limit: float):
    require_positive("limit", limit)
    if limit >= 1:
        raise InputError("above_limit", name="limit", value=limit, limit="any fraction below 1")
