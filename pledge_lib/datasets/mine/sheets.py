"""The cells of a file, as texts, numbers and dates: comma-separated text in any common encoding, or an .xlsx workbook.

Nothing in a file is run: of a formula the value stored beside it is read, and one without a value is no blank. What is
too large is refused before it is unpacked. Of a number in a workbook the sign that its format shows beside it is read
as well: 0.12 shown as 12%, 3 shown as 3張.
"""

import csv
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from typing import Any, NamedTuple

from pledge_lib.datasets.mine.problems import Unreadable

MOST_BYTES, MOST_ROWS, MOST_COLUMNS, LONGEST = 5 * 1024 * 1024, 5_000, 100, 1_000
MOST_UNPACKED, MOST_PARTS, MOST_CELLS = 24 * 1024 * 1024, 1_000, 150_000
LONGEST_NAME = 31  # signs, the most that a spreadsheet allows the name of a sheet
SEEN = 4 * MOST_ROWS  # rows of a sheet that are looked at, blank ones among them
BEFORE = 30  # rows of title and remarks that may stand above the names of the columns
ZIP, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = ",\t;|"
PER_CENT = re.compile(r'^[^;"]*%')
NO_VALUE = re.compile(  # a text of no letters is a value
    rb'<c\b(?![^>]*t="str")[^>]*>\s*(<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>'
)
LOTS_SHOWN = re.compile(r'^[^;]*[0#?](?!,)"?張')  # a comma there would show thousandths: 3,000 shares as 3張
Cell = str | int | float | object | None
Table = list[tuple[int, list[Cell]]]  # the rows of a sheet that are not blank, each with its line


class Sheet(NamedTuple):
    """One sheet of a file, by its name there; text has one without a name."""

    name: str
    rows: Table


def sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of a file; of a workbook those that are hidden last."""
    if len(data) > MOST_BYTES:
        raise Unreadable("too_big", size=len(data), limit=MOST_BYTES)
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty")
    if data.startswith(OLD_WORKBOOK):
        raise Unreadable("old_workbook")
    return _of_workbook(data) if data.startswith(ZIP) else [Sheet("", _of_text(data))]


def _of_text(data: bytes) -> Table:
    text = _decoded(data)
    if "\0" in text:
        raise Unreadable("broken")
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return _kept((lines.line_num, [*cells]) for cells in lines)
    except csv.Error:
        raise Unreadable("broken") from None


def _decoded(data: bytes) -> str:
    tried = ("utf-16",) if data.startswith(UTF_16) else ("utf-8-sig", "cp950", "big5hkscs")
    for encoding in tried:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding")


def _delimiter(text: str) -> str:
    """Return the sign that stands most often outside quotes in the first lines."""
    head = "".join(islice(StringIO(text), BEFORE))
    outside = "".join(head.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _of_workbook(data: bytes) -> list[Sheet]:
    try:
        is_calculated = _require_small(data)
        from openpyxl import load_workbook  # a tenth of a second, and only for who has a workbook

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it does not draw is none of our concern

            def read(*, values: bool) -> Any:
                book = load_workbook(BytesIO(data), read_only=True, data_only=values, keep_links=False)
                return sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")

            if is_calculated:
                return [Sheet(_name(sheet), _kept(_numbered(sheet))) for sheet in read(values=True)]
            both = zip(read(values=True), read(values=False), strict=True)
            return [Sheet(_name(sheets[0]), _kept(_with_formulas(*sheets))) for sheets in both]
    except Unreadable:
        raise
    except Exception:  # a damaged workbook may fail in any way; whichever it is, the reader is told the same
        raise Unreadable("broken") from None


def _name(sheet: Any) -> str:
    return "".join(sign for sign in str(sheet.title) if sign.isprintable())[:LONGEST_NAME]


def _require_small(data: bytes) -> bool:
    """Refuse what unpacks to too much; return whether every formula has a value beside it."""
    is_calculated = True
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("old_workbook")
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Unreadable("packed", limit=MOST_UNPACKED)
        for part in parts:
            text = archive.read(part).replace(b"\0", b"")  # also where each letter takes two bytes
            if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in text:
                raise Unreadable("broken")
            is_calculated = is_calculated and not NO_VALUE.search(text)
    return is_calculated


def _with_formulas(values: Any, formulas: Any) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows of a sheet, with the formula itself where no value is stored beside it."""
    for (number, row), (_, beside) in zip(_numbered(values), _numbered(formulas), strict=True):
        yield number, [formula if value is None else value for value, formula in zip(row, beside, strict=True)]


def _numbered(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    rows = sheet.iter_rows(max_row=SEEN, max_col=MOST_COLUMNS + 1)
    return enumerate(([_as_shown(cell) for cell in row] for row in rows), 1)


def _as_shown(cell: Any) -> Cell:
    """Return the value of a cell, a number with the sign that its format shows.

    >>> from types import SimpleNamespace as Shown
    >>> [_as_shown(Shown(value=number, number_format=shown)) for number, shown in ((0.12, "0.0%"), (3, '0"張"'))]
    ['12.00%', '3張']
    """
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if PER_CENT.match(cell.number_format):
        return f"{Decimal(repr(value)) * 100:f}%"
    return f"{value}張" if LOTS_SHOWN.match(cell.number_format) else value


def _kept(rows: Iterable[tuple[int, list[Cell]]]) -> Table:
    """Return the rows that hold something, without blank cells at their end; refuse too many and too wide ones."""
    found: Table = []
    filled = 0
    for number, cells in rows:
        while cells and (cells[-1] is None or not str(cells[-1]).strip()):
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS or any(isinstance(cell, str) and len(cell) > LONGEST for cell in cells):
            raise Unreadable("too_wide", limit=MOST_COLUMNS, length=LONGEST)
        if len(found) > MOST_ROWS + BEFORE:
            raise Unreadable("too_many_rows", limit=MOST_ROWS)
        filled += len(cells)
        if filled > MOST_CELLS:
            raise Unreadable("too_many_cells", limit=MOST_CELLS)
        found.append((number, cells))
    return found
