"""Questions on how much may be borrowed, the ratio that comes of it, and how far it is to the line."""

import math

from pledge_lib.course.articles import broker, finance_company, posted_by_finance_company
from pledge_lib.course.pledging.givens import HIGHEST_LOAN, LINE, LOAN, VALUE, pledge_of
from pledge_lib.course.questions import exercise, given, in_per_cent, on_axis, prediction, quiz
from pledge_lib.course.solved import Solved, accepted, asked, chosen, trap
from pledge_lib.course.worked import stage, worked
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.ratio import after_change, fall_to_line, is_below, maintenance_ratio
from pledge_lib.finance.units import COUNT, DATE, MONEY, PERCENT, POINTS, PRICE
from pledge_lib.panels.guessed import LEVEL


@worked(
    "pledging",
    steps=("loan", "ratio", "call_price", "room"),
    W1=stage(price=100, shares=10_000, loan_to_value=0.60, blanks=0),
    W2=stage(price=100, shares=10_000, loan_to_value=0.50, blanks=1),
    W3=stage(price=90, shares=10_000, loan_to_value=0.40, blanks=2),
    W4=stage(price=100, shares=10_000, loan_to_value=0.60, blanks=1, asks=("loan",)),
)
def from_shares_to_room(p):
    """From shares to loan, ratio, call price and room."""
    line = broker().call_line
    loan = pledge_of(p.shares, p.price, 0, line, p.loan_to_value).loan_cap
    pledge = pledge_of(p.shares, p.price, loan, line, p.loan_to_value)
    return Solved(
        value=MONEY(p.price * p.shares),
        shares=COUNT(p.shares),
        loan_to_value=PERCENT(p.loan_to_value),
        line=PERCENT(line),
        loan=MONEY(loan),
        ratio=PERCENT(pledge.ratio),
        call_price=PRICE(pledge.call_price("shares")),
        room=PERCENT(pledge.fall_to_call),
    )


@exercise("E1.1", figure="F1.1", value=VALUE, loan_to_value=given(PERCENT, 0.60, 0.20, 0.60, 0.05), line=LINE)
def largest_loan(p):
    """How much may be borrowed at most, in whole thousands?"""
    return Solved(
        loan=asked(
            MONEY(pledge_of(1, p.value, 0, p.line, p.loan_to_value).loan_cap),
            divided=trap(MONEY(p.value / p.loan_to_value), "M03"),
            own_part=trap(MONEY(p.value * (1 - p.loan_to_value))),
        ),
    )


@exercise("E1.2", figure="F1.1", value=VALUE, loan=LOAN, sensible=lambda p: p.loan <= HIGHEST_LOAN * p.value)
def ratio(p):
    """What is the maintenance ratio?"""
    ratio = maintenance_ratio(p.value, p.loan)
    return Solved(
        ratio=asked(
            PERCENT(ratio),
            inverse=trap(PERCENT(1 / ratio), "M03"),
            cut=accepted(PERCENT(math.floor(ratio * 100) / 100)),
            rounded=accepted(PERCENT(round(ratio, 2))),
        ),
    )


@exercise(
    "E1.3",
    figure="F1.1",
    shares=given(COUNT, 10_000, 5_000, 20_000, 1_000),
    loan=LOAN,
    price=given(PRICE, 100, 80, 150, 5),
    line=LINE,
    # a loan that a broker would make, and not so small that points off the price leave nothing
    sensible=lambda p: 0.45 <= p.loan / (p.shares * p.price) <= HIGHEST_LOAN,
)
def call_price(p):
    """At what price is the ratio exactly on the line?"""
    pledge = pledge_of(p.shares, p.price, p.loan, p.line)
    return Solved(
        call_price=asked(
            PRICE(pledge.call_price("shares")),
            points=trap(PRICE(p.price * (1 - (pledge.ratio - p.line))), "M01"),
            no_line=trap(PRICE(p.loan / p.shares)),
        ),
        ratio=PERCENT(pledge.ratio),
        room=PERCENT(pledge.fall_to_call),
    )


@exercise(
    "E1.4",
    figure="F1.2",
    start=given(PERCENT, 2.0, 1.6, 2.6, 0.1),
    fall=given(PERCENT, 0.40, 0.20, 0.45, 0.05),
    line=LINE,
)
def room_and_ratio(p):
    """How far may the price fall to the line, and what is the ratio after a fall?"""
    return Solved(
        room=asked(PERCENT(fall_to_line(p.start, p.line)), points=trap(PERCENT(p.start - p.line), "M01")),
        ratio=asked(
            PERCENT(after_change(p.start, -p.fall)),
            minus_points=trap(PERCENT(p.start - p.fall), "M02"),
        ),
    )


