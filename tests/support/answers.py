"""Answers as a reader types them, and what the lesson sheet prints beside what the library finds."""

import pytest

from pledge_lib.course.bank import bank, rooms
from pledge_lib.course.judging import judge
from pledge_lib.course.variants import Variant, variant
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import DATE, PERCENT, POINTS

BANKS = {lesson: bank(lesson) for lesson in rooms()}
QUESTIONS = {id: question for each in BANKS.values() for id, question in (each.questions | each.pretest).items()}
CLAIMS = {id: claim for each in BANKS.values() for id, claim in each.claims.items()}


def as_typed(value):
    """Return a value as a reader types it: per cent as 22, a date as ISO text, an order as its items."""
    if isinstance(value, Quantity):
        if value.unit == DATE:
            return value.value.isoformat()
        return repr(value.value * 100) if value.unit in (PERCENT, POINTS) else repr(value.value)
    return value


def right_answers(asked: Variant) -> dict:
    """Return the right answer of every field as typed."""
    return {name: as_typed(field.right) for name, field in asked.asked.items()}


def traps_of(asked: Variant):
    """Yield every trap with its field and its name."""
    for field, each in asked.asked.items():
        for name, trap in each.traps.items():
            yield field, name, trap


def with_answer(asked: Variant, field: str, answer) -> dict:
    """Return right answers but for one field; of a field with rows only the telling ones need be given."""
    right = right_answers(asked)
    return right | {field: right[field] | answer if isinstance(answer, dict) else answer}


def other_than_printed(printed: dict) -> list[str]:
    """Return what the library finds otherwise than the lesson sheet prints, by question and field."""
    return [
        f"{name}, {field}: the library finds {found}, the lesson sheet prints {value}"
        for (name, field), value in printed.items()
        if not _same(found := _found(name, field), value)
    ]


def _found(name: str, field: str):
    asked = variant(QUESTIONS[name])
    found = asked.asked[field].right if field in asked.asked else asked.solved.numbers[field]
    return found.value if isinstance(found, Quantity) else found


def _same(found, value) -> bool:
    if not isinstance(value, (int, float)):
        return found == value
    shown = 5e-3 if abs(value) > 10 else 5e-4 if abs(value) > 2 else 5e-5  # half of the last digit that is printed
    return found == pytest.approx(value, abs=shown)


def ideas_met(typed: dict) -> dict:
    """Return the ideas that typed answers meet, the other fields right."""
    found = {}
    for name, field, answer in typed:
        asked = variant(QUESTIONS[name])
        found[name, field, answer] = judge(asked, with_answer(asked, field, answer)).ideas
    return found
