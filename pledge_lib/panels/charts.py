"""What all charts of the course share: their plain dress, axes that end on round numbers, a place for what has none.

A chart is built once, then fed by uid: the number of its traces never changes. Its colours follow the page's theme.
"""

import math

import plotly.graph_objects as go

COARSE, FINE = (1, 2, 5, 10), (1, 1.5, 2, 2.25, 2.5, 3, 4, 5, 7.5, 10)  # the ends of axes, times a power of ten
NOWHERE = math.nan  # a mark without a place in this state: plotly draws nothing


def figure(traces, *, height: int, **layout) -> go.Figure:
    """Return a figure in the course's plain dress; axes are given as `xaxis`, `yaxis2` and so on."""
    dress = {
        "height": height,
        "margin": {"l": 58, "r": 18, "t": 34, "b": 48},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": 13},
        "hoverlabel": {"font": {"size": 13}},
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "template": None,
    }
    axes = {name: _axis(axis) if name[1:5] == "axis" else axis for name, axis in layout.items()}
    return go.Figure(data=list(traces), layout={**dress, **axes})


def nice_ceiling(value: float, steps: tuple[float, ...] = COARSE) -> float:
    """Return the next of 1, 2, 5, 10, 20, ... at or above the value, so that an axis moves seldom.

    >>> nice_ceiling(1_479), nice_ceiling(130), nice_ceiling(130, FINE)
    (2000.0, 200.0, 150.0)
    """
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in steps if step * power >= value * (1 - 1e-9))


def _axis(axis: dict) -> dict:
    title = axis.get("title", "")
    return {
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
        **axis,
        "title": {"text": title, "standoff": 8, "font": {"size": 13}},
    }
