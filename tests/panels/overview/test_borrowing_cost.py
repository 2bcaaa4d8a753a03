"""F0.4: over a short time the fee decides, over a long one the rate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.market.overview.floating import FloatingRate
from pledge_lib.panels.overview.borrowing_cost_model import BANK, BROKER, OTHER, borrowing_cost

BASE = {
    "sum": 600_000,
    "days": 30,
    "bank_rate": 0.0295,
    "bank_fee": 5_000,
    "broker_rate": 0.0645,
    "broker_fee": 0,
    "other_rate": 0.045,
    "other_fee": 0,
    "chain_rate": 0.048,
    "swing": 0.5,
}
OFFERS = st.fixed_dictionaries(
    {
        "sum": st.integers(2, 100).map(lambda step: step * 50_000),
        "days": st.integers(1, 730),
        **{f"{name}_rate": st.integers(0, 160).map(lambda rate: rate / 1_000) for name in (BANK, BROKER, OTHER)},
        **{f"{name}_fee": st.integers(0, 20).map(lambda fee: fee * 1_000) for name in (BANK, BROKER, OTHER)},
    }
)


def costs(**values):
    return {loan.name: loan.cost for loan in borrowing_cost(BASE | values).loans}


def test_p0_5_for_30_days_the_higher_rate_is_cheaper():
    found = costs()
    assert found[BANK] == pytest.approx(6_454.79, abs=0.005) and found[BROKER] == pytest.approx(3_180.82, abs=0.005)


def test_e0_5_the_cheapest_of_three_turns_with_the_days():
    assert costs()[OTHER] == pytest.approx(2_219.18, abs=0.005)
    assert borrowing_cost(BASE).name == OTHER and borrowing_cost(BASE | {"days": 365}).name == BANK
    assert costs(days=365) == pytest.approx({BANK: 22_700, BROKER: 38_700, OTHER: 27_000})


def test_for_180_days_the_bank_costs_4_64_per_cent_a_year():
    bank, broker, _ = borrowing_cost(BASE | {"days": 180}).loans
    assert (bank.yearly, broker.yearly) == pytest.approx((0.0464, 0.0645), abs=5e-5)


def test_the_leads_change_at_the_crossings():
    found = borrowing_cost(BASE)
    bank, broker, other = found.loans
    assert bank.crossing(broker) == pytest.approx(86.90, abs=0.005)
    assert [(round(day), loan.name) for day, loan in found.leads] == [(0, OTHER), (196, BANK)]
    assert bank.crossing(other) == pytest.approx(found.leads[1][0])


@given(OFFERS)
def test_the_leader_of_each_stretch_is_the_cheapest_in_its_middle(values):
    found = borrowing_cost(BASE | values)
    ends = [day for day, _ in found.leads] + [730.0]
    for (start, leader), end in zip(found.leads, ends[1:], strict=True):
        middle = (start + end) / 2
        assert leader.cost_after(middle) <= min(loan.cost_after(middle) for loan in found.loans) + 1e-6
    assert found.cost == min(loan.cost for loan in found.loans)


@given(st.integers(0, 365), st.integers(0, 100).map(lambda swing: swing / 100))
def test_a_floating_rate_is_a_band_around_the_rate_of_today(days, swing):
    rate = FloatingRate(start=0.048, swing=swing)
    low, middle, high = rate.costs((0.1, 0.5, 0.9), days)
    assert middle == pytest.approx(0.048 * days / 365)
    assert low <= middle <= high and low * high == pytest.approx(middle**2)
    assert (low < high) == (swing > 0 and days > 0)
