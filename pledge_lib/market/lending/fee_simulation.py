"""How long shares are really on loan: each day a loan may end and a waiting holding may find a borrower.

Our model, for no data on single loans are public. A loan ends each day with the chance 1 in its mean length, and so
does a wait; just before the ex-date a loan ends with a chance of its own. The closed form checks the simulation.
"""

import math
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import numpy as np

from pledge_lib.datasets.framed import frame_of_columns
from pledge_lib.finance.checks import InputError, require_fraction, require_number, require_whole
from pledge_lib.finance.lending.income import expected_days
from pledge_lib.finance.units import COUNT, DAYS, Days, Percent, WholePercent
from pledge_lib.market.draws import require_count

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, kw_only=True)
class Lending:
    """A holding on offer for some days; on the first one it is on loan with the odds of an ordinary day.

    >>> lending = Lending(mean_days=15, mean_wait=60, days=365)
    >>> lending.ordinary_share, lending.expected_days
    (0.2, 73.0)
    """

    mean_days: Days
    mean_wait: Days
    days: Days
    ex_day: Days = 0
    ex_return: WholePercent = 0.0

    def __post_init__(self):
        for name in ("mean_days", "mean_wait"):
            require_number(name, getattr(self, name))
            if getattr(self, name) < 1:
                raise InputError("below_limit", name=name, value=getattr(self, name), limit=1)
        require_count("days", self.days)
        require_whole("ex_day", self.ex_day)
        if not 0 <= self.ex_day <= self.days:
            raise InputError("out_of_range", name="ex_day", value=self.ex_day, low=0, high=self.days)
        require_fraction("ex_return", self.ex_return)

    @property
    def ordinary_share(self) -> Percent:
        """Return the share of days on loan, the ex-date aside."""
        return self.mean_days / (self.mean_days + self.mean_wait)

    @property
    def fades(self) -> Annotated[float, DAYS.rounded(2)]:
        """Return the mean days within which what the ex-date took is forgotten, as borrowers come again."""
        return self.mean_days * self.mean_wait / (self.mean_days + self.mean_wait)

    @property
    def lost_to_ex_date(self) -> Annotated[float, DAYS.rounded(2)]:
        """Return the mean days that the returns before the ex-date cost; what is lost fades as borrowers come again."""
        forgotten = (1 - 1 / self.fades) ** (self.days - self.ex_day)  # below a day it swings, from day to whole day
        return self.ex_return * self.ordinary_share * self.fades * (1 - forgotten)

    @property
    def expected_days(self) -> float:
        """Return the mean days on loan."""
        return self.ordinary_share * self.days - self.lost_to_ex_date

    @property
    def expected_length(self) -> Annotated[float, DAYS.rounded(1)]:
        """Return the mean length, within these days, of a loan that begins on the first one."""
        after = (1 - 1 / self.mean_days) ** self.ex_day * expected_days(self.mean_days, self.days - self.ex_day)
        return expected_days(self.mean_days, self.days) - self.ex_return * after

    def still_on_loan(self, day):
        """Return the odds that an ordinary loan is still there after so many days.

        >>> round(Lending(mean_days=30, mean_wait=30, days=365).still_on_loan(3), 3)
        0.903
        """
        return (1 - 1 / self.mean_days) ** day

    @property
    def half_life(self) -> Days:
        """Return the days within which half of the loans have ended."""
        return math.ceil(math.log(0.5) / math.log(1 - 1 / self.mean_days)) if self.mean_days > 1 else 1


@dataclass(frozen=True, kw_only=True)
class SimulatedYears:
    """The days on loan of each simulated year, and how many loans it had; the years stand by their days."""

    days: Annotated[np.ndarray, DAYS]
    loans: Annotated[np.ndarray, COUNT]

    @property
    def frame(self) -> "pandas.DataFrame":
        """Return the years as a new DataFrame, a row for each."""
        return frame_of_columns(self, "days", "loans")

    @property
    def mean(self) -> float:
        return float(self.days.mean())

    @property
    def standard_error(self) -> float:
        return float(self.days.std(ddof=1)) / math.sqrt(len(self.days))

    def below(self, share: float) -> float:
        """Return the days on loan below which this share of the years lies."""
        return float(np.quantile(self.days, share, method="inverted_cdf"))


def simulated_years(lending: Lending, years: int, seed: int) -> Generator[float, None, SimulatedYears]:
    """Return the steps of simulating so many years, day by day; each step gives the part done.

    >>> steps = simulated_years(Lending(mean_days=15, mean_wait=60, days=365), years=2_000, seed=1)
    >>> abs(drained(steps).mean - 73) < 4
    True
    """
    require_count("years", years)
    require_count("seed", seed)
    random = np.random.default_rng(int(seed))
    on_loan = random.random(years) < lending.ordinary_share
    days, loans = np.zeros(years, dtype=np.int32), on_loan.astype(np.int32)
    for day in range(lending.days):
        if day:
            drawn = random.random(years)
            ends = on_loan & (drawn < 1 / lending.mean_days)
            begins = ~on_loan & (drawn < 1 / lending.mean_wait)
            on_loan ^= ends | begins
            loans += begins
        if lending.ex_return and day == lending.ex_day:
            on_loan &= random.random(years) >= lending.ex_return
        days += on_loan
        yield (day + 1) / lending.days
    by_days = np.argsort(days, kind="stable")
    return SimulatedYears(days=days[by_days], loans=loans[by_days])


def drained(steps: Generator[float, None, SimulatedYears]) -> SimulatedYears:
    """Return what the steps come to."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
