"""Refuse bad input where it enters, with a sentence that says what to do.

The sentence of the exception is English; `key` and `values` let a panel say the same in the reader's language.
"""

import math
import sys
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from numbers import Rational
from typing import Any

FLOAT_BITS, LARGEST_FLOAT = 1_023, sys.float_info.max
PLAIN = (float, int)
LONGEST = 60  # signs of a value in a sentence
RATIO_TYPED_AS_PER_CENT = 10.0  # nobody agrees on a line of 1000 %, so a larger number was meant as per cent

SENTENCES = {
    "not_a_number": "{name} is {value}, which is not a number; write a plain number such as 600000 or 1.30",
    "no_address": "this is not the address of a case: {value}; copy the whole link from the page that shows it",
    "not_a_date": "{name} is {value}, which is not a date; write one such as date(2026, 3, 2)",
    "not_whole": "{name} is {value}, which is not a whole number; write one such as 2",
    "negative": "{name} is {value} but must not be negative; write 0 or more",
    "not_positive": "{name} is {value} but must be above 0; write a larger number",
    "above_limit": "{name} is {value} but must not exceed {limit}; write a smaller number",
    "below_limit": "{name} is {value} but must be at least {limit}; write a larger number",
    "out_of_range": "{name} is {value} but must be between {low} and {high}; write a number in between",
    "per_cent": "{name} is {value}; ratios are plain fractions, so write 130 % as 1.30",
    "unknown": "{name} is {value!r}, which is not known; choose one of: {choices}",
    "empty": "{name} is empty; give at least one",
    "before": "{name} is {value}, which is before {limit}; write a later date",
    "closed_day": "{name} is {value}, a day without trading ({reason}); the next session is {next}",
    "outside_calendar": "{name} is {value}, which leads outside the calendar ({first} to {last}); choose a day inside",
    "no_close": "{name} has no close on {value}; the nearest days with one are {nearest}",
    "off_step": "{name} is {value} but must be a multiple of {step}; write one",
    "not_a_row": "{name}, row {row}: {value!r} is not a date and a close; write one such as 2025-04-02,21298.22",
    "before_row": "{name}, row {row}: {value} is not later than {limit}; sort the rows by date, each day once",
    "not_a_number_row": "{name}, row {row}: {value} is not a number; write a plain number such as 78.5",
    "not_positive_row": "{name}, row {row}: {value} must be above 0; write a larger number or leave the row out",
    "not_a_date_row": "{name}, row {row}: {value} is not a date; write one such as 2025-04-02",
    "out_of_range_row": "{name}, row {row}: {value} must be between {low} and {high}; leave the row out",
    "closed_day_row": "{name}, row {row}: {value} is a day without trading ({reason}); the next session is {next}",
    "outside_calendar_row": "{name}, row {row}: {value} is outside the calendar ({first} to {last}); leave it out",
    "row_count": "{name} has {value} rows but must have {low} to {high}; give one row for each session",
    "comma": "{name} is {value}, whose comma separates no thousands; write 1,234.5 or 1234.5",
    "other_unit": "{name} is {value}, but {given} is a unit of another kind; write the number in the unit asked for",
    "two_prices": "{name} has the prices {value} and {other}; give one asset one price",
    "one_number": "{name} holds {value} numbers; give one at a time",
    "cannot_all_be": "the correlations of {value} cannot hold at once; two that move with a third move with "
    "each other, so bring them nearer to each other",
    "no_list": "{name} is {value}, but must be a list of {kind}; give one such as [{kind}(...)]",
    "not_text": "{name} is {value}, which is not a text; write it between quotation marks, such as '2330'",
    "lengths": "{name} was given lists of {value} and {wanted} numbers; give lists of one length",
    "twice": "{name} names {value!r} more than once; put everything of one kind in one place",
}


class InputError(ValueError):
    """A refused value: which one, what was expected, what to do.

    >>> str(InputError("negative", name="shares", value=-3))
    'shares is -3 but must not be negative; write 0 or more'
    """

    def __init__(self, key: str, **values):
        self.key, self.values = (
            key,
            {name: value if name == "choices" else shortened(value) for name, value in values.items()},
        )
        super().__init__(SENTENCES[key].format(**self.values))


def shortened(value):
    """Return a value as it may stand in a sentence: what is long, such as a whole page typed in a box, is cut.

    Half a character, which no message can carry, becomes a question mark.

    >>> shortened("9" * 1_000_000) == "9" * 60 + "…", shortened(78.5), shortened("6" + chr(0xD800) + "0")
    (True, 78.5, '6?0')
    """
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 4 * LONGEST:
        return f"{'-' if value < 0 else ''}2^{value.bit_length() - 1}"
    if isinstance(value, (int, float, date)) or value is None:
        return value
    text = str(value)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    elif not isinstance(value, str):
        return value
    return text.encode(errors="replace").decode()


def _holds(condition) -> bool:
    """Return whether the condition holds for the number, or for every number of an array."""
    return bool(condition.all()) if hasattr(condition, "all") else bool(condition)


