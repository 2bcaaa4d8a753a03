"""F1.2: the same fall on two rulers, in percentage points of the ratio and in per cent of the price."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.ratio import after_change, fall_to_line
from pledge_lib.finance.units import PERCENT, Percent, Points, Times
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Preset, Slider
from pledge_lib.panels.figure import Chart, Figure, Row, Table

ID = "F1.2"
PROFILE = "tw-broker-pledge"
UPPER, LOWER = 1.0, 0.0  # heights of the two rulers
HOVER = "{name} %{x:.2f}"


@dataclass(frozen=True, kw_only=True)
class Ruler:
    """A start ratio, a line and a fall so far."""

    start: Percent
    line: Percent
    fall: Percent

    @property
    def ratio(self) -> Percent:
        return after_change(self.start, -self.fall)

    @property
    def points_lost(self) -> Points:
        return float(exact(self.start) - exact(self.ratio))

    @property
    def points_to_line(self) -> Points:
        return float(exact(self.start) - exact(self.line))

    @property
    def fall_to_line(self) -> Percent:
        return fall_to_line(self.start, self.line)

    @property
    def times(self) -> Times | None:
        """Return how many points go with one per cent of the price."""
        return self.points_to_line / self.fall_to_line if self.fall_to_line else None

    @property
    def state(self) -> str:
        if self.start < self.line:
            return "below-at-start"
        return "called" if self.ratio < self.line else "normal"

    @property
    def longest(self) -> float:
        """Return how far the rulers go, in points and per cent."""
        return charts.nice_ceiling(max(self.start * 0.7, abs(self.points_to_line)) * 100)


def along(height: float, end):
    """Return a ruler's line at its height, from 0 to an end that follows the result."""
    return lambda ruler: ([0, end(ruler)], [height] * 2)


def hands(ruler: Ruler):
    """Return the ends of the two falls."""
    return [ruler.points_lost * 100, ruler.fall * 100], [UPPER, LOWER]


CHART = Chart(
    marks=(
        marks.line("points", along(UPPER, lambda ruler: ruler.longest), color=charts.GREY, width=2),
        marks.line("percent", along(LOWER, lambda ruler: ruler.longest), color=charts.GREY, width=2),
        marks.line(
            "points-lost", along(UPPER, lambda ruler: ruler.points_lost * 100),
            color=charts.ORANGE, name="lost", width=9, hover=HOVER,
        ),
        marks.line(
            "percent-lost", along(LOWER, lambda ruler: ruler.fall * 100),
            color=charts.BLUE, name="lost", width=9, hover=HOVER,
        ),
        marks.line("handle", hands, color=charts.GREY, name="handle", dash="dot", width=1.5),
        marks.dots("handles", hands, color=charts.BLUE, name="handle", symbols="diamond", hover="%{x:.2f}"),
        marks.dots(
            "line", lambda ruler: ([ruler.points_to_line * 100, ruler.fall_to_line * 100], [UPPER, LOWER]),
            color=charts.RED, name="line", symbols="line-ns-open", hover=HOVER,
        ),
    ),
    layout=lambda say: {
        "height": 240,
        "showlegend": False,
        "margin": {"l": 120, "r": 24, "t": 16, "b": 52},
        "xaxis": {"range": [0, 200], "title": say("axis.scale")},
        "yaxis": {"range": [-0.5, 1.5], "tickvals": [UPPER, LOWER], "showgrid": False,
                  "ticktext": [say("column.points"), say("column.percent")]},
    },
    ranges=lambda ruler: {"xaxis": (min(0.0, ruler.points_to_line * 110), ruler.longest)},
)  # fmt: skip
TABLE = Table(
    columns=("quantity", "points", "percent"),
    rows=lambda ruler: (
        Row(("points_lost", "fall"), "so-far"),
        Row(("points_to_line", "fall_to_line"), "to-line"),
        Row(("ratio",), "ratio"),
        Row(("times",), "times"),
    ),
)


def figure() -> Figure:
    """Declare the figure."""
    cases = (("sixty", 1.6667, 0.22), ("fifty", 2.0, 0.35), ("forty-fall", 2.0, 0.40))
    return Figure(
        id=ID,
        controls=(
            Slider(key="fall", low=0.0, high=0.70, step=0.005, default=0.22, unit=PERCENT),
            Slider(key="start", low=1.35, high=4.0, step=0.01, default=1.6667, unit=PERCENT),
            Slider(key="line", low=1.20, high=1.70, step=0.01, default=datasets.rules(PROFILE).call_line, unit=PERCENT),
        ),
        presets=tuple(
            Preset(label=f"preset.{name}", values={"start": start, "line": 1.30, "fall": fall})
            for name, start, fall in cases
        ),
        lead="fall",
        hero=("ratio", "points_lost", "fall_to_line"),
        model=lambda values: Ruler(**values),
        main=CHART,
        table=TABLE,
        rules=lambda ruler: ((PROFILE, ("call_line",)),),
    )
