"""On which side of a line a number lies, told in decimals: the one place where anything is compared with a line.

Amounts are compared as the decimals that were written. A ratio that was already divided into a float has lost the last
digits of that quotient; what lies within `NOISE` units of the line's last place is therefore on it.
"""

import math
from fractions import Fraction

from pledge_lib.finance.checks import exact, is_array
from pledge_lib.finance.elementwise import filled, flat, spread

NOISE = 4  # units of the last place: what a few products and one quotient of floats may be off
NEAR = 1e-9  # of a line; what is farther from it needs no exact comparison
LONG = 10**13  # a line of so many decimals was not written by a person
PLAIN = (float, int)


def below(value, line):
    """Return whether a value lies below a line, elementwise; exactly on the line is not below it (低於).

    >>> below(131_073.8 / 100_826, 1.30), below(1.2999, 1.30)
    (False, True)
    """
    return _off(value, line, -1)


def above(value, line):
    """Return whether a value lies above a line, elementwise; exactly on the line is not above it.

    >>> above(100 * 0.95 / 95, 1), above(1.01, 1)
    (False, True)
    """
    return _off(value, line, 1)


def on(value, line):
    """Return whether a value lies exactly on a line, elementwise.

    >>> on(100 / 95 * 0.95, 1), on(0.9999, 1)
    (True, False)
    """
    if is_array(value) or is_array(line):
        return ~(below(value, line) | above(value, line))
    return not (below(value, line) or above(value, line))


def product_below(value, line, amount):
    """Return whether a value is less than line x amount, elementwise, all three read as the decimals they say.

    >>> product_below(780_000, 1.30, 600_000), product_below(779_999.99, 1.30, 600_000)
    (False, True)
    """
    if any(map(is_array, (value, line, amount))):
        return _products_below(value, line, amount)
    if type(value) in PLAIN and type(line) in PLAIN and type(amount) in PLAIN:
        if value == 0 == amount:  # nothing is not less than nothing, and stays so on each day after a sale
            return False
        limit = line * amount
        if abs(value - limit) > NEAR * (abs(value) + abs(limit)):
            return value < limit
    level = exact(line)
    if level.denominator > LONG:  # such as 5/3, which no short decimal writes: the line itself is a rounded quotient
        level -= noise_of(line, line)
    return exact(value) < level * exact(amount)


def noise_of(value, line) -> Fraction:
    """Return by how much a value may miss a line and still be on it: nothing unless it is a float.

    >>> noise_of(Fraction(13, 10), 1.3), noise_of(1.3, 1.3) == 4 * Fraction(math.ulp(1.3))
    (Fraction(0, 1), True)
    """
    return NOISE * Fraction(math.ulp(line)) if isinstance(value, float) else Fraction(0)


def _off(value, line, side: int):
    """Return whether a value lies off a line on one side, by more than the noise of a float."""
    if is_array(value) or is_array(line):
        unit = line * 2.0**-52 if is_array(line) else math.ulp(line)  # of many lines, the largest that it may be
        return side * (value - line) > NOISE * unit
    apart = float(value) - float(line)
    if not abs(apart) <= NEAR * float(line):
        return side * apart > 0
    return side * (exact(value) - exact(line)) > noise_of(value, line)


def _products_below(value, line, amount):
    """Return the same for arrays: in floats where the two sides lie apart, one by one where they nearly meet."""
    limit = line * amount
    found = value < limit
    near = abs(value - limit) <= NEAR * (abs(value) + abs(limit))
    if not near.any():
        return found
    columns, like = spread((value, line, amount))
    rows = zip(flat(found), flat(near), zip(*columns, strict=True), strict=True)
    return filled(like, [_clearly_below(*numbers) if nearly else bool(apart) for apart, nearly, numbers in rows])


def _clearly_below(value, line, amount) -> bool:
    """Return the same for numbers of an array, where shares times a price was rounded: that noise is on the line."""
    missing = exact(line) * exact(amount) - exact(value)
    return product_below(value, line, amount) and missing > noise_of(float(value), float(value))
