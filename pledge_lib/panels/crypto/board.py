"""F4.1: one loan on chain on one screen; health factor, interest and liquidation price move together."""

import math
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

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
    DAYS,
    DOLLARS,
    PERCENT,
    PRICE,
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
from pledge_lib.panels import charts, gauge, marks
from pledge_lib.panels.controls import Preset, Slider, Values
from pledge_lib.panels.figure import Chart, Figure, Table

ID = "F4.1"
PROFILE = "aave-v3-3"
RULES_USED = ("close_factor", "full_close_health_factor", "small_position")
COLLATERAL, BORROWED = "WETH", "USDC"
YEAR = 365  # days; the protocol's year (CRYPTO 3.1)
REAL, REAL_DAYS = "ETH", (date(2025, 10, 9), date(2025, 10, 10))
CHANGES, LONGEST = (-0.70, 0.50), 365
ALONG = np.linspace(0, LONGEST, 74)  # days
LOWEST_CEILING = 1.2  # of the leak's axis, so that the line at 1 is always on it
BY_CHANGE, BY_DAY = "%{x:.2f}% → %{y:,.2f}", "%{x:.0f} → %{y:.4f}"


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
    yield "note.model"


def points(result: Board) -> dict:
    """Return the numbers of the marks: the gauge, the price over its change, the leak over the days."""
    health, price = result.now.health_factor, result.liquidation_price
    owes = math.isfinite(health)
    at_line = charts.NOWHERE if price is None else price / result.start_price - 1
    seen = CHANGES[0] <= at_line <= CHANGES[1]
    across = [end * 100 for end in CHANGES]
    leak = health_after(health, result.borrow_rate, ALONG) if owes else np.full(len(ALONG), charts.NOWHERE)
    return gauge.lines(1, result.opened.health_factor, health) | {
        "price": (across, [result.start_price * (1 + end) for end in CHANGES]),
        "liquidation-price": (across, [charts.NOWHERE if price is None else price] * 2),
        "prices": (
            [at_line * 100 if seen else charts.NOWHERE, result.change * 100],
            [price if seen else charts.NOWHERE, result.price],
        ),
        "leak": (ALONG.tolist(), leak.tolist()),
        "one": ([0, LONGEST], [1, 1]),
        "leaked": ([result.days], [result.health_after if owes else charts.NOWHERE]),
    }


def ranges(result: Board) -> dict:
    """Return the ends of the axes, which move in steps only."""
    health = result.now.health_factor
    highest = max(health, LOWEST_CEILING) if math.isfinite(health) else LOWEST_CEILING
    return {
        "yaxis2": (0, charts.nice_ceiling(result.start_price * (1 + CHANGES[1]))),
        "yaxis3": (0, charts.nice_ceiling(highest)),
    }


def layout(say) -> dict:
    """Return three panes beside one another, each under its heading."""
    return {
        "height": 350,
        "showlegend": False,
        "xaxis": {"title": say("axis.gauge"), "domain": (0.0, 0.09), "range": (0, 1), "showticklabels": False,
                  "showgrid": False},
        "yaxis": gauge.axis() | {"ticktext": [PRICE.write(tick / 100) for tick in gauge.TICKS]},
        "xaxis2": {"title": say("axis.change"), "domain": (0.32, 0.64), "range": [end * 100 for end in CHANGES],
                   "ticksuffix": "%", "anchor": "y2"},
        "yaxis2": {"range": [0, 5_000], "anchor": "x2", "tickformat": ","},
        "xaxis3": {"title": say("axis.days"), "domain": (0.75, 1.0), "range": (0, LONGEST), "anchor": "y3"},
        "yaxis3": {"range": [0, 2], "anchor": "x3"},
        "annotations": marks.headings(say, gauge=0.045, price=0.48, leak=0.875),
    }  # fmt: skip


CHART = Chart(
    marks=(
        *gauge.marks_of(of_line="{name}", of_dots="%{hovertext}"),  # its scale is a health factor, no per cent
        marks.line("price", color=charts.BLUE, name="price", hover=BY_CHANGE, pane="2"),
        marks.line("liquidation-price", color=charts.RED, name="liquidation-price", dash="dash", pane="2",
                   hover="{name} %{y:,.2f}"),
        marks.dots("prices", color=[charts.RED, charts.BLUE], symbols=["x", "diamond"], hover=BY_CHANGE, pane="2"),
        marks.line("leak", color=charts.ORANGE, name="leak", hover=BY_DAY, pane="3"),
        marks.line("one", color=charts.RED, name="one", dash="dash", hover="{name}", pane="3"),
        marks.dots("leaked", color=charts.ORANGE, name="leak", symbols="square", hover=BY_DAY, pane="3"),
    ),
    points=points,
    ranges=ranges,
    looks=lambda result, say: {
        "gauge": {"text": (say.field("opened.health_factor"), say.field("now.health_factor"))}
    },
    layout=layout,
)  # fmt: skip
TABLE = Table(
    rows=lambda result: (
        "state", "now.collateral_value", "now.debt_value", "price", "now.ltv", "now.threshold", "now.health_factor",
        "liquidation_price", "now.common_fall", "now.maintenance_ratio", "line_ratio", "interest_a_day", "interest",
        "health_after", "days_to_one",
    ),
)  # fmt: skip


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
        fields={"symbol": TEXT(REAL), "day": TEXT(last.date.isoformat()), "close": DOLLARS(first.close),
                "low": DOLLARS(last.low)},
        values={**real, "change": float(exact(last.low) / exact(first.close) - 1)},
    )  # fmt: skip


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
        why=lambda result: ("why.debt-free",) if result.state == NO_DEBT else ("why.health", "why.interest"),
        notes=notes,
        main=CHART,
        table=TABLE,
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: ("aave-origin", aave_assets()[COLLATERAL].risk_source),
    )
