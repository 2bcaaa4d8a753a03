"""F1.7: the ratio around an ex-dividend day: it falls at once, the cash comes weeks later."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.money import floor_to
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.units import DAYS, PERCENT
from pledge_lib.market.dividends import RecordedDividend, recorded_dividends
from pledge_lib.market.events import TimelineLog, TimelineRow
from pledge_lib.market.plan import BORROWER, CASH, LENDER, REPAY, Dividend, Payment, Plan
from pledge_lib.market.procedure import CALLED
from pledge_lib.market.sessions import next_session, sessions
from pledge_lib.market.timeline import run_timeline
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.pledging.ex_dividend_view import ID, figure, view
from pledge_lib.panels.words import Words

PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
NO_PREMARK = "0"
PRICE, SHARES = 100, 10_000  # TWD before the ex-date: a value of 1,000,000
SESSIONS_BEFORE, SESSIONS_AFTER = 9, 3  # shown before the ex-date and after the payment
KEPT, TO_LENDER = "kept", "lender"
CASH_GOES = (KEPT, REPAY, CASH, TO_LENDER)
LARGEST = 0.12
DEFAULT = "2330 2025-03-18"


@dataclass(frozen=True, kw_only=True)
class ExDividend:
    """A pledge over an ex-date: the log as set, the logs of other uses of the cash, and that of the other marking."""

    recorded: RecordedDividend
    dividend: float
    pay_day: date
    cash_goes: str
    logs: Mapping[str, TimelineLog]
    other_marking: TimelineLog
    rules: PledgeRules

    @property
    def log(self) -> TimelineLog:
        return self.logs[self.cash_goes]

    @property
    def ex_date(self) -> date:
        return self.recorded.ex_date

    @property
    def loan(self) -> float:
        return self.log.rows[0].principal

    @property
    def cash(self) -> float:
        """Return the dividend of all shares, in TWD."""
        return float(exact(PRICE) * exact(self.dividend) * SHARES)

    @property
    def before(self) -> TimelineRow:
        return self.log.rows[0]

    @property
    def lowest(self) -> TimelineRow:
        return self.log.row(self.log.summary.lowest_day)

    def on_ex_date(self) -> TimelineRow | None:
        """Return the row of the ex-date; None where the shares were sold before."""
        return unsold(self.log, self.log.row(self.ex_date))

    def after(self, cash_goes: str) -> TimelineRow | None:
        """Return the row of the payment under one use of the cash; None where the shares were sold before."""
        log = self.logs[cash_goes]
        return unsold(log, log.row(self.pay_day))

    @property
    def state(self) -> str:
        if self.before.state == CALLED:
            return "below-at-start"
        if self.dividend == 0:
            return "no-dividend"
        if self.log.summary.notice is None:
            on_the_line = exact(self.lowest.collateral) == exact(self.rules.call_line) * exact(self.lowest.debt)
            if on_the_line:
                return "on-the-line"
            return "marked-before" if self.rules.premark_sessions else "normal"
        return "called-before" if self.log.summary.notice < self.ex_date else "called"


def unsold(log: TimelineLog, row: TimelineRow) -> TimelineRow | None:
    """Return the row, or None where the lender has sold the shares by then."""
    sold = log.summary.sold
    return None if sold and sold <= row.date else row


def ex_dividend(values: Values) -> ExDividend:
    """Return what the panel shows, from numbers alone."""
    action = recorded_dividends()[values["event"]]
    rules = replace(datasets.rules(values["profile"]), premark_sessions=int(values["premark"]))
    due = action.ex_date + timedelta(days=round(values["days"]))
    pay_day = next_session(due - timedelta(days=1))  # due on a day without trading, it counts on the next session
    loan = floor_to(PRICE * SHARES * exact(values["loan_to_value"]), rules.loan_step)
    holding = Holding(action.symbol, shares=SHARES, price=PRICE, loan_to_value=values["loan_to_value"])
    pledge = Pledge(holdings=(holding,), principal=loan, rules=rules)
    path = list(_path(action.ex_date, pay_day, values["dividend"]))
    other = replace(rules, premark_sessions=0 if rules.premark_sessions else longest_premark())

    def follow(cash_goes: str, under: PledgeRules) -> TimelineLog:
        plan = _plan(action.ex_date, pay_day, values["dividend"], cash_goes)
        return run_timeline(pledge, path, under, plan)

    return ExDividend(
        recorded=action,
        dividend=values["dividend"],
        pay_day=pay_day,
        cash_goes=values["cash_goes"],
        logs={cash_goes: follow(cash_goes, rules) for cash_goes in CASH_GOES},
        other_marking=follow(values["cash_goes"], other),
        rules=rules,
    )


def _path(ex_date: date, pay_day: date, dividend: float):
    """Yield closes that move by the dividend alone."""
    first = bisect_left(sessions(), ex_date) - SESSIONS_BEFORE
    last = bisect_left(sessions(), pay_day) + SESSIONS_AFTER
    for day in sessions()[first : last + 1]:
        yield day, PRICE if day < ex_date else after_change(PRICE, -dividend)


def _plan(ex_date: date, pay_day: date, dividend: float, cash_goes: str) -> Plan:
    """Return what happens: the dividend, and what its cash does on the day it is paid."""
    per_share = float(exact(PRICE) * exact(dividend))
    to = LENDER if cash_goes == TO_LENDER else BORROWER
    going = Dividend(ex_date=ex_date, cash_per_share=per_share, to=to, paid_on=pay_day)
    brought = Payment(pay_day, float(exact(per_share) * SHARES), cash_goes) if cash_goes in (REPAY, CASH) else None
    return Plan(dividends=(going,), payments=(brought,) if brought else (), cash_counts=cash_goes == CASH)


def longest_premark() -> int:
    """Return for how many business days the lender who marks first takes a dividend off."""
    return max(datasets.rules(name).premark_sessions for name in PROFILES)


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's 100 over 60, real dividends, and the two ways into a call."""
    base = {"profile": PROFILES[0], "event": DEFAULT, "days": 30, "loan_to_value": 0.60, "premark": NO_PREMARK,
            "cash_goes": KEPT}  # fmt: skip
    company = {"profile": "tw-sfc-pledge", "premark": str(longest_premark())}
    made_up = {
        "sixty": {**base, "dividend": 0.05},
        "premark": {**base, **company, "dividend": 0.05},
        "called": {**base, "dividend": 0.05, "loan_to_value": 0.75},
        "called-before": {**base, **company, "dividend": 0.05, "loan_to_value": 0.70},
    }
    real = []
    for event in (DEFAULT, "2412 2024-07-04"):
        action = recorded_dividends()[event]
        fields = {"symbol": action.symbol, "day": action.ex_date.isoformat(), "cash": f"{action.cash_per_share:g}"}
        values = {**base, "event": event, "dividend": action.part}
        real.append(Preset(label=f"{ID}.preset.real", fields=fields, values=values))
    return (*(Preset(label=f"{ID}.preset.{name}", values=values) for name, values in made_up.items()), *real)


