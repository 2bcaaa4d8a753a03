"""How F4.5 looks: the health factor over the days, and how long it lasts at every borrow rate; what it says."""

import math

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.rates import health_after
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F4.5"
LONGEST, HIGHEST_RATE = 730, 1.0
POINTS = 60
SPANS = (60, 120, 240, 480, LONGEST)  # days of the left pane
MOST_DAYS = 100_000  # what lasts longer, or for ever, is drawn here
CURVE_RATES = tuple(place / 100 for place in range(1, 101))
SOURCES = ("aave-origin",)


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    kind = "compound" if result.compounds else "simple"
    reasons = ["health", "apy" if result.compounds else "no-apy"]
    reasons += ["holds"] if result.state == "holds" else [f"days-{kind}"]
    rows = ("start", "borrow_apr", "borrow_apy", "supply_apy", "days_to_one", "simple_days", "now", "year")
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(words(f"{ID}.why.{name}", **numbers) for name in reasons),
        table=(
            (words("table.quantity"), words("table.value")),
            *((words(f"{ID}.row.{name}", **numbers), numbers[name]) for name in rows),
        ),
        notes=(words(f"{ID}.note.model"),),
        lines=_lines(result),
        ranges={"xaxis": (0, _span(result)), "yaxis": _heights(result)},
        sources=(*SOURCES, *dict.fromkeys(aave_assets()[symbol].rates_source for symbol in ("USDC", "WETH"))),
    )


def _numbers(result) -> dict[str, str]:
    return {
        "start": amount_text(result.start, 4),
        "borrow_apr": percent_text(result.borrow_apr),
        "supply_apr": percent_text(result.supply_apr),
        "borrow_apy": percent_text(result.borrow_apy, 3),
        "supply_apy": percent_text(result.supply_apy, 3),
        "days_to_one": amount_text(result.days_to_one, 0),
        "simple_days": amount_text(result.simple_days, 0),
        "now": amount_text(min(result.now, 0.9999) if result.now < 1 else result.now, 4),
        "days": amount_text(result.days),
        "year": percent_text(result.year),
    }


def _span(result) -> int:
    """Return the days of the left pane, in steps: until the health factor is 1, and the day asked about."""
    wanted = max(result.days, min(result.days_to_one * 1.1, LONGEST))
    return next((span for span in SPANS if span >= wanted), LONGEST)


def _heights(result) -> tuple[float, float]:
    """Return the ends of the upright axis, in steps of a tenth and of a half."""
    span = _span(result)
    lowest = min(result.health_on(span), 1)
    highest = max(result.health_on(span), result.start)
    return math.floor(lowest * 10 - 0.5) / 10, math.ceil(highest * 2 + 0.1) / 2


def _lines(result) -> dict:
    span = _span(result)
    days = [span * place / POINTS for place in range(POINTS + 1)]
    healths = [result.health_on(day) for day in days]
    simple = [health_after(result.start, result.borrow_apr, day, result.supply_apr, compounded=False) for day in days]
    reached = result.days_to_one <= span
    return {
        "health": (days, healths),
        "simple": (days, simple),
        "one": ([0, LONGEST], [1, 1]),
        "reached": ([result.days_to_one], [1]) if reached else ([charts.NOWHERE], [charts.NOWHERE]),
        "now": ([result.days], [result.now]),
        "lasts": ([rate * 100 for rate in CURVE_RATES], [_drawn(result.days_to_one_at(rate)) for rate in CURVE_RATES]),
        "here": ([result.borrow_apr * 100], [_drawn(result.days_to_one)]),
    }


def _drawn(days: float) -> float:
    return min(max(days, 1.0), MOST_DAYS)


def figure(words: Words):
    """Return the empty figure."""
    names = ("health", "simple", "one", "reached", "now", "lasts", "here")
    said = {name: words(f"{ID}.trace.{name}") for name in names}
    by_day, by_rate = "%{x:.0f} → %{y:.4f}", "%{x:.1f}% → %{y:,.0f}"
    traces = [
        charts.line("health", said["health"], charts.BLUE, hover=f"{said['health']} {by_day}"),
        charts.line("simple", said["simple"], charts.GREY, dash="dot", width=2, hover=f"{said['simple']} {by_day}"),
        charts.line("one", said["one"], charts.RED, dash="dash", hover=said["one"]),
        charts.dots("reached", said["reached"], charts.RED, symbols="x", hover=f"{said['reached']} %{{x:.0f}}"),
        charts.dots("now", said["now"], charts.BLUE, symbols="diamond", hover=f"{said['now']} {by_day}"),
        charts.line("lasts", said["lasts"], charts.ORANGE, hover=f"{said['lasts']} {by_rate}", pane="2"),
        charts.dots("here", said["here"], charts.ORANGE, symbols="square", hover=f"{said['here']} {by_rate}", pane="2"),
    ]
    ticks = [1, 10, 100, 1_000, 10_000, MOST_DAYS]
    return charts.figure(
        traces,
        height=400,
        margin={"l": 58, "r": 18, "t": 34, "b": 124},
        legend={"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        xaxis={"domain": (0.0, 0.54), "range": [0, SPANS[1]], "title": words(f"{ID}.axis.days")},
        yaxis={"range": [0.9, 1.5]},
        xaxis2={"domain": (0.66, 1.0), "range": [0, HIGHEST_RATE * 100], "ticksuffix": "%", "anchor": "y2",
                "title": words(f"{ID}.axis.rate")},
        yaxis2={"type": "log", "range": [0, math.log10(MOST_DAYS) + 0.05], "anchor": "x2", "tickvals": ticks,
                "ticktext": [*(f"{tick:,}" for tick in ticks[:-1]), f"≥ {MOST_DAYS:,}"]},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("health", 0.27), ("lasts", 0.83))
        ],
    )  # fmt: skip
