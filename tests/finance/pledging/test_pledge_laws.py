"""Laws of a pledge: several holdings, accrued interest by profile, call prices, cures carried out."""

import math
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.finance.money import floor_to
from pledge_lib.finance.states import CALLED, NO_DEBT, NORMAL

BROKER = pl.rules("tw-broker-pledge")
SECURITIES_FINANCE = pl.rules("tw-sfc-pledge")

PRICES = st.integers(min_value=1, max_value=1_000_000).map(lambda cents: cents / 100)
SHARES = st.integers(min_value=1, max_value=1_000_000)
LOAN_TO_VALUES = st.sampled_from([0.4, 0.5, 0.6])
DEBTS = st.integers(min_value=1, max_value=10**10)
TARGETS = st.sampled_from([1.3, 1.4, 1.5, 1.6, 1.66, 1.8])
SYMBOLS = ("2330", "0050", "2317", "2454", "2603")


@st.composite
def portfolios(draw, smallest=1):
    count = draw(st.integers(min_value=smallest, max_value=len(SYMBOLS)))
    return tuple(
        pl.Holding(symbol, shares=draw(SHARES), price=draw(PRICES), loan_to_value=draw(LOAN_TO_VALUES))
        for symbol in SYMBOLS[:count]
    )


@st.composite
def pledges(draw, smallest=1):
    return pl.Pledge(
        holdings=draw(portfolios(smallest)),
        principal=draw(DEBTS),
        rules=draw(st.sampled_from([BROKER, SECURITIES_FINANCE])),
        annual_rate=draw(st.sampled_from([0.0, 0.03, 0.0682])),
        days=draw(st.integers(min_value=0, max_value=540)),
    )


def decimal(number):
    return Decimal(str(number))


# Value, debt, state


@given(holdings=portfolios(), debt=DEBTS)
def test_state_is_what_decimal_arithmetic_says(holdings, debt):
    pledge = pl.Pledge(holdings=holdings, principal=debt, rules=BROKER)
    value = sum(decimal(holding.shares) * decimal(holding.price) for holding in holdings)
    assert pledge.state == (CALLED if value < decimal(BROKER.call_line) * debt else NORMAL)


@given(holdings=portfolios(), line=st.sampled_from(["1.25", "1.6", "1.28"]))
def test_a_pledge_exactly_on_the_line_is_not_called_and_a_thousandth_more_debt_is(holdings, line):
    value = sum(decimal(holding.shares) * decimal(holding.price) for holding in holdings)
    debt = value / Decimal(line)  # lines whose inverse is a short decimal, so that every value has a debt on the line
    rules = replace(BROKER, call_line=float(line))
    assert pl.Pledge(holdings=holdings, principal=float(debt), rules=rules).state == NORMAL
    assert pl.Pledge(holdings=holdings, principal=float(debt + Decimal("0.001")), rules=rules).state == CALLED


@given(pledge=pledges())
def test_interest_counts_in_the_debt_where_the_profile_says_so(pledge):
    accrued = pledge.principal * pledge.annual_rate * pledge.days / 365
    assert pledge.accrued_interest == pytest.approx(accrued, rel=1e-12)
    counted = accrued if pledge.rules is SECURITIES_FINANCE else 0
    assert pledge.debt == pytest.approx(pledge.principal + counted, rel=1e-12)


@given(pledge=pledges(), more=st.integers(min_value=1, max_value=365))
def test_waiting_lowers_the_ratio_only_where_interest_is_in_the_debt(pledge, more):
    assume(pledge.annual_rate > 0)
    later = replace(pledge, days=pledge.days + more)
    assert later.accrued_interest > pledge.accrued_interest
    assert (later.ratio < pledge.ratio) == pledge.rules.interest_in_debt


