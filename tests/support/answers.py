"""Answers as a reader types them, and what the lesson sheet prints beside what the library finds."""

import pytest

from pledge_lib.course.lesson import BANKS
from pledge_lib.course.quantities import DATE, Quantity
from pledge_lib.course.questions import Variant, variant

QUESTIONS = {id: question for bank in BANKS.values() for id, question in bank.QUESTIONS.items()}


def as_typed(value):
    """Return a value as a reader types it: per cent as 22, a date as ISO text, an order as its items."""
    if isinstance(value, Quantity):
        if value.unit == DATE:
            return value.value.isoformat()
        return repr(value.value * 100) if value.unit in ("percent", "points") else repr(value.value)
    return value


def right_answers(asked: Variant) -> dict:
    """Return the right answer of every field as typed."""
    return {field.name: as_typed(asked.solved[field.name]) for field in asked.question.fields}


def goal_of(asked: Variant, trap):
    """Return what a trap answers: an option by its name, else what its question works out."""
    kinds = {field.name: field.kind for field in asked.question.fields}
    return trap.value if kinds[trap.field] == "choice" else asked.solved[trap.value]


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
    found = variant(QUESTIONS[name]).solved[field]
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
        found[name, field, answer] = asked.check(with_answer(asked, field, answer)).ideas
    return found


def core_of(bank) -> list[str]:
    """Return the ids of a bank's core exercises."""
    return [question.id for question in bank.QUESTIONS.values() if question.core]
