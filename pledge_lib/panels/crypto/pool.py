"""F4.3: a lending pool from both sides: what is lent out sets the rates, and what is left can be withdrawn."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.rates import RateCurve, utilization
from pledge_lib.finance.units import DATE, DOLLARS, PERCENT, TEXT, Dollars, Percent, Word
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Preset, Slider, Values
from pledge_lib.panels.figure import Chart, Figure, Row, Table

ID = "F4.3"
REAL_CURVES = ("WBTC", "wstETH")
SMALLEST, MOST = 100_000, 2_000_000
STEPS = np.linspace(0, 1, 51)
WAYPOINTS = (0.50, 0.80, 0.90, 0.95, 1.0)  # utilisations of the table
ASSETS, OWED = 0, 1  # places of the two sides of the pool
RATE, MONEY = "%{x:.1f}% → %{y:.2f}%", "{name} %{y:,.0f}"


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A pool after a withdrawal; money in US dollars."""

    curve: RateCurve
    supplied: Dollars
    asked_loan: Dollars
    asked_withdrawal: Dollars

    @property
    def borrowed(self) -> Dollars:
        """Return what is lent out: never more than there was."""
        return min(self.asked_loan, self.supplied)

    @property
    def withdrawn(self) -> Dollars:
        """Return what is paid out: never more than what is not lent out."""
        return min(self.asked_withdrawal, self.supplied - self.borrowed)

    @property
    def blocked(self) -> Dollars:
        """Return what suppliers ask for and cannot have."""
        return self.asked_withdrawal - self.withdrawn

    @property
    def left(self) -> Dollars:
        """Return what suppliers are still owed."""
        return self.supplied - self.withdrawn

    @property
    def available(self) -> Dollars:
        return self.left - self.borrowed

    @cached_property
    def utilization(self) -> Percent:
        return utilization(self.borrowed, self.available)

    @cached_property
    def borrow_rate(self) -> Percent:
        return self.curve.borrow_apr(self.utilization)

    @cached_property
    def supply_rate(self) -> Percent:
        return self.curve.supply_apr(self.utilization)

    @property
    def paid(self) -> Dollars:
        """Return what borrowers pay in a year at this rate."""
        return self.borrowed * self.borrow_rate

    @property
    def earned(self) -> Dollars:
        """Return what suppliers earn in a year at this rate."""
        return self.left * self.supply_rate

    @property
    def kept(self) -> Dollars:
        """Return what the protocol keeps in a year."""
        return self.paid - self.earned

    @property
    def kink(self) -> Percent:
        return self.curve.optimal_utilization

    @property
    def at_kink(self) -> Percent:
        """Return the borrow rate at the kink."""
        return self.curve.borrow_apr(self.kink)

    @property
    def beyond(self) -> Percent:
        """Return how far the utilisation is past the kink; negative below it."""
        return self.utilization - self.kink

    @property
    def rest(self) -> Percent:
        """Return the utilisations that lie past the kink."""
        return 1 - self.kink

    @property
    def state(self) -> Word:
        if self.blocked:
            return "blocked"
        if not self.borrowed:
            return "idle"
        if self.utilization == 1:
            return "full"
        return "beyond" if self.utilization > self.kink else "at-kink" if self.utilization == self.kink else "below"


def pool(values: Values) -> Pool:
    """Return what the figure shows, from numbers alone."""
    curve = RateCurve(
        optimal_utilization=values["kink"],
        base=values["base"],
        slope1=values["slope1"],
        slope2=values["slope2"],
        reserve_factor=values["reserve"],
    )
    return Pool(
        curve=curve,
        supplied=values["supplied"],
        asked_loan=values["borrowed"],
        asked_withdrawal=values["withdraw"],
    )


@dataclass(frozen=True)
class Waypoint:
    """A utilisation and the borrow rate there."""

    used: Percent
    rate: Percent


def rows(result: Pool):
    """Yield the quantities, then the borrow rate along the curve."""
    yield from ("state", "supplied", "borrowed", "withdrawn", "blocked", "left", "available", "utilization",
                "borrow_rate", "supply_rate", "paid", "earned", "kept")  # fmt: skip
    for used in WAYPOINTS:
        yield Row(("rate",), "rate-at", Waypoint(used, result.curve.borrow_apr(used)))


def notes(result: Pool):
    """Yield what the reader has to know besides."""
    if result.asked_loan > result.supplied:
        yield "note.capped"
    yield "note.model"


