"""On a line is never below it: swept over legal ticks and whole per cents, for every comparison of this floor."""

from dataclasses import replace
from fractions import Fraction
from math import inf, ulp

import numpy as np
import pytest
from support.power import by_profile
from support.ticks import LINES, PRICES

import pledge_lib as pl
from pledge_lib.finance import lines
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.position import fall_to_liquidation, health_factor
from pledge_lib.finance.pledging.rollover import refusal
from pledge_lib.finance.ratio import is_below

EVERY = by_profile(quick=23, full=1)
LENDING, MARGIN, BROKER = pl.rules("tw-lending"), pl.rules("tw-margin"), pl.rules("tw-broker-pledge")


POINTS = [(cents, line) for cents in PRICES for line in LINES]
SAMPLE = POINTS[:: 5 * EVERY]


def on_line(cents: int, per_cent: int, shares: int = 1_000) -> tuple[float, float]:
    """Return a debt of so many shares at a legal price, and the collateral that is exactly on the line."""
    debt = cents * shares
    return debt * per_cent / 10_000, debt / 100


def test_there_are_enough_points():
    assert len(POINTS) > 200_000


def test_amounts_exactly_on_a_line_are_not_below_it_and_a_cent_less_is():
    cents, per_cent = np.array(POINTS, dtype=np.int64).T
    debt = cents * 1_000
    values, debts, ratios = debt * per_cent / 10_000, debt / 100, per_cent / 100
    chosen = slice(None, None, EVERY)
    assert not is_below(values[chosen], debts[chosen], ratios[chosen]).any()
    assert not lines.below(values / debts, ratios).any() and lines.on(values / debts, ratios).all()
    assert is_below(values - 0.01, debts, ratios).all()
    assert lines.below((values - 0.01) / debts, ratios).all()


@pytest.mark.parametrize("line", [1.3, np.array([1.3])], ids=["one line", "many lines"])
def test_a_few_last_places_are_noise_and_more_are_not(line):
    near, far = (1.3 + places * ulp(1.3) for places in (3, 6))
    assert np.all(lines.on(near, line)) and not np.any(lines.on(far, line))


@pytest.mark.parametrize("kind", [float, Fraction])
def test_single_numbers_say_the_same(kind):
    for cents, per_cent in SAMPLE[::7]:
        value, debt = on_line(cents, per_cent)
        ratio = value / debt if kind is float else exact(value) / exact(debt)
        line = per_cent / 100
        assert not is_below(exact(value) if kind is Fraction else value, debt, line) and is_below(
            value - 0.01, debt, line
        )
        assert lines.on(ratio, line) and not lines.below(ratio, line) and not lines.above(ratio, line)
        assert pl.fall_to_line(ratio, line) == 0
        assert pl.limit_downs_to_line(ratio, line, limit=0.1) == 1
        assert refusal(ratio, line, lender_agrees=True) is None
        assert pl.repay_to(value, debt, line) == pl.add_to(value, debt, line) == pl.sell_to(value, debt, line) == 0


def test_after_limit_downs_a_rounded_ratio_still_counts_as_on_the_line():
    for sessions in range(6):
        for per_cent in range(101, 200):
            ratio = float(Fraction(per_cent, 100) / Fraction(9, 10) ** sessions)
            assert pl.limit_downs_to_line(ratio, per_cent / 100, limit=0.1) == sessions + 1, (sessions, per_cent)


def test_the_health_factor_on_the_line_is_1_and_no_liquidation():
    for threshold in range(1, 100):
        for debt in range(threshold, threshold * 40, threshold):
            found = health_factor(debt * 100 / threshold, debt, threshold / 100)
            assert found == 1, (debt, threshold)
            rounded = threshold / 100 * (debt * 100 / threshold) / debt
            assert lines.on(rounded, 1) and fall_to_liquidation(rounded) == 0
    assert health_factor(np.array([100.0, 95.0]), 95, 0.95).tolist() == [1.0, 0.95]


def test_a_stock_loan_on_its_line_is_not_called():
    for cents, per_cent in SAMPLE:
        collateral, owed = on_line(cents, per_cent)
        line = per_cent / 100
        price, rules = cents / 100, _line(LENDING, line)
        loan = pl.StockLoan(shares=1_000, price=price, annual_rate=0, rules=rules, collateral=collateral)
        assert (loan.state, loan.value) == ("normal", owed)
        assert loan.rise_to_call == 0 and loan.cure(line) == 0
        assert loan.at(cents / 100 + 0.01).state == "called"


def test_the_loan_of_the_report_is_on_its_line():
    loan = pl.StockLoan(shares=1_000, price=27.6, annual_rate=0.03, rules=LENDING).at(32.2)
    assert (loan.held, loan.owed, LENDING.call_line, loan.state) == (38_640, 32_200, 1.2, "normal")


