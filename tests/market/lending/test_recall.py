"""A recall on the calendar: the day of return, the first possible sale, and what the price does until then."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.market.lending.recall import moved_recall, replayed_recall, selling_day
from pledge_lib.market.sessions import is_session, sessions, settlement_days

NOTICES = pl.rules("tw-lending").recall_choices
some_sessions = st.sampled_from(sessions()[100:-60])
moves = st.integers(-100, 100).map(lambda tenths: tenths / 1_000)


def closes(symbol):
    return {point.date: point.close for point in pl.prices(symbol).points}


@given(some_sessions, st.sampled_from(NOTICES))
def test_shares_are_back_after_the_notice_and_sold_on_the_first_session_from_then(asked, notice):
    returned, sold = selling_day(asked, notice)
    assert sum(asked < day <= returned for day in settlement_days()) == notice
    assert is_session(sold) and sold >= returned
    assert not any(returned <= day < sold for day in sessions())


@given(some_sessions, st.sampled_from(NOTICES), moves)
def test_every_session_of_the_wait_moves_the_price_once(asked, notice, move):
    recall = moved_recall(asked, notice, 800_000, move)
    assert recall.change == pytest.approx((1 + move) ** recall.sessions - 1)
    assert recall.sessions == len(recall.closes) - 1
    assert len(recall.fee_closes) == recall.fee_days == (recall.returned - asked).days
    assert recall.fee_closes[0] == 800_000


def test_three_days_of_minus_three_per_cent():
    """LESSONS P3.5: 69,861.60 of 800,000."""
    recall = moved_recall(date(2025, 3, 10), 3, 800_000, -0.03)
    assert (recall.returned, recall.sold, recall.sessions) == (date(2025, 3, 13), date(2025, 3, 13), 3)
    assert 800_000 - recall.closes[recall.sold] == pytest.approx(69_861.60)


def test_before_the_lunar_new_year_shares_are_back_on_a_day_without_trading():
    recall = moved_recall(date(2025, 1, 22), 1, 100, 0.05)
    assert (recall.returned, recall.sold, recall.sessions) == (date(2025, 1, 23), date(2025, 2, 3), 1)
    assert recall.fee_days == 1, "the fee ends with the return, not with the sale"


def test_the_real_closes_of_april_2025():
    """Closed on 04-03 and 04-04: three business days after 04-02 end on 04-09; 942 fell to 785."""
    recall = replayed_recall(date(2025, 4, 2), 3, closes("2330"))
    assert (recall.sold, recall.fee_days) == (date(2025, 4, 9), 7)
    assert recall.change == pytest.approx(785 / 942 - 1)
    assert recall.fee_closes == (942, 942, 942, 942, 942, 848, 816)


def test_a_missing_close_is_named():
    known = closes("2330")
    del known[date(2025, 4, 8)]
    with pytest.raises(InputError, match="2025-04-08") as refused:
        replayed_recall(date(2025, 4, 2), 3, known)
    assert abs(refused.value.values["nearest"] - date(2025, 4, 8)) == timedelta(days=1)
