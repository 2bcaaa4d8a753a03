"""Interest of a lending pool: the kinked curve from utilisation to rates, indexes, balances, and the slow leak."""

import math
from dataclasses import dataclass

from pledge_lib.finance.amounts import total
from pledge_lib.finance.checks import (
    InputError,
    require_fraction,
    require_not_negative,
    require_one,
    require_positive,
    require_ratio,
)
from pledge_lib.finance.elementwise import elementwise, one_by_one
from pledge_lib.finance.lines import above, below
from pledge_lib.finance.ratio import where
from pledge_lib.finance.units import Percent

YEAR_SECONDS = 31_536_000  # the protocol's year: 365 days, leap years ignored (MathUtils.sol)
DAYS_A_YEAR = 365  # the same year in days
LOWEST_KINK, HIGHEST_KINK = 0.01, 0.99  # what the contract accepts (DefaultReserveInterestRateStrategyV2.sol)
HIGHEST_RATE = 10  # base and slopes together, 1000 % a year (the same)
LARGEST_GROWTH = 700  # of the exponent; more is no loan, and its growth would not fit a float
TAYLOR, BINOMIAL = "taylor", "binomial"


@elementwise
def utilization(debt, available):
    """Return the share of the pool that is lent out, elementwise; 0 for an empty pool.

    >>> utilization(90, 10)
    0.9
    """
    require_not_negative("debt", debt)
    require_not_negative("available", available)
    whole = debt + available
    return where(whole == 0, 0.0, debt / where(whole == 0, 1, whole))


@dataclass(frozen=True, kw_only=True)
class RateCurve:
    """A pool's interest: up to the kink the rate rises by `slope1`, beyond it by `slope2` more (CRYPTO 3.5).

    Utilisation and rates are fractions, rates a year; its methods are elementwise. What is outside raises
    InputError.

    >>> curve = RateCurve(optimal_utilization=0.80, base=0, slope1=0.048, slope2=0.80, reserve_factor=0.15)
    >>> round(curve.borrow_apr(0.80), 4), round(curve.borrow_apr(0.90), 4), round(curve.supply_apr(0.90), 4)
    (0.048, 0.448, 0.3427)
    """

    optimal_utilization: Percent
    base: Percent
    slope1: Percent
    slope2: Percent
    reserve_factor: Percent

    def __post_init__(self):
        kink = self.optimal_utilization
        require_one("optimal_utilization", kink)
        if below(kink, LOWEST_KINK) or above(kink, HIGHEST_KINK):
            raise InputError("out_of_range", name="optimal_utilization", value=kink, low=LOWEST_KINK, high=HIGHEST_KINK)
        require_one("reserve_factor", self.reserve_factor)
        require_fraction("reserve_factor", self.reserve_factor)
        for name in ("base", "slope1", "slope2"):
            require_one(name, getattr(self, name))
            require_not_negative(name, getattr(self, name))
        if above(self.slope1, self.slope2):
            raise InputError("above_limit", name="slope1", value=self.slope1, limit=self.slope2)
        whole = total((self.base, self.slope1, self.slope2))
        if above(whole, HIGHEST_RATE):
            raise InputError("above_limit", name="base + slope1 + slope2", value=whole, limit=HIGHEST_RATE)

    @elementwise
    def borrow_apr(self, utilization):
        """Return the yearly borrow rate, elementwise; exactly at the kink the lower branch holds."""
        require_fraction("utilization", utilization)
        kink = float(self.optimal_utilization)
        at_most = self.base + self.slope1 * utilization / kink
        on_top = self.base + self.slope1 + self.slope2 * (utilization - kink) / (1 - kink)
        return where(utilization > kink, on_top, at_most)

    @elementwise
    def supply_apr(self, utilization, supply_utilization=None):
        """Return the yearly supply rate, elementwise: only what is lent out earns, less the reserve factor.

        `supply_utilization` is debt over everything suppliers are owed, where a deficit makes that more.
        """
        earning = utilization if supply_utilization is None else supply_utilization
        require_fraction("supply_utilization", earning)
        return self.borrow_apr(utilization) * earning * (1 - self.reserve_factor)


