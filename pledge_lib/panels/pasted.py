"""A control for the reader's own closes: a box into which two columns are pasted, a date and a close in each row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import ClassVar

from pledge_lib.datasets.records import to_date
from pledge_lib.finance.checks import InputError, require_positive
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import TEXT
from pledge_lib.market.moves import beyond_limit, with_split
from pledge_lib.market.own_rows import numbered_lines, read_row, with_row
from pledge_lib.panels.controls import Control
from pledge_lib.panels.saying import Say

Rows = tuple[tuple[date, float], ...]
FEWEST, MOST = 2, 300  # rows; the text goes with every step


@dataclass(frozen=True, kw_only=True)
class Pasted(Control):
    """Closes with their dates, oldest first; on the screen they are lines such as 2025-04-02,21298.22.

    A third cell says how many shares one became on that day; later closes are then those of the old shares. `require`
    takes the key and a day, and refuses a day that will not do.
    """

    kind: ClassVar[str] = "pasted"
    default: Rows
    require: Callable[[str, date], None] = field(default=lambda key, day: None)

    def read(self, typed: str) -> Rows:
        """Return the pasted rows, or refuse them with a sentence that names the row."""
        lines = numbered_lines(typed if isinstance(typed, str) else "")
        self._require_count(len(lines))
        rows = [(place, *read_row(self.key, place, line)) for place, line in lines]
        self._require_days([(place, day) for place, day, *_ in rows])
        closes = with_split((day, close, shares) for _, day, close, shares in rows)
        unsaid = {move.day for move in beyond_limit(*zip(*closes, strict=True))}
        for place, (line_place, day, _, shares) in enumerate(rows):
            if shares != 1 and (place == 0 or day in unsaid):  # a third price is no number of shares
                raise InputError("not_a_row", name=self.key, value=dict(lines)[line_place], row=line_place)
        return closes

    def accept(self, value: Iterable[tuple[date | str, float]]) -> Rows:
        """Return the rows if there are enough, each later than the one before, else refuse them."""
        rows = tuple((to_date(self.key, day), close) for day, close in value)
        self._require_count(len(rows))
        for place, (_, close) in enumerate(rows, start=1):
            with_row(place, require_positive, self.key, close)
        self._require_days([(place, day) for place, (day, _) in enumerate(rows, start=1)])
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

    def _require_count(self, count: int):
        if not FEWEST <= count <= MOST:
            raise InputError("row_count", name=self.key, value=count, low=FEWEST, high=MOST)

    def _require_days(self, days: list[tuple[int, date]]):
        for place, day in days:
            with_row(place, self.require, self.key, day)
        for (_, before), (place, day) in pairwise(days):
            if day <= before:
                raise InputError("before_row", name=self.key, value=day, limit=before, row=place)
