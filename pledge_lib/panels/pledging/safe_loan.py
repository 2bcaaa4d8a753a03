"""F1.12: how much may be borrowed so that a fall of a given size leads to the line and not below it."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.units import PERCENT, Percent
from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.controls import Preset, Slider
from pledge_lib.panels.figure import Chart, Figure, Table
from pledge_lib.panels.stage import Label

ID, PROFILE = "F1.12", "tw-broker-pledge"
FALLS = (0.0, 0.70)


@dataclass(frozen=True, kw_only=True)
class SafeLoan:
    """A fall to live through, and the line that it may lead to."""

    fall: Percent
    line: Percent

    @property
    def loan_to_value(self) -> Percent:
        return (1 - self.fall) / self.line

    @property
    def start(self) -> Percent:
        """Return the ratio with which the loan begins."""
        return 1 / self.loan_to_value

    @property
    def state(self) -> str:
        return "safe"


def labels(loan: SafeLoan):
    """Yield the number at the dot and the name of the line."""
    now = loan.loan_to_value * 100
    yield Label(uid="now", x=loan.fall * 100, y=now, tone=tones.STATE, look="strong", rank=0, dx=13, dy=-15)
    yield Label(uid="most", x=0, y=100 / loan.line, tone=tones.CURVE, dx=8, dy=-12)


CHART = Chart(
    marks=(
        toned.line("most", lambda loan: ([0, 100], [100 / loan.line, 0]), tone=tones.CURVE, width=3, clip=True),
        toned.dot("now", lambda loan: ([loan.fall * 100], [loan.loan_to_value * 100])),
    ),
    ranges=lambda loan: {"xaxis": (0, 70), "yaxis": (0, 100)},
    labels=labels,
    track=lambda loan: tuple(fall * 100 for fall in FALLS),
    layout=axes.plain({"ticksuffix": "%"}, {"ticksuffix": "%"}),
)


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="fall", low=FALLS[0], high=FALLS[1], step=0.01, default=0.22, unit=PERCENT),
            Slider(key="line", low=1.20, high=1.70, step=0.01, default=1.30, unit=PERCENT),
        ),
        presets=(Preset(label="preset.company", values={"line": datasets.rules("tw-sfc-pledge").call_line}),),
        lead="fall",
        hero=("loan_to_value", "start", "fall"),
        tone=lambda loan: tones.PLAIN,
        model=lambda values: SafeLoan(**values),
        main=CHART,
        table=Table(rows=lambda loan: ("fall", "line", "loan_to_value", "start")),
        rules=lambda loan: ((PROFILE, ("call_line",)),),
    )
