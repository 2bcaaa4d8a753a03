"""Which questions come back, and when: what was missed soon, what was right after ever longer pauses.

The rule is an expanding one, as in Leitner's boxes: after each right answer in a row the next pause is longer, and a
wrong answer begins again. That spaced questions are remembered longer, and that the pause should grow with the time
for which one wants to remember, is measured by N. J. Cepeda and others, "Spacing effects in learning: a temporal
ridgeline of optimal retention", Psychological Science 19 (2008), 1095-1102. The days themselves are our choice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from pledge_lib.course.attempts import EXERCISES, Event, attempts
from pledge_lib.course.ideas import GROUPS
from pledge_lib.course.judging import RIGHT
from pledge_lib.course.mastery import NOT_SEEN, SHAKY, ideas_of, mastery
from pledge_lib.course.questions import PREDICTION, Question

PAUSES = (0, 1, 3, 7, 14, 30)  # days after so many right answers in a row
MISSED = 2.0  # what a shaky idea adds, in pauses
NEVER_ASKED = 0.5  # a question of an earlier lesson that was passed over
KEPT = 1.0  # a question that was kept for later, once its idea was met
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Due:
    """A question and how much it is due: 1 and more is due now."""

    question: str
    weight: float


def due(events: Sequence[Event], questions: Iterable[Question], now: datetime) -> list[Due]:
    """Return how much each question is due, the most first.

    Predictions, asked once, do not come back; what is kept for later comes when an idea that it can betray was met.
    """
    answered = attempts(events, kinds=(*EXERCISES, "prediction"))
    levels = mastery(events)
    met = {idea for idea, level in levels.items() if level != NOT_SEEN}
    shaky = {idea for idea, level in levels.items() if level == SHAKY}
    found = []
    for question in questions:
        ideas = ideas_of(question.id)
        if question.kind == PREDICTION or (question.later and not ideas & met):
            continue
        own = [event for event in answered if event.question == question.id]
        first = KEPT if question.later else NEVER_ASKED
        weight = (_overdue(own, now) if own else first) + MISSED * bool(shaky & ideas)
        found.append(Due(question=question.id, weight=weight))
    return sorted(found, key=lambda each: -each.weight)


def chosen(dues: Sequence[Due], count: int, seed: str) -> list[str]:
    """Return some of the questions that are most due, mixed: no two of one group of ideas after each other."""
    chance = Random(f"{seed}:review")
    waiting = sorted(dues, key=lambda each: (-each.weight, chance.random()))
    picked: list[str] = []
    while waiting and len(picked) < count:
        last = _groups(picked[-1]) if picked else frozenset()
        best = next((each for each in waiting if not _groups(each.question) & last), waiting[0])
        waiting.remove(best)
        picked.append(best.question)
    return picked


def _overdue(own: Sequence[Event], now: datetime) -> float:
    """Return how many of its pauses have passed since a question was last answered."""
    in_a_row = 0
    for event in reversed(own):
        if event.outcome != RIGHT:
            break
        in_a_row += 1
    passed = (now - datetime.fromisoformat(own[-1].at)).total_seconds() / DAY
    pause = PAUSES[min(in_a_row, len(PAUSES) - 1)]
    return 1 + max(passed, 0) if pause == 0 else max(passed, 0) / pause


def _groups(question: str) -> frozenset[str]:
    ideas = ideas_of(question)
    return frozenset(group for group, members in GROUPS.items() if ideas & set(members))
