"""The worked example of lesson 3: from a value on loan to a day's fee, the gross fee, and what is left."""

from pledge_lib.course.lending.solutions import fee_of
from pledge_lib.course.quantities import count, money, percent, rate
from pledge_lib.course.worked import Example, Stage
from pledge_lib.datasets import rules


def _solve(given):
    gross = fee_of(given.value, given.rate, given.days)
    return {
        "value": money(given.value),
        "rate": rate(given.rate),
        "days": count(given.days),
        "share": percent(given.share),
        "basis": count(rules("tw-lending").day_basis),
        "a_day": money(fee_of(given.value, given.rate, 1)),
        "gross": money(gross),
        "net": money(gross * (1 - given.share)),
    }


def _stage(value, rate, days, blanks, asks=()):
    return Stage(given={"value": value, "rate": rate, "days": days, "share": 0.25}, blanks=blanks, asks=asks)


WORKED = Example(
    name="lending",
    steps=("a_day", "gross", "net"),
    solve=_solve,
    stages={
        "W1": _stage(500_000, 0.02, 30, 0),
        "W2": _stage(240_000, 0.04, 20, 1),
        "W3": _stage(1_200_000, 0.015, 10, 2),
        "W4": _stage(800_000, 0.03, 15, 1, ("gross",)),
    },
)
