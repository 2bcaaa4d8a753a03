"""The frames of the control that a hand is on, sent before they are asked for: nearest first, in short slices.

A page on a slow network asks for them; it plays the nearest while the exact answer is on its way (sweep.js). A
simulation does not run for it: its last run is shown as older.
"""

import gzip
from asyncio import AbstractEventLoop
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Protocol

from pledge_lib.finance.checks import InputError
from pledge_lib.panels.controls import Values
from pledge_lib.panels.film import film
from pledge_lib.panels.jobs import PAUSE, SLICE

STOPS = 33
PIECES = (5, 12, STOPS)  # frames of each message: the nearest few at once, then more together, which packs better

Swept = Callable[[Mapping, bytes], object]


class Sweepable(Protocol):
    """What a sweep needs of a panel."""

    frame: Mapping

    @property
    def values(self) -> Values: ...

    def glance(self, key: str, value) -> dict: ...

    def stops(self, key: str, most: int) -> tuple: ...


class Ahead:
    """The sweep of one panel: at most one at a time; `send` is given what a piece is of, and the piece."""

    def __init__(self, panel: Sweepable, send: Swept):
        self._panel, self._send = panel, send
        self._key, self._waiting, self._made, self._piece = None, [], [], 0

    def start(self, key: str, loop: AbstractEventLoop):
        """Begin to send the frames of a control, or go on where that is under way."""
        if key == self._key and self._waiting:
            return
        self._key, self._made, self._piece = key, [], 0
        self._waiting = _nearest_first(self._panel.stops(key, STOPS), self._panel.values[key])
        self._others = _without(self._panel.values, key)
        loop.call_soon(self._slice, loop, self._waiting)

    def cancel(self):
        """Drop what is not sent yet."""
        self._waiting = []

    def _slice(self, loop: AbstractEventLoop, waiting: list):
        if waiting is not self._waiting:
            return  # overtaken while it waited
        if self._others != _without(self._panel.values, self._key):
            self.cancel()  # another control has moved: these frames are of a case that is gone
            return
        until = perf_counter() + SLICE
        while waiting and perf_counter() < until:
            self._glance(waiting.pop())
            if len(self._made) >= PIECES[min(self._piece, len(PIECES) - 1)]:
                self._send_piece()
        if waiting:
            loop.call_later(PAUSE, self._slice, loop, waiting)
        elif self._made:
            self._send_piece()

    def _glance(self, stop):
        try:
            frame = self._panel.glance(self._key, stop)
        except InputError:  # not with these other values
            return
        shown = self._panel.frame["values"]
        if _without(frame["values"], self._key) == _without(shown, self._key):  # it moves no other control
            self._made.append((stop, frame))

    def _send_piece(self):
        made, self._made, self._piece = sorted(self._made, key=lambda each: each[0]), [], self._piece + 1
        frames = [frame for _, frame in made]
        told = {"key": self._key, "at": [frame["values"][self._key] for frame in frames]}
        self._send(told, gzip.compress(film(frames, self._panel.frame), 6, mtime=0))


def _nearest_first(stops: tuple, value) -> list:
    """Return the stops so that `pop` gives the nearest; options, which have no distance, come in their order."""
    place = sum(stop < value for stop in stops) if isinstance(value, int | float) else 0
    return sorted(stops, key=lambda stop: abs(stops.index(stop) - place), reverse=True)


def _without(values: Values, key: str) -> dict:
    return {other: value for other, value in values.items() if other != key}
