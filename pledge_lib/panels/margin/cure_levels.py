"""F2.5: a called margin purchase cured to the call line or to a higher level: what each takes, and what it does."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.units import MONEY, PERCENT, TEXT
from pledge_lib.market.procedure import CALLED, CANCELLED, WATCH
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.margin.cure_levels_model import (
    METHODS,
    OPENING,
    PROFILE,
    REPAY,
    SELL,
    TARGETS,
    UNCALLED,
    CureLevels,
    cure_levels,
)

ID = "F2.5"
RULES_USED = (
    "call_line",
    "cancel_level",
    "cure_target",
    "financing_ratio",
    "posted_rate_listed",
    "transaction_tax",
    "commission",
)
REAL_SHARE, REAL_DAYS = "2330", (date(2025, 3, 3), date(2025, 4, 9))
BESIDE = 0.2  # each bar of a pair stands so far from its middle
WIDTH = BESIDE * 1.8
MARKS = {
    CALLED: ("x", charts.RED),
    WATCH: ("diamond-open", charts.ORANGE),
    CANCELLED: ("circle", charts.GREEN),
    UNCALLED: ("circle-open", charts.GREY),
}
SHOWN = (50, 260)  # per cent; what lies beyond is drawn at the end, the table says the number


def sentence(result: CureLevels):
    """Yield where the purchase stands, and what it takes."""
    yield "sentence.too-deep" if result.state == CALLED and result.times is None else f"sentence.{result.state}"


def notes(result: CureLevels):
    """Yield what the reader has to know besides."""
    if result.state != CALLED:
        return
    if result.to_line.sell is None:
        yield "note.sell-impossible"
    elif not result.cost:
        yield "note.no-costs"
    yield "note.posted"


def rows(result: CureLevels):
    """Yield one row for each method, then what each level does and where the purchase stands."""
    for method in METHODS:
        yield Row(((f"method.{method}",), f"to_line.{method}", f"to_target.{method}"))
    for field in ("ratio_after", "state", "room"):
        yield Row((f"to_line.{field}", f"to_target.{field}"), field)
    yield from ("ratio", "times") if result.times else ("ratio",)
    yield from ("opening_ratio", "bought_for", "change")


def points(result: CureLevels) -> dict:
    """Return the numbers of the marks: pairs of bars, and a ladder of ratios."""
    bars = {}
    for name, level, side in (("line", result.to_line, -BESIDE), ("target", result.to_target, BESIDE)):
        places = [place + side for place in range(len(METHODS))]
        bars[name] = {"x": places, "y": [level.amount(method) or 0 for method in METHODS]}
    ratios = (result.ratio, result.to_line.ratio_after, result.to_target.ratio_after)
    return bars | {
        "call-line": ([-0.5, 2.5], [result.rules.call_line * 100] * 2),
        "cancel-level": ([-0.5, 2.5], [result.rules.cancel_level * 100] * 2),
        "levels": ((0, 1, 2), [min(max(ratio * 100, SHOWN[0]), SHOWN[1]) for ratio in ratios]),
    }


def ranges(result: CureLevels) -> dict:
    """Return the end of the axis of money, which moves in steps only."""
    amounts = [level.amount(method) or 0 for level in (result.to_line, result.to_target) for method in METHODS]
    return {"yaxis": (0, charts.nice_ceiling(max(amounts)))}


def looks(result: CureLevels, say) -> dict:
    """Return the symbol of the state now and at each level, its colour and its name."""
    now = CALLED if result.state == CALLED else UNCALLED
    states = (now, result.to_line.state, result.to_target.state)
    symbols, colors = zip(*(MARKS[state] for state in states), strict=True)
    return {"levels": {"symbol": symbols, "color": colors, "text": tuple(say(f"state.{state}") for state in states)}}


def ticks(result: CureLevels, say) -> dict:
    """Return the names of the ladder's steps."""
    names = (say("axis.now"), say("axis.line", result.to_line), say("axis.target", result.to_target))
    return {"xaxis2": ((0, 1, 2), names)}


