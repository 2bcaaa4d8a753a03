"""The model of F0.6: how sure somebody was, how often that was right, and how well each idea is held."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import fmean

from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import NUMBER, Count, Percent, Phrases, Text, Word

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
FEW = 5  # answers; with fewer there is nothing to say yet
CLOSE = 0.10  # confidence and hits nearer than that agree
ALL = "all"
LEVELS = NOT_SEEN, SEEN, SHAKY, FIRM = "not-seen", "seen", "shaky", "firm"
FIRST_SHOWN = (SHAKY, SEEN, FIRM, NOT_SEEN)


@dataclass(frozen=True, kw_only=True)
class Guess:
    """One guess: how sure, whether it was right, the lesson it belongs to, and the ideas that it met."""

    confidence: float
    right: bool
    lesson: str
    ideas: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fifth:
    """The guesses whose confidence lies in one fifth of the scale."""

    low: Percent
    high: Percent
    count: Count
    right: Count
    confidence: Percent

    @property
    def hit_rate(self) -> Percent:
        return self.right / self.count


@dataclass(frozen=True, kw_only=True)
class Missed:
    """An idea that wrong guesses met, and how often."""

    idea: Text
    times: Count


@dataclass(frozen=True, kw_only=True)
class Held:
    """An idea, the group it belongs to, and how well it is held: one of LEVELS."""

    idea: Text
    group: Text
    level: Word

    @property
    def name(self) -> Phrases:
        return ((f"ledger.idea.{self.idea}",),)

    @property
    def subject(self) -> Phrases:
        return ((f"ledger.group.{self.group}",),)


@dataclass(frozen=True, kw_only=True)
class Record:
    """The first guesses of a record and the ideas of one level, or an example where there is none."""

    guesses: tuple[Guess, ...]
    held: tuple[Held, ...] = ()
    is_example: bool

    @property
    def count(self) -> Count:
        return len(self.guesses)

    @property
    def right(self) -> Count:
        return sum(guess.right for guess in self.guesses)

    @property
    def hit_rate(self) -> Percent | None:
        return self.right / self.count if self.guesses else None

    @property
    def confidence(self) -> Percent | None:
        return fmean(guess.confidence for guess in self.guesses) if self.guesses else None

    @property
    def brier(self) -> Quantity:
        """Return the mean squared distance of confidence from what came: 0 is perfect, 1 is sure and always wrong."""
        errors = [(guess.confidence - guess.right) ** 2 for guess in self.guesses]
        return NUMBER.rounded(2)(fmean(errors) if errors else None)

    @cached_property
    def fifths(self) -> tuple[Fifth, ...]:
        """Return the fifths that have guesses."""
        found = []
        for low, high in pairwise(EDGES):
            last = high == EDGES[-1]
            inside = [each for each in self.guesses if low <= each.confidence and (last or each.confidence < high)]
            if inside:
                sure = fmean(each.confidence for each in inside)
                right = sum(each.right for each in inside)
                found.append(Fifth(low=low, high=high, count=len(inside), right=right, confidence=sure))
        return tuple(found)

    @property
    def missed(self) -> tuple[Missed, ...]:
        """Return the ideas that wrong guesses met, the most frequent first."""
        met = Counter(idea for guess in self.guesses if not guess.right for idea in guess.ideas)
        ordered = sorted(met.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Missed(idea=idea, times=times) for idea, times in ordered)

    @property
    def state(self) -> Word:
        if self.count < FEW:
            return "few"
        gap = self.confidence - self.hit_rate
        return "over-sure" if gap > CLOSE else "under-sure" if gap < -CLOSE else "about-right"


LESSONS = (
    "00_start",
    "01_pledging",
    "02_margin_trading",
    "03_securities_lending",
    "04_crypto_collateral",
    "05_capstone",
    "06_my_position",
)
EXAMPLE = tuple(
    Guess(confidence=confidence / 100, right=right, lesson=LESSONS[lesson], ideas=() if right else (idea,))
    for lesson, confidence, right, idea in (
        (0, 50, True, ""),
        (1, 60, True, ""),
        (1, 30, True, ""),
        (1, 70, True, ""),
        (2, 40, True, ""),
        (2, 80, False, "M08"),
        (3, 90, False, "M01"),
        (3, 90, True, ""),
        (4, 70, False, "M01"),
        (4, 100, True, ""),
        (5, 60, False, "M09"),
        (6, 90, False, "M01"),
        (6, 80, False, "M07"),
    )
)


EXAMPLE_HELD = tuple(
    Held(idea=idea, group=group, level=level)
    for idea, group, level in (
        ("M01", "distance", SHAKY),
        ("M07", "clocks", SHAKY),
        ("M08", "cure", SHAKY),
        ("M09", "cure", SEEN),
        ("M17", "cost", FIRM),
        ("M39", "distance", FIRM),
        ("M26", "chain", NOT_SEEN),
    )
)


def record(
    guesses: Sequence[Guess],
    upto: int,
    lesson: str,
    *,
    is_example: bool,
    held: Sequence[Held] = (),
    level: str = ALL,
) -> Record:
    """Return the first so many guesses of one lesson or of all, and the ideas of one level or all, shaky ones first."""
    own = [guess for guess in guesses if lesson in (ALL, guess.lesson)]
    wanted = [each for each in held if level in (ALL, each.level)]
    ordered = sorted(wanted, key=lambda each: (FIRST_SHOWN.index(each.level), each.idea))
    return Record(guesses=tuple(own[:upto]), held=tuple(ordered), is_example=is_example)
