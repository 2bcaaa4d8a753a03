"""What a figure declares of its stage beside its marks: the three numbers, labels, what pulses."""

from collections.abc import Mapping
from dataclasses import dataclass

Part = str | tuple | Mapping  # the key of a text, or the key and the objects that it speaks about, or a title of data


@dataclass(frozen=True, kw_only=True)
class Hero:
    """One of the three large numbers: a field of the result, or a `text` where the answer is a name.

    The caption is the text `hero.<field>`, else that of the table's row; the line below is `sub.<field>` if there is
    one. `caption` and `sub` are for those that differ from case to case.
    """

    path: str = ""
    text: Part | None = None
    caption: Part | None = None
    sub: Part | None = None


@dataclass(frozen=True, kw_only=True)
class Label:
    """A text at a place of the chart, the text `label.<uid>` unless it says another; without a place it is not drawn.

    `at` says which side of it is at the place: left, center or right (l, c, r); `dx` and `dy` move it, in pixels at
    15 px. It goes to the other side where there is no room; of two that would overlap, the one of the higher `rank`
    is not drawn. `others` are places on the same mark, tried with the other side of the text where the first has no
    room. One that `must` be seen goes further off, line by line, rather than give way: the name of a mark that has a
    place and a length. What the picture says once more may give way: a tick of a scale, the word of a zone. Where a
    line or a bar lies under it, the page gives it a ground. Between the two numbers of `fit` it stands
    only if it fits there, else beside them. `look` is `strong` (the dot's own number), `word` (of a zone) or `lane`
    (name and value at the left, with a shape), `under` the second line of a lane. `drops` is a label for wide screens
    only. A tap on a label that `sets` a control sets it so.
    """

    uid: str
    x: float
    y: float
    text: Part | None = None
    tone: str = ""
    at: str = "l"
    dx: float = 0
    dy: float = 0
    rank: int = 5
    others: tuple[tuple[float, float], ...] = ()
    must: bool = False
    fit: tuple[float, float] | None = None
    look: str = ""
    under: Part | None = None
    drops: bool = False
    sets: tuple[str, object] | None = None
    pane: str = ""


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """What flashes once when it is crossed: a line at `y`, at `x`, or the lane between two numbers on the y axis.

    It is crossed when `over` becomes true; by default when the chip becomes called or sold.
    """

    y: float | tuple[float, float] | None = None
    x: float | None = None
    over: bool | None = None
