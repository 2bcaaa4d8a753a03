"""A file as it was understood: which column is which, what each row says, what was left out, and why.

Nothing is half-loaded: only a preview without a problem is `ready`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pledge_lib.datasets.mine import cells, contract_cell
from pledge_lib.datasets.mine.lines import Line, agreeing
from pledge_lib.datasets.mine.problems import Problem, Unreadable
from pledge_lib.datasets.mine.reader import NOTE, Reader, column_of
from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.datasets.mine.sheets import BEFORE, MOST_ROWS, Sheet, Table, sheets

FEWEST_NAMES = 3  # a row with so many known names is the head of a table
OF_A_POSITION = {"lender", "kind"}  # names without which no row of a table is a holding
READ, EMPTY, NO_NAMES, NO_HOLDINGS, BESIDES = "read", "empty", "no-names", "no-holdings", "besides"


@dataclass(frozen=True)
class SheetSeen:
    """One sheet of a workbook: its name, and whether it was read or why not."""

    name: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A whole file: its columns by name with what each was taken for (None: not read), its rows, its problems.

    `sheets` are those of a workbook that has several.
    """

    file: str
    columns: tuple[tuple[str, str | None], ...] = ()
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    sheets: tuple[SheetSeen, ...] = ()

    @cached_property
    def rows(self) -> tuple[PositionRow, ...]:
        """Return every row that was understood."""
        return tuple(line.row for line in self.lines if line.row)

    @cached_property
    def not_understood(self) -> tuple[Line, ...]:
        """Return every line that has a problem."""
        return tuple(line for line in self.lines if line.problems)

    @property
    def others(self) -> tuple[Line, ...]:
        """Return every line that has none."""
        return tuple(line for line in self.lines if not line.problems)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the names of columns that say nothing to the reader of files, each once."""
        return tuple(dict.fromkeys(head for head, column in self.columns if column is None and head))

    @property
    def contracts(self) -> tuple[str, ...]:
        """Return each contract once that came with the position and is not the one kept on this computer."""
        return contract_cell.brought([row.rules for row in self.rows])

    @property
    def ready(self) -> bool:
        """Return whether it may be loaded: something was understood, and nothing was not."""
        return bool(self.rows) and not self.problems and not self.not_understood

    @property
    def reason(self) -> str:
        """Return in one English sentence why it may not be loaded; empty where it may."""
        if self.problems:
            return str(self.problems[0])
        return next((str(line.problems[0]) for line in self.not_understood), "")


def read_position(
    data: bytes, file: str = "", *, columns: Mapping[str, str | None] | None = None, years: str | None = None
) -> Preview:
    """Return what a file holds; `columns` says what a column of a name is, `years` how short years count.

    >>> seen = read_position("lender,kind,symbol,shares,price,loan\\n甲銀行,pledge,2330,1張,100,6萬\\n".encode())
    >>> seen.ready, seen.rows[0].shares, seen.rows[0].loan, seen.rows[0].rules
    (True, 1000.0, 60000.0, 'tw-bank-pledge')
    """
    try:
        found = sheets(data)
    except Unreadable as unreadable:
        return Preview(file=file, problems=(unreadable.problem,))
    seen = _seen(found, columns or {})
    told = tuple(SheetSeen(sheet.name, outcome) for sheet, (outcome, _) in zip(found, seen, strict=True))
    of_file: dict[str, Any] = {"file": file, "sheets": told if len(told) > 1 else ()}
    at = next((each for each, (outcome, _) in enumerate(seen) if outcome == READ), None)
    if at is None:
        return Preview(**of_file, columns=_likely_head(found, columns or {}), problems=(Problem("no_header"),))
    table, place = found[at].rows, seen[at][1]
    heads = [cells.text_of(cell) for cell in table[place][1]]
    taken = [column_of(head, columns or {}) for head in heads]
    known = tuple(zip(heads, taken, strict=True))
    twice = [name for name, times in Counter(name for name in taken if name not in (None, NOTE)).items() if times > 1]
    if twice:
        return Preview(**of_file, columns=known, problems=tuple(Problem("twice", {"column": name}) for name in twice))
    reader = Reader(heads, taken, years)
    body = table[place + 1 :]
    if len(body) > MOST_ROWS:
        return Preview(**of_file, columns=known, problems=(Problem("too_many_rows", {"limit": MOST_ROWS}),))
    lines = agreeing([reader.line(number, texts) for number, texts in body])
    problems = () if any(line.row or line.problems for line in lines) else (Problem("no_rows"),)
    return Preview(**of_file, columns=known, lines=tuple(lines), problems=problems)


def _seen(found: Sequence[Sheet], chosen: Mapping[str, str | None]) -> list[tuple[str, int]]:
    """Return of each sheet whether it is the one to read, or why not, with the place of the names of its columns.

    The first that can hold a position is read; without one the first that names columns at all, to say what it lacks.
    """
    heads = [_head(sheet.rows, chosen) for sheet in found]
    named = [at for at, (_, names) in enumerate(heads) if names]
    best = next((at for at in named if heads[at][1] >= OF_A_POSITION), next(iter(named), None))
    told = []
    for at, (place, names) in enumerate(heads):
        whole = BESIDES if names >= OF_A_POSITION else NO_HOLDINGS
        outcome = whole if names else NO_NAMES if found[at].rows else EMPTY
        told.append((READ if at == best else outcome, place))
    return told


def _head(table: Table, chosen: Mapping[str, str | None]) -> tuple[int, set[str]]:
    """Return the place of the first row that names columns, with the names; none where no row does."""
    for place, (_, texts) in enumerate(table[:BEFORE]):
        names = {name for cell in texts if (name := column_of(cells.text_of(cell), chosen)) not in (None, NOTE)}
        if len(names) >= FEWEST_NAMES:
            return place, names
    return 0, set()


def _likely_head(found: Sequence[Sheet], chosen: Mapping[str, str | None]) -> tuple[tuple[str, str | None], ...]:
    """Return the first row that may be names in words of its own: several texts without a figure, above other rows."""
    for sheet in found:
        for _, row in sheet.rows[: min(BEFORE, len(sheet.rows) - 1)]:
            texts = [cells.text_of(cell) for cell in row]
            named = [text for text in texts if text]
            if len(named) >= FEWEST_NAMES and not any(sign.isdigit() for text in named for sign in text):
                return tuple((text, column_of(text, chosen)) for text in texts)
    return ()
