"""Rounding rules by name, and numbers as text. Money is in the named currency, TWD unless said otherwise."""

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from numbers import Rational

from pledge_lib.finance.checks import InputError, exact, require_one, require_positive, require_whole
from pledge_lib.finance.elementwise import one_by_one

MOST_PLACES = 15  # decimals; a float has no more
HALF_UP = Context(prec=400, rounding=ROUND_HALF_UP)  # digits enough for any float


@one_by_one
def floor_to(amount, step):
    """Return the largest multiple of `step` not above the amount, elementwise.

    >>> floor_to(0.58 * 100_000, step=1_000)
    58000
    """
    require_positive("step", step)
    return math.floor(_without_noise(amount) / step) * step


def floor_to_dollar(amount):
    """Return the amount without cents, elementwise, as taxes and commissions are charged.

    >>> floor_to_dollar(783.75)
    783
    """
    return floor_to(amount, 1)


@one_by_one
def round_half_up(amount, places=0):
    """Return the amount rounded half up in decimals, elementwise: interest payable and every number that is shown.

    >>> round_half_up(186.849315), round_half_up(2.675, places=2)
    (187.0, 2.68)
    """
    require_whole("places", places)
    if not -MOST_PLACES <= places <= MOST_PLACES:
        raise InputError("out_of_range", name="places", value=places, low=-MOST_PLACES, high=MOST_PLACES)
    return float(_rounded(_decimal(amount), int(places)))


def half_up_text(amount: float, places: int | None, scale: int = 1) -> str:
    """Return an amount, multiplied by a scale without noise, as text with thousands separators.

    >>> half_up_text(0.22, None, scale=100), half_up_text(-5 / 3, 1)
    ('22', '−1.7')
    """
    if type(amount) is float:
        return _text_of_a_float(amount, places, scale)
    return _text(amount, places, scale)


def _text(amount, places: int | None, scale: int) -> str:
    scaled = HALF_UP.multiply(_decimal(amount), scale)
    rounded = _rounded(scaled, 2 if places is None else places)
    if places is None and rounded == rounded.to_integral_value():
        rounded = _rounded(scaled, 0)
    return f"{rounded:,}".replace("-", "−")


_text_of_a_float = lru_cache(maxsize=16_384)(_text)  # a page shows most of its numbers again at its next step


def _without_noise(number) -> Fraction:
    """Return the number with the noise of binary arithmetic taken off, so that a floor cannot lose a whole step."""
    require_one("amount", number)
    if isinstance(number, Rational):
        return Fraction(number)
    return exact(round(float(f"{number:.14g}"), 9))  # the noise of large amounts, and of differences near 0


def _decimal(number) -> Decimal:
    """Return the number without that noise as a decimal."""
    require_one("amount", number)
    if isinstance(number, float):
        return Decimal(repr(round(float(f"{number:.14g}"), 9)))
    plain = _without_noise(number)
    return HALF_UP.divide(plain.numerator, plain.denominator)


def _rounded(decimal: Decimal, places: int) -> Decimal:
    rounded = decimal.quantize(Decimal(1).scaleb(-places), context=HALF_UP)
    return rounded if rounded else abs(rounded)  # a rounded-away loss is 0.00, not -0.00
