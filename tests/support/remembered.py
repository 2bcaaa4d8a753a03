"""Figures that compute a state once, and panels that say it once: tests meet many states of a figure again.

A test that asks whether a model is pure, or that runs a job on an event loop, opens the figure itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, wraps

from pledge_lib.course.wording import texts
from pledge_lib.panels import figures
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.other_cases import OtherCases
from pledge_lib.panels.panel import Panel
from pledge_lib.panels.view import View

NOTHING = object()
OF_THE_READER = ("F5.", "F6.")
MOST = 200  # states of a figure, so that simulations do not fill the memory


class Remembered(dict):
    """What was computed of the last states."""

    def add(self, key, found):
        """Keep what was found, and return it."""
        if len(self) >= MOST:
            del self[next(iter(self))]
        self[key] = found
        return found


class KnownPanel(Panel):
    """A panel in its first state, which asks the model, says a view and draws its page once for the same values."""

    def __init__(self, figure: str, language: str):
        self._views, self._pages = _views(figure), _pages(figure)
        super().__init__(remembering(figure), texts(), language)

    @property
    def view(self) -> View:
        """Return what the reader sees now; what was said of another result, as of a job that went on, is not it."""
        result, key = self._result(), (self.words.language, *_key(self._values))
        if key not in self._views or self._views[key][0] is not result:
            self._views.add(key, (result, super().view))
        return self._views[key][1]

    def _speak(self, language: str):
        key = (str(language), *_key(self._values))  # also what is no language, which the panel refuses
        if key in self._pages:
            vars(self).update(self._pages[key])
            return
        before = dict(vars(self))
        super()._speak(language)  # what it set is what a panel is in a language
        self._pages.add(key, {name: own for name, own in vars(self).items() if own is not before.get(name, NOTHING)})


@cache
def _views(figure: str) -> "Remembered":
    return Remembered()


@cache
def _rooms(figure: str) -> "Remembered":
    return Remembered()


class ComputingPanel(Panel):
    """A panel that remembers nothing, to which the others are held."""

    worded = OtherCases.worded


def remember_rooms():
    """Let any panel work out once what a page needs room for: half of what opening a panel takes.

    Where a job runs, that hangs on what it found, which only a figure that remembers finds again. Where a reader's own
    plan or position is shown, it hangs on more.
    """
    worked_out = OtherCases.worded

    def worded(panel) -> dict:
        own = panel.declaration
        model = getattr(own.model, "__wrapped__", own.model)  # the one that is remembered says the same
        found, table, known = panel._job.found if own.job else None, panel.words.table, _rooms(own.id)
        if own.id.startswith(OF_THE_READER) or (own.job and (found is None or model is own.model)):
            return worked_out(panel)
        asked = (model, own.sentence, own.main.labels)  # a guess says more
        key = (id(table), id(found and found.result), *asked, *_key(panel._values))
        if key not in known:
            panel.declaration = replace(own, model=_model_along_the_lead(own.id, model))
            try:
                known.add(key, (worked_out(panel), table, found))  # with both, so that no other one takes their ids
            finally:
                panel.declaration = own
        return known[key][0]

    OtherCases.worded = worded


@cache
def _model_along_the_lead(figure: str, model: Callable) -> Callable:
    """Return the model of a figure for its rooms alone: all languages ask it for the same places of the lead."""
    return _model(model)


@cache
def _pages(figure: str) -> "Remembered":
    return Remembered()


@cache
def remembering(figure: str) -> Figure:
    """Return a figure whose model and job are asked once for the same values."""
    own = figures.figure(figure)
    return replace(own, model=_model(own.model), job=own.job and _job(own.job))


def _model(model: Callable) -> Callable:
    known = Remembered()

    @wraps(model)
    def ask(values, *found):
        key = _key(values), *(_key(each.values) for each in found)
        return known[key] if key in known else known.add(key, model(dict(values), *found))

    return ask


def _job(job: Callable) -> Callable:
    known = Remembered()

    def run(key, steps):
        return known[key] if steps is None else known.add(key, (yield from steps))

    def declared(values):
        key = _key(values)
        if key in known:
            return run(key, None)
        steps = job(dict(values))
        return None if steps is None else run(key, steps)

    return declared


def _key(values: Mapping) -> tuple:
    return tuple(values.items())
