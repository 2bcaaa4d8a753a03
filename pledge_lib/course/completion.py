"""What a reader takes along from a lesson: which sitting is done, which ideas are held firmly, what is still open."""

from collections.abc import Iterator, Sequence

from pledge_lib.course.attempts import Event, gate, progress
from pledge_lib.course.bank import Bank, Sitting
from pledge_lib.course.judging import NOT_TRIED, RIGHT
from pledge_lib.course.ledger_summary import LedgerSummary
from pledge_lib.course.mastery import FIRM, SEEN, SHAKY, ideas_of, mastery
from pledge_lib.course.questions import PREDICTION
from pledge_lib.panels.words import Words


def completion(asked: Bank, events: Sequence[Event], words: Words) -> LedgerSummary:
    """Return the note of a lesson, from the events of all lessons: an idea may be met again in another."""
    own = [event for event in events if event.lesson == asked.lesson]
    is_done = all(_gate(own, sitting).open for sitting in asked.sittings)
    lines = (*_sittings(own, asked, words), *_ideas(events, asked, words), *_open(own, asked, words))
    return LedgerSummary(words("done.title" if is_done else "done.title-open"), lines)


def _gate(events: Sequence[Event], sitting: Sitting):
    return gate(events, sitting.core, sitting.gate)


def _sittings(events: Sequence[Event], asked: Bank, words: Words) -> Iterator[str]:
    for sitting in asked.sittings:
        reached = _gate(events, sitting)
        name = words("done.sitting", name=sitting.name) if sitting.name else words("done.whole")
        left = [id for id in sitting.core if progress(events, id).outcome != RIGHT]
        key = "done.passed" if reached.open else "done.not-passed"
        said = {"right": reached.right, "all": len(sitting.core), "needed": sitting.gate}
        yield words(key, sitting=name, left=words("review.comma").join(left), **said)


def _ideas(events: Sequence[Event], asked: Bank, words: Words) -> Iterator[str]:
    """Yield the ideas that this lesson's questions can show, by how well they are held."""
    own = {idea for id in asked.questions for idea in ideas_of(id)}
    levels = {idea: level for idea, level in mastery(events).items() if idea in own}
    for level in (FIRM, SHAKY, SEEN):
        held = [words(f"ledger.idea.{idea}") for idea, found in levels.items() if found == level]
        if held:
            yield words(f"done.{level}", count=len(held), all=len(levels), names=words("review.comma").join(held))
    if FIRM not in levels.values():
        yield words("done.none-firm", all=len(levels))


def _open(events: Sequence[Event], asked: Bank, words: Words) -> Iterator[str]:
    """Yield how many questions were tried without success, and how many not at all."""
    ids = [id for id, each in asked.shown.items() if each.kind != PREDICTION]
    outcomes = [progress(events, id).outcome for id in ids]
    right, untried = outcomes.count(RIGHT), outcomes.count(NOT_TRIED)
    if right < len(ids):
        yield words("done.open", wrong=len(ids) - right - untried, untried=untried)
