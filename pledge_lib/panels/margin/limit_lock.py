"""F2.8: limit-downs one after the other: when the call comes, when somebody buys, what the sale leaves owed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.money import percent_text, round_half_up
from pledge_lib.finance.sale import Statement, sale_statement
from pledge_lib.finance.units import COUNT, PERCENT, TRADING
from pledge_lib.market import events
from pledge_lib.market.events import TimelineLog, TimelineRow
from pledge_lib.market.limits import locked_down, sale_chances
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.paths import instant_shock, limit_downs
from pledge_lib.market.plan import Plan
from pledge_lib.market.sessions import sessions
from pledge_lib.market.timeline import run_timeline
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.margin.limit_lock_view import ID, LONGEST, REST, figure, view
from pledge_lib.panels.words import Words

PROFILE, SYMBOL = "tw-margin", "shares"
SHARES, PRICE = 1_000, 100
START = date(2026, 3, 2)  # four weeks without a holiday
NOISE = 9  # decimals of a price; what lies beyond is binary
NOW, BEFORE_2015 = "now", "before-2015"


@dataclass(frozen=True, kw_only=True)
class LimitLock:
    """A margin purchase on its way down; sessions are counted from the start, which is session 0; money in TWD."""

    log: TimelineLog
    closes: tuple[float, ...]
    loan: float
    limit: float
    fill_chance: float
    downs: int
    ends: bool

    @property
    def rules(self) -> MarginRules:
        return self.log.rules

    @cached_property
    def ratios(self) -> tuple[float, ...]:
        """Return the ratio at each close, as if nothing were sold."""
        return tuple(SHARES * close / self.loan for close in self.closes)

    @cached_property
    def notice(self) -> TimelineRow | None:
        return self.log.first(events.NOTICE)

    @cached_property
    def sold(self) -> TimelineRow | None:
        return self.log.first(events.SOLD)

    @property
    def tries(self) -> int:
        """Return on how many sessions orders stood without a buyer."""
        return sum(events.UNFILLED in row.events for row in self.log)

    @property
    def bill(self) -> float:
        """Return what is still owed in the end."""
        return self.log.rows[-1].bill

    @property
    def value_left(self) -> float:
        """Return what all the shares are worth at the last close."""
        return float(SHARES * exact(self.closes[-1]))

    @cached_property
    def statement(self) -> Statement:
        return self.log.summary.statement

    def session(self, day: date) -> int:
        """Return which session a day of the log is."""
        return [row.date for row in self.log].index(day)

    @cached_property
    def chances(self) -> dict[int, float]:
        """Return the chance of being sold on each session on which orders may stand."""
        if self.notice is None:
            return {}
        first = self.session(self.notice.first_sale)
        last = first + datasets.market().sale_sessions if self.ends else len(self.closes)
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
    """Return what the panel shows, from numbers alone."""
    rules, limit, downs = datasets.rules(PROFILE), _limit(values["limit"]), int(values["downs"])
    path = limit_downs(downs, downs + REST, limit) if downs else instant_shock(0.0, REST)
    closes = tuple(round(close, NOISE) for close in (path[0] * PRICE).tolist())
    first = sessions().index(START)
    days = sessions()[first : first + len(closes)]
    loan = round_half_up(float(SHARES * PRICE / exact(values["start"])))
    bought = Long(SYMBOL, shares=SHARES, price=PRICE, loan=loan)
    account = WatchedMargin(MarginAccount(rules=rules, longs=(bought,)))
    ends = values["six_days"]
    plan = Plan(daily_limit=limit, fill_chance=values["fill"], seed=int(values["seed"]), sale_ends=ends)
    return LimitLock(
        log=run_timeline(account, zip(days, closes, strict=True), plan=plan),
        closes=closes,
        loan=loan,
        limit=limit,
        fill_chance=values["fill"],
        downs=downs,
        ends=ends,
    )


def _limit(option: str) -> float:
    return datasets.rules(PROFILE).daily_limit if option == NOW else datasets.market().earlier_daily_limit


def _limit_label(option: str, words: Words) -> str:
    raised = datasets.market().daily_limit_raised.isoformat()
    return words(f"{ID}.limit.{option}", limit=percent_text(_limit(option), 0), raised=raised)


def _presets() -> tuple[Preset, ...]:
    """Return the exercises of the lesson, and the same falls with other luck, limits and rules."""
    base = {"limit": NOW, "downs": 5, "fill": 0.0, "start": 5 / 3, "six_days": True, "seed": 1}
    cases = {
        "three": {"downs": 3},
        "at-the-last": {"downs": 6, "fill": 1.0},
        "two-more": {"downs": 2, "start": 1.215},
        "ten": {"downs": LONGEST},
        "luck": {"downs": LONGEST, "fill": 0.30, "seed": 3},
        "six-days": {"downs": LONGEST, "start": 1.35},
        "no-end": {"downs": LONGEST, "start": 1.35, "six_days": False},
        "before-2015": {"limit": BEFORE_2015, "downs": LONGEST},
        "safe": {"downs": 3, "start": 2.50},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=base | case) for name, case in cases.items())


def panel() -> Declaration:
    """Declare the panel."""
    controls = (
        Slider(key="downs", low=0, high=LONGEST, step=1, default=5, unit=TRADING),
        Slider(key="start", low=1.10, high=3.0, step=0.01, default=5 / 3, unit=PERCENT),
        Slider(key="fill", low=0.0, high=1.0, step=0.05, default=0.0, unit=PERCENT),
        Choice(key="limit", options=(NOW, BEFORE_2015), default=NOW, label=_limit_label),
        Toggle(key="six_days", default=True),
        Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=limit_lock, view=view, figure=figure)
