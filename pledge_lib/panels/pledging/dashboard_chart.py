"""The three panes of F1.1: the ratio on a gauge, the price with the call price, the interest so far."""

from pledge_lib.finance.pledging.pledge import Pledge
from pledge_lib.panels import charts, gauge
from pledge_lib.panels.words import Words

ID = "F1.1"
SYMBOL = "shares"
CHANGES = (-0.60, 0.30)
LONGEST = 730
OUT_OF_SIGHT = (charts.NOWHERE, charts.NOWHERE)
MONEY, BY_CHANGE, BY_DAY = "%{y:,.2f}", "%{x:.2f}% → %{y:,.2f}", "%{x:.0f} → %{y:,.2f}"


def lines(now: Pledge, opened: Pledge, change: float, interest_a_day: float) -> dict:
    """Return the numbers of each trace."""
    line, start = now.rules.call_line, opened.holdings[0].price
    call_price = now.call_price(SYMBOL)
    at_call = call_price / start - 1
    call_dot = (at_call * 100, call_price) if CHANGES[0] <= at_call <= CHANGES[1] else OUT_OF_SIGHT
    return gauge.lines(line, opened.ratio, now.ratio) | {
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


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("line", "call-price", "interest")}
    traces = [
        *gauge.traces([words(f"{ID}.band.{place}") for place in range(len(gauge.COLORS))], said["line"]),
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
        yaxis=gauge.axis(),
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
