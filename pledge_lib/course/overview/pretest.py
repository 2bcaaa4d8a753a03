"""The pre-test: ten ideas that most people bring along, asked before the lessons and again, in other numbers, after.

Five of them cost the most money in the articles (M01, M04, M08, M09, M35), two are about days (M05, M07), and one each
is the first surprise of margin trading, of lending and of loans on chain (M11, M39, M26).
"""

from datetime import date, timedelta

from pledge_lib import datasets
from pledge_lib.course.articles import broker
from pledge_lib.course.questions import among, given, pretest
from pledge_lib.course.solved import Solved, asked, chosen, trap
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.amounts import product
from pledge_lib.finance.crypto.position import fall_to_liquidation, health_factor
from pledge_lib.finance.lending.income import daily_fee, fee_statement
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.ratio import add_to, after_change, fall_to_line, repay_to
from pledge_lib.finance.units import COUNT, DATE, DAYS, MONEY, PERCENT, SESSIONS, TEXT
from pledge_lib.market.sessions import deadline

NOTICES = tuple(map(date.fromisoformat, ("2025-04-02", "2024-10-01", "2024-07-23", "2025-01-21", "2024-12-31")))
LOAN = given(MONEY, 500_000, 400_000, 800_000, 50_000)


@pretest("T0.1", figure="F1.2", start=given(PERCENT, 2.0, 1.6, 2.6, 0.1))
def how_far_may_it_fall(p):
    """M01: points are no per cent."""
    line = broker().call_line
    return Solved(
        answer=asked(PERCENT(fall_to_line(p.start, line)), points=trap(PERCENT(p.start - line), "M01")),
        line=PERCENT(line),
    )


@pretest("T0.2", figure="F1.3", loan=LOAN, falls=given(COUNT, 3, 3, 5, 1))
def what_is_still_owed(p):
    """M04: the line protects the lender, and not always."""
    rules = broker()
    value = rules.call_line * p.loan * (1 - rules.daily_limit) ** p.falls
    return Solved(
        answer=asked(MONEY(p.loan - value), nothing=trap(MONEY(0), "M04")),
        line=PERCENT(rules.call_line),
        limit=PERCENT(rules.daily_limit),
        value=MONEY(value),
    )


@pretest("T0.3", figure="F1.3", ratio=among(PERCENT, 1.28, 1.26, 1.24, 1.21))
def the_day_it_is_below(p):
    """M05: a call is no sale."""
    return Solved(
        answer=chosen("notice", among=("sold", "notice", "nothing"), traps={"sold": "M05"}),
        line=PERCENT(broker().call_line),
        sessions=SESSIONS(broker().cure_sessions),
    )


@pretest("T0.4", figure="F1.3", notice=among(DATE, *NOTICES))
def the_last_day_to_pay(p):
    """M07: business days are not calendar days."""
    sessions = broker().cure_sessions
    return Solved(
        answer=asked(
            DATE(deadline(p.notice, sessions)), calendar=trap(DATE(p.notice + timedelta(days=sessions)), "M07")
        ),
        sessions=SESSIONS(sessions),
    )


@pretest("T0.5", figure="F1.4", loan=LOAN, ratio=among(PERCENT, 1.20, 1.25, 1.15))
def what_closes_the_call(p):
    """M08: back on the line is not the end of the call."""
    rules, value = broker(), product(p.loan, p.ratio)
    return Solved(
        answer=asked(
            MONEY(repay_to(value, p.loan, rules.cure_target)),
            to_line=trap(MONEY(repay_to(value, p.loan, rules.call_line)), "M08"),
        ),
        value=MONEY(value),
        line=PERCENT(rules.call_line),
        target=PERCENT(rules.cure_target),
    )


@pretest("T0.6", figure="F1.4", loan=LOAN, ratio=among(PERCENT, 1.20, 1.25, 1.15))
def what_shares_instead(p):
    """M09: collateral added is worth less than a repayment."""
    rules, value = broker(), product(p.loan, p.ratio)
    repay = MONEY(repay_to(value, p.loan, rules.cure_target))
    return Solved(
        answer=asked(MONEY(add_to(value, p.loan, rules.cure_target)), repay=trap(repay, "M09")),
        value=MONEY(value),
        target=PERCENT(rules.cure_target),
    )


@pretest("T0.7", figure="F2.3", fall=given(PERCENT, 0.30, 0.24, 0.36, 0.02))
def the_ratio_of_the_account(p):
    """M11: the account is judged as a whole."""
    rules = datasets.rules("tw-margin")
    first, second = (Long.open(name, shares=1_000, price=100, rules=rules) for name in ("A", "B"))
    account = MarginAccount(rules=rules, longs=(first.at(after_change(first.price, -p.fall)), second))
    return Solved(
        answer=asked(PERCENT(account.ratio), alone=trap(PERCENT(account.position_ratios["A"]), "M11")),
        value=MONEY(second.value),
        loan=MONEY(second.loan),
    )


@pretest("T0.8", figure="F4.2", symbol=among(TEXT, "WETH", "WBTC", "wstETH"))
def room_at_the_limit(p):
    """M26: where borrowing ends, liquidation does not yet begin."""
    asset = aave_assets()[p.symbol]
    room = fall_to_liquidation(health_factor(1, asset.loan_to_value, asset.threshold))
    return Solved(
        answer=asked(
            PERCENT(room),
            at_limit=trap(PERCENT(0.0), "M26"),
            points=trap(PERCENT(asset.threshold - asset.loan_to_value), "M01"),
        ),
        limit=PERCENT(asset.loan_to_value),
        threshold=PERCENT(asset.threshold),
    )


@pretest(
    "T0.9",
    figure="F3.3",
    value=given(MONEY, 1_000_000, 600_000, 1_500_000, 100_000),
    days=among(DAYS, 30, 20, 60),
)
def what_the_lender_keeps(p):
    """M35: the rate is not what is received."""
    rules = datasets.rules("tw-lending")
    rate = rules.fixed_price_rate
    gross = daily_fee(1, p.value, rate, rules) * p.days
    return Solved(
        answer=asked(
            MONEY(fee_statement(gross, rules, broker_share=rules.broker_share).paid), gross=trap(MONEY(gross), "M35")
        ),
        rate=PERCENT(rate),
        share=PERCENT(rules.broker_share),
    )


@pretest("T0.10", figure="F3.7", rise=given(PERCENT, 0.25, 0.18, 0.30, 0.01))
def the_borrower_and_a_rise(p):
    """M39: who owes shares fears a rise."""
    loan = StockLoan(shares=1_000, price=100, annual_rate=0.0, rules=datasets.rules("tw-lending"))
    return Solved(
        answer=asked(
            PERCENT(loan.at(after_change(loan.price, p.rise)).ratio),
            upwards=trap(PERCENT(after_change(loan.ratio, p.rise)), "M39"),
        ),
        start=PERCENT(loan.ratio),
    )
