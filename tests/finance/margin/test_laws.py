"""Laws of a margin account: one position is itself, lines are where they say, who is called, what moves which way."""

import math
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.finance.margin.positions import Posted
from pledge_lib.finance.states import CALLED, NORMAL

MARGIN = pl.rules("tw-margin")
PRICES = st.integers(min_value=1, max_value=1_000_000).map(lambda cents: cents / 100)
SHARES = st.integers(min_value=1, max_value=1_000_000)
MONEY = st.integers(min_value=1, max_value=10**10)
LINES = st.sampled_from([1.2, 1.3, 1.4, 1.66])
SYMBOLS = st.sampled_from(["2330", "0050", "2317"])
MOVES = st.integers(min_value=-95, max_value=300).map(lambda percent: percent / 100)


def longs(name):
    return st.builds(pl.Long, SYMBOLS, shares=SHARES, price=PRICES, loan=MONEY, name=st.just(name))


def shorts(name):
    held = {"short_sale_collateral": MONEY, "short_sale_margin": MONEY}
    return st.builds(pl.Short, SYMBOLS, shares=SHARES, price=PRICES, name=st.just(name), **held)


POSTED = st.builds(Posted, SYMBOLS, shares=SHARES, price=PRICES, rate=st.sampled_from([0.6, 0.7, 0.9]))


@st.composite
def accounts(draw, posted=POSTED):
    """Return an account of up to three positions a side in which each symbol has one price."""
    bought = [draw(longs(f"long {number}")) for number in range(draw(st.integers(0, 3)))]
    sold = [draw(shorts(f"short {number}")) for number in range(draw(st.integers(0 if bought else 1, 3)))]
    extra = draw(st.lists(posted, max_size=2)) if posted is not None else []
    account = pl.MarginAccount(rules=replace(MARGIN, call_line=draw(LINES)), longs=bought, shorts=sold, posted=extra)
    return account.at({symbol: draw(PRICES) for symbol in account.symbols})


def decimal(number):
    return Decimal(str(number))


# One position


@given(position=st.one_of(longs("one"), shorts("one")), line=LINES)
def test_an_account_with_one_position_is_that_position(position, line):
    side = {"longs": [position]} if isinstance(position, pl.Long) else {"shorts": [position]}
    account = pl.MarginAccount(rules=replace(MARGIN, call_line=line), **side)
    assert (account.ratio, account.equity) == (position.ratio, position.equity)
    assert account.position_ratios == {"one": position.ratio}
    assert account.call_price(position.symbol) == pytest.approx(position.call_price(line), rel=1e-9)
    assert account.move_to() == pytest.approx(position.move_to(line), rel=1e-9, abs=1e-9)
    assert account.called == (("one",) if position.below(line) else ())
    if account.called:
        assert account.called_sums(1.66) == {"one": position.called_sum(1.66)}


@given(position=longs("one"))
def test_a_purchase_alone_is_a_pledge_of_the_same_shares(position):
    holding = pl.Holding(position.symbol, shares=position.shares, price=position.price, loan_to_value=0.6)
    rules = replace(pl.rules("tw-broker-pledge"), call_line=MARGIN.call_line)
    pledge = pl.Pledge(holdings=[holding], principal=position.loan, rules=rules)
    account = pl.MarginAccount(rules=MARGIN, longs=[position])
    assert (account.ratio, account.state) == (pledge.ratio, pledge.state)
    assert account.move_to() == pytest.approx(-pledge.fall_to_call)


@given(position=st.one_of(longs("one"), shorts("one")), target=LINES)
def test_the_called_sum_paid_brings_the_position_to_the_target(position, target):
    asked = position.called_sum(target)
    if isinstance(position, pl.Long):
        paid = replace(position, loan=position.loan - asked)
    else:
        paid = replace(position, short_sale_margin=position.short_sale_margin + asked)
    lost = 4 * math.ulp(position.debt) / paid.debt  # where almost the whole loan is asked for, the rest has few digits
    assert paid.ratio == pytest.approx(max(target, position.ratio), rel=1e-9 + lost)
    assert (asked > 0) == (position.ratio < target) or position.ratio == pytest.approx(target)


# The sums of the account


@given(account=accounts())
def test_the_ratio_is_the_formula_of_the_rule(account):
    collateral = sum(decimal(each.shares) * decimal(each.price) for each in account.longs + account.posted)
    collateral += sum(each.short_sale_collateral + each.short_sale_margin for each in account.shorts)
    debt = sum(each.loan for each in account.longs)
    debt += sum(decimal(each.shares) * decimal(each.price) for each in account.shorts)
    assert account.ratio == pytest.approx(float(collateral / debt), rel=1e-12)
    assert account.state == (CALLED if collateral < decimal(account.rules.call_line) * debt else NORMAL)


@given(account=accounts(posted=None))
def test_without_posted_securities_the_account_lies_between_its_weakest_and_strongest_position(account):
    ratios = account.position_ratios.values()
    assert min(ratios) * (1 - 1e-12) <= account.ratio <= max(ratios) * (1 + 1e-12)


@given(account=accounts())
def test_called_are_the_weak_positions_of_an_account_below_the_line_and_nobody_else(account):
    line = decimal(account.rules.call_line)
    weak = [name for name in account.position_ratios if _alone(account.position(name)) < line]
    below = account.state == CALLED
    assert list(account.called) == (weak if below else [])
    assert not below or weak, "an account below the line has a weak position"
    assert set(account.called_sums()) == set(account.called)
    assert all(asked > 0 for asked in account.called_sums().values())


