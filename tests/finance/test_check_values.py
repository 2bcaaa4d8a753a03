"""The numbers that the lessons print, as the reader sees them: each formula once, by hand and by the library."""

from dataclasses import replace

import pytest
from support.shown import amount_text, percent_text

import pledge_lib as pl
from pledge_lib.finance.ratio import after_change, shares_to
from pledge_lib.finance.states import CALLED, NORMAL

BROKER = pl.rules("tw-broker-pledge")
COST = BROKER.selling_cost  # transaction tax 0.3% and commission 0.1425%

RATIOS = {
    "a loan of 60% starts at": (pl.maintenance_ratio(1_000_000, 600_000), "166.67%"),
    "a loan of 50% starts at": (pl.maintenance_ratio(1_000_000, 500_000), "200.00%"),
    "a loan of 40% starts at": (pl.maintenance_ratio(900_000, 360_000), "250.00%"),
    "166.67% to 130% is a fall of": (pl.fall_to_line(pl.maintenance_ratio(5, 3), 1.3), "22.00%"),
    "200% to 130% is a fall of": (pl.fall_to_line(2, 1.3), "35.00%"),
    "250% to 130% is a fall of": (pl.fall_to_line(2.5, 1.3), "48.00%"),
    "180% to 130% is a fall of": (pl.fall_to_line(1.8, 1.3), "27.78%"),
    "equity left of the value at 130%": (pl.fall_to_line(1.3, 1.0), "23.08%"),
    "200% after a fall of 40%": (after_change(2, -0.4), "120.00%"),
    "120% after adding 50,000 of collateral": (pl.maintenance_ratio(650_000, 500_000), "130.00%"),
    "120% after repaying 50,000": (pl.maintenance_ratio(600_000, 450_000), "133.33%"),
    "selling cost": (COST, "0.44%"),
    "2.95% and a fee of 5,000 for 30 days": (pl.effective_annual_cost(600_000, 0.0295, 30, 5_000), "13.09%"),
    "2.95% and a fee of 5,000 for 90 days": (pl.effective_annual_cost(600_000, 0.0295, 90, 5_000), "6.33%"),
    "2.95% and a fee of 5,000 for a year": (pl.effective_annual_cost(600_000, 0.0295, 365, 5_000), "3.78%"),
}

POSITION = (600_000, 500_000)  # a ratio of 120%

SUMS = {
    "repay to 130%": (pl.repay_to(*POSITION, 1.3), "38,461.54"),
    "repay to 166%": (pl.repay_to(*POSITION, 1.66), "138,554.22"),
    "add to 130%": (pl.add_to(*POSITION, 1.3), "50,000.00"),
    "add to 166%": (pl.add_to(*POSITION, 1.66), "230,000.00"),
    "sell to 130% without cost": (pl.sell_to(*POSITION, 1.3), "166,666.67"),
    "sell to 130%": (pl.sell_to(*POSITION, 1.3, cost=COST), "169,924.98"),
    "sell to 166% without cost": (pl.sell_to(*POSITION, 1.66), "348,484.85"),
    "sell to 166%": (pl.sell_to(*POSITION, 1.66, cost=COST), "352,406.98"),
    "shares to 130%, odd": (shares_to(*POSITION, 1.3, price=60), "834.00"),
    "shares to 130%, in lots": (shares_to(*POSITION, 1.3, price=60, lot=1_000), "1,000.00"),
    "interest of 30 days": (pl.simple_interest(600_000, 0.03, 30), "1,479.45"),
    "interest of a day": (pl.simple_interest(600_000, 0.03, 1), "49.32"),
    "break-even days, 2.95% and 5,000 against 6.45%": (pl.breakeven_days(600_000, 0.0295, 5_000, 0.0645), "86.90"),
    "sessions at the limit from 166.67%": (pl.limit_downs_to_line(5 / 3, 1.3, limit=0.1), "3.00"),
    "sessions at the limit from 200%": (pl.limit_downs_to_line(2.0, 1.3, limit=0.1), "5.00"),
    "sessions at the limit from 250%": (pl.limit_downs_to_line(2.5, 1.3, limit=0.1), "7.00"),
    "sessions at the limit from 130% to a loss": (pl.limit_downs_to_line(1.3, 1.0, limit=0.1), "3.00"),
    "sessions at the limit from 137.2% to a loss": (pl.limit_downs_to_line(1.372, 1.0, limit=0.1), "4.00"),
}


@pytest.mark.parametrize("what", RATIOS)
def test_ratio_is_the_one_that_the_lessons_print(what):
    found, printed = RATIOS[what]
    assert percent_text(found) == printed, what


@pytest.mark.parametrize("what", SUMS)
def test_sum_is_the_one_that_the_lessons_print(what):
    found, printed = SUMS[what]
    assert amount_text(found, places=2) == printed, what


def worked(value, loan_to_value):
    holding = pl.Holding("2330", shares=10_000, price=value / 10_000, loan_to_value=loan_to_value)
    return pl.Pledge(holdings=(holding,), principal=value * loan_to_value, rules=BROKER)


@pytest.mark.parametrize(
    ("value", "loan_to_value", "loan", "ratio", "call_price", "room"),
    [
        (1_000_000, 0.6, 600_000, "166.67%", "78.00", "22.00%"),
        (1_000_000, 0.5, 500_000, "200.00%", "65.00", "35.00%"),
        (900_000, 0.4, 360_000, "250.00%", "46.80", "48.00%"),
    ],
    ids=["W1", "W2", "W3"],
)
def test_worked_examples_of_the_pledge_lesson(value, loan_to_value, loan, ratio, call_price, room):
    pledge = worked(value, loan_to_value)
    assert (pledge.loan_cap, pledge.debt) == (loan, loan)
    assert percent_text(pledge.ratio) == ratio
    assert amount_text(pledge.call_price("2330"), places=2) == call_price
    assert percent_text(pledge.fall_to_call) == room


def test_a_fall_of_16_per_cent_on_a_loan_of_60_is_exactly_on_a_line_of_140():
    pledge = worked(1_000_000, 0.6)
    strict = replace(pledge, rules=replace(BROKER, call_line=1.40))
    assert strict.at(84).state == NORMAL
    assert strict.at(83.9999).state == CALLED, "a dollar less of 840,000"


def test_repaying_to_130_suspends_and_166_is_another_sum():
    pledge = worked(1_000_000, 0.5).at(60)
    assert (pledge.state, percent_text(pledge.ratio)) == (CALLED, "120.00%")
    suspended = replace(pledge, principal=pledge.principal - 38_462)
    assert (suspended.state, percent_text(suspended.ratio)) == (NORMAL, "130.00%")
    assert amount_text(pledge.cure(BROKER.cure_target).repay) == "138,554.22"
