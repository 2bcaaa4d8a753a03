"""How the utilisation of a lending pool wanders, what a supplier earns on the way, and when nothing can be withdrawn.

Our model, no protocol's: each day the utilisation goes part of the way back to its usual level and is pushed by luck,
and it stays between 0 and 1. Rates follow the pool's curve; interest is added every day.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import numpy as np

from pledge_lib.datasets.framed import frame_of_columns
from pledge_lib.finance.checks import require_fraction, require_positive
from pledge_lib.finance.crypto.rates import RateCurve
from pledge_lib.finance.units import DAYS, PERCENT, Percent
from pledge_lib.market.draws import require_count

if TYPE_CHECKING:
    import pandas

YEAR_DAYS = 365


@dataclass(frozen=True, kw_only=True)
class Wandering:
    """A utilisation that starts somewhere and is drawn to its usual level, half of the way within `half_life` days.

    `swing` is how far from the usual level it lies in the long run, as a standard deviation.
    """

    start: float
    usual: float
    swing: float
    half_life: float
    days: int

    def __post_init__(self):
        for name in ("start", "usual", "swing"):
            require_fraction(name, getattr(self, name))
        require_positive("half_life", self.half_life)
        require_count("days", self.days)

    @property
    def kept(self) -> Percent:
        """Return the part of the distance to the usual level that is left after a day."""
        return 0.5 ** (1 / self.half_life)

    @property
    def push(self) -> Percent:
        """Return the standard deviation of a day's luck that makes the long run as wide as the swing."""
        return self.swing * (1 - self.kept**2) ** 0.5

    def calm(self, days):
        """Return the utilisation after so many days without any luck, elementwise.

        >>> Wandering(start=0.9, usual=0.8, swing=0.05, half_life=7, days=30).calm(7)
        0.8500000000000001
        """
        return self.usual + (self.start - self.usual) * self.kept**days


@dataclass(frozen=True, kw_only=True)
class Supply:
    """A deposit of 1 in a pool, and what its owner borrows of the same token against it.

    `share` is the deposit's part of the pool: what is not lent out must be as much, or not all can be withdrawn.
    """

    curve: RateCurve
    share: float
    borrowed: float = 0.0

    def __post_init__(self):
        for name in ("share", "borrowed"):
            require_fraction(name, getattr(self, name))

    def is_blocked(self, utilization):
        """Return whether the whole deposit cannot be withdrawn, elementwise; a full pool blocks everybody.

        >>> curve = RateCurve(optimal_utilization=0.8, base=0, slope1=0.048, slope2=0.8, reserve_factor=0.15)
        >>> supply = Supply(curve=curve, share=0.01)
        >>> supply.is_blocked(0.99), supply.is_blocked(0.995), Supply(curve=curve, share=0).is_blocked(1.0)
        (False, True, True)
        """
        return (utilization > 1 - self.share) | (utilization == 1)

    def grown(self, deposit, debt, utilization):
        """Return deposit and debt after a day at a utilisation, elementwise."""
        earned = self.curve.supply_apr(utilization) / YEAR_DAYS
        owed = self.curve.borrow_apr(utilization) / YEAR_DAYS
        return deposit * (1 + earned), debt * (1 + owed)

    def calm_income(self, wandering: Wandering) -> np.ndarray:
        """Return the income up to each day, from day 0, if there were no luck."""
        levels = wandering.calm(np.arange(wandering.days))
        deposit, debt = self.grown(1.0, 1.0, levels)
        growth = np.cumprod(deposit) - 1 - self.borrowed * (np.cumprod(debt) - 1)
        return np.concatenate([[0.0], growth])


@dataclass(frozen=True, kw_only=True)
class SimulatedSupply:
    """What became of many equal deposits: of each path its income, a part of the deposit, and days; by their incomes.

    `utilization_fan` and `income_fan` hold, for each charted day, the values below which the asked shares of paths lie,
    `blocked_on` the share of the paths that are blocked on it.
    """

    incomes: Annotated[np.ndarray, PERCENT]
    blocked_days: Annotated[np.ndarray, DAYS]
    longest_blocked: Annotated[np.ndarray, DAYS]
    utilization_fan: tuple[tuple[float, ...], ...]
    income_fan: tuple[tuple[float, ...], ...]
    blocked_on: tuple[float, ...]

    @property
    def frame(self) -> "pandas.DataFrame":
        """Return the paths as a new DataFrame, a row for each."""
        return frame_of_columns(self, "incomes", "blocked_days", "longest_blocked")

    @property
    def paths(self) -> int:
        return len(self.incomes)

    @cached_property
    def blocked_share(self) -> float:
        """Return the share of paths on which the deposit was blocked at least once."""
        return float((self.blocked_days > 0).mean())

    @property
    def mean_income(self) -> float:
        return float(self.incomes.mean())

    @property
    def loss_share(self) -> float:
        """Return the share of paths on which more was paid for the loan than earned."""
        return float((self.incomes < 0).mean())

    def below(self, share: float) -> float:
        """Return the income below which this share of the paths lies."""
        return float(np.quantile(self.incomes, share, method="inverted_cdf"))


def simulated_supply(
    wandering: Wandering, supply: Supply, *, paths: int, seed: int, charted: Sequence[int], shares: Sequence[float]
) -> Generator[float, None, SimulatedSupply]:
    """Return the steps of simulating so many paths, day by day; each step gives the part done."""
    require_count("paths", paths)
    require_count("seed", seed)
    random = np.random.default_rng(int(seed))
    level = np.full(paths, wandering.start)
    deposit, debt = np.ones(paths), np.full(paths, supply.borrowed)
    blocked_days, longest, running = (np.zeros(paths, dtype=np.int32) for _ in range(3))
    fans, blocked_on = [], []
    for day in range(wandering.days + 1):
        if day:
            deposit, debt = supply.grown(deposit, debt, level)
            pulled = wandering.usual + (level - wandering.usual) * wandering.kept
            level = np.clip(pulled + wandering.push * random.standard_normal(paths), 0.0, 1.0)
        blocked = supply.is_blocked(level)
        blocked_days += blocked
        running = (running + 1) * blocked
        longest = np.maximum(longest, running)
        if day in charted:
            income = _income(deposit, debt, supply)
            blocked_on.append(float(blocked.mean()))
            fans.append([tuple(np.quantile(values, shares).tolist()) for values in (level, income)])
        yield (day + 1) / (wandering.days + 1)
    incomes = _income(deposit, debt, supply)
    by_income = np.argsort(incomes)
    return SimulatedSupply(
        incomes=incomes[by_income],
        blocked_days=blocked_days[by_income],
        longest_blocked=longest[by_income],
        utilization_fan=tuple(levels for levels, _ in fans),
        income_fan=tuple(incomes for _, incomes in fans),
        blocked_on=tuple(blocked_on),
    )


def _income(deposit: np.ndarray, debt: np.ndarray, supply: Supply) -> np.ndarray:
    return deposit - 1 - (debt - supply.borrowed)
