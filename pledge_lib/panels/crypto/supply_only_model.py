"""What F4.8 shows, from numbers alone: a deposit in a pool as it would go without luck, and simulated paths of it."""

from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.crypto.position import health_factor
from pledge_lib.finance.crypto.rates import RateCurve
from pledge_lib.finance.units import Chance, Count, Dollars, Health, Percent, Tenths, WholeDollars
from pledge_lib.market.crypto.pool_simulation import YEAR_DAYS, SimulatedSupply, Supply, Wandering, simulated_supply
from pledge_lib.panels.controls import Values
from pledge_lib.panels.jobs import Found, Steps

SHARES = (0.05, 0.25, 0.50, 0.75, 0.95)
CHARTED = 36  # days of the fans, besides the start
TEACHING, ETHER = "teaching", "WETH"
POOLS = (TEACHING, ETHER, "USDC", "WBTC")
# the pool of F4.3, no pool of the market; its deposits count as ETH does
TEACHING_CURVE = RateCurve(optimal_utilization=0.80, base=0.0, slope1=0.048, slope2=0.80, reserve_factor=0.15)
MONTHS_A_YEAR = 12
WIDEST_SWING = 0.20
LUCK = tuple(NormalDist().inv_cdf((place + 0.5) / 40) for place in range(40))


@dataclass(frozen=True)
class Outcome:
    """What the paths came to; the money is that of the deposit now."""

    simulated: SimulatedSupply
    deposit: float

    @property
    def low(self) -> WholeDollars:
        return self.simulated.below(SHARES[0]) * self.deposit

    @property
    def middle(self) -> WholeDollars:
        return self.simulated.below(SHARES[2]) * self.deposit

    @property
    def high(self) -> WholeDollars:
        return self.simulated.below(SHARES[-1]) * self.deposit

    @property
    def mean(self) -> WholeDollars:
        return self.simulated.mean_income * self.deposit

    @property
    def blocked(self) -> Chance:
        return self.simulated.blocked_share

    @property
    def blocked_days(self) -> Tenths:
        return float(self.simulated.blocked_days.mean())

    @property
    def longest(self) -> Count:
        return int(self.simulated.longest_blocked.max())

    @property
    def loss(self) -> Chance:
        return self.simulated.loss_share

    @property
    def paths(self) -> Count:
        return self.simulated.paths


@dataclass(frozen=True, kw_only=True)
class SupplyOnly:
    """A deposit in a pool as it would go without luck, and the simulation last done, maybe of older values."""

    values: Values
    wandering: Wandering
    supply: Supply
    found: SimulatedSupply | None
    found_of: Values

    @property
    def is_older(self) -> bool:
        return self.found_of != self.values

    @property
    def simulated(self) -> SimulatedSupply | None:
        """Return the simulation of these very values."""
        return None if self.is_older else self.found

    @property
    def asset(self) -> AaveAsset:
        """Return the asset whose two lines the deposit has."""
        return asset_of(self.values["pool"])

    @property
    def outcome(self) -> Outcome | None:
        """Return what the paths last simulated came to, maybe those of older values."""
        return Outcome(self.found, self.deposit) if self.found else None

    @property
    def deposit(self) -> Dollars:
        return self.values["deposit"]

    @property
    def debt(self) -> Dollars:
        return self.deposit * self.supply.borrowed

    @property
    def least_free(self) -> Percent:
        """Return the utilisation above which not all of the deposit can be withdrawn."""
        return 1 - self.supply.share

    @property
    def curve(self) -> RateCurve:
        return self.supply.curve

    @cached_property
    def calm_incomes(self) -> tuple[float, ...]:
        """Return the income up to each day without luck, as parts of the deposit."""
        return tuple(self.supply.calm_income(self.wandering).tolist())

    @property
    def calm_income(self) -> float:
        return self.calm_incomes[-1]

    @cached_property
    def swung_income(self) -> float:
        """Return about what would be earned at the widest swing, which says how high the picture has to be."""
        levels = [min(max(self.wandering.usual + WIDEST_SWING * luck, 0), 1) for luck in LUCK]
        rates = (self.curve.supply_apr(at) - self.supply.borrowed * self.curve.borrow_apr(at) for at in levels)
        return sum(rates) / len(LUCK) * self.wandering.days / YEAR_DAYS

    @property
    def calm(self) -> WholeDollars:
        """Return the income without luck."""
        return self.calm_income * self.deposit

    @property
    def supply_rate(self) -> Percent:
        """Return the supply rate on the first day."""
        return self.curve.supply_apr(self.wandering.start)

    @property
    def borrow_rate(self) -> Percent:
        """Return the borrow rate on the first day."""
        return self.curve.borrow_apr(self.wandering.start)

    @property
    def first_carry(self) -> Percent:
        """Return a year's income at the first day's rates, before interest on interest."""
        return self.supply_rate - self.supply.borrowed * self.borrow_rate

    @property
    def health(self) -> Health:
        """Return the health factor of the owner's loan; infinite for who only supplies."""
        return health_factor(1, self.supply.borrowed, self.asset.threshold)

    @property
    def blocked_at_start(self) -> bool:
        return bool(self.supply.is_blocked(self.wandering.start))

    @property
    def state(self) -> str:
        if self.simulated is None:
            return "older"
        if self.wandering.swing == 0:
            return "calm-blocked" if self.simulated.blocked_share else "calm"
        return "blocked" if self.simulated.blocked_share else "open"


def supply_only(values: Values, found: Found | None = None) -> SupplyOnly:
    """Return what the figure shows, from numbers alone."""
    return SupplyOnly(
        values=dict(values),
        wandering=_wandering(values),
        supply=_supply(values),
        found=found.result if found else None,
        found_of=found.values if found else {},
    )


def simulation(values: Values) -> Steps:
    """Return the steps of simulating the paths."""
    wandering = _wandering(values)
    days = charted(wandering.days)
    drawn = {"paths": int(values["paths"]), "seed": int(values["seed"]), "charted": days, "shares": SHARES}
    return simulated_supply(wandering, _supply(values), **drawn)


def _wandering(values: Values) -> Wandering:
    return Wandering(
        start=values["start"],
        usual=values["usual"],
        swing=values["swing"],
        half_life=values["half_life"],
        days=round(values["months"] * YEAR_DAYS / MONTHS_A_YEAR),
    )


def _supply(values: Values) -> Supply:
    return Supply(curve=curve_of(values["pool"]), share=values["share"], borrowed=values["borrowed"])


def curve_of(pool: str) -> RateCurve:
    return TEACHING_CURVE if pool == TEACHING else asset_of(pool).curve


def asset_of(pool: str) -> AaveAsset:
    return aave_assets()[ETHER if pool == TEACHING else pool]


def charted(days: int) -> tuple[int, ...]:
    """Return the days at which the fans are drawn.

    >>> charted(30)[:4], len(charted(365))
    ((0, 1, 2, 3), 37)
    """
    return tuple(sorted({round(days * place / CHARTED) for place in range(CHARTED + 1)}))
