"""Two thousand simulated paths of a planned loan, in short steps: who is called, who is sold, what it may take.

Each path is lived twice: by an owner who waits for the lender's call, and by one who acts on the line of the plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from pledge_lib.finance.capstone.plan import PlannedLoan
from pledge_lib.finance.units import Chance, Count, Money
from pledge_lib.market.capstone.owners import Owners
from pledge_lib.market.draws import random_walk
from pledge_lib.market.odds_engine import NEVER, Fates, Terms, followed
from pledge_lib.market.paths import limit_logs
from pledge_lib.market.sessions import sessions_between

PATHS = 2_000
SHARES = (0.05, 0.25, 0.50, 0.75, 0.95)  # of the paths, below which a band lies
CHARTED = 40  # places of the bands between start and exit
SEEDS = 2**31


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of the paths under one way to behave."""

    paths: Count
    called: Count
    sold: Count

    @property
    def called_share(self) -> Chance:
        return self.called / self.paths

    @property
    def survived(self) -> Count:
        return self.paths - self.sold

    @property
    def survived_share(self) -> Chance:
        return self.survived / self.paths


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What was counted; `bands` are ratios at the `charted` sessions of who does nothing, one row for each share.

    `waiting` keeps the reserve until a call, `acting` keeps to the plan's own line and order; in a call both pay toward
    it what is left of the reserve.
    """

    waiting: Outcome
    acting: Outcome
    worst: Money
    charted: tuple[int, ...]
    bands: tuple[tuple[float, ...], ...]

    @property
    def paths(self) -> Count:
        return self.waiting.paths


def count(loan: PlannedLoan, seed: str | None, paths: int = PATHS) -> Iterator[float]:
    """Yield the part that is done, and return what was counted."""
    days = max(1, sessions_between(loan.case.start, loan.end))
    fill = random_walk(loan.volatility, 0.0, Random(f"{seed or ''}:counted").randrange(SEEDS))
    charted = tuple(sorted({round(days * place / CHARTED) for place in range(CHARTED + 1)}))
    rules = loan.rules
    terms = Terms(
        ratio=loan.ratio,
        line=rules.call_line,
        cure_target=rules.cure_target,
        cancel_level=rules.cancel_level,
        cure_sessions=rules.cure_sessions,
        selling_cost=rules.selling_cost,
    )
    rows = np.empty((days + 1, paths), np.float32)
    fill(rows)
    limit_logs(rows, rules.daily_limit)
    waiting, acting = Fates(terms, rows), Fates(terms, rows)
    patient, owners = Owners(loan, waiting, wait=True), Owners(loan, acting)
    for day, _same in zip(followed(waiting), followed(acting), strict=True):
        patient.act(day)
        owners.act(day)
        yield day / (days + 1)
    lowest = float(np.exp(rows.min().astype(float)))
    quantiles = loan.ratio * np.exp(np.quantile(rows[list(charted)].astype(float), SHARES, axis=1))
    return Counted(
        waiting=_outcome(waiting),
        acting=_outcome(acting),
        worst=loan.cash_at(min(lowest - 1, 0.0)),
        charted=charted,
        bands=tuple(tuple(map(float, row)) for row in quantiles),
    )


def _outcome(fates: Fates) -> Outcome:
    """Return how many were called and sold."""
    called, sold = (int(np.count_nonzero(days != NEVER)) for days in (fates.call_day, fates.sale_day))
    return Outcome(paths=fates.call_day.size, called=called, sold=sold)
