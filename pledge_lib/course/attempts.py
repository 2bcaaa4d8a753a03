"""What a reader did, event by event, and what can be counted from it: no file, no language.

Every statistic puts the events in the order of their times first, so that two records may be merged either way round.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from statistics import fmean

from pledge_lib.course.judging import NOT_TRIED, NOT_YET, RIGHT
from pledge_lib.finance.checks import InputError

EXERCISES = ("answer", "quiz", "factcheck")
SEED, PRETEST, RETEST, STATEMENT, PLAN, OWN_RULE = "seed", "pretest", "retest", "statement", "plan", "rule"
GUESSES = ("prediction", PRETEST, RETEST)  # with a confidence, before anything is shown
HELPED = ("hint", "solution")  # after these an answer is no longer the reader's own first word
OF_QUESTIONS = (*EXERCISES, "prediction", "skip", "hint", "solution", "reason")
KINDS = (*OF_QUESTIONS, SEED, PRETEST, RETEST, STATEMENT, PLAN, OWN_RULE)
BAND_EDGES = (0, 20, 40, 60, 80, 100)


def now() -> str:
    """Return the time on the reader's clock, with its distance from UTC."""
    return datetime.now().astimezone().isoformat(timespec="microseconds")


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that a reader did; `confidence` is in per cent, `ideas` are ids of misconceptions.

    The answer of a hint is its number, and of a seed the reader's own seed. An outcome other than right or not-yet (an
    unreadable answer) is no attempt.

    >>> Event(lesson="01_pledging", question="E1.3", kind="answer", answer=78, outcome="right").question
    'E1.3'
    """

    at: str = field(default_factory=now)
    lesson: str
    question: str
    kind: str
    answer: object = None
    outcome: str | None = None
    ideas: Sequence[str] = ()
    confidence: int | None = None
    seed: int | str | None = None

    def __post_init__(self):
        if self.kind not in KINDS:
            raise InputError("unknown", name="kind", value=self.kind, choices=", ".join(KINDS))
        for name in ("lesson", "question"):
            if not isinstance(getattr(self, name), str) or not getattr(self, name):
                raise InputError("empty", name=name)
        if not _is_moment(self.at):
            raise InputError("not_a_date", name="at", value=self.at)
        if self.confidence is not None:
            if isinstance(self.confidence, bool) or not isinstance(self.confidence, int):
                raise InputError("not_whole", name="confidence", value=self.confidence)
            if not 0 <= self.confidence <= 100:
                raise InputError("out_of_range", name="confidence", value=self.confidence, low=0, high=100)
        if not isinstance(self.outcome, str | None):
            raise InputError("unknown", name="outcome", value=self.outcome, choices=f"{RIGHT}, {NOT_YET}")
        if not isinstance(self.ideas, list | tuple) or not all(isinstance(idea, str) for idea in self.ideas):
            raise InputError("unknown", name="ideas", value=self.ideas, choices="ids such as M01")
        object.__setattr__(self, "ideas", tuple(self.ideas))  # JSON knows lists only

    @property
    def key(self) -> tuple:
        """Return what makes two events belong to the same question with the same numbers."""
        return self.lesson, self.question, str(self.seed)


def _is_moment(text) -> bool:
    try:
        return datetime.fromisoformat(text).utcoffset() is not None
    except (TypeError, ValueError):
        return False


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return the events by time; those of one instant in an order that no merging changes."""
    return sorted(events, key=lambda event: (datetime.fromisoformat(event.at), repr(event)))


def attempts(events: Iterable[Event], kinds: Sequence[str] = EXERCISES) -> list[Event]:
    """Return the answers that were judged, without those that a cell run again gave again."""
    found: list[Event] = []
    latest: dict[tuple, object] = {}
    for event in in_order(events):
        if event.kind in kinds and event.outcome in (RIGHT, NOT_YET):
            given = (event.kind, repr(event.answer), event.outcome)
            if latest.get(event.key) != given:
                found.append(event)
            latest[event.key] = given
    return found


@dataclass(frozen=True)
class Progress:
    """How far a reader came with one question."""

    outcome: str
    attempts: int
    hints: int
    solution_seen: bool


