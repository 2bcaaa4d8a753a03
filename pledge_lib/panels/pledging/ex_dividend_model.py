"""The model of F1.7: a pledge followed over an ex-date, once for each use of the cash and once marked the other way."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from typing import Annotated

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.money import floor_to
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import after_change, fall_to_line
from pledge_lib.finance.units import NUMBER, Count, Date, Money, Percent, Points, Price, Text, Word
from pledge_lib.market.dividends import RecordedDividend, recorded_dividends
from pledge_lib.market.events import SOLD, TimelineLog, TimelineRow, TimelineSummary
from pledge_lib.market.plan import BORROWER, CASH, LENDER, REPAY, Dividend, Payment, Plan, recorded_events
from pledge_lib.market.procedure import CALLED
from pledge_lib.market.sessions import next_session, sessions
from pledge_lib.market.timeline import run_timeline
from pledge_lib.panels.controls import Values

PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
PRICE, SHARES = 100, 10_000  # TWD before the ex-date: a value of 1,000,000
SESSIONS_BEFORE, SESSIONS_AFTER = 9, 3  # shown before the ex-date and after the payment
KEPT, TO_LENDER = "kept", "lender"
CASH_GOES = (KEPT, REPAY, CASH, TO_LENDER)
CUT = "2603"  # whose capital cut looks like a jump of the price


@dataclass(frozen=True, kw_only=True)
class PayDay:
    """The day of the payment under each use of the cash; None where the shares were sold before."""

    kept: TimelineRow | None
    repay: TimelineRow | None
    cash: TimelineRow | None
    lender: TimelineRow | None


@dataclass(frozen=True, kw_only=True)
class ExDividend:
    """A pledge over an ex-date: the log as set, the logs of other uses of the cash, and that of the other marking."""

    recorded: RecordedDividend
    dividend: Percent
    pay_day: Date
    use: Word
    logs: Mapping[str, TimelineLog]
    other_marking: TimelineLog
    rules: PledgeRules
    today: Count

    @property
    def log(self) -> TimelineLog:
        return self.logs[self.use]

    @property
    def row(self) -> TimelineRow:
        """Return the business day at or before today; the first one where today is earlier."""
        day = self.ex_date + timedelta(days=int(self.today))
        return next((row for row in reversed(self.log.rows) if row.date <= day), self.log.rows[0])

    @property
    def is_sold(self) -> bool:
        return self.summary.sold is not None and self.summary.sold <= self.row.date

    @property
    def in_hand(self) -> Money:
        """Return the dividend's cash that the borrower has in hand today."""
        is_paid = self.row.date >= self.pay_day and self.on is not None
        return self.cash if is_paid and self.use == KEPT else 0.0

    @property
    def days_until_paid(self) -> Count:
        """Return the calendar days from today to the payment of the dividend."""
        return max(0, (self.pay_day - self.row.date).days)

    @property
    def lost(self) -> Points | None:
        """Return the points that the ratio loses on the ex-date."""
        return self.before.ratio - self.on.ratio if self.on else None

    @property
    def gap(self) -> Count:
        """Return the days from the ex-date to the payment."""
        return (self.pay_day - self.ex_date).days

    @property
    def summary(self) -> TimelineSummary:
        return self.log.summary

    @property
    def ex_date(self) -> Date:
        return self.recorded.ex_date

    @property
    def cash(self) -> Money:
        """Return the dividend of all shares."""
        return float(exact(PRICE) * exact(self.dividend) * SHARES)

    @property
    def before(self) -> TimelineRow:
        return self.log.rows[0]

    @property
    def value_after(self) -> Money:
        return self.before.collateral - self.cash

    @property
    def room(self) -> Percent:
        """Return how far the price could fall before the dividend was taken off."""
        return fall_to_line(self.before.ratio, self.rules.call_line)

    @property
    def lowest(self) -> TimelineRow:
        return self.log.row(self.summary.lowest_day)

    @property
    def called(self) -> TimelineRow | None:
        return self.log.row(self.summary.notice) if self.summary.notice else None

    @property
    def on(self) -> TimelineRow | None:
        """Return the ex-date; None where the shares were sold before."""
        return unsold(self.log, self.ex_date)

    @cached_property
    def after(self) -> PayDay:
        return PayDay(**{use: unsold(log, self.pay_day) for use, log in self.logs.items()})

    @property
    def paid(self) -> TimelineRow | None:
        """Return the day of the payment as set; None where the shares were sold before."""
        return getattr(self.after, self.use)

    @property
    def state(self) -> str:
        if self.before.state == CALLED:
            return "below-at-start"
        if self.dividend == 0:
            return "no-dividend"
        if self.summary.notice is None:
            on_the_line = exact(self.lowest.collateral) == exact(self.rules.call_line) * exact(self.lowest.debt)
            if on_the_line:
                return "on-the-line"
            return "marked-before" if self.rules.premark_sessions else "normal"
        return "called-before" if self.summary.notice < self.ex_date else "called"


