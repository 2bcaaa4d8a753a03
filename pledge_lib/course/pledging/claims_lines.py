"""What articles say on the call line: where it lies, who sets it, and how far it is to it."""

from pledge_lib.course.articles import (
    HALF_LOAN,
    HALF_START,
    LOAN,
    START,
    VALUE,
    broker,
    finance_company,
)
from pledge_lib.course.claims import claim
from pledge_lib.course.pledging.claims_loan import pledged
from pledge_lib.course.solved import TENTHS, Solved, asked
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import after_change, fall_to_line, maintenance_ratio
from pledge_lib.finance.units import MONEY, PERCENT, POINTS


def on_the_line(rules: PledgeRules) -> Solved:
    """Return the value at which the example meets a lender's call line."""
    pledge = pledged(rules, LOAN)
    value = pledge.call_price("shares")
    return Solved(
        fall=asked(PERCENT(pledge.fall_to_call)),
        line=PERCENT(rules.call_line),
        start=MONEY(VALUE),
        value=MONEY(value),
        below=MONEY(value - 1),
        loan=MONEY(LOAN),
    )


def rooms_to_both_lines() -> Solved:
    """Return how far a loan up to the cap may fall to the lines of both lenders."""
    line, company_line = broker().call_line, finance_company().call_line
    return Solved(
        start=PERCENT(START),
        line=PERCENT(line),
        room=PERCENT(fall_to_line(START, line)),
        company_line=PERCENT(company_line),
        company_room=asked(PERCENT(fall_to_line(START, company_line))),
    )


def rooms(*starts: float) -> Solved:
    """Return the rooms from some ratios to both lenders' lines; the first is asked for."""
    line, company_line = broker().call_line, finance_company().call_line
    said = Solved(line=PERCENT(line), company_line=PERCENT(company_line), full=PERCENT(START))
    for start in starts:
        room = PERCENT(fall_to_line(start, line))
        named = {
            "room": asked(room) if start == starts[0] else room,
            "company_room": PERCENT(fall_to_line(start, company_line)),
            "start": PERCENT(start),
            "loan": PERCENT(1 / start),
        }
        said |= Solved(**{f"{name}_{round(start * 100)}": value for name, value in named.items()})
    return said


@claim("FC0-03", figure="F1.1")
def line_of_160():
    high = 1.60
    return rooms_to_both_lines().unasked() | Solved(
        high_room=asked(PERCENT(fall_to_line(START, high))), high=PERCENT(high)
    )


@claim("FC0-07", figure="F1.1")
def at_the_companys_line():
    return on_the_line(finance_company())


@claim("FC1-01", figure="F1.1")
def usual_lines():
    return rooms_to_both_lines().unasked()


@claim("FC1-02")
def who_set_the_line():
    return rooms_to_both_lines().unasked()


@claim("FC1-03", figure="F1.1")
def three_values():
    start, middle, low = (maintenance_ratio(value, HALF_LOAN) for value in (1_000_000, 700_000, 600_000))
    pledge = pledged(broker(), HALF_LOAN)
    return Solved(
        value=asked(MONEY(pledge.call_price("shares"))),
        start=PERCENT(start),
        middle=PERCENT(middle),
        low=PERCENT(low),
        line=PERCENT(broker().call_line),
        fall=PERCENT(pledge.fall_to_call),
        loan=MONEY(HALF_LOAN),
    )


@claim("FC1-11", figure="F1.8")
def not_to_the_full():
    return rooms(2.50, 2.00)


@claim("FC1-12", figure="F1.2")
def start_of_150():
    return rooms(1.50)


@claim("FC1-13", figure="F1.1")
def bands():
    gaps = Solved(gap=TENTHS(1.495), high_gap=TENTHS(1.795))  # the bands are whole per cents
    return rooms(1.80, 1.50).unasked() | gaps


@claim("FC1-14", figure="F1.1")
def below_the_line():
    return on_the_line(broker()).unasked()


@claim("FC1-15", figure="F1.2")
def warning_levels():
    return rooms(1.50, 1.60, 1.70, 1.80).unasked()


@claim("FC1-19")
def line_of_the_law():
    return Solved()


@claim("FC2-02", figure="F1.1", idea="M46")
def at_the_brokers_line():
    return on_the_line(broker())


@claim("FC2-03", figure="F1.2", idea="M01")
def room_or_points():
    printed, line = 1.66, broker().call_line
    return Solved(
        room=asked(PERCENT(fall_to_line(START, line))),
        start=PERCENT(START),
        printed=PERCENT(printed),
        line=PERCENT(line),
        printed_room=PERCENT(fall_to_line(printed, line)),
        points=POINTS(START - line),
        printed_points=POINTS(printed - line),
        value=MONEY(pledged(broker(), LOAN).call_price("shares")),
    )


@claim("FC2-04", figure="F1.1", idea="M02")
def fall_from_double():
    line, low, high = broker().call_line, 0.35, 0.40
    low_ratio, high_ratio = (maintenance_ratio(after_change(VALUE, -fall), HALF_LOAN) for fall in (low, high))
    return Solved(
        room=asked(PERCENT(fall_to_line(HALF_START, line))),
        start=PERCENT(HALF_START),
        line=PERCENT(line),
        low=PERCENT(low),
        high=PERCENT(high),
        low_ratio=PERCENT(low_ratio),
        high_ratio=PERCENT(high_ratio),
    )


@claim("FC2-07", figure="F1.2")
def rooms_of_160_and_200():
    return rooms(1.60, 2.00)


@claim("FC2-18", figure="F1.1")
def most_common_line():
    return rooms_to_both_lines()
