"""Read tables (CSV) and profiles (TOML), and refuse by file, row and column what cannot be true in them."""

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Parser = Callable[[str], Any]


class DatasetError(ValueError):
    """A data file that must not be used: which file, which row (the line of the file) and column, and what to do."""

    def __init__(self, file: str, problem: str, row: int | None = None, column: str | None = None):
        self.file, self.row, self.column, self.problem = file, row, column, problem
        place = [file]
        if row is not None:
            place.append(f"row {row}")
        if column is not None:
            place.append(f"column {column}")
        super().__init__(f"{', '.join(place)}: {problem}")


class Row(NamedTuple):
    """The values of one row, in the order of the columns, with the line of the file it stands on."""

    number: int
    values: tuple[Any, ...]


def read_table(folder: Path, file: str, columns: Mapping[str, Parser]) -> list[Row]:
    """Return the rows of a CSV file whose header has exactly these columns; each text goes through its parser."""
    return rows_of(read_text(folder, file), file, columns)


def rows_of(text: str, file: str, columns: Mapping[str, Parser]) -> list[Row]:
    """Return the rows of such a text; `file` is the name by which it is refused."""
    lines = csv.reader(text.splitlines())
    try:
        return _rows(lines, file, columns)
    except csv.Error:
        problem = "a quote is opened and never closed; check the quotes from here on"
        raise DatasetError(file, problem, lines.line_num) from None


def _rows(lines: Any, file: str, columns: Mapping[str, Parser]) -> list[Row]:
    header: list[str] = next(lines, [])
    for column in columns:
        if column not in header:
            raise DatasetError(file, "the column is missing; put it back into the header", 1, column)
    for column in header:
        if column not in columns or header.count(column) > 1:
            raise DatasetError(file, "the column is unknown or stands twice; remove it", 1, column)
    rows = []
    for texts in lines:
        if len(texts) != len(header):
            problem = f"{len(texts)} values for {len(header)} columns; check the commas and quotes"
            raise DatasetError(file, problem, lines.line_num)
        rows.append((lines.line_num, texts))
    if not rows:
        raise DatasetError(file, "there are no rows below the header; restore the file")
    numbers, texts = zip(*rows, strict=True)
    by_column = dict(zip(header, zip(*texts, strict=True), strict=True))
    parsed = [_parsed(file, column, parse, numbers, by_column[column]) for column, parse in columns.items()]
    return list(map(Row, numbers, zip(*parsed, strict=True)))


def _parsed(file: str, column: str, parse: Parser, numbers: tuple[int, ...], texts: tuple[str, ...]) -> list[Any]:
    values = []
    for row, text in zip(numbers, texts, strict=True):
        try:
            values.append(parse(text))
        except ValueError as error:
            raise DatasetError(file, str(error), row, column) from None
    return values


def read_profile(folder: Path, file: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a TOML file that has exactly the keys of the schema: parsers, and schemas for its tables."""
    text = read_text(folder, file)
    return _checked(file, text.splitlines(), _parsed_toml(file, text), schema, ())


def read_kind(folder: Path, file: str, kinds: Iterable[str]) -> str:
    """Return what kind of profile a TOML file says it is: a key at its top."""
    text = read_text(folder, file)
    content = {"kind": _parsed_toml(file, text).get("kind", "")}
    return str(_checked(file, text.splitlines(), content, {"kind": one_of(*kinds)}, ())["kind"])


def _parsed_toml(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise DatasetError(file, f"{error}; correct the line") from None


def read_text(folder: Path, file: str) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark."""
    try:
        return (folder / file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DatasetError(file, f"the file is missing from {folder.name}; restore it or install again") from None
    except UnicodeDecodeError:
        raise DatasetError(file, "the file is not UTF-8; save it again with that encoding") from None


def require_unique(file: str, rows: list[Row], column: str, places: tuple[int, ...]) -> None:
    """Refuse a row whose key, made of the values at these places, stood there before."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = tuple(row.values[place] for place in places)
        if key in seen:
            shown = " ".join(str(part) for part in key)
            raise DatasetError(file, f"{shown} stands in row {seen[key]} already; keep one", row.number, column)
        seen[key] = row.number


def require_rising(file: str, rows: list[Row], column: str, place: int) -> None:
    """Refuse a date that is not later than the one in the row above."""
    for before, row in pairwise(rows):
        if row.values[place] <= before.values[place]:
            problem = (
                f"{row.values[place]} comes after {before.values[place]} in the row above; "
                "sort the rows by date and keep each day once"
            )
            raise DatasetError(file, problem, row.number, column)


def nonempty_text(text: str) -> str:
    """Parse text that must not be empty."""
    if not text.strip():
        raise ValueError("the value is empty; write one")
    return text


def day(text: str) -> date:
    """Parse a date such as 2025-04-02."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date; write it as 2025-04-02") from None


def yes_no(text: str) -> bool:
    """Parse yes or no."""
    if text == "yes":
        return True
    if text == "no":
        return False
    raise ValueError(f"{text!r} is neither yes nor no; write one of them")


def one_of(*choices: str) -> Parser:
    """Return a parser that lets only these texts pass."""
    allowed = frozenset(choices)

    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"{text!r} is not known; choose one of: {', '.join(choices)}")
        return text

    return parse


