"""Texts of the data sets in every language: `{language: text}`, in CSV a column and in TOML a key for each."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pledge_lib.datasets import tables
from pledge_lib.datasets.tables import DatasetError, Parser, Row

GLOSSARY, TERM = "glossary.csv", "term"


class Title(Mapping[str, str]):
    """A text in each language, by the code of the language; it cannot be changed.

    >>> call_line = Title({"zh_TW": "追繳線", "en": "call line"})
    >>> call_line["en"], list(call_line)
    ('call line', ['zh_TW', 'en'])
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]):
        self._texts = dict(texts)

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))

    def __repr__(self) -> str:
        return f"Title({self._texts})"


@dataclass(frozen=True, slots=True)
class Titled:
    """Stands for the parser of a title: the parser of its text in one language."""

    text: Parser = tables.nonempty_text


TITLE, TITLE_OR_BLANK = Titled(), Titled(str)
Columns = dict[str, Parser | Titled]  # how each column of a table is read


@cache
def languages(folder: Path) -> tuple[str, ...]:
    """Return the languages of the data sets, the leading one first: each has a column of terms in the glossary."""
    header = next(csv.reader(tables.read_text(folder, GLOSSARY).splitlines()), [])
    found = tuple(column.removeprefix(f"{TERM}.") for column in header if column.startswith(f"{TERM}."))
    if not found:
        raise DatasetError(GLOSSARY, f"no column says {TERM} in a language; write one such as {TERM}.en", 1)
    return found


def read_table(folder: Path, file: str, columns: Mapping[str, Parser | Titled]) -> list[Row]:
    """Return the rows of a CSV file; a `Titled` column `name` stands for `name.zh_TW`, `name.en`, ... and is a Title.

    A language without its column or its text is refused, as is a text for which there is no language.
    """
    spoken = languages(folder) if any(isinstance(parse, Titled) for parse in columns.values()) else ()
    flat: dict[str, Parser] = {}
    for name, parse in columns.items():
        if isinstance(parse, Titled):
            flat |= {f"{name}.{code}": parse.text for code in spoken}
        else:
            flat[name] = parse
    return [
        Row(row.number, tuple(_gathered(file, row, columns, dict(zip(flat, row.values, strict=True)), spoken)))
        for row in tables.read_table(folder, file, flat)
    ]


def _gathered(
    file: str, row: Row, columns: Mapping[str, Any], values: Mapping[str, Any], spoken: tuple[str, ...]
) -> Iterator[Any]:
    for name, parse in columns.items():
        if not isinstance(parse, Titled):
            yield values[name]
            continue
        texts = {code: values[f"{name}.{code}"] for code in spoken}
        missing = [code for code, text in texts.items() if not text and any(texts.values())]
        if missing:
            problem = "another language has this text; write it in this one too"
            raise DatasetError(file, problem, row.number, f"{name}.{missing[0]}")
        yield Title(texts)


def read_profile(folder: Path, file: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a TOML file with the keys of the schema; a `Titled` key holds a text for each language and is a Title."""
    return _titles(tables.read_profile(folder, file, _spread(schema, languages(folder))), schema)


def _spread(schema: Mapping[str, Any], spoken: tuple[str, ...]) -> dict[str, Any]:
    flat = {}
    for key, rule in schema.items():
        if isinstance(rule, Titled):
            flat[key] = dict.fromkeys(spoken, rule.text)
        else:
            flat[key] = _spread(rule, spoken) if isinstance(rule, Mapping) else rule
    return flat


def _titles(content: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, rule in schema.items():
        if isinstance(rule, Titled):
            found[key] = Title(content[key])
        else:
            found[key] = _titles(content[key], rule) if isinstance(rule, Mapping) else content[key]
    return found


def require_unique(file: str, rows: list[Row], column: str, place: int) -> None:
    """Refuse a title at this place of the rows whose text in some language stood there before."""
    for code in rows[0].values[place]:
        texts = [Row(row.number, (row.values[place][code],)) for row in rows]
        tables.require_unique(file, texts, f"{column}.{code}", (0,))
