"""What the call procedure asks of a position: `pledging.account` answers for a pledge, `margin.account` for an account.

Money is in TWD, prices are TWD per share. A position within an account has a name: of a pledge there is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, Self

from pledge_lib.finance.sale import Statement
from pledge_lib.market.plan import Payment


class CallRules(Protocol):
    """What the call procedure reads from a rule profile: ratios are fractions, sessions are business days."""

    name: str
    call_line: float
    cure_target: float
    cancel_level: float
    cure_sessions: int
    premark_sessions: int
    daily_limit: float


@dataclass(frozen=True)
class Order:
    """What a forced sale puts into the market for one position; a short position is bought in."""

    position: str
    symbol: str
    shares: float
    buys: bool = False


@dataclass(frozen=True)
class Receipt:
    """What a payment did: the account after it, the value taken, and what counts toward the sum of which position.

    `statement` is that of the borrower's own sale; its surplus goes to the borrower.
    """

    account: "Account"
    value: float
    counted: Mapping[str, float | Fraction]
    statement: Statement | None = None


class Account(Protocol):
    """A frozen position under the call procedure: each change gives a new one.

    The call. `below` and the ratio are those of the whole account, so it alone opens a call at the line and cancels one
    at the cancel level. Where it is below the line, `called_sums` gives what the notice asks, in cents, of each called
    position: those below the line by themselves. `with_called` is the account that knows them from then on.

    Money. `pay` lets the lender take a payment of any kind of `plan.KINDS`; a payment without a position is for the
    account to place. What it counts toward a sum is measured as the sum itself is: a repayment by its amount, other
    collateral by its value over the target. `use_cash` lets other money of the account pay what is owed.

    The sale. `orders` are those for what is left of the called positions, `fill` carries one out whole at the price.
    `owed` is all that the called positions still owe, whether or not the ratio counts it: the sale ends when there is
    no order left, nothing owed, or no time. `principal` and `interest` are those of the whole account, for the log.
    """

    rules: CallRules
    symbols: tuple[str, ...]
    collateral: float
    debt: float
    ratio: float
    principal: float
    interest: float
    owed: float
    cash: float

    def under(self, rules: CallRules) -> Self: ...
    def at(self, prices: Mapping[str, float], deductions: Mapping[str, float]) -> Self: ...
    def accrue(self, days: int) -> Self: ...
    def shares_of(self, symbol: str) -> float: ...
    def change_shares(self, symbol: str, factor: float) -> Self: ...
    def below(self, line: float) -> bool: ...
    def called_sums(self, target: float) -> Mapping[str, float]: ...
    def with_called(self, positions: tuple[str, ...]) -> Self: ...
    def pay(self, payment: Payment, target: float) -> Receipt: ...
    def orders(self) -> tuple[Order, ...]: ...
    def fill(self, order: Order) -> tuple[Self, Statement]: ...
    def use_cash(self) -> tuple[Self, float]: ...
    def with_rounded_interest(self) -> Self: ...
