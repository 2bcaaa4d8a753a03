"""What one reader's record says of one lesson, for a class: the first answer to each question, and what came of it."""

import re
from ast import literal_eval
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from zlib import crc32

from pledge_lib.course.attempts import EXERCISES, GUESSES, SEED, Event, attempts, earned, in_order
from pledge_lib.course.bank import bank
from pledge_lib.course.classroom.scheme import OTHER, SKIPPED, Item, items
from pledge_lib.course.judging import RIGHT, trap_met
from pledge_lib.course.variants import Variant, variant
from pledge_lib.finance.checks import InputError

MARKS, SEEDS = 1 << 25, 1 << 12
STEP = 5  # per cent: confidence is asked for in such steps
OWN_SERIES = re.compile(r"\+|:plan")  # what a reader's own series of numbers begins with, behind the seed


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A first answer: which outcome of its item it was, with what confidence (per cent), and whether it counts as done.

    A question is done once it was answered right without a look at its solution before.
    """

    what: str
    confidence: int | None = None
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class Result:
    """One reader's first answers in one lesson; `mark` tells two records apart and names nobody.

    `seed` is a mark of the seed that drew the numbers: one class has one, unless each reader has a number of one's own.
    """

    lesson: str
    mark: int
    seed: int
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)

    @property
    def core(self) -> int:
        """Return how many core exercises are done."""
        return sum(self.outcomes[id].done for id in bank(self.lesson).core if id in self.outcomes)

    @property
    def first_right(self) -> dict[str, bool]:
        """Return of each question that was answered whether the first answer was right."""
        asked = items(self.lesson)
        return {id: each.what == asked[id].right for id, each in self.outcomes.items() if each.what != SKIPPED}


def seed_mark(seed: str | None) -> int:
    """Return a number by which two readers of one seed are known.

    >>> seed_mark("2026-17") == seed_mark("2026-17") != seed_mark("2026-18")
    True
    """
    return crc32((seed or "").encode("utf-8", "replace")) % SEEDS


def record_mark(events: Iterable[Event]) -> int:
    """Return a number by which a record is known again, drawn from how it began: no name goes into it.

    >>> record_mark([])
    0
    """
    begun = [f"{event.at} {event.answer or ''}" for event in in_order(events)[:1]]
    return crc32("".join(begun).encode("utf-8", "replace")) % MARKS


def result_of(lesson: str, events: Iterable[Event], seed: str | None) -> Result | None:
    """Return what a record says of a lesson, or None if it says nothing."""
    told = list(events)
    own = [event for event in told if event.lesson == lesson]
    found = {id: outcome for id, item in items(lesson).items() if (outcome := _outcome(item, own))}
    if not found:
        return None
    return Result(lesson=lesson, mark=record_mark(told), seed=seed_mark(seed), outcomes=found)


def kept_seed(events: Iterable[Event]) -> str | None:
    """Return the seed that a record's lessons drew their numbers with: that of its last answer with a seed."""
    told = [event for event in in_order(events) if event.seed is not None and event.kind != SEED]
    return OWN_SERIES.split(str(told[-1].seed))[0] if told else None


def _outcome(item: Item, events: list[Event]) -> Outcome | None:
    own = [event for event in events if event.question == item.id]
    if item.is_guess:
        return _guess(item, own)
    answered = attempts(own, kinds=EXERCISES)
    return Outcome(what=_what(item, answered[0]), done=earned(own, item.id)) if answered else None


def _guess(item: Item, own: list[Event]) -> Outcome | None:
    """Return the first word on a guess: an answer with its confidence, or that it was skipped."""
    first = next((event for event in in_order(own) if event.kind in (*GUESSES, "skip")), None)
    if first is None:
        return None
    judged = attempts([first], kinds=GUESSES)
    if not judged:
        return Outcome(what=SKIPPED)
    sure = 50 if first.confidence is None else STEP * round(first.confidence / STEP)
    return Outcome(what=_what(item, first), confidence=sure)


def _what(item: Item, event: Event) -> str:
    """Return which outcome of its item an answer of the record was."""
    if event.outcome == RIGHT:
        return item.right
    asked = variant(item.question, None if event.seed is None else str(event.seed))
    given = _answers(asked, event)
    if item.is_choice:
        return next((each for each in given.values() if each in item.outcomes), item.right)
    for name, answer in given.items():
        met = _met(asked, name, answer)
        if f"{name}.{met}" in item.outcomes:
            return f"{name}.{met}"
    return next((what for what, idea in item.outcomes.items() if idea and idea in event.ideas), OTHER)


def _met(asked: Variant, name: str, answer) -> str | None:
    """Return the trap that an answer met, by its name; none where the record's answer cannot be read any more."""
    try:
        met = trap_met(asked.asked[name], asked.asked[name].kind.read(answer))
    except InputError:
        return None
    return met[0] if met else None


def _answers(asked: Variant, event: Event) -> dict[str, object]:
    """Return the answers that a line of the record holds, by the names of what was asked."""
    text = str(event.answer)
    names = "|".join(map(re.escape, asked.asked))
    parts = re.split(rf"(?:^|; )({names})=", text)
    if len(parts) == 1:
        return {next(iter(asked.asked)): text}
    return {name: _plain(asked, name, answer) for name, answer in zip(parts[1::2], parts[2::2], strict=True)}


def _plain(asked: Variant, name: str, answer: str):
    """Return an answer as its kind reads it: a table of rows was kept as Python writes it."""
    if asked.asked[name].kind.name != "match":
        return answer
    try:
        return literal_eval(answer)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return answer
