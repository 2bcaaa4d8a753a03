"""F6.5: bring one's own position in, from a file, a pasted table or a code; every row is shown before any is kept."""

import base64
import binascii
import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import StringIO

from pledge_lib.course.ledger import shown
from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.cells import ROC, WESTERN
from pledge_lib.datasets.mine.preview import Preview, read_position
from pledge_lib.datasets.mine.problems import Problem
from pledge_lib.datasets.mine.reader import NOTE
from pledge_lib.datasets.mine.rows import COLUMNS, PARTS, PositionRow, names, written
from pledge_lib.datasets.mine.sheets import MOST_BYTES
from pledge_lib.datasets.mine.written import CODE, cells_of, read_code
from pledge_lib.finance.checks import shortened
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.market.mine.rows import rows_of
from pledge_lib.panels.asked import FormSheet, Input, Said
from pledge_lib.panels.mine.example_files import example_files
from pledge_lib.panels.mine.position import lender_said
from pledge_lib.panels.mine.understood import understood
from pledge_lib.panels.words import Words

FILE, EXAMPLES, TABLE, GRID, YEARS, AUTO, CHOSEN = "file", "examples", "table", "grid", "years", "auto", "columns"
READ, KEEP, ERASE = ACTIONS = ("read", "keep", "erase")
MOST_IN_GRID = 60  # rows; a position of more is changed in its file
MOST_SHOWN = 60  # lines
TONES = {True: "right", False: "not-yet"}


class ComingIn:
    """The driver: a file goes before a pasted table, that before the cells; nothing is kept while a row is unclear."""

    def __init__(self, changed: Callable[[], None] = lambda: None):
        self._changed = changed
        self._start = _rows_to_edit()
        self._seen: Preview | None = None
        self._unknown: tuple[str, ...] = ()
        self._told: tuple[str, dict, str] | None = None

    def sheet(self, words: Words) -> FormSheet:
        """Return the cells, the file, the table and the count of years, and the three buttons."""
        counts = tuple((count, words(f"mine.form.{count}")) for count in (AUTO, ROC, WESTERN))
        return FormSheet(
            title=words("mine.form.title"),
            prompt=words("mine.form.prompt"),
            inputs=(
                self._grid(words),
                Input(name=FILE, label=words("mine.form.file"), kind="file"),
                Input(
                    name=EXAMPLES,
                    label=words("mine.form.examples"),
                    kind="files",
                    value=_examples(words),
                    optional=True,
                ),
                Input(name=TABLE, label=words("mine.form.table"), kind="area"),
                Input(name=YEARS, label=words("mine.form.years"), kind="select", options=counts, value=AUTO),
                *self._columns(words),
            ),
            actions=tuple((action, words(f"mine.form.{action}")) for action in ACTIONS),
        )

    def _grid(self, words: Words) -> Input:
        heads = tuple((name, written("columns", name, words.language)) for name in COLUMNS)
        known = {column: tuple(_words(part, words.language)) for column, part in PARTS.items()}
        rows = [replace(row, lender=lender_said(row.lender, words)) for row in self._start]
        texts = tuple(cells_of(row, words.language) for row in rows) or (("",) * len(COLUMNS),)
        label = words("mine.form.grid")
        return Input(name=GRID, label=label, kind="grid", options=heads, choices=known, value=texts)

    def _columns(self, words: Words) -> Iterator[Input]:
        """Yield, where names of columns were not understood, what each may be; each choice reads the file again."""
        if self._unknown:
            known = tuple((name, written("columns", name, words.language)) for name in COLUMNS)
            options = ((NOTE, words("mine.form.unread")), *known)
            rows = tuple((head, head) for head in self._unknown)
            label = words("mine.form.columns")
            yield Input(name=CHOSEN, label=label, kind="match", rows=rows, options=options, live=True)

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return what was understood, row by row, and what was done."""
        found = []
        if self._told:
            key, numbers, tone = self._told
            found.append(Said(text=words(key, **numbers), tone=tone))
        if self._seen:
            lines = understood(self._seen, words)
            *others, last = lines
            found.append(Said(text=last, tone=TONES[self._seen.ready]))
            found += [Said(text=line) for line in others[:MOST_SHOWN]]
            if len(others) > MOST_SHOWN:
                found.append(Said(text=words("mine.form.more", rows=str(len(others) - MOST_SHOWN))))
        return tuple(found)

    def act(self, action: str, answers: Mapping):
        """Read what was given, keep it if all of it is understood, or erase what is kept."""
        self._seen, self._told, self._unknown = None, None, ()
        if action == ERASE:
            self._told = ("mine.erased" if kept.erase() else "mine.nothing-kept", {}, "plain")
            self._changed()
            return
        chosen = _chosen(answers)
        self._seen = _read(answers, chosen)
        heads = (head for head, column in self._seen.columns if head and (column is None or head in chosen))
        self._unknown = tuple(dict.fromkeys(heads))
        if action == KEEP and self._seen.ready:
            rows = rows_of(portfolio_of(self._seen))
            try:
                place = kept.keep(rows)
            except OSError:
                self._told = ("mine.form.disk", {"file": shown(kept.position_path())}, "not-yet")
            else:
                self._told = ("mine.kept", {"rows": str(len(self._seen.rows)), "file": shown(place)}, "right")
                self._changed()


def _examples(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the example files to download, each as its name and what is in it."""
    return tuple((name, base64.b64encode(data).decode()) for name, data in example_files(words).items())


