"""Laws of collateral over debt: inverses, monotony, scale, limits, and cures that cure."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pledge_lib.finance.checks import exact
from pledge_lib.finance.ratio import (
    add_to,
    after_change,
    fall_to_line,
    is_below,
    limit_downs_to_line,
    maintenance_ratio,
    repay_to,
    sell_to,
    shares_to,
)

MONEY = st.floats(min_value=1, max_value=1e12)
WILD = st.one_of(st.just(0.0), st.floats(min_value=1e-100, max_value=1e100))
DOLLARS = st.integers(min_value=1, max_value=10**13)
LINES = st.integers(min_value=101, max_value=400).map(lambda points: points / 100)
RATIOS = st.floats(min_value=0.01, max_value=1_000)
LIMITS = st.sampled_from([0.03, 0.035, 0.05, 0.07, 0.10, 0.2])
FACTORS = st.floats(min_value=0.001, max_value=1_000)
COSTS = st.floats(min_value=0, max_value=0.01)


def about(number):
    return pytest.approx(number, rel=1e-9)


# The ratio and the fall to a line


@given(collateral=MONEY, debt=MONEY, more=st.floats(min_value=1.001, max_value=100))
def test_ratio_rises_with_collateral_and_falls_with_debt(collateral, debt, more):
    ratio = maintenance_ratio(collateral, debt)
    assert maintenance_ratio(collateral * more, debt) > ratio
    assert maintenance_ratio(collateral, debt * more) < ratio


@given(collateral=MONEY, debt=MONEY, factor=FACTORS)
def test_ratio_does_not_depend_on_the_scale(collateral, debt, factor):
    assert maintenance_ratio(factor * collateral, factor * debt) == about(maintenance_ratio(collateral, debt))


@given(collateral=MONEY)
def test_without_debt_the_ratio_is_infinite_and_everything_may_fall(collateral):
    assert maintenance_ratio(collateral, 0) == math.inf
    assert fall_to_line(math.inf, 1.3) == 1
    assert limit_downs_to_line(math.inf, 1.3, limit=0.1) == math.inf


@given(ratio=RATIOS, line=LINES)
def test_falling_by_the_fall_to_the_line_ends_on_the_line(ratio, line):
    fall = fall_to_line(ratio, line)
    assert ratio * (1 - fall) == about(line)
    assert (fall < 0) == (ratio < line), "the fall is negative exactly where the ratio is below the line already"


@given(ratio=RATIOS, line=LINES)
def test_fall_is_per_cent_of_the_price_not_points(ratio, line):
    assert fall_to_line(ratio, line) * ratio == pytest.approx(ratio - line, rel=1e-9, abs=1e-9)


@given(amount=DOLLARS, per_cent=st.integers(min_value=-100, max_value=100))
def test_change_is_computed_in_decimals(amount, per_cent):
    assert after_change(amount, per_cent / 100) == float(Fraction(amount) * (100 + per_cent) / 100)


# Below the line


@given(collateral=DOLLARS, debt=DOLLARS, line=LINES)
@example(collateral=780_000, debt=600_000, line=1.3)
@example(collateral=779_999, debt=600_000, line=1.3)
def test_below_is_what_decimal_arithmetic_says(collateral, debt, line):
    assert is_below(collateral, debt, line) == (Decimal(collateral) < Decimal(str(line)) * Decimal(debt))


@given(hundreds=st.integers(min_value=1, max_value=10**10), line=LINES)
def test_on_the_line_is_not_below_and_one_dollar_less_is(hundreds, line):
    debt = 100 * hundreds
    on_the_line = round(line * 100) * hundreds
    assert not is_below(on_the_line, debt, line)
    assert is_below(on_the_line - 1, debt, line)
    assert is_below(on_the_line - 0.01, debt, line), "a cent less is below too"


@given(collateral=WILD, line=LINES)
def test_nothing_is_below_without_debt(collateral, line):
    assert not is_below(collateral, 0, line)


# Sessions at the daily limit


@given(ratio=RATIOS, line=LINES, limit=LIMITS)
def test_limit_downs_are_the_fewest_that_end_below_the_line(ratio, line, limit):
    sessions = limit_downs_to_line(ratio, line, limit)
    kept = 1 - exact(limit)
    assert exact(ratio) * kept**sessions < exact(line)
    assert sessions == 0 or exact(ratio) * kept ** (sessions - 1) >= exact(line), "one session fewer was enough"


@given(line=LINES, limit=LIMITS, sessions=st.integers(min_value=0, max_value=12))
def test_a_close_exactly_on_the_line_takes_one_more_session(line, limit, sessions):
    start = exact(line) / (1 - exact(limit)) ** sessions
    assert limit_downs_to_line(start, line, limit) == sessions + 1


@given(ratio=RATIOS, more=FACTORS, line=LINES, limit=LIMITS)
def test_limit_downs_grow_with_the_ratio_and_shrink_with_the_line(ratio, more, line, limit):
    assume(more > 1)
    sessions = limit_downs_to_line(ratio, line, limit)
    assert limit_downs_to_line(ratio * more, line, limit) >= sessions
    assert limit_downs_to_line(ratio, min(line * more, 9), limit) <= sessions


@given(ratio=RATIOS, line=LINES, limit=LIMITS, factor=st.sampled_from([0.5, 2, 4]))
def test_fall_and_limit_downs_do_not_depend_on_the_scale(ratio, line, limit, factor):
    assume(factor * line < 10)
    assert fall_to_line(factor * ratio, factor * line) == about(fall_to_line(ratio, line))
    assert limit_downs_to_line(factor * ratio, factor * line, limit) == limit_downs_to_line(ratio, line, limit)


# Cures


@given(collateral=MONEY, debt=MONEY, target=LINES)
def test_repaying_cures(collateral, debt, target):
    repay = repay_to(collateral, debt, target)
    assert 0 <= repay <= debt
    supported = pytest.approx(target * (debt - repay), abs=1e-9 * (collateral + debt))
    assert collateral == supported if repay else collateral >= target * debt * (1 - 1e-9)


@given(collateral=MONEY, debt=MONEY, target=LINES)
def test_adding_cures_and_takes_target_times_the_repayment(collateral, debt, target):
    add = add_to(collateral, debt, target)
    assert maintenance_ratio(collateral + add, debt) == about(max(target, maintenance_ratio(collateral, debt)))
    assert add == pytest.approx(target * repay_to(collateral, debt, target), rel=1e-9, abs=1e-9 * collateral)


@given(collateral=MONEY, loan_to_value=st.floats(min_value=0.05, max_value=0.95), target=LINES, cost=COSTS)
def test_selling_and_repaying_with_the_proceeds_cures(collateral, loan_to_value, target, cost):
    debt = collateral * loan_to_value
    sell = sell_to(collateral, debt, target, cost=cost)
    assert 0 <= sell <= collateral * (1 + 1e-9)
    left, owed = collateral - sell, debt - sell * (1 - cost)
    assert left == pytest.approx(max(target * owed, collateral if sell == 0 else 0), abs=1e-9 * collateral)
    assert (sell == 0) == (collateral >= target * debt)


@given(collateral=MONEY, loan_to_value=st.floats(min_value=0.05, max_value=0.95), target=LINES, cost=COSTS)
def test_selling_costs_more_collateral_than_repaying_takes_cash(collateral, loan_to_value, target, cost):
    debt = collateral * loan_to_value
    assert sell_to(collateral, debt, target, cost) >= sell_to(collateral, debt, target)
    assert sell_to(collateral, debt, target) >= repay_to(collateral, debt, target) * (1 - 1e-9)


@given(collateral=MONEY, short=st.floats(min_value=1.0001, max_value=100), target=LINES, cost=COSTS)
def test_no_sale_is_enough_when_everything_sold_does_not_repay_the_debt(collateral, short, target, cost):
    assert sell_to(collateral, collateral * short, target, cost) == math.inf


@pytest.mark.parametrize(
    ("collateral", "debt", "target", "cost"), [(3, 3 * 0.8, 1.25, 0.2), (1, 1, 1, 0), (1, 0, 1, 1)]
)
def test_a_sale_at_the_edge_of_what_is_possible_has_an_answer(collateral, debt, target, cost):
    assert sell_to(collateral, debt, target, cost) in (0, math.inf)


@given(
    collateral=DOLLARS,
    debt=DOLLARS,
    target=LINES,
    price=st.integers(min_value=1, max_value=10**6).map(lambda cents: cents / 100),
    lot=st.sampled_from([1, 1_000]),
    haircut=st.sampled_from([0, 0.2, 0.45]),
)
def test_shares_are_whole_lots_just_enough_to_cure(collateral, debt, target, price, lot, haircut):
    shares = shares_to(collateral, debt, target, price=price, lot=lot, haircut=haircut)
    counted = exact(price) * (1 - exact(haircut))
    assert shares % lot == 0
    assert not is_below(collateral + shares * counted, debt, target)
    assert shares == 0 or is_below(collateral + (shares - lot) * counted, debt, target), "one lot fewer was enough"


def test_shares_that_count_for_nothing_never_cure():
    assert shares_to(600_000, 500_000, 1.3, price=60, haircut=1) == math.inf
    assert shares_to(650_000, 500_000, 1.3, price=60, haircut=1) == 0


@given(collateral=MONEY, debt=MONEY, target=LINES, more=st.floats(min_value=1, max_value=10))
def test_cures_shrink_with_collateral_and_grow_with_debt_and_target(collateral, debt, target, more):
    for cure in (repay_to, add_to, sell_to):
        amount = cure(collateral, debt, target)
        slack = 1e-9 * (collateral + debt) if math.isfinite(amount) else 0
        assert cure(collateral, debt * more, target) >= amount - slack, cure.__name__
        assert cure(collateral, debt, min(target * more, 9)) >= amount - slack, cure.__name__
    for cure in (repay_to, add_to):
        assert cure(collateral * more, debt, target) <= cure(collateral, debt, target) + 1e-9 * collateral, (
            cure.__name__
        )


@given(collateral=MONEY, debt=MONEY, target=LINES, factor=st.sampled_from([0.25, 2, 1024]))
def test_cures_scale_with_the_position(collateral, debt, target, factor):
    for cure in (repay_to, add_to, sell_to):
        assert cure(factor * collateral, factor * debt, target) == about(factor * cure(collateral, debt, target))


@given(collateral=MONEY, target=LINES)
def test_without_debt_nothing_needs_a_cure(collateral, target):
    for cure in (repay_to, add_to, sell_to):
        assert cure(collateral, 0, target) == 0, cure.__name__
    assert shares_to(collateral, 0, target, price=50) == 0


# Never NaN


@given(collateral=WILD, debt=WILD, line=LINES, limit=LIMITS, cost=st.floats(min_value=0, max_value=1))
@example(collateral=0.0, debt=0.0, line=1.3, limit=0.1, cost=0.0)
@example(collateral=1.0, debt=0.0, line=1.3, limit=0.1, cost=1.0)
@example(collateral=0.0, debt=1.0, line=1.3, limit=0.1, cost=1.0)
def test_nothing_is_ever_nan(collateral, debt, line, limit, cost):
    ratio = maintenance_ratio(collateral, debt)
    found = {
        "ratio": ratio,
        "fall": fall_to_line(ratio, line),
        "limit downs": limit_downs_to_line(ratio, line, limit) if ratio < 1e50 else 0,
        "repay": repay_to(collateral, debt, line),
        "add": add_to(collateral, debt, line),
        "sell": sell_to(collateral, debt, line, cost),
        "shares": shares_to(collateral, debt, line, price=50),
    }
    assert not [name for name, value in found.items() if math.isnan(value)]
    assert all(found[name] >= 0 for name in found if name != "fall"), found
