"""One price change, spread evenly over sessions, and when each product's own procedure acts on it.

Days are counted in sessions from the day of the loan, which is 0. Shares are judged at the close, a loan on chain in
the block that finds it below 1. Each position asks the procedure of its own room; only the clock is kept here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import nextafter

from pledge_lib.finance.checks import InputError, exact, require_number, require_positive
from pledge_lib.finance.crypto.liquidation import liquidate
from pledge_lib.finance.crypto.position import LIQUIDATABLE, CryptoPosition
from pledge_lib.finance.crypto.rules import CryptoRules
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.pledging.pledge import Pledge
from pledge_lib.finance.states import CALLED
from pledge_lib.finance.units import Percent, Sessions
from pledge_lib.market.sessions import deadline, first_sale_date, sessions
from pledge_lib.market.timeline import run_timeline

FIRST_DAY = date(2026, 7, 1)  # no closed weekday follows it for twelve weeks, so that every case has one clock
LONGEST = 40  # sessions


@dataclass(frozen=True, kw_only=True)
class Clock:
    """When something happens to one position, in sessions since the loan; None where it does not happen.

    `called` is the close that is below the line, `deadline` the last session to pay, `sold` the first of a sale.
    """

    called: Sessions | None = None
    deadline: Sessions | None = None
    sold: Sessions | None = None

    @property
    def to_act(self) -> Sessions | None:
        """Return how many business days there are between the call and the sale; 0 on chain."""
        return None if self.called is None else self.deadline - self.called


NEVER = Clock()


@dataclass(frozen=True, kw_only=True)
class EvenShock:
    """A price change spread evenly over sessions, after which the price stands still.

    >>> EvenShock(change=-0.25, days=3).price_at(2, start=90)
    75.0
    """

    change: Percent
    days: Sessions

    def __post_init__(self):
        require_number("change", self.change)
        if self.change <= -1:
            raise InputError("below_limit", name="change", value=self.change, limit="more than -1")
        require_positive("days", self.days)
        if self.days % 1:
            raise InputError("not_whole", name="days", value=self.days)
        if self.days > LONGEST:
            raise InputError("above_limit", name="days", value=self.days, limit=LONGEST)

    def price_at(self, session: int, start: float) -> float:
        """Return the close of a session, for a price that starts somewhere."""
        done = exact(min(session, self.days)) / exact(self.days)
        return float(exact(start) * (1 + exact(self.change) * done))

    def when(self, change: float) -> float | None:
        """Return when the price has changed by so much, in sessions and parts of one; None where it never does.

        >>> EvenShock(change=-0.25, days=2).when(-0.125), EvenShock(change=-0.25, days=2).when(0.1)
        (1.0, None)
        """
        if change * self.change < 0 or abs(change) > abs(self.change):
            return None
        return change / self.change * self.days if self.change else 0.0

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Return the days of the sessions from the loan to the end of the change."""
        found = sessions()
        first = found.index(FIRST_DAY)
        return found[first : first + int(self.days) + 1]

    def closes(self, start: float) -> list[tuple[date, float]]:
        """Return day and close of every session."""
        return [(day, self.price_at(place, start)) for place, day in enumerate(self.dates)]


def watched_clock(position: Pledge | MarginAccount, shock: EvenShock, prices: Mapping[str, float]) -> Clock:
    """Return what the call procedure makes of a pledge or a margin account whose prices all change alike.

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.margin.positions import Long
    >>> account = MarginAccount(rules=rules("tw-margin"), longs=[Long("A", shares=1_000, price=100, loan=60_000)])
    >>> watched_clock(account, EvenShock(change=-0.25, days=3), {"A": 100})
    Clock(called=3, deadline=5, sold=6)
    """
    for place, day in enumerate(shock.dates):
        now = {symbol: shock.price_at(place, price) for symbol, price in prices.items()}
        if position.at(now).state == CALLED:  # until then the procedure has nothing to do
            found = run_timeline(position, {symbol: [(day, price)] for symbol, price in now.items()}).summary
            return _clock(found.notice, found.deadline, found.first_sale)
    return NEVER


def borrower_clock(loan: StockLoan, shock: EvenShock) -> Clock:
    """Return when a borrower of shares is called, and until when collateral may be added.

    >>> from pledge_lib.datasets import rules
    >>> loan = StockLoan(shares=1_000, price=100, annual_rate=0.0, rules=rules("tw-lending"))
    >>> borrower_clock(loan, EvenShock(change=0.25, days=5))
    Clock(called=4, deadline=6, sold=7)
    """
    calls = (day for day, price in shock.closes(loan.price) if loan.at(price).state == CALLED)
    notice = next(calls, None)
    if notice is None:
        return NEVER
    allowed = loan.rules.broker_cure_sessions
    return _clock(notice, deadline(notice, allowed), first_sale_date(notice, allowed))


def chain_clock(position: CryptoPosition, shock: EvenShock, rules: CryptoRules) -> tuple[Clock, CryptoPosition]:
    """Return when a loan on chain is liquidated, in sessions and parts of one, and the position that is left.

    Every block counts: each call comes at the price that first brings the health factor below 1 (CRYPTO 4).

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.crypto.assets import Collateral, Debt
    >>> ether = Collateral(symbol="ETH", amount=1, price=4_000, loan_to_value=0.80, threshold=0.80)
    >>> loan = CryptoPosition(collateral=[ether], debts=[Debt(symbol="USDC", amount=2_560)])
    >>> chain_clock(loan, EvenShock(change=-0.40, days=4), rules("aave-v3-3"))[0]
    Clock(called=2.0, deadline=2.0, sold=2.0)
    """
    held = position.collateral[0]
    left = _liquidated(position, held.symbol, shock.price_at(shock.days, held.price), rules)
    if left.debts == position.debts:
        return NEVER, left
    line = exact(position.liquidation_price(held.symbol)) / exact(held.price) - 1
    now = 0.0 if position.state == LIQUIDATABLE else shock.when(float(line))
    return Clock(called=now, deadline=now, sold=now), left


def _liquidated(position: CryptoPosition, seize: str, end: float, rules: CryptoRules) -> CryptoPosition:
    """Return the position after its price has gone to an end without a jump, by every call on the way."""
    met = _meets_its_line(position, seize, end)
    while met:
        call = liquidate(met, seize, met.debts[0].symbol, rules)
        if call.refused:
            break
        position = call.after
        met = _meets_its_line(position, seize, end)
    return position.at({seize: end})


def _meets_its_line(position: CryptoPosition, seize: str, end: float) -> CryptoPosition | None:
    """Return the position in the block that finds it below 1; None where no block does, or nothing can be seized."""
    held = position.collateral_of(seize)
    if not held.amount:
        return None
    if position.state == LIQUIDATABLE:
        return position
    price = position.liquidation_price(seize)
    if price is None or not end < price <= held.price:
        return None
    found = position.at({seize: price})
    while found.state != LIQUIDATABLE:  # at the line itself it is exactly 1, which is not below
        price = nextafter(price, 0)
        found = position.at({seize: price})
    return found


def _clock(called: date, last: date, sale: date) -> Clock:
    """Return the days as sessions since the loan."""
    found = sessions()
    first = found.index(FIRST_DAY)
    return Clock(
        **{name: found.index(day) - first for name, day in {"called": called, "deadline": last, "sold": sale}.items()}
    )