def _rows_to_edit() -> tuple[PositionRow, ...]:
    """Return the position that is kept, or two rows of the example; none of one too long to be changed by hand."""
    own = kept.kept()
    rows = own.rows if own and own.ready else kept.example()[:2]
    return rows if len(rows) <= MOST_IN_GRID else ()


def _words(part: str, language: str) -> Iterator[str]:
    """Yield the words of a column in a language; those without one there stand for themselves only."""
    for name in names()[part]:
        yield written(part, name, language)


def _text(given: object) -> str:
    """Return what was typed, or as a text what a page should have sent as one."""
    return given if isinstance(given, str) else "" if given is None else str(shortened(given))


def _written(grid: object) -> bytes:
    """Return the cells of the page as a file, whose first row names the columns."""
    rows = [row for row in grid if isinstance(row, Sequence)] if isinstance(grid, Sequence) else []
    text = StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *(map(_text, row[: len(COLUMNS)]) for row in rows)])
    return text.getvalue().encode(errors="replace")


def _chosen(answers: Mapping) -> dict[str, str]:
    """Return what the reader says that columns of names not known are."""
    given = answers.get(CHOSEN)
    pairs = given.items() if isinstance(given, Mapping) else ()
    return {head: column for head, column in pairs if isinstance(column, str) and column in (*COLUMNS, NOTE)}


def _read(answers: Mapping, chosen: Mapping[str, str]) -> Preview:
    years = next((count for count in (ROC, WESTERN) if count == answers.get(YEARS)), None)
    given, table = answers.get(FILE), _text(answers.get(TABLE))
    if isinstance(given, Mapping):
        return _read_file(given, years, chosen)
    if not table.strip():
        return read_position(_written(answers.get(GRID)), "", years=years)
    if CODE in table and "\n" not in table.strip():
        return read_code(table)
    return read_position(table.encode(errors="replace"), "", columns=chosen, years=years)


def _read_file(given: Mapping, years: str | None, chosen: Mapping[str, str]) -> Preview:
    name = _text(given.get("name"))
    if "data" not in given:
        return Preview(file=name, problems=(Problem("too_big", {"size": given.get("size"), "limit": MOST_BYTES}),))
    try:
        data = base64.b64decode(str(given["data"]), validate=True)
    except (binascii.Error, ValueError):
        return Preview(file=name, problems=(Problem("broken"),))
    return read_position(data, name, columns=chosen, years=years)
