"""The real stress windows: every shipped share at 40, 50 and 60 per cent runs to the end and can be checked by hand."""

import math
from datetime import date
from itertools import pairwise

import pytest

import pledge_lib as pl
from pledge_lib import datasets
from pledge_lib.market.plan import Plan, recorded_events
from pledge_lib.market.procedure import TRANSITIONS
from pledge_lib.market.timeline import run_timeline

SHARES = [symbol for symbol in datasets.price_symbols() if pl.prices(symbol).currency == "TWD"]
IN_THE_TABLE = {(row.state, row.then) for row in TRANSITIONS}


def replay(symbol, window, loan_to_value, profile="tw-broker-pledge", **plan):
    closes = pl.prices(symbol).window(window)
    holding = pl.Holding(symbol, 10_000, closes[0].close, loan_to_value)
    rules = pl.rules(profile)
    pledge = pl.Pledge(holdings=[holding], principal=holding.value * loan_to_value, rules=rules, annual_rate=0.06)
    return run_timeline(pledge, closes, plan=Plan(**recorded_events(symbol), **plan))


@pytest.mark.parametrize("symbol", SHARES)
def test_every_window_runs_to_its_end_and_a_higher_loan_is_called_no_later(symbol):
    for name, points in pl.prices(symbol).windows.items():
        notices = []
        for loan_to_value in (0.4, 0.5, 0.6):
            log = replay(symbol, name, loan_to_value)
            where = f"{symbol} {name} at {loan_to_value}"
            assert (log.rows[0].date, log.rows[-1].date) == (points[0].date, points[-1].date), where
            assert {point.date for point in points} <= {row.date for row in log}, where
            assert {*pairwise(log.states)} <= IN_THE_TABLE, where
            assert not any(math.isnan(row.ratio) for row in log), where
            below = [row.date for row in log if row.ratio < log.rules.call_line]
            assert log.summary.notice == (below[0] if below else None), f"{where}: called on the first close below"
            notices.append(log.summary.notice or date.max)
        assert notices == sorted(notices, reverse=True), f"{symbol} {name}"


def test_2330_in_march_2020_by_hand():
    log = replay("2330", "2020-pandemic", 0.6)
    assert log.rows[0].close == 333 and log.rows[0].principal == 1_998_000
    assert log.summary.notice == date(2020, 3, 19), "248 * 10,000 / 1,998,000 is 124.12 %"
    assert log.row(date(2020, 3, 19)).close == 248
    assert log.summary.called_sum == pytest.approx(1_998_000 - 2_480_000 / 1.66, abs=0.005)
    assert log.summary.deadline == date(2020, 3, 23), "Thursday the 19th, then Friday and Monday"
    assert log.summary.sold == date(2020, 3, 24)
    interest = math.floor(1_998_000 * 0.06 * 64 / 365 + 0.5)  # 2020-01-20 to 2020-03-24 is 64 days
    sale = 10_000 * log.row(date(2020, 3, 24)).close
    tax, commission = math.floor(sale * 0.003), math.floor(sale * 0.001425)
    assert log.summary.surplus == sale - tax - commission - interest - 1_998_000


def test_the_securities_finance_company_calls_earlier_than_the_broker():
    for symbol in SHARES:
        broker = replay(symbol, "2025-tariffs", 0.6).summary.notice or date.max
        company = replay(symbol, "2025-tariffs", 0.6, profile="tw-sfc-pledge").summary.notice or date.max
        assert company <= broker, f"{symbol}: 140 % with interest is the stricter line"


def test_a_jump_without_a_source_is_flagged():
    log = replay("2412", "2008-financial-crisis", 0.4)
    assert "unexplained" in log.row(date(2008, 10, 17)).events, (
        "from 63.10 to an open of 47.20; the amount is not sourced"
    )
