"""A borrowing rate that floats, without a simulation: what a loan has cost by a day, as bands.

Our model, no protocol's: the average rate up to a day is log-normal around the rate of today, and its spread grows with
the square root of time until it has grown for `settles` days, since pools lead it back. Rates and costs are fractions.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from pledge_lib.finance.checks import require_not_negative
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.units import Percent


@dataclass(frozen=True, kw_only=True)
class FloatingRate:
    """A rate that starts somewhere; `swing` is the spread of its average after a year, as a part of it.

    >>> [round(cost, 4) for cost in FloatingRate(start=0.048, swing=0.5).costs((0.1, 0.5, 0.9), 365)]
    [0.0253, 0.048, 0.0911]
    """

    start: Percent
    swing: Percent
    settles: int = 365

    def __post_init__(self):
        require_not_negative("start", self.start)
        require_not_negative("swing", self.swing)

    def costs(self, shares: Sequence[float], days: float) -> tuple[float, ...]:
        """Return below which interest per unit borrowed so large a share of the ways lies after so many days."""
        require_not_negative("days", days)
        spread = self.swing * math.sqrt(min(days, self.settles) / self.settles)
        middle = simple_interest(1.0, self.start, days)
        return tuple(middle * math.exp(spread * NormalDist().inv_cdf(share)) for share in shares)
