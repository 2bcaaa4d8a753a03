"""F4.2: two lines and not one: where borrowing ends, where liquidation begins, and the buffer between them."""

from dataclasses import dataclass, replace
from itertools import pairwise

from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.position import CryptoPosition, ratio_of
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.units import PERCENT, Percent, Points, Word
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.figure import Chart, Figure, Row, Table

ID = "F4.2"
VALUE = 10_000  # dollars of collateral at the opening
BORROWED, FIRST = "stablecoin", "WETH"
LIMIT, THRESHOLD, WHOLE = LINES = ("limit", "threshold", "whole")
ZONES = (("free", charts.GREEN, 6), ("buffer", charts.ORANGE, 10), ("liquidatable", charts.RED, 14),
         ("uncovered", charts.GREY, 18))  # fmt: skip
ABOVE = ("triangle-down-open", "triangle-down", "square-open")  # so that the narrow buffer stays in sight
BELOW = ("triangle-up-open", "triangle-up", "square-open")
COLORS = (charts.GREEN, charts.RED, charts.GREY)
HIGHEST_FALL = 0.50
USUAL, LONGEST = 110, 170  # per cent: the ends of the rulers; the second is more than any LTV that the sliders reach
UPPER, LOWER = 1.0, 0.0  # heights of the two rulers
BESIDE = 0.28  # how far from its ruler a mark stands
OF_ITS_NAME = "%{hovertext} %{x:.2f}%"


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
        if owed > exact(self.threshold) * held:
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
    yield from ("state", "now.collateral_value", "now.debt_value", "now.ltv", "now.health_factor",
                "now.maintenance_ratio", "line_ratio", "now.borrow_limit", "buffer")  # fmt: skip


def notes(result: TwoLines):
    """Yield what the reader has to know besides."""
    if result.borrowed > result.limit:
        yield "note.above-limit"
    yield "note.dated"


def points(result: TwoLines) -> dict:
    """Return the numbers of the marks on the two rulers."""
    places = [way.line * 100 for way in result.ways.values()]
    falls = [max(way.fall or 0.0, 0.0) * 100 for way in result.ways.values()]
    zones = zip(ZONES, pairwise([0.0, *places, float(LONGEST)]), strict=True)
    joined = zip(LINES, places, falls, strict=True)
    return {
        **{name: (ends, [UPPER] * 2) for (name, *_), ends in zones},
        **{f"{line}-joined": ([place, fall], [UPPER, LOWER]) for line, place, fall in joined},
        "falls": ([0, 100], [LOWER] * 2),
        "lines": (places, [UPPER + BESIDE] * len(LINES)),
        "falls-to": (falls, [LOWER - BESIDE] * len(LINES)),
        "now": ([result.now.ltv * 100], [UPPER - BESIDE]),
    }


def of_lines(uid: str, symbols):
    """Return the marks of the three lines on one ruler, each named when pointed at."""
    return marks.Mark(
        uid=uid,
        draw=lambda say: charts.dots(uid, "", list(COLORS), symbols=list(symbols), hover=OF_ITS_NAME).update(
            showlegend=False, hovertext=[say(f"trace.{line}") for line in LINES]
        ),
    )


CHART = Chart(
    marks=(
        *(marks.line(name, color=color, name=name, width=width, hover="{name}") for name, color, width in ZONES),
        *(marks.line(f"{line}-joined", color=color, dash="dot", width=1.5, also={"showlegend": False})
          for line, color in zip(LINES, COLORS, strict=True)),
        marks.line("falls", color=charts.BLUE, width=2, also={"showlegend": False}),
        of_lines("lines", ABOVE),
        of_lines("falls-to", BELOW),
        marks.dots("now", color=charts.BLUE, name="now", symbols="diamond", hover="%{x:.2f}%"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (-2, LONGEST if result.now.ltv > 1 else USUAL)},
    layout=lambda say: {
        "height": 300,
        "margin": {"l": 130, "r": 24, "t": 60, "b": 52},
        "xaxis": {"range": [-2, USUAL], "ticksuffix": "%", "title": say("axis.scale")},
        "yaxis": {"range": [-0.6, 1.6], "tickvals": [UPPER, LOWER], "showgrid": False,
                  "ticktext": [say("axis.ltv"), say("axis.fall")]},
    },
)  # fmt: skip


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
            Slider(key="fall", low=0.0, high=HIGHEST_FALL, step=0.005, default=0.0, unit=PERCENT),
            Choice(key="asset", options=tuple(assets), default=FIRST, label=lambda name, say: say("of", assets[name])),
        ),
        presets=tuple(presets()),
        lead="fall",
        hero=("now.health_factor", "to_liquidation.fall", "to_liquidation.points"),
        model=two_lines,
        why=lambda result: ("why.plain" if result.borrowed else "why.no-debt",),
        notes=notes,
        main=CHART,
        table=Table(columns=("line", "ltv", "points", "fall"), rows=rows),
        sources=lambda result: dict.fromkeys(("aave-origin", result.asset.risk_source)),
    )
