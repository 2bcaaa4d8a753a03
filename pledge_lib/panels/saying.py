"""Say the texts of a figure: each names fields of the result, and a field is written as its unit writes it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from pledge_lib.finance.unit import ABSENT, Quantity
from pledge_lib.finance.units import DATE, PHRASES, TEXT, TITLE, WORD, YES_NO, unit_of
from pledge_lib.panels.words import Words

BY_KIND = ((date, DATE), (Mapping, TITLE), ((str, type(None)), TEXT))  # the units of values that need say none


class Say:
    """The voice of one figure in one language, speaking about a result and what the reader has set.

    A text is named by its key within the figure (`why`), else by its key in the course (`column.value`). In a text,
    `{ratio}` is a field of what is spoken about, `{now.ratio}` a field of its field, and the key of a control what the
    reader has set. Objects named later are asked first, so that a row of a log can be said amid its log. Where a field
    is None, its text `<field>.none` is said if there is one, else a dash. Several things are named one after the other:
    `{best.name}` is the name of each that `best` holds, with the text `best.join` or `join` in between.
    """

    def __init__(
        self, words: Words, id: str, controls: Mapping | Iterable = (), values: Mapping | None = None, about=()
    ):
        self.words, self.id, self._about = words, id, tuple(about)
        self._controls = controls if isinstance(controls, Mapping) else {each.key: each for each in controls}
        self._values = values or {}
        self._known: dict[str, str] = {}  # fields that were said before; most stand in several texts

    def __call__(self, key: str, /, *about, **given) -> str:
        """Return a text with the fields of the objects put in, and with quantities or texts given by name."""
        said = self.about(*about) if about else self
        return self.words.fill(self._own(key), lambda name: said._look_up(name, given))

    def pieces(self, key: str, /, *about) -> Iterator[tuple[str | None, str]]:
        """Yield a text piece by piece: what the reader has set under the key of its control, the rest under None."""
        said = self.about(*about) if about else self
        for name, piece in self.words.pieces(self._own(key), said._set_or_found):
            yield (name if name in self._controls else None), piece

    def _set_or_found(self, name: str) -> str:
        if name in self._controls:
            return self._written(name, self._controls[name].said(self._values[name], self))
        return self._look_up(name, {})

    def __contains__(self, key: str) -> bool:
        return self._own(key) in self.words.table

    def about(self, *objects) -> "Say":
        """Return the same voice speaking about these objects first."""
        spoken = object.__new__(type(self))
        vars(spoken).update(vars(self), _about=(*objects, *self._about), _known={})
        return spoken

    def field(self, path: str) -> str:
        """Return a field as its unit writes it, without the unit's name."""
        return self._look_up(path, {})

    def full(self, path: str) -> str:
        """Return a field with the name of its unit, as it stands where no label names the unit."""
        return self._with_unit(path, self.quantity(path))

    def setting(self, key: str) -> str:
        """Return what the reader has set with a control, with the name of its unit."""
        return self._with_unit(key, self._controls[key].said(self._values[key], self))

    def _with_unit(self, path: str, found: Quantity) -> str:
        text, key = self._written(path, found), f"count.{found.unit.name}"
        return self.words(key, count=text) if key in self.words.table and found.value is not None else text

    def edits(self, key: str) -> bool:
        """Return whether this is the key of a number that the reader edits amid a table."""
        return key in self._controls and self._controls[key].stands_in_sheet

    def of(self, title: Mapping[str, str]) -> str:
        """Return a title from a data file in this language."""
        return self.words.of(title)

    def quantity(self, path: str) -> Quantity:
        """Return a field with its unit; refuse a field that nothing has, and a number that says no unit."""
        owner, value = self._find(path)
        if owner is self:
            return self._controls[path].said(value, self)
        if isinstance(value, Quantity):
            return value
        said = unit_of(type(owner), path.rpartition(".")[2])
        unit = said or next((unit for kind, unit in BY_KIND if isinstance(value, kind)), None)
        if unit is None:
            named = f"{{{path}}} of {type(owner).__name__}"
            raise TypeError(f"{self.id}: {named} says no unit; annotate it, for example -> Percent")
        return Quantity(value, unit)

    def _own(self, key: str) -> str:
        own = f"{self.id}.{key}"
        return own if own in self.words.table else key

    def _look_up(self, name: str, given: Mapping) -> str:
        if name in given:
            value = given[name]
            return self._written(name, value) if isinstance(value, Quantity) else value
        if name not in self._known:
            self._known[name] = self._written(name, self.quantity(name))
        return self._known[name]

    def _written(self, path: str, quantity: Quantity) -> str:
        value, unit = quantity.value, quantity.unit
        if value is None:
            absent = f"{path.rpartition('.')[2]}.none"
            return self(absent) if absent in self else ABSENT
        if isinstance(value, tuple):
            between = f"{path.partition('.')[0]}.join"
            said = (self(*each) if unit is PHRASES else self._written(path, unit(each)) for each in value)
            return self(between if between in self else "join").join(said) or ABSENT
        if unit is YES_NO:
            return self.words("yes" if value else "no")
        if unit is WORD:
            return self(f"{path.rpartition('.')[2]}.{value}")
        if unit is TITLE:
            return self.words.of(value)
        return unit.write(value)

    def _find(self, path: str) -> tuple[Any, Any]:
        """Return the object that has the field, and the field's value."""
        root, rest = _road(path)
        for owner in self._about:
            if _has(type(owner), root):
                break
        else:
            if root not in self._controls or rest:
                spoken_of = ", ".join(type(each).__name__ for each in self._about)
                raise KeyError(f"{self.id}: nothing has {{{path}}}: neither {spoken_of} nor a control")
            return self, self._values[root]
        value = getattr(owner, root)
        for name in rest:
            several = isinstance(value, tuple)
            if value is None or (several and not value):
                return owner, None
            owner = value[0] if several else value
            value = tuple(getattr(each, name) for each in value) if several else getattr(value, name)
        return owner, value


@cache
def _road(path: str) -> tuple[str, tuple[str, ...]]:
    root, *rest = path.split(".")
    return root, tuple(rest)


@cache
def _has(kind: type, name: str) -> bool:
    return name in getattr(kind, "__dataclass_fields__", ()) or hasattr(kind, name)
