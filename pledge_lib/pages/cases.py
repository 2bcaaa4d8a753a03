"""Where a lesson opens a figure: at its start, at one of its examples, or at the case that a prediction asks about."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import SimpleNamespace

from pledge_lib.course.bank import bank, rooms
from pledge_lib.course.questions import Question
from pledge_lib.course.variants import variant
from pledge_lib.panels import figures
from pledge_lib.panels.controls import Values

SEED = "pages"  # draws the numbers of the predictions: the first ones are printed in the lessons

Start = int | str | None  # the place of an example, the id of a prediction, the start


def at_example(figure: str, name: str) -> Start:
    """Return the place of an example of a figure by its name; without a name the start."""
    if not name:
        return None
    return [preset.name for preset in figures.figure(figure).presets].index(name)


def of_prediction(asked: Question) -> Start:
    """Return where a prediction opens its figure."""
    return asked.id if callable(asked.opens) else at_example(asked.figure, asked.opens or "")


@cache
def cases() -> Mapping[str, Mapping[str, Values]]:
    """Return for each figure the values of the predictions that open it at a case of their own, by their ids."""
    found: dict[str, dict[str, Values]] = {}
    for asked in _questions():
        if callable(asked.opens):
            given = SimpleNamespace(**variant(asked, SEED).given)
            found.setdefault(asked.figure, {})[asked.id] = asked.opens(given)
    return found


def _questions() -> Iterator[Question]:
    for lesson in rooms():
        yield from bank(lesson).questions.values()
