"""Which step is off, where a wrong answer meets no trap: told of the reader's own answer, without giving ours away."""

import math
from bisect import bisect_left
from collections.abc import Mapping
from datetime import date

from pledge_lib.course.answer_kinds import Reading
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.course.questions import EXERCISE
from pledge_lib.course.solved import Asked
from pledge_lib.course.variants import Variant
from pledge_lib.market.sessions import settlement_days

CLOSE = 0.02  # as a share of what is right: digits were lost on the way
NEAR = 0.002  # as a share: the same slip, rounded otherwise


def step_that_is_off(variant: Variant, asked: Asked, reading: Reading, answer) -> Paragraph:
    """Return what to say of a wrong answer that no trap knows: which step is off, or which way it is off."""
    by_kind = {"number": _number, "date": _day, "order": _order, "match": _row, "choice": _option}
    off, numbers = by_kind[asked.kind.name](variant, asked, reading.sure[0])
    said = numbers if "given" in numbers else {**numbers, "given": str(answer).strip()}
    return Paragraph(key=f"question.off.{off}", numbers=said, figure=variant.question.figure)


def _number(variant: Variant, asked: Asked, given: float) -> tuple[str, dict]:
    """Return the slip behind a number, or which way it is off, with the formula that the second hint is."""
    right, unit = asked.right.value, asked.right.unit
    is_next = unit.whole and abs(given - right) == 1
    slip = None if is_next else _slip(given, right)
    if slip:
        return slip, {}
    way = ("one-" if is_next else "") + ("high" if given > right else "low")
    return (f"{way}-formula", {"formula": variant.hint(2)}) if variant.question.kind == EXERCISE else (way, {})


def _day(_variant: Variant, asked: Asked, given: date) -> tuple[str, dict]:
    """Return whether a day is no business day, or early or late, and whether by one business day."""
    right, days = asked.right.value, settlement_days()
    if days[0] <= given <= days[-1] and given not in days:
        return "closed-day", {}
    between = abs(bisect_left(days, given) - bisect_left(days, right))
    return ("one-" if between == 1 else "") + ("early" if given < right else "late"), {}


def _order(_variant: Variant, asked: Asked, given: tuple[str, ...]) -> tuple[str, dict]:
    """Return the first place at which an order is another one."""
    pairs = zip(given, asked.right, strict=True)
    return "order", {"place": next(place for place, (own, ours) in enumerate(pairs, start=1) if own != ours)}


def _row(variant: Variant, asked: Asked, given: Mapping[str, str]) -> tuple[str, dict]:
    """Return how many rows are right, and the first that is not."""
    wrong = [row for row, option in asked.right.items() if given[row] != option]
    count = len(asked.right)
    return "match", {"right": count - len(wrong), "count": count, "row": variant.paragraph(f"row.{wrong[0]}")}


def _option(variant: Variant, _asked: Asked, given: str) -> tuple[str, dict]:
    """Return the option that was chosen, with the thought that the first hint is."""
    return "option", {"given": variant.paragraph(f"option.{given}"), "thought": variant.hint(1)}


def _slip(given: float, right: float) -> str | None:
    """Return the name of the slip that leads from what is right to what was given, if it is a usual one.

    >>> _slip(780, 78), _slip(-0.25, 0.25), _slip(0.6, 1 / 0.6), _slip(0.65, 0.35), _slip(78.5, 78), _slip(50, 78)
    ('tenfold', 'sign', 'inverse', 'complement', 'close', None)
    """
    if given == 0 or right == 0:
        return None
    if _like(given, -right):
        return "sign"
    times = abs(given / right)
    if times == 0 or math.isinf(times):
        return None  # further apart than floats can say
    power = math.log10(times)
    if given * right > 0 and abs(power) > 0.5 and abs(power - round(power)) < NEAR:
        return "tenfold"
    if abs(given / right - 1) <= CLOSE:
        return "close"
    if _like(given, 1 / right):
        return "inverse"
    return "complement" if _like(given, 1 - right) else None


def _like(one: float, other: float) -> bool:
    return other != 0 and abs(one / other - 1) <= NEAR