def points(result: Pool) -> dict:
    """Return the numbers of the marks: the two curves with their dots, and the two sides of the pool."""
    used = np.union1d(STEPS, [result.kink])  # the corner itself is a point of the line
    used = np.append(used, [1.0] * (len(STEPS) + 1 - len(used)))
    across, now = (used * 100).tolist(), result.utilization * 100
    return {
        "borrow": (across, (result.curve.borrow_apr(used) * 100).tolist()),
        "supply": (across, (result.curve.supply_apr(used) * 100).tolist()),
        "kink": ([result.kink * 100], [result.at_kink * 100]),
        "now": ([now] * 2, [result.borrow_rate * 100, result.supply_rate * 100]),
        "lent": {"x": [ASSETS], "base": [0], "y": [result.borrowed]},
        "available": {"x": [ASSETS], "base": [result.borrowed], "y": [result.available]},
        "owed": {"x": [OWED], "base": [0], "y": [result.left]},
        "blocked": {"x": [OWED], "base": [max(result.left - result.blocked, 0)],
                    "y": [min(result.blocked, result.left)]},
    }  # fmt: skip


CHART = Chart(
    marks=(
        marks.line("borrow", color=charts.RED, name="borrow", hover="{name} " + RATE),
        marks.line("supply", color=charts.GREEN, name="supply", dash="dash", hover="{name} " + RATE),
        marks.dots("kink", color=charts.GREY, name="kink", symbols="circle-open", hover="{name} " + RATE),
        marks.dots("now", color=[charts.RED, charts.GREEN], symbols=["diamond", "square"], hover=RATE,
                   also={"showlegend": False}),
        marks.columns("lent", color=charts.ORANGE, name="lent", pattern="/", hover=MONEY, pane="2"),
        marks.columns("available", color=charts.BLUE, name="available", pattern="", hover=MONEY, pane="2"),
        marks.columns("owed", color=charts.GREY, name="owed", pattern="", hover=MONEY, pane="2"),
        marks.columns("blocked", color=charts.RED, name="blocked", pattern="x", hover=MONEY, pane="2"),
    ),
    points=points,
    ranges=lambda result: {
        "yaxis": (0, charts.nice_ceiling(result.curve.borrow_apr(1.0) * 100)),
        "yaxis2": (0, charts.nice_ceiling(result.supplied)),
    },
    layout=lambda say: {
        "height": 400,
        "barmode": "overlay",
        "margin": {"l": 58, "r": 20, "t": 34, "b": 110},
        "legend": {"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top"},
        "xaxis": {"domain": [0.0, 0.58], "range": [0, 100], "ticksuffix": "%", "anchor": "y",
                  "title": say("axis.utilization")},
        "yaxis": {"range": [0, 100], "ticksuffix": "%", "anchor": "x"},
        "xaxis2": {"domain": [0.72, 1.0], "range": [-0.6, 1.6], "tickvals": [ASSETS, OWED], "showgrid": False,
                   "ticktext": [say("axis.assets"), say("axis.owed")], "anchor": "y2"},
        "yaxis2": {"range": [0, 1_000_000], "tickformat": ",", "anchor": "x2"},
        "annotations": marks.headings(say, rates=0.29, pool=0.86),
    },
)  # fmt: skip


def presets():
    """Yield the points of the lesson's curve, withdrawals from it, and two real curves of a day."""
    teaching = {"supplied": 1_000_000, "borrowed": 800_000, "withdraw": 0, "kink": 0.80, "base": 0.0, "slope1": 0.048,
                "slope2": 0.80, "reserve": 0.15}  # fmt: skip
    cases = {
        "fifty": {**teaching, "borrowed": 500_000},
        "kink": teaching,
        "ninety": {**teaching, "borrowed": 900_000},
        "ninety-five": {**teaching, "borrowed": 950_000},
        "withdrawal": {**teaching, "withdraw": 110_000},
        "run": {**teaching, "withdraw": 500_000},
    }
    yield from (Preset(label=f"preset.{name}", values=values) for name, values in cases.items())
    yield from map(real, REAL_CURVES)


def real(symbol: str) -> Preset:
    """Return a dated curve at a utilisation of 90 %."""
    asset = aave_assets()[symbol]
    curve = {"kink": asset.optimal_utilization, "base": asset.base, "slope1": asset.slope1, "slope2": asset.slope2}
    values = {"supplied": 1_000_000, "borrowed": 900_000, "withdraw": 0, **curve, "reserve": asset.reserve_factor}
    fields = {"symbol": TEXT(symbol), "day": DATE(asset.rates_as_of)}
    return Preset(label="preset.real", fields=fields, values=values)


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
        model=pool,
        why=lambda result: ("why.beyond" if result.beyond > 0 else "why.below", "why.supply"),
        notes=notes,
        main=CHART,
        table=Table(rows=rows),
        sources=lambda result: ("aave-origin", "aave-dump"),
    )
