"""Days on loan: the closed form against a chain counted day by day, and against the simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.finance.checks import InputError
from pledge_lib.finance.lending.income import expected_days, yearly_yield
from pledge_lib.market.lending.fee_simulation import Lending, drained, simulated_years

LENDINGS = st.builds(
    Lending,
    mean_days=st.integers(1, 90),
    mean_wait=st.integers(1, 90),
    days=st.just(365),
    ex_day=st.integers(0, 365),
    ex_return=st.floats(0, 1),
)


def chance_of_each_day(lending, on_loan, wait=True) -> list[float]:
    """Return the odds of being on loan on each day, from those of the first, counted one day after the other."""
    odds = []
    for day in range(lending.days):
        if day:
            begun = (1 - on_loan) / lending.mean_wait if wait else 0.0
            on_loan = on_loan * (1 - 1 / lending.mean_days) + begun
        if day == lending.ex_day:
            on_loan *= 1 - lending.ex_return
        odds.append(on_loan)
    return odds


@given(LENDINGS)
def test_the_closed_form_is_the_sum_of_the_odds_of_each_day(lending):
    assert lending.expected_days == pytest.approx(sum(chance_of_each_day(lending, lending.ordinary_share)), rel=1e-9)


@given(LENDINGS)
def test_the_length_of_a_loan_from_the_first_day_is_the_sum_of_the_odds_that_it_still_runs(lending):
    still = sum(chance_of_each_day(lending, 1.0, wait=False))
    assert lending.expected_length == pytest.approx(still, rel=1e-9, abs=1e-9)


def test_without_an_ex_date_the_length_is_that_of_the_plain_closed_form():
    for mean_days in (3, 30, 90):
        lending = Lending(mean_days=mean_days, mean_wait=10, days=365)
        assert lending.expected_length == pytest.approx(expected_days(mean_days, 365))


@pytest.mark.parametrize(
    ("mean_days", "mean_wait", "ex_day", "ex_return"),
    [(30, 30, 180, 0.5), (90, 10, 10, 1.0), (3, 1, 364, 1.0), (15, 60, 0, 0.3), (5, 90, 100, 0.0), (1, 1, 7, 0.5)],
)
def test_the_simulation_lies_within_four_standard_errors(mean_days, mean_wait, ex_day, ex_return):
    lending = Lending(mean_days=mean_days, mean_wait=mean_wait, days=365, ex_day=ex_day, ex_return=ex_return)
    years = drained(simulated_years(lending, years=8_000, seed=11))
    assert abs(years.mean - lending.expected_days) <= 4 * years.standard_error


def test_loans_begin_as_often_as_waits_end():
    """In the long run one loan comes with each mean length and mean wait; the first year begins in the middle."""
    lending = Lending(mean_days=10, mean_wait=15, days=365)
    years = drained(simulated_years(lending, years=8_000, seed=3))
    begun = lending.ordinary_share + (lending.days - 1) / (lending.mean_days + lending.mean_wait)
    assert float(years.loans.mean()) == pytest.approx(begun, rel=0.01)


def test_on_offer_for_a_single_day_there_is_a_loan_or_none():
    years = drained(simulated_years(Lending(mean_days=1, mean_wait=1, days=1), years=1_000, seed=3))
    assert sorted(years.loans) == list(years.days) and 400 < years.days.sum() < 600


def test_the_lesson_s_part_of_the_year():
    """LESSONS E3.8: 8 %, share 25 %, on loan 20 % of days: 1.2 % a year."""
    lending = Lending(mean_days=15, mean_wait=60, days=365)
    assert lending.expected_days == pytest.approx(0.20 * 365)
    assert yearly_yield(0.08, 0.25, lending.expected_days / 365) == pytest.approx(0.012)


def test_the_same_seed_gives_the_same_years_and_more_luck_a_wider_range():
    lending = Lending(mean_days=30, mean_wait=30, days=365)
    one, again, other = (drained(simulated_years(lending, 1_000, seed)) for seed in (5, 5, 6))
    assert (one.days == again.days).all() and (one.days != other.days).any()
    short = drained(simulated_years(Lending(mean_days=3, mean_wait=3, days=365), 1_000, 5))
    assert short.below(0.9) - short.below(0.1) < one.below(0.9) - one.below(0.1)


@given(LENDINGS)
def test_days_and_loans_fit_into_a_year(lending):
    years = drained(simulated_years(lending, years=50, seed=1))
    assert (years.days >= 0).all() and (years.days <= 365).all() and (np.diff(years.days) >= 0).all()
    assert years.loans.min() >= 0 and years.loans.max() <= 365


def test_half_of_the_loans_end_within_the_half_life():
    for mean_days in (1, 2, 3, 30, 90):
        lending = Lending(mean_days=mean_days, mean_wait=1, days=365)
        assert lending.still_on_loan(lending.half_life) <= 0.5 < lending.still_on_loan(lending.half_life - 1)


def test_progress_rises_to_the_end():
    shares = list(simulated_years(Lending(mean_days=3, mean_wait=3, days=10), 5, 1))
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) == 10


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"mean_days": 0}, "mean_days"),
        ({"mean_wait": 0.5}, "mean_wait"),
        ({"ex_day": 366}, "ex_day"),
        ({"ex_return": 1.1}, "ex_return"),
        ({"days": 0}, "days"),
    ],
)
def test_bad_input_is_refused_by_its_name(changes, said):
    with pytest.raises(InputError, match=said):
        Lending(**{"mean_days": 30, "mean_wait": 30, "days": 365, **changes})
