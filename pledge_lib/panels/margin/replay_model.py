"""The model of F2.9: an account opened on one day of a real fall, and what became of those opened on all other days."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.sale import Statement
from pledge_lib.finance.units import Count, Date, Money, Percent, Signed, Tenths, Text, WholeMoney, Word
from pledge_lib.market import events, procedure
from pledge_lib.market.closes import Closes
from pledge_lib.market.events import TimelineLog, TimelineRow
from pledge_lib.market.margin.start_days import After, Fate, Path, change_after, fate
from pledge_lib.market.moves import Move, beyond_limit
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Values
from pledge_lib.panels.jobs import Found
from pledge_lib.panels.margin.replay_accounts import (
    OF_ALL_DAYS,
    OWN,
    SHARES,
    change_of,
    closes_key,
    index_for,
    key_of,
    log_of,
    opened_at,
    path_for,
    ratios_of,
    start_place,
)

NEVER, CALLED, SOLD = "never", "called", "sold"
TONES = {
    "no-loan": tones.SAFE,
    "recovered": tones.SAFE,
    "watch": tones.NEAR,
    "called": tones.CALLED,
    "same-day": tones.CALLED,
    "unfilled": tones.SOLD,
    "surplus": tones.SOLD,
    "owing": tones.SOLD,
}


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many start days there are, and how many of them had each fate."""

    days: Count
    never: Count
    called: Count
    sold: Count