@elementwise
def supply_utilization(debt, available, deficit):
    """Return debt over what suppliers are owed, a deficit included, elementwise (CRYPTO 3.5).

    >>> round(supply_utilization(800_000, 200_000, 120_248), 6)
    0.714128
    """
    require_not_negative("available", available)
    require_not_negative("deficit", deficit)
    return utilization(debt, available + deficit)


@elementwise
def linear_factor(apr, seconds):
    """Return the growth of a supply index between two transactions: linear in time, elementwise (CRYPTO 3.6).

    >>> linear_factor(0.08, 7 * YEAR_SECONDS)
    1.56
    """
    require_not_negative("apr", apr)
    require_not_negative("seconds", seconds)
    return 1 + apr * seconds / YEAR_SECONDS


@elementwise
def compounded_factor(apr, seconds, method: str = TAYLOR):
    """Return the growth of a debt index in one step, elementwise (CRYPTO 3.6).

    Taylor since v3.4, a binomial of three terms before.

    >>> round(compounded_factor(0.08, 7 * YEAR_SECONDS), 9)
    1.746069333
    """
    require_not_negative("apr", apr)
    require_not_negative("seconds", seconds)
    if method not in (TAYLOR, BINOMIAL):
        raise InputError("unknown", name="method", value=method, choices=f"{TAYLOR}, {BINOMIAL}")
    x = apr * seconds / YEAR_SECONDS
    if method == TAYLOR:
        return 1 + x + x**2 / 2 + x**3 / 6
    a_second = apr / YEAR_SECONDS
    pairs = seconds * where(seconds > 1, seconds - 1, 0)
    triples = pairs * where(seconds > 2, seconds - 2, 0)
    return 1 + seconds * a_second + pairs * a_second**2 / 2 + triples * a_second**3 / 6


@one_by_one
def continuous_factor(apr, seconds):
    """Return the growth at continuous compounding, elementwise.

    Pools that update every few seconds come close to it.

    >>> round(continuous_factor(0.08, 7 * YEAR_SECONDS), 6)
    1.750673
    """
    require_not_negative("apr", apr)
    require_not_negative("seconds", seconds)
    growth = apr * seconds / YEAR_SECONDS
    if growth > LARGEST_GROWTH:
        raise InputError("above_limit", name="apr x years", value=growth, limit=LARGEST_GROWTH)
    return math.exp(growth)


@one_by_one
def days_to_liquidation(health, borrow_apr, supply_apr=0.0, compounded: bool = True):
    """Return after how many days interest alone leads a health factor to 1, compounded continuously or simple.

    Elementwise. Infinite when it never gets there, for what the collateral earns; 0 when the position is there
    already. Rates are fractions a year; the health factor is a ratio. What is negative raises InputError.

    >>> round(days_to_liquidation(1.1067, 0.336))
    110
    """
    require_ratio("health", health)
    require_not_negative("borrow_apr", borrow_apr)
    require_not_negative("supply_apr", supply_apr)
    if not above(health, 1):
        return 0.0
    leak = borrow_apr - supply_apr * (1 if compounded else health)
    if leak <= 0 or health == math.inf:
        return math.inf
    return (math.log(health) if compounded else health - 1) / leak * DAYS_A_YEAR


@elementwise
def health_after(health, borrow_apr, days, supply_apr=0.0, compounded: bool = True):
    """Return the health factor after days of interest at unchanged prices, compounded continuously or simple.

    Elementwise; the supply rate is what the collateral earns.

    >>> round(health_after(1.1067, 0.336, 110), 4)
    1.0001
    """
    require_ratio("health", health)
    for name, value in (("borrow_apr", borrow_apr), ("days", days), ("supply_apr", supply_apr)):
        require_not_negative(name, value)
    years = days / DAYS_A_YEAR
    if compounded:
        return health * math.e ** ((supply_apr - borrow_apr) * years)
    return health * (1 + supply_apr * years) / (1 + borrow_apr * years)


@elementwise
def reward_apr(emission_per_second, reward_price, supply, price):
    """Return the yearly rate of a reward that is paid by the second, elementwise.

    >>> reward_apr(1, 1, 315_360_000, 1)
    0.1
    """
    require_not_negative("emission_per_second", emission_per_second)
    require_not_negative("reward_price", reward_price)
    require_positive("supply", supply)
    require_positive("price", price)
    return emission_per_second * YEAR_SECONDS * reward_price / (supply * price)
