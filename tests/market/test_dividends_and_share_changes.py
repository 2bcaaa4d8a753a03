"""Dividends, share changes and unexplained jumps on the way: what moves the ratio, and what must not."""

from dataclasses import replace
from datetime import date

import pytest

import pledge_lib as pl
from pledge_lib import datasets
from pledge_lib.finance.checks import InputError, exact
from pledge_lib.market.dividends import recorded_dividends
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.plan import Dividend, Jump, Plan, ShareChange, recorded_events
from pledge_lib.market.pledging.account import PledgeAccount
from pledge_lib.market.quotes import marked_off
from pledge_lib.market.timeline import run_timeline


def test_marked_off_six_business_days_before(desk):
    dividend = Dividend(ex_date="2026-03-17", cash_per_share=6.0)
    log = desk.run([200] * 14, Plan(dividends=[dividend]), rules=desk.finance_company)
    marked = [row.date for row in log if "premark" in row.events]
    assert marked == desk.days("2026-03-09", 6), "the sixth business day before 03-17 is 03-09"
    assert {row.collateral for row in log if row.date in marked} == {194_000}
    assert log.row(date(2026, 3, 6)).collateral == log.row(date(2026, 3, 17)).collateral == 200_000
    broker = desk.run([200] * 14, Plan(dividends=[dividend]))
    assert not any("premark" in row.events for row in broker), "this profile marks nothing off"


def test_the_worth_of_a_stock_dividend_is_marked_off_with_its_cash(desk):
    """Art. 16 of 2019 takes 息值 and 權值 off the close: what is left is the reference price of the ex-date."""
    days = desk.days("2015-08-25", 8)
    closes = [(day, 90.6 if day < date(2015, 9, 3) else 86.8 / 1.05) for day in days]
    holdings = [pl.Holding("2317", 1_000, 90.6, 0.6)]
    pledge = pl.Pledge(holdings=holdings, principal=50_000, rules=desk.finance_company)
    log = run_timeline(pledge, closes, plan=Plan(**recorded_events("2317")))
    marked = [row for row in log if "premark" in row.events]
    assert [row.date for row in marked] == days[1:7], "the sixth business day before 09-03 is 08-26"
    assert [row.collateral for row in marked] == pytest.approx([86_800 / 1.05] * 6)
    broker = run_timeline(replace(pledge, rules=desk.broker), closes, plan=Plan(**recorded_events("2317")))
    assert [row.collateral for row in broker] == pytest.approx([90_600] * 7 + [86_800]), "this one marks nothing off"


def test_a_split_is_not_marked_off(desk):
    plan = Plan(share_changes=[ShareChange(on="2026-03-06", factor=4)])
    log = desk.run([160, 160, 160, 160, 40], plan, rules=desk.finance_company)
    assert {row.ratio for row in log} == {1.6}


def test_five_per_cent_takes_a_fresh_loan_to_158_33(desk):
    dividend = Dividend(ex_date="2026-03-03", cash_per_share=5, paid_on="2026-03-05")
    log = desk.run([100, 95, 95, 95], Plan(dividends=[dividend]), principal=60_000)
    assert log.rows[1].ratio == pytest.approx(1.583333, abs=1e-6) and log.rows[3].principal == 60_000
    taken = Plan(dividends=[replace(dividend, to="lender")])
    assert desk.run([100, 95, 95, 95], taken, principal=60_000).rows[3].principal == 55_000


def test_an_ex_date_is_no_locked_limit(desk):
    closes = [135, 128, 128, 128, 115.2]  # 10 % down on the day of the sale, of which 8 are a dividend
    never = Plan(fill_chance=0.0)
    assert "unfilled" in desk.run(closes, never).rows[4].events
    explained = replace(never, dividends=[Dividend(ex_date="2026-03-06", cash_per_share=8)])
    assert "sold" in desk.run(closes, explained).rows[4].events


def test_the_daily_limit_counts_from_the_price_after_the_change(desk):
    cut = ShareChange(on="2026-03-06", factor=0.4)
    log = desk.run([135, 128, 128, 128, 288], Plan(fill_chance=0.0, share_changes=[cut]))
    assert "unfilled" in log.rows[4].events, "288 is 10 % below 128 / 0.4 = 320"


def test_no_limit_is_counted_on_a_jump_without_a_source_and_its_change_is_taken_out(desk):
    closes = [135, 128, 128, 128, 100, 90]
    assert "unfilled" in desk.run(closes, Plan(fill_chance=0.0)).rows[4].events
    log = desk.run(closes, Plan(fill_chance=0.0, unexplained=[date(2026, 3, 6)]))
    assert log.rows[4].events == ("unexplained", "sold") and log.rows[4].statement.sale_value == 128_000


def test_2603_does_not_look_like_a_doubling(desk):
    closes = [point for point in pl.prices("2603").window("2022-rate-rises") if point.date > date(2022, 6, 29)]
    pledge = pl.Pledge(holdings=[pl.Holding("2603", 10_000, 146, 0.4)], principal=100_000, rules=desk.broker)
    log = run_timeline(pledge, closes, plan=Plan(**recorded_events("2603")))
    before, after = log.row(date(2022, 9, 6)), log.row(date(2022, 9, 19))
    assert (before.collateral, after.collateral) == (808_000, 676_000), "4,000 shares at 169 for 10,000 at 80.80"
    assert 187 * 4_000 == 808_000 - 6 * 10_000, "the reference price 187, with NT$6 returned, is the last close"
    assert 0.9 <= after.collateral / (187 * 4_000) <= 1.1, "what remains is a move within the daily limit"
    assert log.row(date(2022, 9, 12)).events == ("no-trading",), "no trading from 09-07 to 09-16"


