"""What a workbook of a position says beside its arithmetic, so that its table is read again as the same position."""

from collections.abc import Iterable

from pledge_lib.datasets import rules as rule_profile
from pledge_lib.datasets.mine import contract_cell
from pledge_lib.datasets.mine.rows import COLUMNS, NUMBERS, PositionRow, written
from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.unit import Unit
from pledge_lib.finance.units import MONEY

BEFORE = ("lender", "kind", "symbol", "shares", "price", "loan")  # what stands in the columns to the left of them
OF_THE_ACCOUNT = {"annual_rate": "K", "call_line": "F", "cure_target": "G"}  # with the account's column for each
OF_A_CONTRACT = ("call_line", "cure_target")  # in a file only where they are not the profile's
NOTHING = "-"  # what a formula says that has nothing to say: an empty text would be read as no value


class Terms:
    """Which columns there are from `first` on, and what is in each; `accounts` is how a formula calls that sheet."""

    def __init__(self, rows: Iterable[PositionRow], first: int, accounts: str):
        self.accounts = accounts
        rows = tuple(rows)
        told = [name for name in COLUMNS if name not in BEFORE]
        used = [name for name in told if name in OF_THE_ACCOUNT or any(getattr(row, name) is not None for row in rows)]
        self.columns = {name: first + place for place, name in enumerate(used)}

    def head(self, column: str, language: str) -> str:
        """Return the name of a column as a file in a language bears it."""
        return written("columns", column, language)

    def word(self, column: str, value: str, language: str) -> str:
        """Return the word for a value of a column of words."""
        return contract_cell.written(value, language) if column == contract_cell.COLUMN else value

    def unit(self, column: str) -> Unit:
        """Return the unit of a column; that of money for one that holds no numbers."""
        return NUMBERS[column][0] if column in NUMBERS else MONEY

    def cell(self, column: str, row: int) -> str:
        """Return how a formula calls the cell of a row."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return xl_rowcol_to_cell(row, self.columns[column])

    def formula(self, column: str, account: Account, of: int) -> str | None:
        """Return what reads the account's own cell; a term that is the profile's is left out. None for an input."""
        if column not in OF_THE_ACCOUNT or (column == "annual_rate" and getattr(account, "drawings", ())):
            return None
        cell = f"{self.accounts}{OF_THE_ACCOUNT[column]}{of + 1}"
        if column not in OF_A_CONTRACT:
            return f"={cell}"
        if account.rules is None:
            return None
        return f'=IF({cell}={getattr(rule_profile(account.rules.name), column)!r},"{NOTHING}",{cell})'
