"""A margin account under the call procedure: only the weak positions are called, asked, sold or bought in."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.finance.margin.positions import Posted
from pledge_lib.finance.sale import sale_statement
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.plan import Payment, Plan
from pledge_lib.market.sessions import sessions

MARGIN = pl.rules("tw-margin")
SURE = Plan(fill_chance=1.0, daily_limit=None)
START = "2026-03-02"


def long(symbol, price=135.0, loan=100_000, shares=1_000, name=""):
    return pl.Long(symbol, shares=shares, price=price, loan=loan, name=name)


def short(symbol, price=100.0, held=180_000, shares=1_000):
    return pl.Short(symbol, shares=shares, price=price, short_sale_collateral=held / 2, short_sale_margin=held / 2)


def watched(*longs, shorts=(), posted=(), annual_rate=0.0):
    account = pl.MarginAccount(rules=MARGIN, longs=longs, shorts=shorts, posted=posted)
    return WatchedMargin(account, annual_rate=annual_rate)


def days(count):
    first = sessions().index(date.fromisoformat(START))
    return sessions()[first : first + count]


def run(account, closes, plan=SURE):
    """Run over closes by symbol; a symbol with a single number keeps it."""
    count = max(len(each) for each in closes.values() if not isinstance(each, (int, float)))
    paths = {}
    for symbol, each in closes.items():
        each = [each] * count if isinstance(each, (int, float)) else each
        paths[symbol] = list(zip(days(count), each, strict=True))
    return pl.run_timeline(account, paths, plan=plan)


# Exercise E2.11


def test_e2_11_path_a():
    log = run(watched(long("A")), {"A": (135, 128, 131, 133, 129, 127, 140, 168)})
    assert log.states == ("normal", "called", "called", "watch", "same-day", "sale", "closed", "closed")
    assert log.rows[1].deadline == days(4)[3], "day 4"


def test_e2_11_path_b():
    log = run(watched(long("A", price=128.0)), {"A": (128, 131, 133, 140, 168)})
    assert log.states == ("called", "called", "watch", "watch", "cancelled")
    assert log.rows[0].deadline == days(3)[2], "day 3"


def test_p2_4_short_again_in_the_watch_is_due_that_afternoon():
    plan = replace(SURE, payments=[Payment(days(5)[4], 50_000)])
    log = run(watched(long("A")), {"A": (135, 128, 131, 131, 129, 129)}, plan)
    assert log.states[3:] == ("watch", "cancelled", "normal"), "paid that afternoon"


# Who is called, who is sold


def test_a_weak_position_is_not_called_while_the_account_holds_the_line():
    log = run(watched(long("A"), long("B", price=200.0)), {"A": (135, 100, 70), "B": 200})
    assert log.states == ("normal", "normal", "normal")


def test_only_the_weak_position_is_called_asked_and_sold():
    account = watched(long("A"), long("B", price=150.0))
    log = run(account, {"A": (135, 100, 100, 100, 100, 100), "B": 150})
    assert log.states == ("normal", "called", "called", "called", "sale", "closed")
    assert log.rows[1].ratio == pytest.approx(1.25)
    assert log.rows[1].called_sums == {"A": pytest.approx(100_000 - 100_000 / 1.66, abs=0.005)}
    sold = log.rows[4]
    costs = {"transaction_tax": MARGIN.transaction_tax, "commission": MARGIN.commission}
    assert sold.sold_shares == {"A": 1_000}
    assert sold.statements == (sale_statement(100_000, 100_000, 0, **costs),)
    assert sold.shortfall == sold.bill == 300 + 142
    assert sold.debt == 100_000 + 442, "B and what A left unpaid"


def test_the_called_positions_are_fixed_at_the_notice():
    account = watched(long("A"), long("B", price=150.0))
    log = run(account, {"A": (135, 100, 100, 100, 100), "B": (150, 150, 110, 110, 110)})
    assert log.rows[4].sold_shares == {"A": 1_000}, "B fell below the line after the notice"


def test_two_purchases_of_one_share_are_called_one_by_one():
    early, late = long("A", loan=60_000, name="early"), long("A", loan=110_000, name="late")
    log = run(watched(early, late), {"A": (135, 105, 105, 105, 105)})
    assert set(log.rows[1].called_sums) == {"late"}
    assert log.rows[4].sold_shares == {"late": 1_000}


def test_a_short_position_is_bought_in_with_what_was_held_for_it():
    account = watched(long("A", price=130.0), shorts=[short("B")])
    log = run(account, {"A": 130, "B": (100, 150, 150, 150, 150, 150)})
    assert log.states[1:] == ("called", "called", "called", "sale", "closed")
    assert log.rows[1].called_sums == {"B": pytest.approx(1.66 * 150_000 - 180_000)}
    (statement,) = log.rows[4].statements
    assert (statement.principal_paid, statement.commission, statement.surplus) == (150_000, 213, 29_787)
    assert log.rows[4].returned == 29_787 and log.rows[4].bill == 0
    assert log.rows[4].debt == 100_000, "the purchase stays"


def test_a_short_that_rose_beyond_what_was_held_leaves_a_debt():
    log = run(watched(shorts=[short("B")]), {"B": (100, 200, 200, 200, 200, 200)})
    assert log.rows[4].shortfall == log.rows[4].bill == 200_000 + 285 - 180_000
    assert log.rows[5].debt == 20_285


def test_what_one_called_position_brings_more_pays_what_another_left():
    account = watched(long("A"), long("B"))
    log = run(account, {"A": (135, 95, 95, 95, 95), "B": (135, 128, 128, 128, 128)})
    assert set(log.rows[1].called_sums) == {"A", "B"}
    first, second = log.rows[4].statements
    assert first.shortfall == 100_000 - (95_000 - 285 - 135), "the weakest is sold first"
    assert log.rows[4].bill == 0
    over = (128_000 - 384 - 182) - 100_000 - first.shortfall
    assert (second.surplus, log.rows[4].returned) == (over, over)


def test_unfilled_for_six_sessions_the_rest_is_billed():
    locked = Plan(fill_chance=0.0, daily_limit=0.10)
    closes = [100 * 0.9**step for step in range(12)]
    log = run(watched(long("A", price=100.0, loan=70_000)), {"A": closes}, locked)
    sale = [row for row in log if row.state == "sale"]
    assert len(sale) == 6 and all("unfilled" in row.events for row in sale)
    assert sale[-1].bill == 70_000 and log.states[-1] == "closed"


def test_a_short_not_bought_in_is_settled_from_what_was_held():
    account = watched(shorts=[short("B")]).at({"B": 150}, {}).with_called(("B",))
    end = account.with_rounded_interest()
    assert account.owed == 150_000 and end.owed == 0
    assert end.cash == 180_000 - 150_000 - 213 and end.orders() == ()


# Money


def test_money_goes_to_the_called_position_even_where_another_is_weaker_by_then():
    account = watched(long("A"), long("B", price=150.0))
    closes = {"A": (135, 100, 100), "B": (150, 150, 80)}
    payment = Payment(days(3)[2], run(account, closes).rows[1].called_sum)
    assert run(account, closes, replace(SURE, payments=[payment])).states[2] == "cancelled"
    uncalled = account.at({"A": 100, "B": 80}, {}).pay(Payment(days(3)[2], 10_000), 1.66)
    assert uncalled.account.margin.position("B").loan == 90_000, "without a call the weakest comes first"
    assert uncalled.account.margin.position("A").loan == 100_000


def test_the_called_sum_in_parts_cancels_the_call():
    account = watched(long("A"), long("B", price=150.0))
    log = run(account, {"A": (135, 100, 100, 100), "B": 150})
    asked = log.rows[1].called_sum
    parts = [Payment(days(3)[2], 10_000), Payment(days(4)[3], asked - 10_000)]
    paid = run(account, {"A": (135, 100, 100, 100), "B": 150}, replace(SURE, payments=parts))
    assert paid.states == ("normal", "called", "called", "cancelled")
    assert paid.rows[-1].principal == pytest.approx(200_000 - asked)
    assert paid.rows[-1].ratio < MARGIN.cancel_level, "by payment, not by the ratio"


def test_a_recovery_to_166_cancels_and_165_does_not():
    for price, state in ((166, "cancelled"), (165, "watch")):
        log = run(watched(long("A")), {"A": (135, 128, 140, 140, price)})
        assert log.states[-1] == state


def test_posted_securities_meet_a_sum_at_their_rate_and_count_in_full_in_the_ratio():
    account = watched(long("A"), posted=[Posted("C", shares=1, price=10, rate=0.70)])
    log = run(account, {"A": (135, 120, 120), "C": 10})
    needed = log.rows[1].called_sum
    for value, state in ((needed / 0.70 + 1, "cancelled"), (needed / 0.70 - 1, "called")):
        more = Payment(days(3)[2], value / 10, "shares", "C")
        paid = run(account, {"A": (135, 120, 120), "C": 10}, replace(SURE, payments=[more]))
        assert paid.states[2] == state
        assert paid.rows[2].collateral == pytest.approx(120_000 + 10 + value)


def test_cash_posted_counts_where_the_plan_says_so_and_pays_after_the_sale():
    plan = replace(SURE, cash_counts=True, payments=[Payment(days(3)[2], 1_000, "cash")])
    log = run(watched(long("A", loan=110_000)), {"A": (150, 100, 100, 100, 100)}, plan)
    assert log.rows[2].collateral == 101_000
    assert log.rows[4].from_cash == 1_000
    assert log.rows[4].bill == 110_000 - (100_000 - 300 - 142) - 1_000


def test_money_for_a_short_raises_its_margin():
    account = watched(long("A", price=130.0), shorts=[short("B")])
    payment = Payment(days(3)[2], 69_000)
    log = run(account, {"A": 130, "B": (100, 150, 150)}, replace(SURE, payments=[payment]))
    assert log.states == ("normal", "called", "cancelled")
    assert log.rows[2].principal == 100_000
    assert log.rows[2].collateral == 130_000 + 180_000 + 69_000


def test_the_reserve_is_shared_out_over_the_called_positions():
    account = watched(long("A"), long("B"))
    closes = {"A": (135, 128, 128, 128), "B": (135, 129, 129, 129)}
    asked = run(account, closes).rows[1].called_sum
    log = run(account, closes, replace(SURE, reserve=asked, reserve_on=days(3)[2]))
    assert log.states == ("normal", "called", "cancelled", "normal")
    assert log.rows[2].from_reserve == pytest.approx(asked) and log.rows[2].ratio == pytest.approx(1.66, abs=1e-6)


def test_interest_accrues_on_loans_alone_and_is_not_in_the_ratio():
    log = run(watched(long("A"), shorts=[short("B")], annual_rate=0.0645), {"A": (135, 135), "B": 100})
    assert log.rows[1].interest == pytest.approx(100_000 * 0.0645 / 365)
    assert log.rows[0].ratio == log.rows[1].ratio


def test_the_clients_own_sale_repays_the_loan_first():
    sale = Payment(days(3)[2], 500, "sell", "A")
    log = run(watched(long("A", loan=80_000)), {"A": (110, 100, 100)}, replace(SURE, payments=[sale]))
    row = log.rows[2]
    assert row.principal == 80_000 - (50_000 - 150 - 71)
    assert row.collateral == 50_000 and row.paid == pytest.approx(49_779 - 50_000 / 1.66)


# A margin account of one purchase is a pledge


@given(
    closes=st.lists(st.integers(90, 190), min_size=6, max_size=14),
    payments=st.lists(st.tuples(st.integers(0, 13), st.integers(1, 60_000)), max_size=3),
    annual_rate=st.sampled_from([0.0, 0.065]),
    reserve=st.sampled_from([0, 20_000]),
)
def test_an_account_of_one_purchase_goes_the_way_of_a_pledge(closes, payments, annual_rate, reserve):
    paid = [Payment(days(14)[day], amount) for day, amount in payments if day < len(closes)]
    plan = replace(SURE, payments=paid, reserve=reserve)
    holding = pl.Holding("A", shares=1_000, price=closes[0], loan_to_value=0.6)
    broker = replace(pl.rules("tw-broker-pledge"), day_basis=MARGIN.day_basis)
    pledge = pl.Pledge(holdings=[holding], principal=100_000, rules=broker, annual_rate=annual_rate)
    margin = watched(long("A", price=closes[0]), annual_rate=annual_rate)
    one, other = (run(account, {"A": closes}, plan) for account in (pledge, margin))
    assert other.states == one.states
    for ours, theirs in zip(other, one, strict=True):
        assert ours.ratio == theirs.ratio and ours.called_sum == theirs.called_sum, ours.date
        assert ours.statements == theirs.statements and ours.events == theirs.events, ours.date
        for name in ("bill", "interest", "principal", "returned", "shortfall", "paid"):
            assert getattr(ours, name) == pytest.approx(getattr(theirs, name), abs=1e-6), (name, ours.date)


def test_a_margin_account_may_be_given_as_it_is():
    account = pl.MarginAccount(rules=pl.rules("tw-margin"), longs=[pl.Long("A", shares=1_000, price=100, loan=60_000)])
    path = [("2025-02-10", 81), ("2025-02-11", 76.8), ("2025-02-12", 79)]
    assert pl.run_timeline(account, path).rows == pl.run_timeline(WatchedMargin(account), path).rows
