"""The numbers that lesson 2 states are those that the library computes. English is held to it by the pair tests."""

import math

import pytest
from support.shown import amount_text, percent_text

import pledge_lib as pl
from pledge_lib.datasets.margin import margin_rules
from pledge_lib.finance.margin.history import limit_days_to_line
from pledge_lib.finance.margin.plan import breakeven_move
from pledge_lib.finance.margin.quota import needed_for
from pledge_lib.finance.margin.trade import purchase
from pledge_lib.finance.margin.trip import round_trip
from tools import notebooks

LESSON = "02_margin_trading"
RULES, OPENING = pl.rules("tw-margin"), pl.rules("tw-margin-opening")
LONG = pl.Long.open("shares", shares=1_000, price=100, rules=RULES)
ACCOUNT = pl.MarginAccount(rules=RULES, longs=[LONG])
PAIR = pl.MarginAccount(
    rules=RULES, longs=[pl.Long.open(name, shares=1_000, price=100, rules=RULES) for name in ("A", "B")]
)
CALLED_SUM = PAIR.at({"A": 70, "B": 80}).called_sums()["A"]
SHORT = pl.Short.open("B", shares=1_000, price=100, rules=RULES)
RAISED = margin_rules("2025-04-07")
RAISED_SHORT = pl.Short.open("B", shares=1_000, price=100, rules=RAISED)
TRADE = purchase(100_000, RULES)
TOP, DAY = "2024-07-11", "2024-08-05"
CLOSE = {name: pl.prices(name).close for name in ("2330", "2317", "2454", "2412")}
MIXED = pl.MarginAccount(
    rules=RULES,
    longs=[pl.Long.open(name, shares=1_000, price=CLOSE[name](TOP), rules=RULES) for name in ("2330", "2317", "2454")],
    shorts=[pl.Short.open("2412", shares=1_000, price=CLOSE["2412"](TOP), rules=RULES)],
)
THAT_DAY = MIXED.at({name: close(DAY) for name, close in CLOSE.items()})


def percent(fraction):
    """Return per cent as the prose writes it: 22%, not 22.00%."""
    return percent_text(fraction).replace(".00%", "%")


def after_costs(sold_for):
    """Return the return on own money of a round trip of 30 days, with its sign."""
    found = round_trip(TRADE, sold_for, days=30, rules=RULES, annual_rate=0.065).return_on_own
    return ("+" if found > 0 else "") + percent(found)


def ladder(sessions):
    """Return the ratio after each limit-down, as a formula writes it."""
    ratios = [5 / 3 * (1 - RULES.daily_limit) ** session for session in range(sessions + 1)]
    return r" \to ".join(percent(ratio).replace(".50%", ".5%").replace("%", r"\%") for ratio in ratios)


