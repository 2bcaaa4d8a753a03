"""A ratio over the price, as one picture of four quantities: the ratio, its line, the price of the call, the room.

The curve meets the line at the call price, which is dropped to the axis; the room is the thick piece of the line
between there and now. Labels are the figure's texts `label.line`, `.call`, `.room`, `.back` (below the line), `.start`,
`.beyond` (the start above the axis), `.zone`, `.near` and `.now`; without one of them that label is not drawn.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.stage import Label, Pulse

STEPS = 40
SHORT = 0.03  # of the axis: a way hardly wider than the dot of now
NOT = (charts.NOWHERE, charts.NOWHERE)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the chart of one result shows, in the numbers of its axes: `at` gives the ratio at a price.

    `track` are the prices at both ends of the lead. `rises` says that a rise of the price is what leads to the call,
    `bent` that the ratio is no straight line over the price, `tight` that another level lies so near below the line
    that there is no room between them for a name. The zone's name stands at the price `named`, where those of the line
    and of its price leave room for it on a phone, too; else at the far end.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    at: Callable[[float], float]
    line: float
    near: float
    call: float | None
    start: float
    now: float
    track: tuple[float, float]
    rises: bool = False
    bent: bool = False
    tight: bool = False
    named: float | None = None

    @property
    def is_over(self) -> bool:
        """Return whether the call has come."""
        return self.call is not None and (self.now > self.call if self.rises else self.now < self.call)

    @property
    def begins_above(self) -> bool:
        """Return whether the ratio at the start is more than the axis shows."""
        return self.at(self.start) > self.y[1]

    @property
    def is_seen(self) -> bool:
        """Return whether the price of the call lies on the axis."""
        return self.call is not None and self.x[0] < self.call < self.x[1]

    @property
    def edge(self) -> float | None:
        """Return the price of the call, or the end of the axis beyond which it lies."""
        return None if self.call is None else min(max(self.call, self.x[0]), self.x[1])


def chart(
    read: Callable[[Any], Reading],
    *,
    x: Mapping,
    y: Mapping,
    below: str = tones.CALLED,
    cut: bool = False,
    more: tuple = (),
    more_points: Callable[[Any], Mapping] = lambda result: {},
    more_labels: Callable[[Any], tuple] = lambda result: (),
) -> Chart:
    """Return the chart of a figure; `below` is the tone under the line, `more` are further marks of its own.

    `cut` says that the curve may begin above the axis: an arrow then points there instead of the ring.
    """

    def points(result) -> Mapping:
        found = read(result)
        return _points(found) | (_cut(found) if cut else {}) | more_points(result)

    def labels(result) -> tuple:
        return (*_labels(read(result), below, cut=cut), *more_labels(result))

    def ranges(result) -> Mapping:
        found = read(result)
        return {"xaxis": found.x, "yaxis": found.y}

    return Chart(
        marks=(
            toned.zone("zone", tone=below),
            toned.zone("near", tone=tones.NEAR),
            toned.line("line", tone=below, width=2),
            toned.line("call", tone=below, width=1.5, dash="dash"),
            toned.line("stem", tone=tones.QUIET, width=1.5, dash="dot"),
            toned.line("room", tone=tones.INK, width=3),
            *more,
            toned.line("curve", tone=tones.CURVE, width=3, clip=True),
            *((toned.event("beyond", tone=tones.INK, symbol="triangle-up"),) if cut else ()),
            toned.dot("start", tone=tones.QUIET, hollow=True, size=10),
            toned.dot("now"),
        ),
        points=points,
        ranges=ranges,
        labels=labels,
        pulse=lambda result: (Pulse(y=read(result).line),),
        track=lambda result: read(result).track,
        layout=axes.plain(x, y),
    )


def _points(found: Reading) -> dict[str, tuple]:
    (left, right), (low, high), now, edge = found.x, found.y, found.now, found.edge
    steps = STEPS if found.bent else 1
    across = [left + (right - left) * step / steps for step in range(steps + 1)]
    ratio = found.at(now)
    return {
        "zone": toned.box(left, right, low, min(max(found.line, low), high)),
        "near": toned.box(left, right, max(found.line, low), min(found.near, high)),
        "line": ([left, right], [found.line] * 2),
        "call": ([found.call] * 2, [low, found.line]) if found.is_seen else (NOT, NOT),
        "stem": ([now, now], [low, _within(ratio, found.y)]),
        "room": (NOT, NOT) if edge is None else ([edge, now], [found.line] * 2),
        "curve": (across, [found.at(price) for price in across]),
        "start": ([found.start], [_within(found.at(found.start), found.y)]),
        "now": ([now], [_within(ratio, found.y)]),
    }


def _cut(found: Reading) -> dict[str, tuple]:
    """Return the ring of the start, or the arrow at the end of the axis beyond which it lies."""
    height, top = found.at(found.start), found.y[1]
    ring, arrow = (charts.NOWHERE, top) if found.begins_above else (height, charts.NOWHERE)
    return {"start": ([found.start], [ring]), "beyond": ([found.start], [arrow])}


def _labels(found: Reading, below: str, *, cut: bool) -> Iterator[Label]:
    (left, right), low, edge = found.x, found.y[0], found.edge
    safe = -1 if found.rises else 1  # the side of the call price on which there is no call
    middle = (left + right) / 2
    far = right if safe > 0 else left
    at_far, inward = ("r", -8) if safe > 0 else ("l", 8)
    height = _within(found.at(found.now), found.y)
    yield Label(
        uid="now",
        x=found.now,
        y=height,
        tone=tones.STATE,
        look="strong",
        rank=0,
        at="r" if safe > 0 else "l",
        dx=-13 * safe,
        dy=-15,
    )
    if found.rises:  # right of the call price nothing lies above the line; below it a figure may have another one
        ends = ((left, "l", 8), (right, "r", -8)) if found.tight else ((right, "r", -8), (left, "l", 8))
        (first, at, dx), (other, _, _) = ends
        others = ((other, found.line),)
        yield Label(uid="line", x=first, y=found.line, tone=below, rank=2, at=at, dx=dx, dy=-11, others=others)
    else:
        others = ((left, found.line),)
        yield Label(uid="line", x=right, y=found.line, tone=below, rank=3, at="r", dx=-8, dy=12, others=others)
    if edge is not None:
        side = "r" if edge > middle or (found.is_seen and safe > 0) else "l"
        yield Label(uid="call", x=edge, y=low, tone=below, rank=1, at=side, dx=-7 if side == "r" else 7, dy=-11)
        over = found.is_over
        is_short = found.tight and abs(found.now - edge) < SHORT * (right - left)
        above = {"dx": 13, "dy": -36}  # of what has hardly a length: over the number of the dot
        if found.tight and not over:  # where the curve has gone below the line
            beside = above if is_short else {"dx": 7, "dy": -11}
            yield Label(uid="room", x=edge, y=found.line, rank=1, must=True, **beside)
        elif is_short:
            yield Label(uid="back", x=edge, y=found.line, tone=below, rank=2, must=True, **above)
        else:
            yield Label(
                uid="back" if over else "room",
                x=(edge + found.now) / 2,
                y=found.line,
                tone=below if over else "",
                rank=2,
                at="c",
                dy=-11 if over else 13,
                fit=(edge, found.now),
                must=found.tight,
            )
    if cut and found.begins_above:
        yield Label(uid="beyond", x=found.start, y=found.y[1], rank=1, at="r", dx=12, dy=-18)
    else:
        yield Label(
            uid="start",
            x=found.start,
            y=_within(found.at(found.start), found.y),
            rank=4,
            at="l" if safe > 0 else "r",
            dx=9 * safe,
            dy=9,
            must=found.tight,
        )
    place = far if found.named is None else found.named
    yield Label(uid="zone", x=place, y=low, tone=below, rank=6, at=at_far, dx=inward, dy=-12, look="word")
    if found.tight:  # the line's own name is at the other end
        far, at_far, inward = right, "r", -8
    middle = (found.line + found.near) / 2
    yield Label(uid="near", x=far, y=middle, tone=tones.NEAR, rank=7, at=at_far, dx=inward, look="word")


def _within(ratio: float, ends: tuple[float, float]) -> float:
    return min(max(ratio, ends[0]), ends[1])
