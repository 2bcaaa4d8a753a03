"""The waterfall of a forced sale, and what pays when it does not cover the loan."""

from dataclasses import replace
from datetime import date

import pytest

import pledge_lib as pl
from pledge_lib.finance.sale import Statement
from pledge_lib.market.plan import Payment, Plan
from pledge_lib.market.timeline import run_timeline


def test_g037_a_year_of_interest_on_400_000_at_two_and_a_half_per_cent(desk):
    path = [("2025-03-03", 1_000), ("2026-03-03", 1_000)]
    terms = {"price": 1_000, "principal": 400_000, "annual_rate": 0.025}
    year = run_timeline(desk.pledge(rules=desk.finance_company, **terms), path).rows[-1]
    assert year.interest == pytest.approx(10_000) and year.debt == pytest.approx(410_000)
    assert year.interest / 12 == pytest.approx(833.333333)
    broker = run_timeline(desk.pledge(rules=desk.broker, **terms), path).rows[-1]
    assert broker.interest == pytest.approx(10_000) and broker.debt == 400_000, "a broker's ratio leaves interest out"


def test_g038_the_waterfall_of_a_sale_with_a_surplus(desk):
    days = desk.days("2026-03-02", 4)
    pledge = replace(desk.pledge(price=70, shares=10_000, principal=600_000), annual_rate=20_000 * 365 / 3 / 600_000)
    log = run_timeline(pledge, [(day, 70) for day in days])  # 116.67 % from the start; sold with 3 days of interest
    statement = log.rows[-1].statement
    assert (statement.sale_value, statement.tax, statement.commission) == (700_000, 2_100, 997)
    assert (statement.net_proceeds, statement.interest_paid, statement.surplus) == (696_903, 20_000, 76_903)
    assert log.rows[-1].returned == 76_903


def test_e111_the_waterfall_of_a_sale_that_does_not_cover(desk):
    days = desk.days("2026-03-02", 4)
    pledge = replace(desk.pledge(price=55, shares=10_000, principal=600_000), annual_rate=9_000 * 365 / 3 / 600_000)
    path = [(day, 55) for day in days]
    without = run_timeline(pledge, path).rows[-1]
    assert (without.shortfall, without.bill, without.bill_due) == (61_433, 61_433, date(2026, 3, 6))
    late = Plan(reserve=50_000, reserve_on="2026-03-05")
    with_reserve = run_timeline(pledge, path, plan=late).rows[-1]
    assert (with_reserve.shortfall, with_reserve.from_reserve, with_reserve.bill) == (61_433, 50_000, 11_433)
    enough = run_timeline(pledge, path, plan=Plan(reserve=70_000, reserve_on="2026-03-05")).rows[-1]
    assert "bill" not in enough.events and (enough.bill_due, enough.reserve) == (None, 8_567)


def test_a_bill_can_be_paid_later_with_money_but_not_with_shares(desk):
    payments = [Payment("2026-03-06", 10_000, what="shares"), Payment("2026-03-09", 99_999)]
    log = desk.run([135, 90, 90, 90, 90, 90], Plan(payments=payments), first="2026-03-02")
    owed = log.rows[4].bill
    assert owed == 100_000 - (90_000 - 270 - 128) and log.rows[4].collateral == 0
    assert (log.rows[5].paid_today, log.rows[5].bill, log.rows[5].bill_due) == (owed, 0, None)


def test_cash_posted_pays_before_the_bill_and_the_rest_is_returned(desk):
    posted = Plan(payments=[Payment("2026-03-02", 15_000, what="cash")], cash_counts=True)
    log = desk.run([110] * 4, posted)
    assert log.rows[0].ratio == 1.25, "110,000 in shares and 15,000 in cash"
    assert (log.rows[3].statement.surplus, log.rows[3].returned) == (9_514, 24_514), (
        "110,000 less 330 and 156, and cash"
    )
    short = desk.run([90] * 4, posted).rows[3]
    assert (short.shortfall, short.from_cash, short.bill) == (10_398, 10_398, 0) and short.returned == 4_602


def test_the_summary_adds_up_the_sales_of_several_sessions_and_shares(desk):
    holdings = [pl.Holding(symbol, 500, 135, 0.6) for symbol in ("2330", "2317")]
    pledge = pl.Pledge(holdings=holdings, principal=115_000, rules=desk.broker)
    days = desk.days("2026-03-02", 6)
    open_market = list(zip(days, [120] * 6, strict=True))
    locked = list(zip(days, [120, 120, 120, 108, 100, 100], strict=True))
    log = run_timeline(pledge, {"2330": open_market, "2317": locked}, plan=Plan(fill_chance=0.0))
    assert [dict(row.sold_shares) for row in log.rows[3:]] == [{"2330": 500}, {"2317": 500}, {}]
    assert log.summary.statement == Statement(
        sale_value=110_000, tax=330, commission=156, interest_paid=0, principal_paid=109_514, surplus=0, shortfall=5_486
    )