@given(holdings=portfolios())
def test_a_pledge_without_debt_is_a_state_and_not_an_error(holdings):
    pledge = pl.Pledge(holdings=holdings, principal=0, rules=SECURITIES_FINANCE, annual_rate=0.05, days=100)
    assert (pledge.state, pledge.ratio, pledge.fall_to_call, pledge.debt) == (NO_DEBT, math.inf, 1, 0)
    assert pledge.call_price(SYMBOLS[0]) == 0
    cure = pledge.cure(1.66)
    assert (cure.repay, cure.add, cure.sell, cure.shares) == (0, 0, 0, 0)


def test_shares_worth_nothing_yet_owed_for_are_called():
    nothing = pl.Holding("2330", shares=0, price=100, loan_to_value=0.6)
    pledge = pl.Pledge(holdings=(nothing,), principal=1_000, rules=BROKER)
    assert (pledge.collateral, pledge.ratio, pledge.state, pledge.fall_to_call) == (0, 0, CALLED, -math.inf)
    assert pledge.cure(1.3).sell == math.inf


# Loan cap


@given(holdings=portfolios(smallest=2))
def test_cap_is_the_sum_of_each_holding_at_its_own_rate(holdings):
    cap = pl.Pledge(holdings=holdings, principal=0, rules=BROKER).loan_cap
    lendable = sum(decimal(each.shares) * decimal(each.price) * decimal(each.loan_to_value) for each in holdings)
    assert cap == lendable // BROKER.loan_step * BROKER.loan_step
    value = sum(holding.value for holding in holdings)
    rates = [holding.loan_to_value for holding in holdings]
    assert cap <= max(rates) * value * (1 + 1e-12)
    assert cap > min(rates) * value - BROKER.loan_step - 1e-6, "the blended rate lies between the rates"


def test_cap_of_shares_lent_at_60_and_at_40_per_cent():
    eligible = pl.Holding("2330", shares=1_000, price=1_000, loan_to_value=0.6)
    not_eligible = pl.Holding("2603", shares=5_000, price=200, loan_to_value=0.4)
    pledge = pl.Pledge(holdings=(eligible, not_eligible), principal=1_000_000, rules=BROKER)
    assert pledge.loan_cap == 1_000_000, "half of two millions: between 40 and 60 per cent"
    assert pledge.ratio == 2.0, "the ratio counts full prices"


@given(value=st.integers(min_value=1, max_value=10**11))
def test_cap_is_in_whole_steps_of_the_lender(value):
    holding = pl.Holding("2330", shares=1, price=value, loan_to_value=0.58)
    cap = pl.Pledge(holdings=(holding,), principal=0, rules=BROKER).loan_cap
    assert cap == floor_to(cap, BROKER.loan_step) == value * 58 // 100_000 * 1_000


# Call price and the fall to the call


@given(pledge=pledges())
def test_at_its_call_price_a_pledge_is_on_the_line(pledge):
    for holding in pledge.holdings:
        call_price = pledge.call_price(holding.symbol)
        assert call_price >= 0
        if call_price > 0:
            moved = pledge.at({holding.symbol: call_price})
            assert moved.ratio == pytest.approx(pledge.rules.call_line, rel=1e-9)
            assert moved.call_price(holding.symbol) == pytest.approx(call_price), "it does not move with its own price"


@given(pledge=pledges(smallest=2))
def test_no_call_price_means_the_others_hold_the_line_alone(pledge):
    for holding in pledge.holdings:
        others = pledge.collateral - holding.value
        alone = others >= pledge.rules.call_line * pledge.debt * (1 + 1e-12)
        if alone:
            assert pledge.call_price(holding.symbol) == 0, holding.symbol


@given(pledge=pledges())
def test_when_all_prices_fall_by_the_fall_to_call_the_ratio_is_on_the_line(pledge):
    kept = 1 - pledge.fall_to_call
    fallen = pledge.at({holding.symbol: holding.price * kept for holding in pledge.holdings})
    assert fallen.ratio == pytest.approx(pledge.rules.call_line, rel=1e-9)


