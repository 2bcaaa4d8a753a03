"""What articles say on what cures a call, by when, what a sale brings, and what makes a call more likely."""

import math

from pledge_lib import datasets
from pledge_lib.course.articles import START, broker, finance_company
from pledge_lib.course.claims import claim
from pledge_lib.course.solved import TENTHS, Solved, asked
from pledge_lib.finance.leverage import loop_exposure, loop_room
from pledge_lib.finance.pledging.portfolio import portfolio_volatility
from pledge_lib.finance.ratio import add_to, after_change, repay_to
from pledge_lib.finance.units import COUNT, DATE, MONEY, NUMBER, PERCENT
from pledge_lib.market.sessions import deadline, first_sale_date

NOTICE = "2025-04-02"  # two holidays and a weekend follow


def deadlines() -> Solved:
    """Return the sessions that both lenders give, and the days of a notice before holidays."""
    sessions, company_sessions = broker().cure_sessions, finance_company().cure_sessions
    return Solved(
        sessions=COUNT(sessions),
        company_sessions=COUNT(company_sessions),
        sale=COUNT(sessions + 1),
        company_sale=COUNT(company_sessions + 1),
        notice=NOTICE,
        deadline=DATE(deadline(NOTICE, sessions)),
        sale_date=DATE(first_sale_date(NOTICE, sessions)),
    )


def settlement() -> Solved:
    """Return how many sessions after a sale its money comes."""
    return Solved(settlement=COUNT(datasets.market().settlement_lag))


@claim("FC0-04", figure="F1.4", idea="M09")
def adding_or_repaying():
    value, debt, line = 600_000, 500_000, broker().call_line
    return Solved(
        repay=asked(MONEY(repay_to(value, debt, line))),
        add=MONEY(add_to(value, debt, line)),
        line=PERCENT(line),
        value=MONEY(value),
        debt=MONEY(debt),
        times=NUMBER.rounded(1)(line),
    )


@claim("FC0-14", figure="F1.4")
def money_of_a_sale():
    return settlement()


@claim("FC1-04", figure="F1.3", idea="M07")
def days_to_cure():
    return deadlines()


@claim("FC1-05", figure="F1.3")
def days_at_both_lenders():
    return deadlines()


@claim("FC1-06", figure="F1.4", idea="M08")
def to_line_or_target():
    value, debt, line, target = 75_000, 60_000, broker().call_line, broker().cure_target
    return Solved(
        to_target=asked(MONEY(repay_to(value, debt, target))),
        to_line=MONEY(repay_to(value, debt, line)),
        value=MONEY(value),
        debt=MONEY(debt),
        line=PERCENT(line),
        target=PERCENT(target),
        company_target=PERCENT(finance_company().cure_target),
        company_cancel=PERCENT(finance_company().cancel_level),
    )


@claim("FC1-07", figure="F1.3")
def first_day_of_a_sale():
    return deadlines()


@claim("FC1-08", figure="F1.3")
def below_the_debt():
    limit_downs, line = 3, broker().call_line
    left = line * (1 - broker().daily_limit) ** limit_downs
    return Solved(line=PERCENT(line), left=PERCENT(left), limit_downs=COUNT(limit_downs))


@claim("FC1-20", figure="F1.6", idea="M22")
def two_holdings():
    each, together = 0.35, 0.6
    apart, close = (portfolio_volatility((0.5, 0.5), (each, each), correlation) for correlation in (0, together))
    return Solved(
        each=PERCENT(each),
        apart=PERCENT(apart),
        close=TENTHS(close),
        none=COUNT(0),
        together=NUMBER.rounded(1)(together),
    )


@claim("FC2-05", figure="F1.3")
def days_by_lender():
    return deadlines()


@claim("FC2-16", figure="F1.4")
def proceeds_repay_first():
    return settlement()


@claim("FC2-17", figure="F1.4")
def sold_in_a_fall():
    return settlement()


@claim("FC2-19", figure="F1.9", idea="M23")
def endless_loop():
    cap, line = broker().loan_to_value, broker().call_line
    exposure, room = loop_exposure(cap, math.inf), loop_room(cap, math.inf, line)
    return Solved(
        loss=asked(PERCENT(exposure * room)),
        cap=PERCENT(cap),
        line=PERCENT(line),
        room=PERCENT(room),
        exposure=NUMBER.rounded(1)(exposure),
    )


@claim("FC2-20", figure="F1.9", idea="M25")
def invested_again():
    cap, fall = broker().loan_to_value, 0.10
    return Solved(
        loss=asked(PERCENT(loop_exposure(cap, 1) * fall)),
        cap=PERCENT(cap),
        fall=PERCENT(fall),
        start=PERCENT(START),
        ratio=PERCENT(after_change(START, -fall)),
    )
