"""Rows become accounts: one pledge of several rows, one purchase a row, and the terms of a contract of one's own."""

from datetime import date

import pytest
from hypothesis import given, settings
from support.portfolios import portfolios

import pledge_lib as pl
from pledge_lib.datasets.mine.preview import read_position
from pledge_lib.datasets.mine.written import csv_bytes
from pledge_lib.datasets.own_contract import save_contract
from pledge_lib.finance.overview.contract import Contract
from pledge_lib.market.mine.dates import ENDS, dates_to_watch
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.market.mine.replay import replayed
from pledge_lib.market.mine.rows import rows_of
from pledge_lib.panels.mine.first_call_model import first_call

HEAD = "lender,kind,symbol,shares,price,loan,rate,call line\n"


def mine_of(*lines: str) -> pl.Portfolio:
    return portfolio_of(read_position((HEAD + "\n".join(lines)).encode()))


@settings(max_examples=max(20, settings().max_examples // 2))
@given(portfolios())
def test_rows_of_a_portfolio_make_it_again(mine):
    assert portfolio_of(rows_of(mine)) == mine


def test_holdings_of_one_symbol_are_one_pledge_and_its_loans_add_up():
    mine = mine_of("A Bank,pledge,2330,1000,100,50000,,", "A Bank,pledge,2330,500,100,,,", "A Bank,pledge,,,,10000,3%,")
    (account,) = mine.accounts
    assert [(held.symbol, held.shares) for held in account.pledge.holdings] == [("2330", 1_500)]
    assert account.debt == 60_000 and account.pledge.annual_rate == 0.03


def test_purchases_of_one_symbol_stay_apart():
    mine = mine_of("A,long,2330,1000,100,60000,,", "A,long,2330,1000,100,50000,,", "A,posted,0050,10,200,,,")
    account = mine.accounts[0].account
    assert [part.name for part in account.longs] == ["2330", "2330 2"] and account.posted_value == 2_000


LOTS = """機構,種類,代號,股數,現價,借款,借款日,到期日
乙證券,融資,2330,1000,100,60000,114/03/05,114/09/05
乙證券,融資,2330,2000,100,100000,114/04/05,114/10/06
乙證券,融資,2317,1000,200,120000,114/04/05,114/10/06
"""


def test_each_purchase_has_its_own_days_and_they_come_back():
    """As every broker keeps them: refused until now, since an account had one day."""
    seen = read_position(LOTS.encode())
    assert seen.ready, seen.reason
    mine = portfolio_of(seen)
    assert portfolio_of(rows_of(mine)) == portfolio_of(read_position(csv_bytes(rows_of(mine), "zh_TW"))) == mine
    ends = [(each.day, each.amount) for each in dates_to_watch(mine, "2025-05-02") if each.kind == ENDS]
    assert ends == [(date(2025, 9, 5), 60_000), (date(2025, 10, 7), 220_000)], "the 6th is a holiday"


def test_a_contract_of_ones_own_lifts_what_would_lie_below_its_line():
    rules = mine_of("A Bank,pledge,2330,1000,100,50000,,170%").accounts[0].pledge.rules
    assert (rules.call_line, rules.cure_target, rules.cancel_level) == (1.7, 1.7, 1.7)


@pytest.mark.parametrize("language", [None, "zh_TW", "en"])
def test_a_loan_may_stand_under_the_contract_that_the_reader_typed_in_f0_5(language, tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    text = "機構,種類,代號,股數,現價,借款,適用規則\n小銀行,質押,2330,1張,100,6萬,自己的契約\n"
    seen = read_position(text.encode())
    assert "F0.5" in seen.reason, "without one it is said where it is typed"
    save_contract(Contract(call_line=1.45, cure_sessions=3, interest_in_debt=True), date(2026, 3, 2))
    mine = portfolio_of(read_position(text.encode()))
    (account,) = mine.accounts
    assert (account.line, account.rules.cure_sessions, account.rules.interest_in_debt) == (1.45, 3, True)
    assert portfolio_of(read_position(csv_bytes(rows_of(mine), language))) == mine
    assert replayed(mine, "2025-tariffs").accounts and first_call(mine, -0.3, {}, is_example=False).called == 1


def test_a_line_that_is_the_profiles_own_is_no_term_of_ones_own():
    (usual,) = rows_of(mine_of("A Bank,pledge,2330,1000,100,50000,,"))
    line = mine_of("A Bank,pledge,2330,1000,100,50000,,").accounts[0].pledge.rules.call_line
    (typed,) = rows_of(mine_of(f"A Bank,pledge,2330,1000,100,50000,,{line:.0%}"))
    (other,) = rows_of(mine_of(f"A Bank,pledge,2330,1000,100,50000,,{line + 0.1:.0%}"))
    assert typed.call_line is usual.call_line is None and other.call_line == pytest.approx(line + 0.1)


def test_several_loans_of_one_symbol_earn_as_much_as_each():
    mine = mine_of("A,lent,2330,1000,100,,2%,", "A,lent,2330,3000,100,,6%,")
    (account,) = mine.accounts
    parts = [mine_of(f"A,lent,2330,{shares},100,,{rate}%,").accounts[0] for shares, rate in ((1000, 2), (3000, 6))]
    assert account.cost_a_month == pytest.approx(sum(part.cost_a_month for part in parts))


def test_a_file_that_is_not_understood_is_refused_whole(tmp_path):
    file = tmp_path / "我的部位.csv"
    file.write_text(HEAD + "A Bank,pledge,2330,1000,100,50000,,\nA Bank,pledge,0050,ten,100,,,\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"我的部位.csv, row 3: shares is 'ten'"):
        pl.read_portfolio(file)
    with pytest.raises(ValueError, match="exists"):
        pl.read_portfolio(tmp_path / "none.csv")


def test_a_day_without_a_dividend_to_it_is_a_day_of_nothing():
    head = "lender,kind,symbol,shares,price,loan,ex date\n"
    mine = portfolio_of(read_position(f"{head}A Bank,pledge,2330,1000,100,50000,2026-07-01".encode()))
    assert [(each.symbol, each.cash_per_share) for each in mine.ex_dates] == [("2330", 0)]
