"""The kinds of marks as figures declare them, each with its numbers. What a mark is called is the text `trace.<name>`.

In a hover text `{name}` is the mark's name; `also` are plotly's attributes beside those that the kind sets. A mark of
another kind is a `Mark` with a function of its own.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from pledge_lib.panels import charts
from pledge_lib.panels.figure import Mark
from pledge_lib.panels.saying import Say

Points = Callable[[Any], tuple | Mapping] | None
NO_MORE: Mapping[str, object] = MappingProxyType({})


def line(
    uid: str, points: Points = None, *, color: str, name: str = "", hover: str = "", also=NO_MORE, **style
) -> Mark:
    """Return a line: its x and y."""
    return _named(charts.line, uid, points, color, name, hover, style, also)


def dots(
    uid: str, points: Points = None, *, color: str | list, name: str = "", hover: str = "", also=NO_MORE, **style
) -> Mark:
    """Return points, told apart by symbol: their x and y."""
    return _named(charts.dots, uid, points, color, name, hover, style, also)


def columns(
    uid: str, points: Points = None, *, color: str, name: str = "", hover: str = "", also=NO_MORE, **style
) -> Mark:
    """Return upright bars: `x`, `y` (the height) and, if they float, `base`."""
    return _named(charts.columns, uid, points, color, name, hover, style, also)


def edge(uid: str, points: Points = None, *, name: str = "", **style) -> Mark:
    """Return an edge of a fan; with a `fill`, of the band down to the edge before it."""
    return Mark(uid=uid, points=points, draw=lambda say: charts.edge(uid, name=_name(say, name), **style))


def labels(uid: str, points: Points = None, *, texts: tuple[str, ...], pane: str = "") -> Mark:
    """Return texts that move, each to the right of its point; they are given by their keys."""
    return Mark(uid=uid, points=points, draw=lambda say: charts.labels(uid, [say(text) for text in texts], pane=pane))


def bars(
    uid: str, points: Points = None, *, names: tuple[str, ...], color: str, patterns: list[str], also=NO_MORE
) -> Mark:
    """Return horizontal bars, one for each of the names, which are given by their keys."""
    return Mark(
        uid=uid,
        points=points,
        draw=lambda say: charts.bars(uid, [say(name) for name in names], color, patterns=patterns),
        also=also,
    )


def headings(say: Say, **panes: float) -> list[dict]:
    """Return the headings of panes, the texts `heading.<name>`: each centred at its place across the figure, 0 to 1."""
    above = {"y": 1.0, "xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "bottom", "yshift": 7}
    return [{"text": say(f"heading.{name}"), "x": x, "showarrow": False} | above for name, x in panes.items()]


def stacked_headings(say: Say, *, lift: int = 4, **panes: float) -> list[dict]:
    """Return the headings of panes one below the other, the texts `heading.<name>`: each at the left, on its height."""
    left = {"x": 0, "xref": "paper", "yref": "paper", "align": "left", "xanchor": "left", "yanchor": "bottom"}
    look = left | {"yshift": lift, "showarrow": False, "font": {"size": 12}}
    return [{"text": say(f"heading.{name}"), "y": y} | look for name, y in panes.items()]


def _named(draw: Callable, uid: str, points: Points, color, name: str, hover: str, style, also) -> Mark:
    def drawn(say: Say):
        said = _name(say, name)
        return draw(uid, said, color, hover=hover.replace("{name}", said), **style)

    return Mark(uid=uid, points=points, draw=drawn, also=also)


def _name(say: Say, name: str) -> str:
    return say(f"trace.{name}") if name else ""
