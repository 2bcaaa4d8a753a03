"""The chances of a call: the formula where there is one, the simulation for all together, and both agree."""

import math
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.portfolios import margin_accounts, pledged_loans, portfolios, share_prices

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.market.mine.chances import chance_of_call, measured_correlation, simulated
from pledge_lib.market.mine.pairs import Pairs, Swings, root

BANK = pl.rules("tw-bank-pledge")
FEW = settings(max_examples=20)


def loan(lender="A", principal=50_000, symbols=("2330",)):
    held = [pl.Holding(symbol, 1_000 / len(symbols), 100, 0.6) for symbol in symbols]
    return PledgedLoan(lender=lender, pledge=pl.Pledge(holdings=held, principal=principal, rules=BANK))


def counted(*accounts, days=60, volatility=0.4, correlation=0.5, paths=2_000):
    *_, found = simulated(
        pl.Portfolio(accounts=accounts), days, volatility=volatility, correlation=correlation, paths=paths
    )
    return found


@pytest.mark.parametrize("symbols", [("2330",), ("2330", "0050", "2317")])
def test_formula_and_simulation_agree(symbols):
    formula = chance_of_call(loan(symbols=symbols), 60, volatility=0.4, correlation=0.5)
    assert counted(loan(symbols=symbols), paths=4_000).each[0] == pytest.approx(formula, abs=0.03)


def test_one_share_has_the_lessons_odds():
    account = loan(principal=60_000)
    lesson = pl.call_odds(ratio=account.ratio, line=account.line, volatility=0.3, days=120).probability_of_call
    assert chance_of_call(account, 120, volatility=0.3, correlation=0.2) == pytest.approx(lesson)


def test_what_stands_still_makes_a_call_rarer():
    def chain(more):
        held = [pl.Collateral(symbol="ETH", amount=1, price=3_000, loan_to_value=0.8, threshold=0.8)]
        if more:
            held.append(pl.Collateral(symbol="USDC", amount=500, price=1, loan_to_value=0.8, threshold=0.8))
        return OnChain(
            lender="A", position=pl.CryptoPosition(collateral=held, debts=[pl.Debt(symbol="USDC", amount=1_800)])
        )

    odds = [chance_of_call(chain(more), 60, volatility=0.8, correlation=0.5) for more in (False, True)]
    assert odds[0] > odds[1] > 0
    assert counted(chain(True), volatility=0.8, paths=4_000).each[0] == pytest.approx(odds[1], abs=0.03)


def test_a_position_of_cents_has_the_odds_of_a_large_one():
    def chain(size):
        held = [pl.Collateral(symbol="ETH", amount=size, price=3_000, loan_to_value=0.8, threshold=0.8)]
        debts = [pl.Debt(symbol="USDC", amount=1_800 * size)]
        return OnChain(lender="A", position=pl.CryptoPosition(collateral=held, debts=debts))

    large, small = (chance_of_call(chain(size), 60, volatility=0.8, correlation=0.5) for size in (1, 1e-4))
    assert small == pytest.approx(large) and small > 0.1


@pytest.mark.parametrize("own", [{"0050": 0.2}, {"2330": 0.7, "0050": 0.1}])
def test_with_a_volatility_for_each_symbol_formula_and_simulation_agree(own):
    swings = Swings(0.4, own)
    formula = chance_of_call(loan(symbols=("2330", "0050")), 60, volatility=swings, correlation=0.5)
    found = counted(loan(symbols=("2330", "0050")), volatility=swings, paths=4_000)
    assert found.each[0] == pytest.approx(formula, abs=0.03)


def test_a_volatility_of_its_own_is_that_of_its_symbol_alone():
    swings = Swings(0.3, {"2330": 0.6})
    for symbol, alike in (("2330", 0.6), ("0050", 0.3)):
        account = loan(principal=60_000, symbols=(symbol,))
        assert chance_of_call(account, 60, volatility=swings, correlation=0.5) == pytest.approx(
            chance_of_call(account, 60, volatility=alike, correlation=0.5)
        )
    with pytest.raises(InputError, match="2330"):
        Swings(0.3, {"2330": -0.1})