def unsold(log: TimelineLog, day: date) -> TimelineRow | None:
    """Return the row of a day, or None where the lender has sold the shares by then."""
    sold = log.first(SOLD)
    return None if sold and sold.date <= day else log.row(day)


def ex_dividend(values: Values) -> ExDividend:
    """Return what the figure shows, from numbers alone; moving `today` only picks another day of the same logs."""
    told = {name: value for name, value in values.items() if name != "today"}
    return replace(_followed(tuple(sorted(told.items()))), today=values["today"])


@lru_cache(maxsize=8)
def _followed(told: tuple) -> ExDividend:
    values = dict(told)
    action = recorded_dividends()[values["event"]]
    rules = replace(datasets.rules(values["profile"]), premark_sessions=int(values["premark"]))
    due = action.ex_date + timedelta(days=round(values["days"]))
    pay_day = next_session(due - timedelta(days=1))  # due on a day without trading, it counts on the next session
    loan = floor_to(PRICE * SHARES * exact(values["loan_to_value"]), rules.loan_step)
    holding = Holding(action.symbol, shares=SHARES, price=PRICE, loan_to_value=values["loan_to_value"])
    pledge = Pledge(holdings=(holding,), principal=loan, rules=rules)
    closes = list(path(action.ex_date, pay_day, values["dividend"]))
    other = replace(rules, premark_sessions=0 if rules.premark_sessions else longest_premark())

    def follow(cash_goes: str, under: PledgeRules) -> TimelineLog:
        return run_timeline(pledge, closes, under, plan(action.ex_date, pay_day, values["dividend"], cash_goes))

    return ExDividend(
        recorded=action,
        dividend=values["dividend"],
        pay_day=pay_day,
        use=values["cash_goes"],
        logs={use: follow(use, rules) for use in CASH_GOES},
        other_marking=follow(values["cash_goes"], other),
        rules=rules,
        today=0,
    )


def path(ex_date: date, pay_day: date, dividend: float):
    """Yield closes that move by the dividend alone."""
    first = bisect_left(sessions(), ex_date) - SESSIONS_BEFORE
    last = bisect_left(sessions(), pay_day) + SESSIONS_AFTER
    for day in sessions()[first : last + 1]:
        yield day, PRICE if day < ex_date else after_change(PRICE, -dividend)


def plan(ex_date: date, pay_day: date, dividend: float, cash_goes: str) -> Plan:
    """Return what happens: the dividend, and what its cash does on the day it is paid."""
    per_share = float(exact(PRICE) * exact(dividend))
    to = LENDER if cash_goes == TO_LENDER else BORROWER
    going = Dividend(ex_date=ex_date, cash_per_share=per_share, to=to, paid_on=pay_day)
    brought = Payment(pay_day, float(exact(per_share) * SHARES), cash_goes) if cash_goes in (REPAY, CASH) else None
    return Plan(dividends=(going,), payments=(brought,) if brought else (), cash_counts=cash_goes == CASH)


def longest_premark() -> int:
    """Return for how many business days the lender who marks first takes a dividend off."""
    return max(datasets.rules(name).premark_sessions for name in PROFILES)


@dataclass(frozen=True, kw_only=True)
class CapitalCut:
    """A recorded capital cut: the price jumps, the collateral only loses what is paid back."""

    symbol: Text
    day: Date
    factor: Annotated[float, NUMBER.rounded(2)]
    paid_back: Money
    close: Price

    @property
    def reference(self) -> Price:
        return (self.close - self.paid_back) / self.factor

    @property
    def rise(self) -> Percent:
        return self.reference / self.close - 1

    @property
    def lost(self) -> Percent:
        return self.paid_back / self.close


@cache
def capital_cut() -> CapitalCut:
    """Return the capital cut that is told of."""
    cut = next(change for change in recorded_events(CUT)["share_changes"] if change.factor < 1)
    before = max((point for point in datasets.prices(CUT).points if point.date < cut.on), key=lambda point: point.date)
    return CapitalCut(symbol=CUT, day=cut.on, factor=cut.factor, paid_back=cut.cash_per_share, close=before.close)
