"""The real stress windows: every shipped share at 40, 50 and 60 per cent runs to the end and can be checked by hand."""

import math
from datetime import date
from itertools import pairwise

import pytest

import pledge_lib as pl
from pledge_lib import datasets
from pledge_lib.market.limits import daily_limit
from pledge_lib.market.plan import Plan, recorded_events
from pledge_lib.market.procedure import TRANSITIONS
from pledge_lib.market.timeline import run_timeline

SHARES = [symbol for symbol in datasets.price_symbols() if pl.prices(symbol).currency == "TWD"]
CAPITAL_CUT = date(2022, 9, 19)  # of 2603, with NT$6 a share returned
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
    assert log.summary.statement.surplus == sale - tax - commission - interest - 1_998_000


def test_the_securities_finance_company_calls_earlier_than_the_broker():
    for symbol in SHARES:
        broker = replay(symbol, "2025-tariffs", 0.6).summary.notice or date.max
        company = replay(symbol, "2025-tariffs", 0.6, profile="tw-sfc-pledge").summary.notice or date.max
        assert company <= broker, f"{symbol}: 140 % with interest is the stricter line"


JUMPS = [(jump.symbol, jump.on) for symbol in SHARES for jump in recorded_events(symbol)["unexplained"]]


@pytest.mark.parametrize(("symbol", "day"), JUMPS, ids=[f"{symbol} {day}" for symbol, day in JUMPS])
def test_an_unexplained_jump_is_flagged_and_taken_for_no_fall(symbol, day):
    for name, points in pl.prices(symbol).windows.items():
        if not points[0].date < day <= points[-1].date:
            continue
        for loan_to_value in (0.4, 0.5, 0.6):
            log = replay(symbol, name, loan_to_value)
            place = next(place for place, row in enumerate(log) if row.date == day)
            before, row = log.rows[place - 1], log.rows[place]
            assert "unexplained" in row.events
            assert row.collateral == pytest.approx(before.collateral, rel=1e-12), f"{symbol} at {loan_to_value}"
            assert "notice" not in row.events and "unfilled" not in row.events


def test_the_two_jumps_that_a_lesson_names_are_among_them():
    assert {("2412", date(2008, 10, 17)), ("2317", date(2018, 10, 26))} <= set(JUMPS)
    close = pl.prices("2412").close
    assert (close("2008-10-16"), close("2008-10-17")) == (63.10, 47.05), "a quarter less, and no fall of the market"


def test_no_change_of_a_replay_is_beyond_the_daily_limit():
    """What a share is worth moves by no more than the limit of its day, a cash dividend aside."""
    rules = pl.rules("tw-broker-pledge")
    for symbol in SHARES:
        for name in pl.prices(symbol).windows:
            for before, row in pairwise(replay(symbol, name, 0.1).rows):
                if "ex-dividend" not in row.events:
                    returned = 6 / before.close if (symbol, row.date) == ("2603", CAPITAL_CUT) else 0
                    change = row.collateral / before.collateral - 1 + returned
                    assert abs(change) <= daily_limit(row.date, rules) + 1e-9, f"{symbol} {row.date}: {change:+.2%}"
