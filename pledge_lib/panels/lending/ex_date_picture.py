"""The picture of F3.6: for each tax view two columns, recalled and lent through, and below them what lies between."""

from pledge_lib.finance.lending.dividend_tax import VIEWS
from pledge_lib.panels import charts, marks
from pledge_lib.panels.figure import Chart

APART = 0.19  # columns of one view stand so far from its middle
ENDS = (-0.6, len(VIEWS) - 0.4)  # of the axis of views
MONEY_OF_ITS_NAME, SHAPE, BELOW = "{name} %{y:,.2f}", {"width": 0.34}, {"yaxis": "y2"}


def points(result) -> dict:
    """Return the numbers of the marks: two columns of each view, and below them what lies between."""
    own = [treatment.decision for treatment in result.treatments.values()]
    places = range(len(VIEWS))
    return {
        "recall": ([place - APART for place in places], [decision.recall for decision in own]),
        "lend": ([place + APART for place in places], [decision.lend_through for decision in own]),
        "better": (list(places), [max(0.0, decision.difference) for decision in own]),
        "worse": (list(places), [min(0.0, decision.difference) for decision in own]),
        "ground": (list(ENDS), [0, 0]),
    }


def ranges(result) -> dict:
    """Return the ends of the axes, which move in steps only."""
    own = [treatment.decision for treatment in result.treatments.values()]
    highest = max(max(decision.recall, decision.lend_through) for decision in own)
    widest = charts.nice_ceiling(max(abs(decision.difference) for decision in own) * 1.05)
    return {"yaxis": (0, charts.nice_ceiling(highest * 1.02)), "yaxis2": (-widest, widest)}


def ticks(result, say) -> dict:
    """Return the names of the views, each with its difference, bold where it is the one looked at."""

    def tick(treatment) -> str:
        said = f"{say(f'bar.{treatment.view}')}<br>{say.about(treatment).field('decision.difference')}"
        return f"<b>▸ {said}</b>" if treatment == result.chosen else said

    return {"xaxis": (tuple(range(len(VIEWS))), tuple(map(tick, result.treatments.values())))}


CHART = Chart(
    marks=(
        marks.columns("recall", color=charts.GREY, name="recall", pattern=".", hover=MONEY_OF_ITS_NAME, **SHAPE),
        marks.columns("lend", color=charts.BLUE, name="lend", pattern="", hover=MONEY_OF_ITS_NAME, **SHAPE),
        marks.columns(
            "better", color=charts.GREEN, name="better", pattern="/", hover=MONEY_OF_ITS_NAME, also=BELOW, **SHAPE
        ),
        marks.columns(
            "worse", color=charts.RED, name="worse", pattern="x", hover=MONEY_OF_ITS_NAME, also=BELOW, **SHAPE
        ),
        marks.line("ground", color=charts.GREY, width=1, also=BELOW | {"showlegend": False}),
    ),
    points=points,
    ranges=ranges,
    ticks=ticks,
    layout=lambda say: {
        "height": 430,
        "barmode": "overlay",
        "margin": {"l": 92, "r": 18, "t": 62, "b": 64},
        "xaxis": {"range": list(ENDS), "anchor": "y2", "showgrid": False, "tickangle": 0},
        "yaxis": {"range": [0, 50_000], "domain": (0.46, 1.0), "tickformat": ",", "title": say("axis.money")},
        "yaxis2": {
            "range": [-10_000, 10_000],
            "domain": (0.0, 0.38),
            "tickformat": ",",
            "nticks": 5,
            "title": say("axis.difference"),
        },
    },
)
