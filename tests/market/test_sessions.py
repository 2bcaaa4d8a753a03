"""Settlement, deadlines and interest days: worked cases with their source, and laws for any day."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.market.sessions import (
    first_sale_date,
    is_session,
    next_session,
    require_session,
    sessions,
    sessions_between,
    settlement_days,
    weekdays,
)

DAYS = st.dates(date(2008, 1, 1), date(2027, 9, 30))
TRADING = st.sampled_from([day for day in sessions() if day < date(2027, 12, 1)])
COUNTS = st.integers(1, 40)


@pytest.mark.parametrize(
    ("notice", "count", "pay_by", "sale_from", "source"),
    [
        ("2025-04-02", 2, "2025-04-08", "2025-04-09", "closed on 04-03 and 04-04 (D-5)"),
        ("2024-10-01", 2, "2024-10-07", "2024-10-08", "typhoon on 10-02 and 10-03 (F-2)"),
        ("2026-03-02", 2, "2026-03-04", "2026-03-05", "G028: A-1, B-5"),
        ("2026-03-02", 3, "2026-03-05", "2026-03-06", "G029: B-6"),
        ("2025-01-22", 2, "2025-01-24", "2025-02-03", "settlement days without trading before the Lunar New Year"),
        ("2024-10-30", 2, "2024-11-04", "2024-11-05", "typhoon on 10-31 (F-2)"),
        ("2025-04-05", 1, "2025-04-07", "2025-04-08", "a notice served on a Saturday counts from Monday"),
    ],
)
def test_deadline_and_first_sale(notice, count, pay_by, sale_from, source):
    assert pl.deadline(notice, count) == date.fromisoformat(pay_by), source
    assert first_sale_date(notice, count) == date.fromisoformat(sale_from), source


@pytest.mark.parametrize(
    ("notice", "count", "pay_by", "sale_from"),
    [
        ("2025-04-02", 2, "2025-04-04", "2025-04-07"),
        ("2024-10-01", 2, "2024-10-03", "2024-10-04"),
        ("2025-01-22", 2, "2025-01-24", "2025-01-27"),
        ("2026-03-02", 2, "2026-03-04", "2026-03-05"),
    ],
)
def test_who_forgets_the_holidays_counts_every_weekday(notice, count, pay_by, sale_from):
    assert pl.deadline(notice, count, holidays=False) == date.fromisoformat(pay_by)
    assert first_sale_date(notice, count, holidays=False) == date.fromisoformat(sale_from)


def test_without_holidays_the_days_are_every_monday_to_friday():
    days = weekdays()
    assert sessions(holidays=False) == settlement_days(holidays=False) == days
    assert [day for day in days if day.weekday() > 4] == [] and set(days) >= set(
        day for day in sessions() if day.weekday() < 5
    )
    assert all((after - before).days == (3 if before.weekday() == 4 else 1) for before, after in pairwise(days))
    assert is_session("2025-04-03", holidays=False) and not is_session("2018-12-22", holidays=False)
    assert next_session("2025-04-02", holidays=False) == date(2025, 4, 3)


@pytest.mark.parametrize(
    ("trade", "settled", "why"),
    [
        ("2025-01-22", "2025-01-24", "not 2025-02-04: the two days before the Lunar New Year are settlement days"),
        ("2025-01-21", "2025-01-23", "the same"),
        ("2025-04-02", "2025-04-08", "closed on 04-03 and 04-04"),
        ("2024-10-30", "2024-11-04", "the typhoon postpones what is due"),
        ("2018-12-21", "2018-12-24", "the make-up Saturday settles too"),
        ("2026-03-05", "2026-03-09", "over a weekend"),
    ],
)
def test_settlement_is_on_the_second_settlement_day(trade, settled, why):
    assert pl.settlement_date(trade) == date.fromisoformat(settled), why


@pytest.mark.parametrize(
    ("bought", "sold", "days", "source"),
    [
        ("2026-03-02", "2026-03-09", 7, "G048: A-3"),
        ("2026-03-04", "2026-03-05", 3, "G050: A-3"),
        ("2026-03-02", "2026-03-02", 0, "G051: A-3"),
        ("2025-03-28", "2025-04-02", 7, "settled 2025-04-01 and 2025-04-08"),
    ],
)
def test_interest_runs_from_settlement_to_settlement(bought, sold, days, source):
    assert pl.interest_days(bought, sold) == days, source


@given(day=DAYS, count=COUNTS)
def test_a_longer_deadline_is_later(day, count):
    assert day < pl.deadline(day, count) < pl.deadline(day, count + 1)


@given(day=DAYS, later=st.integers(0, 30), count=COUNTS)
def test_a_later_notice_never_has_an_earlier_deadline(day, later, count):
    assert pl.deadline(day, count) <= pl.deadline(day + timedelta(later), count)


@given(day=DAYS, first=COUNTS, more=COUNTS)
def test_a_deadline_of_a_deadline_is_the_deadline_of_the_sum(day, first, more):
    assert pl.deadline(pl.deadline(day, first), more) == pl.deadline(day, first + more)


@given(day=DAYS, count=COUNTS)
def test_the_sale_starts_on_the_first_session_after_the_deadline(day, count):
    sale = first_sale_date(day, count)
    between = pl.deadline(day, count) + timedelta(1)
    assert is_session(sale)
    while between < sale:
        assert not is_session(between), f"{between} is a session before {sale}"
        between += timedelta(1)


@given(day=TRADING)
def test_settlement_comes_after_the_trade_and_in_its_order(day):
    assert day < pl.settlement_date(day) < pl.settlement_date(next_session(day))


@given(days=st.lists(TRADING, min_size=3, max_size=3).map(sorted))
def test_interest_days_add_up(days):
    bought, between, sold = days
    assert pl.interest_days(bought, sold) == pl.interest_days(bought, between) + pl.interest_days(between, sold)


@given(day=DAYS)
def test_a_day_is_a_session_exactly_when_the_session_after_the_day_before_is_it(day):
    if day > date(2008, 1, 1):
        assert is_session(day) == (next_session(day - timedelta(1)) == day)


def test_every_session_is_a_settlement_day_and_both_rise():
    assert set(sessions()) < set(settlement_days())
    for days in (sessions(), settlement_days()):
        assert all(before < after for before, after in pairwise(days))


def test_text_dates_and_moments_mean_the_same_day():
    expected = date(2025, 4, 8)
    assert pl.deadline("2025-04-02", 2) == pl.deadline(date(2025, 4, 2), 2) == expected
    assert pl.deadline(datetime(2025, 4, 2, 13, 30), 2) == expected


@pytest.mark.parametrize(
    ("ask", "key", "sentence"),
    [
        (
            lambda: pl.settlement_date("2025-04-03"),
            "closed_day",
            r"2025-04-03, a day without trading \(holiday:children-and-tomb-sweeping\); the next session is 2025-04-07",
        ),
        (lambda: pl.settlement_date("2024-10-31"), "closed_day", r"typhoon\); the next session is 2024-11-01"),
        (lambda: pl.settlement_date("2025-01-23"), "closed_day", r"settlement-only\); the next session is 2025-02-03"),
        (lambda: pl.settlement_date("2025-04-05"), "closed_day", r"weekend\); the next session is 2025-04-07"),
        (lambda: pl.settlement_date("2007-12-31"), "outside_calendar", "2008-01-01 to 2027-12-31"),
        (lambda: pl.settlement_date("2027-12-30"), "outside_calendar", "2008-01-01 to 2027-12-31"),
        (lambda: pl.deadline("2028-01-03", 2), "outside_calendar", "2008-01-01 to 2027-12-31"),
        (lambda: pl.deadline("2027-12-20", 30), "outside_calendar", "2008-01-01 to 2027-12-31"),
        (lambda: first_sale_date("2027-12-28", 2), "outside_calendar", "2008-01-01 to 2027-12-31"),
        (lambda: next_session("2027-12-31"), "outside_calendar", "2008-01-01 to 2027-12-31"),
        (lambda: pl.deadline("2 April", 2), "not_a_date", "notice_date is 2 April"),
        (lambda: pl.deadline(None, 2), "not_a_date", "notice_date is None"),
        (lambda: pl.deadline("2025-04-02", -2), "negative", "sessions is -2"),
        (lambda: pl.deadline("2025-04-02", 2.5), "not_whole", "sessions is 2.5"),
        (lambda: pl.deadline("2025-04-02", "two"), "not_a_number", "sessions is two"),
        (lambda: pl.interest_days("2025-04-02", "2025-03-28"), "before", "sell_date is 2025-03-28.*2025-04-02"),
        (lambda: pl.interest_days("2025-04-03", "2025-04-07"), "closed_day", "buy_date is 2025-04-03"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_a_sentence(ask, key, sentence):
    with pytest.raises(InputError, match=sentence) as refused:
        ask()
    assert refused.value.key == key


@given(days=st.lists(DAYS, min_size=2, max_size=2).map(sorted))
def test_sessions_between_two_days_are_those_after_the_first_until_the_last(days):
    first, last = days
    assert sessions_between(first, last) == sum(first < day <= last for day in sessions())


def test_a_day_without_trading_is_refused_and_a_session_is_not():
    require_session("day", "2025-04-02")
    with pytest.raises(InputError, match="day is 2025-04-03, a day without trading") as refused:
        require_session("day", "2025-04-03")
    assert (refused.value.key, refused.value.values["next"]) == ("closed_day", date(2025, 4, 7))
