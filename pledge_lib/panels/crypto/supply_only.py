"""F4.8: only supplying; the income is a band and not a point, and at full utilisation nobody can withdraw."""

import math

from pledge_lib.finance.interest import apr
from pledge_lib.finance.units import COUNT, DATE, DAYS, DOLLARS, MONTHS, PERCENT, TEXT
from pledge_lib.market.crypto.pool_simulation import YEAR_DAYS
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.crypto.supply_only_model import (
    ETHER,
    POOLS,
    SHARES,
    TEACHING,
    WIDEST_SWING,
    SupplyOnly,
    asset_of,
    curve_of,
    simulation,
    supply_only,
)
from pledge_lib.panels.crypto.supply_only_picture import INCOME, UTILIZATION
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.stage import Hero

ID = "F4.8"
ARTICLE_YIELD = 0.0132  # what one of the articles read off the app on one day
NONE = TEXT(None)
COUNTED = ("middle", "low", "high", "mean", "blocked", "blocked_days", "longest", "loss", "paths")


def middle(result: SupplyOnly) -> Hero:
    """Return the median of the paths; while none of these values is counted, the income without luck."""
    return Hero(path="outcome.middle") if result.simulated else Hero(path="calm", caption="hero.calm", sub="sub.calm")


def low(result: SupplyOnly) -> Hero:
    """Return the lower edge of the band, with the upper one below it."""
    if result.simulated:
        return Hero(path="outcome.low", caption="hero.low", sub="sub.low")
    return Hero(text="hero.count", caption="hero.low", sub="sub.count")


def blocked(result: SupplyOnly) -> Hero:
    """Return how many paths have a day without withdrawal."""
    if result.simulated:
        return Hero(path="outcome.blocked", caption="hero.blocked", sub="sub.blocked")
    return Hero(text="hero.count", caption="hero.blocked", sub="sub.count")


def sentence(result: SupplyOnly):
    """Yield what the paths came to."""
    yield f"sentence.{result.state}", *([result.outcome] if result.outcome else [])


def reasons(result: SupplyOnly):
    """Yield why: who is liquidated, what is earned and left of it, who can withdraw, and how the level wanders."""
    yield "why.loan" if result.supply.borrowed else "why.no-loan"
    yield "why.supply" if result.wandering.start <= result.curve.optimal_utilization else "why.supply-steep"
    if result.supply.borrowed:
        yield "why.carry"
    yield "why.withdraw"
    yield "why.wandering"
    yield "why.model"
    if result.simulated and result.calm_income < result.simulated.below(SHARES[0]):
        yield "why.bent"


def notes(result: SupplyOnly):
    """Yield what the reader has to know besides."""
    if result.blocked_at_start:
        yield "note.blocked-at-start"
    if result.supply.borrowed > result.asset.loan_to_value:
        yield "note.above-limit"


def columns(result: SupplyOnly) -> tuple[str, ...]:
    """Return the heads of the table; a simulation of older values is headed so."""
    return "quantity", "calm", "older" if result.is_older and result.found else "simulated"


def rows(result: SupplyOnly):
    """Yield the income without luck, what the paths came to, and how the deposit stands on the first day."""
    yield Row(("calm", NONE), "calm")
    for name in COUNTED:
        yield Row((NONE, name if result.outcome else NONE), name, result.outcome)
    yield Row(("supply_rate", NONE), "supply_rate")
    yield Row(("health", NONE), "health")


def pool_name(pool: str, say) -> str:
    """Return the name of a pool: the teaching pool, or a token with the day of its rate curve."""
    if pool == TEACHING:
        return say("pool.teaching")
    return say("pool.real", symbol=TEXT(pool), day=DATE(asset_of(pool).rates_as_of))


def level_of(supply_yield: float) -> float:
    """Return the utilisation below the kink at which ETH's deposits yield so much with daily interest."""
    curve = curve_of(ETHER)
    earned = apr(supply_yield, YEAR_DAYS)  # slope1 x U / kink x U x (1 - reserve factor)
    return round(math.sqrt(earned * curve.optimal_utilization / (curve.slope1 * (1 - curve.reserve_factor))), 6)


def presets():
    """Yield the teaching pool, the article's yield as a point and as a band, and pools that were emptied."""
    base = {
        "pool": TEACHING,
        "start": 0.80,
        "usual": 0.80,
        "swing": 0.05,
        "half_life": 14,
        "months": 12,
        "deposit": 1_000_000,
        "share": 0.01,
        "borrowed": 0.0,
        "paths": 1_000,
        "seed": 1,
    }
    level = level_of(ARTICLE_YIELD)
    article = {**base, "pool": ETHER, "start": level, "usual": level}
    said = {"yield": PERCENT(ARTICLE_YIELD)}
    cases = (
        ("teaching", base, {}),
        ("article", {**article, "swing": 0.0}, said),
        ("band", {**article, "swing": 0.10}, said),
        (
            "emptied",
            {**base, "pool": ETHER, "start": 0.9985, "usual": 0.90, "share": 0.001, "months": 3},
            {"level": PERCENT(0.9985), "day": TEXT("2026-02")},
        ),
        ("large", {**base, "share": 0.20}, {}),
        ("both-sides", {**base, "borrowed": 0.70}, {}),
    )
    return (Preset(label=f"preset.{name}", values=values, fields=said) for name, values, said in cases)


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="swing", low=0.0, high=WIDEST_SWING, step=0.01, default=0.05, unit=PERCENT),
            Choice(key="pool", options=POOLS, default=TEACHING, label=pool_name),
            Slider(key="deposit", low=1_000, high=10_000_000, step=1_000, default=1_000_000, unit=DOLLARS),
            Slider(key="usual", low=0.0, high=1.0, step=0.01, default=0.80, unit=PERCENT),
            Slider(key="months", low=1, high=12, step=1, default=12, unit=MONTHS),
            Slider(key="start", low=0.0, high=1.0, step=0.01, default=0.80, unit=PERCENT),
            Slider(key="half_life", low=1, high=90, step=1, default=14, unit=DAYS),
            Slider(key="share", low=0.0, high=0.50, step=0.005, default=0.01, unit=PERCENT),
            Slider(key="borrowed", low=0.0, high=0.80, step=0.01, default=0.0, unit=PERCENT),
            Slider(key="paths", low=200, high=5_000, step=200, default=1_000, unit=COUNT),
            Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
        ),
        presets=tuple(presets()),
        lead="swing",
        hero=(middle, low, blocked),
        tone=lambda result: tones.PLAIN,
        chip=lambda result: f"chip.{result.state}",
        model=supply_only,
        job=simulation,
        sentence=sentence,
        why=reasons,
        notes=notes,
        main=INCOME,
        drawers=(UTILIZATION,),
        table=Table(columns=columns, rows=rows),
        sources=lambda result: dict.fromkeys((result.asset.rates_source, result.asset.risk_source, "aave-origin")),
    )