def panel() -> Declaration:
    """Declare the panel."""
    events = tuple(key for key, action in recorded_dividends().items() if action.part <= LARGEST)
    controls = (
        Slider(key="dividend", low=0.0, high=LARGEST, step=0.005, default=0.05, unit=PERCENT),
        Slider(key="days", low=10, high=60, step=1, default=30, unit=DAYS),
        Slider(key="loan_to_value", low=0.30, high=0.80, step=0.01, default=0.60, unit=PERCENT),
        Choice(key="cash_goes", options=CASH_GOES, default=KEPT),
        Choice(key="premark", options=(NO_PREMARK, str(longest_premark())), default=NO_PREMARK),
        Choice(
            key="profile", options=PROFILES, default=PROFILES[0],
            sets=lambda name, _values: {"premark": str(datasets.rules(name).premark_sessions)},
            label=lambda name, words: words.of(datasets.title(name)),
        ),
        Choice(
            key="event", options=events, default=DEFAULT,
            sets=lambda key, _values: {"dividend": recorded_dividends()[key].part}, label=_event,
        ),
    )  # fmt: skip
    return Declaration(id=ID, controls=controls, presets=_presets(), model=ex_dividend, view=view, figure=figure)


def _event(key: str, words: Words) -> str:
    dividend = recorded_dividends()[key]
    return words(f"{ID}.event", symbol=dividend.symbol, name=_name(key, words), day=dividend.ex_date.isoformat())


def _name(event: str, words) -> str:
    return words.of(datasets.prices(recorded_dividends()[event].symbol).name)
