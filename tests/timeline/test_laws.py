"""Laws of the call procedure on random paths, plans and profiles."""

import math
from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.market.events import EVENTS
from pledge_lib.market.plan import Dividend, Payment, Plan, ShareChange
from pledge_lib.market.procedure import TRANSITIONS
from pledge_lib.market.sessions import sessions
from pledge_lib.market.timeline import run_timeline

laws = settings(max_examples=50, deadline=None, derandomize=True, database=None)
PROFILES = [pl.rules(name) for name in ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")]
IN_THE_TABLE = {(row.state, row.then) for row in TRANSITIONS}
CENT = 0.005


@st.composite
def walks(draw):
    """Return a pledge near its line and a path of sessions with many small and some limit moves."""
    first = draw(st.sampled_from(("2008-01-02", "2015-05-20", "2020-01-10", "2024-07-15", "2025-01-13", "2025-03-25")))
    start = bisect_left(sessions(), date.fromisoformat(first))
    steps = draw(st.lists(st.sampled_from((-0.1, -0.07, -0.03, -0.01, 0.0, 0.01, 0.03)), min_size=6, max_size=26))
    price = draw(st.sampled_from((129.99, 130.0, 131.0, 135.0, 150.0)))
    path = [(sessions()[start], price)]
    for place, step in enumerate(steps, start + 1):
        path.append((sessions()[place], round(path[-1][1] * (1 + step), 4)))
    holding = pl.Holding("2330", draw(st.sampled_from((1_000, 333))), price, 0.6)
    rules = draw(st.sampled_from(PROFILES))
    rate = draw(st.sampled_from((0.0, 0.0682)))
    return pl.Pledge(holdings=[holding], principal=holding.shares * 100, rules=rules, annual_rate=rate), path


@st.composite
def plans(draw, path):
    """Return a plan of payments, a reserve, dividends and share changes within the path."""
    days = st.integers(0, (path[-1][0] - path[0][0]).days).map(lambda number: path[0][0] + timedelta(days=number))
    amounts = st.sampled_from((0.0, 0.0, 1_000.0, 5_000.55, 23_000.0, 60_000.0))
    repayments = st.builds(Payment, days, amounts, st.sampled_from(("repay", "cash")))
    added = st.builds(Payment, days, st.sampled_from((1, 100, 400)), st.just("shares"))
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
    return Plan(
        payments=draw(st.lists(repayments | added, max_size=3)),
        reserve=draw(amounts),
        reserve_on=draw(st.none() | days),
        cash_counts=True,
        cure_target=draw(st.sampled_from((None, 1.40, 1.80))),
        fill_chance=draw(st.sampled_from((0.0, 0.5, 1.0))),
        seed=draw(st.integers(0, 5)),
        daily_limit=draw(st.sampled_from(("by date", None, 0.07))),
        dividends=draw(st.lists(dividends, max_size=2)),
        share_changes=draw(st.lists(changes, max_size=1)),
    )


@st.composite
def cases(draw):
    pledge, path = draw(walks())
    plan = draw(plans(path))
    return pledge, path, plan, run_timeline(pledge, path, plan=plan)


def first_sale(log) -> date:
    return next((row.date for row in log if row.state == "sale"), date.max)


def first_notice(log) -> date:
    return next((row.date for row in log if "notice" in row.events), date.max)


@laws
@given(cases())
def test_only_the_steps_of_the_table_occur(case):
    *_, log = case
    for before, after in pairwise(("normal", *log.states)):
        assert (before, after) in IN_THE_TABLE, f"{before} to {after} is no row of the table"
    assert {event for row in log for event in row.events} <= set(EVENTS)


@laws
@given(cases())
def test_no_sale_before_its_first_day(case):
    *_, log = case
    for before, row in pairwise(log.rows):
        if row.state == "sale" != before.state:
            assert row.date >= before.first_sale, "sold before the first sale day of the notice"
            assert before.state in ("called", "same-day")
            assert before.ratio < log.rules.call_line, "the sale follows a day on which the position was short"
        if row.statements:
            assert row.state == "sale", "only a sale sells"


@laws
@given(cases())
def test_closed_stays_closed_and_sells_nothing(case):
    *_, log = case
    closed = log.states.index("closed") if "closed" in log.states else len(log)
    for row in log.rows[closed:]:
        assert row.state == "closed" and not row.statements and row.shortfall == 0


@laws
@given(cases())
def test_money_is_conserved_to_the_cent_through_every_waterfall(case):
    *_, log = case
    for row in log:
        for statement in row.statements:
            used = statement.tax + statement.commission + statement.interest_paid + statement.principal_paid
            assert math.isclose(used + statement.surplus, statement.sale_value, abs_tol=CENT)
            assert statement.surplus == 0 or statement.shortfall == 0
            if statement.surplus:
                assert statement.interest_paid % 1 == 0, "a statement rounds the interest to the dollar"
                assert row.principal == row.interest == row.bill == 0, "nothing goes back while something is owed"


@laws
@given(walks(), st.sampled_from((0.0, 5_000.0, 60_000.0)), st.data())
def test_what_a_sale_left_is_paid_by_the_reserve_or_billed(walk, reserve, data):
    pledge, path = walk
    arrives = data.draw(st.sampled_from([day for day, _ in path]))
    plan = Plan(reserve=reserve, reserve_on=arrives, fill_chance=data.draw(st.sampled_from((0.0, 1.0))))
    log = run_timeline(pledge, path, plan=plan)
    for row in log:
        if row.shortfall:
            assert math.isclose(row.shortfall, row.from_reserve + row.bill, abs_tol=CENT)
            assert row.bill == 0 or row.reserve == 0 or row.date < arrives, "other funds come before the bill"
            assert (row.bill_due is None) == (row.bill == 0)
    assert math.isclose(reserve - math.fsum(row.from_reserve for row in log), log.rows[-1].reserve, abs_tol=CENT)


@laws
@given(cases())
def test_without_interest_the_principal_falls_by_what_was_paid_and_by_nothing_else(case):
    pledge, path, plan, _ = case
    repayments = [payment for payment in plan.payments if payment.what == "repay"]
    log = run_timeline(replace(pledge, annual_rate=0.0), path, plan=replace(plan, payments=repayments))
    for before, row in pairwise(log.rows):
        sold = math.fsum(statement.principal_paid for statement in row.statements)
        assert math.isclose(before.principal - row.principal, row.paid_today + sold, abs_tol=CENT)


@laws
@given(cases())
def test_every_number_is_a_number(case):
    *_, log = case
    for row in log:
        for name in ("collateral", "debt", "ratio", "paid", "reserve", "principal", "interest", "bill", "returned"):
            value = getattr(row, name)
            assert not math.isnan(value) and value >= 0, f"{name} is {value} on {row.date}"
        assert row.ratio < math.inf or row.debt == 0


@laws
@given(cases())
def test_a_call_has_one_sum_and_one_deadline(case):
    *_, log = case
    for before, row in pairwise(log.rows):
        if row.called_sum is not None and "notice" not in row.events:
            assert (row.called_sum, row.deadline) == (before.called_sum, before.deadline), (
                "both are fixed at the notice"
            )
        if row.state == "called" and before.state != "called":
            assert "notice" in row.events and row.called_sum > 0


@laws
@given(st.data())
def test_the_same_payment_made_earlier_never_brings_the_sale_of_a_call_forward(data):
    pledge, path = data.draw(walks())
    unpaid = run_timeline(pledge, path)
    notice = first_notice(unpaid)
    later = [row.date for row in unpaid if row.date > notice]
    assume(len(later) >= 2)
    early, late = sorted(data.draw(st.lists(st.sampled_from(later), min_size=2, max_size=2, unique=True)))
    amount = data.draw(st.sampled_from((1_000, 10_000, 20_000, 30_000)))
    log_of = {day: run_timeline(pledge, path, plan=Plan(payments=[Payment(day, amount)])) for day in (early, late)}

    def sale_of_this_call(log):
        own = [row for row in log if row.date > notice]
        end = next((place for place, row in enumerate(own) if row.state in ("cancelled", "sale")), None)
        return own[end].date if end is not None and own[end].state == "sale" else date.max

    assert sale_of_this_call(log_of[early]) >= sale_of_this_call(log_of[late])


@laws
@given(st.data())
def test_a_payment_before_the_notice_never_brings_the_notice_forward(data):
    pledge, path = data.draw(walks())
    day = data.draw(st.sampled_from([day for day, _ in path]))
    paid = run_timeline(pledge, path, plan=Plan(payments=[Payment(day, 5_000)]))
    assert first_notice(paid) >= first_notice(run_timeline(pledge, path))


@laws
@given(walks(), st.floats(0.01, 0.3))
def test_raising_the_line_never_delays_a_call(walk, higher):
    pledge, path = walk
    rules = pledge.rules
    line = round(rules.call_line + higher, 4)
    raised = replace(rules, call_line=line, cure_target=max(line, rules.cure_target))
    assert first_notice(run_timeline(pledge, path, raised)) <= first_notice(run_timeline(pledge, path))


@laws
@given(walks())
def test_more_days_to_pay_never_bring_a_sale_forward(walk):
    pledge, path = walk
    longer = replace(pledge.rules, cure_sessions=pledge.rules.cure_sessions + 1)
    assume(len(path) < 12)  # one call: a path that could be called twice may meet a worse day later
    called_once = run_timeline(pledge, path)
    assume(called_once.summary.calls == 1 and "watch" not in called_once.states)
    assert first_sale(run_timeline(pledge, path, longer)) >= first_sale(called_once)


@laws
@given(cases())
def test_the_same_run_gives_the_same_log(case):
    pledge, path, plan, log = case
    assert run_timeline(pledge, path, plan=plan) == log


@pytest.mark.parametrize("rules", PROFILES, ids=lambda rules: rules.name)
def test_exactly_on_the_line_is_no_call(rules):
    start = sessions().index(date(2026, 3, 2))
    pledge = pl.Pledge(holdings=[pl.Holding("2330", 1_000, 200, 0.6)], principal=100_000, rules=rules)
    on, under = round(rules.call_line * 100, 2), round(rules.call_line * 100 - 0.01, 2)
    path = list(zip(sessions()[start : start + 3], (200, on, under), strict=True))
    assert run_timeline(pledge, path).states == ("normal", "normal", "called")
