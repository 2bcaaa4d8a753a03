"""The two logs of F4.7 as one: what happened on which day, on chain or in Taipei, and what was left of own money."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.market import events
from pledge_lib.market.crypto import block_engine
from pledge_lib.panels.crypto.two_clocks_model import TwoClocks
from pledge_lib.panels.words import Words

ID = "F4.7"
CHAIN, TAIPEI = "chain", "taipei"
START, END = "start", "end"
IN_TAIPEI = (events.NOTICE, events.RESERVE_PAID, events.CANCEL, events.DEADLINE, events.SOLD, events.UNFILLED)
NOTHING = "—"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened: its day and lane, the health factor or ratio of that day, the own money left."""

    day: date
    lane: str
    kind: str
    left: float
    level: float = 0.0
    fields: Mapping[str, str] = field(default_factory=dict)

    def text(self, words: Words) -> str:
        """Return the event in words, the lane before it."""
        return words(f"{ID}.event.{self.lane}.{self.kind}", **self.fields)

    def cells(self, words: Words) -> tuple[str, str, str, str]:
        """Return the row of the table: day, what happened, health factor or ratio, share of own money."""
        level = amount_text(self.level, 4) if self.lane == CHAIN else percent_text(self.level)
        shown = level if 0 < self.level < 1_000 else NOTHING
        return self.day.isoformat(), self.text(words), shown, percent_text(self.left)


def entries(result: TwoClocks) -> list[Entry]:
    """Return everything that happened on both lanes, oldest first, the chain before Taipei."""
    return sorted((*_of_chain(result), *_of_taipei(result)), key=lambda entry: entry.day)


def table(result: TwoClocks, words: Words) -> tuple[tuple[str, ...], ...]:
    """Return both logs as one table with its head."""
    head = tuple(words(f"{ID}.column.{name}") for name in ("day", "event", "level", "left"))
    return (head, *(entry.cells(words) for entry in entries(result)))


def _of_chain(result: TwoClocks) -> Iterator[Entry]:
    rows = result.chain.rows
    for place, (row, left) in enumerate(zip(rows, result.chain_left, strict=True)):
        fields = {
            "calls": amount_text(len(row.calls)),
            "repaid": amount_text(sum(call.repaid for call in row.calls)),
            "penalty": amount_text(row.penalty),
            "debt": amount_text(row.debt),
            "paid": amount_text(row.paid),
        }
        happened = [(event, row.health if event == block_engine.LIQUIDATED else row.health_after)
                    for event in row.events]  # fmt: skip
        happened = [(START, row.health)] * (place == 0) + happened
        happened += [(END, row.health_after)] * (place == len(rows) - 1)
        for kind, level in happened:
            yield Entry(day=row.date, lane=CHAIN, kind=kind, left=left, level=level, fields=fields)


def _of_taipei(result: TwoClocks) -> Iterator[Entry]:
    rows = result.taipei.rows
    for place, (row, left) in enumerate(zip(rows, result.taipei_left, strict=True)):
        open_call = row.deadline is not None
        fields = {
            "called_sum": amount_text(row.called_sum or 0),
            "deadline": row.deadline.isoformat() if open_call else "",
            "first_sale": row.first_sale.isoformat() if open_call else "",
            "paid": amount_text(row.from_reserve),
            "sale": amount_text(sum(statement.sale_value for statement in row.statements)),
            "debt": amount_text(row.debt),
        }
        cancelled = events.CANCEL in row.events
        happened = [
            event for event in IN_TAIPEI if event in row.events and not (cancelled and event == events.DEADLINE)
        ]
        kinds = [*([START] if place == 0 else ()), *happened, *([END] if place == len(rows) - 1 else ())]
        for kind in kinds:
            yield Entry(day=row.date, lane=TAIPEI, kind=kind, left=left, level=row.ratio, fields=fields)
