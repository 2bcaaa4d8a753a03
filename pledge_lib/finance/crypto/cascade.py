"""A cascade of liquidations: seized collateral is sold, the sale moves the price, the price reaches the next position.

A model of ours, no protocol's (CRYPTO 3.9): real protocols read an oracle, not the pool that liquidators sell into.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pledge_lib.finance.checks import require_fraction, require_not_negative, require_positive


@dataclass(frozen=True)
class Step:
    """One wave: the price at its start, how many positions it reached, what was sold, and the price after the sale."""

    price: float
    reached: int
    sold: float
    after: float


def cascade(
    price: float, positions: Sequence[tuple[float, float]], shock: float, depth: float, share: float = 1.0
) -> tuple[Step, ...]:
    """Return the waves after a shock; positions are (liquidation price, collateral in tokens), sold by `share`.

    A sale of q tokens moves the price p to p (1 - depth q), never below 0. It ends when a wave reaches nobody.

    >>> [step.reached for step in cascade(100, [(95, 1), (90, 1), (50, 1)], shock=0.06, depth=0.05)]
    [1, 1]
    """
    require_positive("price", price)
    require_fraction("shock", shock)
    require_not_negative("depth", depth)
    require_fraction("share", share)
    waiting = sorted(positions, reverse=True)
    now, steps = price * (1 - shock), []
    while waiting and waiting[0][0] >= now:
        reached = [amount for line, amount in waiting if line >= now]
        sold = share * sum(reached)
        after = now * max(1 - depth * sold, 0.0)
        steps.append(Step(now, len(reached), sold, after))
        waiting, now = waiting[len(reached) :], after
    return tuple(steps)
