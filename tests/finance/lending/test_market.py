"""Laws of our model of the fee rate: where supply and demand meet, the odds of a loan, and the hump of the income."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.datasets import rules
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.market import FeeMarket

CAP = rules("tw-lending").highest_rate
markets = st.builds(
    FeeMarket,
    demand=st.integers(1, 500).map(lambda hundreds: hundreds * 100),
    supply=st.integers(1, 200).map(lambda hundreds: hundreds * 100),
    highest=st.integers(1, 60).map(lambda points: points / 100),
    cap=st.just(CAP),
    steadiness=st.integers(11, 120).map(lambda tenths: tenths / 10),
)
asks = st.integers(1, 160).map(lambda steps: steps / 1_000)


@given(markets)
def test_as_much_is_wanted_as_offered_at_the_clearing_rate_below_the_cap(market):
    assert market.clearing_rate <= min(CAP, market.highest) + 1e-12
    if market.balance <= CAP:
        assert market.wanted(market.clearing_rate) == pytest.approx(market.offered(market.clearing_rate))
        assert market.unmet == 0
    else:
        assert market.clearing_rate == CAP and market.lots == market.supply
        assert market.unmet == pytest.approx(market.wanted(CAP) - market.supply) and market.unmet > 0


@given(markets, st.integers(1, 50), st.integers(1, 50))
def test_more_demand_raises_the_rate_and_more_supply_lowers_it(market, more, also):
    eager = FeeMarket(**{**vars(market), "demand": market.demand + more * 100})
    ample = FeeMarket(**{**vars(market), "supply": market.supply + also * 100})
    assert eager.balance > market.balance > ample.balance
    assert eager.clearing_rate >= market.clearing_rate >= ample.clearing_rate


@given(markets, asks, asks)
def test_asking_more_never_makes_a_loan_likelier(market, one, other):
    low, high = sorted((one, other))
    assert 0 <= market.fill_odds(high) <= market.fill_odds(low) <= 1
    assert market.fill_odds(market.balance) == pytest.approx(0.5)


@given(markets, asks)
def test_no_ask_up_to_the_cap_brings_more_than_the_best(market, asked):
    value, days = 1_000_000, 30
    best = market.expected_fee(market.best_ask, value, days, 365)
    assert market.expected_fee(asked, value, days, 365) <= best * (1 + 1e-9)
    assert market.best_ask <= CAP


@given(markets, asks)
def test_the_income_is_the_fee_times_the_odds(market, asked):
    fee = simple_interest(500_000, asked, 20, 365)
    assert market.expected_fee(asked, 500_000, 20, 365) == pytest.approx(fee * market.fill_odds(asked))
    assert market.expected_fee(asked, 500_000, 20, 365) <= fee


@given(markets)
def test_arrays_say_what_numbers_say(market):
    rates = np.linspace(0.001, CAP, 40)
    for of in (market.wanted, market.offered, market.fill_odds):
        assert of(rates).tolist() == pytest.approx([of(float(rate)) for rate in rates])


def test_the_steadier_the_market_the_sharper_the_odds():
    loose, steady = (FeeMarket(demand=2_000, supply=8_000, highest=0.16, cap=0.16, steadiness=k) for k in (2, 12))
    assert loose.balance == steady.balance
    assert steady.fill_odds(0.02) > loose.fill_odds(0.02) > 0.5 > loose.fill_odds(0.04) > steady.fill_odds(0.04)


def test_without_demand_nothing_is_lent():
    nobody = FeeMarket(demand=0, supply=100, highest=0.2, cap=0.16, steadiness=2)
    assert (nobody.balance, nobody.clearing_rate, nobody.lots, nobody.best_ask) == (0, 0, 0, 0)
    assert nobody.fill_odds(0.01) == 0


@pytest.mark.parametrize("wrong", [{"supply": 0}, {"demand": -1}, {"highest": 0}, {"steadiness": 1}, {"cap": 16}])
def test_bad_markets_are_refused(wrong):
    good = {"demand": 100, "supply": 100, "highest": 0.2, "cap": 0.16, "steadiness": 2}
    with pytest.raises(InputError) as refused:
        FeeMarket(**good | wrong)
    assert refused.value.values["name"] in wrong


def test_an_ask_of_nothing_is_refused():
    with pytest.raises(InputError):
        FeeMarket(demand=1, supply=1, highest=0.2, cap=0.16, steadiness=2).fill_odds(0)
