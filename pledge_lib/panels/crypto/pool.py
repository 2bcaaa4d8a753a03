"""F4.3: a lending pool from both sides: what is lent out sets the rates, and what is left can be withdrawn."""

from dataclasses import dataclass
from functools import cached_property

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.rates import RateCurve, utilization
from pledge_lib.finance.units import DATE, DOLLARS, PERCENT, TEXT, Dollars, Percent, Word
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.controls import Preset, Slider, Values
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.stage import Label, Pulse

ID = "F4.3"
REAL_CURVES = ("WBTC", "wstETH")
SMALLEST, MOST = 100_000, 2_000_000
STEPS = tuple(place / 50 for place in range(51))
WAYPOINTS = (0.50, 0.80, 0.90, 0.95, 1.0)  # utilisations of the table
NAMED = (0.50, 0.90, 0.95)  # those whose rate stands at the curve
ASSETS, OWED = 0, 1  # places of the two sides of the pool
TONES = {
    "idle": tones.SAFE,
    "below": tones.SAFE,
    "at-kink": tones.NEAR,
    "beyond": tones.NEAR,
    "full": tones.SOLD,
    "blocked": tones.SOLD,
}
APART = 6  # points of the axis between two dots that leave room for the number of each


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
    def rest_of_supply(self) -> Dollars:
        """Return what can be lent out at most, once those who ask are paid."""
        return max(self.supplied - self.asked_withdrawal, 0)

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


def points(result: Pool) -> dict:
    """Return the numbers of the marks: the two curves over the utilisation, each with its dot, and the kink."""
    used = sorted({*STEPS, result.kink})  # the corner itself is a point of the line
    used += [1.0] * (len(STEPS) + 1 - len(used))
    across, now, top = [each * 100 for each in used], result.utilization * 100, highest(result)
    return {
        "near": toned.box(result.kink * 100, 100, 0, top),
        "kink": ([result.kink * 100] * 2, [0, top]),
        "supply": (across, [result.curve.supply_apr(each) * 100 for each in used]),
        "borrow": (across, [result.curve.borrow_apr(each) * 100 for each in used]),
        "gap": ([now, now], [result.supply_rate * 100, result.borrow_rate * 100]),
        "waypoints": ([each * 100 for each in NAMED], [result.curve.borrow_apr(each) * 100 for each in NAMED]),
        "supply-now": ([now], [result.supply_rate * 100]),
        "now": ([now], [result.borrow_rate * 100]),
    }


def highest(result: Pool) -> float:
    """Return the end of the axis of rates."""
    return charts.nice_ceiling(result.curve.borrow_apr(1.0) * 100, charts.FINE)


def labels(result: Pool):
    """Yield the two rates now, the kink, the names of the curves, and rates along the way."""
    now, top = result.utilization * 100, highest(result)
    borrow, supply = result.borrow_rate * 100, result.supply_rate * 100
    yield Label(uid="now", x=now, y=borrow, tone=tones.STATE, look="strong", rank=0, at="r", dx=-14, dy=-15)
    if borrow - supply > APART * top / 100:
        yield Label(uid="supply-now", x=now, y=supply, rank=2, dx=13, dy=12)
    yield Label(uid="kink", x=result.kink * 100, y=top, tone=tones.NEAR, rank=1, at="r", dx=-7, dy=12)
    yield Label(
        uid="borrow", x=100, y=result.curve.borrow_apr(1.0) * 100, tone=tones.CURVE, rank=4, at="r", dx=-30, dy=8
    )
    yield Label(uid="supply", x=91, y=result.curve.supply_apr(0.91) * 100, rank=4, dx=8, dy=14)
    for used in NAMED:
        spot = Waypoint(used, result.curve.borrow_apr(used))
        place = {"x": used * 100, "y": spot.rate * 100, "at": "r", "dx": -9, "dy": -9}
        yield Label(uid=f"at-{round(used * 100)}", text=("label.waypoint", spot), rank=6, drops=True, **place)


def track(result: Pool) -> tuple[float, ...]:
    """Return the utilisation at both ends of the lead, where money is left to lend."""
    return (0, MOST / result.rest_of_supply * 100) if result.rest_of_supply else ()


CHART = Chart(
    marks=(
        toned.zone("near", tone=tones.NEAR),
        toned.line("kink", tone=tones.NEAR, width=2),
        toned.line("supply", tone=tones.QUIET, width=2),
        toned.line("borrow", tone=tones.CURVE, width=3),
        toned.line("gap", tone=tones.QUIET, width=1.5, dash="dot"),
        toned.dot("waypoints", tone=tones.CURVE, size=6),
        toned.dot("supply-now", tone=tones.QUIET, hollow=True, size=13),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (0, 100), "yaxis": (0, highest(result))},
    labels=labels,
    pulse=lambda result: (
        Pulse(x=result.kink * 100, over=result.beyond > 0),
        Pulse(x=100, over=result.utilization == 1),
    ),
    track=track,
    layout=axes.plain({"ticksuffix": "%"}, {"ticksuffix": "%"}),
)


def sides(result: Pool) -> dict:
    """Return the two sides of the pool: what it holds, and what it owes."""
    asked = min(result.blocked, result.left)
    return {
        "lent": {"x": [ASSETS], "base": [0], "y": [result.borrowed]},
        "available": {"x": [ASSETS], "base": [result.borrowed], "y": [result.available]},
        "owed": {"x": [OWED], "base": [0], "y": [result.left]},
        "blocked": {"x": [OWED], "base": [result.left - asked], "y": [asked]},
    }


def side_labels(result: Pool):
    """Yield the name and the sum of each part that has a height."""
    asked = min(result.blocked, result.left)
    parts = (
        ("lent", ASSETS, 0, result.borrowed),
        ("available", ASSETS, result.borrowed, result.available),
        ("owed", OWED, 0, result.left - asked),
        ("blocked", OWED, result.left - asked, asked),
    )
    for name, place, base, height in parts:
        if height:
            yield Label(uid=name, x=place + 0.3, y=base + height / 2, dx=8)


SIDES_CHART = Chart(
    marks=(
        toned.bars("lent", tone=tones.CURVE, width=0.5),
        toned.bars("available", tone=tones.SAFE, width=0.5),
        toned.bars("owed", tone=tones.QUIET, width=0.5),
        toned.bars("blocked", tone=tones.CALLED, width=0.5),
    ),
    points=sides,
    ranges=lambda result: {"yaxis": (0, charts.nice_ceiling(result.supplied, charts.FINE))},
    ticks=lambda result, say: {"xaxis": ((ASSETS, OWED), (say("axis.assets"), say("axis.owed")))},
    labels=side_labels,
    layout=axes.plain({"range": [-0.4, 2.2]}, {"tickformat": ","}, left=80, barmode="overlay", names=("", "axis.pool")),
)


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
