"""A control for the reader's own closes: a box into which two columns are pasted, a date and a close in each row."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import ClassVar

from pledge_lib.datasets.records import to_date
from pledge_lib.finance.checks import InputError, require_positive
from pledge_lib.finance.units import TEXT, Quantity
from pledge_lib.panels.controls import Control
from pledge_lib.panels.saying import Say

Rows = tuple[tuple[date, float], ...]
FEWEST, MOST = 2, 300  # rows; the text goes with every step


@dataclass(frozen=True, kw_only=True)
class Pasted(Control):
    """Closes with their dates, oldest first; on the screen they are lines such as 2025-04-02,21298.22.

    A comma, semicolon, tab or blank stands between the two; a head without digits is skipped. `require` takes the key
    and a day, and refuses a day that will not do.
    """

    kind: ClassVar[str] = "pasted"
    default: Rows
    require: Callable[[str, date], None] = field(default=lambda key, day: None)

    def read(self, typed: str) -> Rows:
        """Return the pasted rows, or refuse them with a sentence that names the row."""
        lines = [line.strip() for line in unicodedata.normalize("NFKC", str(typed)).splitlines()]
        lines = [line for line in lines if any(sign.isdigit() for sign in line)]
        return self.accept(self._row(line) for line in lines)

    def accept(self, value: Iterable[tuple[date | str, float]]) -> Rows:
        """Return the rows if there are enough, each later than the one before, else refuse them."""
        rows = tuple((to_date(self.key, day), close) for day, close in value)
        if not FEWEST <= len(rows) <= MOST:
            raise InputError("row_count", name=self.key, value=len(rows), low=FEWEST, high=MOST)
        for day, close in rows:
            require_positive(self.key, close)
            self.require(self.key, day)
        for (before, _), (day, _) in pairwise(rows):
            if day <= before:
                raise InputError("before", name=self.key, value=day, limit=before)
        return rows

    def from_screen(self, value: str) -> Rows:
        """Return the rows of the box on the screen, or refuse them."""
        return self.read(value)

    def on_screen(self, value: Rows) -> str:
        """Return the rows as text."""
        return "\n".join(f"{day.isoformat()},{close:.12g}" for day, close in value)

    def said(self, value: Rows, say: Say) -> Quantity:
        """Return the rows as a list."""
        return TEXT(self.on_screen(value).replace("\n", "; "))

    def described(self, say: Say) -> dict:
        """Return what a page needs to draw the box and its help."""
        return super().described(say) | {"help": say(f"{self.key}.help")}

    def _row(self, line: str) -> tuple[date, float]:
        cells = line.replace("/", "-").translate(str.maketrans(",;\t\"'", "     ")).split()
        try:
            year, month, day = map(int, cells[0].split("-"))
            (close,) = map(float, cells[1:])
            return date(year, month, day), close
        except (ValueError, IndexError):
            raise InputError("not_a_row", name=self.key, value=line) from None
