"""Functions of numbers that also take many numbers: lists, numpy arrays, pandas Series; and Decimal beside float.

Neither numpy nor pandas is imported for it: an array that comes in brings its own arithmetic along.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import reduce, wraps
from operator import and_
from typing import Any, ParamSpec, TypeVar

from pledge_lib.finance.checks import InputError, exact, is_array

Given = ParamSpec("Given")
Found = TypeVar("Found")
SINGLE = frozenset((float, int, Fraction))  # kinds that hold one number, and are no decimal
LISTS = (list, tuple)


def elementwise(function: Callable[Given, Found]) -> Callable[Given, Found]:
    """Let a formula that arrays pass through take lists too, for which it gives a list, and decimals.

    >>> elementwise(lambda amount, rate: amount * rate)([100, 200], 0.25)
    [25.0, 50.0]
    """
    return _taking_many(function, arrays_pass=True)


def one_by_one(function: Callable[Given, Found]) -> Callable[Given, Found]:
    """Let a function that decides on single numbers take lists and arrays: it is asked for each element.

    >>> one_by_one(lambda amount: amount if amount > 0 else 0)([3, -3])
    [3, 0]
    """
    return _taking_many(function, arrays_pass=False)


def _taking_many(function: Callable[Given, Found], arrays_pass: bool) -> Callable[Given, Found]:
    @wraps(function)
    def of_many(*given, **named):
        if not named and SINGLE.issuperset(map(type, given)):  # most by far
            return function(*given, **named)
        for value in (*given, *named.values()):
            if type(value) not in SINGLE and (type(value) in LISTS or isinstance(value, Decimal) or is_array(value)):
                return _of_many(function, of_many, arrays_pass, given, named)
        return function(*given, **named)

    vars(of_many)["elementwise"] = True
    return of_many


def _of_many(function, of_many, arrays_pass: bool, given: tuple[Any, ...], named: dict[str, Any]):
    values = [_number(value) for value in (*given, *named.values())]

    def called(asked, parts):
        return asked(*parts[: len(given)], **dict(zip(named, parts[len(given) :], strict=True)))

    lists = [len(value) for value in values if isinstance(value, LISTS)]
    if lists:
        if min(lists) < max(lists):
            raise InputError("lengths", name=function.__name__, value=min(lists), wanted=max(lists))
        places = range(lists[0])
        return [called(of_many, [_place(value, place) for value in values]) for place in places]
    if arrays_pass or not any(map(is_array, values)):
        return called(function, values)
    columns, like = spread(values)
    return filled(like, [called(function, parts) for parts in zip(*columns, strict=True)])


def _number(value):
    """Return a decimal as the number that it says, so that it may stand beside floats."""
    if not isinstance(value, Decimal) or not value.is_finite():
        return float(value) if isinstance(value, Decimal) else value
    number = exact(value)
    return int(number) if number.denominator == 1 else float(number)


def _place(value, place: int):
    return value[place] if isinstance(value, LISTS) else value


def spread(values) -> tuple[list[list[Any]], object]:
    """Return the numbers of each value, as many as the arrays among them have together, and zeros of that shape."""
    zeros = reduce(and_, (value == value for value in values if is_array(value))) * 0.0
    columns = [flat(zeros + value) if is_array(value) else [value] * zeros.size for value in values]
    return columns, zeros


def flat(values) -> list[Any]:
    """Return the numbers of an array or a Series as a list."""
    return values.ravel().tolist() if hasattr(values, "reshape") else values.tolist()


def filled(like, found: list[Any]):
    """Return these numbers, or whatever was found, in the shape of an array or with the index of a Series."""
    kind = bool if all(type(each) is bool for each in found) else object
    numbers = all(isinstance(each, (float, int)) for each in found) and kind is object
    full = like.copy() if numbers else like.astype(kind)
    (full.reshape(-1) if hasattr(full, "reshape") else full.iloc)[:] = found
    return full
