"""A computation too long for a step: it runs in short slices on the kernel's event loop, and messages go on between.

One at a time. New values, a stop and the end of the panel close the one under way, which then never tells a result.
Without an event loop, as in a script or a test, it runs to its end at once.
"""

from asyncio import AbstractEventLoop
from collections.abc import Callable, Generator
from dataclasses import dataclass
from time import perf_counter

from pledge_lib.panels.controls import Values

Steps = Generator[float, None, object]

# seconds: a slice, the time for messages after it, between two reports of how far it is
SLICE, PAUSE, BETWEEN_REPORTS = 0.02, 0.002, 0.1
NOTHING_TO_DO, DONE, OLDER, RUNNING, STOPPED, FAILED = "nothing", "done", "older", "running", "stopped", "failed"


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a job came to, and the values that it is of."""

    values: Values
    result: object


class Job:
    """The job of one panel: `declared` gives its steps, or None where these values need none; a result is never None.

    `report` is called with True when a job has ended, with False when it has only come further.
    """

    def __init__(self, declared: Callable[[Values], Steps | None], report: Callable[[bool], object]):
        self._declared, self._report = declared, report
        self._steps: Steps | None = None
        self._of: Values = {}
        self.found: Found | None = None
        self.state, self.share, self.reason = OLDER, 0.0, ""

    def finish(self, values: Values) -> bool:
        """Bring the job of these values to its end now; return whether anything was left to do. What it raises passes.

        >>> def count(values):
        ...     yield 0.5
        ...     return values["from"] + 1
        >>> job = Job(count, print)
        >>> job.finish({"from": 1}), job.finish({"from": 1}), job.found.result
        (True, False, 2)
        """
        if self._is_of(values):
            return False
        steps = self._declared(values)
        result = None if steps is None else _to_the_end(steps)
        self.cancel()
        self._end(values, result)
        return True

    def follow(self, values: Values, loop: AbstractEventLoop | None, *, settled: bool):
        """Keep what is of these values; else drop what runs, and start anew once the hand has settled on them."""
        if self._steps is not None and self._of == values:
            return
        self.cancel()
        if self._is_of(values):
            self._end(values, self.found.result)
        elif (steps := self._declared(values)) is None:
            self._end(values, None)
        elif settled and loop is None:
            self._end(values, _to_the_end(steps))
        elif settled:
            self._start(values, steps, loop)
        else:
            self.state, self.share = OLDER, 0.0

    def aside(self) -> "Job":
        """Return a job that begins with what is found so far, and of which this one does not hear."""
        other = Job(self._declared, lambda ended: None)
        other.found = self.found
        return other

    def forget(self):
        """Drop what runs and what was found: it is of something that has changed besides the values."""
        self.cancel()
        self.found = None

    def stop(self):
        """Drop what runs, because the reader said so."""
        if self._steps is not None:
            self.cancel()
            self.state = STOPPED

    def cancel(self):
        """Drop what runs; it will never tell a result."""
        steps, self._steps = self._steps, None
        if steps is not None:
            steps.close()

    def _is_of(self, values: Values) -> bool:
        return self.found is not None and self.found.values == values

    def _start(self, values: Values, steps: Steps, loop: AbstractEventLoop):
        self._steps, self._of, self.state, self.share = steps, dict(values), RUNNING, 0.0
        self._reported = perf_counter()
        loop.call_later(PAUSE, self._slice, loop, steps)

    def _slice(self, loop: AbstractEventLoop, steps: Steps):
        if steps is not self._steps:  # overtaken while it waited
            return
        until = perf_counter() + SLICE
        try:
            while True:
                self.share = max(self.share, next(steps))
                if perf_counter() >= until:
                    break
        except StopIteration as end:
            self._steps = None
            self._end(self._of, end.value)
            self._report(True)
        except KeyboardInterrupt:  # or it would end the kernel's loop
            self.stop()
            self._report(True)
        except Exception as error:
            self._steps, self.state, self.reason = None, FAILED, error
            self._report(True)
        else:
            if perf_counter() - self._reported >= BETWEEN_REPORTS:
                self._reported = perf_counter()
                self._report(False)
            loop.call_later(PAUSE, self._slice, loop, steps)

    def _end(self, values: Values, result: object):
        self.found = Found(values=dict(values), result=result)
        self.state, self.share = NOTHING_TO_DO if result is None else DONE, 1.0


def _to_the_end(steps: Steps) -> object:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
