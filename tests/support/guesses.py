"""Predictions of a number, and how their figures open when somebody has guessed."""

from support.answers import BANKS, as_typed

from pledge_lib.course import Lesson
from pledge_lib.course.predict import Covered
from pledge_lib.course.questions import PREDICTION
from pledge_lib.course.variants import Variant, variant
from pledge_lib.finance.unit import Quantity

SEED = "2026-17"
OF_NUMBERS = [
    (lesson, id)
    for lesson, bank in BANKS.items()
    for id, question in bank.questions.items()
    if question.kind == PREDICTION and isinstance(variant(question).asked["answer"].right, Quantity)
]
DRAWN = [(lesson, id) for lesson, id in OF_NUMBERS if BANKS[lesson].questions[id].drawn]


def case_of(lesson: str, id: str) -> Variant:
    """Return a prediction with the numbers that these tests take."""
    return variant(BANKS[lesson].questions[id], SEED)


def wrong_guess(lesson: str, id: str) -> Quantity:
    """Return what somebody guesses wrongly: the first trap, or else half of what is right."""
    asked = case_of(lesson, id).asked["answer"]
    traps = [trap.answer for trap in asked.traps.values() if not trap.accepted]
    return traps[0] if traps else Quantity(asked.right.value / 2, asked.right.unit)


def opened(lesson: str, id: str, language: str, guess: Quantity | None) -> Covered:
    """Return a prediction after a guess, or after it was skipped."""
    covered = Lesson(lesson, language, seed=SEED).predict(id)
    if guess is None:
        covered.form.press("skip")
    else:
        covered.form.press("commit", answer=as_typed(guess), confidence=70)
    return covered