def test_a_split_changes_nothing(desk):
    log = desk.run([160, 160, 40, 40], Plan(share_changes=[ShareChange(on="2026-03-04", factor=4)]))
    assert {row.ratio for row in log} == {1.6}


def test_an_ex_date_after_the_calendars_end_marks_nothing_off():
    beyond = Dividend(ex_date=date(2030, 1, 2), cash_per_share=6, symbol="2330")
    assert marked_off([beyond], {"2330": 200}, date(2026, 3, 9), 0) == {}


def test_a_recorded_dividend_is_so_large_a_part_of_the_last_close_before_it():
    found = recorded_dividends().values()
    for each in found:
        before = [point.close for point in datasets.prices(each.symbol).points if point.date < each.ex_date]
        assert each.part == pytest.approx(each.cash_per_share / before[-1]), each
    assert found


def test_a_dividend_above_the_price_leaves_a_share_worth_nothing(desk):
    assert PledgeAccount(desk.pledge()).at({"2330": 5}, {"2330": 6}).collateral == 0


@pytest.mark.parametrize("factor", [0.1, 0.7123456789, 1.1234567891, 2 / 3])
def test_changes_that_follow_each_other_round_no_share_away(desk, factor):
    account = PledgeAccount(desk.pledge(shares=333.3333333333333)).change_shares("2330", factor)
    assert exact(account.pledge.holdings[0].shares) == exact(333.3333333333333) * exact(factor)


def test_a_split_of_shares_bought_on_margin_changes_no_ratio():
    bought = pl.Long("2330", shares=1_000, price=160, loan=100_000)
    account = WatchedMargin(pl.MarginAccount(rules=pl.rules("tw-margin"), longs=[bought])).change_shares("2330", 4)
    assert (account.shares_of("2330"), account.at({"2330": 40}, {}).ratio) == (4_000, 1.6)


def test_returned_cash_may_go_to_the_lender(desk):
    change = ShareChange(on="2026-03-04", factor=0.4, cash_per_share=6, to="lender")
    log = desk.run([80.8, 80.8, 187], Plan(share_changes=[change]), principal=50_000)
    assert (log.rows[2].collateral, log.rows[2].principal) == (74_800, 44_000)


def test_a_capital_cut_gives_its_cash_back_as_part_of_the_change():
    events = recorded_events("2603")
    (cut,) = events["share_changes"]
    assert (cut.on, cut.factor, cut.cash_per_share) == (date(2022, 9, 19), 0.4, 6)
    assert cut.on not in {dividend.ex_date for dividend in events["dividends"]}
    assert date(2022, 6, 29) in {jump.on for jump in events["unexplained"]}, "an ex-date whose amount was not sourced"


def test_a_stock_dividend_comes_with_its_cash():
    events = recorded_events("2317")
    (stock,) = (change for change in events["share_changes"] if change.on == date(2015, 9, 3))
    (cash,) = (dividend for dividend in events["dividends"] if dividend.ex_date == date(2015, 9, 3))
    assert (stock.factor, stock.cash_per_share, cash.cash_per_share) == (1.05, 0, 3.8)
    assert pytest.approx(82.66, abs=0.01) == (90.60 - 3.8) / 1.05, "the reference price that the press gives"


def test_a_stock_dividend_leaves_the_ratio_at_its_reference_price(desk):
    closes = [(day, close) for day, close in zip(desk.days("2015-09-01", 3), [90.6, 90.6, 86.8 / 1.05], strict=True)]
    pledge = replace(desk.pledge(price=90.6, principal=54_000), holdings=[pl.Holding("2317", 1_000, 90.6, 0.6)])
    last = run_timeline(pledge, closes, plan=Plan(**recorded_events("2317"))).rows[-1]
    assert last.events == ("ex-dividend", "share-change") and last.collateral == pytest.approx(86_800)


def test_an_unexplained_jump_is_no_fall(desk):
    log = desk.run([135, 130, 60, 60, 59.9], Plan(unexplained=[Jump("2026-03-04")]))
    assert [row.ratio for row in log][1:4] == [1.3, 1.3, 1.3], "on the line before the jump, on the line after it"
    assert log.states[-2:] == ("normal", "called") and log.rows[2].events == ("unexplained",)


def test_a_jump_on_a_day_without_a_close_waits_for_the_next_one(desk):
    days = desk.days("2026-03-02", 4)
    path = [(days[0], 135), (days[3], 60)]  # no trading on two sessions, as before a share is exchanged
    log = run_timeline(desk.pledge(), path, plan=Plan(unexplained=[days[1]]))
    assert [row.events for row in log] == [(), ("no-trading",), ("no-trading",), ("unexplained",)]
    assert log.rows[-1].collateral == 135_000


def test_only_the_share_that_jumps_is_changed(desk):
    holdings = [pl.Holding(symbol, 500, 135, 0.6) for symbol in ("2330", "2412")]
    pledge = pl.Pledge(holdings=holdings, principal=100_000, rules=desk.broker)
    days = desk.days("2026-03-02", 2)
    paths = {"2330": list(zip(days, [135, 134], strict=True)), "2412": list(zip(days, [135, 90], strict=True))}
    log = run_timeline(pledge, paths, plan=Plan(unexplained=[Jump(days[1], "2412")]))
    assert log.rows[1].collateral == 134_500
    with pytest.raises(InputError, match="choose one of: 2330, 2412"):
        run_timeline(pledge, paths, plan=Plan(unexplained=[days[1]]))
