"""One price path, in plain Python: its shapes, one random walk, and the daily limit.

A path is a tuple of closes, one for each session; the first is the start, 1.0. Many paths at once are arrays, in
`market.paths`; a random walk of a seed is the first of those, but for the last few digits.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate, repeat

from pledge_lib.finance.checks import (
    InputError,
    require_fraction,
    require_not_negative,
    require_positive,
    require_whole,
)
from pledge_lib.market.closed_form import SESSIONS_A_YEAR, require_count, require_walk
from pledge_lib.market.normals import Normals

Path = tuple[float, ...]
Limit = float | None | Sequence[float | None]


def instant_shock(fall: float, days: int) -> Path:
    """Return the path that falls on the first session and then rests; `fall` is a fraction.

    >>> instant_shock(0.22, days=2)
    (1.0, 0.78, 0.78)
    """
    return gap(fall, days, on=1)


def gap(fall: float, days: int, on: int) -> Path:
    """Return the path that rests, opens lower on one session (after a holiday, say) and rests again.

    >>> gap(0.25, days=3, on=2)
    (1.0, 1.0, 0.75, 0.75)
    """
    require_fraction("fall", fall)
    require_count("days", days)
    require_count("on", on)
    return tuple(1.0 if day < on else 1 - fall for day in range(days + 1))


def slow_bleed(fall: float, days: int) -> Path:
    """Return the path that loses the same part of its value on every session.

    >>> [round(close, 12) for close in slow_bleed(0.19, days=2)]
    [1.0, 0.9, 0.81]
    """
    require_fraction("fall", fall)
    require_count("days", days)
    return tuple((1 - fall) ** (day / days) for day in range(days + 1))


def v_shape(fall: float, days: int, low_on: int) -> Path:
    """Return the path that bleeds to its low and is back at the start on the last session.

    >>> [round(close, 12) for close in v_shape(0.19, days=4, low_on=2)]
    [1.0, 0.9, 0.81, 0.9, 1.0]
    """
    require_fraction("fall", fall)
    require_count("days", days)
    require_count("low_on", low_on)
    if low_on >= days:
        raise InputError("above_limit", name="low_on", value=low_on, limit=days - 1)
    return tuple((1 - fall) ** min(day / low_on, (days - day) / (days - low_on)) for day in range(days + 1))


def limit_downs(sessions: int, days: int, limit: float) -> Path:
    """Return the path that closes at its lower limit on each of the first sessions and then rests.

    >>> [round(close, 12) for close in limit_downs(3, days=4, limit=0.10)]
    [1.0, 0.9, 0.81, 0.729, 0.729]
    """
    require_count("sessions", sessions)
    require_count("days", days)
    require_limit(limit)
    return tuple((1 - limit) ** min(day, sessions) for day in range(days + 1))


def random_walk(days: int, *, volatility: float, drift: float = 0.0, seed: int = 1) -> Path:
    """Return a geometric Brownian walk; volatility and drift are fractions a year of 252 sessions.

    >>> round(random_walk(252, volatility=0.0, drift=0.05)[-1], 4)
    1.0513
    """
    require_count("days", days)
    require_seed(seed)
    spread, lean = daily_step(volatility, drift)
    steps = (drawn * spread + lean for drawn in Normals(int(seed), 0).take(days))  # of the first of many walks
    return tuple(map(math.exp, accumulate(steps, initial=0.0)))


def limited(closes: Iterable[float], limit: Limit) -> Path:
    """Return the path under a daily limit: one fraction, None, or one of these for each session.

    The close of the given path is what the market wants. Where it lies beyond the limit, the close stops at the limit,
    locked, and goes on towards what is wanted on the next session, again at most by the limit.

    >>> [round(close, 12) for close in limited(instant_shock(0.25, days=4), limit=0.10)]
    [1.0, 0.9, 0.81, 0.75, 0.75]
    """
    first, *wanted = closes
    return tuple(accumulate(zip(wanted, limits_of(limit, len(wanted)), strict=True), _held, initial=first))


def _held(before: float, wanted: tuple[float, float | None]) -> float:
    close, step = wanted
    return close if step is None else min(max(close, before * (1 - step)), before * (1 + step))


def daily_step(volatility: float, drift: float) -> tuple[float, float]:
    """Return the standard deviation and the mean of a session's log return; those of the walk are a year's."""
    require_walk(volatility, drift)
    return volatility / math.sqrt(SESSIONS_A_YEAR), (drift - volatility**2 / 2) / SESSIONS_A_YEAR


def limits_of(limit: Limit, sessions: int) -> Sequence[float | None]:
    """Return one checked limit for each session."""
    one_for_all = limit is None or isinstance(limit, (int, float))
    limits = list(repeat(limit, sessions)) if one_for_all else list(limit)
    if len(limits) < sessions:
        raise InputError("below_limit", name="number of daily limits", value=len(limits), limit=sessions)
    for step in set(limits) - {None}:
        require_limit(step)
    return limits[:sessions]


def require_limit(limit: float):
    """Refuse a daily limit that is no fraction."""
    require_positive("limit", limit)
    if limit >= 1:
        raise InputError("above_limit", name="limit", value=limit, limit="any fraction below 1")


def require_seed(seed: int):
    """Refuse a seed that is no whole number from 0."""
    require_not_negative("seed", seed)
    require_whole("seed", seed)
