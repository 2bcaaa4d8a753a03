"""Questions on how fast it goes: limit-downs to the line, the days of a deadline, and what watching more buys."""

import math
from datetime import date, timedelta

from pledge_lib.course.articles import broker
from pledge_lib.course.questions import prediction, quiz
from pledge_lib.course.solved import TENTHS, Solved, asked, chosen, trap
from pledge_lib.finance.ratio import fall_to_line, limit_downs_to_line, maintenance_ratio
from pledge_lib.finance.units import COUNT, DATE, PERCENT
from pledge_lib.market.sessions import deadline, first_sale_date

BORROWED = 0.50  # so that the answer is another one than the dashboard's


@prediction(
    "P1.13",
    figure="F1.1",
    opens=lambda _given: {"loan_to_value": BORROWED},
    reasons=("smaller-each-time", "same-points", "one-is-enough"),
)
def limit_downs():
    """How many limit-downs in a row lead below the line?"""
    rules = broker()
    start = maintenance_ratio(1, BORROWED)
    room = fall_to_line(start, rules.call_line)
    falls = limit_downs_to_line(start, rules.call_line, limit=rules.daily_limit)
    return Solved(
        answer=asked(
            COUNT(falls),
            by_points=trap(COUNT(math.ceil((start - rules.call_line) / rules.daily_limit)), "M01"),
            by_room=trap(COUNT(math.ceil(room / rules.daily_limit))),
        ),
        start=PERCENT(start),
        line=PERCENT(rules.call_line),
        limit=PERCENT(rules.daily_limit),
        kept=PERCENT(1 - rules.daily_limit),
        room=PERCENT(room),
        loan_to_value=PERCENT(BORROWED),
        before=TENTHS(start * (1 - rules.daily_limit) ** (falls - 1)),
        below=TENTHS(start * (1 - rules.daily_limit) ** falls),
    )


@prediction("P1.14", figure="F1.3", opens="tomb-sweeping", reasons=("business-days", "calendar-days", "day-of-service"))
def last_day():
    """Which is the last day of a deadline before a holiday?"""
    notice, sessions = date(2025, 4, 2), broker().cure_sessions
    last = deadline(notice, sessions)
    return Solved(
        answer=asked(
            DATE(last),
            calendar_days=trap(DATE(notice + timedelta(days=sessions)), "M07"),
            service_counted=trap(DATE(deadline(notice, sessions - 1))),
        ),
        notice=DATE(notice),
        sessions=COUNT(sessions),
        sale=DATE(first_sale_date(notice, sessions)),
    )


@quiz("Q1.13", figure="F1.8")
def watching_every_day():
    """What does watching the ratio more often buy?"""
    rules = broker()
    return Solved(
        option=chosen("days", among=("distance", "days", "nothing"), traps={"distance": "M45"}),
        room=PERCENT(fall_to_line(maintenance_ratio(1, rules.loan_to_value), rules.call_line)),
        loan_to_value=PERCENT(rules.loan_to_value),
        sessions=COUNT(rules.cure_sessions),
    )
