"""Closes, fees and payments of a loan of shares."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.datasets import rules
from pledge_lib.finance.checks import InputError
from pledge_lib.market.lending.cash import added_up, cash_payments, day_fees, even_closes, replayed_closes
from pledge_lib.market.lending.days import fee_payments
from pledge_lib.market.sessions import is_session

LENDING = rules("tw-lending")
LENT = st.dates(date(2026, 1, 2), date(2026, 12, 31)).filter(is_session)
DAYS = st.integers(1, 180)


@given(LENT, DAYS, st.integers(-50, 50))
def test_an_even_path_starts_at_the_price_ends_at_the_change_and_stands_on_closed_days(lent, days, percent):
    closes = even_closes(100, percent / 100, lent, days)
    assert len(closes) == days and closes[0] == 100
    open_days = [place for place in range(days) if is_session(lent + timedelta(days=place))]
    if len(open_days) > 1:
        assert closes[-1] == pytest.approx(100 + percent)
    for place in range(1, days):
        if place not in open_days:
            assert closes[place] == closes[place - 1], "a closed day takes the last close"
    steps = [closes[place] - closes[before] for before, place in pairwise(open_days)]
    assert steps == pytest.approx([percent / max(len(steps), 1)] * len(steps))


@given(st.integers(5, 2_000))
def test_a_replay_keeps_the_proportions_of_the_real_closes(price):
    real = {date(2025, 4, 2): 942.0, date(2025, 4, 7): 848.0, date(2025, 4, 8): 816.0}
    closes = replayed_closes(price, real, date(2025, 4, 2), 7)
    assert closes[0] == price and closes[4] == price
    assert closes[5] / closes[0] == pytest.approx(848 / 942) and closes[6] / closes[5] == pytest.approx(816 / 848)


def test_a_replay_from_before_the_first_close_is_refused():
    with pytest.raises(InputError, match="has no close on 2025-04-01"):
        replayed_closes(100, {date(2025, 4, 2): 942.0}, date(2025, 4, 1), 3)


@given(LENT, DAYS, st.booleans(), st.booleans())
def test_payments_together_are_the_fees_of_all_days(lent, days, monthly, floored):
    fees = day_fees(1_000, [800 + place for place in range(days)], 0.16, LENDING, floored=floored)
    due = fee_payments(lent, lent + timedelta(days=days), LENDING, monthly)
    paid = cash_payments(fees, due, LENDING, broker_share=0.2, floored=floored)
    assert sum(each.statement.gross for each in paid) == pytest.approx(sum(fees))
    assert added_up([each.statement for each in paid]).net == pytest.approx(sum(each.statement.net for each in paid))
    for each in paid:
        place = (each.payment.first - lent).days
        assert each.statement.gross == pytest.approx(sum(fees[place : place + each.payment.days]))


def test_tax_is_withheld_payment_by_payment():
    """31,561.64 in one sum has 3,156 withheld; in four payments none is above NT$2,000 of tax."""
    fees = day_fees(5_000, [800] * 90, 0.04, LENDING, floored=False)
    withheld = {}
    for monthly in (True, False):
        due = fee_payments("2026-06-10", "2026-09-08", LENDING, monthly)
        paid = cash_payments(fees, due, LENDING, broker_share=0.20, floored=False)
        withheld[monthly] = added_up([each.statement for each in paid]).withheld
    assert withheld == {True: 0, False: 3_156}
