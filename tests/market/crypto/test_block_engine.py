"""A loan on chain day after day, weekends included: who may liquidate when, at which price, and what is left."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.crypto.assets import Collateral, Debt
from pledge_lib.finance.crypto.position import LIQUIDATABLE, CryptoPosition
from pledge_lib.market.crypto.block_engine import LIQUIDATED, REFUSED, REPAID, run_blocks
from pledge_lib.market.plan import CLOSE, INTRADAY, SHARES, Payment

RULES = pl.rules("aave-v3-3")
FIRST = date(2026, 3, 12)  # a Thursday
WINDOWS = [(symbol, name) for symbol in ("ETH", "BTC") for name in pl.prices(symbol).windows]

cents = st.integers(30, 150).map(lambda share: share / 100)
some_days = st.lists(st.tuples(cents, st.integers(50, 100)), min_size=1, max_size=6)
some_debts = st.sampled_from([1_000, 4_000, 5_500, 7_000, 8_000])
some_blocks = st.sampled_from([1, 7, 100])


def loan(debt, price=2_000, amount=5):
    ether = Collateral(
        symbol="ETH", amount=amount, price=price, loan_to_value=0.805, threshold=0.83, bonus=0.05, protocol_fee=0.1
    )
    return CryptoPosition(collateral=[ether], debts=[Debt(symbol="USDC", amount=debt)])


def path(*prices):
    """Return days from a Thursday on: a price is a close that is the low too, a pair a close and a low."""
    pairs = [price if isinstance(price, tuple) else (price, price) for price in prices]
    return [(FIRST + timedelta(days=count), *pair) for count, pair in enumerate(pairs)]


def drawn(days):
    """Return a path of closes around 2,000 with lows at some per cent of them."""
    return path(2_000, *((round(close * 2_000, 2), round(close * 20 * low, 2)) for close, low in days))


def test_the_fifth_worked_position_of_the_protocol():
    """CRYPTO section 5, number 5: 8,050 repaid, 5.551316 ETH left, health factor 1.087506."""
    log = run_blocks(loan(16_100, amount=10), path(2_000, 1_900), RULES)
    row = log.rows[1]
    assert (row.health, row.health_after) == (pytest.approx(0.979503, abs=1e-6), pytest.approx(1.087506, abs=1e-6))
    assert row.calls[0].repaid == 8_050 and row.penalty == 402.5 and row.debt == 8_050
    assert float(log.position.collateral[0].amount) == pytest.approx(5.551316, abs=1e-6)


def test_a_saturday_counts_like_any_day():
    """P4.5: on the Saturday 0.9486 is at or below 0.95, so all of it goes; 10,000 − 2,000 − 7,350 are left."""
    log = run_blocks(loan(7_000), path(2_000, 2_000, 1_600, 1_600), RULES)
    saturday = log.first(LIQUIDATED)
    assert saturday.date.weekday() == 5 and saturday.health == pytest.approx(0.83 * 0.8 / 0.7)
    assert [row.events for row in log] == [(), (), (LIQUIDATED,), ()]
    assert (log.rows[-1].collateral, log.rows[-1].debt) == (650, 0)


def test_exactly_one_is_safe_and_a_cent_less_is_not():
    assert run_blocks(loan(6_640), path(2_000, 1_600), RULES).calls == ()
    assert len(run_blocks(loan(6_640), path(2_000, 1_599.99), RULES).calls) == 1


def test_money_of_the_same_day_comes_after_the_low_and_money_of_the_day_before_saves():
    fall = path(2_000, 2_000, 1_600, 1_600)
    friday, saturday, monday = (Payment(FIRST + timedelta(days=count), 2_000) for count in (1, 2, 4))
    saved = run_blocks(loan(7_000), fall, RULES, payments=[friday])
    assert saved.calls == () and saved.paid == 2_000 and saved.first(REPAID).date == friday.on
    assert saved.rows[-1].debt == 5_000
    for late in (saturday, monday):
        log = run_blocks(loan(7_000), fall, RULES, payments=[late])
        assert len(log.calls) == 1 and log.paid == 0, "nothing is owed any more"


def test_no_more_is_repaid_than_is_owed_and_money_from_before_the_path_is_there_on_its_first_day():
    log = run_blocks(loan(1_000), path(2_000, 2_000), RULES, payments=[Payment(date(2026, 1, 1), 5_000)])
    assert (log.rows[0].paid, log.rows[1].paid, log.rows[-1].debt) == (1_000, 0, 0)


def test_at_a_flat_price_interest_alone_liquidates_after_110_days():
    """P4.4: a health factor of 1.107 at 33.6 % a year."""
    log = run_blocks(loan(8_300 / 1.107), path(*[2_000] * 115), RULES, borrow_apr=0.336)
    assert (log.first(LIQUIDATED).date - FIRST).days in (110, 111)
    assert log.rows[100].debt == pytest.approx(8_300 / 1.107 * 2.718281828459045 ** (0.336 * 100 / 365))


def test_interest_is_that_of_the_calendar_days_between_two_prices():
    daily = run_blocks(loan(5_000), path(*[2_000] * 8), RULES, borrow_apr=0.10)
    weekly = run_blocks(loan(5_000), [(FIRST, 2_000), (FIRST + timedelta(days=7), 2_000)], RULES, borrow_apr=0.10)
    assert weekly.rows[-1].debt == pytest.approx(daily.rows[-1].debt)


def test_block_by_block_the_first_call_comes_right_below_the_line_and_takes_half():
    """A jump to 0.9486 takes all; on the way down the health factor is still above 0.95."""
    jump, glide = (run_blocks(loan(7_000), path(2_000, 1_600), RULES, blocks=blocks) for blocks in (1, 100))
    assert [call.close_factor for call in jump.calls] == [1.0]
    assert [call.close_factor for call in glide.calls] == [0.5]
    price = glide.calls[0].before.collateral[0].price
    assert 1_600 < price < 7_000 / (5 * 0.83) < price + 4, "the block that finds the line, of 4 dollars each"
    assert glide.rows[1].health == jump.rows[1].health


@given(some_debts, some_days, some_blocks)
def test_no_day_ends_below_one_while_there_is_collateral(debt, days, blocks):
    for row in run_blocks(loan(debt), drawn(days), RULES, blocks=blocks):
        assert row.state != LIQUIDATABLE, f"{row.date} at {row.close}"
        assert (row.health < 1) <= (LIQUIDATED in row.events)


@given(some_debts, some_days, some_blocks)
def test_every_call_finds_the_position_below_one_at_a_price_that_the_day_saw(debt, days, blocks):
    log = run_blocks(loan(debt), drawn(days), RULES, blocks=blocks)
    for before, row in pairwise(log):
        for call in row.calls:
            assert call.before.health_factor < 1
            price = float(call.before.collateral[0].price)
            assert min(before.close, row.judged) <= price <= max(before.close, row.judged)


@given(some_debts, some_days)
def test_what_a_call_takes_from_the_owner_is_the_bonus_and_nothing_else(debt, days):
    """In a jump: worth at the close = worth without the call less penalty, and less the rise that was sold away."""
    log = run_blocks(loan(debt), drawn(days), RULES, mark=CLOSE)
    for before, row in pairwise(log):
        untouched = before.collateral * row.close / before.close - before.debt
        forgiven = sum(sum(call.deficit.values()) for call in row.calls)
        assert row.net_worth == pytest.approx(untouched - row.penalty + forgiven, abs=1e-6)


@given(some_debts, some_days)
def test_who_sees_the_lows_never_liquidates_later_than_who_sees_the_closes(debt, days):
    lows, closes = (run_blocks(loan(debt), drawn(days), RULES, mark=mark) for mark in (INTRADAY, CLOSE))
    if closes.calls:
        assert lows.first(LIQUIDATED).date <= closes.first(LIQUIDATED).date
    assert all(row.judged == row.close for row in closes)


@pytest.mark.parametrize(("symbol", "window"), WINDOWS)
def test_every_day_of_a_real_crash_has_a_row(symbol, window):
    points = pl.prices(symbol).window(window)
    start = points[0].close
    log = run_blocks(loan(start * 0.6, start, 1), points, RULES, blocks=100)
    assert [row.date for row in log] == [point.date for point in points]
    assert {row.date.weekday() for row in log} == set(range(7)), "weekends too"
    assert [row.judged for row in log][1:] == [point.low for point in points][1:]
    assert log.frame.index.date.tolist() == [point.date for point in points]


def test_closes_alone_would_have_missed_2021_05_19():
    """CRYPTO 7: at 55 % the close (−27.7 %) liquidates nobody, the low (−44.1 %) does."""
    points = [pl.prices("ETH").point(day) for day in ("2021-05-18", "2021-05-19")]
    opened = loan(points[0].close * 0.55, points[0].close, 1)
    assert run_blocks(opened, points, RULES, mark=CLOSE).calls == ()
    assert run_blocks(opened, points, RULES).first(LIQUIDATED).date == date(2021, 5, 19)


def test_a_call_that_would_leave_dust_is_refused_and_the_day_goes_on():
    """CRYPTO section 5, number 9, from the other side: a floor above what half would leave."""
    log = run_blocks(loan(7_000), path(2_000, 1_650), replace(RULES, dust=5_000))
    assert log.rows[1].events == (REFUSED,) and log.rows[1].debt == 7_000


@pytest.mark.parametrize(
    ("key", "prices", "more"),
    [
        ("empty", [], {}),
        ("before", [(FIRST, 2_000), (FIRST, 2_000)], {}),
        ("above_limit", [(FIRST, 2_000, 2_001)], {}),
        ("not_positive", [(FIRST, 0)], {}),
        ("not_positive", [(FIRST, 2_000, 0)], {}),
        ("not_positive", [(FIRST, 2_000)], {"blocks": 0}),
        ("not_whole", [(FIRST, 2_000)], {"blocks": 1.5}),
        ("negative", [(FIRST, 2_000)], {"borrow_apr": -0.01}),
        ("unknown", [(FIRST, 2_000)], {"mark": "open"}),
        ("unknown", [(FIRST, 2_000)], {"payments": [Payment(FIRST, 1, SHARES)]}),
        ("not_a_date", [("soon", 2_000)], {}),
    ],
)
def test_bad_input_is_refused(key, prices, more):
    with pytest.raises(InputError) as refusal:
        run_blocks(loan(5_000), prices, RULES, **more)
    assert refusal.value.key == key
