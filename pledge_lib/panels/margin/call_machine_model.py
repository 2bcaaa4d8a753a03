"""The model of F2.4: an account of up to three positions, a path, the borrower's payments, and the log of the call."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache

from pledge_lib import datasets
from pledge_lib.datasets.margin import margin_rules
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Position
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.money import round_half_up
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.states import CALLED
from pledge_lib.finance.units import Count, Money, Percent, Phrases, Word
from pledge_lib.market import events, procedure
from pledge_lib.market.events import TimelineLog, TimelineRow
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.plan import Payment, Plan
from pledge_lib.market.sessions import deadline
from pledge_lib.market.timeline import run_timeline
from pledge_lib.panels.controls import Values
from pledge_lib.panels.margin.account_builder_model import FINE, WEAK
from pledge_lib.panels.margin.call_machine_account import ACCOUNTS, LEAD, MARGIN, PLACES, closes, opened
from pledge_lib.panels.margin.call_machine_log import CallDay, OnTheDay
from pledge_lib.panels.margin.call_machine_path import path_days
from pledge_lib.panels.over_time import OverTime

PROFILES = (MARGIN, "tw-broker-pledge", "tw-sfc-pledge")
REGIMES = {"130": None, "120": date(2010, 1, 4), "140": date(1997, 6, 2)}  # a day of each line
OF_THE_CALL = ("call_line", "cancel_level", "cure_sessions")
STANDINGS = {
    procedure.WATCH: "open",
    procedure.SAME_DAY: "afternoon",
    procedure.SALE: "sold",
    procedure.CLOSED: "sold",
}
PAID_ON = (1, 2, 3, 4)  # business days after the notice
LONGEST_TODAY = 20  # business days after the start that the hand reaches: the longest path, over a New Year


@dataclass(frozen=True, kw_only=True)
class CallMachine(OverTime):
    """The account at its start, the log of what became of it, and the rules it went by; money in TWD."""

    account: MarginAccount
    log: TimelineLog
    profile: MarginRules | PledgeRules
    target: Percent
    values: Values

    @property
    def rules(self) -> MarginRules:
        return self.log.rules

    @property
    def days(self) -> Count:
        return len(self.log)

    @property
    def day(self) -> CallDay:
        """Return today as it is told."""
        return CallDay(self.row)

    @property
    def standing(self) -> Word:
        """Return what today is, as the third number says it: days left, due today, open beyond its deadline, sold."""
        if self.row.state in STANDINGS:
            return STANDINGS[self.row.state]
        return "none" if self.row.deadline is None else "left"

    @cached_property
    def shown(self) -> TimelineRow:
        """Return the day whose positions are shown: that of the first notice, else that of the lowest ratio."""
        return self.notice or self.lowest

    @cached_property
    def positions(self) -> MarginAccount:
        """Return the account with each position at the closes of that day, before any payment."""
        close = self.shown.close
        return self.account.at(close if isinstance(close, Mapping) else {LEAD: close})

    def mark_of(self, position: Position) -> str:
        """Return what a position is on that day: fine, weak (below the line, not called) or called."""
        if position.name in self.shown.called_sums:
            return CALLED
        return WEAK if position.below(self.rules.call_line) else FINE

    @property
    def on_the_day(self) -> tuple[OnTheDay, ...]:
        """Return each position as the sheet shows it."""
        sold = {name: row.date for row in self.log for name in row.sold_shares}
        return tuple(
            OnTheDay(
                name=each.name,
                kind="long" if isinstance(each, Long) else "short",
                ratio=each.ratio,
                mark=self.mark_of(each),
                called_sum=self.shown.called_sums.get(each.name),
                sold=sold.get(each.name),
            )
            for each in self.positions.positions
        )

    @property
    def name(self) -> tuple[Word, ...]:
        """Return the positions that are below the line by themselves on that day."""
        return tuple(sorted(each.name for each in self.positions.positions if each.below(self.rules.call_line)))

    @property
    def sums(self) -> Phrases:
        """Return what the notice asks of each position."""
        return CallDay(self.shown).sums

    @property
    def closing_ratio(self) -> Percent:
        """Return the ratio of the day that closed the newest call, else that of the last day."""
        return (self.cancelled or self.last).ratio

    @property
    def costs(self) -> Money:
        """Return tax and commission of the forced sale."""
        return self.summary.statement.tax + self.summary.statement.commission

    @property
    def returned(self) -> Money:
        """Return what the forced sale gave back."""
        return sum(row.returned for row in self.log)

    @property
    def outcome(self) -> str:
        """Return what became of the account, as one word."""
        state = self.last.state
        if self.notice is None:
            return "no-call"
        if state in (procedure.CALLED, procedure.WATCH, procedure.SAME_DAY):
            return state
        if state in (procedure.SALE, procedure.CLOSED):
            return "owing" if self.last.bill > 0 else "sold"
        paid = round_half_up(self.cancelled.paid, places=PLACES) >= self.cancelled.called_sum
        return "paid" if paid else "recovered"


def call_machine(values: Values) -> CallMachine:
    """Return what the panel shows, from numbers alone; moving `today` only picks another row of the same log."""
    told = {name: value for name, value in values.items() if name != "today"}
    return replace(_run(tuple(sorted(told.items()))), values=dict(values))


@lru_cache(maxsize=8)
def _run(told: tuple) -> CallMachine:
    values = dict(told)
    profile, rules = _rules(values)
    parcels = ACCOUNTS[values["account"]]
    account = opened(parcels, rules)
    found = list(closes(values, parcels, account, rules))
    days = path_days(values["start"], len(found))
    paths = {
        parcel.name: [(day, each[parcel.name]) for day, each in zip(days, found, strict=True)] for parcel in parcels
    }
    target = max(values["restore"], rules.call_line)  # a call restores no less than the line
    plan = Plan(cure_target=target, fill_chance=1.0, daily_limit=None)
    watched = WatchedMargin(account.at(found[0]))
    log = run_timeline(watched, paths, plan=plan)
    payments = tuple(_payments(values, log.first(events.NOTICE)))
    if payments:
        log = run_timeline(watched, paths, plan=replace(plan, payments=payments))
    return CallMachine(account=account, log=log, profile=profile, target=target, values=values)


def _rules(values: Values) -> tuple[MarginRules | PledgeRules, MarginRules]:
    """Return the profile whose call is made, and the rules of margin trading with its line, its days and its levels."""
    day = REGIMES[values["regime"]]
    margin = datasets.rules(MARGIN) if day is None else margin_rules(day)
    if values["profile"] == MARGIN:
        return margin, margin
    profile, today = datasets.rules(values["profile"]), datasets.rules(MARGIN)
    return profile, replace(today, **{name: getattr(profile, name) for name in OF_THE_CALL})


def _payments(values: Values, notice: TimelineRow | None) -> Iterator[Payment]:
    """Yield what is paid on each business day after the first notice; parts of 100 % add up to the whole sum."""
    so_far = paid = Fraction(0)
    for count in PAID_ON if notice else ():
        so_far += exact(values[f"pay_{count}"])
        amount = exact(round_half_up(float(exact(notice.called_sum) * so_far), places=PLACES)) - paid
        paid += amount
        if amount:
            yield Payment(deadline(notice.date, count), float(amount))
