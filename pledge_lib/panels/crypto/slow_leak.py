"""F4.5: the slow leak; the price stands still, the debt grows by itself, and the health factor goes down to 1."""

import math
from dataclasses import dataclass
from typing import Annotated

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.rates import YEAR_SECONDS, days_to_liquidation, health_after
from pledge_lib.finance.interest import apy
from pledge_lib.finance.lines import below
from pledge_lib.finance.units import COUNT, DATE, DAYS, NUMBER, PERCENT, TEXT, Days, Health, Percent
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.figure import Chart, Figure, Table

ID = "F4.5"
SECOND, DAY, NEVER = COMPOUNDING = ("second", "day", "never")
PERIODS = {SECOND: YEAR_SECONDS, DAY: 365}
BORROWED, HELD = "USDC", "WETH"
LONGEST, HIGHEST_RATE = 730, 1.0
POINTS = 60
SPANS = (60, 120, 240, 480, LONGEST)  # days of the left pane
MOST_DAYS = 100_000  # what lasts longer, or for ever, is drawn here
CURVE_RATES = tuple(place / 100 for place in range(1, 101))
BY_DAY, BY_RATE = "{name} %{x:.0f} → %{y:.4f}", "{name} %{x:.1f}% → %{y:,.0f}"
Yield = Annotated[float, PERCENT.rounded(3)]
WholeCount = Annotated[float, COUNT.rounded(0)]


@dataclass(frozen=True, kw_only=True)
class SlowLeak:
    """A health factor that only interest moves; rates are nominal ones of a year."""

    start: Health
    borrow_apr: Percent
    supply_apr: Percent
    compounding: str
    days: Days

    @property
    def borrow_apy(self) -> Yield:
        return self._yearly(self.borrow_apr)

    @property
    def supply_apy(self) -> Yield:
        return self._yearly(self.supply_apr)

    @property
    def days_to_one(self) -> WholeCount:
        return self.days_to_one_at(self.borrow_apr)

    @property
    def simple_days(self) -> WholeCount:
        """Return the days to 1 if interest earned no interest."""
        return days_to_liquidation(self.start, self.borrow_apr, self.supply_apr, compounded=False)

    @property
    def now(self) -> Health:
        """Return the health factor after the days."""
        return self.health_on(self.days)

    @property
    def year(self) -> Percent:
        """Return the share of the health factor that is lost within a year; negative where it grows."""
        return 1 - self.health_on(365) / self.start

    def days_to_one_at(self, borrow_apr: float) -> float:
        """Return the days to 1 at another borrow rate."""
        rates = (self._exponent(borrow_apr), self._exponent(self.supply_apr))
        return days_to_liquidation(self.start, *rates, compounded=self.compounds)

    def health_on(self, days):
        """Return the health factor after so many days, elementwise."""
        rates = (self._exponent(self.borrow_apr), days, self._exponent(self.supply_apr))
        return health_after(self.start, *rates, compounded=self.compounds)

    @property
    def compounds(self) -> bool:
        return self.compounding != NEVER

    @property
    def state(self) -> str:
        if self.days_to_one == math.inf:
            return "holds"
        return "reached" if below(self.now, 1) else "leaks"

    @property
    def span(self) -> int:
        """Return the days of the left pane, in steps: until the health factor is 1, and the day asked about."""
        wanted = max(self.days, min(self.days_to_one * 1.1, LONGEST))
        return next((span for span in SPANS if span >= wanted), LONGEST)

    def _yearly(self, nominal: float) -> float:
        return apy(nominal, PERIODS[self.compounding]) if self.compounds else nominal

    def _exponent(self, nominal: float) -> float:
        """Return the continuous rate that grows as fast; the nominal rate itself where interest earns none."""
        return math.log1p(self._yearly(nominal)) if self.compounds else nominal


def slow_leak(values: Values) -> SlowLeak:
    """Return what the figure shows, from numbers alone."""
    return SlowLeak(**values)


def reasons(leak: SlowLeak):
    """Yield why: what moves the health factor, what a year comes to, and how many days it lasts."""
    yield "why.health"
    yield "why.apy" if leak.compounds else "why.no-apy"
    if leak.state == "holds":
        yield "why.holds"
    else:
        yield "why.days-compound" if leak.compounds else "why.days-simple"


