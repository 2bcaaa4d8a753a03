"""Rows as a file or as a short code that carries the whole position in itself; reading either gives the same rows."""

import base64
import binascii
import csv
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from pledge_lib.datasets.mine import contract_cell
from pledge_lib.datasets.mine import rows as known_rows
from pledge_lib.datasets.mine.preview import Preview, read_position
from pledge_lib.datasets.mine.problems import Unreadable
from pledge_lib.datasets.mine.rows import COLUMNS, NUMBERS, PARTS, PositionRow
from pledge_lib.datasets.mine.sheets import MOST_BYTES

FORMULA_SIGNS = tuple("=+-@＝＋－＠")
CODE, LONGEST_CODE = "PL1-", 100_000  # the version of the code, and how long a code may be


def csv_bytes(rows: Iterable[PositionRow], language: str | None = None) -> bytes:
    """Return the rows as comma-separated text that a spreadsheet opens rightly: UTF-8 with its mark.

    Names and words are those of the language; without one they are the keys of the library.

    >>> csv_bytes([PositionRow(lender="A", kind="long", symbol="2330", shares=1_000, price=78, loan=60_000)]).decode()
    '\\ufefflender,kind,symbol,shares,price,loan\\r\\nA,long,2330,1000,78,60000\\r\\n'
    """
    rows = tuple(rows)
    columns = [name for name in COLUMNS if any(getattr(row, name) not in (None, "") for row in rows)]
    text = StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow([known_rows.written("columns", name, language) if language else name for name in columns])
    lines.writerows([_cell(name, getattr(row, name), language) for name in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def cells_of(row: PositionRow, language: str) -> tuple[str, ...]:
    """Return a row as the texts of all columns in a language; they are read again as the same row.

    >>> cells_of(PositionRow(lender="A", kind="long", symbol="2330", shares=1_000, price=78, loan=60_000), "en")[:6]
    ('A', 'margin long', '2330', '1000', '78', '60000')
    """
    return tuple(_cell(name, getattr(row, name), language) for name in COLUMNS)


def leaving(rows: Iterable[PositionRow]) -> tuple[PositionRow, ...]:
    """Return the rows as they leave this computer: a contract that is kept here goes along in them."""
    return tuple(replace(row, rules=contract_cell.leaving(row.rules)) for row in rows)


def code_of(rows: Iterable[PositionRow]) -> str:
    """Return the rows as one word of letters, digits, - and _: version, checksum, and the table compressed."""
    packed = zlib.compress(csv_bytes(leaving(rows)), 9)
    return CODE + base64.urlsafe_b64encode(zlib.crc32(packed).to_bytes(4, "big") + packed).decode().rstrip("=")


def read_code(code: str) -> Preview:
    """Return what a code carries, read as carefully as a file; a code or link that lost a letter is refused.

    >>> row = PositionRow(lender="A", kind="long", symbol="2330", shares=1_000.0, price=78.0, loan=60_000.0)
    >>> read_code(code_of([row])).rows == (row,)
    True
    """
    try:
        return read_position(_unpacked(code), "code")
    except Unreadable as unreadable:
        return Preview(file="code", problems=(unreadable.problem,))


def _unpacked(code: str) -> bytes:
    found = "".join(str(code).split()).rpartition("=")[2]  # of a link, what stands behind its last sign
    if len(found) > LONGEST_CODE or not found.startswith(CODE):
        raise Unreadable("no_code", text=found[: len(CODE)], start=CODE)
    try:
        data = base64.b64decode(found.removeprefix(CODE) + "=" * (-len(found) % 4), altchars=b"-_", validate=True)
        whole = zlib.crc32(data[4:]) == int.from_bytes(data[:4], "big")
        unpacking = zlib.decompressobj()
        table = unpacking.decompress(data[4:], MOST_BYTES) if whole else b""
    except (binascii.Error, zlib.error, ValueError):
        raise Unreadable("damaged_code") from None
    if not whole or not unpacking.eof:
        raise Unreadable("damaged_code")
    return table


def _cell(column: str, value: Any, language: str | None) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if column == contract_cell.COLUMN:
        return contract_cell.written(value, language)
    if column in PARTS:
        return known_rows.written(PARTS[column], value, language) if language else value
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
    number = Decimal(repr(value))  # in decimals, so that what is read again is the same float
    per_cent = column in NUMBERS and NUMBERS[column][0].sign
    return f"{_plain(number * 100)}%" if per_cent else _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
