"""A chart's points in one call: an array gives, point by point, what its numbers give one at a time."""

import math

import numpy as np
import pytest

import pledge_lib as pl
from pledge_lib.finance.ratio import is_below

VALUES = np.array([0.0, 1.0, 599_999.99, 600_000, 779_999, 780_000, 830_000, 1_000_000, 1e12])
DEBTS = np.array([0.0, 1.0, 500_000, 600_000, 777_777.77, 1e12])
RATIOS = np.array([0.0, 0.5, 1.2, 1.3, 5 / 3, 2.0, 1e6, math.inf])
DAYS = np.array([1, 2, 30, 90, 365, 366, 540])
RATES = np.array([0.0, 0.0295, 0.0645, 0.3])

ELEMENTWISE = {
    "ratio over collateral": (lambda value: pl.maintenance_ratio(value, 600_000), VALUES),
    "ratio over collateral without debt": (lambda value: pl.maintenance_ratio(value, 0), VALUES),
    "ratio over debt": (lambda debt: pl.maintenance_ratio(1_000_000, debt), DEBTS),
    "fall over ratio": (lambda ratio: pl.fall_to_line(ratio, 1.3), RATIOS),
    "fall over line": (lambda line: pl.fall_to_line(5 / 3, line), np.array([1.2, 1.3, 1.4, 1.7])),
    "fall over line, nothing left": (lambda line: pl.fall_to_line(0, line), np.array([1.2, 1.3])),
    "repay over collateral": (lambda value: pl.repay_to(value, 600_000, 1.66), VALUES),
    "repay over debt": (lambda debt: pl.repay_to(600_000, debt, 1.66), DEBTS),
    "repay over target": (lambda target: pl.repay_to(600_000, 500_000, target), np.array([1.1, 1.3, 1.66])),
    "add over collateral": (lambda value: pl.add_to(value, 600_000, 1.66), VALUES),
    "add over debt": (lambda debt: pl.add_to(600_000, debt, 1.66), DEBTS),
    "sell over collateral": (lambda value: pl.sell_to(value, 600_000, 1.66, cost=0.004425), VALUES),
    "sell over debt": (lambda debt: pl.sell_to(600_000, debt, 1.66), DEBTS),
    "sell over target": (lambda target: pl.sell_to(600_000, 500_000, target), np.array([0.9, 1.0, 1.1, 1.3, 1.66])),
    "sell over cost": (lambda cost: pl.sell_to(600_000, 500_000, 1.66, cost), np.array([0, 0.004425, 0.3, 1])),
    "sell over cost, not needed": (lambda cost: pl.sell_to(900_000, 500_000, 1.66, cost), np.array([0, 0.3])),
    "interest over days": (lambda days: pl.simple_interest(600_000, 0.03, days), DAYS),
    "interest over principal": (lambda debt: pl.simple_interest(debt, 0.03, 30), DEBTS),
    "interest over rate": (lambda rate: pl.simple_interest(600_000, rate, 30), RATES),
    "effective cost over days": (lambda days: pl.effective_annual_cost(600_000, 0.0295, days, 5_000), DAYS),
    "effective cost over rate": (lambda rate: pl.effective_annual_cost(600_000, rate, 90, 5_000), RATES),
}


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_an_array_gives_what_its_numbers_give(name):
    function, points = ELEMENTWISE[name]
    with np.errstate(all="raise"):
        together = function(points)
    assert np.shape(together) == points.shape, "one answer a point"
    one_by_one = [function(point) for point in points.tolist()]
    np.testing.assert_array_equal(together, one_by_one)
    assert not np.isnan(together).any()


PRICES = np.array([0.05, 60.0, 77.99, 78.0, 100.0, 250.5])

OVER_PRICES = {
    "collateral": lambda pledge: pledge.collateral,
    "ratio": lambda pledge: pledge.ratio,
    "fall_to_call": lambda pledge: pledge.fall_to_call,
    "call price of another holding": lambda pledge: pledge.call_price("0050"),
}


@pytest.mark.parametrize("name", OVER_PRICES)
@pytest.mark.parametrize("principal", [0, 600_000])
def test_a_pledge_at_many_prices_is_the_pledge_at_each(name, principal):
    holdings = (
        pl.Holding("2330", shares=10_000, price=100, loan_to_value=0.6),
        pl.Holding("0050", shares=500, price=180.15, loan_to_value=0.6),
    )
    rules = pl.rules("tw-sfc-pledge")
    pledge = pl.Pledge(holdings=holdings, principal=principal, rules=rules, annual_rate=0.0682, days=180)
    read = OVER_PRICES[name]
    together = read(pledge.at({"2330": PRICES}))
    one_by_one = [read(pledge.at({"2330": price})) for price in PRICES.tolist()]
    assert np.shape(together) == PRICES.shape, "one answer a point"
    np.testing.assert_allclose(together, one_by_one, rtol=1e-12, atol=1e-9)


def test_a_single_holding_takes_an_array_of_prices_as_it_is():
    holding = pl.Holding("2330", shares=10_000, price=100, loan_to_value=0.6)
    pledge = pl.Pledge(holdings=(holding,), principal=600_000, rules=pl.rules("tw-broker-pledge"))
    np.testing.assert_allclose(pledge.at(PRICES).ratio, PRICES / 60)


@pytest.mark.parametrize("number", [np.float64(1.3), np.float32(1.3), np.array(1.3)])
def test_numpy_numbers_are_compared_as_the_decimals_that_were_written(number):
    assert not is_below(np.int64(780_000), np.float64(600_000), number)
    assert is_below(np.int64(779_999), np.float64(600_000), number)
