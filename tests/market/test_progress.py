"""What a long computation tells of how far it is begins near nothing, never goes back, and ends near all of it."""

from inspect import isgenerator
from itertools import pairwise

import pytest

import pledge_lib as pl
from pledge_lib.finance.capstone.case import EXAMPLE
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.market.capstone.counted import count
from pledge_lib.market.capstone.planned import first_plan, planned
from pledge_lib.market.crypto.pool_simulation import Supply, Wandering, simulated_supply
from pledge_lib.market.lending.fee_simulation import Lending, simulated_years
from pledge_lib.market.mine.chances import simulated
from pledge_lib.market.odds import drawn, terms_of
from pledge_lib.market.odds_run import OddsRun

BROKER = pl.rules("tw-broker-pledge")
CURVE = pl.RateCurve(optimal_utilization=0.80, base=0.0, slope1=0.048, slope2=0.80, reserve_factor=0.15)


def of_the_odds():
    fill, paths = drawn("simulation", 2_000, volatility=0.3, drift=0.0, seed=4, sample=())
    terms = terms_of(2.0, 1.3, BROKER, watch_every=1, reserve=0.0)
    run = OddsRun(terms=terms, fill=fill, paths=paths, days=60, method="simulation", block_numbers=61 * 700)
    return run.steps()


def of_the_plan():
    return count(planned(EXAMPLE, first_plan(EXAMPLE)), None, paths=60)


def of_the_pool():
    wandering = Wandering(start=0.8, usual=0.8, swing=0.05, half_life=10, days=40)
    supply = Supply(curve=CURVE, share=0.01)
    return simulated_supply(wandering, supply, paths=50, seed=1, charted=(0,), shares=(0.5,))


def of_the_years():
    return simulated_years(Lending(mean_days=3, mean_wait=3, days=40), 5, 1)


def of_the_chances():
    held = pl.Holding("2330", shares=1_000, price=100, loan_to_value=0.6)
    loan = PledgedLoan(lender="A", pledge=pl.Pledge(holdings=[held], principal=60_000, rules=BROKER))
    steps = simulated(pl.Portfolio(accounts=[loan]), 20, volatility=0.3, correlation=0.5, paths=2_000)
    return (share for share in steps if isinstance(share, float))


@pytest.mark.parametrize(
    "steps", [of_the_odds, of_the_plan, of_the_pool, of_the_years, of_the_chances], ids=lambda each: each.__name__
)
def test_progress_rises_from_nothing_to_all(steps):
    begun = steps()
    assert isgenerator(begun)
    told = list(begun)
    assert len(told) > 3 and all(before <= after for before, after in pairwise(told)), told
    assert 0 <= told[0] < 0.6 and 0.95 < told[-1] <= 1, (told[0], told[-1])
    assert max(after - before for before, after in pairwise(told)) < 0.6, "it stands still, and then leaps"
