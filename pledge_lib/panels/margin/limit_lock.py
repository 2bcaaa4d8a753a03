"""F2.8: limit-downs one after the other: when the call comes, when somebody buys, what the sale leaves owed."""

import math
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.units import COUNT, DATE, PERCENT, TRADING, Count, Word
from pledge_lib.market import events
from pledge_lib.panels import charts, event_flags, marks, waterfall
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.figure import Chart, Figure, Mark, Row, Table
from pledge_lib.panels.margin.limit_lock_model import (
    BEFORE_2015,
    LONGEST,
    NOW,
    PROFILE,
    REST,
    LimitLock,
    limit_lock,
    limit_of,
)
from pledge_lib.panels.saying import Say

ID = "F2.8"
RULES_USED = ("call_line", "cure_sessions", "daily_limit", "transaction_tax", "commission")
SOURCES = ("A-1",)  # the six sessions of orders, and what comes after them
COLUMNS = ("session", "close", "ratio", "event", "chance", "owed")
LOOKS = event_flags.FLAGS | {"start": event_flags.START, events.BILL: ("circle-open", charts.RED)}
FLAG_STEP = 0.08  # of the height of the ratio's axis, between two flags of one session
RATIO_STEP = 0.5
ENDS = [-0.5, LONGEST + REST + 0.5]
EMPTY = 100_000  # TWD: the end of the money's axis where nothing was sold


def sentence(result: LimitLock):
    """Yield how the notice came, if it did, and how it ended."""
    if result.notice:
        yield "sentence.notice-at-start" if result.notice.session == 0 else "sentence.notice"
    yield f"sentence.{result.state}"


def why(result: LimitLock):
    """Yield the sums that the sentence rests on."""
    yield "why.ladder"
    if result.notice:
        yield "why.days"
    if result.chances:
        yield "why.chance"
    if result.sold:
        yield "why.sale"


def notes(result: LimitLock):
    """Yield what the reader has to know besides."""
    if result.tries:
        yield "note.queue"
    if result.chances and 0 < result.fill_chance < 1:
        yield "note.luck"
    if result.ratios[-1] < 1:
        yield "note.gone"
    yield "note.model"


@dataclass(frozen=True, kw_only=True)
class Flag:
    """A mark on the staircase: what happened on a session, and how high it stands, in per cent."""

    session: Count
    event: Word
    height: float


def ceiling(result: LimitLock) -> float:
    """Return the upper end of the ratio's axis."""
    return math.ceil(max(result.start, result.rules.call_line) / RATIO_STEP + 0.3) * RATIO_STEP


def flags(result: LimitLock):
    """Yield the flags; those of one session stand one above the other."""
    highest = ceiling(result)
    for day in result.sessions:
        shown = [event for event in day.event if event in LOOKS]
        for place, event in enumerate(shown):
            height = min(day.ratio + place * FLAG_STEP * highest, highest)
            yield Flag(session=day.session, event=event, height=height * 100)


def points(result: LimitLock) -> dict:
    """Return the numbers of the marks."""
    days = range(len(result.closes))
    marked = list(flags(result))
    return {
        "ladder": (days, [ratio * 100 for ratio in result.ratios]),
        "line": (ENDS, [result.rules.call_line * 100] * 2),
        "gone": (ENDS, [100, 100]),
        "flags": ([flag.session for flag in marked], [flag.height for flag in marked]),
        "chance": {"x": days, "y": [result.chances.get(day, 0.0) * 100 for day in days]},
        "sale": waterfall.bars(result.statement, result.bill),
    }


def looks(result: LimitLock, say: Say) -> dict:
    """Return how the flags look, and what each says."""
    marked = list(flags(result))
    symbols, colors = zip(*(LOOKS[flag.event] for flag in marked), strict=True)
    said = tuple(say("flag", flag) for flag in marked)
    return {"flags": {"symbol": symbols, "color": colors, "text": said}}


