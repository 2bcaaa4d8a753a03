"""What the figures of a data file must add up to, so that one changed digit is refused by file, row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from pledge_lib.datasets import tables
from pledge_lib.datasets.origins import FOLDER
from pledge_lib.datasets.tables import DatasetError, Row, require_unique
from pledge_lib.datasets.titles import Columns, Titled, read_table

FILE, DAYS = "controls.csv", "date"


@dataclass(frozen=True, slots=True)
class Control:
    """What one column of a file must add up to over a stretch of days; `weighted_total` counts the n-th row n times.

    Days are added up by their numbers, of which 1 is 0001-01-01.
    """

    file: str
    column: str
    first: date
    last: date
    rows: int
    total: Decimal
    weighted_total: Decimal

    def covers(self, day: date) -> bool:
        """Tell whether a day lies in the stretch."""
        return self.first <= day <= self.last

    def fault(self, values: Sequence[Decimal | date]) -> tuple[int, str] | None:
        """Return what is wrong with the values of the stretch: the place of the row, and what to do."""
        span = f"{self.first} to {self.last}"
        if len(values) != self.rows:
            problem = f"{span} has {len(values)} rows instead of {self.rows}; restore the lost or extra rows"
            return len(values) - 1, problem
        amounts = [Decimal(value.toordinal()) if isinstance(value, date) else value for value in values]
        off = sum(amounts) - self.total
        weighted_off = sum(number * amount for number, amount in enumerate(amounts, 1)) - self.weighted_total
        if not off and not weighted_off:
            return None
        number = weighted_off / off if off else 0
        if number == int(number) and 1 <= number <= len(values):
            wrong, amount = values[int(number) - 1], amounts[int(number) - 1] - off
            right = date.fromordinal(int(amount)) if isinstance(wrong, date) else amount
            return int(number) - 1, f"{wrong} should be {right} by the totals in controls.csv; restore it"
        return 0, f"several values of {span} differ from the totals in controls.csv; restore the file"


@cache
def controls() -> tuple[Control, ...]:
    """Return the control totals: one for each file, stretch of days and column."""
    columns: Columns = {
        "file": tables.nonempty_text,
        "column": tables.nonempty_text,
        "first": tables.day,
        "last": tables.day,
    }
    columns |= {"rows": tables.whole(1, 10_000)}
    columns |= dict.fromkeys(("total", "weighted_total"), tables.decimal("-1e15", "1e15"))
    rows = read_table(FOLDER, FILE, columns)
    require_unique(FILE, rows, "first", (0, 1, 2))
    return tuple(Control(*row.values) for row in rows)


def checked_stretches(file: str, columns: Mapping[str, tables.Parser | Titled]) -> list[list[Row]]:
    """Return the rows of a file with a column of days, by stretch, each held against its totals.

    Columns with totals must be parsed to Decimal.
    """
    rows = read_table(FOLDER, file, columns)
    day = [*columns].index(DAYS)
    own = [control for control in controls() if control.file == file]
    stretches = [control for control in own if control.column == DAYS]
    for row in rows:
        if not any(control.covers(row.values[day]) for control in stretches):
            spans = ", ".join(f"{control.first} to {control.last}" for control in stretches)
            problem = f"{row.values[day]} lies outside the days of the file ({spans}); restore the date"
            raise DatasetError(file, problem, row.number, DAYS)
    for control in own:
        place = [*columns].index(control.column)
        part = [row for row in rows if control.covers(row.values[day])]
        fault = control.fault([row.values[place] for row in part])
        if fault:
            number, problem = fault
            raise DatasetError(file, problem, part[number].number if part else None, control.column)
    return [[row for row in rows if control.covers(row.values[day])] for control in stretches]
