"""F4.8: only supplying; the income is a band and not a point, and at full utilisation nobody can withdraw."""

import math

from pledge_lib.finance.interest import apr
from pledge_lib.finance.units import COUNT, DATE, DAYS, DOLLARS, MONTHS, PERCENT, TEXT
from pledge_lib.market.crypto.pool_simulation import YEAR_DAYS
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.crypto.supply_only_model import (
    ETHER,
    POOLS,
    SHARES,
    TEACHING,
    SupplyOnly,
    asset_of,
    charted,
    curve_of,
    simulation,
    supply_only,
)
from pledge_lib.panels.figure import Chart, Figure, Row, Table

ID = "F4.8"
ARTICLE_YIELD = 0.0132  # what one of the articles read off the app on one day
NONE = TEXT(None)
COUNTED = ("middle", "low", "high", "mean", "blocked", "blocked_days", "longest", "loss", "paths")
WIDE, NARROW = "rgba(59,127,196,0.18)", "rgba(59,127,196,0.30)"
BY_DAY, LEVEL = "{name} %{x} → %{y:.2f}%", "{name} %{y:.1f}%"


def sentence(result: SupplyOnly):
    """Yield what is supplied and borrowed, then what the paths came to."""
    yield "sentence.loan" if result.supply.borrowed else "sentence.no-loan"
    yield (f"sentence.{result.state}", *([result.outcome] if result.outcome else []))


def reasons(result: SupplyOnly):
    """Yield why: what is earned, what a loan leaves of it, who can withdraw, and how the utilisation wanders."""
    yield "why.supply" if result.wandering.start <= result.curve.optimal_utilization else "why.supply-steep"
    if result.supply.borrowed:
        yield "why.carry"
    yield "why.withdraw"
    yield "why.wandering"


def notes(result: SupplyOnly):
    """Yield what the reader has to know besides."""
    yield "note.model"
    if result.simulated and result.calm_income < result.simulated.below(SHARES[0]):
        yield "note.bent"
    if result.blocked_at_start:
        yield "note.blocked-at-start"
    if result.supply.borrowed > result.asset.loan_to_value:
        yield "note.above-limit"


def columns(result: SupplyOnly) -> tuple[str, ...]:
    """Return the heads of the table; a simulation of older values is headed so."""
    return "quantity", "calm", "older" if result.is_older and result.found else "simulated"


def rows(result: SupplyOnly):
    """Yield the income without luck, what the paths came to, and how the deposit stands on the first day."""
    yield Row(("calm", NONE), "calm")
    for name in COUNTED:
        yield Row((NONE, name if result.outcome else NONE), name, result.outcome)
    yield Row(("supply_rate", NONE), "supply_rate")
    yield Row(("health", NONE), "health")


def points(result: SupplyOnly) -> dict:
    """Return the numbers of the marks; without a simulation of these values the fans lie on the calm lines."""
    days, ends, simulated = charted(result.wandering.days), [0, result.wandering.days], result.simulated
    calm = {
        "utilization": [result.wandering.calm(day) * 100 for day in days],
        "income": [result.calm_incomes[day] * 100 for day in days],
    }
    fans = {"utilization": simulated.utilization_fan, "income": simulated.income_fan} if simulated else {}
    found = {f"{name}-calm": (days, values) for name, values in calm.items()}
    for name, values in calm.items():
        for place, share in enumerate(SHARES):
            found[f"{name}-{share}"] = (days, [row[place] * 100 for row in fans[name]] if simulated else values)
    return found | {
        "kink": (ends, [result.curve.optimal_utilization * 100] * 2),
        "blocked": (ends, [result.least_free * 100] * 2),
    }


def ranges(result: SupplyOnly) -> dict:
    """Return the ends of the axes, which move in steps only."""
    fan = result.simulated.income_fan if result.simulated else ()
    incomes = [*result.calm_incomes, *(value for row in fan for value in row)]
    lowest, highest = min(incomes) * 100, max(incomes) * 100
    ends = (-charts.nice_ceiling(-lowest) if lowest < 0 else 0, charts.nice_ceiling(highest) if highest > 0 else 0)
    across = (0, result.wandering.days)
    return {"xaxis": across, "xaxis2": across, "yaxis2": ends if ends[0] < ends[1] else (0, 1)}


def fan(name: str, *, pane: str, in_legend: bool) -> tuple:
    """Return the lines of a fan: its edges, its middle, and the path without luck; only one fan is in the legend."""
    low, lower, middle, upper, high = (f"{name}-{share}" for share in SHARES)
    shown = {"also": {"showlegend": in_legend}, "hover": BY_DAY, "pane": pane}
    return (
        marks.edge(low, dash="dot", pane=pane),
        band(high, SHARES[-1] - SHARES[0], in_legend, dash="dot", fill=WIDE, pane=pane),
        marks.edge(lower, pane=pane),
        band(upper, SHARES[-2] - SHARES[1], in_legend, fill=NARROW, pane=pane),
        marks.line(middle, color=charts.BLUE, name="median", **shown),
        marks.line(f"{name}-calm", color=charts.GREY, name="calm", dash="dot", width=2, **shown),
    )


