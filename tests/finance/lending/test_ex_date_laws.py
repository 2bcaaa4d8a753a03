"""The ex-date: which letter is in force on a day, and the fee rate that makes up for the extra tax."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.datasets import rules
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.dividend_tax import (
    DIVIDEND,
    OTHER,
    VIEWS,
    breakeven_rate,
    compensation_tax,
    dividend_tax,
    ex_date_decision,
    view_on,
)
from pledge_lib.finance.lending.income import fee_statement

LENDING = rules("tw-lending")
brackets = st.sampled_from([0.05, 0.12, 0.20, 0.30, 0.40])
values = st.integers(10, 200).map(lambda lots: lots * 100_000)
days = st.integers(1, 60)


def test_the_letter_changes_on_its_day():
    changed = LENDING.compensation_is_dividend_since
    assert view_on(changed - timedelta(days=1), LENDING) == OTHER
    assert view_on(changed, LENDING) == view_on(date(2026, 11, 22), LENDING) == DIVIDEND
    with pytest.raises(InputError):
        view_on("2016-03-25", LENDING)


@given(st.integers(1, 1_000_000), brackets, values, days, st.sampled_from(VIEWS), st.floats(0, 0.4))
def test_at_the_breakeven_rate_lending_through_and_recalling_are_the_same(dividend, bracket, value, count, view, share):
    extra = compensation_tax(dividend, bracket, LENDING, view) - dividend_tax(dividend, bracket, LENDING)
    rate = breakeven_rate(extra, bracket, value, count, share, LENDING.day_basis)
    if extra <= 0:
        assert rate == 0
        return
    gross = value * rate * count / LENDING.day_basis
    fee = fee_statement(gross, LENDING, broker_share=share).after_tax(bracket)
    assert ex_date_decision(dividend, bracket, fee, LENDING, view).difference == pytest.approx(0, abs=1e-6)


@given(st.integers(1, 1_000_000), brackets, values, days, st.floats(0.0001, 0.16))
def test_a_rate_above_the_breakeven_is_better_and_one_below_is_worse(dividend, bracket, value, count, rate):
    extra = compensation_tax(dividend, bracket, LENDING, OTHER) - dividend_tax(dividend, bracket, LENDING)
    even = breakeven_rate(extra, bracket, value, count, LENDING.broker_share, LENDING.day_basis)
    gross = simple_interest(value, rate, count, LENDING.day_basis)
    fee = fee_statement(gross, LENDING, broker_share=LENDING.broker_share).after_tax(bracket)
    found = ex_date_decision(dividend, bracket, fee, LENDING, OTHER).difference
    if abs(rate - even) > 1e-9:
        assert (found > 0) == (rate > even)


def test_a_bracket_that_takes_everything_has_no_breakeven():
    assert breakeven_rate(100, 1, 1_000_000, 10, 0.2, 365) == math.inf
    assert breakeven_rate(-100, 1, 1_000_000, 10, 0.2, 365) == 0
