"""F4.5: the slow leak; the price stands still, the debt grows by itself, and the health factor goes down to 1."""

import math

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.units import DATE, DAYS, NUMBER, PERCENT, TEXT
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.crypto.slow_leak_model import COMPOUNDING, SECOND, SlowLeak, slow_leak
from pledge_lib.panels.crypto.slow_leak_picture import CHART, HIGHEST_RATE, LONGEST, RATES_CHART
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Table

ID = "F4.5"
BORROWED, HELD = "USDC", "WETH"


def reasons(leak: SlowLeak):
    """Yield why: what moves the health factor, what a year comes to, and how many days it lasts."""
    yield "why.health"
    yield "why.apy" if leak.compounds else "why.no-apy"
    if leak.state == "holds":
        yield "why.holds"
    else:
        yield "why.days-compound" if leak.compounds else "why.days-simple"
    yield "why.model"


def tone(leak: SlowLeak) -> str:
    """Return how near 1 the health factor is on the day asked about."""
    return tones.SAFE if leak.now == math.inf else tones.of_ratio(leak.now, 1, below=tones.SOLD)


def zones(leak: SlowLeak) -> tones.Zones:
    """Return until which day the health factor is safe, and until which it is near 1."""
    if leak.days_to_one == math.inf:
        return ((None, tone(leak)),)
    near = tones.near_from(1)
    to_near = 0.0 if leak.start <= near else leak.days_to(near)
    return tones.rising(to_near, leak.days_to_one, beyond=tones.SOLD)


TABLE = Table(
    rows=lambda leak: (
        "start",
        "borrow_apr",
        "borrow_apy",
        "supply_apy",
        "days_to_one",
        "simple_days",
        "now",
        "year",
    ),
)


def presets():
    """Yield the lesson's leaks, and a dollar loan against ETH at the rates of the real curves at their kinks."""
    base = {"start": 1.1067, "borrow_apr": 0.336, "supply_apr": 0.0, "compounding": SECOND, "days": 30}
    cases = {
        "squeeze": {},
        "calm": {"borrow_apr": 0.048},
        "past-the-kink": {"borrow_apr": 0.448},
        "yields": {"start": 1.5, "borrow_apr": 0.05, "supply_apr": 0.012, "days": 365},
        "earns": {"borrow_apr": 0.05, "supply_apr": 0.06},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)
    borrowed, held = aave_assets()[BORROWED], aave_assets()[HELD]
    owed = borrowed.curve.borrow_apr(borrowed.optimal_utilization)
    earned = held.curve.supply_apr(held.optimal_utilization)
    yield Preset(
        label="preset.real",
        values={**base, "borrow_apr": round(owed, 6), "supply_apr": round(earned, 6)},
        fields={
            "borrowed": TEXT(BORROWED),
            "borrow": PERCENT(owed),
            "borrow_day": DATE(borrowed.rates_as_of),
            "held": TEXT(HELD),
            "supply": PERCENT(earned),
            "supply_day": DATE(held.rates_as_of),
        },
    )


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="start", low=1.01, high=2.0, step=0.0001, default=1.1067, unit=NUMBER),
            Slider(key="borrow_apr", low=0.01, high=HIGHEST_RATE, step=0.001, default=0.336, unit=PERCENT),
            Slider(key="days", low=0, high=LONGEST, step=1, default=30, unit=DAYS),
            Slider(key="supply_apr", low=0.0, high=0.20, step=0.001, default=0.0, unit=PERCENT),
            Choice(key="compounding", options=COMPOUNDING, default=SECOND),
        ),
        presets=tuple(presets()),
        lead="days",
        hero=("now", "days_to_one", "borrow_apy"),
        tone=tone,
        chip=lambda leak: "chip.near" if (leak.state, tone(leak)) == ("leaks", tones.NEAR) else f"chip.{leak.state}",
        zones=zones,
        drawers=(Drawer(name="rates", chart=RATES_CHART),),
        model=slow_leak,
        why=reasons,
        main=CHART,
        table=TABLE,
        sources=lambda leak: dict.fromkeys(
            ("aave-origin", *(aave_assets()[symbol].rates_source for symbol in (BORROWED, HELD)))
        ),
    )
