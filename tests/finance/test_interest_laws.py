"""Laws of interest and fees: linear in each factor, inverse pairs, costs that meet at the break-even."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pledge_lib.finance.interest import (
    apr,
    apy,
    breakeven_days,
    effective_annual_cost,
    loan_cost,
    loan_days,
    monthly_interest,
    simple_interest,
)

PRINCIPALS = st.floats(min_value=1_000, max_value=1e10)
RATES = st.floats(min_value=0, max_value=0.3)
DAYS = st.integers(min_value=1, max_value=3_650)
FEES = st.floats(min_value=0, max_value=100_000)
PERIODS = st.sampled_from([1, 2, 4, 12, 52, 365, 31_536_000, math.inf])
DATES = st.dates(min_value=date(2008, 1, 1), max_value=date(2040, 1, 1))
WILD = st.one_of(st.just(0.0), st.floats(min_value=1e-90, max_value=1e90))


def about(number):
    return pytest.approx(number, rel=1e-9, abs=1e-12)


@given(principal=PRINCIPALS, rate=RATES, days=DAYS)
def test_a_whole_year_costs_the_annual_rate(principal, rate, days):
    assert simple_interest(principal, rate, 365) == about(principal * rate)
    assert simple_interest(principal, rate, 365 * days) == about(days * principal * rate)
    assert simple_interest(principal, rate, 360, basis=360) == about(principal * rate)


@given(principal=PRINCIPALS, rate=RATES, days=DAYS, more=DAYS)
def test_interest_adds_up_over_days_and_over_loans(principal, rate, days, more):
    both = simple_interest(principal, rate, days) + simple_interest(principal, rate, more)
    assert simple_interest(principal, rate, days + more) == about(both)
    assert simple_interest(2 * principal, rate, days) == about(2 * simple_interest(principal, rate, days))


@given(principal=PRINCIPALS, rate=RATES)
def test_twelve_months_cost_a_year_and_a_month_a_twelfth(principal, rate):
    assert monthly_interest(principal, rate, months=12) == about(simple_interest(principal, rate, 365))
    assert 12 * monthly_interest(principal, rate) == about(principal * rate)


@given(drawn=DATES, days=st.integers(min_value=0, max_value=800), more=st.integers(min_value=0, max_value=800))
def test_loan_days_count_the_draw_day_and_not_the_repayment_day(drawn, days, more):
    repaid = drawn + timedelta(days)
    assert loan_days(drawn, repaid) == sum(1 for day in range(days) if drawn + timedelta(day) < repaid) == days
    later = repaid + timedelta(more)
    assert loan_days(drawn, later) == loan_days(drawn, repaid) + loan_days(repaid, later)


def test_a_leap_year_has_366_interest_days_over_365():
    assert loan_days(date(2024, 1, 1), date(2025, 1, 1)) == 366
    assert simple_interest(365_000, 0.03, 366) == about(10_980)


@given(rate=st.floats(min_value=0, max_value=3), periods=PERIODS)
@example(rate=100.0, periods=math.inf)
def test_apr_undoes_apy_and_apy_undoes_apr(rate, periods):
    assert apr(apy(rate, periods), periods) == about(rate)
    assume(rate <= 3)
    assert apy(apr(rate, periods), periods) == about(rate)


@given(rate=st.floats(min_value=1e-4, max_value=3), periods=st.integers(min_value=1, max_value=365))
def test_compounding_more_often_yields_more_up_to_the_continuous_limit(rate, periods):
    assert rate <= apy(rate, periods) * (1 + 1e-12)
    assert apy(rate, periods) < apy(rate, periods + 1) < apy(rate, math.inf)
    assert apy(rate, math.inf) == about(math.exp(rate) - 1)


@given(rate=st.floats(min_value=0, max_value=3), periods=st.integers(min_value=1, max_value=365))
def test_apy_is_what_compounding_step_by_step_gives(rate, periods):
    balance = 1.0
    for _ in range(periods):
        balance += balance * rate / periods
    assert apy(rate, periods) == pytest.approx(balance - 1, rel=1e-9, abs=1e-11)


@given(principal=PRINCIPALS, rate=RATES, days=DAYS, fees=FEES)
def test_effective_cost_is_the_rate_that_costs_as_much_without_fees(principal, rate, days, fees):
    honest = effective_annual_cost(principal, rate, days, fees)
    assert simple_interest(principal, honest, days) == about(loan_cost(principal, rate, days, fees))
    assert effective_annual_cost(principal, rate, days) == rate


@given(principal=PRINCIPALS, rate=RATES, days=DAYS, more=DAYS, fees=st.floats(min_value=1, max_value=100_000))
def test_effective_cost_falls_with_days_and_with_the_loan_and_rises_with_fees(principal, rate, days, more, fees):
    cost = effective_annual_cost(principal, rate, days, fees)
    assert effective_annual_cost(principal, rate, days + more, fees) <= cost
    assert effective_annual_cost(2 * principal, rate, days, fees) <= cost
    assert effective_annual_cost(principal, rate, days, 2 * fees) >= cost >= rate


@given(principal=PRINCIPALS, rate=RATES, days=DAYS, fees=FEES, factor=st.sampled_from([0.5, 2, 1024]))
def test_effective_cost_does_not_depend_on_the_scale(principal, rate, days, fees, factor):
    scaled = effective_annual_cost(factor * principal, rate, days, factor * fees)
    assert scaled == about(effective_annual_cost(principal, rate, days, fees))


@given(principal=PRINCIPALS, rate=RATES, other_rate=RATES, fees=FEES, other_fees=FEES)
def test_at_the_breakeven_both_loans_have_cost_the_same(principal, rate, other_rate, fees, other_fees):
    assume(abs(rate - other_rate) > 1e-4)
    days = breakeven_days(principal, rate, fees, other_rate, other_fees)
    assert days >= 0
    if math.isfinite(days):
        here, there = loan_cost(principal, rate, days, fees), loan_cost(principal, other_rate, days, other_fees)
        assert here == pytest.approx(there, rel=1e-9)
    else:
        assert (fees > other_fees) == (rate > other_rate), "the loan with the lower fee is also the cheaper by the day"
    assert days == breakeven_days(principal, other_rate, other_fees, rate, fees), "whoever is named first"


def test_breakeven_of_equal_loans_is_at_once_and_of_equal_rates_never():
    assert breakeven_days(600_000, 0.03, 100, 0.03, 100) == 0
    assert breakeven_days(600_000, 0.03, 100, 0.03, 0) == math.inf
    assert breakeven_days(600_000, 0.03, 0, 0.06) == 0


@given(principal=WILD, rate=WILD, days=WILD, fees=WILD, periods=PERIODS)
def test_nothing_is_ever_nan_or_negative(principal, rate, days, fees, periods):
    found = {
        "interest": simple_interest(principal, rate, days),
        "months": monthly_interest(principal, rate, days),
        "cost": loan_cost(principal, rate, days, fees),
        "apr": apr(rate, periods),
        "apy": apy(min(rate, 100), periods),
        "effective": effective_annual_cost(principal or 1, rate, days or 1, fees),
        "breakeven": breakeven_days(principal or 1, rate, fees, 0.03),
    }
    assert not [name for name, value in found.items() if math.isnan(value) or value < 0], found
