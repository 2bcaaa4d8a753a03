"""The numbers that the prose states are the numbers that the library computes. The prose is checked in Chinese; the
pair tests hold English to it."""

import math
from fractions import Fraction

import pytest
from support.shown import amount_text, percent_text

import pledge_lib as pl
from pledge_lib.course.bank import bank
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import texts
from pledge_lib.finance.leverage import loop_carry, loop_debt, loop_exposure, loop_loss, loop_ratio, loop_room
from pledge_lib.finance.sale import sale_costs
from pledge_lib.market.plan import Plan, recorded_events
from pledge_lib.panels import figures
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.jobs import Job
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
BANK = bank("01_pledging")
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


def counted_paths(figure, preset):
    """Return what the job of a figure finds at one of its examples."""
    own = figures.figure(figure)
    job = Job(own.job, print)
    job.finish(defaults(own.controls) | own.preset_values(preset))
    return job.found.result


def interest(days):
    """Return the interest of Mei-ling's loan at the broker's rate."""
    return pl.simple_interest(600_000, 0.0645, days)


def chance(**case):
    """Return the odds of a call after borrowing 60%, at a volatility of 30% unless the case says another."""
    return percent_text(pl.call_odds(**{"ratio": 5 / 3, "volatility": 0.30, **case}).probability_of_call, places=1)


def room(rounds):
    """Return the room after so many rounds of a loop at 60%."""
    return loop_room(0.60, rounds, BROKER.call_line)


def dear(days):
    """Return the effective yearly cost of the bank's offer."""
    return percent(pl.effective_annual_cost(600_000, 0.0295, days, 5_000))


def replayed(symbol, shares, price, principal, rules=BROKER, plan=None):
    """Return the log of a full loan of 2025-03-03 through the fall of April 2025."""
    lots = pl.Holding(symbol, shares=shares, price=price, loan_to_value=BROKER.loan_to_value)
    loan = pl.Pledge(holdings=[lots], principal=principal, rules=rules, annual_rate=0.0645)
    path = pl.prices(symbol).window("2025-tariffs")
    assert path[0].close == price and loan.loan_cap == principal
    return loan, pl.run_timeline(loan, path, plan=plan or Plan())


def math_text(amount):
    """Return an amount as a formula writes it: 1{,}020{,}000."""
    return amount_text(amount).replace(",", "{,}")


def odds(loan_to_value):
    """Return a row of the table of odds: loan-to-value, start, room and odds of a call within a year."""
    ratio = 1 / loan_to_value
    found = pl.call_odds(ratio=ratio, volatility=0.30).probability_of_call
    falls = pl.fall_to_line(ratio, BROKER.call_line)
    return f"{percent(loan_to_value)} | {percent(ratio)} | {percent(falls)} | {percent_text(found, places=1)}"


GATES = [text for each in BANK.sittings for text in (counted(len(each.core)), f"答對{counted(each.gate)}")]
ACTED = counted_paths("F1.8", "early")
CALMER = pl.Pledge(holdings=[SHARES], principal=400_000, rules=BROKER)
SALE_RATES = {"transaction_tax": BROKER.transaction_tax, "commission": BROKER.commission}
SHU_FEN, SHU_FEN_LOG = replayed("2317", 10_000, 170, 1_020_000)
SHU_FEN_DAYS = {str(row.date): row for row in SHU_FEN_LOG}
CALL, SALE = SHU_FEN_LOG.summary, SHU_FEN_LOG.first("sold").statement
TSMC_LOG = replayed("2330", 1_000, 1_020, 612_000)[1]
TSMC, TSMC_DEADLINE = TSMC_LOG.summary, TSMC_LOG.first("deadline")
PREMARKED = replayed("2330", 1_000, 1_020, 612_000, COMPANY, Plan(**recorded_events("2330")))[1]
AFTER_LADDER = PLEDGE.at(72.9).cure(BROKER.cure_target).repay

