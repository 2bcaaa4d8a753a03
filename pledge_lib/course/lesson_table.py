"""A small table that a code cell of a lesson shows, its columns named in the reader's language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pledge_lib.course.printed import escape_markdown, markdown_table, printable
from pledge_lib.finance.unit import ABSENT
from pledge_lib.finance.units import MONEY
from pledge_lib.panels.words import Words

Row = Mapping[str, object]
MINUS = re.compile(r"^-(?=\d)")  # a number that a cell has written; texts have the sign itself


@dataclass(frozen=True)
class LessonTable:
    """The words of the columns, then those of each row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def _repr_markdown_(self) -> str:
        return markdown_table([tuple(map(escape_markdown, row)) for row in (self.head, *self.rows)])

    def __repr__(self) -> str:
        return printable("\n".join("  ".join(row) for row in (self.head, *self.rows)))


def lesson_table(rows: Row | Mapping[str, Row] | Sequence[Row], words: Words) -> LessonTable:
    """Return the table of some rows, each a mapping from column to value.

    One mapping of values is one row; a mapping of rows names each row, and the column of these names has no head. A
    name that the texts know is said in the reader's language, any other, such as a symbol, as it is.

    >>> lesson_table({"days": 7, "interest": 747.95}, Words("en", {"heading.days": "Days"}))
    Days  interest
    7  747.95
    """
    if not isinstance(rows, Mapping):
        named, rows = {}, list(rows)
    elif all(isinstance(row, Mapping) for row in rows.values()):
        named, rows = list(rows), list(rows.values())
    else:
        named, rows = {}, [rows]
    columns = list(rows[0]) if rows else []
    head = [_name(column, words) for column in columns]
    cells = [[_written(row[column], words) for column in columns] for row in rows]
    if named:
        head.insert(0, "")
        cells = [[_name(name, words), *row] for name, row in zip(named, cells, strict=True)]
    return LessonTable(tuple(head), tuple(map(tuple, cells)))


def _name(name: str, words: Words) -> str:
    key = f"heading.{name}"
    return words(key) if key in words.table else name


def _written(value, words: Words) -> str:
    """Return one value: a number as sums are written, what is true as yes, several things side by side."""
    if isinstance(value, bool):
        return words("yes" if value else "no")
    if isinstance(value, float | int):
        return str(MONEY(value))
    if isinstance(value, str | date):
        return MINUS.sub("−", str(value))
    return words("review.comma").join(_written(each, words) for each in value) or ABSENT
