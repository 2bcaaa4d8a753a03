"""Questions on the planned loan itself: ratio, call price, room, odds, reserve, and where one acts oneself.

What they are asked about are the numbers of the reader's own plan, by the names that the planned loan gives them; the
numbers here are those of the lesson sheet, and of whoever asks for others.
"""

from dataclasses import replace

from pledge_lib.course.articles import broker
from pledge_lib.course.questions import among, exercise, given, prediction
from pledge_lib.course.solved import Solved, asked, chosen, trap
from pledge_lib.course.worked import stage, worked
from pledge_lib.finance.capstone.case import EXAMPLE
from pledge_lib.finance.capstone.plan import TESTED_FALL
from pledge_lib.finance.ratio import after_change, fall_to_line, is_below, maintenance_ratio, repay_to
from pledge_lib.finance.units import DAYS, MONEY, MONTHS, PERCENT
from pledge_lib.market.capstone.planned import first_plan, planned
from pledge_lib.market.closed_form import SESSIONS_A_YEAR, first_passage_probability

LOAN_TO_VALUE = given(PERCENT, 0.30, 0.20, 0.60, 0.01)
LINE, TARGET = among(PERCENT, 1.30, 1.40), among(PERCENT, 1.66)
DEBT = given(MONEY, 900_000, 600_000, 1_500_000, 50_000)
COLLATERAL = given(MONEY, 3_000_000, 1_000_000, 4_000_000, 50_000)
MONTHS_IN_A_YEAR = 12
WITHIN = 0.02  # by how much closed form and simulation may differ


def _is_a_loan(p) -> bool:
    return 1.6 < p.collateral / p.debt < 5


@exercise("E5.1", figure="F5.1", collateral=COLLATERAL, debt=DEBT, sensible=_is_a_loan)
def start_ratio(p):
    """With which ratio does the planned loan begin?"""
    return Solved(
        ratio=asked(
            PERCENT(maintenance_ratio(p.collateral, p.debt)), inverse=trap(PERCENT(p.debt / p.collateral), "M03")
        )
    )


@exercise("E5.2", figure="F5.1", loan_to_value=LOAN_TO_VALUE, line=LINE)
def call_price(p):
    """At which part of today's price does the call come?"""
    price = p.line * p.loan_to_value
    return Solved(price=asked(PERCENT(price), fall=trap(PERCENT(1 - price))), ratio=PERCENT(1 / p.loan_to_value))


@exercise("E5.3", figure="F5.1", loan_to_value=LOAN_TO_VALUE, line=LINE)
def room(p):
    """How far may the price fall?"""
    ratio = 1 / p.loan_to_value
    return Solved(
        room=asked(PERCENT(fall_to_line(ratio, p.line)), points=trap(PERCENT(ratio - p.line), "M01")),
        ratio=PERCENT(ratio),
    )


@exercise(
    "E5.4",
    figure="F1.8",
    loan_to_value=given(PERCENT, 0.45, 0.40, 0.60, 0.01),
    line=LINE,
    volatility=given(PERCENT, 0.34, 0.25, 0.45, 0.01),
    months=given(MONTHS, 9, 6, 15, 1),
    odds_limit=among(PERCENT, 0.10, 0.20, 0.30),
)
def odds(p):
    """How likely is a call until the exit, and does the plan keep to its own limit?"""
    days = int(p.months * SESSIONS_A_YEAR / MONTHS_IN_A_YEAR)
    found = first_passage_probability(1 / p.loan_to_value, p.line, volatility=p.volatility, days=days)
    kept = "kept" if found <= p.odds_limit else "broken"
    return Solved(
        odds=asked(PERCENT(found), within=WITHIN, zero=trap(PERCENT(0.0), "M44")),
        kept=chosen(kept, among=("kept", "broken")),
        ratio=PERCENT(1 / p.loan_to_value),
    )


@exercise("E5.5", figure="F1.4", collateral=COLLATERAL, debt=DEBT, line=LINE, target=TARGET, sensible=_is_a_loan)
def reserve(p):
    """How much cash does a call ask after the fall that the reserve is held against?"""
    fallen = after_change(p.collateral, -TESTED_FALL)
    called = is_below(fallen, p.debt, p.line)
    return Solved(
        needed=asked(
            MONEY(float(repay_to(fallen, p.debt, p.target)) if called else 0.0),
            of_debt=trap(MONEY(p.debt * TESTED_FALL)),
            lost=trap(MONEY(p.collateral * TESTED_FALL)),
        ),
        fall=PERCENT(TESTED_FALL),
        fallen=MONEY(fallen),
        ratio=PERCENT(fallen / p.debt),
    )


@exercise(
    "E5.10",
    figure="F5.1",
    loan_to_value=LOAN_TO_VALUE,
    line=LINE,
    trigger=given(PERCENT, 2.0, 1.5, 2.4, 0.05),
    sensible=lambda p: p.trigger * p.loan_to_value < 0.95,
)
def stop_rule(p):
    """At which price does one act oneself, and how far is the call from there?"""
    price = p.trigger * p.loan_to_value
    return Solved(
        price=asked(PERCENT(price), fall=trap(PERCENT(1 - price))),
        ahead=asked(PERCENT(fall_to_line(p.trigger, p.line)), points=trap(PERCENT(p.trigger - p.line), "M01")),
        ratio=PERCENT(1 / p.loan_to_value),
    )


@prediction(
    "P5.1", figure="F1.1", opens=lambda p: _pledged_half(), reasons=("pledged-only", "same-debt", "same-shares")
)
def who_is_called():
    """Both need the same sum and hold the same shares; one pledges all of them, one only half. Who is called?"""
    half = EXAMPLE.value / 2
    return Solved(
        answer=chosen("half", among=("all", "half", "both", "none"), traps={"both": None}),
        sum=MONEY(EXAMPLE.sum),
        value=MONEY(EXAMPLE.value),
        pledged=MONEY(half),
        fall=PERCENT(TESTED_FALL),
        line=PERCENT(broker().call_line),
        of_all=PERCENT(after_change(EXAMPLE.value / EXAMPLE.sum, -TESTED_FALL)),
        of_half=PERCENT(after_change(half / EXAMPLE.sum, -TESTED_FALL)),
    )


def _pledged_half() -> dict:
    half = EXAMPLE.value / 2
    return {"value": half, "loan_to_value": EXAMPLE.sum / half, "change": -TESTED_FALL}


@worked(
    "capstone",
    steps=("ratio", "price", "room", "fallen", "cost"),
    W1=stage(months=9, loan_to_value=0.30, blanks=0),
    W2=stage(months=12, loan_to_value=0.40, blanks=2),
)
def a_plan(p):
    """From what is lent to the ratio, the call price, the room, the tested fall and the cost."""
    loan = planned(EXAMPLE, replace(first_plan(EXAMPLE), months=p.months, loan_to_value=p.loan_to_value))
    return Solved(
        sum=MONEY(loan.debt),
        months=MONTHS(p.months),
        loan_to_value=PERCENT(p.loan_to_value),
        line=PERCENT(loan.line),
        fall=PERCENT(TESTED_FALL),
        rate=PERCENT(loan.annual_rate),
        days=DAYS(loan.days),
        ratio=PERCENT(loan.ratio),
        price=PERCENT(loan.call_price),
        room=PERCENT(loan.room),
        fallen=PERCENT(loan.fallen),
        cost=MONEY(loan.cost),
    )