STATED = {
    "s1-question": [percent(1 - TAIEX_AFTER / TAIEX_BEFORE)],
    "s1-1-explain": [
        percent(PLEDGE.ratio),
        amount_text(pl.simple_interest(600_000, 0.03, 1)),
        amount_text(PLEDGE.call_price("shares"), places=2),
    ],
    "s1-1-sell": [
        f"付 {percent_text(BROKER.selling_cost, places=4)} 的稅和手續費",
        f"漲超過 {percent((1 + pl.simple_interest(1, 0.03, 182)) * (1 - BROKER.selling_cost) - 1)}",
    ],
    "s1-2-hook": [percent(BROKER.loan_to_value), percent(BROKER.loan_to_value_not_eligible)],
    "s1-2-explain": [amount_text(MIX.loan_cap).replace(",", "{,}"), percent(1 / MIX.ratio)],
    "s1-2-floor": [
        amount_text(SMALL.value * SMALL.loan_to_value),
        amount_text(pl.Pledge(holdings=[SMALL], principal=0, rules=BROKER).loan_cap),
    ],
    "s1-2-start": [percent(1 / loan_to_value) for loan_to_value in (0.60, 0.50, 0.40)],
    "s1-2-practice": GATES,
    "s1-3-explain": [rooms(loan_to_value) for loan_to_value in (0.60, 0.50, 0.40)],
    "s1-3-ladder-explain": [percent_text(ratio, places=1).replace(".0%", "%") for ratio in ladder(5 / 3, 3)],
    "s1-3-harbour": [percent_text(ratio, places=1).replace(".0%", "%") for ratio in ladder(1.30, 3)],
    "s1-4-hook": [amount_text(SHU_FEN.collateral), amount_text(SHU_FEN.loan_cap)],
    "s1-4-explain": [
        f"| {day} | {what} | {percent_text(ratio, places=1)} |"
        for day, what, ratio in zip(
            range(4),
            ("通知送達，這天不算", "可以補繳", "**補繳期限**（cure deadline）", "開盤前就可以送出賣單"),
            [ladder(5 / 3, 3)[-1], *ladder(ladder(5 / 3, 3)[-1], 3)],
            strict=True,
        )
    ],
    "s1-4-deadline-explain": [
        f"期限是 {pl.deadline('2025-04-02', BROKER.cure_sessions)}",
        f"賣出從 {pl.deadline('2025-04-08', 1)} 開始",
        f"期限是 {pl.deadline('2024-10-01', BROKER.cure_sessions)}，賣出從 {pl.deadline('2024-10-07', 1)} 開始",
    ],
    "s1-4-replay-explain": [
        f"= {SHU_FEN.call_price('2317'):.1f}$",
        f"{math_text(1_250_000)} / {math_text(1_020_000)} = {percent(SHU_FEN_DAYS['2025-04-08'].ratio)[:-1]}",
        f"= {math_text(CALL.called_sum)}$ 元",
        f"期限是 {CALL.deadline}，維持率 {percent(SHU_FEN_DAYS['2025-04-10'].ratio)}",
    ],
    "s1-4-waterfall": [
        percent(SHU_FEN_DAYS["2025-04-10"].ratio),
        f"每股 134.5 元 | {amount_text(SALE.sale_value)} |",
        f"0.3% | {amount_text(SALE.tax)} |",
        f"0.1425% | {amount_text(SALE.commission)} |",
        f"{(CALL.sold - SHU_FEN_LOG.rows[0].date).days} 天 | {amount_text(SALE.interest_paid)} |",
        f"扣本金 | {amount_text(SALE.principal_paid)} |",
        f"還給淑芬 | {amount_text(SALE.surplus)} |",
        f"{amount_text(SHU_FEN.collateral - SHU_FEN.principal)} 元",
    ],
    "s1-4-other": [
        f"期限也晚一天，是 {TSMC.deadline}",
        f"維持率 {percent(TSMC_DEADLINE.ratio)}，{texts()['zh_TW'][f'word.{TSMC_DEADLINE.state}']}。",
    ],
    "s1-5-hook": [percent(FALLEN.ratio)],
    "s1-5-explain": [percent_text(pl.maintenance_ratio(600_000, 450_000)).rstrip("%")],
    "s1-5-ways": [*cured(BROKER.call_line), *cured(BROKER.cure_target)],
    "s1-5-why": [
        percent_text(BROKER.selling_cost, places=4),
        amount_text(FALLEN.cure(BROKER.cure_target, selling_cost=BROKER.selling_cost).sell),
    ],
    "s1-5-reserve": [
        percent(BROKER.loan_to_value),
        f"面額的 {percent(BROKER.bond_loan_to_value)}",
        f"還款 {amount_text(FALLEN.cure(BROKER.cure_target).repay)} 元",
        f"市值 {amount_text(FALLEN.cure(BROKER.cure_target).add)} 元",
        f"{amount_text(FALLEN.cure(BROKER.cure_target).add / 0.70)} 元",
    ],
    "s1-5-two-loans": [
        percent(pl.maintenance_ratio(800_000, 320_000)),
        f"= {percent(pl.maintenance_ratio(600_000 + 800_000, 500_000 + 320_000))[:-1]}",
    ],
    "s1-5-levels": [
        f"{percent(BROKER.call_line)} [2ND] | {percent(COMPANY.call_line)} [RULE]",
        f"{BROKER.cure_sessions} 個營業日 [2ND] | {COMPANY.cure_sessions} 個營業日 [RULE]",
        f"{percent(BROKER.cure_target)} [2ND] | 高於 {percent(COMPANY.cure_target)} [RULE]",
        f"{percent(BROKER.cancel_level)} [2ND] | {percent(COMPANY.cancel_level)} [RULE]",
    ],
    "s1-5-practice": [counted(len(variant(BANK.questions["E1.5"]).asked), "個格子")],
    "s1-half": GATES[:2],
    "s1-5-suspended": [amount_text(FALLEN.cure(1.30).repay), amount_text(FALLEN.cure(1.66).repay)],
    "s1-5-interest-explain": [amount_text(LATE.accrued_interest), amount_text(LATE.debt), percent(LATE.ratio)],
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
    "s1-6-early": [
        f"182 天的利息是 {amount_text(interest(182))} 元",
        f"只要 {amount_text(interest(120))} 元",
        f"省下 {amount_text(interest(182) - interest(120))} 元",
        f"占 {percent(interest(30) / 50_000)}",
        f"{amount_text(interest(365))} 元，占了她一年 50,000 元股利的 {percent_text(interest(365) / 50_000)}",
    ],
    "s1-6-posted": [f"多付 {amount_text(600_000 * 0.01)} 元"],
    "s1-7-explain": [
        f"= {percent(pl.maintenance_ratio(950_000, 600_000))[:-1]}",
        f"變成 {percent(pl.fall_to_line(950_000 / 600_000, BROKER.call_line))}",
        f"= {percent(pl.maintenance_ratio(950_000, 550_000))[:-1]}",
        f"第 {COMPANY.premark_sessions} 個營業日",
        f"從 {PREMARKED.first('premark').date} 就開始扣",
        f"{PREMARKED.first('ex-dividend').date} 是台積電的除息日",
    ],
    "s1-7-whose": [
        f"變成 {amount_text(100 / 1.05, places=2)} 元",
        f"變成 {amount_text(10_000 * 1.05)} 股",
        f"少了 {percent(1 - 1 / 1.05)}",
    ],
    "s1-7-maturity": [f"一次最長 {BROKER.term_months} 個月", f"一共最長 {BROKER.longest_term_months} 個月"],
    "s1-8-explain": [odds(loan_to_value) for loan_to_value in (0.60, 0.50, 0.40)],
    "s1-8-doubt": [
        "、".join(chance(drift=drift) for drift in (-0.20, 0, 0.20)),
        "、".join(chance(drift=drift, days=63) for drift in (-0.20, 0, 0.20)),
        "、".join(chance(volatility=volatility, days=63) for volatility in (0.20, 0.30, 0.40)),
    ],
    "s1-8-lower": [
        f"{ACTED.odds.paths:,} 條路徑",
        f"{percent_text(ACTED.odds.probability_of_sale, places=1)} 走到斷頭",
        f"只有 {percent_text(ACTED.early.probability_of_sale, places=1)}",
    ],
    "s1-9-loss": [
        "、".join(percent(loop_loss(0.60, rounds, room(rounds))) for rounds in (1, 3, math.inf)),
        f"從 {loop_exposure(0.60, 1):g} 倍長到 {loop_exposure(0.60, math.inf):g} 倍",
        f"從 {percent(room(1))} 縮到 {percent(room(math.inf))}",
        f"1 輪賠 {percent(loop_loss(0.60, 1, 0.22))}",
        f"永遠做下去賠 {percent(loop_loss(0.60, math.inf, 0.22))}",
    ],
    "s1-9-explain": [
        f"= {loop_exposure(0.60, 3):.3f}$$",
        f"借來的是 {loop_debt(0.60, 3):.3f} 份",
        f"= {percent(loop_ratio(0.60, 3))[:-1]}",
        f"下跌空間 {percent(loop_room(0.60, 3, BROKER.call_line))}",
    ],
    "s1-9-carry": [
        f"= {percent(loop_carry(0.60, math.inf, 0.06, 0.025))[:-1]}",
        f"跌 10%，自己的錢少 {percent(loop_loss(0.60, math.inf, 0.10))}",
        f"只剩 {percent(loop_carry(Fraction(60, 100), math.inf, Fraction(6, 100), Fraction(645, 10_000)))}",
        f"22% 的跌幅就是 {percent(loop_loss(0.60, math.inf, 0.22))}",
    ],
    "s1-10-hook": [f"{len(BANK.claims)} 則"],
    "s1-11-kitchen": [
        f"拿到 {amount_text(200_000 - sum(sale_costs(200_000, **SALE_RATES)))} 元",
        f"差的 {amount_text(600_000 - 400_000 - (200_000 - sum(sale_costs(200_000, **SALE_RATES))))} 元",
        f"起點是 {percent(CALMER.ratio)}，追繳價 {amount_text(CALMER.call_price('shares'), places=2)} 元",
        f"下跌空間 {percent(CALMER.fall_to_call)}",
        f"追繳機率是 {percent_text(pl.call_odds(ratio=CALMER.ratio, volatility=0.30).probability_of_call, places=1)}",
        f"150%，也就是 {amount_text(1.50 * CALMER.principal / 10_000)} 元",
    ],
    "s1-11-kitchen-end": [f"從 {percent(CALMER.at(60).ratio)} 升到 {percent(600_000 / 350_000)}"],
    "s1-11-explain": [
        f"150% 是 {amount_text(1.50 * 600_000 / 10_000)} 元",
        f"再跌 {percent(pl.fall_to_line(1.50, BROKER.call_line))}",
        f"{amount_text(AFTER_LADDER)} 元",
        f"差了 {amount_text(AFTER_LADDER - 160_000)} 元",
    ],
    "s1-close": GATES,
}


@pytest.mark.parametrize("cell_id", STATED)
def test_the_prose_states_what_the_library_computes(cell_id):
    sources = {cell.id: cell.source for name in notebooks.names() for cell in notebooks.read(name, "zh_TW").cells}
    missing = [text for text in STATED[cell_id] if text not in sources[cell_id]]
    assert not missing, f"cell {cell_id} does not say {', '.join(missing)}"
