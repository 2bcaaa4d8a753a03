"""Balance-sheet twins: the same shares and the same debt, once by pledging what one has, once by buying on margin."""

from collections.abc import Iterator
from dataclasses import dataclass

from pledge_lib.finance.units import Money
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.overview.one_shock_lanes import MARGIN, VALUE
from pledge_lib.panels.overview.one_shock_model import OneShock
from pledge_lib.panels.table import Row, Table


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What somebody has and owes: shares and cash on one side, debt and own money on the other."""

    shares: Money
    cash: Money
    debt: Money

    @property
    def own(self) -> Money:
        return self.shares + self.cash - self.debt


@dataclass(frozen=True, kw_only=True)
class Twins:
    """Two people before and after: one pledges shares for cash, one buys the same shares with the same loan."""

    pledge_before: Sheet
    pledge_after: Sheet
    margin_before: Sheet
    margin_after: Sheet


def twins(result: OneShock) -> Twins:
    """Return both with the loan of the margin lane, or half the value where that lane is not shown."""
    margin = next((lane for lane in result.lanes if lane.name == MARGIN), None)
    loan = VALUE / margin.start if margin else VALUE / 2
    return Twins(
        pledge_before=Sheet(shares=VALUE, cash=0, debt=0),
        pledge_after=Sheet(shares=VALUE, cash=loan, debt=loan),
        margin_before=Sheet(shares=0, cash=VALUE - loan, debt=0),
        margin_after=Sheet(shares=VALUE, cash=0, debt=loan),
    )


def rows(result: OneShock) -> Iterator[Row]:
    """Yield a row for each side of the sheet."""
    found = twins(result)
    for name in ("shares", "cash", "debt", "own"):
        cells = tuple(f"{sheet}.{name}" for sheet in vars(found))
        yield Row(cells, name, found)


TWINS = Drawer(
    name="twins",
    table=Table(rows=rows, columns=("sheet", "pledge_before", "pledge_after", "margin_before", "margin_after")),
)
