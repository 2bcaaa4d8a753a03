"""Which step is off, where a wrong number meets no trap: told of the reader's own number, without giving ours away."""

import math

from pledge_lib.course.answer_kinds import Reading
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.course.questions import EXERCISE
from pledge_lib.course.solved import Asked
from pledge_lib.course.variants import Variant
from pledge_lib.finance.units import Quantity

CLOSE = 0.02  # as a share of what is right: digits were lost on the way
NEAR = 0.002  # as a share: the same slip, rounded otherwise


def step_that_is_off(variant: Variant, asked: Asked, reading: Reading, answer) -> Paragraph:
    """Return what to say of a wrong answer that no trap knows: which step is off, or which way it is off."""
    figure = variant.question.figure
    if not isinstance(asked.right, Quantity) or asked.kind.name != "number":
        return Paragraph(key="question.not-yet", figure=figure)
    given, right = reading.sure[0], asked.right.value
    said = {"given": str(answer).strip()}
    slip = _slip(given, right)
    if slip:
        return Paragraph(key=f"question.off.{slip}", numbers=said, figure=figure)
    way = "high" if given > right else "low"
    if variant.question.kind == EXERCISE:  # the second hint is the formula
        numbers = {**said, "formula": variant.hint(2)}
        return Paragraph(key=f"question.off.{way}-formula", numbers=numbers, figure=figure)
    return Paragraph(key=f"question.off.{way}", numbers=said, figure=figure)


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
