"""Sums and products in decimals, so that a value exactly on a line stays there; arrays pass through as they are."""

from collections.abc import Iterable

from pledge_lib.finance.checks import exact, is_array


def plain(number):
    """Return an exact number as an int where it is whole, else as the nearest float.

    >>> plain(exact(78.5) * 1_000), plain(exact(0.1) * 3)
    (78500, 0.3)
    """
    number = exact(number)
    return int(number) if number.denominator == 1 else float(number)


def product(*factors):
    """Return the product, in decimals where every factor is a plain number.

    >>> product(1_000, 55.3, 0.6)
    33180
    """
    found = 1
    in_decimals = not any(map(is_array, factors))
    for factor in factors:
        found = found * (exact(factor) if in_decimals else factor)
    return plain(found) if in_decimals else found


def total(amounts: Iterable):
    """Return the sum, in decimals where every amount is a plain number.

    >>> total((0.1, 0.2)), total(())
    (0.3, 0)
    """
    amounts = list(amounts)
    if any(map(is_array, amounts)):
        return sum(amounts)
    return plain(sum(map(exact, amounts)))
