"""Tables as figures declare them: rows of fields, which say their own units."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pledge_lib.finance.unit import Quantity
from pledge_lib.panels.saying import Say


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


NOTHING = Row((("table.nothing",),))  # a head alone looks as if what follows were missing


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table under the texts `<head>.<column>`; `rows` gives its rows, or the paths of fields that are one each.

    Without columns it is the list of quantities and values that every figure has, where a value bears its unit. With
    columns no number bears one, unless a column holds numbers of several `kinds`. A column may be blank, and columns
    that are headed by what the result is are a function of it. `depends_on` names what of the result the table speaks
    about where that is not all of it: it is said anew only where that is another object, or in another language.
    """

    rows: Callable[[Any], Iterable[str | Row]]
    columns: tuple[str, ...] | Callable[[Any], tuple[str, ...]] = ()
    head: str = "column"
    kinds: bool = False
    depends_on: Callable[[Any], object] | None = None

    def said(self, result, say: Say) -> tuple[tuple[str, ...], ...]:
        """Return the table in words: its head and a tuple for each row."""
        if self.depends_on is None:
            return self._whole(result, say)
        about, language = self.depends_on(result), say.words.language
        if language not in self._known or self._known[language][0] is not about:
            self._known[language] = about, self._whole(result, say)
        return self._known[language][1]

    @cached_property
    def _known(self) -> dict[str, tuple[object, tuple[tuple[str, ...], ...]]]:
        return {}

    def _whole(self, result, say: Say) -> tuple[tuple[str, ...], ...]:
        columns = self.columns(result) if callable(self.columns) else self.columns
        keys = [name and f"{self.head}.{name}" for name in columns] or ["column.quantity", "column.value"]
        head = [key and say(key) for key in keys]
        rows = [Row((each,), _last(each)) if isinstance(each, str) else each for each in self.rows(result)] or [NOTHING]
        return (tuple(head), *(self._said(row, say, len(head)) for row in rows))

    def _said(self, row: Row, say: Say, width: int) -> tuple[str, ...]:
        spoken = say if row.about is None else say.about(row.about)
        label = () if row.name is None else (spoken(f"row.{row.name}"),)
        cells = (self._cell(cell, spoken) for cell in row.cells)
        found = (*label, *cells)
        return (*found, *[""] * (width - len(found)))

    def _cell(self, cell: str | tuple | Quantity, say: Say) -> str:
        if isinstance(cell, Quantity):
            return str(cell)
        if isinstance(cell, tuple):
            return say(*cell)
        if not cell or say.edits(cell):
            return cell
        if f"cell.{_last(cell)}" in say:
            return say(f"cell.{_last(cell)}")
        return say.field(cell) if self.columns and not self.kinds else say.full(cell)


def _last(path: str) -> str:
    return path.rpartition(".")[2]
