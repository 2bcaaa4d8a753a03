"""The two logs of F4.7 as one: what happened on which day, on chain or in Taipei, and what was left of own money."""

from collections.abc import Iterator
from dataclasses import dataclass

from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import HEALTH, PERCENT, Count, Dollars, Money, Percent, Word
from pledge_lib.market import events
from pledge_lib.market.crypto.block_engine import LIQUIDATED, BlockLog, BlockRow
from pledge_lib.market.events import TimelineLog, TimelineRow

CHAIN, TAIPEI = "chain", "taipei"
START, END = "start", "end"
IN_TAIPEI = (events.NOTICE, events.RESERVE_PAID, events.CANCEL, events.DEADLINE, events.SOLD, events.UNFILLED)
ENDLESS = 1_000  # a health factor or ratio that says only that next to nothing is owed


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened on the day of a row of one lane, and the share of own money left at its close."""

    row: BlockRow | TimelineRow
    lane: str
    kind: str
    left: Percent

    @property
    def event(self) -> Word:
        return f"{self.lane}.{self.kind}"

    @property
    def level(self) -> Quantity:
        """Return the health factor or the ratio of the day; none where nothing is owed or nothing pledged."""
        if self.lane == TAIPEI:
            level = PERCENT(self.row.ratio)
        else:
            before = self.kind in (START, LIQUIDATED)
            level = HEALTH(self.row.health if before else self.row.health_after)
        return level if 0 < level.value < ENDLESS else level.unit(None)

    @property
    def calls(self) -> Count:
        """Return how many liquidation calls the day had."""
        return len(self.row.calls)

    @property
    def repaid(self) -> Dollars:
        """Return how much debt the liquidators of the day repaid."""
        return sum(call.repaid for call in self.row.calls)

    @property
    def sale(self) -> Money:
        """Return what the forced sale of the day brought."""
        return sum(statement.sale_value for statement in self.row.statements)


def entries(chain: BlockLog, chain_left, taipei: TimelineLog, taipei_left) -> tuple[Entry, ...]:
    """Return everything that happened on both lanes, oldest first, the chain before Taipei."""
    lanes = ((CHAIN, chain.rows, chain_left), (TAIPEI, taipei.rows, taipei_left))
    found = [
        Entry(row=row, lane=lane, kind=kind, left=left)
        for lane, rows, shares in lanes
        for row, left in zip(rows, shares, strict=True)
        for kind in kinds(lane, row, rows)
    ]
    return tuple(sorted(found, key=lambda entry: entry.row.date))


def kinds(lane: str, row: BlockRow | TimelineRow, rows: tuple) -> Iterator[str]:
    """Yield what happened on the day of a row; where a call is cancelled, its deadline is no event."""
    if row is rows[0]:
        yield START
    if lane == CHAIN:
        yield from row.events
    else:
        passed = {events.DEADLINE} if events.CANCEL in row.events else set()
        yield from (event for event in IN_TAIPEI if event in row.events and event not in passed)
    if row is rows[-1]:
        yield END
