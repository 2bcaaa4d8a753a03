"""What lies out of a rule's range is refused with a sentence, never with a bare error of Python or numpy."""

import math
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest

import pledge_lib as pl
from pledge_lib.finance.checks import InputError, is_endless, require_line
from pledge_lib.finance.crypto.liquidation import improves, liquidate, liquidate_until_safe
from pledge_lib.finance.crypto.position import CryptoPosition, fall_to_liquidation, health_factor
from pledge_lib.finance.crypto.rates import (
    BINOMIAL,
    YEAR_SECONDS,
    compounded_factor,
    continuous_factor,
    days_to_liquidation,
    health_after,
)
from pledge_lib.finance.lending.default import limit_ups, paid_in_order, rise_to
from pledge_lib.finance.lending.dividend_tax import breakeven_rate, fund_pay_out
from pledge_lib.finance.lending.income import expected_days, fee_rate_for
from pledge_lib.finance.margin.history import limit_days_to_line
from pledge_lib.finance.margin.plan import gross_return
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.money import round_half_up
from pledge_lib.finance.sale import sale_statement
from pledge_lib.market.closed_form import fan, first_passage_probability
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.pledging.account import PledgeAccount
from pledge_lib.market.sessions import deadline

LENDING, MARGIN, BROKER, AAVE = (
    pl.rules(name) for name in ("tw-lending", "tw-margin", "tw-broker-pledge", "aave-v3-3")
)
CURVE = {"optimal_utilization": 0.8, "base": 0.0, "slope1": 0.048, "slope2": 0.8, "reserve_factor": 0.15}
ETHER = pl.Collateral(symbol="ETH", amount=10, price=1_900, loan_to_value=0.805, threshold=0.83, bonus=0.05)
PLEDGE = pl.Pledge(holdings=[pl.Holding("2330", 1_000, 100, 0.6)], principal=60_000, rules=BROKER)
LONG = pl.Long("2330", shares=1_000, price=100, loan=60_000)


def loan(**changes):
    return pl.StockLoan(**{"shares": 1_000, "price": 50, "annual_rate": 0.03, "rules": LENDING} | changes)


def curve(**changes):
    return pl.RateCurve(**CURVE | changes)


def emode(*shares):
    return pl.EMode(label="x", **dict(zip(("loan_to_value", "threshold", "bonus"), shares, strict=True)))


def walk(**changes):
    terms = {"volatility": 0.3} | changes
    return first_passage_probability(5 / 3, 1.3, **terms)


