"""The daily price limit: how far a close may lie from the reference price, by date, and when it is locked there."""

from datetime import date
from random import Random

from pledge_lib.finance.checks import exact, require_positive
from pledge_lib.finance.rules import PledgeRules
from pledge_lib.market.plan import BY_DATE, Plan

EARLIER_LIMIT, LIMIT_RAISED = 0.07, date(2015, 6, 1)  # 7 % before the limit of today's profiles (rule A-20a)
LARGEST_TICK = exact(0.005)  # the lowest price is the first tick within the limit; a tick is at most half a per cent


def daily_limit(day: date, rules: PledgeRules) -> float:
    """Return the daily price limit of a day as a fraction.

    >>> from pledge_lib.datasets import rules
    >>> [daily_limit(day, rules("tw-broker-pledge")) for day in (date(2015, 5, 29), date(2015, 6, 1))]
    [0.07, 0.1]
    """
    return EARLIER_LIMIT if day < LIMIT_RAISED else rules.daily_limit


def locked_down(close: float, reference: float, limit: float) -> bool:
    """Return whether a close lies at the lower limit, where orders to sell may stay unfilled; prices in TWD.

    Tick sizes are not modelled: what lies within the largest tick above the limit counts as locked.

    >>> locked_down(848, 942, 0.10), locked_down(855, 942, 0.10)
    (True, False)
    """
    require_positive("reference", reference)
    return exact(close) <= exact(reference) * (1 - exact(limit)) * (1 + LARGEST_TICK)


def order_filled(symbol: str, day: date, close: float, reference: float | None, rules: PledgeRules, plan: Plan) -> bool:
    """Return whether an order to sell at the limit price is filled: surely, unless the close is locked there.

    A locked order is filled with the chance that the plan gives; its seed, the symbol and the day decide.
    """
    limit = daily_limit(day, rules) if plan.daily_limit == BY_DATE else plan.daily_limit
    if limit is None or reference is None or not locked_down(close, reference, limit):
        return True
    return Random(f"{plan.seed} {symbol} {day}").random() < plan.fill_chance
