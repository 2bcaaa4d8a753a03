"""The counting of the odds, path by path, in short steps: whoever runs them can tell how far it is, and stop."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from pledge_lib.datasets.framed import frame_of
from pledge_lib.finance.units import Chance, Count, Percent
from pledge_lib.market.draws import TILE, Fill
from pledge_lib.market.odds_engine import NEVER, Fates, Terms, followed
from pledge_lib.market.one_path import Limit
from pledge_lib.market.paths import limit_logs

if TYPE_CHECKING:
    import pandas

NUMBERS_IN_A_BLOCK = 8_000_000
NUMBERS_IN_A_STEP = 1_000_000
DRAWING = 0.5  # of the time of a block, roughly
UNITS = 2**32  # sums of whole units are exact, so they do not depend on the blocks


@dataclass(frozen=True, kw_only=True)
class CallOdds:
    """The odds within the horizon; None where the method or the paths give no answer.

    `median_day` is the session on which half of all calls have come. Of the paths with a sale, the expected shortfall
    is what the proceeds leave owed, as a part of the loan at the start; the expected loss is the fall of the collateral
    with the selling cost, as a part of the own funds at the start.
    """

    probability_of_call: Chance
    probability_of_sale: Chance | None
    median_day: Count | None
    expected_shortfall_given_sale: Percent | None
    expected_loss_given_sale: Chance | None
    standard_error: Percent | None
    paths: Count
    method: str
    cancelled: bool = False

    @property
    def frame(self) -> "pandas.DataFrame":
        """Return the odds as a new DataFrame of one row, so that several can be put one below the other."""
        return frame_of([self])


@dataclass(kw_only=True)
class OddsRun:
    """A count of so many paths, block after block; `steps` does it, `odds` holds for the blocks done.

    `charted` are sessions whose closes are kept for a chart (`fan`).
    """

    terms: Terms
    fill: Fill
    paths: int
    days: int
    method: str
    limit: Limit = None
    dtype: type = np.float32
    block_numbers: int = NUMBERS_IN_A_BLOCK
    charted: Sequence[int] = ()
    paths_done: int = field(default=0, init=False)

    def __post_init__(self):
        self._calls_on = np.zeros(self.days + 1, np.int64)
        self._sales = self._proceeds = self._shortfall = 0
        self._kept: list[np.ndarray] = []

    def steps(self) -> Iterator[float]:
        """Yield the part that is done, from 0 to 1, after each step of some milliseconds."""
        in_a_block = max(1, self.block_numbers // (self.days + 1) // TILE) * TILE
        in_a_step = max(1, NUMBERS_IN_A_STEP // (self.days + 1) // TILE) * TILE
        rows = np.empty((self.days + 1, min(self.paths, in_a_block)), self.dtype)
        while self.paths_done < self.paths:
            block = rows[:, : self.paths - self.paths_done]
            size, done = block.shape[1], self.paths_done
            for first in range(0, size, in_a_step):
                part = block[:, first : first + in_a_step]
                self.fill(part)
                limit_logs(part, self.limit)
                yield (done + DRAWING * (first + part.shape[1])) / self.paths
            fates = Fates(self.terms, block)
            for day in followed(fates):
                yield (done + size * (DRAWING + (1 - DRAWING) * day / (self.days + 1))) / self.paths
            self._add(fates)
            yield self.paths_done / self.paths

    def _add(self, fates: Fates):
        sold = fates.sale_day != NEVER
        proceeds = fates.proceeds[sold]
        self._sales += len(proceeds)
        self._proceeds += _units(proceeds)
        self._shortfall += _units(np.maximum(fates.loan[sold] - proceeds, 0))
        self._calls_on += np.bincount(fates.call_day[fates.call_day != NEVER], minlength=len(self._calls_on))
        self._kept.append(fates.rows[list(self.charted)])
        self.paths_done += len(sold)

    def odds(self) -> CallOdds:
        """Return the odds of the paths done."""
        calls = int(self._calls_on.sum())
        probability = calls / self.paths_done
        own_funds = self.terms.ratio - 1
        loss = self.terms.ratio - self._proceeds / UNITS / self._sales if self._sales else None
        error = math.sqrt(probability * (1 - probability) / self.paths_done)
        return CallOdds(
            probability_of_call=probability,
            probability_of_sale=self._sales / self.paths_done,
            median_day=int(np.searchsorted(self._calls_on.cumsum(), calls / 2)) if calls else None,
            expected_shortfall_given_sale=self._shortfall / UNITS / self._sales if self._sales else None,
            expected_loss_given_sale=loss / own_funds if self._sales and own_funds > 0 else None,
            standard_error=None if self.method == "replay" else error,
            paths=self.paths_done,
            method=self.method,
            cancelled=self.paths_done < self.paths,
        )

    def fan(self, shares: Sequence[float]) -> Iterator[np.ndarray]:
        """Yield, for each charted session, below which ratio so large a share of the paths lies.

        Paths that have ended do not count; a session without any is left out, with all that follow.
        """
        for row in np.concatenate(self._kept, axis=1):
            going_on = row[row < np.inf]
            if not going_on.size:
                return
            yield self.terms.ratio * np.exp(np.quantile(going_on, shares))


def _units(parts: np.ndarray) -> int:
    return int(np.rint(parts * UNITS).astype(np.int64).sum())