def test_the_rounded_ratio_of_the_report_is_on_its_line():
    ratio = 131_073.8 / 100_826  # exactly 130%, but not as a quotient of floats
    assert pl.limit_downs_to_line(ratio, 1.3, limit=0.1) == 1
    assert refusal(ratio, 1.3, True) is None


def test_a_margin_purchase_and_a_pledge_on_the_line_are_not_called():
    for cents, per_cent in SAMPLE[::3]:
        debt = cents * 10
        line, price = per_cent / 100, cents * per_cent / 10_000
        account = pl.MarginAccount(
            rules=_line(MARGIN, line), longs=[pl.Long("A", shares=1_000, price=price, loan=debt)]
        )
        holding = pl.Holding("A", shares=1_000, price=price, loan_to_value=0.6)
        pledge = pl.Pledge(holdings=[holding], principal=debt, rules=_line(BROKER, line))
        assert (account.state, pledge.state) == ("normal", "normal"), (cents, per_cent)
        assert account.move_to() == 0 and pledge.fall_to_call == 0
        assert account.position("A").move_to(line) == 0
        lower = price - 0.0001
        assert (account.at(lower).state, pledge.at(lower).state) == ("called", "called")


def test_of_many_prices_at_once_those_on_the_line_are_not_called():
    """Shares times a price is rounded in an array: 777 x 19.35 is 15034.949999999999 there."""
    for cents, per_cent in SAMPLE[::3]:
        line, price = per_cent / 100, cents * per_cent / 10_000
        debt = float(exact(cents / 100) * 777)
        holding = pl.Holding("A", shares=777, price=price, loan_to_value=0.6)
        pledge = pl.Pledge(holdings=[holding], principal=debt, rules=_line(BROKER, line))
        long = pl.Long("A", shares=777, price=price, loan=debt)
        account = pl.MarginAccount(rules=_line(MARGIN, line), longs=[long])
        prices = np.array([price, price - 0.0001])
        for one in (pledge, account):
            assert one.at(prices).state.tolist() == ["normal", "called"], (cents, per_cent)
        held, rules = float(exact(debt) * exact(line)), _line(LENDING, line)
        loan = pl.StockLoan(shares=777, price=cents / 100, annual_rate=0, rules=rules, collateral=held)
        assert loan.at(np.array([cents, cents + 1]) / 100).state.tolist() == ["normal", "called"], (cents, per_cent)
        assert pledge.at(prices).cure(line).repay[0] == 0, (cents, per_cent)


@pytest.mark.parametrize("cost", [0.001425, 0.003, 0.004425])
def test_selling_everything_is_enough_where_it_pays_the_debt_to_the_cent(cost):
    for collateral in range(100_000, 10_000_000, 9_800):
        debt = float(collateral * (1 - exact(cost)))
        assert pl.sell_to(collateral, debt, 1.66, cost) == pytest.approx(collateral), collateral
        assert pl.sell_to(np.array([collateral]), debt, 1.66, cost) == pytest.approx(collateral), collateral
        assert pl.sell_to(collateral, debt + 0.01, 1.66, cost) == inf, collateral


def test_a_margin_short_on_the_line_is_not_called():
    for cents, per_cent in SAMPLE[::3]:
        held, owed = on_line(cents, per_cent)
        line = per_cent / 100
        short = pl.Short("B", shares=1_000, price=cents / 100, short_sale_collateral=held, short_sale_margin=0)
        account = pl.MarginAccount(rules=_line(MARGIN, line), shorts=[short])
        assert (account.state, short.debt, short.move_to(line)) == ("normal", owed, 0)
        assert account.at(cents / 100 + 0.0001).state == "called"


def test_what_is_infinitely_far_is_on_no_line():
    assert lines.above(inf, 1.3) and not lines.below(inf, 1.3) and not lines.on(inf, 1.3)
    assert lines.above(np.float64(inf), 1.3) and lines.below(0, 1.3)


@pytest.mark.parametrize("off", [5, 100])
def test_five_units_of_the_last_place_are_off_the_line_again(off):
    line = 1.3
    lower = line - off * np.spacing(line)
    assert lines.below(lower, line) and lines.below(np.array([lower]), line).all()
    assert not lines.below(line - 4 * np.spacing(line), line)


def _line(rules, line):
    return replace(rules, call_line=line)


def test_a_line_that_is_itself_a_rounded_quotient_is_met_by_what_it_was_divided_from():
    for per_cent in range(20, 100):
        debt, line = 1_000 * per_cent, float(1 / exact(per_cent / 100))
        assert not is_below(100_000, debt, line) and is_below(99_999.99, debt, line), per_cent
