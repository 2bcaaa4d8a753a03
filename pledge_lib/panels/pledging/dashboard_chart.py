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
PERCENT, MONEY, BY_CHANGE, BY_DAY = "%{y:.2f}%", "%{y:,.2f}", "%{x:.2f}% → %{y:,.2f}", "%{x:.0f} → %{y:,.2f}"


def lines(now: Pledge, opened: Pledge, change: float, interest_a_day: float) -> dict:
    """Return the numbers of each trace; the gauge's scale is logarithmic, so equal falls are equal distances."""
    line, start = now.rules.call_line, opened.holdings[0].price
    call_price = now.call_price(SYMBOL)
    at_call = call_price / start - 1
    in_sight = CHANGES[0] <= at_call <= CHANGES[1]
    return _bands(line) | {
        "gauge-line": ([0, 1], [line * 100] * 2),
        "gauge-start": ([0.5], [_on_gauge(opened.ratio)]),
        "gauge-now": ([0.5], [_on_gauge(now.ratio)]),
        "price": ([end * 100 for end in CHANGES], [start * (1 + end) for end in CHANGES]),
        "call-price": ([end * 100 for end in CHANGES], [call_price] * 2),
        "price-now": ([change * 100], [now.holdings[0].price]),
        "price-call": ([at_call * 100], [call_price]) if in_sight else charts.HIDDEN,
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
    bands = {}
    for place, (low, high) in enumerate(pairwise(edges)):
        bands[f"band{place}"] = charts.box(0, 1, low * 100, high * 100)
        # a band too thin for its name goes without
        bands[f"name{place}"] = ([1.0], [(low * high) ** 0.5 * 100]) if high > low * 1.08 else charts.HIDDEN
    return bands


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("now", "start", "line", "price", "call-price", "interest")}
    colors = (charts.RED, charts.ORANGE, charts.BLUE, charts.GREEN)
    traces = [
        *(charts.band(f"band{place}", color) for place, color in enumerate(colors)),
        *(charts.label(f"name{place}", words(f"{ID}.band.{place}")) for place in range(len(colors))),
        charts.line("gauge-line", said["line"], charts.RED, dash="dash", hover=f"{said['line']} {PERCENT}"),
        charts.dots(
            "gauge-start", said["start"], charts.GREY, symbol="circle-open", hover=f"{said['start']} {PERCENT}"
        ),
        charts.dots("gauge-now", said["now"], charts.BLUE, symbol="diamond", hover=f"{said['now']} {PERCENT}"),
        charts.line("price", said["price"], charts.BLUE, hover=BY_CHANGE, pane="2"),
        charts.line(
            "call-price", said["call-price"], charts.RED, dash="dash", hover=f"{said['call-price']} {MONEY}", pane="2"
        ),
        charts.dots("price-now", said["now"], charts.BLUE, symbol="diamond", hover=f"{said['now']} {MONEY}", pane="2"),
        charts.dots("price-call", said["call-price"], charts.RED, symbol="x", hover=BY_CHANGE, pane="2"),
        charts.line("interest", said["interest"], charts.ORANGE, hover=BY_DAY, pane="3"),
        charts.dots("interest-now", said["interest"], charts.ORANGE, symbol="square", hover=BY_DAY, pane="3"),
    ]
    return charts.figure(
        traces,
        height=350,
        showlegend=False,
        xaxis=_across("gauge", words, domain=(0.0, 0.10), range=(0, 1), showticklabels=False, showgrid=False),
        yaxis={
            "type": "log",
            "range": [math.log10(end * 100) for end in GAUGE],
            "tickvals": TICKS,
            "ticktext": [f"{tick}%" for tick in TICKS],
        },
        xaxis2=_across("change", words, domain=(0.29, 0.63), range=(-60, 30), ticksuffix="%", anchor="y2"),
        yaxis2={"range": [0, 200], "anchor": "x2", "tickformat": ","},
        xaxis3=_across("days", words, domain=(0.73, 1.0), range=(0, LONGEST), anchor="y3"),
        yaxis3={"range": [0, 50_000], "anchor": "x3", "tickformat": ","},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "yanchor": "bottom", "showarrow": False}
            for name, x in (("gauge", 0.05), ("price", 0.46), ("interest", 0.865))
        ],
    )  # fmt: skip


def _across(name: str, words: Words, **axis) -> dict:
    return {"title": words(f"{ID}.axis.{name}"), **axis}
