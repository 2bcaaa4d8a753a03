"""F1.2: the same fall on two rulers, in percentage points of the ratio and in per cent of the price."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.ratio import after_change, fall_to_line
from pledge_lib.panels import charts
from pledge_lib.panels.controls import PER_CENT, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration, View
from pledge_lib.panels.words import Words

ID = "F1.2"
PROFILE = "tw-broker-pledge"
UPPER, LOWER = 1.0, 0.0  # heights of the two rulers


@dataclass(frozen=True, kw_only=True)
class Ruler:
    """A start ratio, a line and a fall so far; points are percentage points / 100, all fractions."""

    start: float
    line: float
    fall: float
    ratio: float

    @property
    def points_lost(self) -> float:
        return float(exact(self.start) - exact(self.ratio))

    @property
    def points_to_line(self) -> float:
        return float(exact(self.start) - exact(self.line))

    @property
    def fall_to_line(self) -> float:
        return fall_to_line(self.start, self.line)

    @property
    def state(self) -> str:
        if self.start < self.line:
            return "below-at-start"
        return "called" if self.ratio < self.line else "normal"


def ruler(values: Values) -> Ruler:
    """Return what the panel shows, from numbers alone."""
    ratio = after_change(values["start"], -values["fall"])
    return Ruler(start=values["start"], line=values["line"], fall=values["fall"], ratio=ratio)


def view(result: Ruler, words: Words) -> View:
    """Say and draw the result."""
    times = "—" if result.fall_to_line == 0 else amount_text(result.points_to_line / result.fall_to_line, 2)
    numbers = {
        "start": percent_text(result.start),
        "line": percent_text(result.line),
        "ratio": percent_text(result.ratio),
        "fall": percent_text(result.fall),
        "points_lost": amount_text(result.points_lost * 100, 2),
        "points_to_line": amount_text(result.points_to_line * 100, 2),
        "fall_to_line": percent_text(result.fall_to_line),
        "times": times,
    }
    longest = charts.nice_ceiling(max(result.start * 0.7, abs(result.points_to_line)) * 100)
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why=words(f"{ID}.why", **numbers),
        table=(
            (words("table.quantity"), words(f"{ID}.column.points"), words(f"{ID}.column.percent")),
            (words(f"{ID}.row.so-far"), numbers["points_lost"], numbers["fall"]),
            (words(f"{ID}.row.to-line"), numbers["points_to_line"], numbers["fall_to_line"]),
            (words(f"{ID}.row.ratio"), numbers["ratio"], ""),
            (words(f"{ID}.row.times"), numbers["times"], ""),
        ),
        lines={
            "points": ([0, longest], [UPPER] * 2),
            "percent": ([0, longest], [LOWER] * 2),
            "points-lost": ([0, result.points_lost * 100], [UPPER] * 2),
            "percent-lost": ([0, result.fall * 100], [LOWER] * 2),
            "handle": ([result.points_lost * 100, result.fall * 100], [UPPER, LOWER]),
            "handles": ([result.points_lost * 100, result.fall * 100], [UPPER, LOWER]),
            "line": ([result.points_to_line * 100, result.fall_to_line * 100], [UPPER, LOWER]),
        },
        ranges={"xaxis": (min(0.0, result.points_to_line * 110), longest)},
        rules=((datasets.rules(PROFILE), ("call_line",)),),
    )


def figure(words: Words):
    """Return the empty figure: two rulers with one scale."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("lost", "line", "handle")}
    hover = "%{x:.2f}"
    traces = [
        charts.line("points", "", charts.GREY, width=2),
        charts.line("percent", "", charts.GREY, width=2),
        charts.line("points-lost", said["lost"], charts.ORANGE, width=9, hover=said["lost"] + " " + hover),
        charts.line("percent-lost", said["lost"], charts.BLUE, width=9, hover=said["lost"] + " " + hover),
        charts.line("handle", said["handle"], charts.GREY, dash="dot", width=1.5),
        charts.dots("handles", said["handle"], charts.BLUE, symbols="diamond", hover=hover),
        charts.dots("line", said["line"], charts.RED, symbols="line-ns-open", hover=said["line"] + " " + hover),
    ]
    return charts.figure(
        traces,
        height=240,
        showlegend=False,
        margin={"l": 120, "r": 24, "t": 16, "b": 52},
        xaxis={"range": [0, 200], "title": words(f"{ID}.axis.scale")},
        yaxis={"range": [-0.5, 1.5], "tickvals": [UPPER, LOWER], "showgrid": False,
               "ticktext": [words(f"{ID}.column.points"), words(f"{ID}.column.percent")]},
    )  # fmt: skip


def panel() -> Declaration:
    """Declare the panel."""
    line = datasets.rules(PROFILE).call_line
    controls = (
        Slider(key="fall", low=0.0, high=0.70, step=0.005, default=0.22, unit=PER_CENT),
        Slider(key="start", low=1.35, high=4.0, step=0.01, default=1.6667, unit=PER_CENT),
        Slider(key="line", low=1.20, high=1.70, step=0.01, default=line, unit=PER_CENT),
    )
    presets = tuple(
        Preset(label=f"{ID}.preset.{name}", values={"start": start, "line": 1.30, "fall": fall})
        for name, start, fall in (("sixty", 1.6667, 0.22), ("fifty", 2.0, 0.35), ("forty-fall", 2.0, 0.40))
    )
    return Declaration(id=ID, controls=controls, presets=presets, model=ruler, view=view, figure=figure)
