"""F3.8: nobody knows how long a loan lasts; the closed form gives the mean at once, a simulation the spread."""

import numpy as np

from pledge_lib import datasets
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.units import COUNT, DAYS, MONEY, PERCENT, TEXT
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Preset, Slider
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.lending.duration_simulation_model import (
    BAND,
    PROFILE,
    DurationSimulation,
    duration_simulation,
    simulation,
)

ID = "F3.8"
ARTICLE_CASES = ("2", "4")  # the two that tie at the days printed
ARTICLE_SHARE = 0.25
LONGEST = 180  # days of the left pane
AFTER = np.arange(0, LONGEST + 1, 2)
BIN = 5  # days on loan
TICKS = 5
NONE = TEXT(None)
RULES_USED = ("day_basis", "broker_share", "highest_rate", "auction_step")
SOURCES = ("C-3", "article-003")  # returned any time, recalled at notice; the cases of the presets


def notes(result: DurationSimulation):
    """Yield how far both ways of counting agree, or that the bars are older, and what the model leaves out."""
    yield "note.older" if result.is_older else f"check.{result.verdict}"
    yield "note.model"


def rows(result: DurationSimulation):
    """Yield what both ways of counting give, what only the simulated years tell, and what only the formula."""
    for name in ("days", "used", "income", "added"):
        yield Row((f"formula.{name}", f"counted.{name}"), name)
    for name in ("low", "median", "high", "loans", "error", "years", "difference"):
        yield Row((NONE, f"counted.{name}"), name)
    by_formula = {"length": "lending.expected_length", "half": "lending.half_life", "early": "early", "full": "full"}
    for name, path in by_formula.items():
        yield Row((f"now.{path}", NONE), name)


def histogram(result: DurationSimulation) -> tuple[np.ndarray, np.ndarray]:
    """Return the edges of the bins of days on loan, and the per cents of the simulated years in each."""
    days = result.simulated.days
    edges = np.arange(0, result.now.lending.days + BIN, BIN)
    return edges, np.histogram(days, edges)[0] / len(days) * 100


def ceiling(result: DurationSimulation) -> float:
    """Return the upper end of the bars' axis, which moves in steps only."""
    return charts.nice_ceiling(float(histogram(result)[1].max()) * 1.02)


def bars(result: DurationSimulation) -> dict:
    """Return the bars, those between the ends of the band apart from the others."""
    edges, heights = histogram(result)
    low, high = (result.simulated.below(share) for share in BAND)
    inside = (edges[1:] > low) & (edges[:-1] <= high)
    middles = (edges[:-1] + BIN / 2).tolist()
    return {
        "within": {"x": middles, "y": np.where(inside, heights, 0).tolist()},
        "beyond": {"x": middles, "y": np.where(inside, 0, heights).tolist()},
    }


def points(result: DurationSimulation) -> dict:
    """Return the numbers of the marks; the bars are of the simulation last done."""
    lending = result.now.lending
    return {
        "still": (AFTER.tolist(), (lending.still_on_loan(AFTER) * 100).tolist()),
        "promised": ([0, lending.mean_days, lending.mean_days, LONGEST], [100, 100, 0, 0]),
        "half": ([lending.half_life], [lending.still_on_loan(lending.half_life) * 100]),
        **bars(result),
        "expected": ([lending.expected_days] * 2, [0, ceiling(result)]),
    }


def ticks(result: DurationSimulation, say) -> dict:
    """Return the names under the bars: the share of the days, and what it brings at these values."""
    shares = [place / TICKS for place in range(TICKS + 1)]
    days = tuple(share * result.now.lending.days for share in shares)
    names = (
        f"{PERCENT.write(share)}<br>{MONEY.rounded(0).write(result.now.income(each))}"
        for share, each in zip(shares, days, strict=True)
    )
    return {"xaxis2": (days, tuple(names))}


