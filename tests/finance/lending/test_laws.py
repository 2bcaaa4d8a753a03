"""Laws of lending: net under gross, sums of days, inverses, and what a rising price does to the borrower."""

import math
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.datasets import rules
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.dividend_tax import DIVIDEND, VIEWS, compensation_tax, dividend_tax, ex_date_decision
from pledge_lib.finance.lending.income import expected_days, fee_rate_for, fee_statement, health_premium
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.market.lending.days import closes_by_day, days_lent, earliest_return, fee_payments, recalled_by
from pledge_lib.market.sessions import settlement_days

LENDING = rules("tw-lending")
prices = st.integers(1, 200_000).map(lambda cents: cents / 100)
rates = st.integers(1, 1_600).map(lambda steps: steps / 10_000)
shares = st.integers(1, 100).map(lambda lots: lots * 1_000)
brackets = st.sampled_from([0.05, 0.12, 0.20, 0.30, 0.40])
some_days = st.sampled_from(settlement_days()[2000:-60])


def loan_at(count, price, rate=0.03):
    return StockLoan(shares=count, price=price, annual_rate=rate, rules=LENDING)


@given(shares, prices, rates, st.integers(1, 180))
def test_daily_fees_add_up_to_the_closed_form_at_a_constant_price(count, price, rate, days):
    whole = simple_interest(count * price, rate, days, LENDING.day_basis)
    assert loan_at(count, price, rate).fee([price] * days) == pytest.approx(whole, rel=1e-9)


@given(st.floats(0, 1e8), st.integers(0, 100).map(lambda p: p / 100), st.booleans())
def test_net_is_never_above_gross(gross, share, floored):
    stated = fee_statement(gross, LENDING, broker_share=share, floored=floored)
    assert 0 <= stated.net <= stated.paid <= stated.gross + 1e-9
    assert stated.net + stated.withheld + stated.premium + stated.broker_fee == pytest.approx(stated.gross)


@given(shares, prices, st.floats(1.0001, 3))
def test_the_borrowers_ratio_falls_as_the_price_rises(count, price, times):
    loan = loan_at(count, price)
    assert loan.at(price * times).ratio < loan.ratio


@given(shares, prices)
def test_the_call_price_lies_on_the_line(count, price):
    loan = loan_at(count, price)
    assert loan.at(loan.call_price).ratio == pytest.approx(LENDING.call_line)
    assert loan.at(loan.call_price * 1.0001).state == "called"
    assert loan.at(loan.call_price * 0.9999).state == "normal"
    assert loan.at(price * (1 + loan.rise_to_call)).ratio == pytest.approx(LENDING.call_line)


@given(shares, prices, st.floats(0.5, 3), st.sampled_from([1.2, 1.4]), st.floats(0, 0.2), st.floats(0, 0.2))
def test_the_cure_restores_the_target(count, price, times, target, fees, dividends):
    value = count * price
    loan = StockLoan(
        shares=count,
        price=price,
        annual_rate=0.03,
        rules=LENDING,
        collateral=1.4 * value,
        fees_due=fees * value,
        dividends_due=dividends * value,
    ).at(price * times)
    added = loan.cure(target)
    assert added >= 0
    cured = loan.at(loan.price, collateral=loan.collateral + added)
    assert cured.ratio >= target - 1e-9 and (added == 0 or cured.ratio == pytest.approx(target))


@given(shares, prices, st.floats(0.2, 3))
def test_a_recovery_is_the_claim_and_nothing_is_lost(count, price, times):
    found = loan_at(count, price).at(price * times).recovery()
    assert found.from_collateral + found.missing == pytest.approx(found.claim)
    assert min(found.missing, found.returned) == 0


@given(st.floats(0, 1e7), brackets, st.floats(0, 1e5))
def test_at_equal_tax_the_choice_is_worth_exactly_the_net_fee(dividend, bracket, fee):
    assert ex_date_decision(dividend, bracket, fee, LENDING, DIVIDEND).difference == fee


