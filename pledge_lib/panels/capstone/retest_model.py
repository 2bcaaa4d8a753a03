"""The model of F5.3: the ten ideas before the lessons and after them, each with how sure one was."""

from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import NUMBER, Count, Percent, Phrases, Text, Word

GAINED, KEPT, LOST, STILL, ONCE, NONE = "gained", "kept", "lost", "still", "once", "none"


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One answer: whether it was right, and how sure one was, as a part of 1."""

    right: bool
    confidence: Percent

    @property
    def place(self) -> float:
        """Return where it is drawn: sure and right at the far right, sure and wrong at the far left, in per cent."""
        return (1 if self.right else -1) * self.confidence * 100

    @property
    def error(self) -> float:
        return (self.confidence - self.right) ** 2


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One idea, asked before the lessons and after them; None where it was not answered."""

    number: Count
    idea: Text
    before: Answered | None
    after: Answered | None

    @property
    def name(self) -> Phrases:
        return ((f"ledger.idea.{self.idea}",),)

    @property
    def short(self) -> Word:
        """Return the idea, whose short title stands where there is no room for a sentence."""
        return self.idea

    @property
    def state(self) -> Word:
        if self.before is None and self.after is None:
            return NONE
        if self.before is None or self.after is None:
            return ONCE
        if self.after.right:
            return KEPT if self.before.right else GAINED
        return LOST if self.before.right else STILL


@dataclass(frozen=True, kw_only=True)
class Compared:
    """All ten, and the one that is looked at."""

    pairs: tuple[Pair, ...]
    item: Count
    is_example: bool

    @property
    def pair(self) -> Pair:
        return self.pairs[int(self.item) - 1]

    @property
    def state(self) -> Word:
        return self.pair.state

    @cached_property
    def both(self) -> tuple[Pair, ...]:
        """Return the ideas that were answered both times: only they are compared."""
        return tuple(pair for pair in self.pairs if pair.before and pair.after)

    @property
    def count(self) -> Count:
        return len(self.both)

    @property
    def right_before(self) -> Count:
        return sum(pair.before.right for pair in self.both)

    @property
    def right_after(self) -> Count:
        return sum(pair.after.right for pair in self.both)

    @property
    def gain(self) -> Quantity:
        """Return how many ideas more are right than before; None where nothing was answered twice."""
        return GAIN(self.right_after - self.right_before if self.both else None)

    @property
    def brier_before(self) -> Quantity:
        return SCORE(fmean(pair.before.error for pair in self.both) if self.both else None)

    @property
    def brier_after(self) -> Quantity:
        """Return the mean squared distance of confidence from what came: 0 is best."""
        return SCORE(fmean(pair.after.error for pair in self.both) if self.both else None)

    @property
    def missed(self) -> tuple[Pair, ...]:
        """Return the ideas that are wrong after the lessons."""
        return tuple(pair for pair in self.pairs if pair.after and not pair.after.right)


SCORE = NUMBER.rounded(2)
GAIN = NUMBER.rounded(0)
IDEAS = ("M01", "M04", "M05", "M07", "M08", "M09", "M11", "M26", "M35", "M39")
FIRST = (-80, -60, 50, -70, -90, -50, -60, 30, -40, -70)  # confidence in per cent, wrong answers below 0
SECOND = (90, 80, 80, 70, -60, 80, 90, 60, 50, 80)


def _told(signed: int) -> Answered:
    return Answered(right=signed > 0, confidence=abs(signed) / 100)


EXAMPLE = tuple(
    Pair(number=number, idea=idea, before=_told(before), after=_told(after))
    for number, (idea, before, after) in enumerate(zip(IDEAS, FIRST, SECOND, strict=True), start=1)
)
