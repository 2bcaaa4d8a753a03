"""What F2.4 tells of the call: each business day, and each position on the day of the notice."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from pledge_lib.finance.units import Date, Money, Percent, Phrases, Word
from pledge_lib.market import events, procedure
from pledge_lib.market.events import TimelineRow

OPEN = (procedure.CALLED, procedure.WATCH, procedure.SAME_DAY)
TOLD = (
    events.NO_TRADING,
    events.PAYMENT,
    events.SAME_DAY_DUE,
    events.NOTICE,
    events.DEADLINE,
    events.CANCEL,
    events.SOLD,
    events.BILL,
)


@dataclass(frozen=True)
class Asked:
    """What a notice asks of one position."""

    name: Word
    amount: Money


@dataclass(frozen=True, kw_only=True)
class OnTheDay:
    """A position on the day that is shown, before any payment, and the day on which it was sold."""

    name: Word
    kind: Word
    ratio: Percent
    mark: Word
    called_sum: Money | None
    sold: Date | None


@dataclass(frozen=True)
class CallDay:
    """One business day as it is told."""

    row: TimelineRow

    @property
    def ratio(self) -> Percent | None:
        """Return the ratio; None for an account without debt or shares."""
        return self.row.ratio if 0 < self.row.ratio < math.inf else None

    @property
    def missing(self) -> Money | None:
        """Return what an open call still lacks."""
        return max(self.row.called_sum - self.row.paid, 0) if self.row.state in OPEN else None

    @property
    def name(self) -> tuple[Word, ...]:
        """Return the positions sold on the day."""
        return tuple(sorted(self.row.sold_shares))

    @property
    def sale(self) -> Money:
        return sum(statement.sale_value for statement in self.row.statements)

    @property
    def sums(self) -> Phrases:
        """Return the called sum of each position."""
        return tuple(("sum", Asked(name, amount)) for name, amount in self.row.called_sums.items())

    @property
    def happened(self) -> Phrases:
        return tuple((f"event.{event}",) for event in self._told())

    def _told(self) -> Iterator[str]:
        untold = {events.DEADLINE} if events.CANCEL in self.row.events else set()
        untold |= set() if self.row.bill_due else {events.BILL}  # paid on its own day
        return (event for event in TOLD if event in self.row.events and event not in untold)
