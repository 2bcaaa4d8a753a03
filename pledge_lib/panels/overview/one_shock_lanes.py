"""The lanes of F0.1: each kind of loan under one shock, where it stands, when it is called, and when it is sold.

Every lane stands for shares (on chain, tokens) worth 100,000 on the day of the loan, so that their sums compare.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.position import LIQUIDATABLE, CryptoPosition, fall_to_liquidation
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.ratio import after_change, fall_to_line
from pledge_lib.finance.states import CALLED, NORMAL
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import HEALTH, PERCENT, Count, Money, Percent, Sessions, Signed, Word
from pledge_lib.market.overview.shock import Clock, EvenShock, borrower_clock, chain_clock, watched_clock
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Values

PLEDGE, MARGIN, BORROWER, CHAIN, SHORT = "pledge", "margin", "borrower", "chain", "short"
PROFILES = {
    PLEDGE: "tw-broker-pledge",
    MARGIN: "tw-margin",
    BORROWER: "tw-lending",
    CHAIN: "aave-v3-3",
    SHORT: "tw-margin",
}
SHARES, PRICE, SYMBOL = 1_000, 100, "shares"
VALUE = SHARES * PRICE
TOKEN, TOKENS, DOLLARS = "WETH", 50, 2_000  # tokens worth as much as the shares, in dollars
ONE = 1.0  # the line of a health factor


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One position before and after the shock, beside its own line and on the clock.

    `at` is the price change at which it meets its line, `room` how far the price may still move that way. A level is a
    maintenance ratio, on chain a health factor. `cash` is what closes an open call; `left` is what the owner keeps if
    all is settled at the last price.
    """

    name: Word
    profile: str
    start: float
    level: float
    line: float
    at: Signed
    room: Percent
    rises: bool
    state: Word
    clock: Clock
    cash: Money | None
    left: Money

    @property
    def is_over(self) -> bool:
        return self.state in (CALLED, LIQUIDATABLE)

    @property
    def is_on_chain(self) -> bool:
        return self.name == CHAIN

    @property
    def reading(self) -> Quantity:
        """Return the level now, as this product's people read it."""
        return self._read(self.level)

    @property
    def reading_at_start(self) -> Quantity:
        return self._read(self.start)

    @property
    def reading_of_line(self) -> Quantity:
        return self._read(self.line)

    @property
    def called_on(self) -> Count | None:
        """Return the session in which it breaks: of a liquidation within a day, that day."""
        return None if self.clock.called is None else math.ceil(self.clock.called)

    @property
    def sold_on(self) -> Count | None:
        return None if self.clock.sold is None else math.ceil(self.clock.sold)

    @property
    def to_act(self) -> Sessions | None:
        return self.clock.to_act

    @property
    def tone(self) -> str:
        """Return how serious it is: near within the band above the line, called, or sold where there is no time."""
        return tones.of_state(self.state, ratio=self.level, line=self.line)

    def at_level(self, level: float) -> float:
        """Return the price change at which the level would be so much: the shape of this lane's zones."""
        factor = self.start / level if self.rises else level / self.start
        return factor - 1

    def _read(self, level: float) -> Quantity:
        return HEALTH(level) if self.is_on_chain else PERCENT(level)


def pledge_lane(values: Values, shock: EvenShock) -> Lane:
    """Return shares pledged at a ratio: they fall, the debt stands."""
    principal = Fraction(VALUE) / exact(values["pledge"])  # exact, so that the ratio is the one that was asked for
    holding = Holding(SYMBOL, shares=SHARES, price=PRICE, loan_to_value=0.0)
    opened = Pledge(holdings=(holding,), principal=principal, rules=datasets.rules(values["profile"]))
    now = opened.at(after_change(PRICE, shock.change))
    cure = now.cure(opened.rules.cure_target)
    return Lane(
        name=PLEDGE,
        profile=opened.rules.name,
        start=opened.ratio,
        level=now.ratio,
        line=opened.rules.call_line,
        at=-opened.fall_to_call,
        room=now.fall_to_call,
        rises=False,
        state=now.state,
        clock=watched_clock(opened, shock, {SYMBOL: PRICE}),
        cash=float(cure.repay) if now.state == CALLED else None,
        left=float(now.collateral - now.debt),
    )


def margin_lane(values: Values, shock: EvenShock) -> Lane:
    """Return shares bought on margin at a financing ratio."""
    rules = datasets.rules(PROFILES[MARGIN])
    held = Long(SYMBOL, shares=SHARES, price=PRICE, loan=float(exact(values["margin"]) * VALUE))
    return _account_lane(MARGIN, MarginAccount(rules=rules, longs=(held,)), shock)


def short_lane(_values: Values, shock: EvenShock) -> Lane:
    """Return shares sold short at the lowest margin of the rules."""
    rules = datasets.rules(PROFILES[SHORT])
    sold = Short.open(SYMBOL, shares=SHARES, price=PRICE, rules=rules)
    return _account_lane(SHORT, MarginAccount(rules=rules, shorts=(sold,)), shock)


def borrower_lane(values: Values, shock: EvenShock) -> Lane:
    """Return borrowed shares with collateral that stands still: they rise, and the ratio falls."""
    collateral = float(exact(values["borrower"]) * VALUE)
    rules = datasets.rules(PROFILES[BORROWER])
    opened = StockLoan(shares=SHARES, price=PRICE, annual_rate=0.0, rules=rules, collateral=collateral)
    now = opened.at(after_change(PRICE, shock.change))
    return Lane(
        name=BORROWER,
        profile=rules.name,
        start=opened.ratio,
        level=now.ratio,
        line=rules.call_line,
        at=opened.rise_to_call,
        room=now.rise_to_call,
        rises=True,
        state=now.state,
        clock=borrower_clock(opened, shock),
        cash=now.cure(rules.cure_target) if now.state == CALLED else None,
        left=now.held - now.owed,
    )


def chain_lane(values: Values, shock: EvenShock) -> Lane:
    """Return tokens supplied on chain for a loan in dollars."""
    rules, asset = datasets.rules(PROFILES[CHAIN]), aave_assets()[TOKEN]
    debt = Debt(symbol="USDC", amount=float(exact(values["chain"]) * VALUE))
    opened = CryptoPosition(collateral=(asset.collateral(TOKENS, DOLLARS),), debts=(debt,))
    now = opened.at({TOKEN: after_change(DOLLARS, shock.change)})
    clock, rest = chain_clock(opened, shock, rules)
    return Lane(
        name=CHAIN,
        profile=rules.name,
        start=opened.health_factor,
        level=now.health_factor,
        line=ONE,
        at=-fall_to_liquidation(opened.health_factor),
        room=fall_to_liquidation(now.health_factor),
        rises=False,
        state=LIQUIDATABLE if now.state == LIQUIDATABLE else NORMAL,
        clock=clock,
        cash=None,
        left=rest.collateral_value - rest.debt_value,
    )


def _account_lane(name: str, opened: MarginAccount, shock: EvenShock) -> Lane:
    now = opened.at(after_change(PRICE, shock.change))
    rises = name == SHORT
    target = now.rules.cure_target
    return Lane(
        name=name,
        profile=opened.rules.name,
        start=opened.ratio,
        level=now.ratio,
        line=opened.rules.call_line,
        at=opened.move_to(),
        room=now.move_to() if rises else fall_to_line(now.ratio, opened.rules.call_line),
        rises=rises,
        state=now.state,
        clock=watched_clock(opened, shock, {SYMBOL: PRICE}),
        cash=sum(now.called_sums(target).values()) if now.state == CALLED else None,
        left=now.equity,
    )
