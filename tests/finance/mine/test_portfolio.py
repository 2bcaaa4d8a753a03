"""One's own position is the sum of the lessons' models, and no lender's call is netted with another's."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.portfolios import MARGIN, chain_positions, margin_accounts, pledged_loans, portfolios
from support.power import tried

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.mine.account import LENT_OUT, ON_CHAIN, ON_MARGIN, PLEDGED
from pledge_lib.finance.mine.lent_out import LentOut
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan

CHANGES = st.integers(-60, 60).map(lambda per_cent: per_cent / 100)


def lesson(account):
    """Return collateral, debt, state and the yearly interest of an account as the model of its own lesson says them."""
    if account.kind == PLEDGED:
        pledge = account.pledge
        return pledge.collateral, pledge.debt, pledge.state, pledge.principal * pledge.annual_rate
    if account.kind == ON_MARGIN:
        margin = account.account
        loans, kept = sum(part.loan for part in margin.longs), sum(part.collateral for part in margin.shorts)
        interest = loans * margin.rules.annual_rate - kept * margin.rules.short_interest_rate
        return margin.collateral, margin.debt, margin.state, interest
    if account.kind == LENT_OUT:
        loan = account.loan
        return loan.value, 0, loan.state, -loan.value * loan.annual_rate * (1 - loan.rules.broker_share)
    chain = account.position
    return chain.collateral_value, chain.debt_value, chain.state, chain.debt_value * account.annual_rate


def asked(account):
    """Return what the lesson's model says is asked today."""
    if account.kind == PLEDGED and account.pledge.state == "called":
        return pl.repay_to(account.pledge.collateral, account.pledge.debt, account.pledge.rules.cure_target)
    if account.kind == ON_MARGIN:
        return sum(account.account.called_sums().values())
    if account.kind == ON_CHAIN and account.position.state == "liquidatable":
        return account.debt - account.position.threshold * account.collateral
    return 0


@given(portfolios(), st.sampled_from((1.0, 1.25)))
def test_the_change_to_its_line_is_the_one_that_brings_it_there(mine, times):
    for account in mine.accounts:
        change = account.change_to(times)
        if change is None or not -1 < change < 100 or not account.debt:
            continue
        held, asked = account.moved(dict.fromkeys(account.exposed, change)).sides
        assert held == pytest.approx(times * asked, rel=1e-6, abs=1e-2)


@tried(1, in_full=20)  # 1,000 portfolios in the gate
@given(portfolios(), CHANGES)
def test_totals_are_the_sum_of_the_lessons(mine, change):
    moved = mine.moved(change)
    for currency in moved.currencies:
        accounts = [account for account in moved.accounts if account.currency == currency]
        parts = [lesson(account) for account in accounts]
        found = moved.total(currency)
        assert found.collateral == pytest.approx(sum(part[0] for part in parts))
        assert found.debt == pytest.approx(sum(part[1] for part in parts))
        assert found.cost_a_month == pytest.approx(sum(part[3] for part in parts) / 12)
        assert found.called_sum == pytest.approx(sum(map(asked, accounts)), abs=1e-6)
        assert [account.state for account in accounts] == [part[2] for part in parts]


@given(portfolios(), CHANGES)
def test_another_account_changes_nothing_of_ones_own(mine, change):
    together = mine.moved(change)
    for account in together.accounts:
        alone = pl.Portfolio(accounts=[mine.account(*account.key)])
        if account.kind == ON_CHAIN or len(mine.accounts) == 1:
            continue
        assert alone.moved(change).accounts == (account,)


@given(portfolios(kinds=(pledged_loans, margin_accounts, chain_positions)))
def test_the_room_leads_to_the_line_and_a_hair_more_below_it(mine):
    for account in mine.accounts:
        if not 0 < account.room < 0.999:
            continue
        short_of_it, beyond = (mine.moved(-account.room * part).account(account.lender) for part in (0.9999, 1.0001))
        assert not short_of_it.is_called, account
        assert beyond.is_called, account


def test_the_room_of_a_margin_account_is_a_fall():
    """Its sign: the law above passes over an account without room, and so over all of them if the sign were wrong."""
    bought = pl.Long.open("2330", shares=1_000, price=100, rules=MARGIN)
    account = MarginTrading(lender="broker", account=pl.MarginAccount(rules=MARGIN, longs=[bought]))
    assert account.room == pytest.approx(1 - MARGIN.call_line * bought.loan / 100_000)


def test_a_loan_may_end_on_the_day_that_it_begins_and_not_before():
    held = pl.Holding("2330", 1_000, 100, 0.60)
    pledge = pl.Pledge(holdings=[held], principal=50_000, rules=pl.rules("tw-bank-pledge"))
    drawn = date(2026, 3, 2)
    assert PledgedLoan(lender="A", pledge=pledge, drawn=drawn, matures=drawn).matures == drawn
    with pytest.raises(InputError, match="matures is 2026-03-01, which is before 2026-03-02"):
        PledgedLoan(lender="A", pledge=pledge, drawn=drawn, matures=date(2026, 3, 1))


def both_ways(bought, margin):
    """Return an account of shares bought with a loan of 110,000, and of others sold short, each at 100."""
    long = pl.Long("2330", shares=bought, price=100, loan=110_000)
    short = pl.Short("0050", shares=1_000, price=100, short_sale_collateral=100_000, short_sale_margin=margin)
    return MarginTrading(lender="broker", account=pl.MarginAccount(rules=MARGIN, longs=[long], shorts=[short]))


