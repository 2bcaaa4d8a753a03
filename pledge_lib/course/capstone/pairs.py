"""The pre-test and the re-test of a reader, paired idea by idea, as F5.3 draws them."""

from collections.abc import Iterable, Mapping

from pledge_lib.course.attempts import PRETEST, RETEST, Event, in_order
from pledge_lib.course.judging import NOT_YET, RIGHT
from pledge_lib.course.questions import Question
from pledge_lib.course.variants import variant
from pledge_lib.panels.capstone.retest_model import Answered, Pair


def pairs_of(events: Iterable[Event], items: Mapping[str, Question]) -> tuple[Pair, ...]:
    """Return a pair for each item, with the first word on it at either time; what was skipped is None."""
    told = in_order(events)
    before, after = (_answered(told, kind) for kind in (PRETEST, RETEST))
    return tuple(
        Pair(number=number, idea=idea_of(question), before=before.get(id), after=after.get(id))
        for number, (id, question) in enumerate(items.items(), start=1)
    )


def idea_of(item: Question) -> str:
    """Return the idea that an item is about: that of its first trap.

    >>> from pledge_lib.course.bank import bank
    >>> [idea_of(item) for item in bank("00_start").pretest.values()][:3]
    ['M01', 'M04', 'M05']
    """
    traps = variant(item).asked["answer"].traps.values()
    return next(trap.idea for trap in traps if trap.idea)


def _answered(events: Iterable[Event], kind: str) -> dict[str, Answered]:
    first: dict[str, Event] = {}
    for event in events:
        if event.kind == kind:
            first.setdefault(event.question, event)
    return {
        id: Answered(right=event.outcome == RIGHT, confidence=event.confidence / 100)
        for id, event in first.items()
        if event.outcome in (RIGHT, NOT_YET) and event.confidence is not None
    }
