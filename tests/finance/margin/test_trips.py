"""Laws of round trips on margin: statements, what costs do to symmetry, breakeven moves, effective yearly cost."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.finance.margin.plan import (
    breakeven_move,
    gross_return,
    net_return,
    short_breakeven_move,
    yield_on_own,
)
from pledge_lib.finance.margin.trade import purchase, short_sale
from pledge_lib.finance.margin.trip import round_trip, short_interest, short_round_trip

MARGIN = pl.rules("tw-margin")
VALUES = st.integers(10_000, 10**9)
DAYS = st.integers(0, 540)
MOVES = st.integers(1, 50).map(lambda percent: percent / 100)
RATIOS = st.integers(0, 60).map(lambda percent: percent / 100)
RATES = st.integers(0, 1_000).map(lambda points: points / 10_000)


@given(move=MOVES, financing_ratio=RATIOS, days=DAYS, annual_rate=RATES)
def test_costs_make_the_round_trip_asymmetric(move, financing_ratio, days, annual_rate):
    terms = {"financing_ratio": financing_ratio, "days": days, "annual_rate": annual_rate, "rules": MARGIN}
    assert gross_return(move, financing_ratio) == pytest.approx(-gross_return(-move, financing_ratio))
    gain, loss = net_return(move, **terms), net_return(-move, **terms)
    assert gain < gross_return(move, financing_ratio)
    assert -loss > gain, "a loss weighs more than the gain of the same move"
    bought = purchase(1_000_000, MARGIN, financing_ratio=financing_ratio)
    up, down = (
        round_trip(bought, 1_000_000 * (1 + change), days=days, annual_rate=annual_rate, rules=MARGIN)
        for change in (move, -move)
    )
    assert up.profit + down.profit < 0


@given(value=VALUES, sold_for=VALUES, days=DAYS, annual_rate=RATES, dividends=st.integers(0, 10**6))
def test_profit_is_the_price_gain_and_dividends_less_every_cost(value, sold_for, days, annual_rate, dividends):
    bought = purchase(value, MARGIN)
    trip = round_trip(bought, sold_for, days=days, annual_rate=annual_rate, dividends=dividends, rules=MARGIN)
    assert bought.loan + bought.own_funds == value
    assert trip.profit == sold_for - value + dividends - bought.commission - trip.commission - trip.tax - trip.interest
    assert trip.costs >= 0 and trip.return_on_own == pytest.approx(trip.profit / (bought.own_funds + bought.commission))


@given(value=st.integers(10**6, 10**9), move=st.integers(-50, 50), days=DAYS, annual_rate=RATES)
def test_a_statement_is_the_plan_but_for_the_rounding(value, move, days, annual_rate):
    bought = purchase(value, MARGIN, whole_steps=False)
    sold_for = value * (100 + move) / 100
    trip = round_trip(bought, sold_for, days=days, annual_rate=annual_rate, rules=MARGIN)
    planned = net_return(move / 100, financing_ratio=0.6, days=days, annual_rate=annual_rate, rules=MARGIN)
    assert trip.profit == pytest.approx(planned * (0.4 + MARGIN.commission) * value, abs=4)


@given(financing_ratio=RATIOS, days=DAYS, annual_rate=RATES, dividend_yield=RATES)
def test_at_the_breakeven_move_nothing_is_gained_or_lost(financing_ratio, days, annual_rate, dividend_yield):
    terms = {"financing_ratio": financing_ratio, "days": days, "annual_rate": annual_rate, "rules": MARGIN}
    move = breakeven_move(**terms, dividend_yield=dividend_yield)
    assert net_return(move, **terms, dividend_yield=dividend_yield) == pytest.approx(0, abs=1e-12)
    assert breakeven_move(**terms) >= breakeven_move(**{**terms, "days": 0}) > 0


@given(value=st.integers(10**6, 10**9), days=DAYS, borrow_rate=st.integers(0, 7).map(lambda percent: percent / 100))
def test_at_its_breakeven_move_a_short_sale_has_earned_its_costs(value, days, borrow_rate):
    move = short_breakeven_move(days=days, rules=MARGIN, borrow_rate=borrow_rate)
    sold = short_sale(value, MARGIN)
    trip = short_round_trip(sold, value * (1 + move), days=days, rules=MARGIN, borrow_rate=borrow_rate)
    assert trip.profit == pytest.approx(0, abs=6)
    assert move < 0 or days > 500


@given(value=VALUES, bought_for=VALUES, days=DAYS)
def test_a_short_sale_gains_what_the_price_lost_less_every_cost(value, bought_for, days):
    sold = short_sale(value, MARGIN)
    trip = short_round_trip(sold, bought_for, days=days, rules=MARGIN, dividends=500)
    assert trip.profit == pytest.approx(sold.net_proceeds + trip.interest - bought_for - trip.commission - 500)
    assert trip.gross_profit == value - bought_for
    assert trip.return_on_own == pytest.approx(trip.profit / sold.short_sale_margin)
    assert math.floor(short_interest(sold, days=days, rules=MARGIN) + 1e-9) == trip.interest


def test_the_short_cut_changes_what_is_kept_and_not_what_is_charged():
    net, gross = short_sale(100_000, MARGIN), short_sale(100_000, MARGIN, net=False)
    assert (net.net_proceeds, gross.net_proceeds) == (99_478, 99_478)
    assert (net.short_sale_collateral, gross.short_sale_collateral) == (99_478, 100_000)
    borrowed = short_sale(100_000, MARGIN, borrowed=True)
    assert (borrowed.handling_fee, borrowed.short_sale_collateral) == (0, 99_558)


def test_a_short_sale_that_lasted_two_weeks():
    trip = short_round_trip(short_sale(100_000, MARGIN), 90_000, days=14, rules=MARGIN, borrow_rate=0.01)
    assert (trip.commission, trip.interest, trip.borrow_fee) == (128, 14, 1_000)
    assert trip.costs == 300 + 142 + 80 + 128 + 1_000 - 14 and trip.profit == 10_000 - trip.costs


def test_an_etf_and_a_day_trade_pay_less_tax():
    def tax(**changes):
        return round_trip(purchase(100_000, MARGIN), 100_000, days=0, rules=replace(MARGIN, **changes)).tax

    etf, day_trade = MARGIN.transaction_tax_etf, MARGIN.transaction_tax_day_trade
    assert (tax(), tax(transaction_tax=etf), tax(transaction_tax=day_trade)) == (300, 100, 150)


def test_short_trips_are_dear_as_a_yearly_cost():
    bought = purchase(1_000_000, MARGIN)
    costs = [round_trip(bought, 1_000_000, days=days, rules=MARGIN).effective_cost for days in (7, 30, 180, 365)]
    assert costs == sorted(costs, reverse=True)
    fees = 1_425 + 1_425 + 3_000
    assert costs[1] == pytest.approx(MARGIN.annual_rate + fees / 600_000 * 365 / 30)
    assert round_trip(bought, 1_000_000, days=0, rules=MARGIN).effective_cost == math.inf
    no_loan = purchase(1_000_000, MARGIN, financing_ratio=0)
    assert round_trip(no_loan, 1_000_000, days=30, rules=MARGIN).effective_cost == math.inf


@given(dividend_yield=RATES, annual_rate=RATES, financing_ratio=st.sampled_from([0.3, 0.5, 0.6]))
def test_leverage_lifts_the_yield_only_while_it_is_above_the_rate(dividend_yield, annual_rate, financing_ratio):
    levered = yield_on_own(dividend_yield, financing_ratio=financing_ratio, annual_rate=annual_rate)
    assert (levered > dividend_yield + 1e-12) == (dividend_yield > annual_rate)


def test_a_chart_of_moves_is_one_call():
    moves = np.linspace(-0.5, 0.5, 101)
    terms = {"financing_ratio": 0.6, "days": 30, "rules": MARGIN}
    for plan in (lambda move: gross_return(move, 0.6), lambda move: net_return(move, **terms)):
        np.testing.assert_allclose(plan(moves), [plan(move) for move in moves.tolist()], rtol=1e-12)
    days = np.arange(0, 366, 5)
    together = breakeven_move(financing_ratio=0.6, days=days, rules=MARGIN)
    assert together.shape == days.shape and (np.diff(together) > 0).all()
    ratios = np.array([0.0, 0.3, 0.6])
    np.testing.assert_allclose(gross_return(0.1, ratios), [gross_return(0.1, each) for each in ratios.tolist()])
