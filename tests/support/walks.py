"""Random pledges, paths and plans for the laws: near the line, with many small and some limit moves."""

from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.market.events import TimelineLog
from pledge_lib.market.plan import Dividend, Payment, Plan, ShareChange
from pledge_lib.market.sessions import sessions
from pledge_lib.market.timeline import run_timeline

PROFILES = [pl.rules(name) for name in ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")]
FIRST_DAYS = ("2008-01-02", "2015-05-20", "2020-01-10", "2024-07-15", "2025-01-13", "2025-03-25")
CENT = 0.005


class Walk(NamedTuple):
    """A pledge, its path of days with close and low, and a plan that only says how the lender watches and counts."""

    pledge: pl.Pledge
    path: list[tuple[date, float, float]]
    plan: Plan

    def run(self, rules=None, **plan) -> TimelineLog:
        return run_timeline(self.pledge, self.path, rules, replace(self.plan, **plan))

    @property
    def days(self) -> list[date]:
        return [day for day, *_ in self.path]


class CaseOfLaw(NamedTuple):
    """A walk with everything that may happen on it, and the log of it."""

    walk: Walk
    plan: Plan
    log: TimelineLog


@st.composite
def walks(draw, steps=(-0.1, -0.07, -0.03, -0.01, 0.0, 0.01, 0.03)):
    plan = Plan(holidays=draw(st.booleans()), mark=draw(st.sampled_from(("close", "intraday"))))
    open_days = sessions(holidays=plan.holidays)
    start = bisect_left(open_days, date.fromisoformat(draw(st.sampled_from(FIRST_DAYS))))
    price = draw(st.sampled_from((129.99, 130.0, 131.0, 135.0, 150.0)))
    closes = [price]
    for step in draw(st.lists(st.sampled_from(steps), min_size=6, max_size=26)):
        closes.append(round(closes[-1] * (1 + step), 4))
    dips = draw(st.lists(st.sampled_from((0.0, 0.0, 0.01, 0.05)), min_size=len(closes), max_size=len(closes)))
    days = open_days[start : start + len(closes)]
    path = [(day, close, round(close * (1 - dip), 4)) for day, close, dip in zip(days, closes, dips, strict=True)]
    holding = pl.Holding("2330", draw(st.sampled_from((1_000, 333))), price, 0.6)
    terms = {"rules": draw(st.sampled_from(PROFILES)), "annual_rate": draw(st.sampled_from((0.0, 0.0682)))}
    return Walk(pl.Pledge(holdings=[holding], principal=holding.shares * 100, **terms), path, plan)


@st.composite
def plans(draw, walk):
    """Return a plan of payments, own sales, a reserve, dividends, share changes and jumps within the path."""
    return replace(walk.plan, cash_counts=True, **draw(happenings(walk.days[0], walk.days[-1])))


@cache  # strategies that are made anew for each example took longer than drawing from them
def happenings(first: date, last: date) -> st.SearchStrategy:
    """Return a strategy for what a plan says beside how the lender watches, from one day to another."""
    days = st.integers(0, (last - first).days).map(lambda number: first + timedelta(days=number))
    amounts = st.sampled_from((0.0, 0.0, 1_000.0, 5_000.55, 23_000.0, 60_000.0))
    money = st.builds(Payment, days, amounts, st.sampled_from(("repay", "cash")))
    shares = st.builds(Payment, days, st.sampled_from((1, 100, 400)), st.sampled_from(("shares", "sell")))
    receiver = st.sampled_from(("borrower", "lender"))
    dividends = st.builds(
        lambda day, cash, to, wait: Dividend(
            ex_date=day, cash_per_share=cash, to=to, paid_on=None if wait is None else day + timedelta(days=wait)
        ),
        days,
        st.sampled_from((0.5, 5.0)),
        receiver,
        st.sampled_from((None, 0, 4)),
    )
    changes = st.builds(
        lambda day, factor, to: ShareChange(on=day, factor=factor, cash_per_share=1.0, to=to),
        days,
        st.sampled_from((0.4, 1, 4)),
        receiver,
    )
    return st.fixed_dictionaries(
        {
            "payments": st.lists(money | shares, max_size=4),
            "reserve": amounts,
            "reserve_on": st.none() | days,
            "cure_target": st.sampled_from((None, 1.40, 1.80)),
            "fill_chance": st.sampled_from((0.0, 0.5, 1.0)),
            "seed": st.integers(0, 5),
            "daily_limit": st.sampled_from(("by date", None, 0.07)),
            "dividends": st.lists(dividends, max_size=2),
            "share_changes": st.lists(changes, max_size=1),
            "unexplained": st.lists(days, max_size=1),
        }
    )


@st.composite
def cases(draw):
    walk = draw(walks())
    plan = draw(plans(walk))
    return CaseOfLaw(walk, plan, run_timeline(walk.pledge, walk.path, plan=plan))
