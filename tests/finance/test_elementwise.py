"""Which functions are elementwise: each takes lists, arrays, Series, Decimal and Fraction, as its docstring says."""

import importlib
import inspect
import math
import pkgutil
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import pledge_lib as pl
from pledge_lib import finance
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.elementwise import elementwise, one_by_one

LENDING, MARGIN = pl.rules("tw-lending"), pl.rules("tw-margin")
POSITION = {"collateral": 600_000, "debt": 500_000}
COSTS = {"principal": 600_000, "annual_rate": 0.03, "days": 30, "basis": 365}
KINK = {"apr": 0.08, "seconds": 86_400}

# every function that says it is elementwise, with a good call; the keys are its numbers
CALLS = {
    "ratio.maintenance_ratio": POSITION,
    "ratio.is_below": POSITION | {"line": 1.3},
    "ratio.fall_to_line": {"ratio": 2.0, "line": 1.3},
    "ratio.limit_downs_to_line": {"ratio": 2.0, "line": 1.3, "limit": 0.1},
    "ratio.repay_to": POSITION | {"target": 1.66},
    "ratio.add_to": POSITION | {"target": 1.66},
    "ratio.sell_to": POSITION | {"target": 1.66, "cost": 0.004425},
    "ratio.shares_to": POSITION | {"target": 1.66, "price": 60, "lot": 1, "haircut": 0.2},
    "interest.simple_interest": COSTS,
    "interest.monthly_interest": {"principal": 600_000, "annual_rate": 0.03, "months": 2},
    "interest.loan_cost": COSTS | {"fees": 100},
    "interest.effective_annual_cost": COSTS | {"fees": 100},
    "interest.breakeven_days": {"principal": 600_000, "annual_rate": 0.03, "fees": 500, "other_rate": 0.06},
    "interest.apy": {"apr": 0.05, "periods": 12},
    "interest.apr": {"apy": 0.05, "periods": 12},
    "interest.handling_fee": {"debt": 100_000, "rate": 0.001425, "interest": 53, "minimum": 100, "waived_at": 100},
    "money.floor_to": {"amount": 33_180, "step": 1_000},
    "money.round_half_up": {"amount": 2.675, "places": 2},
    "crypto.position.health_factor": POSITION | {"threshold": 0.83},
    "crypto.position.ratio_of": {"health": 1.5, "threshold": 0.83},
    "crypto.position.threshold_of": {"line": 1.3},
    "crypto.position.fall_to_liquidation": {"health": 1.66},
    "crypto.rates.utilization": {"debt": 90, "available": 10},
    "crypto.rates.supply_utilization": {"debt": 90, "available": 10, "deficit": 5},
    "crypto.rates.linear_factor": KINK,
    "crypto.rates.compounded_factor": KINK,
    "crypto.rates.continuous_factor": KINK,
    "crypto.rates.days_to_liquidation": {"health": 1.1, "borrow_apr": 0.3, "supply_apr": 0.01},
    "crypto.rates.health_after": {"health": 1.1, "borrow_apr": 0.3, "days": 30, "supply_apr": 0.01},
    "crypto.rates.reward_apr": {"emission_per_second": 1, "reward_price": 1, "supply": 1_000, "price": 2},
    "margin.plan.gross_return": {"change": 0.1, "financing_ratio": 0.6},
    "margin.plan.net_return": {"change": 0.1, "financing_ratio": 0.6, "days": 30},
    "margin.plan.breakeven_move": {"financing_ratio": 0.6, "days": 30},
    "margin.plan.short_breakeven_move": {"days": 30},
    "margin.plan.yield_on_own": {"dividend_yield": 0.04, "financing_ratio": 0.6, "annual_rate": 0.06},
    "margin.history.limit_days_to_line": {"ratio": 2.0, "line": 1.3, "limit": 0.1},
    "margin.market.margin_to_value": {"margin_balance": 6_000, "market_value": 1_500_000},
    "margin.market.credit_share": {"credit_turnover": 1_400, "market_turnover": 10_000},
    "margin.market.balance_change": {"bought": 238, "sold": 237, "redeemed": 5},
    "lending.income.daily_fee": {"shares": 1_000, "close": 800, "annual_rate": 0.03},
    "lending.income.floored_daily_fee": {"shares": 1_000, "close": 800, "annual_rate": 0.03},
    "lending.income.fee_rate_for": {"net": 1_000, "value": 500_000, "days": 30, "broker_share": 0.2, "basis": 365},
    "lending.income.yearly_yield": {"annual_rate": 0.08, "broker_share": 0.25, "share_of_days": 0.2},
    "lending.income.expected_days": {"mean_days": 30, "longest": 60},
    "lending.default.limit_ups": {"sessions": 3, "daily_limit": 0.1},
    "lending.dividend_tax.combined_tax": {"dividends": 50_000, "bracket": 0.05},
    "lending.dividend_tax.separate_tax": {"dividends": 50_000},
    "lending.dividend_tax.dividend_tax": {"dividends": 50_000, "bracket": 0.4},
}
RULES = {"margin": MARGIN, "lending": LENDING}


