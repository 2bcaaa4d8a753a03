"""The log of a call procedure as plain frozen rows, one for each business day; money in TWD."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from pledge_lib.finance.rules import PledgeRules
from pledge_lib.finance.sale import Statement
from pledge_lib.market.plan import Plan

if TYPE_CHECKING:
    import pandas

NOTICE, DEADLINE, PAYMENT, RESERVE_PAID, CANCEL = "notice", "deadline", "payment", "reserve-paid", "cancel"
SAME_DAY_DUE, SOLD, UNFILLED, BILL = "same-day-due", "sold", "unfilled", "bill"
PREMARK, EX_DIVIDEND, SHARE_CHANGE = "premark", "ex-dividend", "share-change"
NO_TRADING, UNEXPLAINED = "no-trading", "unexplained"
EVENTS = (
    NO_TRADING,
    PREMARK,
    EX_DIVIDEND,
    SHARE_CHANGE,
    UNEXPLAINED,
    PAYMENT,
    RESERVE_PAID,
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

    `called_sum`, `deadline` and `first_sale` are those of the open call, else None; `paid` counts toward the sum.
    `paid_today` is the value that the lender took besides a sale, `from_reserve` how much of it the reserve gave.
    On the last day of a sale `shortfall` is what the sale left unpaid: cash posted, the reserve, and then `bill`, due
    on `bill_due`, cover it. `returned` is money that the sale gave back to the borrower.
    """

    date: date
    close: float | Mapping[str, float]
    collateral: float
    debt: float
    ratio: float
    state: str
    events: tuple[str, ...]
    called_sum: float | None
    deadline: date | None
    first_sale: date | None
    paid: float
    paid_today: float
    from_reserve: float
    reserve: float
    principal: float
    interest: float
    sold_shares: Mapping[str, float]
    statements: tuple[Statement, ...]
    shortfall: float
    from_cash: float
    bill: float
    bill_due: date | None
    returned: float

    @property
    def statement(self) -> Statement | None:
        """Return the statement of the day's sale; the last one where several symbols were sold."""
        return self.statements[-1] if self.statements else None


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineSummary:
    """What became of the position: the first call and its dates, the lowest ratio, and the sums of the sale."""

    state: str
    calls: int
    notice: date | None
    called_sum: float | None
    deadline: date | None
    first_sale: date | None
    cancelled: date | None
    sold: date | None
    lowest_ratio: float
    lowest_day: date
    paid: float
    sale_value: float
    tax: int
    commission: int
    interest_paid: float
    principal_paid: float
    surplus: float
    shortfall: float
    bill: float


@dataclass(frozen=True)
class TimelineLog:
    """All rows, oldest first, with the rules and the plan that made them."""

    rows: tuple[TimelineRow, ...]
    rules: PledgeRules
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

    @property
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
            sale_value=math.fsum(statement.sale_value for statement in statements),
            tax=sum(statement.tax for statement in statements),
            commission=sum(statement.commission for statement in statements),
            interest_paid=math.fsum(statement.interest_paid for statement in statements),
            principal_paid=math.fsum(statement.principal_paid for statement in statements),
            surplus=math.fsum(statement.surplus for statement in statements),
            shortfall=math.fsum(row.shortfall for row in self.rows),
            bill=self.rows[-1].bill,
        )

    def frame(self) -> "pandas.DataFrame":
        """Return the rows as a pandas table, indexed by date; several events of a day stand in one text."""
        import pandas  # only here: the log itself needs no pandas

        table = pandas.DataFrame([{name: getattr(row, name) for name in ROW_FIELDS} for row in self.rows])
        table["events"] = table["events"].map(", ".join)
        table["statements"] = table["statements"].map(lambda found: [asdict(statement) for statement in found])
        return table.set_index("date")

    def _end_of_position(self) -> int:
        """Return how many rows lie before the sale changed what is pledged; at least one."""
        sold = self.first(SOLD)
        return max(self.rows.index(sold), 1) if sold else len(self.rows)


ROW_FIELDS = tuple(field.name for field in fields(TimelineRow))