@exercise(
    "E1.12",
    figure="F1.2",
    sixty=given(PERCENT, 0.60, 0.52, 0.66, 0.01),
    fifty=given(PERCENT, 0.50, 0.36, 0.50, 0.01),
    said_safe=given(PERCENT, 0.40, 0.40, 0.60, 0.01),
    line=LINE,
    # a fall said to be safe that leads a few points below the line
    sensible=lambda p: 0.02 < p.said_safe - (1 - p.line * p.fifty) < 0.10,
)
def two_claims(p):
    """How far must the price really fall, in two statements of an article?"""
    sixty, fifty = 1 / p.sixty, 1 / p.fifty
    printed = math.floor((math.floor(sixty * 100) / 100 - p.line) * 100 + 0.5) / 100
    return Solved(
        first=asked(PERCENT(fall_to_line(sixty, p.line)), points=trap(PERCENT(printed), "M01")),
        second=asked(PERCENT(fall_to_line(fifty, p.line)), said_safe=trap(PERCENT(p.said_safe), "M02")),
        ratio_then=PERCENT(after_change(fifty, -p.said_safe)),
    )


@prediction("P1.1", figure="F1.1", opens="84", reasons=("below", "enough", "time"))
def exactly_on_the_line():
    """Is a ratio exactly on the line called?"""
    value, loan, line = 840_000, 600_000, finance_company().call_line
    return Solved(
        answer=chosen(
            "call" if is_below(value, loan, line) else "no-call",
            among=("call", "no-call"),
            traps={"call": "M46"},
        ),
        value=MONEY(value),
        loan=MONEY(loan),
        line=PERCENT(line),
        ratio=PERCENT(maintenance_ratio(value, loan)),
    )


def _on_the_line(p) -> dict:
    """Return how F1.2 stands when the price has fallen to the line."""
    start = 1 / p.loan_to_value
    return {"start": start, "fall": fall_to_line(start, broker().call_line)}


@prediction(
    "P1.2",
    figure="F1.2",
    opens=_on_the_line,
    drawn=on_axis(LEVEL, in_per_cent),
    reasons=("divide", "subtract", "luck"),
    loan_to_value=given(PERCENT, 0.60, 0.42, 0.60, 0.01),
)
def room_of_a_loan(p):
    """How far may the price fall when so much of the value was borrowed?"""
    line, start = broker().call_line, maintenance_ratio(1, p.loan_to_value)
    return Solved(
        answer=asked(PERCENT(fall_to_line(start, line)), points=trap(PERCENT(start - line), "M01", near=0.01)),
        points_text=POINTS(start - line),
        start=PERCENT(start),
        line=PERCENT(line),
    )


@quiz("Q1.1", figure="F1.2")
def first_breach():
    """Which of three falls is the first with a ratio below the line?"""
    line, start = broker().call_line, 1.80
    return Solved(
        option=chosen("percent", among=("points", "percent", "two-thirds"), traps={"points": "M01"}),
        start=PERCENT(start),
        line=PERCENT(line),
        fall=PERCENT(fall_to_line(start, line)),
        points_text=POINTS(start - line),
    )


@quiz("Q1.2", figure="F1.1")
def what_lowers_the_ratio():
    """What lowers the ratio while the price stands still?"""
    company, posted, value, loan, days = finance_company(), posted_by_finance_company(), 1_000_000, 600_000, 180
    interest = simple_interest(loan, posted.annual_rate, days, company.day_basis)
    return Solved(
        option=chosen(
            "interest-or-dividend",
            among=("nothing", "interest-or-dividend", "days-alone"),
            traps={"nothing": "M18"},
        ),
        start=PERCENT(maintenance_ratio(value, loan)),
        later=PERCENT(maintenance_ratio(value, loan + interest)),
        days=COUNT(days),
        rate=PERCENT(posted.annual_rate),
        as_of=DATE(posted.as_of),
        premark=COUNT(company.premark_sessions),
    )


@quiz("Q1.6", figure="F1.1")
def why_a_lower_cap():
    """Why do the shares of small companies often get a lower loan-to-value?"""
    rules = broker()
    return Solved(
        option=chosen("volatility", among=("price", "volatility", "dividends"), traps={"price": None}),
        eligible=PERCENT(rules.loan_to_value),
        not_eligible=PERCENT(rules.loan_to_value_not_eligible),
    )


@prediction(
    "P1.12",
    figure="F1.6",
    opens=lambda _given: {"part_a": 5, "part_b": 1, "tier_b": "not-eligible", "value": 1_200_000},
    reasons=("each-its-own", "by-the-larger", "by-the-average"),
)
def two_stocks():
    """How much may be borrowed on two stocks of which each has its own loan-to-value?"""
    rules, first, second = broker(), 1_000_000, 200_000
    own, other = rules.loan_to_value, rules.loan_to_value_not_eligible
    return Solved(
        answer=asked(
            MONEY(first * own + second * other),
            at_the_higher=trap(MONEY((first + second) * own)),
            at_the_lower=trap(MONEY((first + second) * other)),
            at_the_mean=trap(MONEY((first + second) * (own + other) / 2)),
        ),
        first=MONEY(first),
        second=MONEY(second),
        own=PERCENT(own),
        other=PERCENT(other),
    )
