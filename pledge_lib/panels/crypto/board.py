"""F4.1: one loan on chain on one screen; health factor, interest and liquidation price move together."""

import math
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.liquidation import Liquidation, liquidate
from pledge_lib.finance.crypto.position import LIQUIDATABLE, SAFE, CryptoPosition, ratio_of
from pledge_lib.finance.crypto.rates import YEAR_SECONDS, continuous_factor, days_to_liquidation, health_after
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lines import below
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import (
    DATE,
    DAYS,
    DOLLARS,
    PERCENT,
    TEXT,
    TOKENS,
    Count,
    Days,
    DollarPrice,
    Dollars,
    Health,
    Percent,
    Word,
)
from pledge_lib.panels import axes, charts, over_price, toned, tones
from pledge_lib.panels.controls import Preset, Slider, Values
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart, Figure, Table
from pledge_lib.panels.stage import Label, Pulse

ID = "F4.1"
PROFILE = "aave-v3-3"
RULES_USED = ("close_factor", "full_close_health_factor", "small_position")
COLLATERAL, BORROWED = "WETH", "USDC"
YEAR = 365  # days; the protocol's year (CRYPTO 3.1)
REAL, REAL_DAYS = "ETH", (date(2025, 10, 9), date(2025, 10, 10))
CHANGES, LONGEST = (-0.70, 0.50), 365
ALONG = tuple(range(0, LONGEST + 1, 5))  # days
LOWEST_CEILING = 1.5  # of the upright axis, so that the line at 1 is always well on it
WHY = ("why.health", "why.interest", "why.model")
LEAK_SEEN = 0.03  # of the axis: a leak by less runs along the curve, and has no name of its own


@dataclass(frozen=True, kw_only=True)
class Board:
    """The position as it was opened and as it stands after the price change; money in US dollars."""

    opened: CryptoPosition
    now: CryptoPosition
    change: Percent
    borrow_rate: Percent
    days: Days

    @property
    def start_price(self) -> Dollars:
        return self.opened.collateral[0].price

    @property
    def price(self) -> DollarPrice:
        return self.now.collateral[0].price

    @property
    def liquidation_price(self) -> DollarPrice | None:
        return self.now.liquidation_price(COLLATERAL)

    @property
    def line_ratio(self) -> Percent:
        """Return the maintenance ratio at which the health factor is 1."""
        return ratio_of(1, self.now.threshold)

    @property
    def interest_a_day(self) -> Dollars:
        return simple_interest(self.now.debt_value, self.borrow_rate, 1, YEAR)

    @property
    def interest(self) -> Dollars:
        """Return the interest of all days, compounded continuously."""
        seconds = self.days * YEAR_SECONDS / YEAR
        return self.now.debt_value * (continuous_factor(self.borrow_rate, seconds) - 1)

    @property
    def health_after(self) -> Health:
        """Return the health factor after the days, the price unchanged."""
        return health_after(self.now.health_factor, self.borrow_rate, self.days)

    @property
    def needs(self) -> Percent:
        """Return the rise that leads back to the line."""
        return self.liquidation_price / self.price - 1

    @property
    def days_to_one(self) -> Count | None:
        """Return the day on which interest alone has led to 1; None where it never does."""
        health = self.now.health_factor
        days = math.inf if health == math.inf else days_to_liquidation(health, self.borrow_rate)
        return math.ceil(days) if days < math.inf else None

    @cached_property
    def call(self) -> Liquidation:
        """Return what one call may do now."""
        return liquidate(self.now, COLLATERAL, BORROWED, datasets.rules(PROFILE))

    @property
    def state(self) -> Word:
        if self.now.state == NO_DEBT:
            return NO_DEBT
        if self.now.state == LIQUIDATABLE:
            return "below-at-start" if self.opened.state == LIQUIDATABLE else LIQUIDATABLE
        if self.now.common_fall == 0:
            return "on-the-line"
        return "leaks" if below(self.health_after, 1) else SAFE


def board(values: Values) -> Board:
    """Return what the figure shows, from numbers alone."""
    held = aave_assets()[COLLATERAL].collateral(values["units"], values["price"])
    opened = CryptoPosition(
        collateral=[replace(held, threshold=values["threshold"])],
        debts=[Debt(symbol=BORROWED, amount=values["debt"])],
    )
    return Board(
        opened=opened,
        now=opened.at({COLLATERAL: after_change(values["price"], values["change"])}),
        change=values["change"],
        borrow_rate=values["rate"],
        days=int(values["days"]),
    )


