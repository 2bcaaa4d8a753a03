"""F0.1: one shock, four contracts; every number is the one that the product's own model gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels.overview.one_shock import figure
from pledge_lib.panels.overview.one_shock_lanes import BORROWER, CHAIN, MARGIN, PLEDGE, PROFILES, SHORT, TOKEN
from pledge_lib.panels.overview.one_shock_model import ALL, DEFAULTS, TWO, one_shock

VALUES = st.fixed_dictionaries(
    {
        "shock": st.integers(-60, 60).map(lambda change: change / 100),
        "days": st.integers(1, 20),
        "pledge": st.integers(15_000, 33_300).map(lambda ratio: ratio / 10_000),
        "margin": st.sampled_from((0.40, 0.45, 0.50, 0.55, 0.60)),
        "borrower": st.integers(120, 160).map(lambda ratio: ratio / 100),
        "chain": st.integers(20, 161).map(lambda half: half / 200),
        "short": st.booleans(),
        "lanes": st.sampled_from((ALL, TWO)),
        "profile": st.sampled_from(datasets.pledge_profiles()),
    }
)


def shocked(**values):
    return one_shock(DEFAULTS | values)


def levels(result):
    return {lane.name: lane.level for lane in result.lanes}


def test_p0_1_a_fall_of_25_per_cent_calls_the_margin_purchase_alone():
    result = shocked()
    assert [lane.start for lane in result.lanes] == pytest.approx([2.00, 5 / 3, 1.40, 1.66])
    assert levels(result) == pytest.approx({PLEDGE: 1.50, MARGIN: 1.25, BORROWER: 1.8667, CHAIN: 1.245}, abs=5e-5)
    assert [lane.name for lane in result.over] == [MARGIN] and result.state == "called"
    assert (result.first_name, result.to_act, result.holding) == (MARGIN, 2, 3)
    assert (result.first.called_on, result.first.sold_on) == (3, 6)


def test_e0_6_the_room_that_is_left():
    result = shocked()
    assert result.lane(PLEDGE).room == pytest.approx(0.1333, abs=5e-5)
    assert result.lane(CHAIN).room == pytest.approx(0.1968, abs=5e-5)
    assert result.lane(BORROWER).room == pytest.approx(0.5556, abs=5e-5) and result.lane(BORROWER).rises


def test_e0_7_what_closes_the_margin_call():
    assert shocked().cash == pytest.approx(14_819.28, abs=0.005)


def test_p0_2_a_rise_of_25_per_cent_calls_the_borrower_of_shares_and_not_the_short_seller():
    result = shocked(shock=0.25, short=True)
    assert result.lane(BORROWER).level == pytest.approx(1.12)
    assert result.lane(SHORT).level == pytest.approx(1.516, abs=5e-4)
    assert [lane.name for lane in result.over] == [BORROWER]
    assert result.lane(SHORT).start == pytest.approx(1.8948, abs=5e-5)
    assert result.lane(SHORT).at == pytest.approx(0.4575, abs=5e-5)


def test_on_the_line_holds_and_below_it_does_not():
    assert shocked(shock=-0.35).lane(PLEDGE).state == "normal"
    assert shocked(shock=-0.36).lane(PLEDGE).state == "called"
    assert shocked(shock=-0.22).over == ()


def test_all_at_their_limit_the_chain_breaks_at_once_and_money_comes_too_late_for_it():
    result = shocked(shock=-0.18, pledge=5 / 3, chain=0.805)
    assert result.first_name == CHAIN and result.state == "at-once"
    assert result.to_act == 0 and result.payer is None


def test_two_lanes_of_the_same_loan():
    result = shocked(lanes=TWO, shock=0.0, pledge=5 / 3, chain=0.60)
    assert [lane.name for lane in result.lanes] == [PLEDGE, CHAIN]
    assert [lane.room for lane in result.lanes] == pytest.approx([0.22, 0.2771], abs=5e-5)


@given(VALUES)
def test_a_lane_is_over_just_when_the_shock_passes_its_line(values):
    result = one_shock(values)
    for lane in result.lanes:
        passed = values["shock"] > lane.at + 1e-12 if lane.rises else values["shock"] < lane.at - 1e-12
        assert lane.is_over == passed, lane
        assert (lane.clock.called is not None) == lane.is_over, lane
        assert (lane.room < -1e-12) == lane.is_over, lane
        assert (lane.cash is None) == (not lane.is_over or lane.name == CHAIN), lane
        assert 1 + lane.at_level(lane.level) == pytest.approx(1 + values["shock"]), lane
        assert lane.at_level(lane.line) == pytest.approx(lane.at), lane
        assert not lane.is_over or lane.called_on <= values["days"], lane


@given(VALUES)
def test_the_order_is_that_of_the_clock(values):
    result = one_shock(values)
    called = [lane.clock.called for lane in result.over]
    assert called == sorted(called)
    assert result.over_count + result.holding == result.lane_count
    assert result.over or result.first.room == min(lane.room for lane in result.lanes)


def test_every_line_is_the_one_of_its_profile():
    result = shocked(short=True)
    lines = {lane.name: lane.line for lane in result.lanes}
    profiles = {PLEDGE: "tw-broker-pledge", MARGIN: "tw-margin", BORROWER: "tw-lending", SHORT: "tw-margin"}
    assert lines == {name: datasets.rules(profile).call_line for name, profile in profiles.items()} | {CHAIN: 1.0}
    assert result.lane(CHAIN).start == aave_assets()["WETH"].threshold / DEFAULTS["chain"]


def test_all_at_their_limit_borrow_as_much_as_the_contracts_allow():
    result = one_shock(figure().preset_values("limits"))
    pledge, chain = result.lane(PLEDGE), result.lane(CHAIN)
    most = datasets.rules(PROFILES[PLEDGE]).loan_to_value
    assert pledge.start == pytest.approx(1 / most, abs=1e-12) and pledge.at == pytest.approx(
        pledge.line * most - 1, abs=1e-12
    )
    assert (PERCENT.write(pledge.start), PERCENT.write(pledge.level), PERCENT.write(-pledge.at)) == (
        "166.67%",
        "136.67%",
        "22%",
    )
    assert chain.start == pytest.approx(aave_assets()[TOKEN].threshold / aave_assets()[TOKEN].loan_to_value)