def found() -> dict:
    """Return every function of the floor that says it is elementwise."""
    functions = {}
    for module in pkgutil.walk_packages(finance.__path__, "pledge_lib.finance."):
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if getattr(function, "elementwise", False) and function.__module__ == module.name:
                functions[f"{module.name.removeprefix('pledge_lib.finance.')}.{name}"] = function
    return functions


FUNCTIONS = found()
NUMBERS = [(name, key) for name, call in CALLS.items() for key in call]
each_number = pytest.mark.parametrize(("name", "key"), NUMBERS)


def ask(name, **values):
    function = FUNCTIONS[name]
    needs_rules = "rules" in inspect.signature(function).parameters
    return function(**values, **({"rules": RULES[name.split(".")[0]]} if needs_rules else {}))


def test_the_list_is_that_of_the_functions_and_each_says_so():
    assert set(FUNCTIONS) == set(CALLS)
    silent = [name for name, function in FUNCTIONS.items() if "elementwise" not in function.__doc__.lower()]
    assert silent == []


@each_number
def test_many_numbers_at_once_give_what_each_gives(name, key):
    whole = isinstance(CALLS[name][key], int)
    values = [CALLS[name][key], CALLS[name][key] + (1 if whole else CALLS[name][key] / 64)]
    one_by_one = [ask(name, **CALLS[name] | {key: value}) for value in values]
    assert ask(name, **CALLS[name] | {key: values}) == one_by_one
    assert ask(name, **CALLS[name] | {key: tuple(values)}) == one_by_one
    array = ask(name, **CALLS[name] | {key: np.array(values)})
    np.testing.assert_allclose(np.asarray(array, float), np.asarray(one_by_one, float), rtol=1e-14)
    series = ask(name, **CALLS[name] | {key: pd.Series(values, index=["a", "b"])})
    assert isinstance(series, pd.Series) and list(series.index) == ["a", "b"]
    np.testing.assert_allclose(series.astype(float), np.asarray(one_by_one, float), rtol=1e-14)


@each_number
def test_decimals_and_fractions_stand_beside_floats(name, key):
    value = CALLS[name][key]
    expected = ask(name, **CALLS[name])
    assert ask(name, **CALLS[name] | {key: Decimal(str(value))}) == pytest.approx(expected, rel=1e-14)
    assert ask(name, **CALLS[name] | {key: Fraction(str(value))}) == pytest.approx(float(expected), rel=1e-12)


@each_number
def test_what_is_no_number_is_refused_with_a_sentence(name, key):
    for bad in ("600,000", None, math.nan, [1, "x"], 10**400, Decimal("NaN"), 1j):
        with pytest.raises(InputError) as refused:
            ask(name, **CALLS[name] | {key: bad})
        assert 10 < len(str(refused.value)) < 300, bad


def test_lists_of_two_lengths_are_refused():
    with pytest.raises(InputError, match="lists of 2 and 3 numbers"):
        pl.maintenance_ratio([1, 2], [1, 2, 3])


def test_lists_and_arrays_keep_their_shape():
    square = np.full((2, 2), 2.0)
    assert pl.limit_downs_to_line(square, 1.3, 0.1).tolist() == [[5, 5], [5, 5]]
    assert pl.limit_downs_to_line(square, [1.3, 1.3], 0.1)[0].shape == (2, 2), "a list gives a list"
    assert pl.apy(np.array([]), 12).size == 0 and pl.maintenance_ratio([], 1) == []


def test_both_ways_to_be_elementwise_keep_name_and_docstring():
    for decorate in (elementwise, one_by_one):
        assert decorate(math.fsum).__name__ == "fsum" and decorate(math.fsum).elementwise


PRICES = np.array([60.0, 77.99, 78.0, 100.0])


def test_a_pledge_at_many_prices_says_state_cap_and_cure_of_each():
    holding = pl.Holding("2330", shares=10_000, price=100, loan_to_value=0.6)
    pledge = pl.Pledge(holdings=[holding], principal=600_000, rules=pl.rules("tw-broker-pledge"))
    many = pledge.at(PRICES)
    each = [pledge.at(price) for price in PRICES.tolist()]
    assert many.state.tolist() == [one.state for one in each] == ["called", "called", "normal", "normal"]
    assert many.loan_cap.tolist() == [one.loan_cap for one in each]
    for name in ("repay", "add", "sell", "shares"):
        np.testing.assert_allclose(getattr(many.cure(1.66), name), [getattr(one.cure(1.66), name) for one in each])
