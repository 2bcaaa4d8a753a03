"""A borrower who fails: the rise to a line, limit-ups while everybody waits, the order of payments."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.datasets import rules
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.lending.default import limit_ups, paid_in_order, rise_to
from pledge_lib.finance.lending.loan import StockLoan

LENDING = rules("tw-lending")


def loan(start=1.40, fees=0.0, dividends=0.0) -> StockLoan:
    return StockLoan(
        shares=10_000,
        price=100,
        annual_rate=0.03,
        rules=LENDING,
        collateral=start * 1_000_000,
        fees_due=fees,
        dividends_due=dividends,
    )


def test_from_140_to_120_the_price_rises_by_a_sixth():
    """LESSONS E3.9 and Q3.6: 16.67 % to the call, 40 % until the collateral is used up."""
    assert rise_to(loan(), LENDING.call_line) == pytest.approx(0.166667, abs=1e-6)
    assert rise_to(loan(), 1.0) == pytest.approx(0.40)


@given(
    start=st.floats(1.05, 1.60),
    line=st.floats(1.0, 1.3),
    fees=st.floats(0, 20_000),
    dividends=st.floats(0, 100_000),
)
def test_with_cash_the_rise_leads_to_the_call_price_of_the_loan(start, line, fees, dividends):
    opened = loan(start, fees, dividends)
    opened = replace(opened, rules=replace(LENDING, call_line=line))
    assert opened.price * (1 + rise_to(opened, line)) == pytest.approx(opened.call_price, rel=1e-9)


@given(start=st.floats(1.05, 1.60), line=st.floats(1.0, 1.3), correlation=st.floats(-1, 0.5))
def test_at_the_rise_the_ratio_is_the_line(start, line, correlation):
    opened = loan(start)
    rise = rise_to(opened, line, correlation)
    there = opened.at(opened.price * (1 + rise), opened.collateral * (1 + correlation * rise))
    assert there.ratio == pytest.approx(line, rel=1e-9)


def test_collateral_that_moves_along_moves_the_line_away_and_the_other_way_brings_it_near():
    rises = [rise_to(loan(), 1.20, correlation) for correlation in (-1.0, -0.5, 0.0, 0.5)]
    assert rises == sorted(rises) and rises[0] > 0
    assert rise_to(loan(), 1.20, 1.0) == math.inf
    assert rise_to(loan(1.05, fees=20_000), 1.04, 1.0) == -math.inf, "below already, and no rise does it"


def test_a_correlation_beyond_one_is_refused():
    with pytest.raises(InputError, match="between -1 and 1"):
        rise_to(loan(), 1.20, 1.5)


def test_two_and_three_limit_ups():
    assert limit_ups(2, 0.10) == pytest.approx(0.21)
    assert limit_ups(3, 0.10) == pytest.approx(0.331)
    assert limit_ups(0, 0.10) == 0


@given(st.floats(0, 1e7), st.lists(st.floats(0, 1e6), min_size=1, max_size=5))
def test_nobody_is_paid_more_than_due_nor_before_the_ones_ahead(collateral, dues):
    paid = paid_in_order(collateral, tuple(dues))
    assert sum(paid) == pytest.approx(min(collateral, sum(dues)))
    assert all(0 <= part <= due for part, due in zip(paid, dues, strict=True))
    short = [number for number, (part, due) in enumerate(zip(paid, dues, strict=True)) if part < due]
    if short:
        assert all(part == pytest.approx(0, abs=1e-6) for part in paid[short[0] + 1 :])
