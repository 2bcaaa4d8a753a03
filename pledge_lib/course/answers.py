"""Answers given in code: each to the field that it answers, and what no field asks for refused by name."""

from collections.abc import Mapping, Sequence

from pledge_lib.course.exercise import CONFIDENCES, confidence_in
from pledge_lib.course.variants import Variant
from pledge_lib.finance.checks import InputError, shortened
from pledge_lib.panels.words import Words


class AnswerError(InputError):
    """An answer that the question does not ask for, refused in the reader's language."""

    def __init__(self, key: str, words: Words, **values):
        self.key, self.values = key, values
        ValueError.__init__(self, words(f"question.refused.{key}", **values))


def answers_by_name(
    variant: Variant, in_order: Sequence, by_name: Mapping[str, object], words: Words
) -> dict[str, object]:
    """Return each answer by the name of its field; refuse one too many, an unknown name, and a field answered twice."""
    names = list(variant.asked)
    said = {"question": variant.question.id, "names": ", ".join(names)}
    if len(in_order) > len(names):
        raise AnswerError("too-many", words, given=len(in_order), asked=len(names), **said)
    given = dict(zip(names, in_order, strict=False))
    for name in by_name:
        if name not in names:
            raise AnswerError("unknown-name", words, name=name, **said)
        if name in given:
            raise AnswerError("twice", words, name=name, **said)
    return given | by_name


def confidence_given(question: str, given, words: Words) -> int | None:
    """Return a confidence given in code, one of those that the form has to pick from; without one there is none."""
    if given is None or confidence_in(given) is not None:
        return confidence_in(given)
    choices = ", ".join(map(str, CONFIDENCES))
    raise AnswerError("confidence", words, question=question, given=shortened(given), choices=choices)
