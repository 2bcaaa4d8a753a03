"""Questions on what the planned loan meets on its way: cost, a deadline, an ex-date, tax."""

from datetime import date, timedelta

from pledge_lib import datasets
from pledge_lib.course.questions import among, exercise, given
from pledge_lib.course.solved import Solved, asked, chosen, trap
from pledge_lib.finance.interest import loan_days, simple_interest
from pledge_lib.finance.lending.dividend_tax import combined_tax, dividend_tax, separate_tax
from pledge_lib.finance.pledging.rollover import months_after
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.units import COUNT, DATE, DAYS, MONEY, MONTHS, PERCENT, RATE
from pledge_lib.market.sessions import deadline

# shortly before closed days: business days, weekdays and calendar days lead to three different dates
NOTICES = (
    date(2025, 5, 29),
    date(2024, 6, 6),
    date(2024, 9, 13),
    date(2025, 2, 27),
    date(2025, 9, 25),
    date(2025, 10, 3),
    date(2026, 2, 26),
    date(2026, 4, 2),
)
STARTS = (date(2025, 7, 1), date(2025, 1, 2), date(2024, 10, 1), date(2025, 4, 1))
BASIS, A_MONTH = 365, 30
LOAN_TO_VALUE = given(PERCENT, 0.30, 0.20, 0.60, 0.01)


@exercise(
    "E5.6",
    figure="F1.5",
    debt=given(MONEY, 900_000, 600_000, 1_500_000, 50_000),
    annual_rate=among(RATE, 0.0645, 0.0682, 0.0295, 0.0325),
    start=among(DATE, *STARTS),
    months=given(MONTHS, 9, 6, 15, 1),
    fees=among(MONEY, 0, 5_000, 3_000),
    day_basis=among(COUNT, BASIS),
)
def cost(p):
    """What do interest and fees come to until the exit?"""
    end = months_after(p.start, int(p.months))
    days = loan_days(p.start, end)
    return Solved(
        cost=asked(
            MONEY(simple_interest(p.debt, p.annual_rate, days, p.day_basis) + p.fees),
            a_year=trap(MONEY(p.debt * p.annual_rate + p.fees)),
            days_of_30=trap(MONEY(simple_interest(p.debt, p.annual_rate, p.months * A_MONTH, p.day_basis) + p.fees)),
        ),
        end=DATE(end),
        days=DAYS(days),
    )


@exercise("E5.7", figure="F0.5", notice=among(DATE, *NOTICES), cure_sessions=among(COUNT, 2, 3))
def last_day(p):
    """What is the last day to meet a call?"""
    return Solved(
        deadline=asked(
            DATE(deadline(p.notice, int(p.cure_sessions))),
            calendar=trap(DATE(p.notice + timedelta(days=int(p.cure_sessions))), "M07"),
            weekdays=trap(DATE(deadline(p.notice, int(p.cure_sessions), holidays=False)), "M07"),
        )
    )


@exercise("E5.8", figure="F1.7", loan_to_value=LOAN_TO_VALUE, dividend=given(PERCENT, 0.05, 0.03, 0.09, 0.005))
def ex_date(p):
    """What is the lowest ratio around an ex-date, if the price moves by the dividend alone?"""
    ratio = 1 / p.loan_to_value
    return Solved(
        lowest=asked(
            PERCENT(after_change(ratio, -p.dividend)),
            unchanged=trap(PERCENT(ratio), "M19"),
            points=trap(PERCENT(ratio - p.dividend), "M02"),
        ),
        ratio=PERCENT(ratio),
    )


@exercise(
    "E5.9",
    figure="F3.6",
    collateral=given(MONEY, 3_000_000, 1_000_000, 4_000_000, 100_000),
    dividend=given(PERCENT, 0.04, 0.02, 0.06, 0.005),
    bracket=among(PERCENT, 0.20, 0.12, 0.30),
)
def tax(p):
    """Which income is the dividend of pledged shares, and what tax is due on it?"""
    rules = datasets.rules("tw-lending")
    cash = p.collateral * p.dividend
    return Solved(
        kind=chosen("dividend", among=("dividend", "other", "gain", "interest"), traps={"other": None}),
        tax=asked(
            MONEY(dividend_tax(cash, p.bracket, rules)),
            no_credit=trap(MONEY(cash * p.bracket)),
            apart=trap(MONEY(float(separate_tax(cash, rules)))),
        ),
        cash=MONEY(cash),
        together=MONEY(combined_tax(cash, p.bracket, rules)),
        credit=PERCENT(rules.dividend_credit),
        cap=MONEY(rules.dividend_credit_cap),
        separate=PERCENT(rules.separate_dividend_rate),
    )
