"""What F3.1 works out: a loan of shares day by day at its closes, and the payments in which its fee arrives."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.finance.amounts import total
from pledge_lib.finance.lending.income import FeeStatement
from pledge_lib.finance.lending.rules import NEGOTIATED, LendingRules
from pledge_lib.finance.units import Count, Date, Days, Money, Percent, Price, Shares, Text, YesNo
from pledge_lib.market.lending.cash import (
    CashPayment,
    added_up,
    cash_payments,
    day_fees,
    even_closes,
    replayed_closes,
)
from pledge_lib.market.lending.days import fee_payments
from pledge_lib.market.sessions import deadline
from pledge_lib.panels.controls import Values

PROFILE = "tw-lending"
REAL_SHARE, REAL_FROM = "2330", date(2022, 1, 3)  # a year of closes without a gap
LONGEST = 180
MOST_PAYMENTS = 7  # in so many days, month by month
ONE_DAY = timedelta(days=1)
FIXED, MOVING, REAL = MARKS = ("fixed", "moving", "real")
NO_ROUNDING, ONE_BROKERS = ROUNDINGS = ("none", "one-brokers")
MONTHLY, AT_RETURN = SETTLEMENTS = ("monthly", "at-return")
TERMS = ("price", "shares", "rate", "share", "lent", "channel", "mark")


@dataclass(frozen=True, kw_only=True)
class Income:
    """A loan of shares day by day, and its payments; `other_way` is what the other way of settling would pay."""

    rules: LendingRules
    price: Price
    shares: Shares
    rate: Percent
    share: Percent
    lent: Date
    channel: str
    mark: str
    floored: YesNo
    monthly: YesNo
    closes: tuple[Price, ...]
    fees: tuple[Money, ...]
    unrounded_fees: tuple[Money, ...]
    payments: tuple[CashPayment, ...]
    other_way: FeeStatement
    symbol: Text = REAL_SHARE
    real_from: Date = REAL_FROM

    @property
    def days(self) -> Days:
        return len(self.fees)

    @property
    def value(self) -> Money:
        return self.price * self.shares

    @property
    def last_close(self) -> Price:
        return self.closes[-1]

    @property
    def mean_close(self) -> Price:
        return sum(self.closes) / self.days

    @property
    def first_fee(self) -> Money:
        return self.fees[0]

    @property
    def first_unrounded(self) -> Money:
        return self.unrounded_fees[0]

    @property
    def last_fee(self) -> Money:
        return self.fees[-1]

    @cached_property
    def gross(self) -> Money:
        """Return the fee of all days before the broker's share."""
        return total(self.fees)

    @property
    def unrounded(self) -> Money:
        return sum(self.unrounded_fees)

    @property
    def lost(self) -> Money:
        """Return by how much rounding changed the fee."""
        return abs(self.unrounded - self.gross)

    @property
    def at_first_close(self) -> Money:
        """Return what the fee would be if every day had the close of the first."""
        return self.first_fee * self.days

    @property
    def returned(self) -> Date:
        """Return the day on which the shares come back, which is no fee day."""
        return self.lent + self.days * ONE_DAY

    @property
    def is_closed_day(self) -> bool:
        """Return whether the shares would come back on a day without business."""
        return deadline(self.returned - ONE_DAY, 1) != self.returned

    @cached_property
    def received(self) -> FeeStatement:
        """Return all payments as one."""
        return added_up([cash.statement for cash in self.payments])

    @property
    def count(self) -> Count:
        return len(self.payments)

    @property
    def last_paid(self) -> Date:
        return self.payments[-1].payment.paid_on

    @property
    def state(self) -> str:
        return self.mark if self.rules.accepts_rate(self.rate, self.channel) else "off-step"


def income(values: Values) -> Income:
    """Return what the figure shows, from numbers alone."""
    rules, days, lent = datasets.rules(PROFILE), int(values["days"]), values["lent"]
    floored = values["rounding"] == ONE_BROKERS
    monthly = values["channel"] == NEGOTIATED and values["settle"] == MONTHLY  # auctions are paid at the return (C-6)
    closes = _closes(values, lent, days)
    unrounded = day_fees(values["shares"], closes, values["rate"], rules, floored=False)
    fees = day_fees(values["shares"], closes, values["rate"], rules, floored=True) if floored else unrounded

    def paid(each_month: bool) -> tuple[CashPayment, ...]:
        due = fee_payments(lent, lent + days * ONE_DAY, rules, monthly=each_month)
        return cash_payments(fees, due, rules, broker_share=values["share"], floored=floored)

    return Income(
        rules=rules,
        floored=floored,
        monthly=monthly,
        closes=closes,
        fees=fees,
        unrounded_fees=unrounded,
        payments=paid(monthly),
        other_way=added_up([cash.statement for cash in paid(not monthly)]),
        **{name: values[name] for name in TERMS},
    )


def _closes(values: Values, lent: date, days: int) -> tuple[float, ...]:
    """Return the close of each day: the same, moving evenly, or as a real share moved."""
    if values["mark"] == FIXED:
        return (float(values["price"]),) * days
    if values["mark"] == MOVING:
        return even_closes(values["price"], values["move"], lent, days)
    real = {point.date: point.close for point in datasets.prices(REAL_SHARE).points}
    return replayed_closes(values["price"], real, REAL_FROM, days)