@FEW
@given(portfolios(), st.sampled_from((0.0, 0.5, 1.0)))
def test_any_lies_between_the_likeliest_and_the_sum(mine, correlation):
    own = [account for account in mine.accounts if account.own_call]
    if not own:
        return
    found = counted(*own, days=20, correlation=correlation, paths=200)
    assert max(found.each) - 1e-12 <= found.any <= sum(found.each) + 1e-12
    assert found.all <= min(found.each) + 1e-12
    for account, chance in zip(own, found.each, strict=True):
        assert chance == 1 or not account.is_called


@FEW
@given(st.data(), share_prices())
def test_more_time_is_never_safer(data, prices):
    account = data.draw(st.one_of(pledged_loans("A", prices), margin_accounts("B", prices)))
    odds = [chance_of_call(account, days, volatility=0.4, correlation=0.5) for days in (0, 5, 60, 250)]
    assert None in odds or all(later >= sooner - 1e-3 for sooner, later in pairwise(odds))
    assert None in odds or odds[0] in (0, 1)


def test_together_is_surer_than_apart():
    accounts = [loan("A", 60_000, ("2330",)), loan("B", 60_000, ("0050",))]
    apart, together = (counted(*accounts, correlation=correlation) for correlation in (0.0, 1.0))
    assert together.all > apart.all + 0.05 and together.any < apart.any
    assert together.all == together.any == together.each[0]


def test_the_same_seed_counts_the_same():
    assert counted(loan(), paths=300) == counted(loan(), paths=300)


def test_own_shares_have_a_measured_correlation_and_unknown_ones_none():
    assert measured_correlation(("2330", "2330"), "2025-tariffs") is None
    assert 0 < measured_correlation(("2330", "2317", "2454"), "2025-tariffs") < 1
    assert math.isclose(chance_of_call(loan(principal=0), 60, volatility=0.4, correlation=0.0), 0)


def test_pairs_that_are_all_alike_are_the_one_correlation():
    """The closed form gives the same; the simulation is another draw of the same law."""
    account = loan("A", 60_000, ("2330", "0050"))
    same = Pairs(0.1, {("0050", "2330"): 0.7})
    terms = {"volatility": 0.4}
    one, other = (chance_of_call(account, 60, correlation=given, **terms) for given in (0.7, same))
    assert other == pytest.approx(one)
    drawn = [counted(account, days=60, correlation=given, paths=4_000).any for given in (0.7, same)]
    assert drawn[0] == pytest.approx(drawn[1], abs=0.03)


def test_two_lenders_whose_shares_move_apart_never_call_together():
    accounts = [loan("A", 60_000, ("2330",)), loan("B", 60_000, ("0050",))]
    apart, alike = (counted(*accounts, correlation=Pairs(0.5, {("2330", "0050"): value})) for value in (-1.0, 1.0))
    assert alike.all == alike.any and apart.all < 0.1 * alike.all


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ({("A", "B"): 0.9, ("B", "C"): 0.9, ("A", "C"): -0.9}, "of A, B, C cannot hold at once"),
        ({("A", "B"): 1.2}, "between -1 and 1"),
        ({("A", "A"): 1.0}, "more than once"),
        ({("A", "B"): float("nan")}, "not a number"),
    ],
)
def test_correlations_that_no_prices_can_have_are_refused_by_name(own, reason):
    with pytest.raises(InputError, match=reason):
        Pairs(0.0, own).matrix(("D", "A", "B", "C"))


@given(st.lists(st.integers(-100, 100).map(lambda each: each / 100), min_size=6, max_size=6))
def test_a_matrix_is_refused_exactly_where_some_holding_would_swing_less_than_not_at_all(values):
    own = dict(zip(combinations("ABCD", 2), values, strict=True))
    whole = np.array([[1.0 if a == b else Pairs(0.0, own).of(a, b) for b in "ABCD"] for a in "ABCD"])
    least = np.linalg.eigvalsh(whole)[0]
    if least < -1e-6:
        with pytest.raises(InputError, match="cannot hold at once"):
            Pairs(0.0, own).matrix("ABCD")
    elif least > 1e-6:
        ways = root(Pairs(0.0, own).matrix("ABCD"))
        assert np.allclose(ways @ ways.T, whole)
