"""What a page can ask: the driver of a lesson's form, by the call of its cell. A page keeps no record.

A prediction needs no Python there (guesses.py). Forms of the reader's own record, of files and of the class stay in the
whole course.
"""

from pledge_lib.course.bank import bank
from pledge_lib.course.claim_form import FactCheck
from pledge_lib.course.exercise import Exercise
from pledge_lib.panels.asked import Driver

ASKABLE = ("exercise", "factcheck", "factchecks")


def driver(verb: str, asked: str, lesson: str) -> Driver:
    """Return the driver of a question or a claim; without a name of one it asks about all claims of the lesson."""
    held = bank(lesson)
    if verb == "exercise":
        return Exercise(held.questions[asked], unkept)
    return FactCheck(unkept, held, asked or None)


def unkept(*_step, **_what) -> tuple:
    """Keep no record of a step."""
    return ()
