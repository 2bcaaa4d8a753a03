"""The odds that a random walk is below the line at a watched close, without any simulation.

First passage of a Brownian motion with drift. A line that is watched only now and then acts like a somewhat lower one
that is watched always (Broadie, Glasserman and Kou 1997). With few watches that is too coarse (one point off with three
watches); there the same probability is integrated from watch to watch.
"""

import math
from functools import cache

import numpy as np

from pledge_lib.finance.checks import exact, require_line, require_positive

SESSIONS_A_YEAR = 252
WATCH_CORRECTION = 0.5826
FEW_WATCHES = 50
NODES = 256
WIDEST = 160.0  # in steps of one standard deviation; beyond it the nodes lie too far apart, and the correction is small
FAR_TAIL = -30.0
STILL = 1e-9  # a step smaller than the rounding of prices is none


def closed_form(
    ratio: float,
    line: float,
    *,
    volatility: float,
    drift: float = 0.0,
    days: int = SESSIONS_A_YEAR,
    watch_every: int = 1,
) -> float:
    """Return the probability of a close below the line on a watched session; volatility and drift are a year's.

    >>> [round(closed_form(ratio, 1.30, volatility=0.30), 3) for ratio in (5/3, 2.0, 2.5)]
    [0.438, 0.174, 0.037]
    """
    require_line("line", line)
    if ratio == math.inf:
        return 0.0
    require_positive("ratio", ratio)
    if exact(ratio) < exact(line):
        return 1.0
    watches, years = days // watch_every, watch_every / SESSIONS_A_YEAR
    lean, spread = (drift - volatility**2 / 2) * years, volatility * math.sqrt(years)
    fall = math.log(line) - math.log(ratio)
    if watches == 0 or spread < STILL:
        return float(lean * watches < fall)
    top = 7 * spread * math.sqrt(watches) + max(0.0, lean * watches)
    if watches <= FEW_WATCHES and top - fall < WIDEST * spread:
        return _from_watch_to_watch(fall, top, lean, spread, watches)
    return _first_passage(fall - WATCH_CORRECTION * spread, lean * watches, spread * math.sqrt(watches))


def _first_passage(fall: float, lean: float, spread: float) -> float:
    """Return the probability that a walk watched always reaches the fall; lean and spread are those of the horizon."""
    near, far = (fall - lean) / spread, (fall + lean) / spread
    if far > FAR_TAIL:
        reflected = math.exp((far**2 - near**2) / 2) * _normal(far)
    else:  # the two factors run away from each other, their product does not
        reflected = math.exp(-(near**2) / 2) / math.sqrt(2 * math.pi) * (1 - 1 / far**2) / -far
    return min(1.0, _normal(near) + reflected)


def _from_watch_to_watch(fall: float, top: float, lean: float, spread: float, watches: int) -> float:
    """Return the same for a walk watched so many times; whoever is above the top is safe."""
    nodes, weights = _gauss_legendre()
    after = fall + (top - fall) * (nodes + 1) / 2
    before = np.concatenate(([0.0], after))
    steps = (after - before[:, np.newaxis] - lean) / spread
    chances = np.exp(-(steps**2) / 2) * weights * (top - fall) / 2 / (spread * math.sqrt(2 * math.pi))
    safe = np.array([_normal((place + lean - top) / spread) for place in before])
    survival = np.ones(NODES + 1)
    for _ in range(watches):
        survival = chances @ survival[1:] + safe
    return float(min(1.0, max(0.0, 1 - survival[0])))


@cache
def _gauss_legendre() -> tuple[np.ndarray, np.ndarray]:
    return np.polynomial.legendre.leggauss(NODES)


def _normal(value: float) -> float:
    """Return the standard normal distribution function."""
    return math.erfc(-value / math.sqrt(2)) / 2
