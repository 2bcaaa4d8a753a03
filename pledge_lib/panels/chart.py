"""A chart as a figure declares it: its marks, where they are, and what is written beside them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Label, Pulse


def nothing(_result) -> tuple:
    return ()


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One trace: its attributes as plotly.js reads them, and its numbers as a function of the result.

    Without `points` of its own, its numbers are found under its `uid` in those that the chart works out together.
    """

    uid: str
    trace: Mapping[str, object]
    points: Callable[[Any], tuple | Mapping] | None = None


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The picture of a figure: its marks, and the ends, ticks and looks that follow the result.

    `track` are the places on the x axis of the two ends of the lead, or of each of its steps: the lead then lies under
    the axis and a drag in the plot moves it. `lift` is another control that the same drag moves up and down, with the
    places of its two ends on the upright axis. `labels` stand at the marks, `pulse` is what flashes when it is crossed.
    A look of a mark may name a `tone`, one for all or one for each point; a tick is a text or a quantity at its place.
    """

    marks: tuple[Mark, ...]
    layout: Callable[[Say], Mapping]
    labels: Callable[[Any], Iterable[Label]] = nothing
    pulse: Callable[[Any], Iterable[Pulse]] = nothing
    track: Callable[[Any], tuple[float, ...]] = nothing
    lift: Callable[[Any], tuple[str, float, float] | tuple[()]] = nothing
    points: Callable[[Any], Mapping[str, tuple | Mapping]] = lambda result: {}
    ranges: Callable[[Any], Mapping[str, tuple[float, float]]] = lambda result: {}
    looks: Callable[[Any, Say], Mapping] = lambda result, say: {}
    ticks: Callable[[Any, Say], Mapping] = lambda result, say: {}

    def lines(self, result) -> dict[str, tuple | Mapping]:
        """Return the numbers of every mark, by its uid."""
        together = self.points(result)
        return {mark.uid: mark.points(result) if mark.points else together[mark.uid] for mark in self.marks}

    def named(self, result, say: Say) -> dict[str, tuple]:
        """Return the ticks of each axis, their names as they are written."""
        return {axis: (at, tuple(map(str, names))) for axis, (at, names) in self.ticks(result, say).items()}

    def empty(self, say: Say) -> dict:
        """Return the chart without numbers as plotly.js reads it, its words in one language; its dress is the page's.

        Whether plotly knows every attribute is asked by a test: its Python objects would cost a reader half of the time
        in which a figure opens.
        """
        return {"data": [{"uid": mark.uid, **mark.trace} for mark in self.marks], "layout": dict(self.layout(say))}
