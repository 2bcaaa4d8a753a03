"""A file in the reader's words: what each row was understood as, what was left out, and why what was not is not."""

from pledge_lib.datasets import title
from pledge_lib.datasets.mine import contract_cell
from pledge_lib.datasets.mine.lines import Line
from pledge_lib.datasets.mine.preview import READ, Preview, SheetSeen
from pledge_lib.datasets.mine.problems import Problem
from pledge_lib.datasets.mine.rows import COLUMNS, NUMBERS, PARTS, PositionRow, written
from pledge_lib.datasets.own_contract import OWN, saved_contract
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import DATE, SHARES
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels.mine.position import lender_said, several_loans_said
from pledge_lib.panels.words import Words

MANY = 40  # rows; of more nobody reads all


def understood(seen: Preview, words: Words) -> tuple[str, ...]:
    """Return the preview as lines: sheets, columns, each row as understood or why not, whether it may be kept.

    Of many rows those that are not understood stand first.
    """
    found = [
        words(f"mine.sheet-seen.{sheet.outcome}", sheet=sheet.name) for sheet in sorted(seen.sheets, key=_read_first)
    ]
    found += [words("mine.seen.columns", columns=_columns(seen, words))] if seen.columns else []
    if seen.unknown:
        found.append(words("mine.seen.unread", columns=words("join").join(seen.unknown)))
    found += [problem_said(problem, words) for problem in seen.problems]
    found += contracts_said(seen, words)
    if seen.ready:
        found += several_loans_said(portfolio_of(seen), words)
    for line in seen.not_understood + seen.others if len(seen.lines) > MANY else seen.lines:
        found.append(words(f"mine.seen.{_kind(line)}", row=str(line.number), said=_line_said(line, words)))
    key = "ready" if seen.ready else "not-ready"
    counts = {"rows": str(len(seen.rows)), "bad": str(len(seen.not_understood))}
    return (*found, words(f"mine.seen.{key}", **counts))


def problem_said(problem: Problem, words: Words) -> str:
    """Return a reason in the reader's language, columns by the names that a file in it bears."""
    said = {name: str(value) for name, value in problem.values.items()}
    if said.get("column") in COLUMNS:
        said["column"] = written("columns", said["column"], words.language)
    return words(f"mine.problem.{problem.key}", **said)


def row_said(row: PositionRow, words: Words) -> str:
    """Return a row as it was understood: its columns by name, each number with its unit."""
    parts = [words(f"mine.kind.{row.kind}"), lender_said(row.lender, words)]
    for column in COLUMNS:
        value = getattr(row, column)
        if value not in (None, "") and column not in ("lender", "kind"):
            name = written("columns", column, words.language)
            parts.append(f"{name} {_value_said(column, value, words)}")
    return words("join").join(parts)


def _value_said(column: str, value, words: Words) -> str | Quantity:
    if column in NUMBERS:
        return NUMBERS[column][0](value)
    if column == "shares":
        return SHARES(value)
    if column == contract_cell.COLUMN:
        return contract_cell.written(value, words.language)
    if column in PARTS:
        return written(PARTS[column], value, words.language)
    return value if isinstance(value, str) else DATE(value)


def contracts_said(seen: Preview, words: Words) -> tuple[str, ...]:
    """Return what is to be said of each contract that came with the position."""
    return tuple(_contract_said(contract, words) for contract in seen.contracts)


def _read_first(sheet: SheetSeen) -> bool:
    return sheet.outcome != READ


def _contract_said(brought: str, words: Words) -> str:
    """Return that a contract came with the position, and how it stands to the one kept here, which it leaves alone."""
    said = {"contract": contract_cell.written(brought, words.language), "name": words.of(title(brought))}
    if saved_contract() is None:
        return words("mine.seen.contract", **said)
    kept = {"kept": contract_cell.written(str(contract_cell.leaving(OWN)), words.language), "own": words.of(title(OWN))}
    return words("mine.seen.other-contract", **said, **kept)


def _columns(seen: Preview, words: Words) -> str:
    said = [
        f"{head}→{written('columns', column, words.language)}"
        for head, column in seen.columns
        if column in COLUMNS and head
    ]
    return words("join").join(said)


def _kind(line: Line) -> str:
    return "row" if line.row else "problem" if line.problems else "left-out"


def _line_said(line: Line, words: Words) -> str:
    if line.row:
        return row_said(line.row, words)
    if line.problems:
        return " ".join(problem_said(problem, words) for problem in line.problems)
    return words(f"mine.left-out.{line.left_out}")
