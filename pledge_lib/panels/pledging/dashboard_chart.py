"""The three panes of F1.1: the ratio on a gauge, the price with the call price, the interest so far."""

import math
from itertools import pairwise

from pledge_lib.finance.pledge import Pledge
from pledge_lib.panels import charts
from pledge_lib.panels.words import Words

ID = "F1.1"
SYMBOL = "shares"
BANDS = (1.50, 1.80)  # the gauge's own colour bands above the line; no lender's rule
GAUGE = (0.5, 5.0)  # what lies beyond is drawn at the end; sentence and table say the number
TICKS = (50, 70, 100, 130, 166, 200, 300, 400, 500)
CHANGES = (-0.60, 0.30)
LONGEST = 730
OUT_OF_SIGHT = (charts.NOWHERE, charts.NOWHERE)
PERCENT, MONEY, BY_CHANGE, BY_DAY = "%{y:.2f}%", "%{y:,.2f}", "%{x:.2f}% → %{y:,.2f}", "%{x:.0f} → %{y:,.2f}"


def lines(now: Pledge, opened: Pledge, change: float, interest_a_day: float) -> dict:
    """Return the numbers of each trace; the gauge's scale is logarithmic, so equal falls are equal distances."""
    line, start = now.rules.call_line, opened.holdings[0].price
    call_price = now.call_price(SYMBOL)
    at_call = call_price / start - 1
    call_dot = (at_call * 100, call_price) if CHANGES[0] <= at_call <= CHANGES[1] else OUT_OF_SIGHT
    return _bands(line) | {
        "gauge-line": ([0, 1], [line * 100] * 2),
        "gauge": ([0.5, 0.5], [_on_gauge(opened.ratio), _on_gauge(now.ratio)]),
        "price": ([end * 100 for end in CHANGES], [start * (1 + end) for end in CHANGES]),
        "call-price": ([end * 100 for end in CHANGES], [call_price] * 2),
        "prices": tuple(zip(call_dot, (change * 100, now.holdings[0].price), strict=True)),
        "interest": ([0, LONGEST], [0, interest_a_day * LONGEST]),
        "interest-now": ([now.days], [now.accrued_interest]),
    }


def ranges(opened: Pledge, interest_a_day: float) -> dict:
    """Return the ends of the axes, which move in steps only."""
    highest = opened.holdings[0].price * (1 + CHANGES[1])
    return {
        "yaxis2": (0, charts.nice_ceiling(highest)),
        "yaxis3": (0, charts.nice_ceiling(interest_a_day * LONGEST)),
    }


def _on_gauge(ratio: float) -> float:
    return min(max(ratio, GAUGE[0]), GAUGE[1]) * 100


def _bands(line: float) -> dict:
    edges = [GAUGE[0], line, *(max(line, edge) for edge in BANDS), GAUGE[1]]
    between = list(pairwise(edges))
    # a band too thin for its name goes without
    middles = [math.sqrt(low * high) * 100 if high > low * 1.08 else charts.NOWHERE for low, high in between]
    return {
        "bands": {"base": [low * 100 for low, _ in between], "y": [(high - low) * 100 for low, high in between]},
        "names": ([1.0] * len(middles), middles),
    }


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("line", "call-price", "interest")}
    colors = [charts.RED, charts.ORANGE, charts.BLUE, charts.GREEN]
    traces = [
        charts.bands("bands", colors),
        charts.labels("names", [words(f"{ID}.band.{place}") for place in range(len(colors))]),
        charts.line("gauge-line", said["line"], charts.RED, dash="dash", hover=f"{said['line']} {PERCENT}"),
        charts.dots("gauge", "", [charts.GREY, charts.BLUE], symbols=["circle-open", "diamond"], hover=PERCENT),
        charts.line("price", "", charts.BLUE, hover=BY_CHANGE, pane="2"),
        charts.line(
            "call-price", said["call-price"], charts.RED, dash="dash", hover=f"{said['call-price']} {MONEY}", pane="2"
        ),
        charts.dots("prices", "", [charts.RED, charts.BLUE], symbols=["x", "diamond"], hover=BY_CHANGE, pane="2"),
        charts.line("interest", said["interest"], charts.ORANGE, hover=BY_DAY, pane="3"),
        charts.dots("interest-now", said["interest"], charts.ORANGE, symbols="square", hover=BY_DAY, pane="3"),
    ]
    return charts.figure(
        traces,
        height=350,
        showlegend=False,
        xaxis=_across("gauge", words, domain=(0.0, 0.09), range=(0, 1), showticklabels=False, showgrid=False),
        yaxis={
            "type": "log",
            "range": [math.log10(end * 100) for end in GAUGE],
            "tickvals": TICKS,
            "ticktext": [f"{tick}%" for tick in TICKS],
        },
        xaxis2=_across("change", words, domain=(0.32, 0.64), range=(-60, 30), ticksuffix="%", anchor="y2"),
        yaxis2={"range": [0, 200], "anchor": "x2", "tickformat": ","},
        xaxis3=_across("days", words, domain=(0.76, 1.0), range=(0, LONGEST), anchor="y3"),
        yaxis3={"range": [0, 50_000], "anchor": "x3", "tickformat": ","},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("gauge", 0.045), ("price", 0.48), ("interest", 0.88))
        ],
    )  # fmt: skip


def _across(name: str, words: Words, **axis) -> dict:
    return {"title": words(f"{ID}.axis.{name}"), **axis}