def decimal(low: str, high: str, above: bool = False) -> Parser:
    """Return a parser for a plain decimal from `low` (or above it) to `high`."""
    lowest, highest = Decimal(low), Decimal(high)

    def parse(text: str) -> Decimal:
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValueError(f"{text!r} is not a number; write plain digits such as 848.00") from None
        if not number.is_finite() or number < lowest or number > highest or (above and number == lowest):
            least = f"above {low}" if above else f"at least {low}"
            raise ValueError(f"{text} must be {least} and at most {high}; correct it (6.45% is written 0.0645)")
        return number

    return parse


def number(low: str, high: str, above: bool = False) -> Parser:
    """Return a parser like `decimal` that gives a float."""
    exact = decimal(low, high, above)
    return lambda text: float(exact(text))


SHARE = number("0", "1")  # of a whole


def whole(low: int, high: int) -> Parser:
    """Return a parser for a whole number from `low` to `high`."""

    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError(f"{text!r} is not a whole number from {low} to {high}; write one")
        return int(text)

    return parse


def true_false(text: str) -> bool:
    """Parse true or false, the words of TOML."""
    if text not in ("true", "false"):
        raise ValueError(f"{text!r} is neither true nor false; write one of them")
    return text == "true"


def optional(parse: Parser, blank: Any) -> Parser:
    """Return a parser that takes an empty text as `blank`."""
    return lambda text: parse(text) if text else blank


def each(parse: Parser) -> Parser:
    """Return a parser for several texts with a semicolon between them."""
    return lambda text: tuple(parse(part) for part in text.split(";"))


def _checked(
    file: str, lines: list[str], content: dict[str, Any], schema: Mapping[str, Any], path: tuple[str, ...]
) -> dict[str, Any]:
    def refused(key: str, problem: str) -> DatasetError:
        return DatasetError(file, problem, _line_of(lines, (*path, key)), ".".join((*path, key)))

    for key in [*schema, *content]:
        if key not in content:
            raise refused(key, "the key is missing; write it")
        if key not in schema:
            raise refused(key, f"the key is unknown; remove it or choose one of: {', '.join(schema)}")
    checked = {}
    for key, rule in schema.items():
        value = content[key]
        if isinstance(value, dict) != isinstance(rule, Mapping):
            raise refused(key, "a table and a single value are mixed up; write it as in the other profiles")
        if isinstance(value, dict):
            checked[key] = _checked(file, lines, value, rule, (*path, key))
            continue
        if key == "value" and isinstance(value, str):
            raise refused(key, f"{value!r} is text; write it without quotes")
        try:
            checked[key] = rule(value if isinstance(value, str) else str(value).lower())
        except ValueError as error:
            raise refused(key, str(error)) from None
    return checked


def _line_of(lines: list[str], path: tuple[str, ...]) -> int:
    """Return the line on which the key stands; for a key that is missing, the line of its table."""
    standing: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        head = line.partition("=")[0].strip()
        if head.startswith("["):
            table = tuple(head.strip("[]").split("."))
        standing.setdefault(table if head.startswith("[") else (*table, *head.split(".")), number)
    while path and path not in standing:
        path = path[:-1]
    return standing.get(path, 1)
