"""Figures that compute a state once: two languages, the ends and the presets of a figure meet many states again.

A test that asks whether a model is pure, or that runs a job on an event loop, opens the figure itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from pledge_lib.panels import figures
from pledge_lib.panels.figure import Figure

MOST = 200  # states of a figure, so that simulations do not fill the memory


class Remembered(dict):
    """What was computed of the last states."""

    def add(self, key, found):
        """Keep what was found, and return it."""
        if len(self) >= MOST:
            del self[next(iter(self))]
        self[key] = found
        return found


@cache
def remembering(figure: str) -> Figure:
    """Return a figure whose model and job are asked once for the same values."""
    own = figures.figure(figure)
    return replace(own, model=_model(own.model), job=own.job and _job(own.job))


def _model(model: Callable) -> Callable:
    known = Remembered()

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
