"""F4.1: one loan on chain on one screen; health factor, interest and liquidation price move together."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.position import LIQUIDATABLE
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import (
    DATE,
    DAYS,
    DOLLARS,
    PERCENT,
    SIGNED,
    TEXT,
    TOKENS,
)
from pledge_lib.panels.controls import Preset, Slider
from pledge_lib.panels.crypto.board_model import COLLATERAL, PROFILE, Board, board
from pledge_lib.panels.crypto.board_picture import CHANGES, CHART, DAYS_CHART, LONGEST, tone, zones
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Table

ID = "F4.1"
RULES_USED = ("close_factor", "full_close_health_factor", "small_position")
REAL, REAL_DAYS = "ETH", (date(2025, 10, 9), date(2025, 10, 10))
WHY = ("why.health", "why.interest", "why.model")


def notes(result: Board):
    """Yield what the reader has to know besides."""
    if result.now.state == LIQUIDATABLE:
        yield "note.call"
        if result.now.ltv > 1:
            yield "note.gone"


TABLE = Table(
    rows=lambda result: (
        "state",
        "now.collateral_value",
        "now.debt_value",
        "price",
        "now.ltv",
        "now.threshold",
        "now.health_factor",
        "liquidation_price",
        "now.common_fall",
        "now.maintenance_ratio",
        "line_ratio",
        "interest_a_day",
        "interest",
        "health_after",
        "days_to_one",
    ),
)


def presets():
    """Yield the worked examples of the lesson, the loan at its limit, and a real day from close to low."""
    ether = aave_assets()[COLLATERAL]
    base = {"change": 0.0, "units": 1, "price": 3_000, "debt": 1_500, "threshold": 0.83, "rate": 0.048, "days": 30}
    ten_thousand = {**base, "units": 5, "price": 2_000}
    limit = {**ten_thousand, "debt": float(10_000 * exact(ether.loan_to_value)), "threshold": ether.threshold}
    cases = {
        "half": base,
        "sixty": {**ten_thousand, "debt": 6_000},
        "eighty": {**base, "units": 5, "price": 4_000, "debt": 12_000, "threshold": 0.80},
        "limit": limit,
        "limit-down": {**limit, "change": -0.05},
        "leak": {**base, "debt": 2_250, "rate": 0.336, "days": 110},
        "on-the-line": {**base, "price": 2_000, "debt": 1_660},
    }
    for name, values in cases.items():
        yield Preset(label=f"preset.{name}", values=values)
    first, last = (datasets.prices(REAL).point(day) for day in REAL_DAYS)
    real = {**limit, "units": 1, "price": first.close, "debt": round(first.close * 0.70)}
    yield Preset(
        label="preset.real",
        fields={
            "symbol": TEXT(REAL),
            "day": DATE(last.date),
            "close": DOLLARS(first.close),
            "low": DOLLARS(last.low),
        },
        values={**real, "change": float(exact(last.low) / exact(first.close) - 1)},
    )


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=SIGNED),
            Slider(key="debt", low=0, high=50_000, step=50, default=1_500, unit=DOLLARS),
            Slider(key="units", low=0.5, high=20, step=0.5, default=1, unit=TOKENS),
            Slider(key="price", low=100, high=10_000, step=10, default=3_000, unit=DOLLARS),
            Slider(key="threshold", low=0.50, high=0.95, step=0.005, default=0.83, unit=PERCENT),
            Slider(key="rate", low=0.0, high=1.0, step=0.001, default=0.048, unit=PERCENT),
            Slider(key="days", low=0, high=LONGEST, step=1, default=30, unit=DAYS),
        ),
        presets=tuple(presets()),
        lead="change",
        hero=("now.health_factor", "liquidation_price", "interest"),
        model=board,
        tone=tone,
        zones=zones,
        drawers=(Drawer(name="days", chart=DAYS_CHART),),
        why=lambda result: ("why.debt-free",) if result.state == NO_DEBT else WHY,
        notes=notes,
        main=CHART,
        table=TABLE,
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: ("aave-origin", aave_assets()[COLLATERAL].risk_source),
    )
