"""The model of F3.7: a loan of shares as it was opened, as it stands now, and when the shares are bought back."""

import math
from dataclasses import dataclass, replace

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lending.default import limit_ups, rise_to
from pledge_lib.finance.lending.loan import Recovery, StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.states import CALLED, NORMAL
from pledge_lib.finance.units import Money, Percent, Price, Sessions, Signed, Tenths, Word
from pledge_lib.panels.controls import Values
from pledge_lib.panels.tones import near_from

PROFILE = "tw-lending"
LIMIT_OF = "tw-broker-pledge"  # the profile that holds the daily price limit of the market
EXCHANGE, BROKER = "exchange", "broker"
CASH, STOCK = "cash", "stock"
SHARES = 1_000  # a lot
ALL_OF_IT = 1.0  # at this ratio the collateral just pays for the shares


@dataclass(frozen=True, kw_only=True)
class BorrowerDefault:
    """A loan as it was opened, as it stands now, and when the shares are bought back.

    `collateral` is what counts; `sold` is the loan at the price of the buy-back with what the collateral then brings.
    """

    opened: StockLoan
    now: StockLoan
    sold: StockLoan
    profile: str
    kind: str
    correlation: Tenths
    counted: Percent
    change: Signed
    gap: Percent

    @property
    def rules(self) -> LendingRules:
        return self.now.rules

    @property
    def posted(self) -> Money:
        """Return the collateral at its market price."""
        return self.now.collateral / self.counted

    @property
    def along(self) -> Signed:
        """Return how far the collateral has moved along."""
        return self.correlation * self.change

    @property
    def along_jump(self) -> Signed:
        """Return how far the collateral moves along in the jump before the buy-back."""
        return self.correlation * self.gap

    @property
    def to_line(self) -> Money:
        return self.now.cure(self.rules.call_line)

    @property
    def to_target(self) -> Money:
        return self.now.cure(self.rules.cure_target)

    @property
    def sessions(self) -> Sessions:
        """Return the business days within which a call must be met."""
        return self.rules.exchange_cure_sessions if self.profile == EXCHANGE else self.rules.broker_cure_sessions

    @property
    def from_session(self) -> Sessions:
        """Return the first business day after the notice on which the lender's side may act."""
        return self.sessions + 1

    @property
    def daily_limit(self) -> Percent:
        return datasets.rules(LIMIT_OF).daily_limit

    @property
    def rise_while_waiting(self) -> Percent:
        """Return how far the price can rise from the notice to the first day on which the lender may act."""
        return limit_ups(self.from_session, self.daily_limit)

    @property
    def left_of_line(self) -> Percent:
        """Return what such a rise leaves of a ratio exactly on the call line."""
        return self.rules.call_line / (1 + self.rise_while_waiting)

    @property
    def call_change(self) -> Signed:
        """Return the change since the opening above which the borrower is called; infinite where no rise does it."""
        return rise_to(self.opened, self.rules.call_line, self.correlation)

    @property
    def call_price(self) -> Price:
        """Return the price above which the borrower is called."""
        return self.opened.price * (1 + self.call_change)

    @property
    def room(self) -> Percent:
        """Return how far the price may still rise from here until the line."""
        return (1 + self.call_change) / (1 + self.change) - 1

    @property
    def bearable(self) -> Percent:
        """Return the jump from here that the collateral would just pay for."""
        in_the_market = self.now.at(self.now.price, self.posted)
        return max(0.0, rise_to(in_the_market, ALL_OF_IT, self.correlation))

    @property
    def near(self) -> Percent:
        """Return the jump from here that leads near the call line."""
        return rise_to(self.now, near_from(self.rules.call_line), self.correlation)

    @property
    def after_jump(self) -> Percent:
        """Return the ratio after the jump, with the collateral as it counts."""
        return self.sold.at(self.sold.price, self.sold.collateral * self.counted).ratio

    def claim_at(self, jump: float) -> float:
        """Return what it takes after a jump to buy back the shares and to pay what is due."""
        return self.now.value * (1 + jump) + self.now.dividends_due + self.now.fees_due

    def brought_at(self, jump: float) -> float:
        """Return what the collateral brings after a jump; it cannot be worth less than nothing."""
        return self.posted * max(0.0, 1 + self.correlation * jump)

    @property
    def recovery(self) -> Recovery:
        return self.sold.recovery()

    @property
    def state(self) -> Word:
        if self.now.state == CALLED:
            return CALLED
        if exact(self.now.held) == exact(self.rules.call_line) * exact(self.now.owed):
            return "on-the-line"
        return "moves-along" if math.isinf(self.call_change) else NORMAL


def borrower_default(values: Values) -> BorrowerDefault:
    """Return what the figure shows, from numbers alone."""
    rules = replace(datasets.rules(PROFILE), call_line=values["line"])
    in_shares = values["kind"] == STOCK
    correlation, counted = (values["correlation"], rules.listed_counted) if in_shares else (0.0, 1.0)
    opened = StockLoan(
        shares=SHARES,
        price=values["price"],
        annual_rate=0.0,  # what is due stands in `fees_due`
        rules=rules,
        collateral=float(exact(values["start"]) * SHARES * exact(values["price"])),
        fees_due=values["fees_due"],
        dividends_due=values["dividends_due"],
    )

    def moved(loan: StockLoan, change: float) -> StockLoan:
        along = float(exact(correlation) * exact(change))
        return loan.at(after_change(loan.price, change), after_change(loan.collateral, along))

    now = moved(opened, values["change"])
    later = moved(now, values["gap"])
    return BorrowerDefault(
        opened=opened,
        now=now,
        sold=later.at(later.price, later.collateral / counted),
        profile=values["profile"],
        kind=values["kind"],
        correlation=correlation,
        counted=counted,
        change=values["change"],
        gap=values["gap"],
    )
