"""F3.8: nobody knows how long a loan lasts; the closed form gives the mean at once, a simulation the spread."""

from pledge_lib import datasets
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.units import COUNT, DAYS, MONEY, PERCENT, TEXT
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Preset, Slider
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.lending.duration_simulation_model import (
    PROFILE,
    DurationSimulation,
    duration_simulation,
    simulation,
)
from pledge_lib.panels.lending.duration_simulation_picture import LENGTH, YEARS
from pledge_lib.panels.stage import Hero

ID = "F3.8"
ARTICLE_CASES = ("2", "4")  # the two that tie at the days printed
ARTICLE_SHARE = 0.25
NONE = TEXT(None)
RULES_USED = ("day_basis", "broker_share", "highest_rate", "auction_step")
SOURCES = ("C-3", "article-003")  # returned any time, recalled at notice; the cases of the presets


def why(result: DurationSimulation):
    """Yield the closed form, how far both ways of counting agree or that the bars are older, and what is left out."""
    yield "why.ex-date" if result.now.lending.ex_return else "why.ordinary"
    yield "why.older" if result.is_older else f"check.{result.verdict}"
    yield "why.model"


def low(result: DurationSimulation) -> Hero:
    """Return what a bad year brings, with a good one below it."""
    return Hero(path="counted.low", sub="sub.older" if result.is_older else "sub.low")


def rows(result: DurationSimulation):
    """Yield what both ways of counting give, what only the simulated years tell, and what only the formula."""
    for name in ("days", "used", "income", "added"):
        yield Row((f"formula.{name}", f"counted.{name}"), name)
    for name in ("low", "median", "high", "loans", "error", "years", "difference"):
        yield Row((NONE, f"counted.{name}"), name)
    by_formula = {"length": "lending.expected_length", "half": "lending.half_life", "early": "early", "full": "full"}
    for name, path in by_formula.items():
        yield Row((f"now.{path}", NONE), name)


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
        Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=800_000, unit=MONEY),
        Slider(key="rate", low=0.001, high=rules.highest_rate, step=rules.auction_step, default=0.03, unit=PERCENT),
        Slider(key="ex_return", low=0.0, high=1.0, step=0.05, default=0.50, unit=PERCENT),
        Slider(key="ex_day", low=1, high=rules.day_basis - 1, step=1, default=180, unit=DAYS),
        Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
        Slider(key="years", low=1_000, high=20_000, step=1_000, default=5_000, unit=COUNT),
        Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
    )
    return Figure(
        id=ID,
        controls=controls,
        presets=tuple(presets({control.key: control.default for control in controls})),
        lead="mean_days",
        hero=("formula.income", low, "formula.added"),
        tone=lambda result: tones.PLAIN,
        chip=lambda result: "chip.days",
        model=duration_simulation,
        job=simulation,
        why=why,
        main=YEARS,
        drawers=(LENGTH,),
        table=TABLE,
        idle=lambda result: () if result.now.lending.ex_return else ("ex_day",),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: SOURCES,
    )
