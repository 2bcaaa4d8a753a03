"""The odds that a random walk is below the line at a watched close, without any simulation.

First passage of a Brownian motion with drift. A line that is watched only now and then acts like a somewhat lower one
that is watched always (Broadie, Glasserman and Kou 1997). With few watches that is too coarse (one point off with three
watches); there the same probability is integrated from watch to watch.
"""

import math
from collections.abc import Sequence
from functools import cache
from statistics import NormalDist

import numpy as np

from pledge_lib.finance.checks import (
    InputError,
    is_endless,
    require_line,
    require_not_negative,
    require_number,
    require_one,
    require_part,
    require_positive,
    require_whole,
)
from pledge_lib.finance.lines import below

SESSIONS_A_YEAR = 252
LARGEST_A_YEAR = 10.0  # nobody means 1000 % a year; a larger number was typed as per cent
WATCH_CORRECTION = 0.5826
FEW_WATCHES = 50
NODES = 256
WIDEST = 160.0  # in steps of one standard deviation; beyond it the nodes lie too far apart, and the correction is small
FAR_TAIL = -30.0
STILL = 1e-9  # a step smaller than the rounding of prices is none


def first_passage_probability(
    ratio: float,
    line: float,
    *,
    volatility: float,
    drift: float = 0.0,
    days: int = SESSIONS_A_YEAR,
    watch_every: int = 1,
) -> float:
    """Return the probability of a close below the line on a watched session; volatility and drift are a year's.

    >>> [round(first_passage_probability(ratio, 1.30, volatility=0.30), 3) for ratio in (5/3, 2.0, 2.5)]
    [0.438, 0.174, 0.037]
    """
    terms = {"volatility": volatility, "drift": drift, "days": days, "watch_every": watch_every}
    (odds,) = first_passage_curve([ratio], line, **terms)
    return odds


def first_passage_curve(
    ratios: Sequence[float],
    line: float,
    *,
    volatility: float,
    drift: float = 0.0,
    days: int = SESSIONS_A_YEAR,
    watch_every: int = 1,
) -> list[float]:
    """Return the same for many ratios at once, for a chart.

    >>> [round(odds, 3) for odds in first_passage_curve([1.29, 5/3, 2.0], 1.30, volatility=0.30)]
    [1.0, 0.438, 0.174]
    """
    require_line("line", line)
    require_walk(volatility, drift)
    require_whole("days", days)
    require_not_negative("days", days)
    require_count("watch_every", watch_every)
    watches, years = days // watch_every, watch_every / SESSIONS_A_YEAR
    lean, spread = (drift - volatility**2 / 2) * years, volatility * math.sqrt(years)
    over_all = lean * watches, spread * math.sqrt(watches)
    reach = 7 * over_all[1] + max(0.0, over_all[0])
    odds, near = {}, {}
    for ratio in ratios:
        room = _room(ratio, line)
        if room < 0 or room == math.inf:
            odds[ratio] = float(room < 0)
        elif watches == 0 or spread < STILL:
            odds[ratio] = float(over_all[0] < -room)
        elif watches <= FEW_WATCHES and room + reach < WIDEST * spread:
            near[ratio] = room
        else:
            odds[ratio] = _first_passage(-room - WATCH_CORRECTION * spread, *over_all)
    if near:
        starts = list(near.values())
        integrated = _from_watch_to_watch(starts, max(starts) + reach, lean, spread, watches)
        odds |= zip(near, integrated, strict=True)
    return [odds[ratio] for ratio in ratios]


def require_walk(volatility: float | None, drift: float | None):
    """Refuse a volatility or a drift that was typed as per cent."""
    require_not_negative("volatility", volatility)
    require_number("drift", drift)
    for name, value in (("volatility", volatility), ("size of the drift", abs(drift))):
        if value > LARGEST_A_YEAR:
            raise InputError("above_limit", name=name, value=value, limit=LARGEST_A_YEAR)


def require_count(name: str, value: int):
    """Refuse everything but a whole number from 1."""
    require_whole(name, value)
    require_positive(name, value)


def _room(ratio: float, line: float) -> float:
    """Return how far the ratio lies above the line, as a logarithm; a ratio on the line is not below it."""
    if is_endless(ratio):
        return math.inf
    require_one("ratio", ratio)
    require_positive("ratio", ratio)
    room = math.log(ratio) - math.log(line)
    return room if below(ratio, line) else max(0.0, room)


def fan(
    ratio: float, shares: Sequence[float], days: Sequence[int], *, volatility: float, drift: float = 0.0
) -> np.ndarray:
    """Return below which ratio so large a share of random walks lies: one row a share, one column a session.

    >>> fan(2.0, [0.5], [0, 252], volatility=0.30).round(3).tolist()
    [[2.0, 1.912]]
    """
    require_walk(volatility, drift)
    require_positive("ratio", ratio)
    for share in shares:
        require_part("share", share)
        require_positive("share", share)
    years = np.asarray(days) / SESSIONS_A_YEAR
    normal = np.array([[NormalDist().inv_cdf(share)] for share in shares])
    return ratio * np.exp((drift - volatility**2 / 2) * years + volatility * np.sqrt(years) * normal)


def _first_passage(fall: float, lean: float, spread: float) -> float:
    """Return the probability that a walk watched always reaches the fall; lean and spread are those of the horizon."""
    near, far = (fall - lean) / spread, (fall + lean) / spread
    if far > FAR_TAIL:
        reflected = math.exp((far**2 - near**2) / 2) * _normal(far)
    else:  # the two factors run away from each other, their product does not
        reflected = math.exp(-(near**2) / 2) / math.sqrt(2 * math.pi) * (1 - 1 / far**2) / -far
    return min(1.0, _normal(near) + reflected)


def _from_watch_to_watch(starts: Sequence[float], top: float, lean: float, spread: float, watches: int) -> list[float]:
    """Return the same for walks watched so many times that start so far above the line; above the top all are safe."""
    nodes, weights = _gauss_legendre()
    after = top * (nodes + 1) / 2
    before = np.concatenate((starts, after))
    steps = (after - before[:, np.newaxis] - lean) / spread
    chances = np.exp(-(steps**2) / 2) * weights * top / 2 / (spread * math.sqrt(2 * math.pi))
    safe = np.array([_normal((place + lean - top) / spread) for place in before])
    survival = np.ones(len(before))
    for _ in range(watches):
        survival = chances @ survival[len(starts) :] + safe
    return np.clip(1 - survival[: len(starts)], 0.0, 1.0).tolist()


@cache
def _gauss_legendre() -> tuple[np.ndarray, np.ndarray]:
    return np.polynomial.legendre.leggauss(NODES)


def _normal(value: float) -> float:
    """Return the standard normal distribution function."""
    return math.erfc(-value / math.sqrt(2)) / 2
