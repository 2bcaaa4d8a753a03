"""The numbers that lessons 0, 5 and 6 state are those that the library computes. The pair tests hold English to it."""

import pytest
from support.shown import amount_text, percent_text

import pledge_lib as pl
from pledge_lib.course.bank import bank
from pledge_lib.datasets.mine import kept
from pledge_lib.finance.capstone.plan import TESTED_FALL
from pledge_lib.market.capstone.counted import PATHS
from pledge_lib.market.mine.holdings import portfolio_of
from tools import notebooks

BROKER = pl.rules("tw-broker-pledge")
CAPSTONE = bank("05_capstone")
FALL = 0.30
HOUSEHOLD = portfolio_of(kept.example())
FALLEN = HOUSEHOLD.moved(-FALL)
CHINESE = {7: "七", 10: "十"}


def percent(fraction):
    """Return per cent as the prose writes it: 60%, not 60.00%."""
    return percent_text(fraction).replace(".00%", "%")


STATED = {
    "s0-vocabulary": [
        f"借 {percent(BROKER.loan_to_value)}，維持率就從 {percent(pl.maintenance_ratio(1, BROKER.loan_to_value))} 開始"
    ],
    "s0-marks": [f"最多借 {percent(BROKER.loan_to_value)}", f"{percent(BROKER.call_line)} 追繳線"],
    "s5-3-hook": [f"看跌 {percent(TESTED_FALL)} 之後"],
    "s5-4-hook": [f"下面{CHINESE[len(CAPSTONE.core)]}題", f"{CHINESE[CAPSTONE.gate]}題答對"],
    "s5-5-hook": [f"再模擬 {amount_text(PATHS)} 條"],
    "s5-close": [f"{CHINESE[len(CAPSTONE.core)]}題核心練習答對{CHINESE[CAPSTONE.gate]}題"],
    "s6-1-remember": [f"跌 {percent(FALL)} 之後，合計的維持率還有 {percent(FALLEN.total().ratio)}"],
}


@pytest.mark.parametrize("cell_id", STATED)
def test_the_prose_states_what_the_library_computes(cell_id):
    sources = {cell.id: cell.source for name in notebooks.names() for cell in notebooks.read(name, "zh_TW").cells}
    missing = [text for text in STATED[cell_id] if text not in sources[cell_id]]
    assert not missing, f"cell {cell_id} does not say {', '.join(missing)}"


def test_of_the_household_the_finance_company_alone_calls_as_lesson_6_says():
    assert list(FALLEN.called_lenders) == ["example-sfc"]
    assert [account.own_call for account in HOUSEHOLD.accounts].count(True) == 3, "each of the three has its own line"