REFUSED = {
    "a kink above the contract's range": (lambda: curve(optimal_utilization=0.995), "optimal_utilization is 0.995"),
    "a kink below the contract's range": (lambda: curve(optimal_utilization=0.005), "between 0.01 and 0.99"),
    "a curve that is steeper before the kink": (lambda: curve(slope1=0.9), "slope1 is 0.9 but must not exceed 0.8"),
    "a rate above 1000 %": (lambda: curve(slope2=9.96), "must not exceed 10"),
    "an array as a slope": (lambda: curve(slope1=np.array([0.1, 0.2])), "slope1 holds 2 numbers"),
    "an e-mode in per cent": (lambda: emode(93, 95, 1), "loan_to_value is 93 but must not exceed 1"),
    "an e-mode that lends above its line": (lambda: emode(0.96, 0.95, 0.01), "must not exceed 0.95"),
    "a bonus in per cent": (lambda: emode(0.93, 0.95, 1.01), "bonus is 1.01"),
    "cash below 0 in a pledge": (lambda: PledgeAccount(PLEDGE, cash=-1), "cash is -1"),
    "interest below 0": (lambda: PledgeAccount(PLEDGE, carried_interest=-1), "carried_interest is -1"),
    "cash below 0 at the broker": (lambda: WatchedMargin(_margin(), cash=-1), "cash is -1"),
    "a rate in per cent at the broker": (lambda: WatchedMargin(_margin(), annual_rate=6.5), "annual_rate is 6.5"),
    "a misspelt channel": (lambda: LENDING.accepts_rate(0.1, "auctoin"), "'auctoin', which is not known"),
    "a rate that is text": (
        lambda: LENDING.accepts_rate("0.1", "auction"),
        "annual_rate is 0.1, which is not a number",
    ),
    "the call price of no shares": (lambda: loan(shares=0, collateral=5).call_price, "shares is 0"),
    "the rise from a price of 0": (lambda: loan().at(0).rise_to_call, "price is 0"),
    "a health factor below 0": (lambda: fall_to_liquidation(-0.5), "health is -0.5"),
    "a broker that takes all": (lambda: fee_rate_for(1_000, 500_000, 30, 1, 365), "broker_share is 1"),
    "a mean of less than a day": (lambda: expected_days(0.9, 30), "mean_days is 0.9 but must be at least 1"),
    "a longest time below 0": (lambda: expected_days(30, -1), "longest is -1"),
    "growth beyond all floats": (lambda: continuous_factor(1_000, 10**9), "apr x years"),
    "a rate below 0": (lambda: compounded_factor(-0.1, 5), "apr is -0.1"),
    "an unknown method": (lambda: compounded_factor(0.1, 5, "tailor"), "'tailor', which is not known"),
    "a health of NaN": (lambda: days_to_liquidation(math.nan, 0.1), "health is nan"),
    "days below 0": (lambda: health_after(1.5, 0.1, -1), "days is -1"),
    "all lent to oneself": (lambda: gross_return(0.1, 1), "financing_ratio is 1"),
    "a limit of everything": (lambda: limit_days_to_line(2, 1.3, 1), "limit is 1"),
    "a correlation of 2": (lambda: rise_to(loan(), 1.2, correlation=2), "correlation is 2"),
    "collateral below 0": (lambda: paid_in_order(-1, (5,)), "collateral is -1"),
    "a due below 0": (lambda: paid_in_order(1, (5, -5)), "due is -5"),
    "a limit in per cent": (lambda: limit_ups(3, 10), "daily_limit is 10"),
    "a bracket in per cent": (lambda: fund_pay_out(1_750, 0.4, 5, LENDING), "bracket is 5"),
    "many taxes at once": (lambda: breakeven_rate(np.array([1, 2]), 0.1, 1, 1, 0.2, 365), "extra_tax holds 2 numbers"),
    "a health factor's threshold in per cent": (lambda: health_factor(100, 95, 83), "threshold is 83"),
    "a bonus of 5": (lambda: improves(0.98, 0.83, 5), "bonus is 5"),
    "an offer of nothing": (lambda: liquidate(_owing(10_000), "ETH", "USDC", AAVE, offered=0), "offered is 0"),
    "fees below 0": (lambda: liquidate_until_safe(_owing(10_000), "ETH", "USDC", AAVE, least_income=-1), "is -1"),
    "one asset at two prices": (lambda: _owing(5, symbol="ETH", price=3_000), "ETH has the prices 3000 and 1900"),
    "a sale of less than nothing": (
        lambda: sale_statement(-1, 1, 1, transaction_tax=0.003, commission=0.001),
        "sale_value is -1",
    ),
    "a watch every 0 sessions": (lambda: walk(watch_every=0), "watch_every is 0"),
    "half a session": (lambda: walk(days=2.5), "days is 2.5, which is not a whole number"),
    "a volatility in per cent": (lambda: walk(volatility=30), "volatility is 30"),
    "a share of all paths": (lambda: fan(2, [1.0], [5], volatility=0.3), "share is 1.0"),
    "many sessions at once": (lambda: deadline("2025-04-02", np.array([1, 2])), "sessions"),
    "half a session to pay": (lambda: deadline("2025-04-02", 1.5), "sessions is 1.5"),
    "half a lot": (lambda: PLEDGE.cure(1.66, lot=0.5), "lot is 0.5"),
    "a whole number beyond all floats": (lambda: pl.maintenance_ratio(10**400, 1), "collateral is 2^1328"),
    "places that no float has": (lambda: round_half_up(1, 10**6), "must be between -15 and 15"),
    "a text of a megabyte": (lambda: pl.maintenance_ratio("9" * 1_000_000, 1), "9…, which is not a number"),
}


def _margin():
    return pl.MarginAccount(rules=MARGIN, longs=[LONG])


def _owing(amount, symbol="USDC", **changes):
    return CryptoPosition(collateral=[ETHER], debts=[pl.Debt(symbol=symbol, amount=amount, **changes)])


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_a_sentence(what):
    call, sentence = REFUSED[what]
    with pytest.raises(InputError) as refused:
        call()
    assert sentence in str(refused.value) and len(str(refused.value)) < 400


def test_what_lies_on_the_edge_of_a_range_is_taken():
    assert curve(optimal_utilization=0.99, slope1=0.8).borrow_apr(0.99) == pytest.approx(0.8)
    assert (round_half_up(0.5, 15), round_half_up(5e14, -15)) == (0.5, 1e15)
    assert curve(optimal_utilization=0.01).slope1 == 0.048 and curve(slope2=9.952).slope2 == 9.952
    assert emode(0.95, 0.95, 1).bonus == 1
    assert fall_to_liquidation(0) == -math.inf and expected_days(1, 30) == 1
    assert LENDING.accepts_rate(0.16, "auction") and not LENDING.accepts_rate(0.1601, "negotiated")


