"""F4.3: a lending pool from both sides: what is lent out sets the rates, and what is left can be withdrawn."""

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.units import DATE, DOLLARS, PERCENT, TEXT
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Preset, Slider
from pledge_lib.panels.crypto.pool_model import Pool, Waypoint, pool
from pledge_lib.panels.crypto.pool_picture import CHART, MOST, SIDES_CHART, SMALLEST
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table

ID = "F4.3"
REAL_CURVES = ("WBTC", "wstETH")
WAYPOINTS = (0.50, 0.80, 0.90, 0.95, 1.0)  # utilisations of the table
TONES = {
    "idle": tones.SAFE,
    "below": tones.SAFE,
    "at-kink": tones.NEAR,
    "beyond": tones.NEAR,
    "full": tones.SOLD,
    "blocked": tones.SOLD,
}


def rows(result: Pool):
    """Yield the quantities, then the borrow rate along the curve."""
    yield from (
        "state",
        "supplied",
        "borrowed",
        "withdrawn",
        "blocked",
        "left",
        "available",
        "utilization",
        "borrow_rate",
        "supply_rate",
        "paid",
        "earned",
        "kept",
    )
    for used in WAYPOINTS:
        yield Row(("rate",), "rate-at", Waypoint(used, result.curve.borrow_apr(used)))


def notes(result: Pool):
    """Yield what the reader has to know besides."""
    if result.asked_loan > result.supplied:
        yield "note.capped"


def zones(result: Pool) -> tones.Zones:
    """Return up to which loan the utilisation is below the kink, and up to which anybody can still withdraw."""
    whole = result.rest_of_supply
    return ((whole * result.kink, tones.SAFE), (whole, tones.NEAR), (None, tones.SOLD))


def presets():
    """Yield the points of the lesson's curve, withdrawals from it, and two real curves of a day."""
    teaching = {
        "supplied": 1_000_000,
        "borrowed": 800_000,
        "withdraw": 0,
        "kink": 0.80,
        "base": 0.0,
        "slope1": 0.048,
        "slope2": 0.80,
        "reserve": 0.15,
    }
    cases = {
        "fifty": {**teaching, "borrowed": 500_000},
        "kink": teaching,
        "ninety": {**teaching, "borrowed": 900_000},
        "ninety-five": {**teaching, "borrowed": 950_000},
        "withdrawal": {**teaching, "withdraw": 110_000},
        "run": {**teaching, "withdraw": 500_000},
        "full": {**teaching, "borrowed": 1_000_000},
    }
    yield from (Preset(label=f"preset.{name}", values=values) for name, values in cases.items())
    yield from map(real, REAL_CURVES)


def real(symbol: str) -> Preset:
    """Return a dated curve at a utilisation of 90 %."""
    asset = aave_assets()[symbol]
    curve = {"kink": asset.optimal_utilization, "base": asset.base, "slope1": asset.slope1, "slope2": asset.slope2}
    values = {"supplied": 1_000_000, "borrowed": 900_000, "withdraw": 0, **curve, "reserve": asset.reserve_factor}
    fields = {"symbol": TEXT(symbol), "day": DATE(asset.rates_as_of)}
    return Preset(label="preset.real", name=f"real-{symbol}", group="group.real", fields=fields, values=values)


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="borrowed", low=0, high=MOST, step=10_000, default=800_000, unit=DOLLARS),
            Slider(key="withdraw", low=0, high=MOST, step=10_000, default=0, unit=DOLLARS),
            Slider(key="supplied", low=SMALLEST, high=MOST, step=10_000, default=1_000_000, unit=DOLLARS),
            Slider(key="kink", low=0.45, high=0.95, step=0.05, default=0.80, unit=PERCENT),
            Slider(key="base", low=0.0, high=0.02, step=0.0005, default=0.0, unit=PERCENT),
            Slider(key="slope1", low=0.01, high=0.10, step=0.001, default=0.048, unit=PERCENT),
            Slider(key="slope2", low=0.20, high=3.0, step=0.05, default=0.80, unit=PERCENT),
            Slider(key="reserve", low=0.0, high=0.50, step=0.01, default=0.15, unit=PERCENT),
        ),
        presets=tuple(presets()),
        lead="borrowed",
        hero=("borrow_rate", "supply_rate", "available"),
        tone=lambda result: TONES[result.state],
        zones=zones,
        drawers=(Drawer(name="pool", chart=SIDES_CHART),),
        model=pool,
        why=lambda result: ("why.beyond" if result.beyond > 0 else "why.below", "why.supply", "why.model"),
        notes=notes,
        main=CHART,
        table=Table(rows=rows),
        sources=lambda result: ("aave-origin", "aave-dump"),
    )
