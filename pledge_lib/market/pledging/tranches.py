"""The odds of a call where shares are pledged in several tranches, one a month, without any simulation.

Each tranche is lent the same part of its value on its day, so the ratio of the whole is that of a fresh loan times the
price over the mean price of the tranches so far. That one number is followed from tranche to tranche; in between, the
walk is watched at every close, as in `closed_form`.
"""

import math
from functools import cache

import numpy as np

from pledge_lib.finance.checks import InputError, is_endless, require_line, require_one, require_positive
from pledge_lib.finance.lines import below
from pledge_lib.market.closed_form import SESSIONS_A_YEAR, WATCH_CORRECTION, require_count, require_walk

SESSIONS_A_MONTH = 21
MOST_TRANCHES = 120  # ten years of months
NODES = 96
FARTHEST = 8  # standard deviations; what lies beyond is less than 1e-14


def odds_in_tranches(
    ratio: float, line: float, *, volatility: float, tranches: int, days: int = SESSIONS_A_YEAR
) -> float:
    """Return the probability of a close below the line within so many sessions of the first tranche, without drift.

    `ratio` is that of a fresh loan; the ratio of all tranches together is watched.

    >>> [round(odds_in_tranches(5 / 3, 1.30, volatility=0.30, tranches=count), 3) for count in (1, 6)]
    [0.438, 0.38]
    """
    require_line("line", line)
    if is_endless(ratio):
        return 0.0
    for name, value in (("ratio", ratio), ("volatility", volatility)):
        require_one(name, value)
        require_positive(name, value)
    require_walk(volatility, 0.0)
    require_count("days", days)
    require_count("tranches", tranches)
    if tranches > MOST_TRANCHES:
        raise InputError("above_limit", name="tranches", value=tranches, limit=MOST_TRANCHES)
    waits = [SESSIONS_A_MONTH] * (int(tranches) - 1)
    if days <= sum(waits):
        raise InputError("below_limit", name="days", value=days, limit=sum(waits) + 1)
    if below(ratio, line):
        return 1.0
    barrier = math.log(line / ratio) - WATCH_CORRECTION * volatility * math.sqrt(1 / SESSIONS_A_YEAR)
    places, alive = np.zeros(1), np.ones(1)
    for pledged, sessions in enumerate([*waits, days - sum(waits)], start=1):
        places, alive = _walk(places, alive, barrier, volatility, sessions / SESSIONS_A_YEAR)
        places = places - np.log((pledged + np.exp(places)) / (pledged + 1))  # the next tranche moves the mean price
    return float(min(1.0, max(0.0, 1 - alive.sum())))


def _walk(places: np.ndarray, alive: np.ndarray, barrier: float, volatility: float, years: float):
    """Return where the walks are after so long that never met the barrier: nodes, and the probability at each."""
    lean, spread = -(volatility**2) / 2 * years, volatility * math.sqrt(years)
    nodes, weights = _gauss_legendre()
    low = max(barrier, places.min() + lean - FARTHEST * spread)
    high = places.max() + lean + FARTHEST * spread
    ends = low + (high - low) * (nodes + 1) / 2
    start = places[:, np.newaxis]
    arrives = np.exp(-(((ends - start - lean) / spread) ** 2) / 2) / (spread * math.sqrt(2 * math.pi))
    stays_above = -np.expm1(-2 * (start - barrier) * (ends - barrier) / spread**2)
    return ends, alive @ (arrives * stays_above) * weights * (high - low) / 2


@cache
def _gauss_legendre() -> tuple[np.ndarray, np.ndarray]:
    return np.polynomial.legendre.leggauss(NODES)