def test_one_asset_on_both_sides_has_one_price():
    """Five ether owed against ten supplied: 10 x 0.83 / 5 = 1.66, whatever ether costs (INPUTS row 6)."""
    position = _owing(5, symbol="ETH")
    assert position.debts[0].price == 1_900 and position.health_factor == 1.66
    assert position.at({"ETH": 1}).health_factor == 1.66 and position.liquidation_price("ETH") is None
    assert _owing(5, symbol="ETH", price=1_900).health_factor == 1.66
    assert _owing(5).debts[0].price == 1


@pytest.mark.parametrize("price", [0.5, 2, 2_500])
def test_a_debt_at_another_price_than_1_is_repaid_and_seized_at_that_price(price):
    owed = pl.Debt(symbol="X", amount=16_100 / price, price=price)
    call = liquidate(CryptoPosition(collateral=[ETHER], debts=[owed]), "ETH", "X", AAVE)
    dollars = call.repaid * price
    assert dollars == pytest.approx(8_050) and call.seized * 1_900 == pytest.approx(dollars * 1.05)
    assert call.penalty == pytest.approx(dollars * 0.05)
    assert call.after.debt_value == pytest.approx(16_100 - dollars)


@pytest.mark.parametrize(
    "frozen",
    [
        PLEDGE,
        PLEDGE.holdings[0],
        PLEDGE.cure(1.66),
        LONG,
        _margin(),
        loan(),
        loan().recovery(),
        ETHER,
        _owing(5),
        pl.Debt(symbol="X", amount=1),
        emode(0.9, 0.95, 0.01),
        curve(),
        BROKER,
        PledgeAccount(PLEDGE),
        sale_statement(5, 1, 1, transaction_tax=0.003, commission=0.001),
        liquidate(_owing(16_100), "ETH", "USDC", AAVE),
    ],
    ids=lambda frozen: type(frozen).__name__,
)
def test_nothing_can_be_changed_once_it_is_made(frozen):
    assert is_dataclass(frozen)
    for each in fields(frozen):
        with pytest.raises(FrozenInstanceError):
            setattr(frozen, each.name, None)


def test_a_debt_of_next_to_nothing_leaves_a_health_factor_that_no_float_holds():
    least = 5e-324
    owed = CryptoPosition(
        collateral=[pl.Collateral(symbol="ETH", amount=1, price=3_000, loan_to_value=0.8, threshold=0.83)],
        debts=[pl.Debt(symbol="USDC", amount=least)],
    )
    assert health_factor(1, least, 0.83) == owed.health_factor == math.inf
    assert pl.Long("A", shares=least, price=100, loan=60_000).call_price(1.3) == math.inf


def test_a_line_of_ten_times_is_one_typed_in_per_cent_and_a_little_less_is_none():
    require_line("line", 9.99)
    with pytest.raises(InputError, match="plain fractions"):
        require_line("line", 10)


def test_every_infinity_is_endless():
    assert is_endless(float("inf")) and not is_endless(1e308)


def test_the_binomial_of_three_terms_is_the_one_that_the_contract_had():
    for apr, seconds in ((1.0, 365 * 86_400), (0.5, 86_400), (3.0, 3), (3.0, 2)):
        rate = Fraction(str(apr)) / YEAR_SECONDS
        triples = seconds * (seconds - 1) * max(seconds - 2, 0)
        exactly = 1 + seconds * rate + seconds * (seconds - 1) * rate**2 / 2 + triples * rate**3 / 6
        assert compounded_factor(apr, seconds, BINOMIAL) == pytest.approx(float(exactly), rel=1e-12)


def test_a_position_below_1_whose_debt_is_its_own_collateral_has_no_room_at_all():
    held = pl.Collateral(symbol="ETH", amount=1, price=3_000, loan_to_value=0.8, threshold=0.83)
    position = CryptoPosition(collateral=[held], debts=[pl.Debt(symbol="ETH", amount=0.9)])
    assert OnChain(lender="aave", position=position).room == -math.inf


def test_a_change_makes_another_object():
    assert PLEDGE.at(50) is not PLEDGE and PLEDGE.holdings[0].price == 100
    assert replace(PLEDGE, principal=1).principal == 1 and date.min < date.max
