"""One row of a table, read by the columns that its head names: what it says, what it lacks, what cannot be so."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pledge_lib.datasets.lender_table import lenders
from pledge_lib.datasets.mine import cells, contract_cell, rows
from pledge_lib.datasets.mine.lines import Line
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
from pledge_lib.datasets.mine.sheets import Cell
from pledge_lib.datasets.own_contract import OWN, saved_contract

NOTE = "note"
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


def column_of(head: str, chosen: Mapping[str, str | None]) -> str | None:
    """Return which column a name stands for, as the reader chose it or as it is known; None for one that is not."""
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
        if [column_of(text, {}) for text in shown] == self.taken[: len(shown)] and any(self.taken[: len(shown)]):
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

    def _read(self, column: str, head: str, cell: Cell) -> Any:
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


def _missing(values: dict[str, Any], spoilt: Iterable[str]) -> list[Problem]:
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


def _completed(values: dict[str, Any]) -> dict[str, Any]:
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