def _alone(position):
    value = decimal(position.shares) * decimal(position.price)
    if isinstance(position, pl.Long):
        return value / decimal(position.loan)
    return decimal(position.short_sale_collateral + position.short_sale_margin) / value


@given(loan=st.integers(1, 10**8), line=st.sampled_from(["1.25", "1.6", "1.28"]))
def test_exactly_on_the_line_is_no_call_and_a_dollar_more_is(loan, line):
    value = loan * 100 * Decimal(line)
    rules = replace(MARGIN, call_line=float(line))
    on = pl.Long("A", shares=1, price=float(value), loan=loan * 100)
    sold = pl.Short("B", shares=1, price=float(value), short_sale_collateral=0, short_sale_margin=float(value * value))
    assert pl.MarginAccount(rules=rules, longs=[on]).called == ()
    assert pl.MarginAccount(rules=rules, longs=[replace(on, loan=on.loan + 1)]).called == ("A",)
    assert sold.below(float(line)) == (value < Decimal(line))


@given(account=accounts())
def test_posting_more_securities_never_calls_and_paying_the_loans_off_neither(account):
    more = replace(account, posted=(*account.posted, Posted("C", shares=10, price=100, rate=0.7)))
    assert more.ratio > account.ratio
    assert set(more.called) <= set(account.called)
    for position in account.longs:
        repaid = replace(account, longs=[replace(each, loan=0) if each is position else each for each in account.longs])
        assert repaid.ratio > account.ratio or account.debt == position.loan


# Lines


@given(account=accounts(), line=LINES)
def test_at_its_common_move_the_account_is_on_the_line(account, line):
    move = account.move_to(line)
    assume(-1 < move < 1e6)
    assert account.moved(move).ratio == pytest.approx(line, rel=1e-6)


@given(account=accounts(), line=LINES, move=MOVES)
def test_the_common_move_splits_the_moves_that_call_from_those_that_do_not(account, line, move):
    account = replace(account, rules=replace(account.rules, call_line=line))
    found = account.move_to()
    assume(abs(move - found) > 1e-6 and abs(found) > 1e-6)
    here, there = account.ratio < line, account.moved(move).ratio < line
    crossed = math.isfinite(found) and (move < found) != (found > 0)
    assert (here != there) == crossed


@given(account=accounts())
def test_at_its_call_price_a_symbol_brings_the_account_to_the_line(account):
    for symbol in account.symbols:
        price = account.call_price(symbol)
        assert price >= 0
        if price > 1e-6:
            assert account.at({symbol: price}).ratio == pytest.approx(account.rules.call_line, rel=1e-6)


@given(account=accounts(), price=PRICES)
def test_no_call_price_means_that_no_price_of_the_symbol_changes_the_answer(account, price):
    for symbol in account.symbols:
        if account.call_price(symbol) == 0:
            states = {account.at({symbol: each}).state for each in (price, 10 * price, 1_000 * price)}
            assert len(states) == 1, symbol


# Directions and scales


@given(position=shorts("one"), more=st.integers(1, 10**6))
def test_the_ratio_of_a_short_falls_as_its_price_rises(position, more):
    risen = position.at(position.price + more / 100)
    assert risen.ratio < position.ratio and risen.equity < position.equity


@given(position=longs("one"), more=st.integers(1, 10**6))
def test_the_ratio_of_a_purchase_rises_with_its_price(position, more):
    risen = position.at(position.price + more / 100)
    assert risen.ratio > position.ratio and risen.equity > position.equity


@given(account=accounts(), factor=st.sampled_from([2, 10]))
def test_an_account_twice_as_large_has_the_same_ratios_and_lines(account, factor):
    def larger(part):
        sums = ("shares", "loan", "short_sale_collateral", "short_sale_margin")
        return replace(part, **{name: factor * getattr(part, name) for name in sums if hasattr(part, name)})

    scaled = replace(
        account, **{side: [larger(part) for part in getattr(account, side)] for side in ("longs", "shorts", "posted")}
    )
    assert scaled.ratio == pytest.approx(account.ratio, rel=1e-12)
    assert scaled.called == account.called
    assert scaled.move_to() == pytest.approx(account.move_to(), rel=1e-6, abs=1e-9)
    for name, asked in account.called_sums().items():
        assert scaled.called_sums()[name] == pytest.approx(factor * asked, rel=1e-6)


@given(
    value=st.integers(1_000, 10**9),
    margin=st.integers(90, 130).map(lambda percent: percent / 100),
    borrowed=st.booleans(),
)
def test_a_higher_margin_and_the_short_cut_each_move_the_call_price_away(value, margin, borrowed):
    def call_price(**terms):
        terms = {"short_sale_margin": margin, "borrowed": borrowed, **terms}
        return pl.Short.open("B", shares=1, price=value, rules=MARGIN, **terms).call_price(1.30)

    assert call_price() < call_price(net=False)
    assert call_price() < call_price(short_sale_margin=margin + 0.10)
    assert call_price(borrowed=False) <= call_price(borrowed=True)


@given(shares=SHARES, price=PRICES, financing_ratio=st.integers(1, 60).map(lambda percent: percent / 100))
def test_a_loan_is_floored_to_the_step_and_its_opening_ratio_never_below_the_inverse(shares, price, financing_ratio):
    terms = {"shares": shares, "price": price, "rules": MARGIN, "financing_ratio": financing_ratio}
    floored, exact = pl.Long.open("A", **terms), pl.Long.open("A", **terms, whole_steps=False)
    assert floored.loan % MARGIN.loan_step == 0
    assert 0 <= exact.loan - floored.loan < MARGIN.loan_step
    assert floored.ratio >= exact.ratio
    assert exact.ratio == pytest.approx(1 / financing_ratio)
