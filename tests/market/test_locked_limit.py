"""A sale into a market that is locked at its daily limit; prices unrounded, tick sizes ignored."""

from datetime import date

import pytest

from pledge_lib import datasets
from pledge_lib.market.limits import daily_limit, locked_down, locked_up
from pledge_lib.market.plan import Plan

LADDER = tuple(round(150 * 0.9**step, 6) for step in range(13))  # 150, 135, 121.5: called on the third day


def test_e27_three_more_limit_downs_and_filled_at_the_last(desk):
    closes = [100, 90, 81, 72.9, 65.61, 59.049, 53.1441]  # called at 121.5 %, sold three sessions later
    log = desk.run(closes, Plan(fill_chance=1.0), principal=60_000)
    assert log.states == ("normal",) * 3 + ("called",) * 3 + ("sale",)
    statement = log.rows[-1].statement
    assert (statement.sale_value, statement.tax, statement.commission) == (53_144.10, 159, 75)
    assert log.rows[-1].bill == pytest.approx(7_089.90)


def test_six_sessions_without_a_fill_then_a_bill(desk):
    log = desk.run(LADDER, Plan(fill_chance=0.0))
    assert [row.state for row in log.rows[5:]] == ["sale"] * 6 + ["closed"] * 2
    assert all("unfilled" in row.events for row in log.rows[5:11])
    assert log.rows[10].bill == 100_000 and log.rows[10].bill_due == log.rows[11].date
    assert log.rows[10].collateral > 0, "the unsold shares stay with the lender"


def test_a_bill_without_any_sale_rounds_the_interest_too(desk):
    log = desk.run(LADDER, Plan(fill_chance=0.0), annual_rate=0.0682)
    days = (log.rows[10].date - log.rows[0].date).days
    assert log.rows[10].bill == 100_000 + round(100_000 * 0.0682 * days / 365)


def test_other_funds_come_before_the_bill(desk):
    plan = Plan(fill_chance=0.0, reserve=40_000, reserve_on=desk.run(LADDER).rows[6].date)
    last = desk.run(LADDER, plan).rows[10]
    assert (last.from_reserve, last.bill) == (40_000, 60_000)


def test_the_same_seed_fills_on_the_same_day(desk):
    first, again = ([desk.run(LADDER, Plan(seed=seed)).summary.sold for seed in range(20)] for _ in range(2))
    assert first == again, "a seed decides"
    assert len(set(first)) > 2, "seeds differ"


def test_the_limit_was_seven_per_cent_before_june_2015(desk):
    closes = [round(140 * 0.93**step, 6) for step in range(7)]  # 140, 130.2, 121.086: called on the third day
    never = Plan(fill_chance=0.0)
    early = desk.run(closes, never, first="2015-03-02")
    late = desk.run(closes, never, first="2026-03-02")
    assert early.summary.sold is None, "7 % down is locked in March 2015"
    assert late.summary.sold is not None, "and is not in 2026"
    without = desk.run(LADDER, Plan(fill_chance=0.0, daily_limit=None))
    assert without.states[5] == "sale" and "sold" in without.rows[5].events, "no limit, no lock"


def test_the_limits_and_the_last_session_to_try_are_dated_facts(desk):
    market = datasets.market()
    assert (market.sale_sessions, market.provenance["sale_sessions"].source) == (6, "A-1")
    assert (market.bill_sessions, market.provenance["bill_sessions"].source) == (1, "A-1")
    assert daily_limit(date(2015, 5, 31), desk.broker) == 0.07 and daily_limit(date(2015, 6, 1), desk.broker) == 0.10
    assert market.provenance["earlier_daily_limit"].source == "A-20a" == market.provenance["daily_limit_raised"].source


@pytest.mark.parametrize(
    ("close", "down", "up"),
    [(848, True, False), (852, True, False), (853, False, False), (1_031, False, False), (1_032, False, True)],
)
def test_locked_is_at_the_limit_or_less_than_a_tick_from_it(close, down, up):
    assert (locked_down(close, 942, 0.10), locked_up(close, 942, 0.10)) == (down, up), "847.80 to 1,036.20"
