"""A loan on chain over a path of prices, every day of the week: liquidated in the block that finds it below 1.

Of a day only the low and the close are known. Our model of it: the price goes from the close before to the low, in one
jump or in equal blocks, then the owner's money of the day arrives, then comes the close. Money is US dollars.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pledge_lib.datasets.framed import frame_of
from pledge_lib.datasets.records import PricePoint, to_date
from pledge_lib.finance.checks import InputError, exact, require_not_negative, require_positive, require_whole
from pledge_lib.finance.crypto.liquidation import Liquidation, liquidate
from pledge_lib.finance.crypto.position import LIQUIDATABLE, CryptoPosition
from pledge_lib.finance.crypto.rates import continuous_factor
from pledge_lib.finance.crypto.rules import CryptoRules
from pledge_lib.finance.units import Count, Date, DollarPrice, Dollars, Health
from pledge_lib.market.plan import CLOSE, INTRADAY, REPAY, Payment

if TYPE_CHECKING:
    import pandas

DAY_SECONDS = 86_400
LIQUIDATED, REFUSED, REPAID = "liquidated", "refused", "repaid"


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockRow:
    """One calendar day at its close, after everything that happened on it.

    `judged` is the lowest price that the day's blocks saw, `health` the health factor at it before any call; after the
    calls and the owner's money `health_after` is the one at the close. `paid` is what the owner repaid.
    """

    date: Date
    close: DollarPrice
    judged: DollarPrice
    health: Health
    health_after: Health
    events: tuple[str, ...]
    calls: tuple[Liquidation, ...]
    paid: Dollars
    collateral: Dollars
    debt: Dollars
    state: str

    @property
    def net_worth(self) -> Dollars:
        """Return what the position is worth at the close, the debt taken off."""
        return self.collateral - self.debt

    @property
    def penalty(self) -> Dollars:
        """Return what the owner lost to the liquidation bonus on this day."""
        return sum(call.penalty for call in self.calls)


@dataclass(frozen=True)
class BlockLog:
    """All days, oldest first, with the rules that liquidated and the position that is left."""

    rows: tuple[BlockRow, ...]
    rules: CryptoRules
    position: CryptoPosition

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[BlockRow]:
        return iter(self.rows)

    @property
    def calls(self) -> tuple[Liquidation, ...]:
        """Return every liquidation call, oldest first."""
        return tuple(call for row in self.rows for call in row.calls)

    @property
    def call_count(self) -> Count:
        """Return how many liquidation calls there were."""
        return len(self.calls)

    @property
    def paid(self) -> Dollars:
        """Return what the owner repaid."""
        return sum(row.paid for row in self.rows)

    @property
    def lowest(self) -> BlockRow:
        """Return the day of the lowest health factor."""
        return min(self.rows, key=lambda row: row.health)

    def first(self, event: str) -> BlockRow | None:
        """Return the first row with an event, or None."""
        return next((row for row in self.rows if event in row.events), None)

    @property
    def frame(self) -> "pandas.DataFrame":
        """Return the rows as a new DataFrame, by date; calls are counted, events stand in one text."""
        frame = frame_of(self.rows)
        frame["calls"] = [len(row.calls) for row in self.rows]
        return frame


Path = Iterable[tuple[date, float] | tuple[date, float, float] | PricePoint]


def run_blocks(
    position: CryptoPosition,
    prices: Path,
    rules: CryptoRules,
    *,
    payments: Iterable[Payment] = (),
    borrow_apr: float = 0.0,
    mark: str = INTRADAY,
    blocks: int = 1,
) -> BlockLog:
    """Return the log of a position over days: (date, close) or (date, close, low) of its first collateral.

    The loan is drawn at the first close. `mark="close"` knows no lows; `blocks` is how many blocks lead from one close
    to the next low, 1 for a jump. Other prices stay. Raises InputError for dates out of order and lows above closes.

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.crypto.assets import Collateral, Debt
    >>> ether = Collateral(symbol="ETH", amount=5, price=2_000, loan_to_value=0.805, threshold=0.83, bonus=0.05)
    >>> loan = CryptoPosition(collateral=[ether], debts=[Debt(symbol="USDC", amount=7_000)])
    >>> path = [("2026-03-13", 2_000), ("2026-03-14", 1_600), ("2026-03-15", 1_600)]
    >>> log = run_blocks(loan, path, rules("aave-v3-3"))
    >>> [row.events for row in log], log.rows[-1].collateral, log.rows[-1].debt
    ([(), ('liquidated',), ()], 650.0, 0.0)
    """
    if mark not in (CLOSE, INTRADAY):
        raise InputError("unknown", name="mark", value=mark, choices=f"{CLOSE}, {INTRADAY}")
    require_positive("blocks", blocks)
    require_whole("blocks", blocks)
    require_not_negative("borrow_apr", borrow_apr)
    payments = tuple(payments)
    for payment in payments:
        if payment.what != REPAY:
            raise InputError("unknown", name="kind of a payment", value=payment.what, choices=REPAY)
    chain = _Chain(position, rules, payments, borrow_apr, int(blocks))
    rows = tuple(chain.pass_day(*day) for day in _days(prices, mark))
    return BlockLog(rows, rules, chain.position)


class _Chain:
    """The position on its way, day after day."""

    def __init__(self, position, rules, payments, borrow_apr, blocks):
        self.position, self.rules, self.payments = position, rules, payments
        self.borrow_apr, self.blocks = borrow_apr, blocks
        self.seize, self.repay = position.collateral[0].symbol, position.debts[0].symbol
        self.yesterday, self.price = None, None

    def pass_day(self, today: date, close: float, low: float) -> BlockRow:
        """Let interest grow, the blocks go down to the low, the owner's money arrive, and the day close."""
        first = self.yesterday is None
        if not first:
            self._accrue((today - self.yesterday).days)
        judged = close if first else low
        health = self._at(judged).health_factor
        calls, refused = self._pass_blocks(close if first else self.price, judged)
        paid = self._take_money(today)
        self.position, self.price, self.yesterday = self._at(close), close, today
        happened = {LIQUIDATED: calls, REFUSED: refused, REPAID: paid}
        return BlockRow(
            date=today,
            close=close,
            judged=judged,
            health=health,
            health_after=self.position.health_factor,
            events=tuple(event for event, there in happened.items() if there),
            calls=calls,
            paid=paid,
            collateral=self.position.collateral_value,
            debt=self.position.debt_value,
            state=self.position.state,
        )

    def _at(self, price: float) -> CryptoPosition:
        held = self.position.collateral_of(self.seize)
        return self.position if held.price == price else self.position.at({self.seize: price})

    def _accrue(self, days: int):
        owed = self.position.debt_of(self.repay).amount
        if self.borrow_apr and owed:
            self._owe(float(owed) * continuous_factor(self.borrow_apr, days * DAY_SECONDS))

    def _owe(self, amount):
        debts = (replace(debt, amount=amount) if debt.symbol == self.repay else debt for debt in self.position.debts)
        self.position = replace(self.position, debts=debts)

    def _pass_blocks(self, start: float, low: float) -> tuple[tuple[Liquidation, ...], bool]:
        """Return the calls of the blocks down to the low, each at its block's price, and whether one was refused."""
        calls, line = [], self.position.liquidation_price(self.seize)
        for block in range(1, self.blocks + 1):
            price = low if block == self.blocks else start + (low - start) * block / self.blocks
            if line is None or price > line:
                continue
            self.position = self._at(price)
            while self.position.state == LIQUIDATABLE and self.position.collateral_of(self.seize).amount:
                call = liquidate(self.position, self.seize, self.repay, self.rules)
                if call.refused:
                    return tuple(calls), True
                calls.append(call)
                self.position = call.after
            line = self.position.liquidation_price(self.seize)
        return tuple(calls), False

    def _take_money(self, today: date) -> float:
        """Repay with the money that has arrived since yesterday, as much as is owed."""
        since = self.yesterday or date.min
        arrived = sum((exact(each.amount) for each in self.payments if since < each.on <= today), exact(0))
        owed = self.position.debt_of(self.repay)
        paid = min(arrived, owed.value)
        if paid:
            self._owe(exact(owed.amount) - paid / exact(owed.price))
        return float(paid)


def _days(prices: Path, mark: str) -> Iterator[tuple[date, float, float]]:
    """Yield day, close and the lowest price that is known of the day."""
    latest = None
    for point in prices:
        day, close, *low = (point.date, point.close, point.low) if isinstance(point, PricePoint) else point
        day = to_date("date", day)
        if latest is not None and day <= latest:
            raise InputError("before", name="date", value=day, limit=latest)
        require_positive(f"close on {day}", close)
        lowest = low[0] if low and low[0] is not None and mark == INTRADAY else close
        require_positive(f"low on {day}", lowest)
        if lowest > close:
            raise InputError("above_limit", name=f"low on {day}", value=lowest, limit=close)
        latest = day
        yield day, close, lowest
    if latest is None:
        raise InputError("empty", name="prices")
