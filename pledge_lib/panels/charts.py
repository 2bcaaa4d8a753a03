"""What all charts of the course share: axes that end on round numbers, a place for what has none.

A chart is built once, then fed by uid: the number of its traces never changes. Its dress is the page's.
"""

import math

COARSE, FINE = (1, 2, 5, 10), (1, 1.5, 2, 2.25, 2.5, 3, 4, 5, 7.5, 10)  # the ends of axes, times a power of ten
NOWHERE = math.nan  # a mark without a place in this state: plotly draws nothing


def evenly(low: float, high: float, steps: int) -> list[float]:
    """Return places over an axis, so many steps from one end to the other, both ends among them.

    >>> evenly(0, 365, 5)
    [0.0, 73.0, 146.0, 219.0, 292.0, 365.0]
    """
    return [low + (high - low) * step / steps for step in range(steps + 1)]


def nice_ceiling(value: float, steps: tuple[float, ...] = COARSE) -> float:
    """Return the next of 1, 2, 5, 10, 20, ... at or above the value, so that an axis moves seldom.

    >>> nice_ceiling(1_479), nice_ceiling(130), nice_ceiling(130, FINE)
    (2000.0, 200.0, 150.0)
    """
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in steps if step * power >= value * (1 - 1e-9))
