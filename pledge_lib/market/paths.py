"""Many price paths at once: random walks, resampled real returns, and the daily limit.

An array of paths has one row a path and one column a session; column 0 is the start, where every close is 1.0. One
path alone needs no array: `market.one_path`.
Random paths are the same for the same seed, and the first of many are the same as the few. Closes of float32 are within
0.001 % of what the same draws give in float64, enough for odds and charts; float64 draws others and takes twice the
memory.
"""

import math
from collections.abc import Sequence

import numpy as np

from pledge_lib.market.closes import Closes
from pledge_lib.market.draws import Fill, random_walk, require_count, resampled
from pledge_lib.market.one_path import Limit, limits_of


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
    """Return the paths under a daily limit, as `one_path.limited` does with one.

    >>> limited(np.array([[1, 0.75, 0.75, 0.75]]), limit=0.10).round(12).tolist()
    [[1.0, 0.9, 0.81, 0.75]]
    """
    rows = np.array(closes, dtype=np.result_type(closes, np.float32)).T
    for before, row, step in zip(rows[:-1], rows[1:], limits_of(limit, len(rows) - 1), strict=True):
        if step is not None:
            np.clip(row, before * (1 - step), before * (1 + step), out=row)
    return rows.T


def limit_logs(rows: np.ndarray, limit: Limit):
    """Do what `limited` does, in place, to rows of log closes; a path that has ended (infinite) stays ended."""
    for before, row, step in zip(rows[:-1], rows[1:], limits_of(limit, len(rows) - 1), strict=True):
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
