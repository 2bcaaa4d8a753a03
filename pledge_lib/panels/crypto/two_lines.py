"""F4.2: two lines and not one: where borrowing ends, where liquidation begins, and the buffer between them."""

from dataclasses import dataclass, replace
from math import ceil, floor

from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.position import CryptoPosition, ratio_of
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.units import PERCENT, Percent, Points, Word
from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.stage import Label, Pulse

ID = "F4.2"
VALUE = 10_000  # dollars of collateral at the opening
BORROWED, FIRST = "stablecoin", "WETH"
LIMIT, THRESHOLD, WHOLE = LINES = ("limit", "threshold", "whole")
HIGHEST_FALL, STEP = 0.30, 0.005
USUAL = (60, 115)  # per cent: the ends of the ruler, unless less is borrowed
RULER, TICK, ROOM, LEADER = 0.3, 0.5, -0.62, 1.05  # heights of the ruler's parts, from its middle


@dataclass(frozen=True, kw_only=True)
class Way:
    """The way from now to a line: in points of the LTV and as a fall of the price, both negative when past it.

    There is no fall to a line at 0.
    """

    line: Percent
    points: Points
    fall: Percent | None


@dataclass(frozen=True, kw_only=True)
class TwoLines:
    """One collateral with its dated lines, what was borrowed on it, and the fall since."""

    asset: AaveAsset
    now: CryptoPosition
    borrowed: Percent

    @property
    def limit(self) -> Percent:
        return self.asset.loan_to_value

    @property
    def threshold(self) -> Percent:
        return self.asset.threshold

    @property
    def ways(self) -> dict[str, Way]:
        """Return the way to each line: the limit of borrowing, liquidation, and all of the collateral."""
        lines = zip(LINES, (self.limit, self.threshold, 1.0), strict=True)
        return {name: self._way(line) for name, line in lines}

    def _way(self, line: float) -> Way:
        return Way(line=line, points=line - self.now.ltv, fall=1 - self.now.ltv / line if line else None)

    @property
    def to_liquidation(self) -> Way:
        return self._way(self.threshold)

    @property
    def is_past(self) -> bool:
        """Return whether the loan is past the liquidation threshold."""
        return exact(self.now.debt_value) > exact(self.threshold) * exact(self.now.collateral_value)

    @property
    def rise_back(self) -> Percent:
        """Return by how much the price must rise until the loan is on the threshold; negative below it."""
        return -self.to_liquidation.fall

    @property
    def beyond(self) -> Points:
        """Return by how much the LTV is past the threshold; negative below it."""
        return -self.to_liquidation.points

    @property
    def line_ratio(self) -> Percent:
        """Return the liquidation threshold as a maintenance ratio."""
        return ratio_of(1, self.threshold)

    @property
    def buffer(self) -> Percent:
        """Return the fall that liquidates a loan borrowed to the limit."""
        return float(1 - exact(self.limit) / exact(self.threshold))

    @property
    def state(self) -> Word:
        if not self.borrowed:
            return "no-debt"
        owed, held = exact(self.now.debt_value), exact(self.now.collateral_value)
        if owed > held:
            return "uncovered"
        if self.is_past:
            return "liquidatable"
        limit = exact(self.limit) * held
        return "within" if owed < limit else "at-limit" if owed == limit else "buffer"


def two_lines(values: Values) -> TwoLines:
    """Return what the figure shows, from numbers alone."""
    asset = aave_assets()[values["asset"]]
    held = replace(asset.collateral(1, VALUE), in_emode=False)
    debt = float(exact(values["borrow"]) * VALUE)
    opened = CryptoPosition(collateral=[held], debts=[Debt(symbol=BORROWED, amount=debt)])
    now = opened.at({asset.symbol: after_change(VALUE, -values["fall"])})
    return TwoLines(asset=asset, now=now, borrowed=values["borrow"])


def rows(result: TwoLines):
    """Yield the three lines with the way to each, then how the loan stands."""
    for name, way in result.ways.items():
        yield Row(("line", "points", "fall"), name, about=way)
    yield from (
        "state",
        "now.collateral_value",
        "now.debt_value",
        "now.ltv",
        "now.health_factor",
        "now.maintenance_ratio",
        "line_ratio",
        "now.borrow_limit",
        "buffer",
    )


def notes(result: TwoLines):
    """Yield what the reader has to know besides."""
    if result.borrowed > result.limit:
        yield "note.above-limit"


def tone(result: TwoLines) -> str:
    """Return how near the liquidation is; in the buffer it is near, however the health factor reads."""
    if result.state in ("at-limit", "buffer"):
        return tones.NEAR
    return tones.SAFE if result.state == "no-debt" else tones.of_ratio(result.now.health_factor, 1, below=tones.SOLD)


def zones(result: TwoLines) -> tones.Zones:
    """Return from which fall on the liquidation is near, and from which it begins."""
    if not result.borrowed:
        return ((None, tones.SAFE),)
    at_line = 1 - result.borrowed / result.threshold
    near = min(
        1 - result.borrowed * tones.near_from(1) / result.threshold,
        1 - result.borrowed / result.limit if result.limit else 0.0,
    )
    return tones.rising(max(near, 0.0), at_line, beyond=tones.SOLD)


def ends(result: TwoLines) -> tuple[float, float]:
    """Return the ends of the ruler in per cent: it grows to the left for a small loan, to the right for a large one."""
    low, high = USUAL
    lowest = min(low, floor(min(result.borrowed, result.limit or result.borrowed) * 10) * 10)
    return lowest, max(high, ceil(result.borrowed / (1 - HIGHEST_FALL) * 20) * 5)


