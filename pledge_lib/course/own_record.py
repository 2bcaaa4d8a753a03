"""F0.6 with what the reader's record says: the guesses with a confidence, and how well each idea is held."""

from collections.abc import Sequence

from pledge_lib.course.attempts import Event, predictions
from pledge_lib.course.ideas import group_of
from pledge_lib.course.judging import RIGHT
from pledge_lib.course.mastery import NOT_SEEN, mastery
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.overview import record
from pledge_lib.panels.overview.record_model import Guess, Held


def record_figure(events: Sequence[Event]) -> Figure:
    """Return the figure of the record; without an answer in it, it is the example."""
    guesses = [
        Guess(confidence=each.confidence / 100, right=each.outcome == RIGHT, lesson=each.lesson, ideas=each.ideas)
        for each in predictions(events)
    ]
    levels = mastery(events)
    held = [Held(idea=idea, group=group_of(idea), level=level) for idea, level in levels.items()]
    is_empty = not guesses and set(levels.values()) == {NOT_SEEN}
    return record.figure(guesses, () if is_empty else held)
