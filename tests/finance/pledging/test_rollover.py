"""Laws of a loan with terms: months on the calendar, where terms end, what is paid, when an extension is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.finance.checks import InputError
from pledge_lib.finance.interest import loan_days, simple_interest
from pledge_lib.finance.pledging.rollover import (
    LENDER,
    RATIO,
    breakeven_yield,
    months_after,
    payments,
    refusal,
    term_ends,
)

DAYS = st.dates(date(2008, 1, 1), date(2030, 12, 31))
MONTHS = st.integers(min_value=-60, max_value=60)
LOANS = st.integers(min_value=1, max_value=5_000_000)
RATES = st.floats(min_value=0.0, max_value=0.2)


def about(number):
    return pytest.approx(number, rel=1e-9, abs=1e-9)


@given(day=DAYS, months=MONTHS)
def test_so_many_months_later_lies_in_that_month_on_the_same_day_or_its_last(day, months):
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    is_last = (later + timedelta(days=1)).month != later.month
    assert later.day == day.day or (is_last and later.day < day.day), f"{day} + {months} months is {later}"


@given(day=DAYS, months=MONTHS)
def test_months_there_and_back_lead_home_unless_a_month_was_too_short(day, months):
    back = months_after(months_after(day, months), -months)
    assert back == day or (day.day > 28 and back < day)


@given(months=st.integers(min_value=1, max_value=60), term=st.integers(min_value=1, max_value=24))
def test_terms_fill_the_loan_without_a_gap_and_none_is_too_long(months, term):
    ends = term_ends(months, term, longest=60)
    lengths = [end - start for start, end in zip((0, *ends), ends, strict=False)]
    assert sum(lengths) == months == ends[-1]
    assert all(length == term for length in lengths[:-1]), f"only the last term may be short: {lengths}"
    assert 0 < lengths[-1] <= term


def test_a_loan_at_its_longest_term_is_asked_for_twice():
    assert term_ends(18, term=6, longest=18) == (6, 12, 18)
    assert term_ends(6, term=6, longest=18) == (6,), "one term needs no extension"
    assert term_ends(7, term=6, longest=18) == (6, 7)


@given(
    loan=LOANS, drawn=DAYS, rate=RATES, gaps=st.lists(st.integers(min_value=0, max_value=200), min_size=1, max_size=20)
)
def test_at_one_rate_paying_often_pays_what_paying_once_pays(loan, drawn, rate, gaps):
    """Simple interest: only the days between the draw and the end count, not how they are cut."""
    days = [drawn + timedelta(days=sum(gaps[: place + 1])) for place in range(len(gaps))]
    often = payments(loan, drawn, days, [rate] * len(days), basis=365)
    (once,) = payments(loan, drawn, days[-1:], [rate], basis=365)
    assert sum(paid.interest for paid in often) == about(once.interest)
    assert once.interest == about(simple_interest(loan, rate, loan_days(drawn, days[-1])))
    assert [paid.principal for paid in often] == [0] * (len(days) - 1) + [loan], (
        "principal is due once, on the last day"
    )
    assert [paid.day for paid in often] == days
    assert often[-1].cash == about(loan + often[-1].interest)


@given(loan=LOANS, drawn=DAYS, rate=RATES, reset=st.floats(min_value=0, max_value=0.05))
def test_a_reset_costs_its_points_on_the_days_after_it_only(loan, drawn, rate, reset):
    days = [months_after(drawn, 6), months_after(drawn, 12)]
    kept = payments(loan, drawn, days, [rate, rate], basis=365)
    raised = payments(loan, drawn, days, [rate, rate + reset], basis=365)
    assert raised[0] == kept[0]
    assert raised[1].interest - kept[1].interest == pytest.approx(
        simple_interest(loan, reset, (days[1] - days[0]).days), rel=1e-6, abs=1e-6
    )


@given(line=st.integers(min_value=100, max_value=300), over=st.integers(min_value=0, max_value=100))
def test_only_a_ratio_below_the_line_is_refused_for_its_ratio(line, over):
    on_or_over, below = (line + over) / 100, (line - 1 - over % line) / 100
    assert refusal(on_or_over, line / 100, lender_agrees=True) is None
    assert refusal(on_or_over, line / 100, lender_agrees=False) == LENDER
    assert refusal(below, line / 100, lender_agrees=True) == refusal(below, line / 100, lender_agrees=False) == RATIO


@given(loan=LOANS, rate=RATES, ratio=st.floats(min_value=0.5, max_value=5))
def test_a_dividend_at_the_breakeven_yield_pays_a_year_of_interest(loan, rate, ratio):
    dividend = breakeven_yield(rate, ratio) * ratio * loan
    assert dividend == about(simple_interest(loan, rate, 365))


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda: months_after("2024-04-02", 6), "not_a_date"),
        (lambda: months_after(date(2024, 4, 2), 1.5), "not_whole"),
        (lambda: term_ends(0, 6, 18), "not_positive"),
        (lambda: term_ends(19, 6, 18), "above_limit"),
        (lambda: term_ends(6.5, 6, 18), "not_whole"),
        (lambda: payments(1, date(2024, 4, 2), [], [], basis=365), "empty"),
        (lambda: payments(1, date(2024, 4, 2), [date(2024, 4, 1)], [0.03], basis=365), "before"),
        (lambda: payments(-1, date(2024, 4, 2), [date(2024, 5, 2)], [0.03], basis=365), "negative"),
        (lambda: refusal(1.2, 130, lender_agrees=True), "per_cent"),
        (lambda: breakeven_yield(0.03, 0), "not_positive"),
    ],
)
def test_bad_input_is_refused(call, key):
    with pytest.raises(InputError) as refused:
        call()
    assert refused.value.key == key