def points(leak: SlowLeak) -> dict:
    """Return the numbers of the marks: the health factor over the days, and how long it lasts at every rate."""
    days = [leak.span * place / POINTS for place in range(POINTS + 1)]
    simple = [health_after(leak.start, leak.borrow_apr, day, leak.supply_apr, compounded=False) for day in days]
    reached = leak.days_to_one <= leak.span
    return {
        "health": (days, [leak.health_on(day) for day in days]),
        "simple": (days, simple),
        "one": ([0, LONGEST], [1, 1]),
        "reached": ([leak.days_to_one], [1]) if reached else ([charts.NOWHERE], [charts.NOWHERE]),
        "now": ([leak.days], [leak.now]),
        "lasts": ([rate * 100 for rate in CURVE_RATES], [drawn(leak.days_to_one_at(rate)) for rate in CURVE_RATES]),
        "here": ([leak.borrow_apr * 100], [drawn(leak.days_to_one)]),
    }


def drawn(days: float) -> float:
    """Return days as the logarithmic axis can hold them."""
    return min(max(days, 1.0), MOST_DAYS)


def ranges(leak: SlowLeak) -> dict:
    """Return the ends of the axes; the upright one moves in steps of a tenth and of a half."""
    lowest = min(leak.health_on(leak.span), 1)
    highest = max(leak.health_on(leak.span), leak.start)
    return {
        "xaxis": (0, leak.span),
        "yaxis": (math.floor(lowest * 10 - 0.5) / 10, math.ceil(highest * 2 + 0.1) / 2),
    }


def layout(say) -> dict:
    """Return two panes: the days at the left, all rates at the right."""
    ticks = [1, 10, 100, 1_000, 10_000, MOST_DAYS]
    return {
        "height": 400,
        "margin": {"l": 58, "r": 18, "t": 34, "b": 124},
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0,
                   "traceorder": "normal"},
        "xaxis": {"domain": (0.0, 0.54), "range": [0, SPANS[1]], "title": say("axis.days")},
        "yaxis": {"range": [0.9, 1.5]},
        "xaxis2": {"domain": (0.66, 1.0), "range": [0, HIGHEST_RATE * 100], "ticksuffix": "%", "anchor": "y2",
                   "title": say("axis.rate")},
        "yaxis2": {"type": "log", "range": [0, math.log10(MOST_DAYS) + 0.05], "anchor": "x2", "tickvals": ticks,
                   "ticktext": [*(f"{tick:,}" for tick in ticks[:-1]), f"≥ {MOST_DAYS:,}"]},
        "annotations": marks.headings(say, health=0.27, lasts=0.83),
    }  # fmt: skip


CHART = Chart(
    marks=(
        marks.line("health", color=charts.BLUE, name="health", hover=BY_DAY),
        marks.line("simple", color=charts.GREY, name="simple", dash="dot", width=2, hover=BY_DAY),
        marks.line("one", color=charts.RED, name="one", dash="dash", hover="{name}"),
        marks.dots("reached", color=charts.RED, name="reached", symbols="x", hover="{name} %{x:.0f}"),
        marks.dots("now", color=charts.BLUE, name="now", symbols="diamond", hover=BY_DAY),
        marks.line("lasts", color=charts.ORANGE, name="lasts", hover=BY_RATE, pane="2"),
        marks.dots("here", color=charts.ORANGE, name="here", symbols="square", hover=BY_RATE, pane="2"),
    ),
    points=points,
    ranges=ranges,
    layout=layout,
)
TABLE = Table(
    rows=lambda leak: (
        "start", "borrow_apr", "borrow_apy", "supply_apy", "days_to_one", "simple_days", "now", "year",
    ),
)  # fmt: skip


def presets():
    """Yield the lesson's leaks, and a dollar loan against ETH at the rates of the real curves at their kinks."""
    base = {"start": 1.107, "borrow_apr": 0.336, "supply_apr": 0.0, "compounding": SECOND, "days": 30}
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
        fields={"borrowed": TEXT(BORROWED), "borrow": PERCENT(owed), "borrow_day": DATE(borrowed.rates_as_of),
                "held": TEXT(HELD), "supply": PERCENT(earned), "supply_day": DATE(held.rates_as_of)},
    )  # fmt: skip


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="start", low=1.01, high=2.0, step=0.01, default=1.107, unit=NUMBER),
            Slider(key="borrow_apr", low=0.01, high=HIGHEST_RATE, step=0.001, default=0.336, unit=PERCENT),
            Slider(key="days", low=0, high=LONGEST, step=1, default=30, unit=DAYS),
            Slider(key="supply_apr", low=0.0, high=0.20, step=0.001, default=0.0, unit=PERCENT),
            Choice(key="compounding", options=COMPOUNDING, default=SECOND),
        ),
        presets=tuple(presets()),
        lead="days",
        hero=("now", "days_to_one", "borrow_apy"),
        model=slow_leak,
        why=reasons,
        notes=lambda leak: ("note.model",),
        main=CHART,
        table=TABLE,
        sources=lambda leak: dict.fromkeys(
            ("aave-origin", *(aave_assets()[symbol].rates_source for symbol in (BORROWED, HELD)))
        ),
    )