def notes(result: Board):
    """Yield what the reader has to know besides."""
    if result.now.state == LIQUIDATABLE:
        yield "note.call"
        if result.now.ltv > 1:
            yield "note.gone"


def tone(result: Board) -> str:
    """Return how near the liquidation is: there is no time between the line and the sale."""
    if result.state in (LIQUIDATABLE, "below-at-start"):
        return tones.SOLD
    return tones.of_state(result.state, ratio=result.now.health_factor, line=1)


def zones(result: Board) -> tones.Zones:
    """Return where on the slider the liquidation begins, and where it is near."""
    if result.liquidation_price is None:
        return ((None, tones.SAFE),)
    at_line = result.liquidation_price / result.start_price
    return tones.falling(at_line - 1, at_line * float(tones.BAND) - 1, below=tones.SOLD)


def reading(result: Board) -> over_price.Reading:
    """Return the health factor over the price of ETH, its line at 1 and the liquidation price."""
    low, high = (result.start_price * (1 + change) for change in CHANGES)

    def at(price: float) -> float:
        return _health(result) * price / result.price

    return over_price.Reading(
        x=(low, high),
        y=(0, _highest(at(high))),
        at=at,
        line=1,
        near=tones.near_from(1),
        call=result.liquidation_price,
        start=result.start_price,
        now=result.price,
        track=(low, high),
    )


def leak(result: Board) -> dict:
    """Return the health factor over the price after the days of interest."""
    prices = [result.start_price * (1 + change) for change in CHANGES]
    after = result.health_after if _health(result) == _health(result) else charts.NOWHERE
    return {"leak": (prices, [after * price / result.price for price in prices])}


def leak_label(result: Board) -> tuple[Label, ...]:
    """Return the name of the leak at its end, where it is far enough from the curve."""
    (_, price), (_, after) = leak(result)["leak"]
    before = _health(result) * price / result.price
    if not before - after > LEAK_SEEN * _highest(before):
        return ()
    return (Label(uid="leak", x=price, y=after, tone=tones.NEAR, at="r", dx=-6, dy=16, rank=4),)


def days(result: Board) -> dict:
    """Return the health factor over the days, the price unchanged."""
    health = _health(result)
    owes = health == health
    along = [health_after(health, result.borrow_rate, days) if owes else charts.NOWHERE for days in ALONG]
    return {
        "leaks": (ALONG, along),
        "one": ([0, LONGEST], [1, 1]),
        "leaked": ([result.days], [result.health_after if owes else charts.NOWHERE]),
    }


def _health(result: Board) -> float:
    health = result.now.health_factor
    return health if math.isfinite(health) else charts.NOWHERE


def _highest(health: float) -> float:
    return charts.nice_ceiling(max(health, LOWEST_CEILING), charts.FINE) if health == health else LOWEST_CEILING


CHART = over_price.chart(
    reading,
    x={"tickformat": ","},
    y={},
    below=tones.SOLD,
    more=(toned.line("leak", tone=tones.NEAR, width=2, dash="dot", clip=True),),
    more_points=leak,
    more_labels=leak_label,
)
DAYS_CHART = Chart(
    marks=(
        toned.line("leaks", tone=tones.CURVE, width=3),
        toned.line("one", tone=tones.SOLD, width=2),
        toned.dot("leaked"),
    ),
    points=days,
    ranges=lambda result: {"xaxis": (0, LONGEST), "yaxis": (0, _highest(_health(result)))},
    labels=lambda result: (
        Label(uid="line", x=LONGEST, y=1, tone=tones.SOLD, at="r", dx=-8, dy=12),
        Label(
            uid="after",
            x=result.days,
            y=min(result.health_after, 1e6),
            tone=tones.STATE,
            look="strong",
            rank=0,
            dx=12,
            dy=-14,
        ),
    ),
    pulse=lambda result: (Pulse(y=1),),
    layout=axes.plain({}, {}, names=("axis.days", "axis.y")),
)
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
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=PERCENT),
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