def layout(say: Say) -> dict:
    """Return three panes: the staircase, the chances below it, the money of the sale."""
    return {
        "height": 640,
        "showlegend": False,
        "margin": {"l": 74, "r": 18, "t": 60, "b": 40},
        "xaxis": {"range": ENDS, "dtick": 1, "anchor": "y2", "title": say("axis.sessions")},
        "yaxis": {"range": [0, 200], "domain": [0.58, 1.0], "ticksuffix": "%"},
        "yaxis2": {"range": [0, 100], "domain": [0.36, 0.48], "anchor": "x", "ticksuffix": "%", "dtick": 50},
        "xaxis2": {**waterfall.axis(say), "anchor": "y3"},
        "yaxis3": {"range": [0, EMPTY], "domain": [0.0, 0.2], "anchor": "x2", "tickformat": ",", "zeroline": True},
        "annotations": marks.stacked_headings(say, ladder=1.0, chance=0.48, sale=0.2),
    }


CHART = Chart(
    marks=(
        marks.line(
            "ladder",
            color=charts.BLUE,
            name="ladder",
            hover="{name} %{y:.2f}%",
            also={"mode": "lines+markers", "line_shape": "hv", "marker": {"size": 5}},
        ),
        marks.line("line", color=charts.RED, name="line", dash="dash", hover="{name} %{y:.2f}%"),
        marks.line("gone", color=charts.GREY, name="gone", dash="dot", width=2, hover="{name}"),
        marks.dots("flags", color=charts.GREY, hover="%{hovertext}"),
        marks.columns(
            "chance", color=charts.ORANGE, name="chance", pattern="/", hover="{name} %{y:.1f}%", also={"yaxis": "y2"}
        ),
        Mark(uid="sale", draw=lambda say: waterfall.trace(pane="3"), also={"xaxis": "x2"}),
    ),
    points=points,
    looks=looks,
    ranges=lambda result: {
        "yaxis": (0, ceiling(result) * 100),
        "yaxis3": waterfall.ends(result.statement, result.bill, EMPTY),
    },
    layout=layout,
)


def presets():
    """Yield the exercises of the lesson, and the same falls with other luck, limits and rules."""
    base = {"limit": NOW, "downs": 5, "fill": 0.0, "start": 5 / 3, "six_days": True, "seed": 1}
    cases = {
        "three": {"downs": 3},
        "at-the-last": {"downs": 6, "fill": 1.0},
        "two-more": {"downs": 2, "start": 1.215},
        "ten": {"downs": LONGEST},
        "luck": {"downs": LONGEST, "fill": 0.30, "seed": 3},
        "six-days": {"downs": LONGEST, "start": 1.35},
        "no-end": {"downs": LONGEST, "start": 1.35, "six_days": False},
        "before-2015": {"limit": BEFORE_2015, "downs": LONGEST},
        "safe": {"downs": 3, "start": 2.50},
    }
    return (Preset(label=f"preset.{name}", values=base | case) for name, case in cases.items())


def limit_label(option: str, say: Say) -> str:
    """Return the name of a daily limit with the day on which it was raised."""
    return say(f"limit.{option}", limit=PERCENT(limit_of(option)), raised=DATE(datasets.market().daily_limit_raised))


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="downs", low=0, high=LONGEST, step=1, default=5, unit=TRADING),
            Slider(key="start", low=1.10, high=3.0, step=0.01, default=5 / 3, unit=PERCENT),
            Slider(key="fill", low=0.0, high=1.0, step=0.05, default=0.0, unit=PERCENT),
            Choice(key="limit", options=(NOW, BEFORE_2015), default=NOW, label=limit_label),
            Toggle(key="six_days", default=True),
            Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
        ),
        presets=tuple(presets()),
        lead="downs",
        hero=("lowest", "bill", "sold.session"),
        model=limit_lock,
        sentence=sentence,
        why=why,
        notes=notes,
        idle=lambda result: () if 0 < result.fill_chance < 1 else ("seed",),  # without chance there is nothing to draw
        main=CHART,
        table=Table(columns=COLUMNS, rows=lambda result: (Row(COLUMNS, about=each) for each in result.sessions)),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: SOURCES,
    )
