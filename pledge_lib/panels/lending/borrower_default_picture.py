"""The two panes of F3.7: the ratio over the price change, and where the collateral goes when it is sold."""

from pledge_lib.finance.lending.default import paid_in_order
from pledge_lib.finance.ratio import maintenance_ratio
from pledge_lib.panels import charts, marks
from pledge_lib.panels.figure import Chart

CHANGES = (-0.30, 0.60)
GRID = tuple(percent / 100 for percent in range(-30, 61, 2))
RATIOS = (0, 300)  # per cent; every ratio that the sliders reach lies within
USES = {
    "sold": charts.BLUE,
    "shares": charts.ORANGE,
    "dividends": charts.GREY,
    "fees": charts.GREY,
    "returned": charts.GREEN,
    "missing": charts.RED,
}
LINES = {"line": (charts.RED, "dash"), "target": (charts.GREEN, "dot"), "all": (charts.GREY, "longdash")}
ON_CURVE = "{name} %{x:.2f}% → %{y:.2f}%"


def points(result) -> dict:
    """Return the numbers of the marks."""
    rules, ends = result.rules, [end * 100 for end in CHANGES]
    opened, at_call = result.opened, result.call_change
    ratios = [
        maintenance_ratio(
            opened.collateral * (1 + result.correlation * change) - opened.fees_due,
            opened.at(opened.price * (1 + change)).owed,
        )
        for change in GRID
    ]
    in_sight = CHANGES[0] <= at_call <= CHANGES[1]
    return {
        "ratio": ([change * 100 for change in GRID], [ratio * 100 for ratio in ratios]),
        "line": (ends, [rules.call_line * 100] * 2),
        "target": (ends, [rules.cure_target * 100] * 2),
        "all": (ends, [100, 100]),
        "call": ([at_call * 100], [rules.call_line * 100]) if in_sight else ([charts.NOWHERE],) * 2,
        "now": ([result.change * 100], [float(result.now.ratio) * 100]),
        "recovery": bars(result),
    }


def bars(result) -> dict:
    """Return the bars that hang one from the other; what is missing stands below zero."""
    sold, recovery = result.sold, result.recovery
    dues = (sold.value, sold.dividends_due, sold.fees_due)
    bases, left = [0.0], sold.collateral
    paid = paid_in_order(sold.collateral, dues)
    for part in paid:
        left -= part
        bases.append(left)
    heights = [sold.collateral, *paid, recovery.returned, -recovery.missing]
    return {"x": range(len(USES)), "base": [*bases, 0.0, 0.0], "y": heights}


def ranges(result) -> dict:
    """Return the ends of the money axis, which move in steps only."""
    missing = result.recovery.missing
    return {"yaxis2": (-charts.nice_ceiling(missing) if missing else 0, charts.nice_ceiling(result.sold.collateral))}


CHART = Chart(
    marks=(
        marks.line("ratio", color=charts.BLUE, name="ratio", width=3, hover=ON_CURVE),
        *(
            marks.line(name, color=color, name=name, dash=dash, width=2, hover="{name} %{y:.2f}%")
            for name, (color, dash) in LINES.items()
        ),
        marks.dots("call", color=charts.RED, name="call", symbols="x", hover=ON_CURVE),
        marks.dots("now", color=charts.BLUE, name="now", symbols="diamond", hover=ON_CURVE),
        marks.columns(
            "recovery",
            color=charts.BLUE,
            pattern="/",
            hover="%{x} %{y:,.0f}",
            pane="2",
            also={"marker_color": list(USES.values()), "showlegend": False},
        ),
    ),
    points=points,
    ranges=ranges,
    layout=lambda say: {
        "height": 440,
        "margin": {"l": 58, "r": 18, "t": 36, "b": 110},
        "legend": {"orientation": "h", "x": 0, "y": -0.24, "yanchor": "top"},
        "xaxis": {
            "domain": (0.0, 0.47),
            "range": [end * 100 for end in CHANGES],
            "ticksuffix": "%",
            "title": say("axis.change"),
        },
        "yaxis": {"range": RATIOS, "ticksuffix": "%"},
        "xaxis2": {
            "domain": (0.59, 1.0),
            "range": [-0.6, len(USES) - 0.4],
            "showgrid": False,
            "anchor": "y2",
            "tickvals": list(range(len(USES))),
            "tickangle": 0,
            "tickfont": {"size": 11},
            "ticktext": [say(f"bar.{name}") for name in USES],
        },
        "yaxis2": {"range": (0, 2_000_000), "tickformat": ",", "anchor": "x2", "zeroline": True},
        "annotations": marks.headings(say, ratio=0.235, recovery=0.795),
    },
)
