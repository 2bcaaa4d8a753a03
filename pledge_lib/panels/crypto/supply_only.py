"""F4.8: only supplying; the income is a band and not a point, and at full utilisation nobody can withdraw."""

import math
from dataclasses import dataclass
from functools import cached_property

from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.crypto.position import health_factor
from pledge_lib.finance.crypto.rates import RateCurve
from pledge_lib.finance.interest import apr
from pledge_lib.finance.money import percent_text
from pledge_lib.finance.units import COUNT, DAYS, DOLLARS, MONTHS, PERCENT
from pledge_lib.market.crypto.pool_simulation import YEAR_DAYS, SimulatedSupply, Supply, Wandering, simulated_supply
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.crypto.supply_only_view import ID, SHARES, charted, figure, view
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.jobs import Found, Steps
from pledge_lib.panels.words import Words

TEACHING, ETHER = "teaching", "WETH"
POOLS = (TEACHING, ETHER, "USDC", "WBTC")
# the pool of F4.3, no pool of the market; its deposits count as ETH does
TEACHING_CURVE = RateCurve(optimal_utilization=0.80, base=0.0, slope1=0.048, slope2=0.80, reserve_factor=0.15)
MONTHS_A_YEAR = 12
ARTICLE_YIELD = 0.0132  # what one of the articles read off the app on one day


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
        return _asset(self.values["pool"])

    @property
    def deposit(self) -> float:
        return self.values["deposit"]

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

    @property
    def supply_rate(self) -> float:
        """Return the supply rate on the first day."""
        return self.curve.supply_apr(self.wandering.start)

    @property
    def borrow_rate(self) -> float:
        """Return the borrow rate on the first day."""
        return self.curve.borrow_apr(self.wandering.start)

    @property
    def first_carry(self) -> float:
        """Return a year's income at the first day's rates, before interest on interest."""
        return self.supply_rate - self.supply.borrowed * self.borrow_rate

    @property
    def health(self) -> float:
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
    """Return what the panel shows, from numbers alone."""
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
    return Supply(curve=_curve(values["pool"]), share=values["share"], borrowed=values["borrowed"])


def _curve(pool: str) -> RateCurve:
    return TEACHING_CURVE if pool == TEACHING else _asset(pool).curve


def _asset(pool: str) -> AaveAsset:
    return aave_assets()[ETHER if pool == TEACHING else pool]


def _label(pool: str, words: Words) -> str:
    if pool == TEACHING:
        return words(f"{ID}.pool.teaching")
    return words(f"{ID}.pool.real", symbol=pool, day=_asset(pool).rates_as_of.isoformat())


def _level_of(supply_yield: float) -> float:
    """Return the utilisation below the kink at which ETH's deposits yield so much with daily interest."""
    curve = _curve(ETHER)
    earned = apr(supply_yield, YEAR_DAYS)  # slope1 x U / kink x U x (1 - reserve factor)
    return round(math.sqrt(earned * curve.optimal_utilization / (curve.slope1 * (1 - curve.reserve_factor))), 6)


def _presets() -> tuple[Preset, ...]:
    """Return the teaching pool, the article's yield as a point and as a band, and pools that were emptied."""
    base = {"pool": TEACHING, "start": 0.80, "usual": 0.80, "swing": 0.05, "half_life": 14, "months": 12,
            "deposit": 1_000_000, "share": 0.01, "borrowed": 0.0, "paths": 1_000, "seed": 1}  # fmt: skip
    level = _level_of(ARTICLE_YIELD)
    article = {**base, "pool": ETHER, "start": level, "usual": level}
    said = {"yield": percent_text(ARTICLE_YIELD)}
    cases = (
        ("teaching", base, {}),
        ("article", {**article, "swing": 0.0}, said),
        ("band", {**article, "swing": 0.10}, said),
        ("emptied", {**base, "pool": ETHER, "start": 0.9985, "usual": 0.90, "share": 0.001, "months": 3},
         {"level": percent_text(0.9985), "day": "2026-02"}),
        ("large", {**base, "share": 0.20}, {}),
        ("both-sides", {**base, "borrowed": 0.70}, {}),
    )  # fmt: skip
    return tuple(Preset(label=f"{ID}.preset.{name}", values=values, fields=said) for name, values, said in cases)


def panel() -> Declaration:
    """Declare the panel."""
    controls = (
        Slider(key="start", low=0.0, high=1.0, step=0.01, default=0.80, unit=PERCENT),
        Slider(key="usual", low=0.0, high=1.0, step=0.01, default=0.80, unit=PERCENT),
        Slider(key="swing", low=0.0, high=0.20, step=0.01, default=0.05, unit=PERCENT),
        Slider(key="half_life", low=1, high=90, step=1, default=14, unit=DAYS),
        Slider(key="months", low=1, high=12, step=1, default=12, unit=MONTHS),
        Choice(key="pool", options=POOLS, default=TEACHING, label=_label),
        Slider(key="deposit", low=1_000, high=10_000_000, step=1_000, default=1_000_000, unit=DOLLARS),
        Slider(key="share", low=0.0, high=0.50, step=0.005, default=0.01, unit=PERCENT),
        Slider(key="borrowed", low=0.0, high=0.80, step=0.01, default=0.0, unit=PERCENT),
        Slider(key="paths", low=200, high=5_000, step=200, default=1_000, unit=COUNT),
        Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
    )
    return Declaration(
        id=ID, controls=controls, presets=_presets(), model=supply_only, job=simulation, view=view, figure=figure
    )
