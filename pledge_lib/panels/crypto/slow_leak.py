"""F4.5: the slow leak; the price stands still, the debt grows by itself, and the health factor goes down to 1."""

import math
from dataclasses import dataclass, replace
from typing import Annotated

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.rates import YEAR_SECONDS, days_to_liquidation, health_after
from pledge_lib.finance.interest import apy
from pledge_lib.finance.lines import below
from pledge_lib.finance.units import COUNT, DATE, DAYS, NUMBER, PERCENT, TEXT, Days, Health, Percent
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart, Figure, Table
from pledge_lib.panels.stage import Label, Pulse

ID = "F4.5"
SECOND, DAY, NEVER = COMPOUNDING = ("second", "day", "never")
PERIODS = {SECOND: YEAR_SECONDS, DAY: 365}
BORROWED, HELD = "USDC", "WETH"
LONGEST, HIGHEST_RATE = 730, 1.0
POINTS = 60
SPAN = 365  # days of the axis; the number box goes on to the longest
LOWEST, HIGHEST = 0.75, 1.20  # the ends of the upright axis, unless the health factor starts higher
MOST_DAYS = 100_000  # what lasts longer, or for ever, is drawn here
CURVE_RATES = tuple(place / 100 for place in range(1, 101))
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

    def days_to(self, health: float) -> float:
        """Return the days until the health factor is at another level."""
        return replace(self, start=self.start / health).days_to_one

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


def points(leak: SlowLeak) -> dict:
    """Return the numbers of the marks: the health factor over the days, and what a standing price leaves it at."""
    days = [SPAN * place / POINTS for place in range(POINTS + 1)]
    low, high = ends(leak)
    reached = leak.days_to_one if leak.days_to_one <= SPAN else charts.NOWHERE
    return {
        "sold": toned.box(0, SPAN, low, 1),
        "near": toned.box(0, SPAN, 1, min(tones.near_from(1), high)),
        "one": ([0, SPAN], [1, 1]),
        "still": ([0, SPAN], [leak.start] * 2),
        "reached": ([reached] * 2, [low, 1]),
        "health": (days, [leak.health_on(day) for day in days]),
        "now": ([min(leak.days, SPAN)], [min(max(leak.health_on(min(leak.days, SPAN)), low), high)]),
    }


def ends(leak: SlowLeak) -> tuple[float, float]:
    """Return the ends of the upright axis, which does not start at 0: the leak is slow."""
    highest = max(leak.start, leak.health_on(SPAN))
    return LOWEST, HIGHEST if highest <= HIGHEST else charts.nice_ceiling(highest * 1.02, charts.FINE)


def labels(leak: SlowLeak):
    """Yield the number at the dot, the day on which it is 1, and the names of the lines."""
    low, high = ends(leak)
    day = min(leak.days, SPAN)
    height = min(max(leak.health_on(day), low), high)
    yield Label(uid="now", x=day, y=height, tone=tones.STATE, look="strong", rank=0, at="l", dx=13, dy=-14)
    if leak.days_to_one <= SPAN:
        yield Label(uid="reached", x=leak.days_to_one, y=low, tone=tones.SOLD, rank=1, at="l", dx=7, dy=-11)
    elif leak.days_to_one < math.inf:
        yield Label(uid="later", x=SPAN, y=low, tone=tones.SOLD, rank=1, at="r", dx=-8, dy=-11)
    yield Label(uid="one", x=SPAN, y=1, tone=tones.SOLD, rank=2, at="r", dx=-8, dy=12)
    yield Label(uid="still", x=SPAN, y=leak.start, rank=3, at="r", dx=-8, dy=-11)
    yield Label(uid="zone", x=0, y=low, tone=tones.SOLD, rank=6, dx=8, dy=-12, look="word")
    yield Label(uid="near", x=0, y=1, tone=tones.NEAR, rank=7, dx=8, dy=-12, look="word")


CHART = Chart(
    marks=(
        toned.zone("sold", tone=tones.SOLD),
        toned.zone("near", tone=tones.NEAR),
        toned.line("one", tone=tones.SOLD, width=2),
        toned.line("still", tone=tones.QUIET, width=2, dash="dot", clip=True),
        toned.line("reached", tone=tones.SOLD, width=1.5, dash="dash"),
        toned.line("health", tone=tones.CURVE, width=3, clip=True),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda leak: {"xaxis": (0, SPAN), "yaxis": ends(leak)},
    labels=labels,
    pulse=lambda leak: (Pulse(y=1),),
    track=lambda leak: (0, LONGEST),
    layout=axes.plain({}, {"tickformat": ".2f"}),
)


def rates(leak: SlowLeak) -> dict:
    """Return how long the health factor lasts at every rate."""
    return {
        "lasts": ([rate * 100 for rate in CURVE_RATES], [drawn(leak.days_to_one_at(rate)) for rate in CURVE_RATES]),
        "here": ([leak.borrow_apr * 100], [drawn(leak.days_to_one)]),
    }


def drawn(days: float) -> float:
    """Return days as the logarithmic axis can hold them."""
    return min(max(days, 1.0), MOST_DAYS)


TICKS = (1, 10, 100, 1_000, 10_000, MOST_DAYS)
RATES_CHART = Chart(
    marks=(toned.line("lasts", tone=tones.CURVE, width=3), toned.dot("here")),
    points=rates,
    labels=lambda leak: (
        Label(
            uid="lasts",
            x=leak.borrow_apr * 100,
            y=drawn(leak.days_to_one),
            tone=tones.STATE,
            look="strong",
            rank=0,
            dx=13,
            dy=-14,
        ),
    ),
    layout=axes.plain(
        {"range": [0, HIGHEST_RATE * 100], "ticksuffix": "%"},
        {
            "type": "log",
            "range": [0, math.log10(MOST_DAYS) + 0.05],
            "tickvals": TICKS,
            "ticktext": [*map(str, map(DAYS, TICKS[:-1])), f"≥ {DAYS(MOST_DAYS)}"],
        },
        names=("axis.rate", "axis.lasts"),
        left=70,
    ),
)
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
