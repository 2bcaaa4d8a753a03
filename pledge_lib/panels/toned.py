"""Marks by what they mean: a zone, a line, a dot and its ring, an event, bars. The page gives their tone its colour.

A tone is a state (`tones.CALLED`), or `ink`, `soft`, `curve` for what is no state, or `state` for the tone that the
chip has at the moment. A figure gives no colours: the page draws a tone in its light and its dark theme, a called or
sold zone hatched, so that none is told by colour alone. A tone that changes from case to case is a look of the mark
(`looks=lambda result, say: {"bars": {"tone": (...)}}`), one tone or one for each point.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pledge_lib.panels import charts, tones
from pledge_lib.panels.figure import Mark

Points = Callable[[Any], tuple | Mapping] | None
Path = tuple[list[float], list[float]]
AWAY = ([charts.NOWHERE] * 2, [charts.NOWHERE] * 2)  # a line or a zone without a place in this state


def line(
    uid: str,
    points: Points = None,
    *,
    tone: str,
    width: float = 2.5,
    dash: str = "solid",
    steps: bool = False,
    clip: bool = False,
    pane: str = "",
) -> Mark:
    """Return a line, or with `steps` a staircase; `clip` cuts it where the axes end, `pane` numbers its level axis."""
    style = {"dash": dash, "shape": "hv" if steps else "linear"}
    meta = {"role": "line", "tone": tone, "width": width}
    return _scatter(uid, points, meta, pane, mode="lines", line=style, cliponaxis=clip)


def zone(uid: str, points: Points = None, *, tone: str, pane: str = "") -> Mark:
    """Return a filled zone: the x and y of its corners (`box`, `boxes`, `between`)."""
    meta = {"role": "zone", "tone": tone}
    return _scatter(uid, points, meta, pane, mode="lines", line={"width": 0}, fill="toself", cliponaxis=True)


def dot(
    uid: str,
    points: Points = None,
    *,
    tone: str = tones.STATE,
    size: float = 18,
    hollow: bool = False,
    symbol: str = "circle",
) -> Mark:
    """Return dots, the one of now filled and in the tone of the chip; `hollow` ones are rings."""
    meta = {"role": "dot", "tone": tone, "size": size, "hollow": hollow}
    return _scatter(uid, points, meta, mode="markers", marker={"symbol": symbol})


def event(uid: str, points: Points = None, *, tone: str, symbol: str, size: float = 13, pane: str = "") -> Mark:
    """Return events, told apart by symbol: ▲ `triangle-up`, + `cross-thin`, ◇ `diamond-open`, ✕ `x-thin`."""
    meta = {"role": "event", "tone": tone, "size": size}
    return _scatter(uid, points, meta, pane, mode="markers", marker={"symbol": symbol})


def bars(
    uid: str,
    points: Points = None,
    *,
    tone: str,
    hollow: bool = False,
    width: float = 0.7,
    level: bool = False,
) -> Mark:
    """Return bars: `x`, `y` and, if they float, `base`; `level` ones lie, with their names on the upright axis."""
    meta = {"role": "bars", "tone": tone, "hollow": hollow}
    orientation = "h" if level else "v"
    trace = {"type": "bar", "orientation": orientation, "width": width, "meta": meta, "xaxis": "x", "yaxis": "y"}
    return Mark(uid=uid, points=points, trace=trace)


def box(left: float, right: float, low: float, high: float) -> Path:
    """Return the corners of a box; one without an extent is drawn nowhere.

    >>> box(0, 1, 2, 3)
    ([0, 1, 1, 0, 0], [2, 2, 3, 3, 2])
    """
    if not (left < right and low < high):
        return [charts.NOWHERE] * 5, [charts.NOWHERE] * 5
    return [left, right, right, left, left], [low, low, high, high, low]


def boxes(corners: Iterable[tuple[float, float, float, float]]) -> Path:
    """Return several boxes as one zone, such as all days of one state in a strip."""
    across, up = [], []
    for corner in corners:
        x, y = box(*corner)
        across += [*x, charts.NOWHERE]
        up += [*y, charts.NOWHERE]
    return (across, up) if across else AWAY


def between(x: Iterable[float], low: Iterable[float], high: Iterable[float]) -> Path:
    """Return the zone between two lines over the same places, such as a band or a wedge.

    >>> between([0, 1], [2, 3], [4, 5])
    ([0, 1, 1, 0], [2, 3, 5, 4])
    """
    places, below, above = list(x), list(low), list(high)
    return places + places[::-1], below + above[::-1]


def segments(ends: Iterable[tuple[float, float, float, float]]) -> Path:
    """Return separate pieces of line as one mark, each from x, y to x, y: stems, spans, ticks, connectors."""
    across, up = [], []
    for left, low, right, high in ends:
        across += [left, right, charts.NOWHERE]
        up += [low, high, charts.NOWHERE]
    return (across, up) if across else AWAY


def _scatter(uid: str, points: Points, meta: Mapping, pane: str = "", *, cliponaxis=False, **style) -> Mark:
    trace = {"type": "scatter", "meta": meta, "cliponaxis": cliponaxis, "xaxis": f"x{pane}", "yaxis": "y", **style}
    return Mark(uid=uid, points=points, trace=trace)