def progress(events: Iterable[Event], question: str) -> Progress:
    """Return the outcome (once right, always right), attempts and different hints of one question.

    >>> progress([], "E1.3").outcome
    'not-tried'
    """
    own = [event for event in events if event.question == question]
    judged = attempts(own, kinds=(*EXERCISES, "prediction"))
    tried = RIGHT if any(event.outcome == RIGHT for event in judged) else NOT_YET
    return Progress(
        outcome=tried if judged else NOT_TRIED,
        attempts=len(judged),
        hints=len({(event.key, repr(event.answer)) for event in own if event.kind == "hint"}),
        solution_seen=any(event.kind == "solution" for event in own),
    )


@dataclass(frozen=True)
class Score:
    """How many of how many were right."""

    right: int
    count: int

    @property
    def rate(self) -> float | None:
        """Return the share that was right, or None where there is nothing to judge."""
        return self.right / self.count if self.count else None


def hit_rate(events: Iterable[Event]) -> Score:
    """Return how many attempts at exercises were right."""
    return _score(attempts(events))


def first_hit_rate(events: Iterable[Event]) -> Score:
    """Return how many exercises were right at the first attempt."""
    firsts: dict[tuple, Event] = {}
    for event in attempts(events):
        firsts.setdefault((event.lesson, event.question), event)
    return _score(firsts.values())


def _score(events: Iterable[Event]) -> Score:
    outcomes = [event.outcome for event in events]
    return Score(right=outcomes.count(RIGHT), count=len(outcomes))


def predictions(events: Iterable[Event]) -> list[Event]:
    """Return the guesses and answers with a confidence that came before any help: the first word on each question."""
    firsts: dict[tuple, Event] = {}
    for event in in_order(events):
        is_judged = event.kind in (*GUESSES, *EXERCISES) and event.outcome in (RIGHT, NOT_YET)
        if is_judged or event.kind in ("skip", *HELPED):
            firsts.setdefault(event.key, event)
    return [event for event in firsts.values() if event.kind in (*GUESSES, *EXERCISES) and event.confidence is not None]


def brier_score(events: Iterable[Event]) -> float | None:
    """Return the mean squared distance of confidence from what came: 0 is perfect, 1 is sure and always wrong.

    >>> sure = Event(lesson="01_pledging", question="P1.1", kind="prediction", outcome="not-yet", confidence=70)
    >>> round(brier_score([sure]), 4)
    0.49
    """
    errors = [(event.confidence / 100 - (event.outcome == RIGHT)) ** 2 for event in predictions(events)]
    return fmean(errors) if errors else None


@dataclass(frozen=True)
class Band:
    """The predictions whose confidence lies from `low` to `high` per cent."""

    low: int
    high: int
    confidence: float
    score: Score


def calibration(events: Iterable[Event]) -> tuple[Band, ...]:
    """Return the bands of confidence in use, each with its mean confidence (a fraction) and its hit rate."""
    scored = predictions(events)
    bands = []
    for low, above in pairwise(BAND_EDGES):
        high = above if above == BAND_EDGES[-1] else above - 1
        inside = [event for event in scored if low <= event.confidence <= high]
        if inside:
            confidence = fmean(event.confidence for event in inside) / 100
            bands.append(Band(low=low, high=high, confidence=confidence, score=_score(inside)))
    return tuple(bands)


def most_missed(events: Iterable[Event]) -> list[tuple[str, int]]:
    """Return the misconceptions that wrong answers pointed to, the most frequent first."""
    judged = attempts(events, kinds=(*EXERCISES, *GUESSES))
    missed = Counter(idea for event in judged if event.outcome == NOT_YET for idea in event.ideas)
    return sorted(missed.items(), key=lambda item: (-item[1], item[0]))


def solution_opened(events: Iterable[Event], question: str, seed: str | None) -> bool:
    """Return whether the solution of a question with the numbers of a seed was looked at."""
    return any(e.kind == "solution" and e.question == question and e.seed == seed for e in events)


def earned(events: Iterable[Event], question: str) -> bool:
    """Return whether a question was answered right with numbers whose solution had not been looked at before."""
    opened = set()
    for event in in_order(event for event in events if event.question == question):
        if event.kind == "solution":
            opened.add(event.key)
        elif event.kind in EXERCISES and event.outcome == RIGHT and event.key not in opened:
            return True
    return False


@dataclass(frozen=True)
class Gate:
    """The core exercises solved so far, and how many open the next lesson."""

    right: int
    needed: int

    @property
    def open(self) -> bool:
        return self.right >= self.needed


def gate(events: Sequence[Event], core: Iterable[str], needed: int) -> Gate:
    """Return how many of the core exercises are right without a look at their solution, and whether that is enough."""
    return Gate(right=sum(earned(events, question) for question in set(core)), needed=needed)
