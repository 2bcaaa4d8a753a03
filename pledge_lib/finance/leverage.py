"""The leverage loop: pledge, borrow, buy the same asset with the loan, pledge that too, round after round.

Each round borrows the same fraction of what the round before bought. Ratios and loans are plain fractions, and own
money before the first round is 1. What is bought last need not be pledged, for nothing more is borrowed on it;
`last_pledged` says whether it is, and so whether it counts as collateral. The line of the ratio is the caller's: a
lender's call line, or one over the liquidation threshold. The loan-to-value may be an array, or a Fraction to be exact.
"""

import math

from pledge_lib.finance.checks import is_endless, require_fraction, require_not_negative, require_number, require_whole
from pledge_lib.finance.ratio import fall_to_line, maintenance_ratio, where


def leverage(loan_to_value):
    """Return how many times own money is held where so large a part is borrowed: 1 / (1 - L); infinite at 1.

    >>> round(leverage(0.60), 10), round(leverage(0.40), 3)
    (2.5, 1.667)
    """
    require_fraction("loan_to_value", loan_to_value)
    everything = loan_to_value == 1
    return where(everything, math.inf, 1 / where(everything, 1, 1 - loan_to_value))


def loop_bought(loan_to_value, rounds):
    """Return what the last of so many rounds buys per unit of own money: L^rounds, and nothing is last without end.

    >>> round(loop_bought(0.60, 3), 3)
    0.216
    """
    require_fraction("loan_to_value", loan_to_value)
    if is_endless(rounds):
        return where(loan_to_value == 1, 1, 0)
    require_not_negative("rounds", rounds)
    require_whole("rounds", rounds)
    return loan_to_value**rounds


def loop_exposure(loan_to_value, rounds):
    """Return the value of everything held per unit of own money after so many rounds; math.inf rounds never end.

    1 + L + ... + L^rounds, and 1 / (1 - L) without end. The loan-to-value is a fraction, or an array of them, and
    so is the result; the rounds are one whole number. What is outside 0 to 1, and half a round, raise InputError.

    >>> round(loop_exposure(0.60, 3), 3), round(loop_exposure(0.60, math.inf), 3)
    (2.176, 2.5)
    """
    next_round = loop_bought(loan_to_value, rounds) * loan_to_value
    everything = loan_to_value == 1
    return where(everything, rounds + 1.0, (1 - next_round) / where(everything, 1, 1 - loan_to_value))


def loop_debt(loan_to_value, rounds):
    """Return the debt per unit of own money: everything held that own money did not pay.

    >>> round(loop_debt(0.60, 3), 3)
    1.176
    """
    return loop_exposure(loan_to_value, rounds) - 1


def loop_collateral(loan_to_value, rounds, *, last_pledged=True):
    """Return what is pledged per unit of own money: everything, or all but what the last round bought.

    >>> round(loop_collateral(0.60, 3), 3), round(loop_collateral(0.60, 3, last_pledged=False), 3)
    (2.176, 1.96)
    """
    return loop_exposure(loan_to_value, rounds) - (0 if last_pledged else loop_bought(loan_to_value, rounds))


def loop_ratio(loan_to_value, rounds, *, last_pledged=True):
    """Return the maintenance ratio after so many rounds: infinite before the first, 1/L if the last stays free.

    >>> round(loop_ratio(0.60, 3), 4), round(loop_ratio(0.60, 3, last_pledged=False), 4)
    (1.8503, 1.6667)
    """
    own_share = 1 / loop_exposure(loan_to_value, rounds)  # of everything held, so that an endless loop at 1 is finite
    free_share = 0 if last_pledged else own_share * loop_bought(loan_to_value, rounds)
    return maintenance_ratio(1 - free_share, 1 - own_share)


def loop_room(loan_to_value, rounds, line, *, last_pledged=True):
    """Return the fraction that the price may fall until the loop's ratio meets the line.

    All are fractions; the loan-to-value may be an array, and then the result is one. What is outside 0 to 1, and a
    line that is no ratio, raise InputError.

    >>> round(loop_room(0.60, 3, line=1.30), 4)
    0.2974
    """
    return fall_to_line(loop_ratio(loan_to_value, rounds, last_pledged=last_pledged), line)


def loop_loss(loan_to_value, rounds, fall):
    """Return the share of own money that a fall of the price takes; above 1, own money is gone and more is owed.

    All are fractions; loan-to-value or fall may be arrays, and then the result is one. What is outside 0 to 1
    raises InputError.

    >>> round(loop_loss(0.60, math.inf, fall=0.22), 4)
    0.55
    """
    require_fraction("fall", fall)
    return (
        where(fall == 0, 0, loop_exposure(loan_to_value, rounds)) * fall
    )  # no fall costs nothing, however much is held


def loop_carry(loan_to_value, rounds, asset_yield, loan_rate):
    """Return a year's income less interest per unit of own money, before prices move; negative where interest is more.

    The yield on own money, and on the borrowed part the difference of yield and rate.

    >>> round(loop_carry(0.60, math.inf, asset_yield=0.06, loan_rate=0.025), 4)
    0.1125
    """
    require_number("asset_yield", asset_yield)
    require_number("loan_rate", loan_rate)
    gain = asset_yield - loan_rate
    return asset_yield + where(gain == 0, 0, loop_debt(loan_to_value, rounds)) * gain
