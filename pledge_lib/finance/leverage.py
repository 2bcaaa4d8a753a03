"""The leverage loop: pledge, borrow, buy the same shares with the loan, pledge those too, round after round.

Ratios and loans are plain fractions, and own money before the first round is 1. The loan-to-value may be an array.
"""

import math

from pledge_lib.finance.checks import InputError, require_fraction, require_not_negative
from pledge_lib.finance.ratio import fall_to_line, maintenance_ratio, pick


def loop_exposure(loan_to_value, rounds):
    """Return the value of all shares per unit of own money after so many rounds; math.inf rounds never end.

    1 + L + ... + L^rounds, and 1 / (1 - L) without end.

    >>> round(loop_exposure(0.60, 3), 3), round(loop_exposure(0.60, math.inf), 3)
    (2.176, 2.5)
    """
    require_fraction("loan_to_value", loan_to_value)
    if rounds != math.inf:
        require_not_negative("rounds", rounds)
        if rounds % 1:
            raise InputError("not_whole", name="rounds", value=rounds)
    everything = loan_to_value == 1
    return pick(everything, rounds + 1.0, (1 - loan_to_value ** (rounds + 1)) / pick(everything, 1, 1 - loan_to_value))


def loop_ratio(loan_to_value, rounds):
    """Return the maintenance ratio after so many rounds, everything bought being pledged; infinite before the first.

    >>> round(loop_ratio(0.60, math.inf), 4)
    1.6667
    """
    own_share = 1 / loop_exposure(loan_to_value, rounds)
    return maintenance_ratio(1, 1 - own_share)


def loop_room(loan_to_value, rounds, line):
    """Return the fraction that the price may fall until the loop's ratio meets the line.

    >>> round(loop_room(0.60, 3, line=1.30), 4)
    0.2974
    """
    return fall_to_line(loop_ratio(loan_to_value, rounds), line)
