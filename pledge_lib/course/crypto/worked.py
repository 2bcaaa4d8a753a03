"""The worked example of lesson 4: from value and debt to loan-to-value, health factor, liquidation price and room."""

from pledge_lib.course.crypto.solutions import position_of
from pledge_lib.course.quantities import dollars, number, percent
from pledge_lib.course.worked import Example, Stage


def _solve(given):
    position = position_of(given.value, given.debt, given.threshold)
    return {
        "value": dollars(given.value),
        "debt": dollars(given.debt),
        "threshold": percent(given.threshold),
        "ltv": percent(position.ltv),
        "health": number(position.health_factor),
        "price": dollars(position.liquidation_price("ETH")),
        "room": percent(position.common_fall),
    }


def _stage(value, debt, threshold, blanks, asks=()):
    return Stage(given={"value": value, "debt": debt, "threshold": threshold}, blanks=blanks, asks=asks)


WORKED = Example(
    name="crypto",
    steps=("ltv", "health", "price", "room"),
    solve=_solve,
    stages={
        "W1": _stage(3_000, 1_500, 0.83, 0),
        "W2": _stage(10_000, 6_000, 0.83, 1),
        "W3": _stage(20_000, 12_000, 0.80, 3),
        "W4": _stage(10_000, 8_050, 0.83, 2, ("health", "room")),
    },
)