def band(uid: str, share: float, in_legend: bool, **style) -> marks.Mark:
    """Return the upper edge of a band, which says how much of the paths lies in it."""
    of_paths = PERCENT.rounded(0)(share)
    return marks.Mark(
        uid=uid,
        draw=lambda say: charts.edge(uid, name=say("trace.band", share=of_paths) if in_legend else "", **style),
    )


CHART = Chart(
    marks=(
        *fan("utilization", pane="", in_legend=True),
        marks.line("kink", color=charts.ORANGE, name="kink", dash="dashdot", width=2, hover=LEVEL),
        marks.line("blocked", color=charts.RED, name="blocked", dash="dash", hover=LEVEL),
        *fan("income", pane="2", in_legend=False),
    ),
    points=points,
    ranges=ranges,
    layout=lambda say: {
        "height": 420,
        "legend": {
            "orientation": "h",
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "normal",
        },
        "margin": {"l": 58, "r": 18, "t": 34, "b": 124},
        "xaxis": {"domain": (0.0, 0.46), "range": (0, 365), "title": say("axis.days")},
        "yaxis": {"range": (0, 101), "ticksuffix": "%"},
        "xaxis2": {"domain": (0.56, 1.0), "range": (0, 365), "anchor": "y2", "title": say("axis.days")},
        "yaxis2": {"range": (0, 10), "ticksuffix": "%", "anchor": "x2", "zeroline": True},
        "annotations": marks.headings(say, utilization=0.23, income=0.78),
    },
)


def pool_name(pool: str, say) -> str:
    """Return the name of a pool: the teaching pool, or a token with the day of its rate curve."""
    if pool == TEACHING:
        return say("pool.teaching")
    return say("pool.real", symbol=TEXT(pool), day=DATE(asset_of(pool).rates_as_of))


def level_of(supply_yield: float) -> float:
    """Return the utilisation below the kink at which ETH's deposits yield so much with daily interest."""
    curve = curve_of(ETHER)
    earned = apr(supply_yield, YEAR_DAYS)  # slope1 x U / kink x U x (1 - reserve factor)
    return round(math.sqrt(earned * curve.optimal_utilization / (curve.slope1 * (1 - curve.reserve_factor))), 6)


def presets():
    """Yield the teaching pool, the article's yield as a point and as a band, and pools that were emptied."""
    base = {
        "pool": TEACHING,
        "start": 0.80,
        "usual": 0.80,
        "swing": 0.05,
        "half_life": 14,
        "months": 12,
        "deposit": 1_000_000,
        "share": 0.01,
        "borrowed": 0.0,
        "paths": 1_000,
        "seed": 1,
    }
    level = level_of(ARTICLE_YIELD)
    article = {**base, "pool": ETHER, "start": level, "usual": level}
    said = {"yield": PERCENT(ARTICLE_YIELD)}
    cases = (
        ("teaching", base, {}),
        ("article", {**article, "swing": 0.0}, said),
        ("band", {**article, "swing": 0.10}, said),
        (
            "emptied",
            {**base, "pool": ETHER, "start": 0.9985, "usual": 0.90, "share": 0.001, "months": 3},
            {"level": PERCENT(0.9985), "day": TEXT("2026-02")},
        ),
        ("large", {**base, "share": 0.20}, {}),
        ("both-sides", {**base, "borrowed": 0.70}, {}),
    )
    return (Preset(label=f"preset.{name}", values=values, fields=said) for name, values, said in cases)


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="start", low=0.0, high=1.0, step=0.01, default=0.80, unit=PERCENT),
            Slider(key="usual", low=0.0, high=1.0, step=0.01, default=0.80, unit=PERCENT),
            Slider(key="swing", low=0.0, high=0.20, step=0.01, default=0.05, unit=PERCENT),
            Slider(key="half_life", low=1, high=90, step=1, default=14, unit=DAYS),
            Slider(key="months", low=1, high=12, step=1, default=12, unit=MONTHS),
            Choice(key="pool", options=POOLS, default=TEACHING, label=pool_name),
            Slider(key="deposit", low=1_000, high=10_000_000, step=1_000, default=1_000_000, unit=DOLLARS),
            Slider(key="share", low=0.0, high=0.50, step=0.005, default=0.01, unit=PERCENT),
            Slider(key="borrowed", low=0.0, high=0.80, step=0.01, default=0.0, unit=PERCENT),
            Slider(key="paths", low=200, high=5_000, step=200, default=1_000, unit=COUNT),
            Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
        ),
        presets=tuple(presets()),
        lead="swing",
        hero=("outcome.middle", "outcome.low", "outcome.blocked"),
        model=supply_only,
        job=simulation,
        sentence=sentence,
        why=reasons,
        notes=notes,
        main=CHART,
        table=Table(columns=columns, rows=rows),
        sources=lambda result: dict.fromkeys((result.asset.rates_source, result.asset.risk_source, "aave-origin")),
    )
