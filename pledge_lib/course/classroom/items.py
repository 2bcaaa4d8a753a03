"""What a class says of a question: how hard it is, whether it tells readers apart, and which trap they hit most."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, fmean

from pledge_lib.course.classroom.results import Outcome, Result
from pledge_lib.course.classroom.scheme import OTHER, SKIPPED, Item, items

FEWEST = 5  # readers of whom a discrimination says anything


@dataclass(frozen=True, kw_only=True)
class ItemStatistics:
    """One question in a class, by first answers.

    `difficulty` is the share that was right; `discrimination` the correlation of being right with the share right of
    the reader's other questions, None where too few answered or all alike; `trap` the wrong outcome hit most.
    """

    item: Item
    count: int
    right: int
    discrimination: float | None
    trap: str | None
    hits: int

    @property
    def difficulty(self) -> float:
        return self.right / self.count

    @property
    def idea(self) -> str | None:
        """Return the misconception behind the trap hit most, where it has one."""
        return self.item.outcomes[self.trap] if self.trap else None


def statistics_of(lesson: str, results: Sequence[Result]) -> tuple[ItemStatistics, ...]:
    """Return the statistics of every question of a lesson that somebody answered."""
    firsts = [result.first_right for result in results if result.lesson == lesson]
    told = [result.outcomes for result in results if result.lesson == lesson]
    return tuple(
        _statistics(item, [each[id] for each in told if id in each], [each for each in firsts if id in each])
        for id, item in items(lesson).items()
        if any(id in each for each in firsts)
    )


def _statistics(item: Item, outcomes: Iterable[Outcome], firsts: Sequence[dict[str, bool]]) -> ItemStatistics:
    missed = Counter(each.what for each in outcomes if each.what not in (item.right, SKIPPED, OTHER))
    trap, hits = min(missed.items(), key=lambda each: (-each[1], each[0]), default=(None, 0))
    right = [first[item.id] for first in firsts]
    return ItemStatistics(
        item=item,
        count=len(right),
        right=sum(right),
        discrimination=_discrimination(item.id, firsts),
        trap=trap,
        hits=hits,
    )


def _discrimination(id: str, firsts: Sequence[dict[str, bool]]) -> float | None:
    """Return how being right goes along with the share right of the reader's other questions."""
    pairs = [
        (first[id], fmean(others))
        for first in firsts
        if (others := [right for own, right in first.items() if own != id])
    ]
    if len(pairs) < FEWEST:
        return None
    try:
        return correlation(*zip(*pairs, strict=True))
    except StatisticsError:
        return None
