"""What F1.3 shows, from numbers alone: the path, the log without an answer, the borrower's answer, the log with it."""

import math
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from pledge_lib import datasets
from pledge_lib.finance.money import floor_to, round_half_up
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import sell_to, shares_to
from pledge_lib.finance.sale import Statement
from pledge_lib.finance.units import Count, Money, Word
from pledge_lib.market import events, procedure
from pledge_lib.market.events import TimelineLog, TimelineRow
from pledge_lib.market.plan import BY_DATE, CLOSE, INTRADAY, REPAY, SELL, SHARES, Payment, Plan
from pledge_lib.market.sessions import deadline
from pledge_lib.market.timeline import run_timeline
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Values
from pledge_lib.panels.over_time import OverTime
from pledge_lib.panels.pledging.timeline_log import Entry, entries
from pledge_lib.panels.pledging.timeline_path import LIMITS, REPLAY, MarketPath, market_path

LONGEST_TODAY = 280  # business days after the start that the hand reaches: the longest replay, and its sale
CURES = ("nothing", "repay", "shares", "sell", "partial")
MARKS = (CLOSE, INTRADAY)
ENDINGS = {procedure.CALLED: "open", procedure.WATCH: "watch", procedure.SAME_DAY: "same-day"}


@dataclass(frozen=True, kw_only=True)
class Timeline(OverTime):
    """A pledge on its way through a path; money in TWD."""

    path: MarketPath
    log: TimelineLog
    planned: tuple[Payment, ...]
    values: Values

    @property
    def rules(self) -> PledgeRules:
        return self.log.rules

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entries(self.log))

    @property
    def asked(self) -> Money:
        """Return what the open call of today still asks for."""
        return max(0.0, self.row.called_sum - self.row.paid) if self.row.called_sum is not None else 0.0

    @property
    def standing(self) -> Word:
        """Return what today is, as the third number says it: no call, days left, due today, a sale that may come."""
        if self.row.state in (procedure.SALE, procedure.CLOSED):
            return "sold" if any(row.sold_shares for row in self.log.rows[: self.place + 1]) else "sale"
        if self.row.deadline is None:
            return "no-call"
        if self.row.date > self.row.deadline:
            return "past"
        return "left"

    @property
    def sessions(self) -> Count:
        """Return how many sessions the path has after its first day."""
        return len(self.path.days) - 1

    @property
    def sale(self) -> Statement:
        """Return where the money of the forced sale went."""
        return self.summary.statement

    @property
    def sale_tries(self) -> Count:
        """Return on how many sessions orders to sell stood in the market."""
        return sum(events.SOLD in row.events or events.UNFILLED in row.events for row in self.log)

    @property
    def state(self) -> str:
        """Return what became of the position, as one word."""
        state = self.last.state
        if self.notice is None:
            return "no-call"
        if self.notice is self.first:
            return "called-at-start"
        if state in ENDINGS:
            return ENDINGS[state]
        if self.summary.sold:
            if self.last.bill > 0:
                return "owing"
            return "covered" if self.sale.shortfall > 0 else "surplus"
        if state in (procedure.SALE, procedure.CLOSED):
            return "unfilled" if events.BILL not in self._events and self.last.principal > 0 else "locked"
        return "cured" if self._paid_in_full else "recovered"

    @property
    def too_late(self) -> bool:
        """Return whether money or shares were on their way, and came only when the sale had begun."""
        sale = self.log.first(events.SOLD) or self.log.first(events.UNFILLED)
        coming = [payment.on for payment in self.planned]
        if self.log.plan.reserve and self.log.plan.reserve_on:
            coming.append(self.log.plan.reserve_on)
        return sale is not None and any(day >= sale.date for day in coming)

    @property
    def _events(self) -> set[str]:
        return {event for row in self.log for event in row.events}

    @property
    def _paid_in_full(self) -> bool:
        return round_half_up(self.cancelled.paid, places=2) >= self.cancelled.called_sum


def tone_of(result: Timeline, row: TimelineRow) -> str:
    """Return the tone of a day: that of its state, near within the band above the line."""
    ratio = row.ratio if 0 < row.ratio < math.inf else None
    return tones.of_state(row.state, ratio=ratio, line=result.rules.call_line)


def timeline(values: Values) -> Timeline:
    """Return what the figure shows, from numbers alone; moving `today` only picks another row of the same log."""
    told = {name: value for name, value in values.items() if name != "today"}
    return replace(_run(tuple(sorted(told.items())), datasets.rules(values["profile"])), values=dict(values))


@lru_cache(maxsize=8)
def _run(told: tuple, rules: PledgeRules) -> Timeline:
    values = dict(told)
    path = market_path(values)
    pledge = _drawn_loan(values, rules, path)
    bare = _bare_plan(values, path)
    untouched = run_timeline(pledge, path.points, plan=bare)
    notice = untouched.first(events.NOTICE)
    if notice is None:
        return Timeline(path=path, log=untouched, planned=(), values=values)
    plan = _answer(values, bare, notice, rules, path)
    log = untouched if plan == bare else run_timeline(pledge, path.points, plan=plan)
    return Timeline(path=path, log=log, planned=plan.payments, values=values)


def _drawn_loan(values: Values, rules: PledgeRules, path: MarketPath) -> Pledge:
    holding = Holding(path.symbol, shares=path.shares, price=path.closes[0], loan_to_value=values["loan_to_value"])
    loan = floor_to(holding.value * values["loan_to_value"], rules.loan_step)
    return Pledge(holdings=(holding,), principal=loan, rules=rules, annual_rate=values["rate"])


def _bare_plan(values: Values, path: MarketPath) -> Plan:
    """Return the plan of a borrower who does nothing; a replay has the limit and the calendar of its days."""
    market = {"daily_limit": LIMITS[values["limit"]], "holidays": values["holidays"], "mark": values["mark"]}
    if values["path"] == REPLAY:
        market = {"daily_limit": BY_DATE}
    return Plan(**market, fill_chance=values["fill"], seed=int(values["seed"]), **path.events)


def _answer(values: Values, bare: Plan, notice: TimelineRow, rules: PledgeRules, path: MarketPath) -> Plan:
    """Return the plan with what the borrower does about the first call, so many business days after its notice."""
    payment = _cure(values, notice, rules, path, _business_day(notice.date, values["cure_day"], bare))
    arrives = _business_day(notice.date, values["reserve_day"], bare) if values["reserve_day"] else None
    return replace(
        bare,
        payments=(payment,) if payment else (),
        reserve=values["reserve"],
        reserve_on=arrives if values["reserve"] else None,
    )


def _business_day(notice: date, count: float, plan: Plan) -> date:
    return deadline(notice, int(count), holidays=plan.holidays)


def _cure(values: Values, notice: TimelineRow, rules: PledgeRules, path: MarketPath, on: date) -> Payment | None:
    """Return what is brought, sized at the close of the notice; a later price may make it too little."""
    position = (notice.collateral, notice.debt, rules.cure_target)
    match values["cure"]:
        case "repay":
            return Payment(on, notice.called_sum, REPAY)
        case "partial":
            return Payment(on, round_half_up(notice.called_sum * values["part"], places=2), REPAY)
        case "shares":
            return Payment(on, shares_to(*position, price=notice.close, lot=1), SHARES)
        case "sell":
            shares = sell_to(*position, cost=rules.selling_cost) / notice.close
            return Payment(on, min(math.ceil(shares), path.shares) if math.isfinite(shares) else path.shares, SELL)
    return None
