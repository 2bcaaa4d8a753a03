"""The borrower's own sale of pledged shares (賣出還款): sold at the close, the lender is paid first (rule B-3b)."""

from dataclasses import replace
from datetime import date

import pytest

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.market.plan import SELL, Dividend, Payment, Plan
from pledge_lib.market.timeline import run_timeline

CALLED_AT_120 = {"principal": 500_000, "shares": 10_000}  # 600,000 over 500,000


def sold(on, shares, **more) -> Plan:
    return Plan(payments=[Payment(on, shares, SELL)], **more)


def test_its_statement_and_what_is_left(desk):
    row = desk.run([60, 60], sold("2026-03-03", 1_000), **CALLED_AT_120).rows[1]
    (statement,) = row.own_sales
    assert (statement.sale_value, statement.tax, statement.commission) == (60_000, 180, 85), "0.3 and 0.1425 per cent"
    assert statement.principal_paid == row.paid_today == 59_735 and (statement.surplus, row.returned) == (0, 0)
    assert (row.collateral, row.principal) == (540_000, 440_265)
    assert "own-sale" in row.events and row.statements == () and row.sold_shares == {}, "no sale of the lender's"


@pytest.mark.parametrize(
    ("shares", "states"), [(5_874, ("called", "cancelled", "normal")), (5_873, ("called", "called", "watch"))]
)
def test_the_shares_that_restore_the_target_cancel_the_call(desk, shares, states):
    needed = pl.sell_to(600_000, 500_000, 1.66, cost=desk.broker.selling_cost)
    assert needed / 60 == pytest.approx(5_873.45, abs=0.01)
    assert desk.run([60, 60, 60], sold("2026-03-03", shares), **CALLED_AT_120).states == states


def test_what_it_counts_for_is_the_repayment_that_would_cure_as_much(desk):
    log = desk.run([60, 60], sold("2026-03-03", 1_000), **CALLED_AT_120)
    before, after = log.rows
    assert after.paid == pytest.approx(59_735 - 60_000 / 1.66)
    left = pl.repay_to(after.collateral, after.debt, 1.66)
    assert before.called_sum - after.paid == pytest.approx(left, abs=0.01), "the sum falls by what it counts for"


def test_more_than_is_owed_goes_to_the_borrower_and_more_than_is_held_is_not_sold(desk):
    log = desk.run([135, 135, 100], sold("2026-03-03", 5_000), principal=30_000, annual_rate=0.0365)
    row = log.rows[1]
    (statement,) = row.own_sales
    assert (statement.sale_value, row.collateral) == (135_000, 0), "all 1,000 shares"
    assert statement.interest_paid == pytest.approx(3), "a day of 3.65 per cent on 30,000"
    assert statement.principal_paid == 30_000 and row.principal == row.interest == 0
    assert row.returned == statement.surplus == pytest.approx(135_000 - 405 - 192 - 30_003)
    assert log.states == ("normal",) * 3
    again = desk.run(
        [135, 135, 100],
        replace(
            sold("2026-03-03", 5_000), payments=[Payment("2026-03-03", 5_000, SELL), Payment("2026-03-04", 5_000, SELL)]
        ),
    )
    assert [len(row.own_sales) for row in again] == [0, 1, 0], "nothing is left to sell"


def test_without_a_session_it_waits_for_the_next_close(desk):
    log = desk.run([135, 135, 140], sold("2026-03-07", 100), first="2026-03-05")  # ordered on Saturday
    assert [bool(row.own_sales) for row in log] == [False, False, True]
    assert log.rows[2].own_sales[0].sale_value == 14_000


def test_at_a_locked_limit_it_waits_too(desk):
    plan = sold("2026-03-03", 100, fill_chance=0.0)
    log = desk.run([160, 144, 129.6, 140], plan)
    assert ["own-sale-unfilled" in row.events for row in log] == [False, True, True, False]
    assert log.rows[3].own_sales[0].sale_value == 14_000


def test_once_the_lender_sells_the_borrower_cannot(desk):
    plan = sold("2026-03-06", 100, fill_chance=0.0)
    locked = desk.run([128, 128, 128, 128, 115.2, 103.68], plan)
    assert locked.states[3] == "sale"
    waiting = desk.run([140, 128, 128, 128, 115.2, 110], plan)
    assert waiting.states[4:] == ("sale", "sale") and "unfilled" in waiting.rows[4].events
    for log in (locked, waiting):
        assert not any(row.own_sales for row in log) and not any("own-sale-unfilled" in row.events for row in log)


def test_a_dividend_marked_off_is_not_lost_twice(desk):
    dividend = Dividend(ex_date=date(2026, 3, 9), cash_per_share=6)
    plan = replace(sold("2026-03-03", 100), dividends=[dividend])
    first, second = desk.run([135, 135], plan, rules=desk.finance_company).rows
    assert (first.collateral, second.collateral) == (129_000, 129 * 900)
    assert second.paid == pytest.approx(13_500 - 40 - 19 - 12_900 / 1.66)


def test_it_names_a_share_that_is_pledged(desk):
    path = [("2026-03-02", 135)]
    with pytest.raises(InputError, match="choose one of: 2330"):
        run_timeline(desk.pledge(), path, plan=Plan(payments=[Payment("2026-03-02", 1, SELL, "2317")]))
