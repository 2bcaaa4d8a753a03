"""Laws of the machine on random paths, plans and profiles: its steps, its days, what is fixed and what is final."""

import math
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from support.walks import PROFILES, cases

import pledge_lib as pl
from pledge_lib.market.events import EVENTS
from pledge_lib.market.plan import Plan
from pledge_lib.market.procedure import TRANSITIONS
from pledge_lib.market.sessions import deadline, first_sale_date, sessions
from pledge_lib.market.timeline import run_timeline

IN_THE_TABLE = {(row.state, row.then) for row in TRANSITIONS}


@given(cases())
def test_only_the_steps_of_the_table_occur(case):
    for before, after in pairwise(("normal", *case.log.states)):
        assert (before, after) in IN_THE_TABLE, f"{before} to {after} is no row of the table"
    assert {event for row in case.log for event in row.events} <= set(EVENTS)


@given(cases())
def test_no_sale_before_its_first_day(case):
    for before, row in pairwise(case.log.rows):
        if row.state == "sale" != before.state:
            assert row.date >= before.first_sale, "sold before the first sale day of the notice"
            assert before.state in ("called", "same-day")
            assert before.ratio < case.log.rules.call_line, "the sale follows a day on which the position was short"
        if row.statements:
            assert row.state == "sale", "only a sale sells"


@given(cases())
def test_closed_stays_closed_and_sells_nothing(case):
    closed = case.log.states.index("closed") if "closed" in case.log.states else len(case.log)
    for row in case.log.rows[closed:]:
        assert row.state == "closed" and row.shortfall == 0
        assert not row.statements and not row.own_sales, "a closed case sells nothing"


@given(cases())
def test_a_call_has_one_sum_and_one_deadline_counted_as_the_plan_counts(case):
    holidays = case.plan.holidays
    for before, row in pairwise(case.log.rows):
        if row.called_sum is not None and "notice" not in row.events:
            assert (row.called_sum, row.deadline) == (before.called_sum, before.deadline), (
                "both are fixed at the notice"
            )
        if row.state == "called" and before.state != "called":
            assert "notice" in row.events and row.called_sum > 0
            assert row.called_sum == sum(row.called_sums.values())
            assert row.deadline == deadline(row.date, case.log.rules.cure_sessions, holidays=holidays)
            assert row.first_sale == first_sale_date(row.date, case.log.rules.cure_sessions, holidays=holidays)


@given(cases())
def test_every_row_says_what_was_judged_and_the_state_follows_it(case):
    prices = {day: (close, low) for day, close, low in case.walk.path}
    for before, row in pairwise(case.log.rows):
        close, low = prices.get(row.date, (row.close, row.close))
        assert row.close == close and row.judged == (low if case.plan.mark == "intraday" else close)
        short = row.ratio < case.log.rules.call_line
        if row.state == "called" != before.state or row.state == "same-day":
            assert short, "short at the price judged"
        if row.state == "normal" and not row.own_sales:
            assert not short


@given(cases())
def test_every_number_is_a_number(case):
    for row in case.log:
        for name in ("collateral", "debt", "ratio", "paid", "reserve", "principal", "interest", "bill", "returned"):
            value = getattr(row, name)
            assert not math.isnan(value) and value >= 0, f"{name} is {value} on {row.date}"
        assert row.ratio < math.inf or row.debt == 0


@given(cases())
def test_the_same_run_gives_the_same_log(case):
    assert run_timeline(case.walk.pledge, case.walk.path, plan=case.plan) == case.log


@pytest.mark.parametrize("rules", PROFILES, ids=lambda rules: rules.name)
@pytest.mark.parametrize("mark", ["close", "intraday"])
def test_exactly_on_the_line_is_no_call(rules, mark):
    start = sessions().index(date(2026, 3, 2))
    pledge = pl.Pledge(holdings=[pl.Holding("2330", 1_000, 200, 0.6)], principal=100_000, rules=rules)
    on, under = round(rules.call_line * 100, 2), round(rules.call_line * 100 - 0.01, 2)
    days = zip(sessions()[start : start + 3], (200, on, under), strict=True)
    path = [(day, price if mark == "close" else 200, price) for day, price in days]
    assert run_timeline(pledge, path, plan=Plan(mark=mark)).states == ("normal", "normal", "called")