def test_no_limit_downs_lead_to_a_line_that_only_a_price_of_0_reaches():
    """At 0 the 143,000 of the short sale are 130% of the loan, and a price that falls by its limit is never 0."""
    account = both_ways(bought=2_000, margin=43_000)
    assert (account.room, account.limit_downs) == (1, math.inf)


def test_five_limit_downs_lead_to_a_line_that_a_fall_of_40_per_cent_reaches():
    """At 60 the 120,000 held and the 101,000 of the short sale are 130% of 110,000 + 60,000; 0.9⁵ = 0.59."""
    account = both_ways(bought=2_000, margin=1_000)
    assert (account.room, account.limit_downs) == (pytest.approx(0.40), 5)


def test_a_fall_leads_nowhere_where_more_is_sold_short():
    account = both_ways(bought=1_000, margin=150_000)
    assert account.room == account.limit_downs == math.inf
    risen = 100 * (1 + account.rise_to_call)
    assert account.at({"2330": risen, "0050": risen}).ratio == pytest.approx(MARGIN.call_line)


@given(portfolios(kinds=(pledged_loans, margin_accounts)))
def test_so_many_limit_downs_and_not_one_less(mine):
    for account in mine.accounts:
        days = account.limit_downs
        if not 1 <= days < 40:
            assert days == math.inf or days == 0 or days >= 40
            continue
        limit = 0.1
        falls = [1 - (1 - limit) ** count for count in (days - 1, days)]
        states = [mine.moved(-fall).account(account.lender).is_called for fall in falls]
        assert states == [False, True], account


@given(portfolios(kinds=(pledged_loans, margin_accounts, chain_positions)))
def test_the_first_to_call_has_the_smallest_room(mine):
    rooms = [account.room for account in mine.accounts if account.room < math.inf]
    assert (mine.first is None) == (not rooms)
    if mine.called:
        assert mine.first in mine.called
    elif rooms:
        assert mine.first.room == min(rooms)


@given(portfolios())
def test_nothing_is_asked_where_nothing_is_called_and_no_surplus_helps_another(mine):
    fallen = mine.moved(-0.3)
    for currency in fallen.currencies:
        parts = [account.called_sum for account in fallen.accounts if account.currency == currency]
        assert min(parts) >= 0
        assert fallen.total(currency).called_sum == pytest.approx(sum(parts))
        assert (fallen.total(currency).called > 0) == any(parts)


@given(portfolios(kinds=(pledged_loans,)))
def test_at_its_call_price_an_account_is_on_the_line(mine):
    for symbol in mine.symbols:
        for key, price in mine.call_prices(symbol).items():
            if price is None:
                continue
            assert mine.at({symbol: price}).account(*key).ratio == pytest.approx(mine.account(*key).line)


def test_of_shares_on_loan_the_borrower_is_called_not_the_reader():
    loan = pl.StockLoan(shares=1_000, price=100, annual_rate=0.03, rules=pl.rules("tw-lending"))
    mine = pl.Portfolio(accounts=[LentOut(lender="A", symbol="2330", loan=loan)]).moved(0.21)
    assert mine.accounts[0].is_called and mine.called == () and mine.first is None
    assert mine.total().called == 0 and mine.total().called_sum == 0 and mine.total().cost_a_month < 0


def test_dollars_and_taiwan_dollars_are_not_added():
    ether = pl.Collateral(symbol="ETH", amount=1, price=3_000, loan_to_value=0.805, threshold=0.83)
    position = pl.CryptoPosition(collateral=[ether], debts=[pl.Debt(symbol="USDC", amount=1_500)])
    mine = pl.Portfolio(accounts=[OnChain(lender="Aave", position=position)])
    assert mine.currencies == ("USD",) and mine.total("TWD").collateral == 0 and mine.total("USD").debt == 1_500
    assert mine.accounts[0].room == pytest.approx(position.common_fall)


def test_a_token_on_both_sides_does_not_move_with_the_rest():
    def collateral(symbol, amount, price):
        return pl.Collateral(symbol=symbol, amount=amount, price=price, loan_to_value=0.8, threshold=0.8)

    held, owed = [collateral("ETH", 1, 3_000), collateral("USDC", 1_000, 1)], [pl.Debt(symbol="USDC", amount=2_000)]
    position = pl.CryptoPosition(collateral=held, debts=owed)
    account = OnChain(lender="Aave", position=position)
    assert account.exposed == ("ETH",)
    fallen = pl.Portfolio(accounts=[account]).moved(-account.room).accounts[0]
    assert fallen.position.health_factor == pytest.approx(1)


def test_what_makes_no_sense_is_refused():
    shares = pl.Holding("2330", 1_000, 100, 0.6)
    loan = PledgedLoan(lender="A", pledge=pl.Pledge(holdings=[shares], principal=1, rules=pl.rules("tw-bank-pledge")))
    dearer = replace(loan, lender="B", pledge=loan.pledge.at(101))
    for accounts, reason in (([], "empty"), ([loan, loan], "more than once"), ([loan, dearer], "prices names '2330'")):
        with pytest.raises(InputError, match=reason):
            pl.Portfolio(accounts=accounts)
    with pytest.raises(InputError, match="lender"):
        replace(loan, lender=" ")
    with pytest.raises(InputError, match="symbol"):
        pl.Portfolio(accounts=[loan]).at({"0050": 1})
