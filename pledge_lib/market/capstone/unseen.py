"""Three paths that nobody sees before the plan is submitted: drawn by the seed of the case when they are asked for.

Closes are parts of today's price, one for each session from the start of the case to the exit.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

import numpy as np

from pledge_lib.finance.capstone.plan import PlannedLoan
from pledge_lib.market.one_path import Path, limited, slow_bleed
from pledge_lib.market.sessions import sessions

BLEED, CRASH, HOLIDAY = NAMES = ("bleed", "crash", "holiday")
DEEP = (0.35, 0.60)  # how far a path falls at its worst
LOCKED = (4, 8)  # sessions of a crash on which the price closes at its limit
BACK = (0.0, 0.4)  # of its fall, what a crash makes good until the exit
RETURNED = (0.90, 1.0)  # where a fall over a holiday ends
EARLIEST, LATEST = 0.15, 0.60  # of the time, between which a crash begins


@dataclass(frozen=True, kw_only=True)
class UnseenPath:
    """One path: its name, its sessions, and the close of each as a part of today's price."""

    name: str
    days: tuple[date, ...]
    closes: tuple[float, ...]


def unseen(loan: PlannedLoan, seed: str | None) -> tuple[UnseenPath, ...]:
    """Return the three paths of a seed; the plan says only how long they are."""
    days = tuple(day for day in sessions() if loan.case.start <= day <= loan.end)
    draw: Mapping = {BLEED: _bleed, CRASH: _crash, HOLIDAY: _over_a_holiday}
    found = []
    for name in NAMES:
        chance = Random(f"{seed or ''}:unseen:{name}")
        wanted = draw[name](chance, days, loan.rules.daily_limit)
        closes = limited(wanted, loan.rules.daily_limit)
        found.append(UnseenPath(name=name, days=days, closes=closes))
    return tuple(found)


def _bleed(chance: Random, days: tuple[date, ...], _limit: float) -> Path:
    return slow_bleed(chance.uniform(*DEEP), len(days) - 1)


def _crash(chance: Random, days: tuple[date, ...], limit: float) -> np.ndarray:
    """Return a quiet time, sessions in a row at the lower limit, and a part of the way back."""
    begins = int(len(days) * chance.uniform(EARLIEST, LATEST))
    low = (1 - limit) ** chance.randint(*LOCKED)
    after = low + (1 - low) * chance.uniform(*BACK)
    falls = np.log(1 / low) / -np.log1p(-limit)
    return np.exp(
        np.interp(
            np.arange(len(days)), (0, begins, begins + round(falls), len(days) - 1), (0, 0, np.log(low), np.log(after))
        )
    )


def _over_a_holiday(chance: Random, days: tuple[date, ...], _limit: float) -> np.ndarray:
    """Return a fall whose worst gap lies over the longest closure on the way, and the way back."""
    gaps = [(later - day).days for day, later in itertools.pairwise(days)]
    closed = 1 + gaps.index(max(gaps))  # the first session after it
    low = 1 - chance.uniform(*DEEP)
    before = np.log(low) / 2  # half of the fall comes before the holiday, the rest is wanted on the day after it
    begins, reached = max(0, closed - chance.randint(6, 12)), min(closed + 4, len(days) - 1)
    places = (0, begins, closed - 1, closed, reached, len(days) - 1)
    heights = (0, 0, before, np.log(low), np.log(low), np.log(chance.uniform(*RETURNED)))
    return np.exp(np.interp(np.arange(len(days)), places, heights))