@given(pledge=pledges(), factor=st.sampled_from([2, 10]))
def test_a_pledge_of_twice_the_shares_and_twice_the_loan_is_the_same_pledge(pledge, factor):
    holdings = tuple(replace(holding, shares=factor * holding.shares) for holding in pledge.holdings)
    scaled = replace(pledge, holdings=holdings, principal=factor * pledge.principal)
    assert scaled.ratio == pytest.approx(pledge.ratio, rel=1e-12)
    assert scaled.fall_to_call == pytest.approx(pledge.fall_to_call, rel=1e-9, abs=1e-9)
    symbol = pledge.holdings[0].symbol
    room = 1e-9 * pledge.debt / pledge.holdings[0].shares
    assert scaled.call_price(symbol) == pytest.approx(pledge.call_price(symbol), rel=1e-9, abs=room)
    repay = factor * pledge.cure(1.66).repay
    assert scaled.cure(1.66).repay == pytest.approx(repay, rel=1e-9, abs=1e-9 * scaled.debt)


# Cures


@given(pledge=pledges(), target=TARGETS)
def test_each_cure_carried_out_reaches_the_target(pledge, target):
    assume(pledge.ratio < target * (1 - 1e-6))
    cure = pledge.cure(target)
    holding = pledge.holdings[0]
    assert cure.target == target
    assert cure.add == pytest.approx(target * cure.repay)
    assert pledge.collateral / (pledge.debt - cure.repay) == pytest.approx(target)
    assert (pledge.collateral + cure.add) / pledge.debt == pytest.approx(target)
    if math.isfinite(cure.sell):
        left = pledge.collateral - cure.sell
        assert left == pytest.approx(target * (pledge.debt - cure.sell), abs=1e-9 * pledge.collateral)
    more = replace(holding, shares=holding.shares + cure.shares)
    assert replace(pledge, holdings=(more, *pledge.holdings[1:])).ratio >= target * (1 - 1e-12)


@given(pledge=pledges(smallest=2), target=TARGETS)
def test_cure_in_shares_is_of_the_share_asked_for_in_whole_lots(pledge, target):
    last = pledge.holdings[-1]
    odd = pledge.cure(target, symbol=last.symbol).shares
    lots = pledge.cure(target, symbol=last.symbol, lot=1_000).shares
    assert lots % 1_000 == 0 and 0 <= lots - odd < 1_000
    missing = decimal(target) * decimal(pledge.debt) - decimal(pledge.collateral)
    assert odd * decimal(last.price) >= missing
    assert odd == 0 or (odd - 1) * decimal(last.price) < missing


# New prices make a new pledge


@given(pledge=pledges(), price=PRICES)
def test_new_prices_make_a_new_pledge_and_leave_the_old_one_alone(pledge, price):
    first = pledge.holdings[0]
    before = pledge.collateral
    moved = pledge.at({first.symbol: price})
    assert pledge.collateral == before
    assert moved.collateral == pytest.approx(before + first.shares * (price - first.price), abs=1e-9 * before + 1e-2)
    assert [holding.price for holding in moved.holdings[1:]] == [holding.price for holding in pledge.holdings[1:]]
    assert moved.at({first.symbol: first.price}) == pledge
    assert pledge.at({}) == pledge
    with pytest.raises(FrozenInstanceError):
        first.price = price


def test_one_price_is_enough_for_a_single_holding():
    holding = pl.Holding("2330", shares=10_000, price=100, loan_to_value=0.6)
    pledge = pl.Pledge(holdings=(holding,), principal=600_000, rules=BROKER)
    assert pledge.at(78) == pledge.at({"2330": 78})
    assert (pledge.at(78).state, pledge.at(77.99).state) == (NORMAL, CALLED)


def test_holdings_may_be_given_in_any_sequence():
    holding = pl.Holding("2330", shares=10_000, price=100, loan_to_value=0.6)
    as_list = pl.Pledge(holdings=[holding], principal=600_000, rules=BROKER)
    assert as_list == pl.Pledge(holdings=(holding,), principal=600_000, rules=BROKER)
