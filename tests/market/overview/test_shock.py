"""One shock on one clock: what each procedure says, it says as if asked alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.datasets import rules
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.crypto.assets import Collateral, Debt
from pledge_lib.finance.crypto.position import LIQUIDATABLE, CryptoPosition
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.states import CALLED
from pledge_lib.market.overview.shock import FIRST_DAY, LONGEST, NEVER, EvenShock, borrower_clock, watched_clock
from pledge_lib.market.overview.shock import chain_clock as clock_and_rest
from pledge_lib.market.sessions import sessions, settlement_days, weekdays
from pledge_lib.market.timeline import run_timeline

CHANGES = st.integers(-60, 60).map(lambda change: change / 100)
SHOCKS = st.builds(EvenShock, change=CHANGES, days=st.integers(1, 20))
LONG = MarginAccount(rules=rules("tw-margin"), longs=[Long("A", shares=1_000, price=100, loan=60_000)])
SHORT = MarginAccount(
    rules=rules("tw-margin"), shorts=[Short.open("A", shares=1_000, price=100, rules=rules("tw-margin"))]
)
LOAN = StockLoan(shares=1_000, price=100, annual_rate=0.0, rules=rules("tw-lending"))
ETHER = Collateral(symbol="ETH", amount=1, price=4_000, loan_to_value=0.80, threshold=0.80, bonus=0.05)
ON_CHAIN = CryptoPosition(collateral=[ETHER], debts=[Debt(symbol="USDC", amount=2_560)])


def chain_clock(shock):
    return clock_and_rest(ON_CHAIN, shock, rules("aave-v3-3"))[0]


def test_no_closed_weekday_disturbs_the_clock():
    """So that a session is a business day, and every case has the same two days between call and sale."""
    for days in (sessions(), settlement_days()):
        start, all_weekdays = days.index(FIRST_DAY), weekdays()
        first = all_weekdays.index(FIRST_DAY)
        assert days[start : start + LONGEST + 10] == all_weekdays[first : first + LONGEST + 10]


@given(SHOCKS)
def test_the_price_walks_evenly_and_then_stands(shock):
    walked = [shock.price_at(session, 100) for session in range(shock.days + 3)]
    assert walked[0] == 100 and walked[shock.days :] == [pytest.approx(100 * (1 + shock.change))] * 3
    steps = [after - before for before, after in pairwise(walked[: shock.days + 1])]
    assert steps == pytest.approx([steps[0]] * len(steps), abs=1e-9)
    if shock.change:
        assert shock.when(shock.change) == pytest.approx(shock.days)
        assert shock.when(-shock.change) is None and shock.when(shock.change * 1.01) is None


@pytest.mark.parametrize("account", [LONG, SHORT], ids=["purchase", "short sale"])
@given(shock=SHOCKS)
def test_the_clock_is_that_of_the_whole_timeline(account, shock):
    log = run_timeline(account, shock.closes(100)).summary
    clock = watched_clock(account, shock, {"A": 100})
    if log.notice is None:
        assert clock == NEVER
    else:
        dates = sessions()[sessions().index(FIRST_DAY) :]
        assert (dates[clock.called], dates[clock.deadline], dates[clock.sold]) == (
            log.notice,
            log.deadline,
            log.first_sale,
        )


@given(SHOCKS)
def test_the_borrower_of_shares_is_called_by_the_first_close_above_the_call_price(shock):
    clock = borrower_clock(LOAN, shock)
    states = [LOAN.at(price).state for _, price in shock.closes(100)]
    assert clock.called == (states.index(CALLED) if CALLED in states else None)
    assert clock == NEVER or (clock.to_act, clock.sold) == (2, clock.called + 3)


@given(SHOCKS)
def test_on_chain_there_is_no_time_to_act(shock):
    clock = chain_clock(shock)
    if shock.change >= -0.20:
        assert clock == NEVER, "a health factor of exactly 1 is not below 1"
    else:
        assert clock.to_act == 0 and clock.called == clock.sold
        assert shock.price_at(0, 1) + shock.change / shock.days * clock.called == pytest.approx(0.80)


def test_each_liquidation_comes_in_the_block_that_meets_its_line_and_not_at_a_close():
    """By CRYPTO 4: half of the debt at 1,939.76, half of the rest at 1,718.88."""
    tokens, price, debt, (threshold, bonus, end) = 50, 2_000, 80_500, (0.83, 0.05, 1_640)
    ether = Collateral(symbol="ETH", amount=tokens, price=price, loan_to_value=0.805, threshold=threshold, bonus=bonus)
    loan = CryptoPosition(collateral=[ether], debts=[Debt(symbol="USDC", amount=debt)])
    lines = []
    while (line := debt / (tokens * threshold)) > end:
        lines.append(round(line, 2))
        debt /= 2
        tokens -= debt * (1 + bonus) / line
    for days in (1, 3, 20):
        _, left = clock_and_rest(loan, EvenShock(change=-0.18, days=days), rules("aave-v3-3"))
        assert left.debt_value == debt and lines == [1939.76, 1718.88]
        kept = left.collateral_value - left.debt_value
        assert kept == pytest.approx(tokens * end - debt) and round(kept, 2) == 5982.00


@given(SHOCKS)
def test_what_is_left_is_safe_or_was_never_touched(shock):
    clock, left = clock_and_rest(ON_CHAIN, shock, rules("aave-v3-3"))
    assert left.collateral_of("ETH").price == shock.price_at(shock.days, 4_000)
    assert left.state != LIQUIDATABLE and (left.debts == ON_CHAIN.debts) == (clock == NEVER)


def test_what_no_market_does_is_refused():
    for wrong in (
        {"change": -1.0, "days": 3},
        {"change": 0.1, "days": 0},
        {"change": 0.1, "days": 2.5},
        {"change": 0.1, "days": LONGEST + 1},
    ):
        with pytest.raises(InputError):
            EvenShock(**wrong)


def test_what_is_broken_at_the_start_breaks_at_0():
    flat = EvenShock(change=0.0, days=3)
    low = StockLoan(shares=1_000, price=100, annual_rate=0.0, rules=rules("tw-lending"), collateral=110_000)
    assert borrower_clock(low, flat).called == 0
    under = CryptoPosition(collateral=[ETHER], debts=[Debt(symbol="USDC", amount=3_300)])
    assert clock_and_rest(under, flat, rules("aave-v3-3"))[0].called == 0
