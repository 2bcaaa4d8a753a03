"""The reels of a figure: the frames that its page plays without Python, those of the lead and all others.

A run is one control moved from a starting point (the figure's own, one of its examples, the case that a lesson asks
about) with all others left alone. player.js finds its way by the runs.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pledge_lib.panels.controls import Control, Values
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.film import film

STOPS, STOPS_OF_A_SIMULATION = 33, 9  # of one control: as close as a hand needs, and as a simulation allows

Texts = Mapping[str, Mapping[str, str]]


@dataclass
class Reel:
    """Frames and the runs that they belong to."""

    frames: list[Mapping] = field(default_factory=list)
    runs: list[dict] = field(default_factory=list)

    def add(self, preset: int | str | None, key: str | None, at: list, frames: list[Mapping]):
        """Add one run: the values of a control on the screen, and the frame of each."""
        self.runs.append({"preset": preset, "key": key, "at": at, "first": len(self.frames)})
        self.frames += frames


@dataclass(frozen=True, kw_only=True)
class Reels:
    """The frames of one figure in one language as films: `first` begins at nothing, `more` at its first frame."""

    figure: str
    title: str
    language: str
    start: Mapping
    first: bytes
    more: bytes
    count: int


def reels(declaration: Figure, texts: Texts, cases: Mapping[str, Values]) -> Iterator[Reels]:
    """Yield the reels of a figure in each language, with some cases of lessons by their names.

    What the model finds is worked out once for all languages.
    """
    known = _remembering(declaration)
    for language in texts:
        yield _filmed(PanelCore(known, texts, language), cases)


def _filmed(panel: PanelCore, cases: Mapping[str, Values]) -> Reels:
    start, lead = panel.frame, panel.lead
    first, more = Reel(), Reel()
    first.add(None, None, [None], [start])
    for control in panel.declaration.controls:
        if control.key not in start["idle"]:
            _sweep(panel, None, control, first if control is lead else more)
    for place in range(len(panel.declaration.presets)):
        panel.react({"reset": True})  # an example may leave some controls alone
        panel.react({"preset": place})
        _begin(panel, place, lead, more)
    for name, values in cases.items():
        panel.react({"reset": True})
        panel.set(**values)
        _begin(panel, name, lead, more)
    return Reels(
        figure=panel.declaration.id,
        title=panel.say("title"),
        language=panel.words.language,
        start=start,
        first=film(first.frames, {}, {"runs": first.runs}),
        more=film(more.frames, start, {"runs": more.runs}),
        count=len(first.frames) + len(more.frames),
    )


def _begin(panel: PanelCore, preset: int | str, lead: Control, reel: Reel):
    """Add the starting point at which a panel stands, and the lead from there."""
    reel.add(preset, None, [None], [panel.frame | {"answers": None}])
    _sweep(panel, preset, lead, reel)


def _sweep(panel: PanelCore, preset: int | str | None, control: Control, reel: Reel):
    stops = panel.stops(control.key, STOPS_OF_A_SIMULATION if panel.declaration.job else STOPS)
    if stops:
        frames = [panel.glance(control.key, stop, settled=True) for stop in stops]
        reel.add(preset, control.key, [control.on_screen(stop) for stop in stops], frames)


def _remembering(declaration: Figure) -> Figure:
    """Return the figure with a model and a job that work each case out once."""
    results: dict[tuple, object] = {}

    def once(values: Values, kind: str, work: Callable[[], object]) -> object:
        case = (kind, *values.items())
        if case not in results:
            results[case] = work()
        return results[case]

    # a result may keep the values that it is of, and the panel moves its own
    def model(values: Values, *found) -> object:
        return once(values, "model", lambda: declaration.model(dict(values), *found))

    def job(values: Values):
        steps = declaration.job(dict(values))
        return None if steps is None else _finished(once(values, "job", lambda: _end_of(steps)))

    return replace(declaration, model=model, job=job if declaration.job else None)


def _end_of(steps) -> object:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _finished(result: object):
    return result
    yield  # a job is a generator, also one that has nothing left to do
