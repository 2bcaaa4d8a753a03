"""What articles say on how much may be borrowed, on which shares, and the ratio that comes of it."""

from pledge_lib.course.articles import (
    LOAN,
    START,
    VALUE,
    broker,
    finance_company,
    posted_by_finance_company,
)
from pledge_lib.course.claims import claim
from pledge_lib.course.solved import Solved, asked
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import after_change, fall_to_line, maintenance_ratio
from pledge_lib.finance.units import COUNT, DATE, MONEY, NUMBER, PERCENT


def pledged(rules: PledgeRules, loan: float, **terms) -> Pledge:
    """Return the example under one lender's rules: one share that holds the whole value, so its price is the value."""
    shares = Holding("shares", shares=1, price=VALUE, loan_to_value=rules.loan_to_value)
    return Pledge(holdings=(shares,), principal=loan, rules=rules, **terms)


def caps() -> Solved:
    """Return the two caps of the brokers' rule."""
    return Solved(cap=PERCENT(broker().loan_to_value), lower_cap=PERCENT(broker().loan_to_value_not_eligible))


def initial_ratio() -> Solved:
    """Return the ratio on the day of the loan beside the cure target, which lies close to it."""
    return Solved(
        ratio=asked(PERCENT(START)),
        target=PERCENT(broker().cure_target),
        times=NUMBER(START),
        value=MONEY(VALUE),
        loan=MONEY(LOAN),
    )


@claim("FC0-01", figure="F1.1")
def largest_loan():
    loan = pledged(broker(), 0).loan_cap
    return Solved(loan=asked(MONEY(loan)), cap=PERCENT(broker().loan_to_value), value=MONEY(VALUE))


@claim("FC0-02", figure="F1.1")
def tiers():
    high, low = 0.70, 0.20  # the ends of the article's bands
    start, low_start = (maintenance_ratio(VALUE, share * VALUE) for share in (high, low))
    return caps() | Solved(
        start=asked(PERCENT(start)), high=PERCENT(high), low=PERCENT(low), low_start=PERCENT(low_start)
    )


@claim("FC0-05", figure="F1.11")
def decimals_cut_off():
    return initial_ratio()


@claim("FC0-06", figure="F1.1")
def after_a_fall():
    now = 840_000
    ratio = maintenance_ratio(now, LOAN)
    return Solved(
        ratio=asked(PERCENT(ratio)), fall=PERCENT(fall_to_line(START, ratio)), value=MONEY(now), loan=MONEY(LOAN)
    )


@claim("FC1-09", figure="F1.1")
def cap_of_most_shares():
    return caps()


@claim("FC1-10", figure="F1.1")
def usual_caps():
    return caps()


@claim("FC1-16", figure="F1.11", idea="M18")
def with_interest():
    posted, days = posted_by_finance_company(), 180
    terms = {"annual_rate": posted.annual_rate, "days": days}
    start, ratio = (pledged(rules, LOAN, **terms).ratio for rules in (broker(), finance_company()))
    return Solved(
        ratio=asked(PERCENT(ratio)),
        rate=PERCENT(posted.annual_rate),
        as_of=DATE(posted.as_of),
        start=PERCENT(start),
        days=COUNT(days),
    )


@claim("FC1-18", figure="F1.7", idea="M19")
def ex_dividend():
    dividend = 0.05
    return Solved(
        ratio=asked(PERCENT(maintenance_ratio(after_change(VALUE, -dividend), LOAN))),
        dividend=PERCENT(dividend),
        start=PERCENT(START),
        sessions=COUNT(finance_company().premark_sessions),
    )


@claim("FC2-01", figure="F1.11")
def ratio_on_the_day_of_the_loan():
    return initial_ratio()


@claim("FC2-06", figure="F1.1")
def cap_at_most_lenders():
    return caps()


@claim("FC2-13")
def age_of_the_applicant():
    return Solved()


@claim("FC2-14", figure="F1.1")
def cap_without_eligibility():
    return caps()


@claim("FC2-21", figure="F1.7", idea="M20")
def rights_during_the_pledge():
    return Solved()


@claim("FC2-22")
def whose_name():
    return Solved()
