"""The rows of a file as they were understood, and whether they agree with each other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pledge_lib.datasets.mine.loans import OF_A_LOAN, told_apart
from pledge_lib.datasets.mine.problems import Problem
from pledge_lib.datasets.mine.rows import BORROWED, DATES, LENT, OF_THE_LENDER, ON_CHAIN, ON_MARGIN, PLEDGE, PositionRow


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of the file: its texts, and what it was understood as; `left_out` says why it is no holding."""

    number: int
    texts: tuple[str, ...]
    row: PositionRow | None = None
    left_out: str | None = None
    problems: tuple[Problem, ...] = ()


def agreeing(lines: Iterable[Line]) -> list[Line]:
    """Return the lines, with a problem those that contradict an earlier one, or owe without collateral or a price."""
    said: dict[tuple[Any, ...], tuple[object, int]] = {}
    found = []
    for line in _of_several_loans(list(lines)):
        problems = []
        for about, column, value in _claims(line.row) if line.row else ():
            first, number = said.setdefault((about, column), (value, line.number))
            if first != value:
                values = {"column": column, "text": about[0], "value": value, "other": first, "row": number}
                problems.append(Problem("two_values", values))
        found.append(replace(line, row=None, problems=tuple(problems)) if problems else line)
    held = {line.row.group for line in found if line.row and line.row.symbol and line.row.kind != BORROWED}
    priced = {line.row.symbol for line in found if line.row and line.row.price is not None}
    found = [line if _is_secured(line.row, held) else _lacking(line, "symbol") for line in found]
    return [line if _is_priced(line.row, priced) else _lacking(line, "price") for line in found]


def _of_several_loans(lines: list[Line]) -> list[Line]:
    """Return the lines with the loan of each pledge where its lender has several, or a problem if unclear."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for place, line in enumerate(lines):
        if line.row and line.row.kind == PLEDGE:
            groups.setdefault(line.row.group, []).append(place)
    for (lender, _), places in groups.items():
        rows, unclear = told_apart([row for place in places if (row := lines[place].row)])
        for order, (place, row) in enumerate(zip(places, rows, strict=True)):
            if order in unclear:
                problem = Problem("whose_loan", {"column": "which", "text": lender})
                lines[place] = replace(lines[place], row=None, problems=(problem,))
            else:
                lines[place] = replace(lines[place], row=row)
    return lines


def _claims(row: PositionRow) -> Iterable[tuple[Any, ...]]:
    """Yield what a row says that other rows may say too: the price of a symbol, the terms of an account."""
    for column in ("price", "ex_date", "dividend"):
        if getattr(row, column) is not None:
            yield (row.symbol,), column, getattr(row, column)
    if row.kind == LENT:
        return
    for column in OF_THE_LENDER:
        value = getattr(row, column)
        if value is not None and not (row.kind in ON_MARGIN and column in DATES):  # each purchase has its own days
            about = (*row.group, row.which) if row.kind == PLEDGE and column in OF_A_LOAN else row.group
            yield about, column, value
    for column in ("loan_to_value", "threshold"):
        value = getattr(row, column)
        if value is not None:
            yield (row.symbol, row.group), column, value


def _is_secured(row: PositionRow | None, held: set[tuple[str, str]]) -> bool:
    return row is None or row.kind not in (PLEDGE, *ON_CHAIN) or row.group in held


def _is_priced(row: PositionRow | None, priced: set[str]) -> bool:
    """Return whether what is owed on chain has a price, there or in another row: none is a dollar by itself."""
    return row is None or row.kind != BORROWED or row.symbol in priced


def _lacking(line: Line, column: str) -> Line:
    return replace(line, row=None, problems=(Problem("missing", {"column": column}),))
