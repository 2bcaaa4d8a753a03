"""F1.8: how likely a call is; the closed form answers while the hand moves, a simulation checks it when it lets go."""

from pledge_lib import datasets
from pledge_lib.finance.units import COUNT, MONTHS, PERCENT, TEXT
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values, defaults
from pledge_lib.panels.figure import Chart, Figure, Mark, Row, Table
from pledge_lib.panels.pledging.odds_model import (
    BOOTSTRAP,
    CLOSED_FORM,
    METHODS,
    PROFILE,
    RATIOS,
    REPLAY,
    SHARES,
    SIMULATION,
    VOLATILITIES,
    WITHIN,
    Odds,
    Simulated,
    charted,
    odds,
    simulation,
    volatility_of_sample,
)

ID = "F1.8"
RULES_USED = ("call_line", "cure_target", "cancel_level", "cure_sessions", "daily_limit", "transaction_tax",
              "commission")  # fmt: skip
WITHOUT_EFFECT = {
    "closed-form": ("series", "window", "reserve", "limited", "paths", "seed"),
    "simulation": ("series", "window"),
    "bootstrap": ("window",),
    "replay": ("paths", "seed"),
}
CEILINGS = (2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 50.0)
ON_FAN = "{name} %{x} → %{y:.1f}%"
ON_CURVE = "{name} %{x:.1f}% → %{y:.1f}%"
NONE = TEXT(None)
FIELDS = {
    "call": "probability_of_call", "error": "standard_error", "median": "median_day", "sale": "probability_of_sale",
    "shortfall": "expected_shortfall_given_sale", "loss": "expected_loss_given_sale", "paths": "paths",
}  # fmt: skip


def sentence(result: Odds):
    """Yield the odds in words, and after a count what becomes of the called."""
    yield f"sentence.{result.state}"
    if result.state in (SIMULATION, BOOTSTRAP, REPLAY):
        yield "fate.sold" if result.found.odds.probability_of_sale else "fate.unsold"


def why(result: Odds):
    """Yield the formulas with the numbers put in."""
    yield "why.formula"
    yield "why.few-watches" if result.watches <= result.few else "why.result"
    if result.simulated:
        yield "why.counted"
        if result.formula.probability_of_call not in (0, 1) and result.simulated.odds.standard_error is not None:
            yield "why.error"


def notes(result: Odds):
    """Yield how the two answers agree, and what a reader could take wrongly."""
    if result.older:
        yield "note.older", result.older
    elif result.method in (SIMULATION, BOOTSTRAP) and result.state != "below-at-start":
        yield f"check.{result.verdict}"
    if result.method in (BOOTSTRAP, REPLAY):
        yield f"note.{result.method}"


def columns(result: Odds) -> tuple[str, ...]:
    """Return the columns: the closed form, and what was counted how."""
    counted = SIMULATION if result.method == CLOSED_FORM else result.method
    return "quantity", "formula", "older" if result.older else counted


def table_rows(result: Odds):
    """Yield what each of the two says, as far as it says it."""

    for name, field in FIELDS.items():
        closed_form = NONE if name in ("error", "paths") else f"formula.{field}"
        yield Row((closed_form, f"found.odds.{field}"), name)
    yield Row((NONE, "standard_errors"), "difference")


def sources(result: Odds) -> tuple[str, ...]:
    """Return where the real prices are from."""
    return datasets.prices(result.values["series"]).sources if result.method in (BOOTSTRAP, REPLAY) else ()


def points(result: Odds) -> dict:
    """Return the numbers of the marks; the fan is the simulated one where there is one of these values."""
    now = result.simulated.fan if result.simulated else result.formula_fan
    days = charted(result.days)[: len(now)]
    edges = zip(SHARES, zip(*now, strict=True), strict=True)
    ratios, odds = result.curve
    return {f"fan-{share}": (days, [ratio * 100 for ratio in edge]) for share, edge in edges} | {
        "line": ([0, result.days], [result.values["line"] * 100] * 2),
        "curve": ([ratio * 100 for ratio in ratios], [share * 100 for share in odds]),
        "error": error_line(result),
        "formula": ([result.values["ratio"] * 100], [result.formula.probability_of_call * 100]),
        "simulated": dot(result.simulated),
        "older": dot(result.older),
    }


def dot(counted: Simulated | None) -> tuple[list[float], list[float]]:
    """Return what was counted as a point on the curve."""
    return ([counted.ratio * 100], [counted.odds.probability_of_call * 100]) if counted else ([charts.NOWHERE],) * 2


def error_line(result: Odds) -> tuple[list[float], list[float]]:
    """Return the line of so many standard errors below and above what was counted."""
    if result.simulated is None or result.simulated.odds.standard_error is None:
        return ([charts.NOWHERE] * 2,) * 2
    counted = result.simulated.odds
    width = WITHIN * counted.standard_error
    ends = (max(0.0, counted.probability_of_call - width), min(1.0, counted.probability_of_call + width))
    return [result.simulated.ratio * 100] * 2, [end * 100 for end in ends]


def ranges(result: Odds) -> dict:
    """Return the ends of the axes, which move in steps only."""
    fans = [result.formula_fan, *([result.simulated.fan] if result.simulated else [])]
    highest = max(ratio for ratios in fans for row in ratios for ratio in row)
    ceiling = next((end for end in CEILINGS if end >= max(highest, result.values["line"]) * 1.02), CEILINGS[-1])
    return {"xaxis": (0, result.days), "yaxis": (0, ceiling * 100)}