@dataclass(frozen=True, kw_only=True)
class Replay:
    """One account on its way, the path it went, and the fates of every start day where they are known."""

    values: Values
    path: Path
    index: Closes
    opened: MarginAccount
    mine: Fate
    log: TimelineLog | None
    fates: tuple[Fate, ...] | None

    @property
    def rules(self) -> MarginRules:
        return self.opened.rules

    @property
    def is_own(self) -> bool:
        """Return whether the closes are those that the reader pasted."""
        return self.values["episode"] == OWN

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Return the moves of pasted closes that the daily limits do not allow, such as undeclared splits."""
        return beyond_limit(*zip(*self.values["own"], strict=True), rules=self.rules) if self.is_own else ()

    @property
    def move(self) -> Move:
        """Return the first of these moves."""
        return self.moves[0]

    @property
    def move_count(self) -> Count:
        return len(self.moves)

    @property
    def what(self) -> Word:
        """Return the kind of what was bought."""
        return OWN if self.is_own else "share" if self.symbol in SHARES else self.symbol

    @property
    def symbol(self) -> Text:
        return self.values["account"]

    @property
    def leverage(self) -> Tenths:
        return self.values["leverage"]

    @property
    def asked(self) -> Date:
        """Return the start day that the reader has set; the start itself has trading, and a day after it."""
        return self.values["start"]

    @property
    def start(self) -> Date:
        return self.path.days[self.mine.start]

    @property
    def last(self) -> Date:
        return self.path.days[-1]

    @property
    def own_money(self) -> WholeMoney:
        """Return what the account was opened with, before commissions: its equity and nothing lent."""
        return self.opened.equity

    @property
    def loan(self) -> Money:
        return sum(long.loan for long in self.opened.longs)

    @property
    def value(self) -> WholeMoney:
        return self.opened.collateral

    @property
    def debt(self) -> WholeMoney:
        return self.opened.debt

    @cached_property
    def notice(self) -> TimelineRow | None:
        return self.log and self.log.first(events.NOTICE)

    @property
    def notice_value(self) -> WholeMoney:
        return self.notice.collateral

    @property
    def notice_debt(self) -> WholeMoney:
        return self.notice.debt

    @cached_property
    def sold(self) -> TimelineRow | None:
        """Return the day of the last sale."""
        return self.log and self.log.last(events.SOLD)

    @cached_property
    def statement(self) -> Statement:
        return self.log.summary.statement

    @property
    def end(self) -> Date:
        """Return the last day of the log."""
        return self.log.rows[-1].date

    @property
    def tries(self) -> Count:
        """Return on how many days orders stood at a locked limit, unsold."""
        return sum(events.UNFILLED in row.events for row in self.log or ())

    @property
    def bill(self) -> Money:
        return self.log.rows[-1].bill if self.log else 0.0

    @cached_property
    def ratios(self):
        """Return the ratio of each day from the start until the sale, or to the end of the path."""
        return ratios_of(self.opened, self.path, self.mine)

    @property
    def lowest(self) -> Percent:
        return min(self.ratios)

    @property
    def lowest_day(self) -> Date:
        return self.path.days[self.mine.start + int(self.ratios.argmin())]

    @cached_property
    def after(self) -> After | None:
        return change_after(self.opened, self.path, self.mine, int(self.values["after"]))

    @property
    def has_debt(self) -> bool:
        return self.opened.debt > 0

    @property
    def outcome(self) -> str:
        """Return what became of the account, as one word."""
        if not self.has_debt:
            return "no-loan"
        if self.notice is None:
            return "no-call"
        if self.sold:
            return "owing" if self.bill else "surplus"
        state = self.mine.state
        if state in (procedure.SALE, procedure.CLOSED):
            return "unfilled"
        return state if state in (procedure.CALLED, procedure.WATCH, procedure.SAME_DAY) else "recovered"

    @cached_property
    def changes(self) -> tuple[float, ...]:
        """Return the change after the sale of every start day that ended in one."""
        key, after = key_of(self.values), int(self.values["after"])
        found = (change_of(key, each.start, after) for each in self.fates or () if each.sold)
        return tuple(change for change in found if change is not None)

    @property
    def up(self) -> Count:
        """Return after how many start days' sales prices rose."""
        return sum(change > 0 for change in self.changes)

    @property
    def down(self) -> Count:
        return len(self.changes) - self.up

    @property
    def best(self) -> Signed:
        return max(self.changes)

    @property
    def worst(self) -> Signed:
        return min(self.changes)

    @cached_property
    def index_fall(self) -> Signed:
        """Return the deepest fall of the index, or of the reader's closes, from a close to a later one."""
        highest, found = 0.0, 0.0
        for close in self.index.closes:
            highest = max(highest, close)
            found = min(found, close / highest - 1)
        return found

    @property
    def index_name(self) -> Word:
        return OWN if self.is_own else "TAIEX"

    def close_on(self, day: date) -> float:
        """Return the close of the index on a day, or the one before it."""
        return self.index.closes[bisect_right(self.index.dates, day) - 1]

    @property
    def tone(self) -> str:
        """Return the tone of what became of the account."""
        if self.outcome == "no-call":
            return tones.of_ratio(self.lowest, self.rules.call_line)
        return TONES[self.outcome]

    @property
    def near(self) -> bool:
        """Return whether there was no call, but the line was near."""
        return self.outcome == "no-call" and self.tone == tones.NEAR

    def starts(self, kind: str) -> tuple[int, ...]:
        """Return the places of the start days with one fate."""
        return tuple(each.start for each in self.fates or () if kind_of(each) == kind)

    @cached_property
    def counts(self) -> Counts | None:
        """Return how many start days had which fate; None while that is not known."""
        if self.fates is None:
            return None
        found = Counter(map(kind_of, self.fates))
        return Counts(days=len(self.fates), never=found[NEVER], called=found[CALLED], sold=found[SOLD])


def kind_of(found: Fate) -> str:
    """Return the fate of a start day as one word."""
    return SOLD if found.sold else NEVER if found.notice is None else CALLED


def replayed(values: Values, found: Found | None = None) -> Replay:
    """Return what the figure shows, from numbers alone."""
    path = path_for(closes_key(values))
    start = start_place(path, values["start"])
    opened = opened_at(values, path, start)
    mine = fate(opened, path, start)
    of_these = found is not None and all(found.values.get(name) == values[name] for name in OF_ALL_DAYS)
    return Replay(
        values=values,
        path=path,
        index=index_for(values),
        opened=opened,
        mine=mine,
        log=log_of(opened, path, mine),
        fates=found.result if of_these else None,
    )
