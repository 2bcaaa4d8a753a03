"""Random and replayed paths as log closes, filled block by block: one row a session, one column a path.

`random_walk`, `resampled` and `replayed` return a function that fills the next paths into rows it is given; the first
row is the start, 0. That is the form in which the odds are counted; `market.paths` turns it into plain closes.
"""

import math
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count, pairwise

import numpy as np

from pledge_lib.finance.checks import InputError, require_number
from pledge_lib.market.closed_form import SESSIONS_A_YEAR, require_count
from pledge_lib.market.closes import Closes
from pledge_lib.market.one_path import daily_step, require_seed

TILE = 256  # so many paths share a generator of their own, and fit into the processor's cache

Fill = Callable[[np.ndarray], None]


def random_walk(volatility: float, drift: float, seed: int) -> Fill:
    """Return a function that fills rows of log closes with the next geometric Brownian paths."""
    spread, lean = daily_step(volatility, drift)

    def draw(random: np.random.Generator, paths: int, days: int, dtype: type) -> np.ndarray:
        steps = random.standard_normal((paths, days), dtype)
        steps *= spread
        steps += lean
        return steps

    return _by_tiles(seed, draw)


def resampled(sample: Sequence[Closes], block_length: int, drift: float | None, seed: int) -> Fill:
    """Return a function that fills rows of log closes with the next paths made of runs of real returns.

    No run crosses a corporate action or the end of a series. Stress windows were chosen because prices fell, so their
    mean return is moved to that of the yearly drift; what stays is how rough they are. `drift=None` leaves the mean.
    """
    require_count("block_length", block_length)
    if not sample:
        raise InputError("empty", name="sample")
    stretches = [part for closes in sample for part in closes.stretches() if len(part) >= block_length]
    if not stretches:
        longest = max(len(part) for closes in sample for part in closes.stretches())
        raise InputError("above_limit", name="block_length", value=block_length, limit=longest)
    runs = np.concatenate([np.lib.stride_tricks.sliding_window_view(part, block_length) for part in stretches])
    if drift is not None:
        require_number("drift", drift)
        growth = math.log(np.exp(runs.sum(axis=1)).mean()) / block_length
        runs = runs - growth + drift / SESSIONS_A_YEAR

    def draw(random: np.random.Generator, paths: int, days: int, dtype: type) -> np.ndarray:
        drawn = random.integers(len(runs), size=(paths, -(-days // block_length)))
        return runs[drawn].reshape(paths, -1)[:, :days]

    return _by_tiles(seed, draw)


def replayed(sample: Sequence[Closes]) -> tuple[Fill, int]:
    """Return a function that fills rows of log closes with replays from every day but the last, and their number.

    Each starts at 0 and runs to the end of its closes; from there on its rows are infinite.
    """
    if not sample:
        raise InputError("empty", name="sample")
    logs = [np.log(closes.closes) for closes in sample]
    starts = [real[first:] - real[first] for real in logs for first in range(len(real) - 1)]
    left = iter(starts)

    def fill(rows: np.ndarray):
        rows[...] = np.inf
        for column, path in zip(rows.T, left, strict=False):
            column[: len(path)] = path[: len(column)]

    return fill, len(starts)


def _by_tiles(seed: int, draw: Callable) -> Fill:
    """Return a function that fills rows of log closes from drawn daily steps, on all processors at once.

    Each tile of paths has its own generator, so neither the number of processors nor the blocks change a number, as
    long as every block but the last holds whole tiles.
    """
    require_seed(seed)
    numbers = count()

    def fill_one(steps: np.ndarray, number: int):
        days, paths = steps.shape
        steps[...] = draw(np.random.default_rng([int(seed), number]), paths, days, steps.dtype).T

    def fill(rows: np.ndarray):
        rows[0] = 0
        tiles = [rows[1:, first : first + TILE] for first in range(0, rows.shape[1], TILE)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(fill_one, tiles, [next(numbers) for _ in tiles]))
        for before, row in pairwise(rows):
            row += before

    return fill
