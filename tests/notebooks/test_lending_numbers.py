"""The numbers that lesson 3 states are those that the library computes. English is held to it by the pair tests."""

import pytest
from support.shown import amount_text, percent_text

import pledge_lib as pl
from pledge_lib.course import Lesson
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.lending.dividend_tax import DIVIDEND, OTHER, compensation_tax, dividend_tax
from pledge_lib.finance.lending.income import yearly_yield
from tools import notebooks

LESSON = "03_securities_lending"
RULES = pl.rules("tw-lending")
LOAN = pl.StockLoan(shares=1_000, price=800, annual_rate=0.03, rules=RULES)


def percent(fraction):
    """Return per cent as the prose writes it: 20%, not 20.00%."""
    return percent_text(fraction).replace(".00%", "%")


def formula(amount):
    """Return an amount as a formula writes it: 1{,}120{,}000."""
    return amount_text(amount).replace(",", "{,}")


def taxes(compute):
    """Return a row of the table of taxes, for the low bracket and the high one."""
    low, high = (amount_text(compute(bracket)) for bracket in (0.05, 0.40))
    return low, f"{high} 元 |"


STATED = {
    "s3-1-explain": [
        f"= {amount_text(LOAN.fee([800]))}$ 元",
        f"= {formula(LOAN.collateral)}$ 元",
        f"= {amount_text(LOAN.call_price)}$ 元，也就是漲 {percent(LOAN.rise_to_call)}",
    ],
    "s3-3-hook": [
        f"從 {amount_text(min(case.printed_total for case in lending_scenarios()))} 元",
        f"到 {amount_text(max(case.printed_total for case in lending_scenarios()))} 元",
    ],
    "s3-4-explain": [percent(RULES.borrowed_sale_cap)],
    "s3-ref-where": [percent_text(RULES.fixed_price_rate, 1)],
    "s3-5-explain": [percent(RULES.withholding), f"{amount_text(RULES.withholding_waiver)} 元就免扣"],
    "s3-6-hook": ["{}、{} 或 {} 個營業日".format(*RULES.recall_choices)],
    "s3-6-real-note": [f"3 個營業日之後是 {pl.recalled_by('2025-04-02', 3)}"],
    "s3-6-explain": [f"= {formula(800_000 * 0.97**3)}$ 元", f"少了 {amount_text(800_000 * (1 - 0.97**3))} 元"],
    "s3-7-explain": [
        *taxes(lambda bracket: dividend_tax(50_000, bracket, RULES)),
        *taxes(lambda bracket: compensation_tax(50_000, bracket, RULES, DIVIDEND)),
        *taxes(lambda bracket: compensation_tax(50_000, bracket, RULES, OTHER)),
        f"可抵減 {percent_text(RULES.dividend_credit, 1)}",
        f"一戶最多 {amount_text(RULES.dividend_credit_cap)} 元",
        f"{RULES.compensation_is_dividend_since} 的函釋",
    ],
    "s3-ref-steps": [f"滿 {RULES.account_months} 個月"],
    "s3-10-scale": [
        percent_text(yearly_yield(0.08, 0.25, 0.20), 1),
        "{}、{} 或 {} 個營業日".format(*RULES.recall_choices),
    ],
    "s3-8-hook": [
        percent(RULES.initial_ratio),
        percent(RULES.call_line),
        f"在 {RULES.broker_cure_sessions} 個營業日內",
    ],
    "s3-8-explain": [
        f"一口氣漲超過 {percent(RULES.initial_ratio - 1)}",
        f"買回要 {amount_text(LOAN.at(1_200).owed)} 元，擔保品只賣得 {amount_text(LOAN.collateral)} 元",
        f"少 {amount_text(LOAN.at(1_200).recovery().missing)} 元",
    ],
    "s3-2-practice": [
        f"最多 {percent(RULES.highest_rate)}",
        f"競價的單位是 {percent_text(RULES.auction_step, 1)}，議借是 {percent_text(RULES.negotiated_step)}",
    ],
}


SHOWN = {  # what a figure says at an example, and the cell that names the example and these numbers
    ("s3-4-explain", "F3.4", "usual"): ("30.82%", "3.10%"),
    ("s3-6-real-explain", "F3.5", "tariffs"): ("133,333.33 元",),
    ("s3-6-real-explain", "F3.5", "recovery"): ("81,528.66 元",),
    ("s3-6-luck", "F3.8", "thirty"): ("49.0%", "1.18%"),
    ("s3-7-explain", "F3.6", "stock-older"): ("35,200 元",),
    ("s3-7-path", "F3.6", "letter"): ("394.52 元",),
    ("s3-7-path", "F3.6", "older-low"): ("4,250 元",),
    ("s3-7-path", "F3.6", "older-high"): ("6,000 元", "45.63%", "16%"),
    ("s3-7-path", "F3.6", "hot"): ("7.60%",),
    ("s3-8-explain", "F3.7", "lesson"): ("1,200,000 元", "1,120,000 元", "80,000 元"),
    ("s3-9-explain", "F3.9", "article"): ("105 元", "19,200 元"),
    ("s3-ref-which", "F3.8", "hardly-wanted"): ("9.9%",),
}


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: "-".join(case))
def test_a_figure_shows_at_its_example_what_the_prose_says(case):
    cell_id, figure, example = case
    said = Lesson(LESSON, notebooks.LEADING).panel(figure, example).frame["sentence"]
    [prose] = [cell.source for cell in notebooks.read(LESSON, notebooks.LEADING).cells if cell.id == cell_id]
    for number in SHOWN[case]:
        assert number in said and number in prose, f"{number} is not in {said!r} or not in {cell_id}"


@pytest.mark.parametrize("cell_id", STATED)
def test_the_prose_states_what_the_library_computes(cell_id):
    sources = {cell.id: cell.source for cell in notebooks.read(LESSON, notebooks.LEADING).cells}
    missing = [text for text in STATED[cell_id] if text not in sources[cell_id]]
    assert not missing, f"cell {cell_id} does not say {', '.join(missing)}"
