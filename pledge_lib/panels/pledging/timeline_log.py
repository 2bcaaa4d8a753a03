"""The log of F1.3 in words: what happened on which day, at which ratio, and which sum it was about."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.market import events, procedure
from pledge_lib.market.events import TimelineRow
from pledge_lib.panels.pledging.timeline_model import Timeline
from pledge_lib.panels.words import Words

ID = "F1.3"
START, LOWEST, SUSPENDED, END = "start", "lowest", "suspended", "end"
SALE_LINES = ("tax", "commission", "interest_paid", "principal_paid", "surplus", "shortfall")
LOGGED = tuple(event for event in events.EVENTS if event != events.NO_TRADING)
NOTHING = "—"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened: its day, kind, ratio and sum in TWD, and the numbers of its text."""

    day: date
    kind: str
    ratio: float
    amount: float | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    def text(self, words: Words) -> str:
        """Return the event in words."""
        return words(f"{ID}.event.{self.kind}", **self.fields)

    def cells(self, words: Words) -> tuple[str, str, str, str]:
        """Return the row of the table: day, what happened, ratio, sum."""
        ratio = percent_text(self.ratio) if 0 < self.ratio < math.inf else NOTHING
        amount = NOTHING if self.amount is None else amount_text(self.amount)
        return self.day.isoformat(), self.text(words), ratio, amount


def entries(result: Timeline) -> list[Entry]:
    """Return everything that happened, oldest first."""
    found = [_start(result)]
    lowest_day = result.log.summary.lowest_day
    went_on: set[str] = set()
    for row in result.log:
        now = set(row.events) - ({events.DEADLINE} if events.CANCEL in row.events else set())
        found += [entry for event in LOGGED if event in now - (went_on & {events.PREMARK})
                  for entry in _entries_of(event, row, result)]  # fmt: skip
        if row.date == lowest_day:
            found.append(Entry(day=row.date, kind=LOWEST, ratio=row.ratio))
        went_on = now
    last = result.last
    return [*found, Entry(day=last.date, kind=f"{END}-{last.state}", ratio=last.ratio)]


def table(result: Timeline, words: Words) -> tuple[tuple[str, ...], ...]:
    """Return the log as a table with its head."""
    head = tuple(words(f"{ID}.column.{name}") for name in ("day", "event", "ratio", "amount"))
    return (head, *(entry.cells(words) for entry in entries(result)))


def _start(result: Timeline) -> Entry:
    fields = {"shares": amount_text(result.path.shares), "price": amount_text(result.path.closes[0], 2)}
    first = result.first
    return Entry(day=first.date, kind=START, ratio=first.ratio, amount=first.principal, fields=fields)


def _entries_of(event: str, row: TimelineRow, result: Timeline) -> Iterator[Entry]:
    """Yield the entries of one event: a sale has one for each use of its money."""
    kind, amount, fields = event, None, {}
    if event == events.NOTICE:
        fields = {"line": percent_text(result.rules.call_line), "deadline": row.deadline.isoformat(),
                  "first_sale": row.first_sale.isoformat()}  # fmt: skip
        amount = row.called_sum
    elif event in (events.DEADLINE, events.SAME_DAY_DUE):
        kind = SUSPENDED if event == events.DEADLINE and row.state == procedure.WATCH else event
        fields = {"line": percent_text(result.rules.call_line)}
        amount = max(0.0, row.called_sum - row.paid)
    elif event == events.RESERVE_PAID:
        amount = row.from_reserve
    elif event == events.PAYMENT:
        amount = row.paid_today - row.from_reserve
    elif event == events.SOLD:
        sold = sum(row.sold_shares.values())
        fields = {"shares": amount_text(sold), "price": amount_text(row.close, 2)}
        amount = sum(statement.sale_value for statement in row.statements)
    elif event == events.BILL:
        fields, amount = {"due": row.bill_due.isoformat()}, row.bill
    yield Entry(day=row.date, kind=kind, ratio=row.ratio, amount=amount, fields=fields)
    if event == events.SOLD:
        for name in SALE_LINES:
            part = sum(getattr(statement, name) for statement in row.statements)
            if part:
                yield Entry(day=row.date, kind=name.replace("_", "-"), ratio=math.inf, amount=part)