ON_CURVE, ON_BAR = "{name} %{x:.0f} → %{y:.1f}%", "%{x:.1f} → %{y:.1f}%"
BARS = {"width": BIN * 0.9, "hover": ON_BAR, "pane": "2"}
CHART = Chart(
    marks=(
        marks.line("still", color=charts.BLUE, name="still", hover=ON_CURVE),
        marks.line("promised", color=charts.GREY, name="promised", dash="dash", hover=ON_CURVE),
        marks.dots("half", color=charts.BLUE, name="half", symbols="diamond", hover=ON_CURVE),
        marks.columns("within", color=charts.GREEN, name="within", pattern="", **BARS),
        marks.columns("beyond", color=charts.ORANGE, name="beyond", pattern="/", **BARS),
        marks.line("expected", color=charts.RED, name="expected", dash="dot", hover="{name} %{x:.1f}", pane="2"),
    ),
    points=points,
    ranges=lambda result: {"xaxis2": (0, result.now.lending.days), "yaxis2": (0, ceiling(result))},
    ticks=ticks,
    layout=lambda say: {
        "height": 420,
        "barmode": "overlay",
        "margin": {"l": 58, "r": 48, "t": 36, "b": 130},
        "legend": {"orientation": "h", "x": 0, "y": -0.32, "yanchor": "top"},
        "xaxis": {"domain": (0.0, 0.42), "range": (0, LONGEST), "title": say("axis.after")},
        "yaxis": {"range": (0, 105), "ticksuffix": "%"},
        "xaxis2": {
            "domain": (0.53, 1.0),
            "range": (0, 1),
            "anchor": "y2",
            "tickvals": [],
            "ticktext": [],
            "tickangle": 0,
            "tickfont": {"size": 11},
            "title": say("axis.year"),
        },
        "yaxis2": {"range": (0, 20), "ticksuffix": "%", "anchor": "x2"},
        "annotations": marks.headings(say, length=0.21, year=0.765),
    },
)
TABLE = Table(
    columns=lambda result: ("quantity", "formula", "older" if result.is_older else "simulation"),
    rows=rows,
    kinds=True,
)


def presets(base: dict):
    """Yield the exercise of the lesson, loans that end early, an ex-date, and two cases of the article."""
    cases = {
        "thirty": {},
        "part-of-the-year": {"rate": 0.08, "share": ARTICLE_SHARE, "mean_days": 15, "mean_wait": 60, "ex_return": 0.0},
        "three-days": {"mean_days": 3},
        "ex-date": {"mean_days": 90, "ex_return": 1.0},
        "no-ex-date": {"mean_days": 90, "ex_return": 0.0},
        "hardly-wanted": {"mean_days": 10, "mean_wait": 90},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)
    for each in lending_scenarios():
        if each.id in ARTICLE_CASES:
            case = {"value": each.value, "rate": each.annual_rate, "share": ARTICLE_SHARE, "mean_days": each.days}
            yield Preset(label="preset.article", fields={"case": TEXT(each.id)}, values=base | case)


def figure() -> Figure:
    """Declare the figure."""
    rules = datasets.rules(PROFILE)
    controls = (
        Slider(key="mean_days", low=3, high=90, step=1, default=30, unit=DAYS),
        Slider(key="mean_wait", low=1, high=90, step=1, default=30, unit=DAYS),
        Slider(key="ex_return", low=0.0, high=1.0, step=0.05, default=0.50, unit=PERCENT),
        Slider(key="ex_day", low=1, high=rules.day_basis - 1, step=1, default=180, unit=DAYS),
        Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=800_000, unit=MONEY),
        Slider(key="rate", low=0.001, high=rules.highest_rate, step=rules.auction_step, default=0.03, unit=PERCENT),
        Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
        Slider(key="years", low=1_000, high=20_000, step=1_000, default=5_000, unit=COUNT),
        Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
    )
    return Figure(
        id=ID,
        controls=controls,
        presets=tuple(presets({control.key: control.default for control in controls})),
        lead="mean_days",
        hero=("formula.income", "counted.low", "formula.added"),
        model=duration_simulation,
        job=simulation,
        why=lambda result: ("why.ex-date" if result.now.lending.ex_return else "why.ordinary",),
        notes=notes,
        main=CHART,
        table=TABLE,
        idle=lambda result: () if result.now.lending.ex_return else ("ex_day",),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: SOURCES,
    )