def points(result: TwoLines) -> dict:
    """Return the numbers of the marks on the ruler, in per cent of the collateral."""
    low, high = ends(result)
    limit, threshold, now = (max(each * 100, low) for each in (result.limit, result.threshold, result.now.ltv))
    near = min(max(result.threshold / tones.near_from(1) * 100, low), limit)
    middle = (limit + threshold) / 2
    return {
        "safe": toned.box(low, near, -RULER, RULER),
        "near": toned.box(near, limit, -RULER, RULER),
        "sold": toned.box(threshold, high, -RULER, RULER),
        "buffer": ([limit, threshold], [0, 0]),
        "limit": ([limit] * 2, [-TICK, TICK]),
        "threshold": ([threshold] * 2, [-TICK, TICK]),
        "whole": ([100, 100], [-TICK, TICK]),
        "leader": ([middle, middle], [RULER, LEADER - 0.2]),
        "room": ([now, threshold], [ROOM] * 2),
        "now": ([now], [0]),
    }


def labels(result: TwoLines):
    """Yield the names of the three lines, of the buffer between two of them, and the way that is left."""
    low, _ = ends(result)
    limit, threshold, now = (max(each * 100, low) for each in (result.limit, result.threshold, result.now.ltv))
    yield Label(uid="now", x=now, y=0, tone=tones.STATE, look="strong", rank=0, at="r", dx=-14, dy=-22)
    yield Label(uid="buffer", x=(limit + threshold) / 2, y=LEADER, tone=tones.NEAR, rank=1, at="c")
    yield Label(uid="threshold", x=threshold, y=-TICK, tone=tones.SOLD, rank=2, at="l", dx=4, dy=26)
    if result.limit:
        yield Label(uid="limit", x=limit, y=-TICK, rank=2, at="r", dx=-4, dy=26)
    yield Label(uid="whole", x=100, y=TICK, rank=3, at="l", dx=4, dy=-9)
    if result.borrowed:
        over = result.is_past
        yield Label(
            uid="over" if over else "room",
            x=(now + threshold) / 2,
            y=ROOM,
            rank=2,
            at="c",
            dy=13,
            tone=tones.SOLD if over else "",
            fit=(now, threshold),
        )


def track(result: TwoLines) -> tuple[float, ...]:
    """Return the LTV at every step of the fall: the thumb stands where the loan stands."""
    steps = round(HIGHEST_FALL / STEP)
    return tuple(result.borrowed * 100 / (1 - step * STEP) for step in range(steps + 1)) if result.borrowed else ()


CHART = Chart(
    marks=(
        toned.zone("safe", tone=tones.SAFE),
        toned.zone("near", tone=tones.NEAR),
        toned.zone("sold", tone=tones.SOLD),
        toned.line("buffer", tone=tones.NEAR, width=24, clip=True),
        toned.line("limit", tone=tones.QUIET, width=2),
        toned.line("threshold", tone=tones.SOLD, width=3),
        toned.line("whole", tone=tones.QUIET, width=2, dash="dash"),
        toned.line("leader", tone=tones.NEAR, width=1.5),
        toned.line("room", tone=tones.INK, width=3),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": ends(result)},
    labels=labels,
    pulse=lambda result: (Pulse(x=result.threshold * 100, over=result.is_past),),
    track=track,
    layout=axes.plain(
        {"ticksuffix": "%"}, {"range": [-1.25, 1.3], "showgrid": False, "showticklabels": False}, left=16, narrow=16
    ),
)


def presets():
    """Yield the prediction of the lesson, two falls from there, and other assets as they were set on a day."""
    assets = aave_assets()
    limit = {"asset": FIRST, "borrow": assets[FIRST].loan_to_value, "fall": 0.0}
    cases = {
        "limit": limit,
        "three": {**limit, "fall": 0.03},
        "five": {**limit, "fall": 0.05},
        "twenty-five": {**limit, "fall": 0.25},
        "sixty": {**limit, "borrow": 0.60},
        "bitcoin": {**limit, "asset": "WBTC", "borrow": assets["WBTC"].loan_to_value},
        "no-new-loans": {**limit, "asset": "DAI", "borrow": 0.50},
    }
    return (Preset(label=f"preset.{name}", values=values) for name, values in cases.items())


def figure() -> Figure:
    """Declare the figure."""
    assets = aave_assets()
    limit = assets[FIRST].loan_to_value
    return Figure(
        id=ID,
        controls=(
            Slider(key="borrow", low=0.0, high=limit, step=0.005, default=limit, unit=PERCENT),
            Slider(key="fall", low=0.0, high=HIGHEST_FALL, step=STEP, default=0.0, unit=PERCENT),
            Choice(key="asset", options=tuple(assets), default=FIRST, label=lambda name, say: say("of", assets[name])),
        ),
        presets=tuple(presets()),
        lead="fall",
        hero=(
            "now.health_factor",
            lambda result: "rise_back" if result.is_past else "to_liquidation.fall",
            lambda result: "beyond" if result.is_past else "to_liquidation.points",
        ),
        wide=True,
        tone=tone,
        zones=zones,
        model=two_lines,
        why=lambda result: ("why.plain" if result.borrowed else "why.no-debt", "why.dated"),
        notes=notes,
        main=CHART,
        table=Table(columns=("line", "ltv", "points", "fall"), rows=rows),
        sources=lambda result: dict.fromkeys(("aave-origin", result.asset.risk_source)),
    )
