"""The numbers that the prose states are the numbers that the library computes. The prose is checked in Chinese; the
pair tests hold English to it."""

import math

import pytest

import pledge_lib as pl
from pledge_lib.course.claims import claims
from pledge_lib.course.pledging import GATE, QUESTIONS
from pledge_lib.finance.money import amount_text, percent_text
from tools import notebooks

BROKER = pl.rules("tw-broker-pledge")
COMPANY = pl.rules("tw-sfc-pledge")
SHARES = pl.Holding("shares", shares=10_000, price=100, loan_to_value=BROKER.loan_to_value)
OTHER = pl.Holding("other", shares=5_000, price=40, loan_to_value=BROKER.loan_to_value_not_eligible)
SMALL = pl.Holding("small", shares=1_000, price=55.30, loan_to_value=BROKER.loan_to_value)
PLEDGE = pl.Pledge(holdings=[SHARES], principal=600_000, rules=BROKER)
MIX = pl.Pledge(holdings=[SHARES, OTHER], principal=680_000, rules=BROKER)
FALLEN = pl.Pledge(
    holdings=[pl.Holding("shares", shares=10_000, price=60, loan_to_value=0.5)], principal=500_000, rules=BROKER
)
LATE = pl.Pledge(holdings=[SHARES], principal=600_000, rules=COMPANY, annual_rate=0.0682, days=180).at(84)
CORE = sum(question.core for question in QUESTIONS.values())
TAIEX_BEFORE, TAIEX_AFTER = 21_298.22, 17_391.76


def percent(fraction):
    """Return per cent as the prose writes it: 22%, not 22.00%."""
    return percent_text(fraction).replace(".00%", "%")


def cured(target):
    """Return how the prose writes the four cures of the fallen pledge to one target."""
    by_shares = FALLEN.cure(target).shares
    by_lots = FALLEN.cure(target, lot=1_000).shares // 1_000
    sums = (FALLEN.cure(target).repay, FALLEN.cure(target).add, FALLEN.cure(target).sell)
    return [*(f"{amount_text(amount)} 元" for amount in sums), f"{amount_text(by_shares)} 股", f"{by_lots} 張"]


def ladder(ratio, sessions):
    """Return the ratio after each limit-down."""
    return [ratio * (1 - BROKER.daily_limit) ** session for session in range(1, sessions + 1)]


def rooms(loan_to_value):
    """Return a row of the table of rooms: the initial ratio, and the fall to 130 % and to 140 %."""
    falls = (pl.fall_to_line(1 / loan_to_value, rules.call_line) for rules in (BROKER, COMPANY))
    return " | ".join([percent(1 / loan_to_value), *map(percent, falls)])


def counted(number, things="題"):
    """Return how the prose counts a few things: 六題."""
    return f"{'零一二三四五六七八九'[number]}{things}"


def dear(days):
    """Return the effective yearly cost of the bank's offer."""
    return percent(pl.effective_annual_cost(600_000, 0.0295, days, 5_000))


STATED = {
    "s0-taste-explain": [percent(PLEDGE.ratio), percent(PLEDGE.fall_to_call), "780,000 元"],
    "s1-question": [percent(1 - TAIEX_AFTER / TAIEX_BEFORE)],
    "s1-1-explain": [
        percent(PLEDGE.ratio),
        amount_text(pl.simple_interest(600_000, 0.03, 1)),
        amount_text(PLEDGE.call_price("shares"), places=2),
    ],
    "s1-2-hook": [percent(BROKER.loan_to_value), percent(BROKER.loan_to_value_not_eligible)],
    "s1-2-explain": [amount_text(MIX.loan_cap).replace(",", "{,}"), percent(1 / MIX.ratio)],
    "s1-2-floor": [
        amount_text(SMALL.value * SMALL.loan_to_value),
        amount_text(pl.Pledge(holdings=[SMALL], principal=0, rules=BROKER).loan_cap),
    ],
    "s1-2-start": [percent(1 / loan_to_value) for loan_to_value in (0.60, 0.50, 0.40)],
    "s1-2-practice": [counted(CORE), counted(GATE)],
    "s1-3-explain": [rooms(loan_to_value) for loan_to_value in (0.60, 0.50, 0.40)],
    "s1-3-ladder-explain": [percent_text(ratio, places=1).replace(".0%", "%") for ratio in ladder(5 / 3, 3)],
    "s1-3-harbour": [percent_text(ratio, places=1).replace(".0%", "%") for ratio in ladder(1.30, 3)],
    "s1-5-hook": [percent(FALLEN.ratio)],
    "s1-5-explain": [percent_text(pl.maintenance_ratio(600_000, 450_000)).rstrip("%")],
    "s1-5-ways": [*cured(BROKER.call_line), *cured(BROKER.cure_target)],
    "s1-5-why": [
        percent_text(BROKER.selling_cost, places=4),
        amount_text(FALLEN.cure(BROKER.cure_target, selling_cost=BROKER.selling_cost).sell),
    ],
    "s1-5-levels": [
        f"{percent(BROKER.call_line)} [2ND] | {percent(COMPANY.call_line)} [RULE]",
        f"{BROKER.cure_sessions} 個營業日 [2ND] | {COMPANY.cure_sessions} 個營業日 [RULE]",
        f"{percent(BROKER.cure_target)} [2ND] | 高於 {percent(COMPANY.cure_target)} [RULE]",
        f"{percent(BROKER.cancel_level)} [2ND] | {percent(COMPANY.cancel_level)} [RULE]",
    ],
    "s1-5-practice": [counted(len(QUESTIONS["E1.5"].fields), "個格子")],
    "s1-5-suspended": [amount_text(FALLEN.cure(1.30).repay), amount_text(FALLEN.cure(1.66).repay)],
    "s1-5-deadline-explain": [f"答案是 {pl.deadline('2025-04-02', BROKER.cure_sessions)}"],
    "s1-5-interest-explain": [amount_text(LATE.accrued_interest), amount_text(LATE.debt), percent(LATE.ratio)],
    "s1-5-answer": [percent(pl.maintenance_ratio(TAIEX_AFTER, 0.60 * TAIEX_BEFORE))],
    "s1-6-interest": [amount_text(pl.simple_interest(600_000, 0.03, 30)), "1,470 元", "9.45 元"],
    "s1-6-effective": [
        *(f"{days} | {dear(days)} |" for days in (30, 90, 365)),
        amount_text(pl.simple_interest(600_000, 0.0295, 30) + 5_000),
        amount_text(pl.simple_interest(600_000, 0.0645, 30)),
    ],
    "s1-6-breakeven": [
        f"{pl.breakeven_days(600_000, 0.0295, 5_000, other_rate=0.0645):.1f} 天",
        f"第 {math.ceil(pl.breakeven_days(600_000, 0.0295, 5_000, other_rate=0.0645))} 天",
    ],
    "s1-10-hook": [f"{len(claims())} 則"],
    "s1-close": [counted(CORE), counted(GATE)],
}


@pytest.mark.parametrize("cell_id", STATED)
def test_the_prose_states_what_the_library_computes(cell_id):
    sources = {cell.id: cell.source for name in notebooks.names() for cell in notebooks.read(name, "zh_TW").cells}
    missing = [text for text in STATED[cell_id] if text not in sources[cell_id]]
    assert not missing, f"cell {cell_id} does not say {', '.join(missing)}"
