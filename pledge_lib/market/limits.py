"""The daily price limit: how far a close may lie from the reference price, by date, and when it is locked there."""

from collections.abc import Sequence
from datetime import date
from random import Random

from pledge_lib.datasets import market
from pledge_lib.datasets import rules as rule_profile
from pledge_lib.finance.checks import exact, require_fraction, require_positive
from pledge_lib.market.account import CallRules
from pledge_lib.market.plan import BY_DATE, Plan

EXCHANGE = "tw-margin"  # whose profile states the limit of listed shares


def daily_limit(day: date, rules: CallRules) -> float:
    """Return the daily price limit of a day as a fraction: the profile's, and an earlier one before it was raised.

    >>> from pledge_lib.datasets import rules
    >>> [daily_limit(day, rules("tw-broker-pledge")) for day in (date(2015, 5, 29), date(2015, 6, 1))]
    [0.07, 0.1]
    """
    return market().earlier_daily_limit if day < market().daily_limit_raised else rules.daily_limit


def limit_on(day: date, rules: CallRules | None = None) -> float:
    """Return the daily price limit of a day as a fraction; without rules that of the exchange, as brokers use it."""
    return daily_limit(day, rule_profile(EXCHANGE) if rules is None else rules)


def locked_down(close: float, reference: float, limit: float) -> bool:
    """Return whether a close lies at the lower limit, where orders to sell may stay unfilled; prices in TWD.

    Tick sizes are not modelled: what lies within the largest tick above the limit counts as locked.

    >>> locked_down(848, 942, 0.10), locked_down(855, 942, 0.10)
    (True, False)
    """
    require_positive("reference", reference)
    return exact(close) <= exact(reference) * (1 - exact(limit)) * (1 + exact(market().largest_tick))


def locked_up(close: float, reference: float, limit: float) -> bool:
    """Return whether a close lies at the upper limit, where orders to buy in a short may stay unfilled; prices in TWD.

    >>> locked_up(1_035, 942, 0.10), locked_up(1_030, 942, 0.10)
    (True, False)
    """
    require_positive("reference", reference)
    return exact(close) >= exact(reference) * (1 + exact(limit)) * (1 - exact(market().largest_tick))


def order_filled(
    symbol: str,
    day: date,
    close: float,
    reference: float | None,
    rules: CallRules,
    plan: Plan,
    *,
    buys: bool = False,
) -> bool:
    """Return whether an order at the limit price is filled: surely, unless the close is locked there.

    A locked order is filled with the chance that the plan gives; its seed, the symbol and the day decide.
    """
    limit = daily_limit(day, rules) if plan.daily_limit == BY_DATE else plan.daily_limit
    locked = locked_up if buys else locked_down
    if limit is None or reference is None or not locked(close, reference, limit):
        return True
    return Random(f"{plan.seed} {symbol} {day}").random() < plan.fill_chance


def sale_chances(locked: Sequence[bool], fill_chance: float) -> tuple[float, ...]:
    """Return the chance that an order is filled on each session of a sale: surely on the first that is not locked.

    What is missing to 1 is the chance that no session fills it.

    >>> sale_chances([True, True, False], fill_chance=0.5)
    (0.5, 0.25, 0.25)
    """
    require_fraction("fill_chance", fill_chance)
    chances, waiting = [], 1.0
    for is_locked in locked:
        chances.append(waiting * (fill_chance if is_locked else 1))
        waiting -= chances[-1]
    return tuple(chances)
