"""The log of a call procedure as plain frozen rows, one for each business day; money in TWD."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from pledge_lib.datasets.framed import frame_of
from pledge_lib.finance.sale import Statement, all_sales
from pledge_lib.finance.units import Count, Date, Money, Percent, Price, Word
from pledge_lib.market.account import CallRules
from pledge_lib.market.moves import Move, beyond_limit
from pledge_lib.market.plan import Plan

if TYPE_CHECKING:
    import pandas

NOTICE, DEADLINE, PAYMENT, RESERVE_PAID, CANCEL = "notice", "deadline", "payment", "reserve-paid", "cancel"
SAME_DAY_DUE, SOLD, UNFILLED, BILL = "same-day-due", "sold", "unfilled", "bill"
OWN_SALE, OWN_SALE_UNFILLED = "own-sale", "own-sale-unfilled"
PREMARK, EX_DIVIDEND, SHARE_CHANGE = "premark", "ex-dividend", "share-change"
NO_TRADING, UNEXPLAINED = "no-trading", "unexplained"
EXPLAINING = {EX_DIVIDEND, SHARE_CHANGE, UNEXPLAINED}  # events after which a close may lie anywhere
EVENTS = (
    NO_TRADING,
    PREMARK,
    EX_DIVIDEND,
    SHARE_CHANGE,
    UNEXPLAINED,
    PAYMENT,
    RESERVE_PAID,
    OWN_SALE,
    OWN_SALE_UNFILLED,
    SAME_DAY_DUE,
    NOTICE,
    DEADLINE,
    CANCEL,
    SOLD,
    UNFILLED,
    BILL,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineRow:
    """One business day at its close, after everything that happened on it.

    `judged` is the price that collateral, ratio and state were judged at: the close, or the low of the day. A position
    of several symbols has a mapping of both. `called_sum`, `deadline` and `first_sale` are those of the open call, else
    None; `called_sums` is the sum of each called position; `paid` counts toward them. `paid_today` is the value that
    the lender took besides a forced sale, the repayment of the borrower's own sales in it; `from_reserve` is how much
    of it the reserve gave. `sold_shares` and `statements` are those of a forced sale, by position. On its last day
    `shortfall` is what it left unpaid: cash posted, the reserve, and then `bill`, due on `bill_due`, cover it.
    `returned` is money that a sale gave back to the borrower.
    """

    date: Date
    close: Price | Mapping[str, float]
    judged: Price | Mapping[str, float]
    collateral: Money
    debt: Money
    ratio: Percent
    state: Word
    events: tuple[str, ...]
    called_sum: Money | None
    called_sums: Mapping[str, float]
    deadline: Date | None
    first_sale: Date | None
    paid: Money
    paid_today: Money
    from_reserve: Money
    reserve: Money
    principal: Money
    interest: Money
    sold_shares: Mapping[str, float]
    statements: tuple[Statement, ...]
    own_sales: tuple[Statement, ...]
    shortfall: Money
    from_cash: Money
    bill: Money
    bill_due: Date | None
    returned: Money

    @property
    def statement(self) -> Statement | None:
        """Return the statement of the day's sale; the last one where several symbols were sold."""
        return self.statements[-1] if self.statements else None


@dataclass
class Day:
    """What one business day gathers for its row while it passes."""

    date: date
    events: list[str] = field(default_factory=list)
    paid_today: float = 0.0
    from_reserve: float = 0.0
    from_cash: float = 0.0
    sold_shares: dict[str, float] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    own_sales: list[Statement] = field(default_factory=list)
    shortfall: float = 0.0
    returned: float = 0.0

    def row(self, **standing) -> TimelineRow:
        """Return the row of the day, with how everything stands at its end."""
        lists = {name: tuple(getattr(self, name)) for name in ("events", "statements", "own_sales")}
        return TimelineRow(**{**vars(self), **lists}, **standing)


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineSummary:
    """What became of the position: the first call and its dates, the lowest ratio, and the sums of the forced sale.

    The `statement` adds up all its sales; its shortfall is what the forced sale left unpaid in the end.
    """

    state: Word
    calls: Count
    notice: Date | None
    called_sum: Money | None
    deadline: Date | None
    first_sale: Date | None
    cancelled: Date | None
    sold: Date | None
    lowest_ratio: Percent
    lowest_day: Date
    paid: Money
    statement: Statement
    bill: Money


@dataclass(frozen=True)
class TimelineLog:
    """All rows, oldest first, with the rules and the plan that made them."""

    rows: tuple[TimelineRow, ...]
    rules: CallRules
    plan: Plan

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[TimelineRow]:
        return iter(self.rows)

    @property
    def states(self) -> tuple[str, ...]:
        """Return the state of each row."""
        return tuple(row.state for row in self.rows)

    def row(self, day: date) -> TimelineRow:
        """Return the row of a day; raises KeyError where the log has none."""
        return {row.date: row for row in self.rows}[day]

    def first(self, event: str) -> TimelineRow | None:
        """Return the first row with an event, or None."""
        return next((row for row in self.rows if event in row.events), None)

    def last(self, event: str) -> TimelineRow | None:
        """Return the newest row with an event, or None."""
        return next((row for row in reversed(self.rows) if event in row.events), None)

    @cached_property
    def moves(self) -> dict[str, tuple[Move, ...]]:
        """Return, by symbol, the closes that moved further than the daily limits allow on a day that explains nothing.

        A split that the plan does not declare is one; `ShareChange` and `Jump` say it to the plan.
        """
        explained = {row.date for row in self.rows if not EXPLAINING.isdisjoint(row.events)}
        by_symbol = [row.close if isinstance(row.close, Mapping) else {"": row.close} for row in self.rows]
        days = [row.date for row in self.rows]
        found = {
            symbol: beyond_limit(days, [close[symbol] for close in by_symbol], rules=self.rules, known=explained)
            for symbol in by_symbol[0]
        }
        return {symbol: moves for symbol, moves in found.items() if moves}

    @cached_property
    def summary(self) -> TimelineSummary:
        """Return the outcome in a few numbers; the dates are those of the first call."""
        notice, cancelled, sold = self.first(NOTICE), self.first(CANCEL), self.first(SOLD)
        lowest = min(self.rows[: self._end_of_position()], key=lambda row: row.ratio)
        statements = [statement for row in self.rows for statement in row.statements]
        return TimelineSummary(
            state=self.rows[-1].state,
            calls=sum(NOTICE in row.events for row in self.rows),
            notice=notice and notice.date,
            called_sum=notice and notice.called_sum,
            deadline=notice and notice.deadline,
            first_sale=notice and notice.first_sale,
            cancelled=cancelled and cancelled.date,
            sold=sold and sold.date,
            lowest_ratio=lowest.ratio,
            lowest_day=lowest.date,
            paid=math.fsum(row.paid_today for row in self.rows),
            statement=all_sales(statements, shortfall=math.fsum(row.shortfall for row in self.rows)),
            bill=self.rows[-1].bill,
        )

    @property
    def frame(self) -> "pandas.DataFrame":
        """Return the rows as a new DataFrame, by date; several events of a day stand in one text."""
        frame = frame_of(self.rows)
        for name in ("statements", "own_sales"):
            frame[name] = [[asdict(statement) for statement in getattr(row, name)] for row in self.rows]
        return frame

    def _end_of_position(self) -> int:
        """Return how many rows lie before the sale changed what is pledged; at least one."""
        sold = self.first(SOLD)
        return max(self.rows.index(sold), 1) if sold else len(self.rows)