@given(st.floats(0, 1e7), brackets, st.floats(0, 1e5), st.sampled_from(VIEWS))
def test_the_difference_is_lend_through_less_recall(dividend, bracket, fee, view):
    found = ex_date_decision(dividend, bracket, fee, LENDING, view)
    assert found.lend_through - found.recall == pytest.approx(found.difference, abs=1e-6)
    assert found.tax_lent == compensation_tax(dividend, bracket, LENDING, view)
    assert dividend_tax(dividend, bracket, LENDING) <= dividend * LENDING.separate_dividend_rate


@given(st.floats(1, 1e6), st.floats(1e3, 1e8), st.integers(1, 365), st.integers(0, 90).map(lambda p: p / 100))
def test_the_rate_asked_nets_what_was_wanted(net, value, days, share):
    rate = fee_rate_for(net, value, days, share, LENDING.day_basis)
    assert simple_interest(value, rate, days, LENDING.day_basis) * (1 - share) == pytest.approx(net)


@given(st.floats(0, 1e9))
def test_the_premium_starts_above_its_threshold_and_is_capped(payment):
    premium = health_premium(payment, LENDING)
    assert (premium == 0) == (payment <= LENDING.premium_threshold)
    assert premium <= health_premium(LENDING.premium_cap, LENDING)


@given(st.floats(1, 200), st.integers(1, 400))
def test_a_loan_is_expected_to_last_less_than_its_longest_and_its_mean(mean, longest):
    found = expected_days(mean, longest)
    assert 0 < found <= min(mean, longest) + 1e-9
    by_hand = sum((1 - 1 / mean) ** day for day in range(longest))
    assert found == pytest.approx(by_hand) and expected_days(mean, math.inf) == mean


@given(some_days, st.integers(0, 90))
def test_payments_cover_every_fee_day_once_and_come_after_it(lent, length):
    returned = lent + timedelta(days=length)
    for monthly in (True, False):
        payments = fee_payments(lent, returned, LENDING, monthly)
        assert sum(payment.days for payment in payments) == days_lent(lent, returned)
        assert all(payment.paid_on > payment.until for payment in payments)
        assert all(before.until == after.first for before, after in pairwise(payments))


@given(some_days)
def test_a_longer_notice_never_brings_shares_back_sooner(asked):
    back = [recalled_by(asked, sessions) for sessions in LENDING.recall_choices]
    assert back == sorted(set(back)) and earliest_return(asked) == back[0]


@given(st.data())
def test_a_closed_day_takes_the_last_close(data):
    start = data.draw(some_days)
    places = data.draw(st.sets(st.integers(0, 20)))
    known = {start + timedelta(days=place): 100.0 + place for place in places} | {start: 9.0}
    marked = closes_by_day(known, start, start + timedelta(days=21))
    assert len(marked) == 21 and marked[0] == 9.0
    for place in range(1, 21):
        day = start + timedelta(days=place)
        assert marked[place] == known.get(day, marked[place - 1])


@pytest.mark.parametrize(
    "refused",
    [
        lambda: LENDING.require_rate(0.18, "negotiated"),
        lambda: LENDING.require_rate(0.1593, "auction"),
        lambda: LENDING.require_rate(0.10, "handshake"),
        lambda: StockLoan(shares=-1, price=1, annual_rate=0.03, rules=LENDING),
        lambda: StockLoan(shares=1, price=1, annual_rate=3, rules=LENDING),
        lambda: StockLoan(shares=1, price=1, annual_rate=0.03, rules=LENDING, fees_due=2),
        lambda: days_lent("2025-04-02", "2025-04-01"),
        lambda: closes_by_day({}, "2025-04-01", "2025-04-02"),
        lambda: compensation_tax(1, 0.05, LENDING, "gift"),
        lambda: expected_days(0, 10),
    ],
)
def test_bad_input_is_refused(refused):
    with pytest.raises(InputError):
        refused()
