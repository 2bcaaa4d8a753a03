"""A figure as its author declares it. What the reader sees of a result follows from the types of its fields."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pledge_lib import datasets
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.profile import Profile
from pledge_lib.panels import tones
from pledge_lib.panels.chart import Chart, Mark, nothing
from pledge_lib.panels.controls import Preset, Values
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.jobs import Steps
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Hero, Part
from pledge_lib.panels.staging import parts, staged
from pledge_lib.panels.table import Row, Table
from pledge_lib.panels.view import View

__all__ = ["Chart", "Figure", "Mark", "Part", "Row", "Table", "joined", "none"]

none = nothing


def joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts of a list that is said one after the other, with the text `join` in between."""
    for place, part in enumerate(parts):
        if place:
            yield "join"
        yield part


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure told once; its texts lie beside it, under its id.

    `lead` is the control of its story and `hero` the three fields that answer it, the first with the figure's state.
    `tone` is the colour and shape of that state and `chip` its word, `zones` what the lead's track wears: where each
    tone ends, in the lead's own unit. The texts `asks` (numbers that can be dragged in a sentence; another key where a
    case needs another sentence) and `readout` (what the lead stands at) are said if there are any. `drawers` are
    further charts or tables, closed at first; `wide` puts the three numbers in a row above a chart that needs the whole
    width.
    `sentence`, `why` and `notes` give the keys of what is said of a result; `rules` the profiles, by name or as they
    were on another day, and the names of the values that it used. `job` is what takes longer than a step (`jobs.Job`).
    `amend` is the way out for what a view needs beyond that.
    """

    id: str
    controls: tuple
    lead: str
    hero: tuple[str | Hero | Callable[[Any], str | Hero], ...]
    model: Callable[..., object]
    main: Chart
    table: Table
    presets: tuple[Preset, ...] = ()
    tone: Callable[[Any], str] = lambda result: tones.of_state(getattr(result, "state", ""))
    chip: Callable[[Any], Part] | None = None
    zones: Callable[[Any], tones.Zones] = nothing
    drawers: tuple[Drawer, ...] = ()
    wide: bool = False
    sentence: Callable[[Any], Iterable[Part]] = lambda result: (f"sentence.{result.state}",)
    why: Callable[[Any], Iterable[Part]] = lambda result: ("why",)
    notes: Callable[[Any], Iterable[Part]] = none
    sheet: Table | None = None
    asks: Callable[[Any], str] = lambda result: "asks"
    idle: Callable[[Any], Iterable[str]] = none
    rules: Callable[[Any], Iterable[tuple[str | Profile, tuple[str, ...]]]] = none
    sources: Callable[[Any], Iterable[str]] = none
    job: Callable[[Values], Steps | None] | None = None
    amend: Callable[[View, Any, Say], View] = lambda view, result, say: view
    more: tuple[str, ...] = field(init=False)

    def __post_init__(self):
        more = tuple(control.key for control in self.controls if control.key != self.lead)
        object.__setattr__(self, "more", more)

    @property
    def has_sheet(self) -> bool:
        return self.sheet is not None

    def preset_values(self, name: str | None) -> Values:
        """Return the values of a preset by its name; without a name there are none to set."""
        if name is None:
            return {}
        known = {preset.name: preset.values for preset in self.presets}
        if name not in known:
            raise InputError("unknown", name="preset", value=name, choices=", ".join(known))
        return known[name]

    def without(self, names: Container[str]) -> "Figure":
        """Return the figure without the examples of these names."""
        return replace(self, presets=tuple(preset for preset in self.presets if preset.name not in names))

    def chosen(self, values: Values) -> int | None:
        """Return the place of the example whose values stand on the screen, None if it is nobody's."""
        fits = (all(values[key] == value for key, value in preset.values.items()) for preset in self.presets)
        return next((place for place, found in enumerate(fits) if found), None)

    def heroes(self, result) -> tuple[Hero, ...]:
        """Return the three numbers of a result."""
        found = (each(result) if callable(each) else each for each in self.hero)
        return tuple(Hero(path=each) if isinstance(each, str) else each for each in found)

    def shown(self, result, say: Say) -> View:
        """Return what a reader sees of a result."""
        say = say.about(result)
        found = View(
            sentence=self.said(result, say),
            why="\n".join(parts(say, self.why(result))),
            notes=self.noted(result, say),
            table=self.table.said(result, say),
            sheet=self.sheet.said(result, say) if self.sheet else (),
            lines=self.main.lines(result),
            ranges=self.main.ranges(result),
            looks=self.main.looks(result, say),
            ticks=self.main.named(result, say),
            stage=staged(self, result, say),
            drawers={drawer.name: drawer.shown(result, say) for drawer in self.drawers},
            idle=tuple(self.idle(result)),
            rules=tuple((_profile(profile), used) for profile, used in self.rules(result)),
            sources=tuple(self.sources(result)),
        )
        return self.amend(found, result, say)

    def said(self, result, say: Say) -> str:
        """Return the sentence about a result."""
        return "".join(parts(say, self.sentence(result)))

    def noted(self, result, say: Say) -> tuple[str, ...]:
        """Return the notes below it."""
        return tuple(parts(say, self.notes(result)))

    def picture(self, say: Say) -> dict:
        """Return the empty picture in one language."""
        return self.main.empty(say)


def _profile(profile: str | Profile) -> Profile:
    return datasets.rules(profile) if isinstance(profile, str) else profile
