"""The worked example of lesson 1: from shares to loan, ratio, call price and room."""

from pledge_lib.course.pledging.solutions import pledge_of
from pledge_lib.course.quantities import count, money, percent, price
from pledge_lib.course.worked import Example, Stage
from pledge_lib.datasets import rules


def _solve(given):
    line = rules("tw-broker-pledge").call_line
    loan = pledge_of(given.shares, given.price, 0, line, given.loan_to_value).loan_cap
    pledge = pledge_of(given.shares, given.price, loan, line, given.loan_to_value)
    return {
        "value": money(given.price * given.shares),
        "shares": count(given.shares),
        "loan_to_value": percent(given.loan_to_value),
        "line": percent(line),
        "loan": money(loan),
        "ratio": percent(pledge.ratio),
        "call_price": price(pledge.call_price("shares")),
        "room": percent(pledge.fall_to_call),
    }


WORKED = Example(
    name="pledging",
    steps=("loan", "ratio", "call_price", "room"),
    solve=_solve,
    stages={
        "W1": Stage(given={"price": 100, "shares": 10_000, "loan_to_value": 0.60}, blanks=0),
        "W2": Stage(given={"price": 100, "shares": 10_000, "loan_to_value": 0.50}, blanks=1),
        "W3": Stage(given={"price": 90, "shares": 10_000, "loan_to_value": 0.40}, blanks=2),
        "W4": Stage(given={"price": 100, "shares": 10_000, "loan_to_value": 0.60}, blanks=1, asks=("loan",)),
    },
)
