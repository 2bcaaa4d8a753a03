"""Planned costs of a margin purchase: what they leave of the gain is the planned return."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.margin.costs import planned_costs
from pledge_lib.finance.margin.plan import net_return

MARGIN = pl.rules("tw-margin")


@given(
    value=st.integers(10_000, 10_000_000),
    ratio=st.integers(0, 60).map(lambda percent: percent / 100),
    change=st.integers(-90, 200).map(lambda percent: percent / 100),
    days=st.integers(0, 540),
    rate=st.integers(0, 1_000).map(lambda points: points / 10_000),
)
def test_gain_less_costs_over_own_money_is_the_planned_return(value, ratio, change, days, rate):
    loan, sold_for = value * ratio, value * (1 + change)
    costs = planned_costs(value, sold_for, loan, days=days, annual_rate=rate, rules=MARGIN)
    found = (sold_for - value - costs.total) / (value - loan + costs.buying)
    expected = net_return(change, financing_ratio=ratio, days=days, annual_rate=rate, rules=MARGIN)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_each_cost_has_its_own_base():
    """100,000 sold for 90,000: commission on both, tax on the sale only, interest on the loan only (E2.2)."""
    costs = planned_costs(100_000, 90_000, 60_000, days=30, annual_rate=0.065, rules=MARGIN)
    assert (costs.buying, costs.selling, costs.tax) == pytest.approx((142.5, 128.25, 270))
    assert costs.interest == pytest.approx(60_000 * 0.065 * 30 / 365)


def test_the_rate_is_the_profiles_unless_given():
    costs = planned_costs(100_000, 100_000, 60_000, days=365, rules=MARGIN)
    assert costs.interest == pytest.approx(60_000 * MARGIN.annual_rate)


@pytest.mark.parametrize("amounts", [(-1, 1, 1), (1, -1, 1), (1, 1, -1)])
def test_negative_amounts_are_refused(amounts):
    with pytest.raises(InputError) as refused:
        planned_costs(*amounts, days=1, rules=MARGIN)
    assert refused.value.key == "negative"
