"""Several pledge loans at one lender: each by its own days and shares, or all as one account where the rules say so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.datasets.mine.preview import read_position
from pledge_lib.finance.mine.pledged import Drawing, PledgedLoan
from pledge_lib.market.mine.dates import ENDS, INTEREST, dates_to_watch
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.market.mine.replay import replayed
from pledge_lib.panels.mine.understood import understood
from pledge_lib.panels.words import Words

HEAD = "lender,kind,symbol,shares,price,loan,rate,start,maturity,loan number,days of interest\n"
APART = (
    "A Bank,pledge,2330,1000,1000,500000,2.5%,2025-10-15,2026-10-15,,",
    "A Bank,pledge,0050,2000,100,,,,,,",
    "A Bank,pledge,2317,3000,200,450000,3%,2026-01-20,2026-07-20,,",
)
WHOLE = (
    "B 證金,pledge,2330,1000,1000,500000,6%,2025-10-15,2026-04-15,,100",
    "B 證金,pledge,2317,3000,200,450000,5%,2026-01-20,2026-07-20,,10",
)


def seen_of(*lines):
    return read_position((HEAD + "\n".join(lines)).encode())


def mine_of(*lines):
    return portfolio_of(seen_of(*lines))


def test_at_a_bank_each_loan_has_its_own_shares_days_rate_and_ratio():
    """Refused until now, by name: an account had one day."""
    first, second = mine_of(*APART).accounts
    assert (first.title, second.title) == ("A Bank #1", "A Bank #2")
    assert (first.drawn, first.matures) == (date(2025, 10, 15), date(2026, 10, 15))
    assert (second.drawn, second.matures) == (date(2026, 1, 20), date(2026, 7, 20))
    assert first.ratio == pl.maintenance_ratio(1_000_000 + 200_000, 500_000), "0050 stands below its loan"
    assert second.ratio == pl.maintenance_ratio(600_000, 450_000)
    assert [each.pledge.annual_rate for each in (first, second)] == [0.025, 0.03]


def test_one_is_called_and_the_other_does_not_help_it():
    fallen = mine_of(*APART).moved(-0.10)
    first, second = fallen.accounts
    assert (first.is_called, second.is_called) == (False, True)
    assert fallen.total().called_sum == pytest.approx(pl.repay_to(540_000, 450_000, second.rules.cure_target))


def test_a_securities_finance_company_judges_the_whole_account_with_all_interest():
    """Rule B-6: all loans and all collateral together, principal and accrued interest in the denominator."""
    (account,) = mine_of(*WHOLE).accounts
    interest = pl.simple_interest(500_000, 0.06, 100) + pl.simple_interest(450_000, 0.05, 10)
    assert account.debt == pytest.approx(950_000 + interest)
    assert account.ratio == pytest.approx(pl.maintenance_ratio(1_600_000, 950_000 + interest))
    assert account.cost_a_month == pytest.approx((500_000 * 0.06 + 450_000 * 0.05) / 12)


SUMS = st.integers(0, 900).map(lambda thousands: thousands * 1_000.0)
LOANS = st.tuples(SUMS, st.sampled_from((0.0, 0.0295, 0.0625)), st.integers(0, 400))


@given(st.lists(LOANS, min_size=2, max_size=5), st.sampled_from(("tw-sfc-pledge", "tw-bank-pledge")))
def test_one_account_owes_what_its_loans_owe(loans, rules):
    rules = pl.rules(rules)
    drawings = [
        Drawing(which=str(place), principal=principal, annual_rate=rate, days=days)
        for place, (principal, rate, days) in enumerate(loans)
    ]
    held = pl.Holding("2330", 2_000, 1_000, 0.60)
    account = PledgedLoan.sharing(lender="A", holdings=[held], rules=rules, drawings=drawings)
    each = [
        pl.Pledge(holdings=[held], principal=principal, annual_rate=rate, days=days, rules=rules)
        for principal, rate, days in loans
    ]
    assert account.debt == pytest.approx(sum(pledge.debt for pledge in each))
    assert account.pledge.accrued_interest == pytest.approx(sum(pledge.accrued_interest for pledge in each))
    assert sum(map(account.owed_on, drawings)) == pytest.approx(account.debt)
    assert account.cost_a_month == pytest.approx(sum(part.cost_a_month for part in drawings))


@pytest.mark.parametrize("lines", [APART, WHOLE])
def test_each_loan_ends_and_pays_interest_on_its_own_days(lines):
    mine = mine_of(*lines)
    found = dates_to_watch(mine, "2026-03-02")
    ends = {each.lender[-2:]: each for each in found if each.kind == ENDS}
    assert {name: each.day for name, each in ends.items()} == {
        "#1": date.fromisoformat(lines[0].split(",")[8]),
        "#2": date(2026, 7, 20),
    }
    assert sum(each.amount for each in ends.values()) == pytest.approx(mine.total().debt)
    firsts = {each.lender[-2:]: each for each in reversed(found) if each.kind == INTEREST}
    assert {name: each.day.day for name, each in firsts.items()} == {"#1": 16, "#2": 20}, "the 15th is a Sunday"


def test_loans_without_shares_of_their_own_share_what_is_pledged():
    lines = (
        "A Bank,pledge,2330,1000,1000,,,,,,",
        "A Bank,pledge,,,,300000,2.5%,2025-10-15,,,",
        "A Bank,pledge,,,,200000,3%,2026-01-20,,,",
    )
    (account,) = mine_of(*lines).accounts
    assert account.ratio == 2 and [each.principal for each in account.drawings] == [300_000, 200_000]
    assert account.uncounted_since is None, "a bank leaves interest out"


@pytest.mark.parametrize(
    ("lines", "whiches"),
    [
        ((APART[0], APART[1]), [None, None]),
        (APART, ["1", "1", "2"]),
        ((APART[0], APART[2], "A Bank,pledge,2330,500,1000,90000,,2025-10-15,,,"), ["1", "2", "1"]),
        ((APART[0].replace("15,,", "15,2,"), APART[2]), ["2", "1"]),
        (WHOLE, ["1", "2"]),
    ],
)
def test_rows_are_told_apart(lines, whiches):
    seen = seen_of(*lines)
    assert seen.ready, seen.reason
    assert [row.which for row in seen.rows] == whiches


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (("A Bank,pledge,0050,2000,100,,,,,,", APART[0], APART[2]), "whose_loan"),
        ((*APART, "A Bank,pledge,2603,1000,200,50000,,,,,"), "whose_loan"),
        ((APART[0], "A Bank,pledge,0050,2000,100,,,2025-11-15,,,"), "two_values"),
        ((APART[0].replace("15,,", "15,7,"), APART[2].replace("20,,", "20,7,")), "two_values"),
    ],
)
def test_what_cannot_be_told_is_asked_for(lines, key):
    found = [problem for line in seen_of(*lines).not_understood for problem in line.problems]
    assert key in {problem.key for problem in found}


def test_a_number_for_one_loan_alone_holds_for_all_its_rows():
    (account,) = mine_of(APART[0].replace("15,,", "15,7,"), APART[1]).accounts
    assert account.which == "7" and len(account.pledge.holdings) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reader_is_told_how_several_loans_count_and_by_which_rule(language):
    words = Words(language, texts()[language])
    assert "B-6" in " ".join(understood(seen_of(*WHOLE), words))
    apart = " ".join(understood(seen_of(*APART), words))
    assert "#1" in apart and "B-6" not in apart


def test_a_crash_calls_each_loan_by_itself():
    found = replayed(mine_of(*APART), "2025-tariffs")
    assert [each.account.title for each in found.accounts] == ["A Bank #1", "A Bank #2"]
    assert found.accounts[0].first_called is None and found.accounts[1].first_called


def test_loans_of_one_day_are_told_apart_by_their_rate():
    rates = ("2%", "3%", "2%", "4%", "3%")
    lines = [f"A Bank,pledge,{place},1000,100,1000,{rate},2025-10-15,,," for place, rate in enumerate(rates, 1_000)]
    assert [row.which for row in seen_of(*lines).rows] == ["1", "2", "1", "3", "2"]