STATED = {
    "s2-question": [f"收在 {amount_text(CLOSE_OF_INDEX := pl.prices('TAIEX').close(DAY))} 點"],
    "s2-1-explain": [
        rf"= {percent(LONG.ratio)[:-1]}\%$",
        f"= {amount_text(pl.simple_interest(LONG.loan, 0.065, 1))}$ 元",
        f"= {amount_text(LONG.call_price(RULES.call_line))}$ 元，下跌空間 {percent(-LONG.move_to(RULES.call_line))}",
    ],
    "s2-1-costs": [
        f"| +25% | {after_costs(110_000)} |",
        f"| −25% | {after_costs(90_000)} |",
        f"漲 {percent(breakeven_move(financing_ratio=0.60, days=30, annual_rate=0.065, rules=RULES))} 才打平",
    ],
    "s2-2-explain": [
        f"{pl.settlement_date('2025-03-28')} 交割",
        f"{pl.settlement_date('2025-04-02')} 才交割",
        f"一共 {pl.interest_days('2025-03-28', '2025-04-02')} 天",
        f"= {amount_text(pl.simple_interest(600_000, 0.065, 7))}$$",
    ],
    "s2-3-hook": [percent(PAIR.at({"A": 70}).position_ratios["A"])],
    "s2-3-explain": [rf"= {percent(PAIR.at({'A': 70}).ratio)[:-1]}\%$", percent(PAIR.at({"A": 70, "B": 70}).ratio)],
    "s2-3-code-explain": [
        f"帳戶是 {percent(PAIR.at({'A': 70, 'B': 80}).ratio)}",
        f"乙 {percent(PAIR.at({'A': 70, 'B': 80}).position_ratios['B'])}",
        "= " + amount_text(PAIR.at({"A": 70, "B": 80}).called_sums()["A"]).replace(",", "{,}") + "$ 元",
    ],
    "s2-3-why": [rf"= {percent(PAIR.at({'A': 70, 'B': 80}).collateral / (120_000 - CALLED_SUM))[:-1]}\%$"],
    "s2-4-rules": [percent(RULES.call_line), percent(RULES.cancel_level), f"{RULES.cure_sessions} 個營業日"],
    "s2-4-explain": [
        f"維持率 {percent(ACCOUNT.at({'shares': 76.8}).ratio)}",
        f"期限是 {pl.deadline('2025-02-11', RULES.cure_sessions)}",
        f"剛好 {percent(ACCOUNT.at({'shares': 78}).ratio)}",
    ],
    "s2-5-explain": [
        f"| {percent(RULES.call_line)} | {amount_text(pl.repay_to(75_000, 60_000, RULES.call_line))} 元",
        f"| {percent(RULES.cancel_level)} | {amount_text(pl.repay_to(75_000, 60_000, RULES.cancel_level))} 元",
        f"| 166.67% | {amount_text(pl.repay_to(75_000, 60_000, 5 / 3))} 元",
        f"是到 130% 的 {pl.repay_to(75_000, 60_000, 1.66) / pl.repay_to(75_000, 60_000, 1.30):.1f} 倍",
        f"要賣 {amount_text(pl.sell_to(75_000, 60_000, RULES.cancel_level))} 元的股票",
    ],
    "s2-6-explain": [ladder(5)],
    "s2-6-history-explain": [
        f"{limit_days_to_line(5 / 3, 1.40, 0.07):.2f} 天和 {limit_days_to_line(5 / 3, 1.30, 0.10):.2f} 天",
        f"要 {limit_days_to_line(5 / 3, 1.20, 0.07):.2f} 天",
    ],
    "s2-7-explain": [
        f"剩 {amount_text(SHORT.short_sale_collateral)} 元",
        f"保證金 {amount_text(SHORT.short_sale_margin)} 元",
        rf"= {percent(SHORT.ratio)[:-1]}\%$$",
        f"= {amount_text(SHORT.call_price(RULES.call_line))}$ 元",
        f"漲幅 {percent(SHORT.move_to(RULES.call_line))}",
        f"空間變成 {percent(RAISED_SHORT.move_to(RAISED.call_line))}",
    ],
    "s2-8-predict": [percent(MIXED.ratio), f"一起跌 {percent(-MIXED.move_to())}"],
    "s2-8-explain": [
        f"整戶剩 {percent(THAT_DAY.ratio)}",
        *(
            f"{share} {percent(THAT_DAY.position_ratios[name])}"
            for share, name in (("台積電", "2330"), ("鴻海", "2317"), ("聯發科", "2454"), ("中華電", "2412"))
        ),
    ],
    "s2-9-explain": [
        f"年滿 {OPENING.age} 歲",
        f"交易帳戶開滿 {OPENING.account_months} 個月",
        f"成交 {OPENING.trades} 筆",
        *(f"是 {amount_text(needed_for(1_000_000, OPENING)[name])} 元" for name in ("turnover", "proof")),
        f"可以到 {math.floor(250_000 / OPENING.proof_share):,} 元",
    ],
    "s2-9-remember": [f"最長 {RULES.term_months} 個月", f"一共 {RULES.longest_term_months} 個月"],
}


@pytest.mark.parametrize("cell_id", STATED)
def test_the_prose_states_what_the_library_computes(cell_id):
    sources = {cell.id: cell.source for cell in notebooks.read(LESSON, notebooks.LEADING).cells}
    missing = [text for text in STATED[cell_id] if text not in sources[cell_id]]
    assert not missing, f"cell {cell_id} does not say {', '.join(missing)}"


def test_the_index_fell_as_the_lesson_says():
    before = pl.prices("TAIEX").close("2024-08-02")
    assert amount_text(before - CLOSE_OF_INDEX) == "1,807.21"
    assert percent(1 - CLOSE_OF_INDEX / before) == "8.35%"
