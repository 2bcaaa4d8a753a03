"""No exercise asks for a number that its lesson prints: what is asked is worked out, not copied."""

import pytest
from support.answers import BANKS, QUESTIONS

from pledge_lib.course.questions import EXERCISE
from pledge_lib.course.solved import Solved
from pledge_lib.course.variants import SMALL, printed_answers, variant
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import COUNT, DATE, DAYS
from tools import printed
from tools.notebooks import SEED

READERS = [SEED, *(f"2026-{seat}" for seat in range(40))]
EXERCISES = [question for question in QUESTIONS.values() if question.kind == EXERCISE]

# what is asked here is a fact, a date or a small count, and may stand in the lesson
EXEMPT = {
    "E0.5.short": "one of three lenders",
    "E0.5.long": "one of three lenders",
    "E0.6.order": "an order",
    "E1.5.a_lots": "whole lots, mostly one",
    "E1.8.deadline": "a date",
    "E1.8.sale": "a date",
    "E2.10.deadline": "a date",
    "E2.10.sale": "a date",
    "E1.14.levels": "levels of rules",
    "E2.11.a": "states of a procedure",
    "E2.11.b": "states of a procedure",
    "E2.3.days": "days of a short trade",
    "E2.6.falls": "sessions of a few limit-downs",
    "E3.6.new_low": "nothing, by the letter of 2016",
    "E3.6.new_high": "nothing, by the letter of 2016",
    "E3.10.terms": "four terms",
    "E3.11.auction": "a rule",
    "E3.11.negotiated": "a rule",
    "E3.11.hot": "a rule",
    "E4.5.factor": "a rule of the protocol",
    "E4.7.reaches": "yes or no",
    "E5.4.kept": "kept or exceeded",
    "E5.5.needed": "nothing, where there is no call",
    "E5.7.deadline": "a date",
    "E5.9.kind": "a kind of income",
    "Q4.4.risks": "three terms",
    "E1.13.order": "an order",
    "E3.3.order": "an order",
}


@pytest.mark.parametrize("lesson", BANKS)
def test_every_number_that_the_notebooks_print_is_known_to_the_questions(lesson):
    known = set(BANKS[lesson].questions["E" + lesson[1] + ".1"].printed)
    news = printed.of_notebooks(lesson) - known
    assert not news, f"the lesson prints numbers that its exercises may ask for: python tools/notebooks.py run {lesson}"
    assert printed.of_predictions(lesson) <= known


@pytest.mark.parametrize("question", EXERCISES, ids=lambda question: question.id)
def test_no_variant_asks_for_a_number_that_the_lesson_prints(question):
    for seed in READERS:
        asked = variant(question, seed)
        copied = printed_answers(asked.solved, question.printed)
        assert not copied, f"{question.id}, seed {seed}: {copied} stand in the lesson"


@pytest.mark.parametrize("question", EXERCISES, ids=lambda question: question.id)
def test_what_may_stand_in_the_lesson_is_listed_with_its_reason(question):
    for name, asked in variant(question).asked.items():
        right = asked.right
        is_free = not isinstance(right, Quantity) or right.unit == DATE or asked.fact or right.value == 0
        is_free = is_free or (right.unit in (COUNT, DAYS) and right.value <= SMALL)
        assert is_free == (f"{question.id}.{name}" in EXEMPT), f"{question.id}.{name}"


@pytest.mark.parametrize("lesson", BANKS)
def test_copying_from_the_page_passes_no_gate(lesson):
    """Whoever types in each box a number or a day that stands in the lesson opens no gate, in a sitting or a lesson."""
    own = BANKS[lesson]
    for seed in READERS:
        copied = {id for id in own.core if all(map(is_copied(own.questions[id]), asked_in(own.questions[id], seed)))}
        for part in own.sittings:
            assert len(copied & set(part.core)) < max(part.gate, 1), f"{part.name}, seed {seed}: {copied}"


def asked_in(question, seed):
    return variant(question, seed).asked.values()


def is_copied(question):
    """Return how to tell whether an answer can be copied: it is printed, or free to stand there for its kind."""

    def tell(asked) -> bool:
        is_free = not isinstance(asked.right, Quantity) or asked.right.unit == DATE or asked.fact
        is_small = not is_free and asked.right.unit in (COUNT, DAYS) and asked.right.value <= SMALL
        return is_free or is_small or bool(printed_answers(Solved(answer=asked), question.printed))

    return tell


def test_the_first_numbers_are_those_of_the_lesson_and_would_be_copied():
    """A test that cannot fail is no test: under the first numbers most exercises ask for what is printed."""
    copied = [question.id for question in EXERCISES if printed_answers(variant(question).solved, question.printed)]
    assert len(copied) > 20
