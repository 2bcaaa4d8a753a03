"""The log of F1.3: what happened on which day, at which ratio, and which sum it was about."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from pledge_lib.finance.units import Money, Percent, Shares, Word
from pledge_lib.market import events, procedure
from pledge_lib.market.events import TimelineLog, TimelineRow

START, LOWEST, SUSPENDED, END = "start", "lowest", "suspended", "end"
SALE_LINES = ("tax", "commission", "interest_paid", "principal_paid", "surplus", "shortfall")
LOGGED = tuple(event for event in events.EVENTS if event != events.NO_TRADING)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened on the day of a row, and the sum in TWD that it was about."""

    row: TimelineRow
    event: Word
    amount: Money | None = None

    @property
    def ratio(self) -> Percent | None:
        """Return the ratio of the day; None where there is none, and for the lines of a sale, which share one day."""
        is_line = self.event.replace("-", "_") in SALE_LINES
        return self.row.ratio if has_ratio(self.row) and not is_line else None

    @property
    def shares(self) -> Shares:
        """Return how many shares a forced sale sold."""
        return sum(self.row.sold_shares.values())


def has_ratio(row: TimelineRow) -> bool:
    """Return whether something is owed and something pledged."""
    return 0 < row.ratio < math.inf


def entries(log: TimelineLog) -> Iterator[Entry]:
    """Yield everything that happened, oldest first."""
    first, last = log.rows[0], log.rows[-1]
    yield Entry(row=first, event=START, amount=first.principal)
    lowest_day = log.summary.lowest_day
    went_on: set[str] = set()
    for row in log:
        now = set(row.events) - ({events.DEADLINE} if events.CANCEL in row.events else set())
        for event in LOGGED:
            if event in now - (went_on & {events.PREMARK}):
                yield from entries_of(event, row)
        if row.date == lowest_day:
            yield Entry(row=row, event=LOWEST)
        went_on = now
    yield Entry(row=last, event=f"{END}-{last.state}")


def entries_of(event: str, row: TimelineRow) -> Iterator[Entry]:
    """Yield the entries of one event: a sale has one for each use of its money."""
    suspended = event == events.DEADLINE and row.state == procedure.WATCH
    yield Entry(row=row, event=SUSPENDED if suspended else event, amount=amount_of(event, row))
    if event == events.SOLD:
        for name in SALE_LINES:
            part = sum(getattr(statement, name) for statement in row.statements)
            if part:
                yield Entry(row=row, event=name.replace("_", "-"), amount=part)


def amount_of(event: str, row: TimelineRow) -> float | None:
    """Return the sum that an event is about."""
    match event:
        case events.NOTICE:
            return row.called_sum
        case events.DEADLINE | events.SAME_DAY_DUE:
            return max(0.0, row.called_sum - row.paid)
        case events.RESERVE_PAID:
            return row.from_reserve
        case events.PAYMENT:
            return row.paid_today - row.from_reserve
        case events.SOLD:
            return sum(statement.sale_value for statement in row.statements)
        case events.BILL:
            return row.bill
    return None
