"""Result codes: what a class needs of one lesson of a reader, short, checked, made without a network or a name."""

from collections.abc import Iterator

from pledge_lib.course.attempts import Event
from pledge_lib.course.bank import rooms
from pledge_lib.course.classroom.armour import WRONG, armoured
from pledge_lib.course.classroom.digits import Unpacking, packed
from pledge_lib.course.classroom.results import MARKS, SEEDS, STEP, Outcome, Result, result_of
from pledge_lib.course.classroom.scheme import EDITIONS, SKIPPED, Item, edition, items

VERSION, VERSIONS, LESSONS = 1, 8, 100
SURE = 100 // STEP + 1
NEWER, OTHER_EDITION = "newer", "edition"


class Unread(Exception):
    """A code that is whole and yet cannot be read here; the first argument says why."""


def code_of(lesson: str, events: list[Event], seed: str | None) -> str | None:
    """Return the result code of a lesson, or None where the record says nothing of it."""
    result = result_of(lesson, events, seed)
    return None if result is None else written(result)


def written(result: Result) -> str:
    """Return a result as a code."""
    return armoured(packed(_digits(result)))


def read(content: bytes) -> Result:
    """Return the result that a code holds; Unread if another edition of the course or of the lesson wrote it."""
    digits = Unpacking(content)
    if digits.take(VERSIONS) != VERSION:
        raise Unread(NEWER)
    number = digits.take(LESSONS)
    lesson = next((each for each in rooms() if int(each[:2]) == number), None)
    if lesson is None:
        raise Unread(NEWER)
    if digits.take(EDITIONS) != edition(lesson):
        raise Unread(OTHER_EDITION)
    seed, mark = digits.take(SEEDS), digits.take(MARKS)
    told = {id: _taken(item, digits) for id, item in items(lesson).items()}
    if digits.rest:
        raise Unread(WRONG)
    return Result(lesson=lesson, mark=mark, seed=seed, outcomes={id: each for id, each in told.items() if each})


def _digits(result: Result) -> Iterator[tuple[int, int]]:
    yield VERSION, VERSIONS
    yield int(result.lesson[:2]), LESSONS
    yield edition(result.lesson), EDITIONS
    yield result.seed, SEEDS
    yield result.mark, MARKS
    for id, item in items(result.lesson).items():
        whats = _whats(item)
        outcome = result.outcomes.get(id)
        yield whats.index(outcome and outcome.what), len(whats)
        if outcome is None or outcome.what == SKIPPED:
            continue
        yield (outcome.confidence // STEP, SURE) if item.is_guess else (int(outcome.done), 2)


def _taken(item: Item, digits: Unpacking) -> Outcome | None:
    whats = _whats(item)
    what = whats[digits.take(len(whats))]
    if what is None:
        return None
    if what == SKIPPED:
        return Outcome(what=what)
    if item.is_guess:
        return Outcome(what=what, confidence=STEP * digits.take(SURE))
    return Outcome(what=what, done=bool(digits.take(2)))


def _whats(item: Item) -> tuple[str | None, ...]:
    """Return what may be said of a question: nothing, that it was skipped, or one of its outcomes."""
    return None, *((SKIPPED,) if item.is_guess else ()), *item.outcomes
