"""Sums and products in decimals, so that a value exactly on a line stays there; arrays pass through as they are."""

from collections.abc import Iterable
from decimal import Context, Decimal
from typing import Any

from pledge_lib.finance.checks import exact, is_array, nearest

DIGITS = Context(prec=2_000)  # enough for sums and products of any floats, none of which is rounded
SHORT = (float, int)  # kinds of numbers whose decimals are short
LARGE = 1e150  # of such numbers; larger ones, NaN and the infinite take the careful way


def plain(number):
    """Return an exact number as an int where it is whole, else as the nearest float.

    >>> plain(exact(78.5) * 1_000), plain(exact(0.1) * 3)
    (78500, 0.3)
    """
    number = exact(number)
    return int(number) if number.denominator == 1 else nearest(number)


def product(*factors):
    """Return the product, in decimals where every factor is a plain number.

    >>> product(1_000, 55.3, 0.6)
    33180
    """
    if all(type(factor) in SHORT and abs(factor) < LARGE for factor in factors):
        whole = Decimal(1)
        for factor in factors:
            whole = DIGITS.multiply(whole, Decimal(repr(factor)))
        return _short(whole)
    found: Any = 1
    in_decimals = not any(map(is_array, factors))
    for factor in factors:
        found = found * (exact(factor) if in_decimals else factor)
    return plain(found) if in_decimals else found


def quotient(amount, parts):
    """Return one part of an amount, as the float nearest to it: a price that was a legal one is so again.

    >>> quotient(3_203.7, 10 * 177)
    1.81
    """
    if is_array(amount) or is_array(parts):
        return amount / parts
    return nearest(exact(amount) / exact(parts))


def total(amounts: Iterable[Any]):
    """Return the sum, in decimals where every amount is a plain number.

    >>> total((0.1, 0.2)), total(())
    (0.3, 0)
    """
    amounts = list(amounts)
    if all(type(amount) in SHORT and abs(amount) < LARGE for amount in amounts):
        whole = Decimal(0)
        for amount in amounts:
            whole = DIGITS.add(whole, Decimal(repr(amount)))
        return _short(whole)
    if any(map(is_array, amounts)):
        return sum(amounts)
    return plain(sum(map(exact, amounts)))


def total_of_products(pairs: Iterable[tuple[Any, ...]]):
    """Return the sum of the products of pairs, rounded once, in decimals where every number is a plain one.

    >>> total_of_products([(1_000, 55.3), (0.1, 3)]), total_of_products(())
    (55300.3, 0)
    """
    pairs = tuple(pairs)
    if all(type(number) in SHORT and abs(number) < LARGE for pair in pairs for number in pair):
        whole = Decimal(0)
        for one, other in pairs:
            whole = DIGITS.fma(Decimal(repr(one)), Decimal(repr(other)), whole)
        return _short(whole)
    return plain(sum(exact(one) * exact(other) for one, other in pairs))


def _short(number: Decimal):
    whole = int(number)
    return whole if whole == number else float(number)
