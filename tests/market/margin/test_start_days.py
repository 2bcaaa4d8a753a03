"""The fate of every start day is what the timeline tells of that day: two ways to the same states, days and sales."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.market import events
from pledge_lib.market.closes import Closes, window
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.margin.start_days import After, change_after, fate, path_of, shipped_path
from pledge_lib.market.plan import Dividend, recorded_events
from pledge_lib.market.sessions import sessions

RULES = pl.rules("tw-margin")
FIRST = sessions().index(date(2026, 3, 2))


def account_of(path, start, *, shorts=(), rules=RULES):
    prices = path.prices(start)
    longs = [
        pl.Long.open(symbol, shares=1_000, price=price, rules=rules)
        for symbol, price in prices.items()
        if symbol not in shorts
    ]
    sold = [pl.Short.open(symbol, shares=1_000, price=prices[symbol], rules=rules) for symbol in shorts]
    return pl.MarginAccount(rules=rules, longs=longs, shorts=sold)


def told_by_the_timeline(account, path, start):
    log = pl.run_timeline(WatchedMargin(account), path.points(start, len(path.days) - 1), plan=path.plan)
    notice = log.first(events.NOTICE)
    return log, {
        "notice": notice and path.days.index(notice.date),
        "sold": {name: path.days.index(row.date) for row in log for name in row.sold_shares},
        "calls": sum(events.NOTICE in row.events for row in log),
    }


def agrees(account, path, start):
    found = fate(account, path, start)
    log, told = told_by_the_timeline(account, path, start)
    assert {name: getattr(found, name) for name in told} == told, f"start {path.days[start]}"
    assert found.state == log.rows[found.end - start].state, f"start {path.days[start]}"
    return found


@pytest.mark.parametrize("symbol", ["TAIEX", "2330", "2603"])
@pytest.mark.parametrize("name", ["2008-financial-crisis", "2020-pandemic", "2022-rate-rises", "2025-tariffs"])
def test_in_a_real_fall_every_tenth_start_day_agrees_with_the_timeline(symbol, name):
    path = shipped_path([symbol], name)
    for start in range(0, len(path.days) - 1, 10):
        if path.traded[symbol][start]:
            agrees(account_of(path, start), path, start)


@given(
    moves=st.lists(st.sampled_from([-0.10, -0.09, -0.05, 0.0, 0.04, 0.10]), min_size=6, max_size=25),
    others=st.lists(st.sampled_from([-0.10, -0.03, 0.0, 0.05, 0.10]), min_size=25, max_size=25),
    line=st.sampled_from([1.20, 1.30, 1.45]),
)
def test_a_purchase_and_a_short_sale_on_any_path_agree_with_the_timeline(moves, others, line):
    days = sessions()[FIRST : FIRST + len(moves) + 1]
    closes = {
        name: tuple(np.round(100 * np.cumprod([1, *(1 + np.array(steps[: len(moves)]))]), 2).tolist())
        for name, steps in (("A", moves), ("B", others))
    }
    path = path_of({name: Closes(name, days, found) for name, found in closes.items()})
    rules = replace(RULES, call_line=line)
    for start in (0, len(moves) // 3):
        agrees(account_of(path, start, shorts=("B",), rules=rules), path, start)


def test_exactly_on_the_line_is_not_below():
    days = sessions()[FIRST : FIRST + 3]
    path = path_of({"A": Closes("A", days, (100.0, 78.0, 77.99))})
    assert fate(account_of(path, 0), path, 0).notice == 2
    exactly = 64.13  # 1.21 x 53,000 / 1,000, which binary fractions put a hair below the line
    rules = replace(RULES, call_line=1.21)
    path = path_of({"A": Closes("A", days, (88.4, exactly, exactly - 0.01))})
    account = account_of(path, 0, rules=rules)
    assert account.longs[0].loan == 53_000 and fate(account, path, 0).notice == 2


def test_on_the_first_day_of_the_sale_the_orders_stand_before_a_close_that_would_have_cancelled():
    days = sessions()[FIRST : FIRST + 6]
    path = path_of({"A": Closes("A", days, (100.0, 75.0, 74.0, 73.0, 110.0, 110.0))})
    assert agrees(account_of(path, 0), path, 0).sold == {"A": 4}


def test_the_dividends_of_a_window_are_those_recorded():
    (dividend,) = shipped_path(["2454"], "2024-yen-unwinding").dividends
    assert (dividend.ex_date, dividend.cash_per_share) == (date(2024, 7, 4), pytest.approx(30.40531))
    assert dividend in recorded_events("2454")["dividends"]
    assert shipped_path(["2603"], "2022-rate-rises").dividends == (), "its sums are not sourced"


def test_a_dividend_day_is_not_taken_for_a_locked_limit():
    days = sessions()[FIRST : FIRST + 7]
    closes = {"A": Closes("A", days, (100.0, 75.0, 74.0, 73.0, 65.0, 65.0, 65.0))}
    for dividends, sold in (((), 5), ((Dividend(ex_date=days[4], cash_per_share=2.0, symbol="A"),), 4)):
        path = path_of(closes, dividends)
        found = agrees(account_of(path, 0), path, 0)
        assert found.sold == {"A": sold}, "65 lies a whole limit below 73, but not below 71"


def test_a_capital_cut_leaves_no_jump_in_the_path():
    closes = shipped_path(["2603"], "2022-rate-rises").closes["2603"]
    moves = closes[1:] / closes[:-1] - 1
    assert (
        np.abs(moves).max()
        < 0.25
        < max(
            np.array(window("2603", "2022-rate-rises").closes[1:])
            / np.array(window("2603", "2022-rate-rises").closes[:-1])
        )
        - 1
    )


def test_what_came_after_a_sale():
    days = sessions()[FIRST : FIRST + 9]
    path = path_of({"A": Closes("A", days, (100.0, 75.0, 74.0, 73.0, 72.0, 80.0, 90.0, 60.0, 60.0))})
    account = account_of(path, 0)
    found = fate(account, path, 0)
    assert (found.notice, dict(found.sold), found.end) == (1, {"A": 4}, 5)
    assert change_after(account, path, found, 2) == After(change=pytest.approx(90 / 72 - 1), days=2)
    cut_short = After(change=pytest.approx(60 / 72 - 1), days=4)
    assert change_after(account, path, found, 60) == cut_short, "as far as the path goes"
    cut = path_of({"A": Closes("A", days[:5], (100.0, 75.0, 74.0, 73.0, 72.0))})
    assert change_after(account, cut, fate(account, cut, 0), 2) is None, "sold on the last day"
    calm = path_of({"A": Closes("A", days[:2], (100.0, 99.0))})
    assert change_after(account, calm, fate(account, calm, 0), 2) is None


def test_after_six_sessions_without_a_buyer_the_orders_end():
    days = sessions()[FIRST : FIRST + 16]
    path = path_of({"A": Closes("A", days, tuple(round(100 * 0.9**day, 2) for day in range(16)))})
    found = agrees(account_of(path, 0), path, 0)
    assert (found.notice, dict(found.sold), found.state, found.end) == (3, {}, "closed", 12)
