"""How much may be borrowed, where that starts, and how far it is to a line."""

from collections.abc import Callable

from pledge_lib import datasets
from pledge_lib.course.claims.computation import (
    HALF_LOAN,
    HALF_START,
    LOAN,
    START,
    VALUE,
    Computation,
    amounts,
    broker,
    finance_company,
    found,
    percents,
    unasked,
)
from pledge_lib.course.quantities import MONEY, PER_CENT
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import after_change, fall_to_line, maintenance_ratio


def pledged(rules: PledgeRules, loan: float, **terms) -> Pledge:
    """Return the example under one lender's rules: one share that holds the whole value, so its price is the value."""
    shares = Holding("shares", shares=1, price=VALUE, loan_to_value=rules.loan_to_value)
    return Pledge(holdings=(shares,), principal=loan, rules=rules, **terms)


def largest_loan() -> Computation:
    loan = pledged(broker(), 0).loan_cap
    return found(percents(cap=broker().loan_to_value), amounts(value=VALUE, loan=loan), asked=loan, unit=MONEY)


def caps() -> Computation:
    return found(percents(cap=broker().loan_to_value, lower_cap=broker().loan_to_value_not_eligible))


def tiers() -> Computation:
    high, low = 0.70, 0.20  # the ends of the article's bands
    start, low_start = (maintenance_ratio(VALUE, share * VALUE) for share in (high, low))
    opened = percents(high=high, start=start, low=low, low_start=low_start)
    return found(caps().fields, opened, asked=start, unit=PER_CENT)


def initial_ratio() -> Computation:
    said = percents(ratio=START, target=broker().cure_target)
    return found(said, amounts(4, times=START), amounts(value=VALUE, loan=LOAN), asked=START, unit=PER_CENT)


def after_a_fall() -> Computation:
    now = 840_000
    ratio = maintenance_ratio(now, LOAN)
    said = percents(ratio=ratio, fall=fall_to_line(START, ratio))
    return found(said, amounts(value=now, loan=LOAN), asked=ratio, unit=PER_CENT)


def three_values() -> Computation:
    start, middle, low = (maintenance_ratio(value, HALF_LOAN) for value in (1_000_000, 700_000, 600_000))
    pledge = pledged(broker(), HALF_LOAN)
    meets = pledge.call_price("shares")
    said = percents(start=start, middle=middle, low=low, line=broker().call_line, fall=pledge.fall_to_call)
    return found(said, amounts(value=meets, loan=HALF_LOAN), asked=meets, unit=MONEY)


def on_the_line(rules: Callable[[], PledgeRules]) -> Callable[[], Computation]:
    """Return the computation of the value at which the example meets a lender's call line."""

    def computation() -> Computation:
        pledge = pledged(rules(), LOAN)
        value, fall = pledge.call_price("shares"), pledge.fall_to_call
        said = amounts(start=VALUE, value=value, below=value - 1, loan=LOAN)
        return found(percents(line=rules().call_line, fall=fall), said, asked=fall, unit=PER_CENT)

    return computation


def two_lines() -> Computation:
    line, company_line = broker().call_line, finance_company().call_line
    room, company_room = fall_to_line(START, line), fall_to_line(START, company_line)
    said = percents(start=START, line=line, room=room, company_line=company_line, company_room=company_room)
    return found(said, asked=company_room, unit=PER_CENT)


def line_of_160() -> Computation:
    high = 1.60
    room = fall_to_line(START, high)
    return found(two_lines().fields, percents(high=high, high_room=room), asked=room, unit=PER_CENT)


def room_or_points() -> Computation:
    printed, line = 1.66, broker().call_line
    room = fall_to_line(START, line)
    said = percents(start=START, printed=printed, line=line, room=room, printed_room=fall_to_line(printed, line))
    apart = amounts(points=(START - line) * 100, printed_points=(printed - line) * 100)
    value = pledged(broker(), LOAN).call_price("shares")
    return found(said, apart, amounts(value=value), asked=room, unit=PER_CENT)


def fall_from_double() -> Computation:
    line = broker().call_line
    room = fall_to_line(HALF_START, line)
    falls = {"low": 0.35, "high": 0.40}
    after = {f"{name}_ratio": maintenance_ratio(after_change(VALUE, -fall), HALF_LOAN) for name, fall in falls.items()}
    return found(percents(start=HALF_START, line=line, room=room, **falls, **after), asked=room, unit=PER_CENT)


def rooms(*starts: float) -> Callable[[], Computation]:
    """Return the computation of the rooms from some ratios to both lenders' lines; the first is asked for."""

    def computation() -> Computation:
        line, company_line = broker().call_line, finance_company().call_line
        said = percents(line=line, company_line=company_line, full=START)
        for start in starts:
            room = {"room": fall_to_line(start, line), "company_room": fall_to_line(start, company_line)}
            both = room | {"start": start, "loan": 1 / start}
            said |= percents(**{f"{name}_{start * 100:.0f}": value for name, value in both.items()})
        return found(said, asked=fall_to_line(starts[0], line), unit=PER_CENT)

    return computation


def bands() -> Computation:
    between = percents(gap=1.495, high_gap=1.795)  # the article's bands are whole per cents
    return found(rooms(1.80, 1.50)().fields, between)


def with_interest() -> Computation:
    rate = next(lender.annual_rate for lender in datasets.lenders() if lender.id == "cathay-securities-article-000")
    terms = {"annual_rate": rate, "days": 180}
    start, ratio = (pledged(rules, LOAN, **terms).ratio for rules in (broker(), finance_company()))
    return found(percents(rate=rate, start=start, ratio=ratio), amounts(days=180), asked=ratio, unit=PER_CENT)


def ex_dividend() -> Computation:
    dividend = 0.05
    ratio = maintenance_ratio(after_change(VALUE, -dividend), LOAN)
    said = percents(dividend=dividend, start=START, ratio=ratio)
    return found(said, amounts(sessions=finance_company().premark_sessions), asked=ratio, unit=PER_CENT)


COMPUTATIONS = {
    "FC0-01": largest_loan,
    "FC0-02": tiers,
    "FC0-03": line_of_160,
    "FC0-05": initial_ratio,
    "FC0-06": after_a_fall,
    "FC0-07": on_the_line(finance_company),
    "FC1-01": unasked(two_lines),
    "FC1-02": unasked(two_lines),
    "FC1-03": three_values,
    "FC1-09": caps,
    "FC1-10": caps,
    "FC1-11": rooms(2.50, 2.00),
    "FC1-12": rooms(1.50),
    "FC1-13": bands,
    "FC1-14": unasked(on_the_line(broker)),
    "FC1-15": unasked(rooms(1.50, 1.60, 1.70, 1.80)),
    "FC1-16": with_interest,
    "FC1-18": ex_dividend,
    "FC1-19": found,
    "FC2-01": initial_ratio,
    "FC2-02": on_the_line(broker),
    "FC2-03": room_or_points,
    "FC2-04": fall_from_double,
    "FC2-06": caps,
    "FC2-07": rooms(1.60, 2.00),
    "FC2-13": found,
    "FC2-14": caps,
    "FC2-18": two_lines,
    "FC2-21": found,
    "FC2-22": found,
}
