"""A file as it was understood: which column is which, what each row says, what was left out, and why.

Nothing is half-loaded: only a preview without a problem is `ready`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from pledge_lib.datasets.lender_table import lenders
from pledge_lib.datasets.mine import cells, contract_cell, rows
from pledge_lib.datasets.mine.lines import Line, agreeing
from pledge_lib.datasets.mine.problems import Problem, Unreadable
from pledge_lib.datasets.mine.rows import (
    BORROWED,
    COLUMNS,
    DATES,
    LENT,
    LONG,
    NUMBERS,
    PLEDGE,
    PLEDGE_RULES,
    POSTED,
    SHORT,
    SUPPLIED,
    PositionRow,
)
from pledge_lib.datasets.mine.sheets import BEFORE, MOST_ROWS, Cell, sheets
from pledge_lib.datasets.own_contract import OWN, saved_contract

Table = list[tuple[int, list[Cell]]]  # the rows of a sheet, each with its line
NOTE = "note"
FEWEST_NAMES = 3  # a row with so many known names is the head of the table
LOT_NAMES = ("張", "lots")
KIND_OF_RULES = {"bank": "tw-bank-pledge", "broker": "tw-broker-pledge", "securities finance company": "tw-sfc-pledge"}
NEEDED = {  # what a row of each kind cannot do without; a pledge may have a row for the loan alone
    LONG: ("symbol", "shares", "price", "loan"),
    SHORT: ("symbol", "shares", "price", "proceeds", "margin"),
    POSTED: ("symbol", "shares", "price"),
    LENT: ("symbol", "shares", "price", "annual_rate"),
    SUPPLIED: ("symbol", "shares", "price", "threshold"),
    BORROWED: ("symbol", "shares"),
}


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A whole file: its columns by name with what each was taken for (None: not read), its rows, its problems."""

    file: str
    columns: tuple[tuple[str, str | None], ...] = ()
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def rows(self) -> tuple[PositionRow, ...]:
        """Return every row that was understood."""
        return tuple(line.row for line in self.lines if line.row)

    @cached_property
    def not_understood(self) -> tuple[Line, ...]:
        """Return every line that has a problem."""
        return tuple(line for line in self.lines if line.problems)

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
        tables = sheets(data)
    except Unreadable as unreadable:
        return Preview(file=file, problems=(unreadable.problem,))
    head = _with_head(tables, columns or {})
    if head is None:
        return Preview(file=file, columns=_likely_head(tables, columns or {}), problems=(Problem("no_header"),))
    place, found = head
    heads = [cells.text_of(cell) for cell in found[place][1]]
    taken = [_column(head, columns or {}) for head in heads]
    known = tuple(zip(heads, taken, strict=True))
    twice = [name for name, times in Counter(name for name in taken if name not in (None, NOTE)).items() if times > 1]
    if twice:
        return Preview(file=file, columns=known, problems=tuple(Problem("twice", {"column": name}) for name in twice))
    reader = Reader(heads, taken, years)
    body = found[place + 1 :]
    if len(body) > MOST_ROWS:
        return Preview(file=file, columns=known, problems=(Problem("too_many_rows", {"limit": MOST_ROWS}),))
    lines = agreeing([reader.line(number, texts) for number, texts in body])
    problems = () if any(line.row or line.problems for line in lines) else (Problem("no_rows"),)
    return Preview(file=file, columns=known, lines=tuple(lines), problems=problems)


def _with_head(found: list[Table], chosen: Mapping[str, str | None]) -> tuple[int, Table] | None:
    """Return the first sheet that names its columns, with the place of that row."""
    for sheet in found:
        for place, (_, texts) in enumerate(sheet[:BEFORE]):
            names = {_column(cells.text_of(cell), chosen) for cell in texts} - {None, NOTE}
            if len(names) >= FEWEST_NAMES:
                return place, sheet
    return None


def _likely_head(found: list[Table], chosen: Mapping[str, str | None]) -> tuple[tuple[str, str | None], ...]:
    """Return the first row that may be names in words of its own: several texts without a figure, above other rows."""
    for sheet in found:
        for _, row in sheet[: min(BEFORE, len(sheet) - 1)]:
            texts = [cells.text_of(cell) for cell in row]
            named = [text for text in texts if text]
            if len(named) >= FEWEST_NAMES and not any(sign.isdigit() for text in named for sign in text):
                return tuple((text, _column(text, chosen)) for text in texts)
    return ()


