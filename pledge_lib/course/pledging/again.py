"""Questions of lesson 1 for another day: each asks in other words for an idea that one item of the lesson asks for."""

import math

from pledge_lib.course.articles import broker, finance_company
from pledge_lib.course.pledging.givens import HIGHEST_LOAN, LOAN, VALUE
from pledge_lib.course.questions import among, exercise, given, quiz
from pledge_lib.course.solved import Solved, asked, chosen, trap
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.leverage import loop_carry, loop_exposure, loop_loss
from pledge_lib.finance.money import floor_to_dollar
from pledge_lib.finance.ratio import after_change, fall_to_line, maintenance_ratio
from pledge_lib.finance.units import COUNT, DAYS, MONEY, PERCENT, TIMES

LESS_BORROWED, BOND_FALL = 0.50, 0.24


@exercise(
    "R1.1",
    figure="F1.5",
    later=True,
    loan=LOAN,
    rate=given(PERCENT, 0.03, 0.02, 0.04, 0.0025),
    days=given(DAYS, 40, 20, 90, 5),
    later_rate=given(PERCENT, 0.045, 0.0425, 0.065, 0.0025),
    later_days=given(DAYS, 50, 20, 90, 5),
)
def interest_at_two_rates(p):
    """How much is the interest when the rate changes on the way?"""
    stretches = ((p.rate, p.days), (p.later_rate, p.later_days))
    a_day, later_a_day = (simple_interest(p.loan, rate, 1) for rate, _ in stretches)
    first, then = (simple_interest(p.loan, rate, days) for rate, days in stretches)
    whole, later_whole = floor_to_dollar(a_day), floor_to_dollar(later_a_day)
    return Solved(
        interest=asked(
            MONEY(first + then),
            within=1.0,
            rounded_daily=trap(MONEY(whole * p.days + later_whole * p.later_days), "M16"),
            first_rate_only=trap(MONEY(simple_interest(p.loan, p.rate, p.days + p.later_days))),
        ),
        first=MONEY(first),
        then=MONEY(then),
        whole=MONEY(whole),
        later_whole=MONEY(later_whole),
    )


@exercise(
    "R1.2",
    figure="F1.6",
    later=True,
    start=among(PERCENT, 5 / 3, 1.80, 2.00, 2.20),
    count=among(COUNT, 5, 4, 8, 10),
    fall=given(PERCENT, 0.30, 0.20, 0.45, 0.01),
)
def all_fall_together(p):
    """What is the ratio when every one of several stocks falls on the same day?"""
    return Solved(
        ratio=asked(
            PERCENT(after_change(p.start, -p.fall)),
            one_share=trap(PERCENT(after_change(p.start, -p.fall / p.count)), "M22"),
            apart=trap(PERCENT(after_change(p.start, -p.fall / math.sqrt(p.count))), "M22"),
            points=trap(PERCENT(p.start - p.fall), "M02"),
        ),
    )


@exercise(
    "R1.3",
    figure="F1.9",
    later=True,
    loan_to_value=given(PERCENT, 0.60, 0.40, 0.60, 0.05),
    rounds=among(COUNT, 2, 3, 4),
    asset_yield=given(PERCENT, 0.06, 0.05, 0.08, 0.005),
    loan_rate=given(PERCENT, 0.025, 0.02, 0.04, 0.0025),
    fall=given(PERCENT, 0.08, 0.04, 0.15, 0.01),
)
def a_year_of_a_loop(p):
    """What does a year of a loop bring when the price falls as well?"""
    loop = p.loan_to_value, p.rounds
    carry, lost = loop_carry(*loop, p.asset_yield, p.loan_rate), loop_loss(*loop, p.fall)
    return Solved(
        result=asked(
            PERCENT(carry - lost),
            carry=trap(PERCENT(carry), "M24"),
            fall_once=trap(PERCENT(carry - p.fall), "M24"),
        ),
        exposure=TIMES(loop_exposure(*loop)),
        lost=PERCENT(lost),
    )


@exercise(
    "R1.4",
    figure="F1.9",
    later=True,
    value=VALUE,
    loan=LOAN,
    fall=given(PERCENT, 0.15, 0.10, 0.35, 0.01),
    sensible=lambda p: 0.4 <= p.loan / p.value <= HIGHEST_LOAN,
)
def ratio_of_a_loan_invested(p):
    """What is the ratio when what the loan has bought falls, too?"""
    left = after_change(p.value, -p.fall)
    return Solved(
        ratio=asked(
            PERCENT(maintenance_ratio(left, p.loan)),
            lost_twice=trap(PERCENT(maintenance_ratio(left - p.loan * p.fall, p.loan)), "M25"),
            all_counted=trap(PERCENT(maintenance_ratio(after_change(p.value + p.loan, -p.fall), p.loan))),
        ),
        left=MONEY(left),
    )


@quiz("R1.5", figure="F1.7", later=True)
def a_silent_contract():
    """What may a borrower count on when the contract says nothing of dividends?"""
    return Solved(option=chosen("ask-first", among=("all-of-it", "ask-first", "half"), traps={"all-of-it": "M20"}))


@quiz("R1.6", figure="F1.9", later=True)
def bonds_and_a_rate_that_rises():
    """Is a loan on bond ETFs called when rates rise?"""
    rules = broker()
    start = maintenance_ratio(1, rules.loan_to_value)
    return Solved(
        option=chosen("called", among=("paid-back", "called", "coupons"), traps={"paid-back": "M23", "coupons": "M23"}),
        loan_to_value=PERCENT(rules.loan_to_value),
        fall=PERCENT(BOND_FALL),
        line=PERCENT(rules.call_line),
        start=PERCENT(start),
        ratio=PERCENT(after_change(start, -BOND_FALL)),
    )


@quiz("R1.7", figure="F1.8", later=True)
def farther_from_the_line():
    """What takes a loan farther from the call line?"""
    rules, longer = broker(), finance_company()
    most, less = rules.loan_to_value, LESS_BORROWED
    return Solved(
        option=chosen("repay", among=("watch", "repay", "more-days"), traps={"watch": "M45"}),
        most=PERCENT(most),
        less=PERCENT(less),
        room=PERCENT(fall_to_line(1 / most, rules.call_line)),
        more_room=PERCENT(fall_to_line(1 / less, rules.call_line)),
        long_days=COUNT(longer.cure_sessions),
        high_line=PERCENT(longer.call_line),
    )
