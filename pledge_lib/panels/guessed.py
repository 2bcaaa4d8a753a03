"""A figure with a reader's guess and the result in it: two marks with their names, or words before the sentence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pledge_lib.finance.units import Title
from pledge_lib.panels import toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Label
from pledge_lib.panels.words import Words

LEVEL, UPRIGHT = "x", "y"  # the axes of a chart
GUESS, RESULT = "your-guess", "the-result"
OTHER = {LEVEL: UPRIGHT, UPRIGHT: LEVEL}
DASHES = {GUESS: "dot", RESULT: "dash"}
TONES = {GUESS: tones.QUIET, RESULT: tones.INK}
HIGH = {GUESS: 0.96, RESULT: 0.86}  # how far up the names of upright lines stand: one below the other


@dataclass(frozen=True, kw_only=True)
class Guessed:
    """A guess and the result, as each language writes them; and where on which axis they stand, in its own numbers.

    `axis` is LEVEL or UPRIGHT, or nothing where they stand on none; `places` are those of the guess and of the result.
    Level lines have their names at their end, or at their start where the chart has names of its own at the end.
    """

    guess: Title
    result: Title
    axis: str = ""
    places: tuple[float, float] = ()
    at_start: bool = False

    def on_the_chart(self, ends: Sequence[float]) -> dict[str, float]:
        """Return where each stands, by its name, if both are between the ends of the axis; else nothing."""
        low, high = sorted(ends)
        seen = bool(self.places) and all(low <= place <= high for place in self.places)
        return dict(zip((GUESS, RESULT), self.places, strict=True)) if seen else {}


def with_guess(figure: Figure, guessed: Guessed, words: Words) -> Figure:
    """Return the figure with a guess and the result drawn into its chart, or said first where they have no place there.

    They are those of the case asked and stay where they are when the reader moves on from it.
    """
    say = Say(words, figure.id)
    ends = _ends(figure.main, figure.main.layout(say))

    def sentence(result):
        unseen = not guessed.axis or not guessed.on_the_chart(ends(result)[guessed.axis])
        return (*((("guessed.said", guessed),) if unseen else ()), *figure.sentence(result))

    return replace(figure, sentence=sentence, main=_marked(figure.main, guessed, ends) if guessed.axis else figure.main)


def _marked(chart: Chart, guessed: Guessed, ends: Callable[[Any], Mapping]) -> Chart:
    """Return the chart with both marks and their names, which come first where there is little room."""

    def line(name: str) -> Callable[[Any], tuple]:
        def points(result) -> tuple:
            at = guessed.on_the_chart(ends(result)[guessed.axis]).get(name)
            if at is None:
                return toned.AWAY
            across, along = [at, at], list(ends(result)[OTHER[guessed.axis]])
            return (across, along) if guessed.axis == LEVEL else (along, across)

        return points

    marks = tuple(
        toned.line(name, line(name), tone=TONES[name], width=2, dash=DASHES[name], clip=True) for name in DASHES
    )
    return replace(
        chart,
        marks=(*chart.marks, *marks),
        labels=lambda result: (*_names(guessed, ends(result)), *chart.labels(result)),
    )


def _names(guessed: Guessed, ends: Mapping) -> Iterator[Label]:
    """Yield the names of the marks: of upright lines one below the other, of level ones away from each other."""
    start, end = ends[OTHER[guessed.axis]]
    seen = guessed.on_the_chart(ends[guessed.axis])
    for name, place in seen.items():
        said = {"uid": name, "text": (f"guessed.{name}", guessed), "tone": TONES[name], "rank": 1}
        if guessed.axis == LEVEL:
            yield Label(x=place, y=start + (end - start) * HIGH[name], dx=6, **said)
        else:
            is_upper = place > min(seen.values()) or (name == GUESS and seen[GUESS] == seen[RESULT])
            x, at, dx = (start, "l", 6) if guessed.at_start else (end, "r", -6)
            yield Label(x=x, y=place, at=at, dx=dx, dy=-11 if is_upper else 12, **said)


def _ends(chart: Chart, layout: Mapping) -> Callable[[Any], dict[str, Sequence[float]]]:
    """Return where the axes end for a result: where that says nothing of an axis, it is as the layout has it."""
    fixed = {axis: layout[f"{axis}axis"].get("range") for axis in OTHER}
    return lambda result: {axis: chart.ranges(result).get(f"{axis}axis", fixed[axis]) for axis in OTHER}
