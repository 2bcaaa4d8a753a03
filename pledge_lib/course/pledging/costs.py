"""Questions on what a loan costs: interest, fees, dividends, and the day it is due."""

import math

from pledge_lib.course.articles import broker, finance_company
from pledge_lib.course.pledging.givens import LOAN
from pledge_lib.course.questions import exercise, given, in_per_cent, on_axis, prediction, quiz
from pledge_lib.course.solved import Solved, accepted, asked, chosen, trap
from pledge_lib.finance.interest import breakeven_days, effective_annual_cost, simple_interest
from pledge_lib.finance.money import floor_to_dollar
from pledge_lib.finance.ratio import maintenance_ratio
from pledge_lib.finance.units import COUNT, DAYS, MONEY, PERCENT, TIMES
from pledge_lib.panels.guessed import UPRIGHT

ABOUT_EQUAL = 0.0025  # two yearly costs nearer than a quarter point count as equal in P1.5


@exercise(
    "E1.6",
    figure="F1.5",
    loan=LOAN,
    rate=given(PERCENT, 0.03, 0.02, 0.07, 0.0025),
    days=given(DAYS, 30, 20, 120, 5),
)
def interest_of_days(p):
    """How much is the interest of some days?"""
    a_day = simple_interest(p.loan, p.rate, 1)
    return Solved(
        interest=asked(
            MONEY(simple_interest(p.loan, p.rate, p.days)),
            within=1.0,
            rounded_daily=trap(MONEY(floor_to_dollar(a_day) * p.days), "M16"),
            months_of_30=trap(MONEY(simple_interest(p.loan, p.rate, p.days, basis=360))),
            per_month=trap(MONEY(p.loan * p.rate), "M15"),
        ),
        a_day=MONEY(a_day),
        whole_dollars=MONEY(floor_to_dollar(a_day)),
    )


@exercise(
    "E1.7",
    figure="F1.5",
    loan=LOAN,
    rate=given(PERCENT, 0.0295, 0.025, 0.035, 0.0005),
    fee=given(MONEY, 5_000, 3_000, 8_000, 500),
    days=given(DAYS, 90, 30, 180, 10),
    other_rate=given(PERCENT, 0.0645, 0.06, 0.0682, 0.0005),
)
def effective_cost(p):
    """What does a loan with a fee cost a year, and from which day on is it the cheaper one?"""
    exact_days = breakeven_days(p.loan, p.rate, p.fee, other_rate=p.other_rate)
    return Solved(
        effective=asked(
            PERCENT(effective_annual_cost(p.loan, p.rate, p.days, p.fee)),
            headline=trap(PERCENT(p.rate), "M17"),
            without_basis=trap(PERCENT(p.rate + p.fee / p.loan)),
        ),
        breakeven=asked(
            COUNT(math.ceil(exact_days)),
            exact_days=accepted(TIMES(exact_days)),
            floored=trap(COUNT(math.floor(exact_days))),
        ),
    )


@prediction("P1.5", figure="F1.5", opens="bank-90", reasons=("fee-spread", "rate-only", "size"))
def bank_or_broker():
    """A low rate with a fee, or a high rate without: which is cheaper for some months?"""
    loan, bank_rate, fee, broker_rate, days = 600_000, 0.0295, 5_000, 0.0645, 90
    bank = effective_annual_cost(loan, bank_rate, days, fee)
    near = abs(bank - broker_rate) < ABOUT_EQUAL
    return Solved(
        answer=chosen(
            "about-equal" if near else "bank" if bank < broker_rate else "broker",
            among=("bank", "broker", "about-equal"),
            traps={"bank": "M17"},
        ),
        loan=MONEY(loan),
        bank_rate=PERCENT(bank_rate),
        fee=MONEY(fee),
        broker_rate=PERCENT(broker_rate),
        days=COUNT(days),
        bank_cost=PERCENT(bank),
        breakeven=COUNT(round(breakeven_days(loan, bank_rate, fee, other_rate=broker_rate))),
    )


@prediction(
    "P1.6",
    figure="F1.7",
    opens="sixty",
    drawn=on_axis(UPRIGHT, in_per_cent, at_start=True),
    reasons=("value-first", "cash-counts", "points"),
)
def ex_dividend():
    """What is the ratio on the ex-dividend day?"""
    value, loan, dividend_yield = 1_000_000, 600_000, 0.05
    dividend, start = value * dividend_yield, maintenance_ratio(value, loan)
    return Solved(
        answer=asked(
            PERCENT(maintenance_ratio(value - dividend, loan)),
            within=0.005,
            unchanged=trap(PERCENT(start), "M19", near=0.01),
            higher=trap(PERCENT(maintenance_ratio(value + dividend, loan)), "M19", near=0.01),
            points=trap(PERCENT(start - dividend_yield), "M02", near=0.01),
        ),
        value=MONEY(value),
        loan=MONEY(loan),
        dividend=MONEY(dividend),
        dividend_yield=PERCENT(dividend_yield),
        repaid=PERCENT(maintenance_ratio(value - dividend, loan - dividend)),
    )


@prediction(
    "P1.11",
    figure="F1.10",
    opens="too-low",
    reasons=("principal-last", "right-to-extend", "collateral-pays"),
)
def no_extension():
    """What is due when the lender does not extend the loan?"""
    loan, annual_rate, days = 600_000, 0.03, 182
    interest = simple_interest(loan, annual_rate, days)
    return Solved(
        answer=chosen(
            "everything",
            among=("only-interest", "everything", "nothing"),
            traps={"only-interest": None},
        ),
        loan=MONEY(loan),
        rate=PERCENT(annual_rate),
        days=COUNT(days),
        months=COUNT(broker().term_months),
        interest=MONEY(interest),
        due=MONEY(loan + interest),
    )


@quiz("Q1.7", figure="F1.7")
def when_a_dividend_helps():
    """When does a cash dividend raise the ratio?"""
    return Solved(option=chosen("if-used", among=("always", "if-used", "never"), traps={"always": "M19"}))


def _interest_in_the_debt(_given) -> dict:
    """Return how F1.1 stands when the company's interest has been running for half a year."""
    return {"profile": "tw-sfc-pledge", "line": 1.4, "change": -0.16, "rate": 0.0682, "days": 180}


@prediction(
    "P1.15",
    figure="F1.1",
    opens=_interest_in_the_debt,
    drawn=on_axis(UPRIGHT, in_per_cent),
    reasons=("in-the-debt", "price-alone", "paid-at-the-end"),
)
def interest_counted():
    """What is the ratio when accrued interest counts in the debt?"""
    company, value, loan, rate, days = finance_company(), 840_000, 600_000, 0.0682, 180
    interest = simple_interest(loan, rate, days, company.day_basis)
    return Solved(
        answer=asked(
            PERCENT(maintenance_ratio(value, loan + interest)),
            within=0.003,
            unchanged=trap(PERCENT(maintenance_ratio(value, loan)), "M18", near=0.001),
            off_the_value=trap(PERCENT(maintenance_ratio(value - interest, loan)), near=0.0005),
        ),
        value=MONEY(value),
        loan=MONEY(loan),
        rate=PERCENT(rate),
        days=COUNT(days),
        line=PERCENT(company.call_line),
        interest=MONEY(interest),
        debt=MONEY(loan + interest),
    )


@quiz("Q1.9", figure="F1.7")
def whose_dividend():
    """Who gets the dividends of pledged shares?"""
    return Solved(option=chosen("contract", among=("mine", "contract", "lender"), traps={"mine": "M20"}))
