"""Securities posted to a margin account, and accounts at an edge: no debt, a worthless share, hedged both ways."""

import math
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.finance.margin.positions import Posted, value_to_post
from pledge_lib.finance.states import NO_DEBT

MARGIN = pl.rules("tw-margin")


def decimal(number):
    return Decimal(str(number))


@given(needed=st.integers(0, 10**8).map(lambda cents: cents / 100), rate=st.sampled_from([0.6, 0.7, 0.9, 1]))
def test_the_value_to_post_meets_the_sum_and_a_dollar_less_does_not(needed, rate):
    value = value_to_post(needed, rate)
    assert decimal(value) * decimal(rate) >= decimal(needed)
    assert value == 0 or decimal(value - 1) * decimal(rate) < decimal(needed)


def test_posted_securities_count_in_full_in_the_ratio_and_at_their_rate_toward_a_sum():
    posted = Posted("C", shares=1_000, price=50, rate=0.7)
    shares = pl.Long("A", shares=1_000, price=75, loan=60_000)
    account = pl.MarginAccount(rules=MARGIN, longs=[shares], posted=[posted])
    assert account.ratio == pytest.approx(125_000 / 60_000)
    assert (posted.value, posted.meets, account.posted_value) == (50_000, 35_000, 50_000)
    assert value_to_post(1_000, 0) == math.inf and value_to_post(0, 0) == 0


def test_an_account_of_posted_securities_alone_has_no_debt():
    account = pl.MarginAccount(rules=MARGIN, posted=[Posted("C", shares=10, price=100, rate=0.7)])
    assert (account.state, account.ratio, account.called, account.position_ratios) == (NO_DEBT, math.inf, (), {})
    assert account.symbols == ("C",) and account.moved(-1).state == NO_DEBT


def test_positions_without_debt_are_not_called():
    paid = pl.Long("A", shares=10, price=100, loan=0)
    worthless = pl.Short("B", shares=10, price=0, short_sale_collateral=90, short_sale_margin=90)
    account = pl.MarginAccount(rules=MARGIN, longs=[paid], shorts=[worthless])
    assert (account.ratio, account.state, account.called) == (math.inf, NO_DEBT, ())
    assert (paid.ratio, worthless.ratio) == (math.inf, math.inf)


def test_a_share_worth_nothing_leaves_its_loan_to_the_others():
    ruined = pl.Long("A", shares=1_000, price=0, loan=60_000)
    strong = pl.Long("B", shares=1_000, price=200, loan=60_000)
    account = pl.MarginAccount(rules=MARGIN, longs=[ruined, strong])
    assert (ruined.ratio, ruined.called_sum(1.66)) == (0, 60_000)
    assert (account.ratio, account.called) == (pytest.approx(5 / 3), ())
    assert account.at({"B": 150}).called == ("A",)


def test_hedged_both_ways_no_common_move_calls():
    bought = pl.Long("A", shares=1_000, price=100, loan=30_000)
    sold = pl.Short("A", shares=500, price=100, short_sale_collateral=49_000, short_sale_margin=45_000, name="A short")
    account = pl.MarginAccount(rules=MARGIN, longs=[bought], shorts=[sold])
    assert account.move_to() == math.inf
    assert all(account.moved(move).called == () for move in (-1, -0.5, 0.5, 5, 100))
    assert account.call_price("A") == 0


def test_several_purchases_of_one_share_move_together_and_are_called_one_by_one():
    early = pl.Long.open("2330", shares=1_000, price=80, rules=MARGIN, name="bought in March")
    late = pl.Long.open("2330", shares=1_000, price=120, rules=MARGIN, name="bought in May")
    account = pl.MarginAccount(rules=MARGIN, longs=[early, late]).at(77)
    assert [position.price for position in account.positions] == [77, 77]
    assert account.called == ("bought in May",)


def test_new_prices_make_a_new_account():
    account = pl.MarginAccount(rules=MARGIN, longs=[pl.Long("A", shares=1_000, price=100, loan=60_000)])
    assert account.at(78).called == () and account.at(77.99).called == ("A",) and account.longs[0].price == 100
    assert account.at({}) == account and account.at({"A": 78}).at(100) == account
    with pytest.raises(FrozenInstanceError):
        account.longs[0].price = 1


def test_an_account_whose_line_no_common_move_reaches_says_so():
    """What is held counts as much as the line asks for what is sold short: both sides move alike."""
    held = pl.Long("A", shares=1_300, price=100, loan=50_000)
    short = pl.Short("B", shares=1_000, price=100, short_sale_collateral=90_000, short_sale_margin=90_000)
    account = pl.MarginAccount(rules=MARGIN, longs=[held], shorts=[short])
    assert account.ratio != MARGIN.call_line and account.move_to() == math.inf
    of_one = pl.MarginAccount(rules=MARGIN, longs=[held], shorts=[replace(short, symbol="A", name="short of A")])
    assert of_one.call_price("A") == 0