def require_number(name: str, value):
    """Refuse text, None, NaN, the infinite and what no float holds; let numbers and arrays pass."""
    if type(value) in PLAIN and -LARGEST_FLOAT <= value <= LARGEST_FLOAT:  # most numbers by far
        return
    try:
        usable = _holds(value > -math.inf) and _holds(value < math.inf) and not _is_beyond_floats(value)
    except (TypeError, ArithmeticError):
        usable = False
    if not usable:
        raise InputError("not_a_number", name=name, value=value)


def _is_beyond_floats(value) -> bool:
    """Return whether a whole number or a fraction is larger than any float."""
    return isinstance(value, Rational) and (int(value.numerator) // int(value.denominator)).bit_length() > FLOAT_BITS


def require_not_negative(name: str, value):
    """Refuse anything below 0."""
    if type(value) in PLAIN and 0 <= value <= LARGEST_FLOAT:
        return
    require_number(name, value)
    if not _holds(value >= 0):
        raise InputError("negative", name=name, value=value)


def require_positive(name: str, value):
    """Refuse 0 and anything below."""
    if type(value) in PLAIN and 0 < value <= LARGEST_FLOAT:
        return
    require_number(name, value)
    if not _holds(value > 0):
        raise InputError("not_positive", name=name, value=value)


def require_fraction(name: str, value):
    """Refuse anything outside 0 to 1, such as a rate of 60 that was meant as 60 %."""
    if type(value) in PLAIN and 0 <= value <= 1:
        return
    require_not_negative(name, value)
    if not _holds(value <= 1):
        raise InputError("above_limit", name=name, value=value, limit=1)


def require_part(name: str, value):
    """Refuse anything outside 0 to 1, and 1 itself: what takes all leaves nothing to divide by."""
    require_fraction(name, value)
    if not _holds(value < 1):
        raise InputError("above_limit", name=name, value=value, limit="less than 1")


def require_ratio(name: str, value):
    """Refuse anything below 0; the infinite ratio of a pledge without debt passes."""
    if is_array(value):
        require_not_negative(name, value[value != math.inf])
    elif value != math.inf:
        require_not_negative(name, value)


def require_date(name: str, value):
    """Refuse text and everything else that is not a date."""
    if not isinstance(value, date):
        raise InputError("not_a_date", name=name, value=value)


def require_one(name: str, value):
    """Refuse many numbers at once where one is decided on, and what is no number."""
    if type(value) in PLAIN and -LARGEST_FLOAT <= value <= LARGEST_FLOAT:
        return
    if is_array(value):
        raise InputError("one_number", name=name, value=value.size)
    require_number(name, value)


def require_whole(name: str, value):
    """Refuse what is not a whole number, such as two and a half sessions."""
    require_one(name, value)
    if value % 1:
        raise InputError("not_whole", name=name, value=value)


def require_choice(name: str, value, choices: Iterable[str]):
    """Refuse everything but one of a few words."""
    known = tuple(choices)
    if not isinstance(value, str) or value not in known:
        raise InputError("unknown", name=name, value=value, choices=", ".join(known))


def require_text(name: str, value):
    """Refuse what is no text, such as a symbol given as a number: 50 is not "0050"."""
    if not isinstance(value, str):
        raise InputError("not_text", name=name, value=value)
    if not value:
        raise InputError("empty", name=name)


def parts_of(name: str, values: Iterable[Any], kind: type) -> tuple[Any, ...]:
    """Return the parts that something is made of; refuse what is no list, and any part that is something else."""
    try:
        found = tuple(values)
    except TypeError:
        raise InputError("no_list", name=name, value=values, kind=kind.__name__) from None
    for part in found:
        if not isinstance(part, kind):
            raise InputError("no_list", name=name, value=values, kind=kind.__name__)
    return found


def is_endless(value) -> bool:
    """Return whether a value is the one infinity, such as rounds without end."""
    return not is_array(value) and value == math.inf


def require_line(name: str, value):
    """Refuse a line or a target that is not positive, or was typed as per cent."""
    if type(value) in PLAIN and 0 < value < RATIO_TYPED_AS_PER_CENT:
        return
    require_positive(name, value)
    if not _holds(value < RATIO_TYPED_AS_PER_CENT):
        raise InputError("per_cent", name=name, value=value)


def is_array(value) -> bool:
    """Return whether the value holds many numbers, such as the prices of a whole chart."""
    return bool(getattr(value, "shape", ()))


def exact(number) -> Fraction:
    """Return the decimal that a person reads off the number, without binary noise.

    >>> exact(1.3) * 600_000 == 780_000
    True
    """
    if type(number) is float and math.isfinite(number):  # most numbers by far
        return _read_off(number)
    if type(number) is int and -LARGEST_FLOAT <= number <= LARGEST_FLOAT:
        return _whole(number)
    if type(number) is Fraction and number.numerator.bit_length() <= FLOAT_BITS:  # what was read off before
        return number
    require_one("number", number)
    return Fraction(number) if isinstance(number, Rational) else Fraction(str(number))


def nearest(number: Fraction) -> float:
    """Return the float nearest to an exact number; what is beyond the largest one is infinite.

    >>> nearest(Fraction(13, 10)), nearest(Fraction(-(10**400)))
    (1.3, -inf)
    """
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


@lru_cache(maxsize=16_384)
def _whole(number: int) -> Fraction:
    return Fraction(number)


@lru_cache(maxsize=16_384)
def _read_off(number: float) -> Fraction:
    return Fraction(str(number))