def layout(say) -> dict:
    """Return the bars beside the ladder."""
    return {
        "height": 400,
        "barmode": "overlay",
        "margin": {"l": 74, "r": 20, "t": 34, "b": 110},
        "legend": {"orientation": "h", "x": 0, "y": -0.22, "yanchor": "top"},
        "xaxis": {
            "domain": [0.0, 0.55],
            "range": [-0.6, 2.6],
            "tickvals": [0, 1, 2],
            "showgrid": False,
            "anchor": "y",
            "ticktext": [say(f"method.{method}") for method in METHODS],
        },
        "yaxis": {"range": [0, 50_000], "tickformat": ",", "anchor": "x"},
        "xaxis2": {
            "domain": [0.68, 1.0],
            "range": [-0.5, 2.5],
            "tickvals": [],
            "ticktext": [],
            "showgrid": False,
            "anchor": "y2",
        },
        "yaxis2": {"range": SHOWN, "ticksuffix": "%", "anchor": "x2"},
        "annotations": marks.headings(say, sums=0.275, ratios=0.84),
    }


def level_line(uid: str, color: str, dash: str):
    """Return a line across the ladder."""
    return marks.line(uid, color=color, name=uid, dash=dash, pane="2", hover="{name} %{y:.2f}%")


CHART = Chart(
    marks=(
        marks.columns("line", color=charts.ORANGE, name="line", pattern="/", width=WIDTH, hover="{name} %{y:,.2f}"),
        marks.columns("target", color=charts.BLUE, name="target", pattern="", width=WIDTH, hover="{name} %{y:,.2f}"),
        level_line("call-line", charts.RED, "dash"),
        level_line("cancel-level", charts.GREEN, "dot"),
        marks.dots("levels", color=charts.GREY, hover="%{y:.2f}% %{hovertext}", pane="2", also={"showlegend": False}),
    ),
    points=points,
    layout=layout,
    ranges=ranges,
    looks=looks,
    ticks=ticks,
)


def presets():
    """Yield the lesson's cases, and a real share on a day of April 2025."""
    base = {
        "collateral": 75_000,
        "debt": 60_000,
        "financing_ratio": 0.60,
        "target": "166",
        "method": REPAY,
        "costs": False,
    }
    cases = {
        "pair": {},
        "opening": {"target": OPENING},
        "sell": {"method": SELL},
        "three-limits": {"collateral": 72_900},
        "on-the-line": {"collateral": 78_000},
        "too-deep": {"collateral": 54_000, "method": SELL},
        "forty": {"collateral": 50_000, "debt": 40_000, "financing_ratio": 0.40, "target": OPENING},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values={**base, **case})
    closes = datasets.prices(REAL_SHARE)
    bought = Long.open(REAL_SHARE, shares=1_000, price=closes.close(REAL_DAYS[0]), rules=datasets.rules(PROFILE))
    now = bought.at(closes.close(REAL_DAYS[1]))
    fields = {"symbol": TEXT(REAL_SHARE), "day": TEXT(REAL_DAYS[1].isoformat()), "close": MONEY(now.price)}
    yield Preset(label="preset.real", fields=fields, values={**base, "collateral": now.value, "debt": now.loan})


def figure() -> Figure:
    """Declare the figure."""
    highest = datasets.rules(PROFILE).financing_ratio
    return Figure(
        id=ID,
        controls=(
            Slider(key="collateral", low=0, high=10_000_000, step=1_000, default=75_000, unit=MONEY),
            Slider(key="debt", low=0, high=6_000_000, step=1_000, default=60_000, unit=MONEY),
            Slider(key="financing_ratio", low=0.40, high=highest, step=0.01, default=highest, unit=PERCENT),
            Choice(key="target", options=tuple(TARGETS), default="166"),
            Choice(key="method", options=METHODS, default=REPAY),
            Toggle(key="costs", default=False),
        ),
        presets=tuple(presets()),
        lead="collateral",
        hero=("ratio", "high", "low"),
        model=cure_levels,
        sentence=sentence,
        why=lambda result: ("why.cure", "why.levels") if result.state == CALLED else ("why.nothing",),
        notes=notes,
        main=CHART,
        table=Table(columns=("quantity", "line", "target"), rows=rows),
        rules=lambda result: ((PROFILE, RULES_USED),),
    )
