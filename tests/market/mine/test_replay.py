"""A crash on one's own holdings is the lesson's procedure on the shipped closes, at one's own price."""

import pytest

import pledge_lib as pl
from pledge_lib.finance.mine.lent_out import LentOut
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.market.closes import replay as closes_of
from pledge_lib.market.mine.replay import EPISODES, INDEX, known_symbols, replayed
from pledge_lib.market.plan import Plan

BANK, MARGIN = pl.rules("tw-bank-pledge"), pl.rules("tw-margin")


def loan(symbol="2317", price=100.0, principal=60_000, lender="A"):
    held = pl.Holding(symbol, 1_000, price, 0.60)
    return PledgedLoan(lender=lender, pledge=pl.Pledge(holdings=[held], principal=principal, rules=BANK))


def alone(account):
    return pl.Portfolio(accounts=[account])


def test_a_shipped_share_goes_its_own_way_from_its_own_price():
    episode = "2024-yen-unwinding"
    closes = closes_of("2317", episode)
    own = closes.closes[0]
    account = loan(price=own, principal=own * 600)
    plan = Plan(fill_chance=0.0)
    direct = pl.run_timeline(account.pledge, list(zip(closes.dates, closes.closes, strict=True)), plan=plan)
    found = replayed(alone(account), episode).weakest
    assert [row.date for row in found.log] == [row.date for row in direct]
    assert found.log.states == direct.states and not found.follows
    assert found.lowest.ratio == pytest.approx(direct.summary.lowest_ratio, rel=1e-3)


@pytest.mark.parametrize("episode", list(EPISODES))
def test_an_unknown_share_follows_the_index_by_its_beta(episode):
    index = closes_of(INDEX, episode)
    (found,) = replayed(alone(loan(symbol="XYZ", principal=20_000)), episode, betas={"XYZ": 1.0}).accounts
    ratios = [row.ratio / found.log.rows[0].ratio for row in found.log]
    assert min(ratios) == pytest.approx(min(index.closes) / index.closes[0], rel=2e-3)
    assert found.follows == ("XYZ",)
    (still,) = replayed(alone(loan(symbol="XYZ", principal=20_000)), episode, betas=0.0).accounts
    assert {row.ratio for row in still.log} == {5.0}


def test_a_higher_beta_falls_deeper_but_never_beyond_the_daily_limit():
    lows = []
    for beta in (0.5, 1.0, 2.0, 9.0):
        (found,) = replayed(alone(loan(symbol="XYZ", principal=10_000)), "2025-tariffs", betas=beta).accounts
        lows.append(found.lowest.ratio)
        steps = [
            after.close / before.close - 1 for before, after in zip(found.log.rows, found.log.rows[1:], strict=False)
        ]
        assert min(steps) >= -0.1005
    assert lows == sorted(lows, reverse=True) and len(set(lows)) == 4


def test_who_pays_is_not_sold_and_sees_what_it_took():
    account = loan(symbol="2317", principal=60_000)
    nothing, paid = (replayed(alone(account), "2008-financial-crisis", pays=pays).weakest for pays in (False, True))
    assert nothing.sold and nothing.paid == 0
    assert paid.sold is None and paid.paid > 0 and paid.days_called > 0


def test_no_account_changes_anothers_way():
    accounts = [loan(lender="A"), loan(symbol="XYZ", lender="B", principal=70_000)]
    both = replayed(pl.Portfolio(accounts=accounts), "2015-china")
    for account, found in zip(accounts, both.accounts, strict=True):
        assert replayed(alone(account), "2015-china").accounts[0].log.rows == found.log.rows
    assert both.weakest.account.lender == "B"


def test_margin_chain_and_lent_shares_in_one_crash():
    long = pl.Long("2454", shares=1_000, price=1_200, loan=720_000)
    margin = MarginTrading(lender="A", account=pl.MarginAccount(rules=MARGIN, longs=[long]))
    ether = pl.Collateral(symbol="ETH", amount=1, price=3_000, loan_to_value=0.805, threshold=0.83, bonus=0.05)
    chain = OnChain(
        lender="Aave", position=pl.CryptoPosition(collateral=[ether], debts=[pl.Debt(symbol="USDC", amount=2_000)])
    )
    lent = LentOut(
        lender="B", symbol="2330", loan=pl.StockLoan(shares=1, price=1, annual_rate=0.01, rules=pl.rules("tw-lending"))
    )
    mine = pl.Portfolio(accounts=[margin, chain, lent])
    found = replayed(mine, "2020-pandemic")
    assert found.left_out == (lent,)
    assert [each.account.lender for each in found.accounts] == ["A", "Aave"]
    points = pl.prices("ETH").window(EPISODES["2020-pandemic"])
    line = points[0].close * (1 - chain.room)
    assert found.accounts[1].sold == next(point.date for point in points if point.low < line)
    assert replayed(mine, "2008-financial-crisis").left_out == (chain, lent)


def test_what_is_known_of_a_crash_begins_with_it():
    assert "2330" in known_symbols("2025-tariffs") and INDEX not in known_symbols("2025-tariffs")
    assert all(known_symbols(episode) for episode in EPISODES)
