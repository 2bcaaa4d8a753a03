"""The model of F2.8: a margin purchase on its way down, session by session; the start is session 0."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.datasets.margin import margin_rules
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.money import round_half_up
from pledge_lib.finance.sale import Statement, sale_statement
from pledge_lib.finance.units import Chance, Count, Date, Money, Percent, Price, WholePercent, Word
from pledge_lib.market import events
from pledge_lib.market.events import TimelineLog, TimelineSummary
from pledge_lib.market.limits import locked_down, sale_chances
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.one_path import instant_shock, limit_downs
from pledge_lib.market.plan import Plan
from pledge_lib.market.sessions import sessions
from pledge_lib.market.timeline import run_timeline
from pledge_lib.panels.controls import Values
from pledge_lib.panels.margin.limit_lock_stop import StopOrder, stop_order

SYMBOL = "shares"
SHARES, PRICE = 1_000, 100
START = date(2026, 3, 2)  # four weeks without a holiday
LONGEST, REST = 10, 5  # limit-downs at most, and sessions of rest after them: time for the notice and the sale
NOISE = 9  # decimals of a price; what lies beyond is binary
NOW, BEFORE_2015, IN_1997 = REGIMES = ("now", "before-2015", "1997")
DAY_IN_1997 = date(1997, 6, 30)
SHOWN = (events.NOTICE, events.DEADLINE, events.UNFILLED, events.SOLD, events.BILL)


@dataclass(frozen=True, kw_only=True)
class Session:
    """A session: what happens on it, and what a sale on it would leave owed where one may come."""

    session: Count
    day: Date
    close: Price
    ratio: Percent
    event: tuple[Word, ...]
    chance: Chance | None
    owed: Money | None


@dataclass(frozen=True, kw_only=True)
class LimitLock:
    """A margin purchase on its way down."""

    log: TimelineLog
    closes: tuple[float, ...]
    loan: Money
    limit: Percent
    fill_chance: WholePercent
    downs: Count
    ends: bool
    stop: StopOrder | None

    @property
    def rules(self) -> MarginRules:
        return self.log.rules

    @property
    def sale_sessions(self) -> Count:
        """Return on how many sessions the broker's orders stand at most."""
        return datasets.market().sale_sessions

    @property
    def kept(self) -> Percent:
        """Return what a limit-down leaves of a price."""
        return 1 - self.limit

    @cached_property
    def ratios(self) -> tuple[float, ...]:
        """Return the ratio at each close, as if nothing were sold."""
        return tuple(SHARES * close / self.loan for close in self.closes)

    @property
    def start(self) -> Percent:
        return self.ratios[0]

    @property
    def lowest(self) -> Percent:
        return self.ratios[self.downs]

    @cached_property
    def summary(self) -> TimelineSummary:
        return self.log.summary

    @property
    def notice(self) -> Session | None:
        return self._on(self.summary.notice)

    @property
    def deadline(self) -> Session | None:
        return self._on(self.summary.deadline)

    @property
    def first_sale(self) -> Session | None:
        return self._on(self.summary.first_sale)

    @property
    def sold(self) -> Session | None:
        return self._on(self.summary.sold)

    @property
    def statement(self) -> Statement:
        return self.summary.statement

    @property
    def tries(self) -> Count:
        """Return on how many sessions orders stood without a buyer."""
        return sum(events.UNFILLED in row.events for row in self.log)

    @property
    def bill(self) -> Money:
        """Return what is still owed in the end."""
        return self.summary.bill

    @property
    def value_left(self) -> Money:
        """Return what all the shares are worth at the last close."""
        return float(SHARES * exact(self.closes[-1]))

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """Return every session, from the start on."""
        return tuple(map(self._seen, range(len(self.closes))))

    def _on(self, day: date | None) -> Session | None:
        return next((each for each in self.sessions if each.day == day), None)

    def _seen(self, session: int) -> Session:
        kind = "start" if session == 0 else "down" if session <= self.downs else "rest"
        row, chance = self.log.rows[session], self.chances.get(session)
        return Session(
            session=session,
            day=row.date,
            close=self.closes[session],
            ratio=self.ratios[session],
            event=(kind, *(event for event in SHOWN if event in row.events)),
            chance=chance,
            owed=None if chance is None else self.sold_on(session).shortfall,
        )

    @cached_property
    def chances(self) -> dict[int, float]:
        """Return the chance of being sold on each session on which orders may stand."""
        if self.summary.notice is None:
            return {}
        first = [row.date for row in self.log].index(self.summary.first_sale)
        last = first + self.sale_sessions if self.ends else len(self.closes)
        days = range(first, min(last, len(self.closes)))
        locked = [locked_down(self.closes[day], self.closes[day - 1], self.limit) for day in days]
        sure = locked.index(False) + 1 if False in locked else len(locked)  # after it, all is sold
        return dict(zip(days[:sure], sale_chances(locked[:sure], self.fill_chance), strict=True))

    def sold_on(self, session: int) -> Statement:
        """Return the statement of a sale at the close of a session."""
        costs = {"transaction_tax": self.rules.transaction_tax, "commission": self.rules.commission}
        return sale_statement(float(SHARES * exact(self.closes[session])), self.loan, 0, **costs)

    @property
    def state(self) -> str:
        if self.notice is None:
            return "no-call"
        if self.sold is None:
            return "unfilled"
        return "owing" if self.bill else "covered"


def limit_lock(values: Values) -> LimitLock:
    """Return what the figure shows, from numbers alone."""
    rules, downs = rules_of(values["regime"]), int(values["downs"])
    limit = rules.daily_limit
    relative = limit_downs(downs, downs + REST, limit) if downs else instant_shock(0.0, REST)
    closes = tuple(round(part * PRICE, NOISE) for part in relative)
    first = sessions().index(START)
    days = sessions()[first : first + len(closes)]
    loan = round_half_up(float(SHARES * PRICE / exact(values["start"])))
    bought = Long(SYMBOL, shares=SHARES, price=PRICE, loan=loan)
    account = WatchedMargin(MarginAccount(rules=rules, longs=(bought,)))
    ends = values["six_days"]
    plan = Plan(daily_limit=limit, fill_chance=values["fill"], seed=int(values["seed"]), sale_ends=ends)
    path = list(zip(days, closes, strict=True))
    sold_by = {"shares": SHARES, "loan": loan, "plan": plan, "rules": rules}
    return LimitLock(
        log=run_timeline(account, path, plan=plan),
        closes=closes,
        loan=loan,
        limit=limit,
        fill_chance=values["fill"],
        downs=downs,
        ends=ends,
        stop=stop_order(values["stop"], SYMBOL, path, **sold_by) if values["stop"] else None,
    )


def day_of(regime: str) -> date:
    """Return the day whose rules are taken: of today, the last before the limit was raised, or one of 1997."""
    last_before = datasets.market().daily_limit_raised - timedelta(days=1)
    return {NOW: START, BEFORE_2015: last_before, IN_1997: DAY_IN_1997}[regime]


def rules_of(regime: str) -> MarginRules:
    """Return the call line and the daily limit as they stood on the day of a regime."""
    return margin_rules(day_of(regime))
