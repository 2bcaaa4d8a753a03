"""A ratio on a gauge: bands of colour above and below the call line, a mark for the start and one for now.

The scale is logarithmic, so equal falls are equal distances.
"""

import math
from itertools import pairwise

from pledge_lib.panels import charts, marks
from pledge_lib.panels.figure import Mark

BANDS = (1.50, 1.80)  # the gauge's own colour bands above the line; no lender's rule
COLORS = (charts.RED, charts.ORANGE, charts.BLUE, charts.GREEN)
ENDS = (0.5, 5.0)  # what lies beyond is drawn at the end; sentence and table say the number
TICKS = (50, 70, 100, 130, 166, 200, 300, 400, 500)
PERCENT = "%{y:.2f}%"


def marks_of(*, of_line: str = "{name} " + PERCENT, of_dots: str = PERCENT, also=marks.NO_MORE) -> tuple:
    """Return the marks of a gauge in the first pane; the bands are named by the texts `band.<place>`, from below.

    `of_line` and `of_dots` are their hover texts; `also` goes to both, such as that they stand in no legend.
    """
    names = tuple(f"band.{place}" for place in range(len(COLORS)))
    return (
        Mark(uid="bands", draw=lambda say: charts.bands("bands", list(COLORS))),
        marks.labels("names", texts=names),
        marks.line("gauge-line", color=charts.RED, name="line", dash="dash", hover=of_line, also=also),
        marks.dots(
            "gauge", color=[charts.GREY, charts.BLUE], symbols=["circle-open", "diamond"], hover=of_dots, also=also
        ),
    )


def axis() -> dict:
    """Return the upright axis of a gauge."""
    return {
        "type": "log",
        "range": [math.log10(end * 100) for end in ENDS],
        "tickvals": TICKS,
        "ticktext": [f"{tick}%" for tick in TICKS],
    }


def lines(line: float, start: float, now: float) -> dict:
    """Return the numbers of a gauge: its line, and the ratio at the start and now."""
    edges = [ENDS[0], line, *(max(line, edge) for edge in BANDS), ENDS[1]]
    between = list(pairwise(edges))
    # a band too thin for its name goes without
    middles = [math.sqrt(low * high) * 100 if high > low * 1.08 else charts.NOWHERE for low, high in between]
    return {
        "bands": {"base": [low * 100 for low, _ in between], "y": [(high - low) * 100 for low, high in between]},
        "names": ([1.0] * len(middles), middles),
        "gauge-line": ([0, 1], [line * 100] * 2),
        "gauge": ([0.5, 0.5], [_on_gauge(start), _on_gauge(now)]),
    }


def _on_gauge(ratio: float) -> float:
    return min(max(ratio, ENDS[0]), ENDS[1]) * 100