def layout(say) -> dict:
    """Return the two panes beside one another: the fan over the sessions, the odds over the ratio at the start."""
    return {
        "height": 400,
        "legend": {"orientation": "h", "y": -0.2, "yanchor": "top", "x": 0, "traceorder": "normal"},
        "margin": {"l": 58, "r": 18, "t": 34, "b": 130},
        "xaxis": {"domain": (0.0, 0.53), "range": (0, 252), "title": say("axis.sessions")},
        "yaxis": {"range": (0, 300), "ticksuffix": "%"},
        "xaxis2": {"domain": (0.63, 1.0), "range": [end * 100 for end in RATIOS], "ticksuffix": "%", "anchor": "y2",
                   "title": say("axis.ratio")},
        "yaxis2": {"range": (0, 100), "ticksuffix": "%", "anchor": "x2"},
        "annotations": marks.headings(say, fan=0.265, curve=0.815),
    }  # fmt: skip


def band(low: float, high: float, fill: str, dash: str = "solid") -> tuple[Mark, Mark]:
    """Return the two edges of a band of the fan, which is named by the share of the paths within."""

    def upper(say):
        name = say("trace.band", share=PERCENT.rounded(0)(high - low))
        return charts.edge(f"fan-{high}", dash=dash, name=name, fill=fill)

    return marks.edge(f"fan-{low}", dash=dash), Mark(uid=f"fan-{high}", draw=upper)


def answer(uid: str, color: str, symbol: str) -> Mark:
    """Return the point of one answer beside the curve."""
    return marks.dots(uid, color=color, name=uid, symbols=symbol, hover=ON_CURVE, pane="2")


CHART = Chart(
    marks=(
        *band(SHARES[0], SHARES[-1], "rgba(59,127,196,0.18)", dash="dot"),
        *band(SHARES[1], SHARES[-2], "rgba(59,127,196,0.30)"),
        marks.line(f"fan-{SHARES[2]}", color=charts.BLUE, name="median", hover=ON_FAN),
        marks.line("line", color=charts.RED, name="line", dash="dash", hover=ON_FAN),
        marks.line("curve", color=charts.BLUE, name="curve", hover=ON_CURVE, pane="2"),
        Mark(
            uid="error",
            draw=lambda say: charts.line(
                "error", say("trace.error", within=COUNT(WITHIN)), charts.ORANGE, width=4, pane="2"
            ),
        ),
        answer("formula", charts.BLUE, "diamond"),
        answer("older", charts.GREY, "square-open"),
        answer("simulated", charts.ORANGE, "circle-open"),
    ),
    points=points,
    ranges=ranges,
    layout=layout,
)


def choice(key: str, options: tuple[str, ...], default: str, label=None) -> Choice:
    """Return a choice of real prices or of how they are used, which sets the volatility to theirs."""

    def moved(option, values):
        return volatility_of_sample({**values, key: option})

    return Choice(key=key, options=options, default=default, sets=moved, label=label)


def controls() -> tuple:
    """Return what the reader may set."""
    series = tuple(symbol for symbol in datasets.price_symbols() if datasets.prices(symbol).currency == "TWD")
    names = tuple(datasets.prices(series[0]).windows)
    return (
        Slider(key="ratio", low=RATIOS[0], high=RATIOS[1], step=0.05, default=1.6667, unit=PERCENT),
        Slider(key="line", low=1.20, high=1.70, step=0.01, default=datasets.rules(PROFILE).call_line, unit=PERCENT),
        Slider(key="volatility", low=VOLATILITIES[0], high=VOLATILITIES[1], step=0.05, default=0.30, unit=PERCENT),
        Slider(key="drift", low=-0.20, high=0.20, step=0.01, default=0.0, unit=PERCENT),
        Slider(key="months", low=1, high=24, step=1, default=12, unit=MONTHS),
        Choice(key="watch_every", options=("1", "5", "20"), default="1"),
        choice("method", METHODS, SIMULATION),
        choice("series", series, "2330", label=lambda symbol, say: f"{symbol} {say.of(datasets.prices(symbol).name)}"),
        choice("window", names, names[0], label=lambda name, say: say.of(datasets.windows()[name].name)),
        Slider(key="reserve", low=0.0, high=0.50, step=0.01, default=0.0, unit=PERCENT),
        Toggle(key="limited", default=False),
        Slider(key="paths", low=1_000, high=20_000, step=1_000, default=5_000, unit=COUNT),
        Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
    )


def presets(base: Values):
    """Yield three loans, a volatile share, a lender that seldom looks, and real prices."""
    real = {**base, "series": "2330"}
    bootstrap, replayed = {**real, "method": BOOTSTRAP}, {**real, "method": REPLAY, "window": "2008-financial-crisis"}
    for name, values in (
        *((name, {**base, "ratio": 1 / share}) for name, share in (("sixty", 0.6), ("fifty", 0.5), ("forty", 0.4))),
        ("volatile", {**base, "volatility": 0.60}),
        ("monthly", {**base, "watch_every": "20"}),
        ("bootstrap", bootstrap | volatility_of_sample(bootstrap)),
        ("replay", replayed | volatility_of_sample(replayed)),
    ):
        yield Preset(label=f"preset.{name}", values=values)


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=controls(),
        presets=tuple(presets(defaults(controls()))),
        lead="ratio",
        hero=("formula.probability_of_call", "formula.median_day", "found.odds.probability_of_sale"),
        model=odds,
        job=simulation,
        sentence=sentence,
        why=why,
        notes=notes,
        main=CHART,
        table=Table(columns=columns, rows=table_rows),
        idle=lambda result: WITHOUT_EFFECT[result.method],
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=sources,
    )
