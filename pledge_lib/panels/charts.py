"""The few kinds of marks the course draws, as plain plotly figures.

Built once, then fed by uid: so lines are lines (never shapes), the number of traces never changes, and colour is
never the only signal: lines differ in dash, points in symbol. Text and grid colours follow the page's theme.
"""

import math

import plotly.graph_objects as go

BLUE, ORANGE, RED, GREEN, GREY = "#3b7fc4", "#d9822b", "#d64545", "#3f9b6a", "#8a8f98"
COARSE, FINE = (1, 2, 5, 10), (1, 1.5, 2, 2.25, 2.5, 3, 4, 5, 7.5, 10)  # the ends of axes, times a power of ten
NOWHERE = math.nan  # a mark without a place in this state: plotly draws nothing


def line(uid: str, name: str, color: str, *, dash: str = "solid", width: float = 2.5, hover: str = "", pane: str = ""):
    """Return a line."""
    style = {"color": color, "dash": dash, "width": width}
    return go.Scatter(uid=uid, name=name, mode="lines", line=style, **_hover(hover), **_pane(pane))


def dots(uid: str, name: str, colors: str | list, *, symbols: str | list = "circle", hover: str = "", pane: str = ""):
    """Return points, told apart by symbol; one color and symbol for all, or one for each."""
    style = {"color": colors, "symbol": symbols, "size": 13, "line": {"color": colors, "width": 2}}
    return go.Scatter(
        uid=uid, name=name, mode="markers", marker=style, cliponaxis=False, **_hover(hover), **_pane(pane)
    )


def bands(uid: str, colors: list[str], *, pane: str = ""):
    """Return filled bands one above the other, fed with `base` and `y` (the height) of each."""
    style = {"color": colors, "line": {"width": 0}}
    middle = [0.5] * len(colors)
    return go.Bar(
        uid=uid, x=middle, width=1, marker=style, opacity=0.28, hoverinfo="skip", showlegend=False, **_pane(pane)
    )


def labels(uid: str, texts: list[str], *, pane: str = ""):
    """Return texts that move, each to the right of its point."""
    return go.Scatter(
        uid=uid,
        mode="text",
        text=texts,
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
        **_pane(pane),
    )


def edge(uid: str, *, dash: str = "solid", name: str = "", fill: str = "", pane: str = ""):
    """Return an edge of a fan; with a fill, of the band down to the edge before it."""
    found = line(uid, name, BLUE, dash=dash, width=1, pane=pane)
    return found.update(showlegend=bool(name), fill="tonexty" if fill else "none", fillcolor=fill or None)


def bars(uid: str, names: list[str], color: str, *, patterns: list[str]):
    """Return horizontal bars, one for each name, told apart by pattern too."""
    style = {"color": color, "pattern": {"shape": patterns}}
    return go.Bar(uid=uid, y=names, orientation="h", marker=style, hovertemplate="%{y} %{x:,.2f}<extra></extra>")


def columns(uid: str, name: str, color: str, *, pattern: str, width: float = 0.7, hover: str = "", pane: str = ""):
    """Return upright bars, told apart by pattern too; fed with `x`, `y` (the height) and, if they float, `base`."""
    style = {"color": color, "pattern": {"shape": pattern}, "line": {"width": 0}}  # so that no height draws nothing
    return go.Bar(uid=uid, name=name, width=width, marker=style, **_hover(hover), **_pane(pane))


def heat(uid: str, x, y, *, ends: tuple[float, float], middle: float, title: str, hover: str = "", pane: str = ""):
    """Return a heat map of points on a grid, fed with `z`; below the middle it is warm, above it cold."""
    turn = (middle - ends[0]) / (ends[1] - ends[0])
    scale = [[0, RED], [turn, "#f6dcd0"], [turn, "#dbe9f5"], [1, BLUE]]
    return go.Heatmap(
        uid=uid,
        x=x,
        y=y,
        zmin=ends[0],
        zmax=ends[1],
        colorscale=scale,
        opacity=0.75,
        **_hover(hover),
        **_pane(pane),
        colorbar={"title": {"text": f"{title}<br> ", "side": "top", "font": {"size": 13}}, "thickness": 14},
    )


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


def _hover(template: str) -> dict:
    return {"hovertemplate": f"{template}<extra></extra>"} if template else {"hoverinfo": "skip"}


def _pane(number: str) -> dict:
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}
