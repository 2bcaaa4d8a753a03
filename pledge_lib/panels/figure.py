"""A figure as its author declares it. What the reader sees of a result follows from the types of its fields."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pledge_lib import datasets
from pledge_lib.finance.profile import Profile
from pledge_lib.finance.units import Quantity
from pledge_lib.panels import charts
from pledge_lib.panels.controls import Preset, Values
from pledge_lib.panels.jobs import Steps
from pledge_lib.panels.saying import Say
from pledge_lib.panels.view import View

Part = str | tuple | Mapping  # the key of a text, or the key and the objects that it speaks about, or a title of data


def none(_result) -> tuple:
    return ()


def joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts of a list that is said one after the other, with the text `join` in between."""
    for place, part in enumerate(parts):
        if place:
            yield "join"
        yield part


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One trace: how it is drawn in a language, and its numbers as a function of the result.

    Without `points` of its own, its numbers are found under its `uid` in those that the chart works out together.
    `also` are plotly's attributes of the trace beside those that its kind sets, such as another axis.
    """

    uid: str
    draw: Callable[[Say], object]
    points: Callable[[Any], tuple | Mapping] | None = None
    also: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The picture of a figure: its marks, and the ends, ticks and looks that follow the result."""

    marks: tuple[Mark, ...]
    layout: Callable[[Say], Mapping]
    points: Callable[[Any], Mapping[str, tuple | Mapping]] = lambda result: {}
    ranges: Callable[[Any], Mapping[str, tuple[float, float]]] = lambda result: {}
    looks: Callable[[Any, Say], Mapping] = lambda result, say: {}
    ticks: Callable[[Any, Say], Mapping] = lambda result, say: {}

    def lines(self, result) -> dict[str, tuple | Mapping]:
        """Return the numbers of every mark, by its uid."""
        together = self.points(result)
        return {mark.uid: mark.points(result) if mark.points else together[mark.uid] for mark in self.marks}

    def empty(self, say: Say):
        """Return the plotly figure without numbers, its words in one language."""
        return charts.figure([mark.draw(say).update(mark.also) for mark in self.marks], **self.layout(say))


@dataclass(frozen=True)
class Row:
    """A row of a table: paths of fields of what it speaks about, after the label `row.<name>` where it has a name.

    A cell is the text `cell.<field>` if there is one, else the field as its unit writes it; or a quantity; or a tuple:
    the key of a text and what it speaks about. The key of an editable number stays a key: the page draws its box there.
    A cell without a path is empty.
    """

    cells: tuple[str | tuple | Quantity, ...]
    name: str | None = None
    about: object = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table under the texts `<head>.<column>`; `rows` gives its rows, or the paths of fields that are one each.

    Without columns it is the list of quantities and values that every figure has, where a value bears its unit. With
    columns no number bears one, unless a column holds numbers of several `kinds`. A column may be blank, and columns
    that are headed by what the result is are a function of it.
    """

    rows: Callable[[Any], Iterable[str | Row]]
    columns: tuple[str, ...] | Callable[[Any], tuple[str, ...]] = ()
    head: str = "column"
    kinds: bool = False

    def said(self, result, say: Say) -> tuple[tuple[str, ...], ...]:
        """Return the table in words: its head and a tuple for each row."""
        columns = self.columns(result) if callable(self.columns) else self.columns
        keys = [name and f"{self.head}.{name}" for name in columns] or ["column.quantity", "column.value"]
        head = [key and say(key) for key in keys]
        rows = [Row((each,), _last(each)) if isinstance(each, str) else each for each in self.rows(result)]
        return (tuple(head), *(self._said(row, say, len(head)) for row in rows))

    def _said(self, row: Row, say: Say, width: int) -> tuple[str, ...]:
        spoken = say if row.about is None else say.about(row.about)
        label = () if row.name is None else (spoken(f"row.{row.name}"),)
        cells = (self._cell(cell, spoken) for cell in row.cells)
        found = (*label, *cells)
        return (*found, *[""] * (width - len(found)))

    def _cell(self, cell: str | tuple | Quantity, say: Say) -> str:
        if isinstance(cell, Quantity):
            return cell.text
        if isinstance(cell, tuple):
            return say(*cell)
        if not cell or say.edits(cell):
            return cell
        if f"cell.{_last(cell)}" in say:
            return say(f"cell.{_last(cell)}")
        return say.field(cell) if self.columns and not self.kinds else say.full(cell)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure told once; its texts lie beside it, under its id.

    `lead` is the control of its story and `hero` the three fields that answer it, the first with the figure's state.
    `sentence`, `why` and `notes` give the keys of what is said of a result; `rules` the profiles, by name or as they
    were on another day, and the names of the values that it used. `job` is what takes longer than a step (`jobs.Job`).
    `amend` is the way out for what a view needs beyond that.
    """

    id: str
    controls: tuple
    lead: str
    hero: tuple[str, ...]
    model: Callable[..., object]
    main: Chart
    table: Table
    presets: tuple[Preset, ...] = ()
    sentence: Callable[[Any], Iterable[Part]] = lambda result: (f"sentence.{result.state}",)
    why: Callable[[Any], Iterable[Part]] = lambda result: ("why",)
    notes: Callable[[Any], Iterable[Part]] = none
    sheet: Table | None = None
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

    def shown(self, result, say: Say) -> View:
        """Return what a reader sees of a result."""
        say = say.about(result)
        found = View(
            sentence="".join(_parts(say, self.sentence(result))),
            why="\n".join(_parts(say, self.why(result))),
            notes=tuple(_parts(say, self.notes(result))),
            table=self.table.said(result, say),
            sheet=self.sheet.said(result, say) if self.sheet else (),
            lines=self.main.lines(result),
            ranges=self.main.ranges(result),
            looks=self.main.looks(result, say),
            ticks=self.main.ticks(result, say),
            idle=tuple(self.idle(result)),
            rules=tuple((_profile(profile), used) for profile, used in self.rules(result)),
            sources=tuple(self.sources(result)),
        )
        return self.amend(found, result, say)

    def picture(self, say: Say):
        """Return the empty picture in one language."""
        return self.main.empty(say)


def _profile(profile: str | Profile) -> Profile:
    return datasets.rules(profile) if isinstance(profile, str) else profile


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _parts(say: Say, parts: Iterable[Part]) -> Iterable[str]:
    return (_part(say, part) for part in parts)


def _part(say: Say, part: Part) -> str:
    if isinstance(part, Mapping):
        return say.of(part)
    return say(part) if isinstance(part, str) else say(*part)
