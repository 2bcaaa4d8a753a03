"""The two panes of F1.10 over one axis of days: interest paid with the rate, and principal at the end of each term."""

from itertools import pairwise

from pledge_lib.finance.money import amount_text
from pledge_lib.panels import charts
from pledge_lib.panels.words import Words

ID = "F1.10"
BAR_DAYS = 18
AXIS_DAYS = (-20, 580)  # to the end of the longest term that the rules know, and a long holiday
NARROW_DAYS = 75  # dates nearer to each other would be written over one another


def lines(result) -> dict:
    """Return the numbers of each trace; days since the draw."""
    paid_on = [_since(result, paid.day) for paid in result.payments]
    reset_day = _since(result, result.terms[0].day)
    ends = [_since(result, term.day) for term in result.terms]
    paid = [(payment.interest, day > reset_day) for payment, day in zip(result.payments, paid_on, strict=True)]
    before, after = (rate * 100 for rate in result.rates)
    reset_on, last_rate = (reset_day, after) if len(ends) > 1 else (ends[-1], before)
    return {
        "before": (paid_on, [0 if reset else interest for interest, reset in paid]),
        "after": (paid_on, [interest if reset else 0 for interest, reset in paid]),
        "rate": ([0, reset_on, reset_on, ends[-1]], [before, before, last_rate, last_rate]),
        "extended": (ends, [*[result.loan] * (len(ends) - 1), 0]),
        "due": (ends, [*[0] * (len(ends) - 1), result.loan]),
    }


def looks(result) -> dict:
    """Return the texts of the marks: the day and the sum."""
    paid = tuple(f"{paid.day.isoformat()}: {amount_text(paid.interest, 2)}" for paid in result.payments)
    principal = tuple(f"{term.day.isoformat()}: {amount_text(result.loan)}" for term in result.terms)
    return {name: {"text": paid} for name in ("before", "after")} | {
        name: {"text": principal} for name in ("extended", "due")
    }


def ticks(result) -> dict:
    """Return the days to be written under the axis: the draw and the ends of the terms."""
    days = [result.drawn, *(term.day for term in result.terms)]
    apart = [day for day, after in pairwise(days) if (after - day).days > NARROW_DAYS]
    shown = [*apart, days[-1]]
    return {"xaxis": ([_since(result, day) for day in shown], [day.isoformat() for day in shown])}


def ranges(result) -> dict:
    """Return the ends of the axes, which move in steps only."""
    return {
        "yaxis": (0, charts.nice_ceiling(max(paid.interest for paid in result.payments) * 1.05)),
        "yaxis2": (0, charts.nice_ceiling(result.loan * 1.05)),
        "yaxis3": (0, charts.nice_ceiling(max(result.rates) * 105)),
    }


def _since(result, day) -> int:
    return (day - result.drawn).days


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("before", "after", "rate", "extended", "due")}
    hover, shape = "%{hovertext}", {"width": BAR_DAYS}
    traces = [
        charts.columns("before", said["before"], charts.BLUE, pattern="", hover=f"{said['before']} {hover}", **shape),
        charts.columns("after", said["after"], charts.ORANGE, pattern="/", hover=f"{said['after']} {hover}", **shape),
        charts.line("rate", said["rate"], charts.GREY, dash="dash", width=2, hover=f"{said['rate']} %{{y:.2f}}%"),
        charts.columns("extended", said["extended"], charts.GREY, pattern=".", hover=f"{said['extended']} {hover}",
                       **shape),
        charts.columns("due", said["due"], charts.RED, pattern="x", hover=f"{said['due']} {hover}", **shape),
    ]  # fmt: skip
    traces[2].update(yaxis="y3")
    for trace in traces[3:]:
        trace.update(yaxis="y2")
    return charts.figure(
        traces,
        height=400,
        barmode="overlay",
        margin={"l": 96, "r": 62, "t": 60, "b": 48},
        xaxis={"range": AXIS_DAYS, "anchor": "y2", "title": words(f"{ID}.axis.days"), "showgrid": False},
        yaxis={"range": [0, 20_000], "domain": (0.44, 1.0), "tickformat": ",", "title": words(f"{ID}.axis.interest")},
        yaxis2={"range": [0, 1_000_000], "domain": (0.0, 0.33), "tickformat": ",", "nticks": 4,
                "title": words(f"{ID}.axis.principal")},
        yaxis3={"range": [0, 10], "overlaying": "y", "side": "right", "showgrid": False, "ticksuffix": "%",
                "title": words(f"{ID}.axis.rate")},
    )  # fmt: skip
