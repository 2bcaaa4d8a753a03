"""The model of F5.2: what became of the submitted plans. No path exists before there is a plan to try on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from pledge_lib.finance.capstone.case import Case
from pledge_lib.finance.capstone.plan import Plan, PlannedLoan
from pledge_lib.finance.units import Chance, Count, Date, Money, Percent, Word
from pledge_lib.market.capstone.counted import Counted, Outcome, count
from pledge_lib.market.capstone.followed import CALLED, HELD, SOLD_OUT, SURVIVED, Followed, follow
from pledge_lib.market.capstone.planned import first_plan, planned, profile_of
from pledge_lib.market.capstone.unseen import NAMES, unseen
from pledge_lib.panels import charts
from pledge_lib.panels.capstone.stress_path import OnPath
from pledge_lib.panels.controls import Values
from pledge_lib.panels.jobs import Steps

LAST, BEFORE = WHICH = ("last", "before")
WAITING, RUNNING = "waiting", "running"
WORST_LAST = (SURVIVED, CALLED, SOLD_OUT)
FOLLOWING = 0.3  # of the time, roughly; the rest goes into the simulation
LOWEST, HIGHEST = 80, 400  # per cent; what lies beyond is drawn at the end


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One plan on the three paths, and on the simulated ones."""

    loan: PlannedLoan
    paths: tuple[Followed, ...]
    counted: Counted


@dataclass(frozen=True, kw_only=True)
class Stress:
    """What the figure shows: a plan that was tried, one that is being tried, or none yet."""

    case: Case
    plan: Plan | None
    tried: Tried | None
    path: Word
    way: Percent

    @property
    def loan(self) -> PlannedLoan | None:
        return self.tried and self.tried.loan

    @property
    def end(self) -> date:
        """Return the day of the exit; before there is a plan, that of the first plan for the case."""
        return (self.loan or planned(self.case, first_plan(self.case))).end

    @property
    def last(self) -> int:
        """Return the calendar days until the exit."""
        return (self.end - self.case.start).days

    @property
    def today(self) -> Date | None:
        """Return the day that is looked at; None as long as no path leads there."""
        return self.tried and self.case.start + timedelta(days=round(self.last * self.way))

    @cached_property
    def paths(self) -> tuple[OnPath, ...]:
        tried = self.tried.paths if self.tried else ()
        return tuple(OnPath(followed=each, today=self.today) for each in tried)

    @property
    def chosen(self) -> OnPath | None:
        return next((each for each in self.paths if each.name == self.path), None)

    @property
    def state(self) -> Word:
        if not self.tried:
            return RUNNING if self.plan else WAITING
        return max((each.until for each in self.paths), key=WORST_LAST.index)

    @property
    def waiting(self) -> Outcome | None:
        """Return what became of the simulated paths of who waits for the call."""
        return self.tried and self.tried.counted.waiting

    @property
    def acting(self) -> Outcome | None:
        """Return what became of the same paths of who acts on the plan's own line."""
        return self.tried and self.tried.counted.acting

    @property
    def survived(self) -> Chance | None:
        return self.acting and self.acting.survived_share

    @property
    def survivors(self) -> Count | None:
        return self.acting and self.acting.survived

    @property
    def called_share(self) -> Chance | None:
        return self.waiting and self.waiting.called_share

    @property
    def odds(self) -> Chance | None:
        return self.loan and self.loan.odds

    @property
    def worst(self) -> Money | None:
        """Return the largest sum that a call would have asked on any of the paths."""
        return max(self.tried.counted.worst, *(each.needed for each in self.paths)) if self.tried else None

    @property
    def cost(self) -> Money | None:
        return self.loan and self.loan.cost

    @property
    def keeps_its_odds(self) -> bool:
        return not self.tried or self.called_share <= self.loan.plan.odds_limit

    @property
    def rules(self) -> str:
        return profile_of(self.plan) if self.plan else "tw-broker-pledge"

    def across(self, day: date) -> int:
        """Return where a day stands on the level axis."""
        return (day - self.case.start).days


@dataclass
class Trials:
    """The plans of a desk and what became of each: tried once, kept until the desk is cleared."""

    case: Case
    plans: Callable[[], Sequence[Plan]]
    seed: str | None
    done: dict[int, Tried] = field(default_factory=dict)

    def place_of(self, which: str) -> int | None:
        """Return the place of the last plan, or of the one before it."""
        place = len(self.plans()) - (1 if which == LAST else 2)
        return place if place >= 0 else None

    def steps(self, values: Values) -> Steps | None:
        """Return the steps of trying a plan; None where there is none, or it was tried already."""
        place = self.place_of(values["plan"])
        return None if place is None or place in self.done else self._try(place)

    def _try(self, place: int) -> Steps:
        loan = planned(self.case, self.plans()[place])
        found = []
        for number, path in enumerate(unseen(loan, self.seed)):
            yield FOLLOWING * number / len(NAMES)
            found.append(follow(loan, path))
        counting = count(loan, self.seed)
        while True:
            try:
                yield FOLLOWING + (1 - FOLLOWING) * next(counting)
            except StopIteration as end:
                self.done[place] = Tried(loan=loan, paths=tuple(found), counted=end.value)
                return self.done[place]

    def shown(self, values: Values) -> Stress:
        """Return what the figure shows."""
        place = self.place_of(values["plan"])
        return Stress(
            case=self.case,
            plan=None if place is None else self.plans()[place],
            tried=self.done.get(place),
            path=values["path"],
            way=values["way"],
        )


def drawn(ratio: float) -> float:
    """Return where a ratio is drawn, in per cent; nowhere once nothing is owed or nothing is left."""
    return min(max(ratio * 100, LOWEST), HIGHEST) if 0 < ratio < float("inf") else charts.NOWHERE


def held(path: OnPath) -> bool:
    """Return whether every sentence of the plan held on a path."""
    return path.followed.failed == HELD