def _column(head: str, chosen: Mapping[str, str | None]) -> str | None:
    return chosen[head] if head in chosen else rows.known("columns").get(cells.plain(head))


class Reader:
    """Reads the rows of one table, by the columns that its head names."""

    def __init__(self, heads: list[str], taken: list[str | None], years: str | None):
        self.heads, self.taken, self.years = heads, taken, years
        self.totals = set(rows.names()["words"]["totals"])
        self.nothing = set(rows.names()["words"]["nothing"])

    def line(self, number: int, texts: list[Cell]) -> Line:
        """Return one row as it was understood."""
        shown = tuple(map(cells.text_of, texts))
        if any(text.casefold().strip(" :") in self.totals for text in shown):
            return Line(number=number, texts=shown, left_out="total")
        if [_column(text, {}) for text in shown] == self.taken[: len(shown)] and any(self.taken[: len(shown)]):
            return Line(number=number, texts=shown, left_out="head")
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for place, column in enumerate(self.taken[: len(texts)]):
            if column not in COLUMNS or shown[place].casefold() in self.nothing or not shown[place]:
                continue
            try:
                values[column] = self._read(column, self.heads[place], texts[place])
            except Unreadable as unreadable:
                problems.append(unreadable.problem)
        if not values and not problems:
            return Line(number=number, texts=shown, left_out="remark")
        spoilt = {str(problem.values.get("column")) for problem in problems}
        problems += _missing(values, spoilt)
        if not problems:
            try:
                values = _completed(values)
            except Unreadable as unreadable:
                problems.append(unreadable.problem)
        row = None if problems else PositionRow(**values)
        return Line(number=number, texts=shown, row=row, problems=tuple(problems))

    def _read(self, column: str, head: str, cell: Cell):
        if column == "symbol":
            return cells.code(column, cell)
        if column in ("lender", "which"):
            return cells.name(column, cell)
        if column == "shares":
            return cells.count(column, cell, lots=any(name in head.casefold() for name in LOT_NAMES))
        if column in DATES:
            return cells.day(column, cell, self.years)
        if column in NUMBERS:
            unit, low, high = NUMBERS[column]
            return cells.number(column, cell, unit, low=low, high=high, per_cent="%" in head)
        if column == "rules" and (contract := contract_cell.read(cell)):
            return contract_cell.arriving(contract)
        part = "kinds" if column == "kind" else "rules"
        return cells.word(column, cell, rows.known(part), ", ".join(rows.names()[part]))


def _missing(values: dict, spoilt: Iterable[str]) -> list[Problem]:
    """Return what a row lacks, and what cannot be so."""
    needed = ["lender", "kind", *NEEDED.get(values.get("kind", ""), ())]
    if values.get("kind") == PLEDGE and ("symbol" in values or "loan" not in values):
        needed += ["symbol", "shares", "price"]
    found = [Problem("missing", {"column": name}) for name in needed if name not in values and name not in spoilt]
    for name in ("price", "shares") if values.get("kind") == LENT else ("price",):
        if values.get(name) == 0:
            found.append(Problem("not_positive", {"column": name, "text": "0"}))
    if values.get("shares", 0) % 1 and values.get("kind") not in (SUPPLIED, BORROWED, None):
        found.append(Problem("not_whole", {"column": "shares", "text": str(values["shares"])}))
    if "drawn" in values and "matures" in values and values["matures"] < values["drawn"]:
        found.append(Problem("before", {"value": values["matures"], "other": values["drawn"]}))
    return found


def _completed(values: dict) -> dict:
    """Return the row with the rules of its lender, where its name tells them."""
    if values["kind"] != PLEDGE:
        return values
    given = values.get("rules") or _rules_of(values["lender"])
    if given is None:
        choices = ", ".join(rows.names()["rules"][name]["en"][0] for name in PLEDGE_RULES)
        raise Unreadable("unknown_lender", column="rules", text=values["lender"], choices=choices)
    if given == OWN and saved_contract() is None:
        raise Unreadable("no_contract", column="rules", text=rows.names()["rules"][OWN]["en"][0])
    return values | {"rules": given}


@lru_cache(maxsize=256)
def _rules_of(lender: str) -> str | None:
    """Return the rules of a lender: one of the lenders' table, or one whose name says what it is."""
    for known in lenders():
        if lender in known.lender.values():
            return KIND_OF_RULES[known.kind]
    for name in reversed(PLEDGE_RULES):
        if any(sign in lender.casefold() for sign in rows.names()["rules"][name]["sign"]):
            return name
    return None
