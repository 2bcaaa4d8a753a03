"""F3.1: what lending shares earns: each day's fee at its close, the sum of them, and the days on which it is paid."""

from dataclasses import dataclass
from datetime import date, timedelta

from pledge_lib import datasets
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.amounts import total
from pledge_lib.finance.lending.income import FeeStatement
from pledge_lib.finance.lending.rules import AUCTION, NEGOTIATED, LendingRules
from pledge_lib.finance.money import amount_text
from pledge_lib.finance.units import DAYS, PERCENT, PRICE, SHARES
from pledge_lib.market.lending.cash import (
    CashPayment,
    added_up,
    cash_payments,
    day_fees,
    even_closes,
    replayed_closes,
)
from pledge_lib.market.lending.days import fee_payments
from pledge_lib.market.sessions import deadline, require_session
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.lending.income_view import ID, LONGEST, PROFILE, REAL_FROM, REAL_SHARE, figure, view

FIRST_DAY, LAST_DAY = REAL_FROM, date(2026, 12, 31)
ONE_DAY = timedelta(days=1)
FIXED, MOVING, REAL = MARKS = ("fixed", "moving", "real")
NO_ROUNDING, ONE_BROKERS = ROUNDINGS = ("none", "one-brokers")
MONTHLY, AT_RETURN = SETTLEMENTS = ("monthly", "at-return")


@dataclass(frozen=True, kw_only=True)
class Income:
    """A loan of shares day by day, and its payments; `other_way` is what the other way of settling would pay. TWD."""

    rules: LendingRules
    price: float
    shares: float
    annual_rate: float
    channel: str
    lent: date
    broker_share: float
    floored: bool
    monthly: bool
    mark: str
    closes: tuple[float, ...]
    fees: tuple[float, ...]
    unrounded: float
    payments: tuple[CashPayment, ...]
    other_way: FeeStatement

    @property
    def days(self) -> int:
        return len(self.fees)

    @property
    def returned(self) -> date:
        """Return the day on which the shares come back, which is no fee day."""
        return self.lent + self.days * ONE_DAY

    @property
    def is_closed_day(self) -> bool:
        """Return whether the shares would come back on a day without business."""
        return deadline(self.returned - ONE_DAY, 1) != self.returned

    @property
    def gross(self) -> float:
        """Return the fee of all days before the broker's share."""
        return total(self.fees)

    @property
    def at_first_close(self) -> float:
        """Return what the fee would be if every day had the close of the first."""
        return self.fees[0] * self.days

    @property
    def received(self) -> FeeStatement:
        """Return all payments as one."""
        return added_up([cash.statement for cash in self.payments])

    @property
    def state(self) -> str:
        if not self.rules.accepts_rate(self.annual_rate, self.channel):
            return "off-step"
        return self.mark


def income(values: Values) -> Income:
    """Return what the panel shows, from numbers alone."""
    rules, days, lent = datasets.rules(PROFILE), int(values["days"]), values["lent"]
    floored = values["rounding"] == ONE_BROKERS
    monthly = values["channel"] == NEGOTIATED and values["settle"] == MONTHLY  # auctions are paid at the return (C-6)
    closes = _closes(values, lent, days)
    terms = (values["shares"], closes, values["rate"], rules)
    fees = day_fees(*terms, floored=floored)

    def paid(each_month: bool) -> tuple[CashPayment, ...]:
        due = fee_payments(lent, lent + days * ONE_DAY, rules, monthly=each_month)
        return cash_payments(fees, due, rules, broker_share=values["share"], floored=floored)

    return Income(
        rules=rules,
        price=values["price"],
        shares=values["shares"],
        annual_rate=values["rate"],
        channel=values["channel"],
        lent=lent,
        broker_share=values["share"],
        floored=floored,
        monthly=monthly,
        mark=values["mark"],
        closes=closes,
        fees=fees,
        unrounded=sum(day_fees(*terms, floored=False)) if floored else sum(fees),
        payments=paid(monthly),
        other_way=added_up([cash.statement for cash in paid(not monthly)]),
    )


def _closes(values: Values, lent: date, days: int) -> tuple[float, ...]:
    """Return the close of each day: the same, moving evenly, or as a real share moved."""
    if values["mark"] == FIXED:
        return (float(values["price"]),) * days
    if values["mark"] == MOVING:
        return even_closes(values["price"], values["move"], lent, days)
    real = {point.date: point.close for point in datasets.prices(REAL_SHARE).points}
    return replayed_closes(values["price"], real, REAL_FROM, days)


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's cases, those of an article, and a real share from a real day on."""
    base = {"price": 800, "shares": 1_000, "rate": 0.03, "days": 15, "mark": FIXED, "move": 0.20, "share": 0.20,
            "rounding": NO_ROUNDING, "channel": NEGOTIATED, "settle": MONTHLY, "lent": date(2026, 6, 10)}  # fmt: skip
    first, second = lending_scenarios()[:2]
    cases = {
        "fifteen-days": {},
        **{
            f"floored-{case.id}": {"price": case.price, "shares": case.shares, "rate": case.annual_rate,
                                   "days": case.days, "rounding": ONE_BROKERS}
            for case in (first, second)
        },
        "rising": {"mark": MOVING, "days": 60},
        "monthly": {"days": 90, "shares": 5_000, "rate": 0.04},
        "at-return": {"days": 90, "shares": 5_000, "rate": 0.04, "settle": AT_RETURN},
        "auction": {"rate": 0.1593, "channel": AUCTION},
    }  # fmt: skip
    close = datasets.prices(REAL_SHARE).close(REAL_FROM)
    fields = {"symbol": REAL_SHARE, "day": REAL_FROM.isoformat(), "close": amount_text(close)}
    real = {**base, "price": close, "mark": REAL, "days": LONGEST, "lent": REAL_FROM, "settle": AT_RETURN}
    return (
        *(Preset(label=f"{ID}.preset.{name}", values={**base, **case}) for name, case in cases.items()),
        Preset(label="preset.real", fields=fields, values=real),
    )


def panel() -> Declaration:
    """Declare the panel; the rate moves in the finest step of a channel, an auction takes whole steps only."""
    rules = datasets.rules(PROFILE)
    controls = (
        Slider(key="price", low=5, high=2_000, step=1, default=800, unit=PRICE),
        Slider(key="shares", low=1_000, high=50_000, step=1_000, default=1_000, unit=SHARES),
        Slider(key="rate", low=rules.negotiated_step, high=rules.highest_rate, step=rules.negotiated_step,
               default=0.03, unit=PERCENT),
        Slider(key="days", low=1, high=LONGEST, step=1, default=15, unit=DAYS),
        Choice(key="mark", options=MARKS, default=FIXED),
        Slider(key="move", low=-0.50, high=0.50, step=0.01, default=0.20, unit=PERCENT),
        Choice(key="rounding", options=ROUNDINGS, default=NO_ROUNDING),
        Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
        Choice(key="channel", options=(NEGOTIATED, AUCTION), default=NEGOTIATED),
        Choice(key="settle", options=SETTLEMENTS, default=MONTHLY),
        Day(key="lent", low=FIRST_DAY, high=LAST_DAY, default=date(2026, 6, 10), require=require_session),
    )  # fmt: skip
    return Declaration(
        id=ID, controls=controls, presets=_presets(), model=income, view=view, figure=figure, has_sheet=True
    )
