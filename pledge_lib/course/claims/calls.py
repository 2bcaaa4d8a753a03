"""What cures a call, by when, what a sale brings, and what makes a call more likely."""

import math

from pledge_lib import datasets
from pledge_lib.course.claims.computation import (
    START,
    Computation,
    amounts,
    broker,
    finance_company,
    found,
    percents,
)
from pledge_lib.course.quantities import MONEY, PER_CENT
from pledge_lib.finance.leverage import loop_exposure, loop_room
from pledge_lib.finance.pledging.portfolio import portfolio_volatility
from pledge_lib.finance.ratio import add_to, after_change, repay_to
from pledge_lib.market.sessions import deadline, first_sale_date

NOTICE = "2025-04-02"  # two holidays and a weekend follow


def adding_or_repaying() -> Computation:
    value, debt, line = 600_000, 500_000, broker().call_line
    repay, add = repay_to(value, debt, line), add_to(value, debt, line)
    sums = amounts(value=value, debt=debt, repay=repay, add=add)
    return found(percents(line=line), sums, amounts(1, times=line), asked=repay, unit=MONEY)


def to_line_or_target() -> Computation:
    value, debt, line, target = 75_000, 60_000, broker().call_line, broker().cure_target
    to_line, to_target = repay_to(value, debt, line), repay_to(value, debt, target)
    levels = percents(line=line, target=target, company_target=finance_company().cure_target,
                      company_cancel=finance_company().cancel_level)  # fmt: skip
    sums = amounts(value=value, debt=debt, to_line=to_line, to_target=to_target)
    return found(levels, sums, asked=to_target, unit=MONEY)


def deadlines() -> Computation:
    sessions, company_sessions = broker().cure_sessions, finance_company().cure_sessions
    counts = amounts(sessions=sessions, company_sessions=company_sessions,
                     sale=sessions + 1, company_sale=company_sessions + 1)  # fmt: skip
    dates = {"deadline": deadline(NOTICE, sessions), "sale_date": first_sale_date(NOTICE, sessions)}
    return found(counts, {"notice": NOTICE}, {name: day.isoformat() for name, day in dates.items()})


def settlement() -> Computation:
    return found(amounts(settlement=datasets.market().settlement_lag))


def below_the_debt() -> Computation:
    limit_downs, line = 3, broker().call_line
    left = line * (1 - broker().daily_limit) ** limit_downs
    return found(percents(line=line, left=left), amounts(limit_downs=limit_downs))


def two_holdings() -> Computation:
    each, together = 0.35, 0.6
    apart, close = (portfolio_volatility((0.5, 0.5), (each, each), correlation) for correlation in (0, together))
    return found(percents(each=each, apart=apart, close=close), amounts(0, none=0), amounts(1, together=together))


def endless_loop() -> Computation:
    cap, line = broker().loan_to_value, broker().call_line
    exposure, room = loop_exposure(cap, math.inf), loop_room(cap, math.inf, line)
    said = percents(cap=cap, line=line, room=room, loss=exposure * room)
    return found(said, amounts(1, exposure=exposure), asked=exposure * room, unit=PER_CENT)


def invested_again() -> Computation:
    cap, fall = broker().loan_to_value, 0.10
    loss = loop_exposure(cap, 1) * fall
    said = percents(cap=cap, fall=fall, start=START, ratio=after_change(START, -fall), loss=loss)
    return found(said, asked=loss, unit=PER_CENT)


COMPUTATIONS = {
    "FC0-04": adding_or_repaying,
    "FC0-14": settlement,
    "FC1-04": deadlines,
    "FC1-05": deadlines,
    "FC1-06": to_line_or_target,
    "FC1-07": deadlines,
    "FC1-08": below_the_debt,
    "FC1-20": two_holdings,
    "FC2-05": deadlines,
    "FC2-16": settlement,
    "FC2-17": settlement,
    "FC2-19": endless_loop,
    "FC2-20": invested_again,
}
