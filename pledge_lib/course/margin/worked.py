"""The worked example of lesson 2: from shares to own funds, loan, ratio, call price and room."""

from pledge_lib.course.margin.solutions import MARGIN
from pledge_lib.course.quantities import count, money, percent, price
from pledge_lib.course.worked import Example, Stage
from pledge_lib.datasets import rules
from pledge_lib.finance.margin.plan import gross_return
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.ratio import fall_to_line

CHANGE = 0.10  # of the price, up and down, in the last stage


def _solve(given):
    margin = rules(MARGIN)
    long = Long.open("A", shares=given.shares, price=given.price, rules=margin)
    return {
        "shares": count(given.shares),
        "price": price(given.price),
        "value": money(long.value),
        "financing_ratio": percent(margin.financing_ratio),
        "line": percent(margin.call_line),
        "loan": money(long.loan),
        "own": money(long.equity),
        "ratio": percent(long.ratio),
        "call_price": price(long.call_price(margin.call_line)),
        "room": percent(fall_to_line(long.ratio, margin.call_line)),
        "change": percent(CHANGE),
        "up": percent(gross_return(CHANGE, long.loan / long.value)),
        "down": percent(gross_return(-CHANGE, long.loan / long.value)),
    }


def _stage(shares, price, blanks, **more):
    return Stage(given={"shares": shares, "price": price}, blanks=blanks, **more)


WORKED = Example(
    name="margin",
    steps=("loan", "own", "ratio", "call_price", "room"),
    solve=_solve,
    stages={
        "W1": _stage(1_000, 100, 0),
        "W2": _stage(2_000, 80, 2),
        "W3": _stage(1_000, 55.30, 2, hidden=("loan",)),
        "W4": _stage(1_000, 100, 2, asks=("up", "down")),
    },
)
