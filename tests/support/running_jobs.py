"""A panel with a job of a few steps, on a clock that goes on only when a step is done; as a kernel runs it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import pytest

from pledge_lib.course.wording import texts
from pledge_lib.panels import figures, jobs
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.jobs import Found
from pledge_lib.panels.panel import Panel
from pledge_lib.panels.pledging.ruler import Ruler

F1_2 = figures.figure("F1.2")
FALL, *OTHERS = F1_2.controls
RULER = replace(F1_2, controls=(replace(FALL, default=0.22), *OTHERS))
STEPS = 5
A_STEP = 0.03  # seconds on the clock of these tests


class Clock:
    """A clock that goes on only when a step is done."""

    now = 0.0

    def __call__(self):
        return self.now


class Counting:
    """A job in a few steps, whose result is the values it is of; it knows which of its runs are under way."""

    def __init__(self, clock):
        self.clock, self.started, self.under_way, self.fault = clock, 0, [], None

    def __call__(self, values):
        return None if values["line"] == 1.70 else self._steps(dict(values))

    def _steps(self, values):
        self.started += 1
        self.under_way.append(values)
        try:
            for step in range(STEPS):
                self.clock.now += A_STEP
                yield step / STEPS
            if self.fault:
                raise self.fault
            return values
        finally:
            self.under_way.remove(values)


@dataclass(frozen=True, kw_only=True)
class WithFound(Ruler):
    """What the model found, of which values, and what the job found of which values."""

    of: Mapping
    found: Found | None


class WithJob(Figure):
    """A figure whose one note says of which fall the job's result is, and whether that is now."""

    def noted(self, result, say):
        done = result.found and result.found.result
        return (f"{done['fall']} {'now' if result.found.values == result.of else 'older'}" if done else "nothing",)


def panel_with(job, language="en") -> Panel:
    """Return the panel of F1.2 with a job."""
    told = {part.name: getattr(RULER, part.name) for part in fields(RULER) if part.init}
    declared = told | {"job": job, "model": lambda values, found: WithFound(**values, of=values, found=found)}
    return Panel(WithJob(**declared), texts(), language)


def do(panel, **event):
    """Do what the reader did, as the kernel hears it: on its event loop."""
    panel.react({**event, "view": "a", "number": 1}, asyncio.get_running_loop())


def hold(panel, fall):
    do(panel, key="fall", value=fall, held=True)


def let_go(panel, fall):
    do(panel, key="fall", value=fall)


async def until_idle(panel, watch=lambda: None):
    for _ in range(20 * STEPS):
        watch()
        if panel.frame["job"]["state"] != "running":
            return
        await asyncio.sleep(0)
    pytest.fail(f"the job does not end: {panel.frame['job']}")


async def some_steps():
    for _ in range(3):
        await asyncio.sleep(0)


def in_a_kernel(act):
    """Run a test as a kernel runs a panel: on an event loop."""
    asyncio.run(act())


def at_its_own_pace(monkeypatch) -> Counting:
    """Return the job, with a clock of its own and one step a slice."""
    clock = Clock()
    monkeypatch.setattr(jobs, "perf_counter", clock)
    monkeypatch.setattr(jobs, "SLICE", A_STEP / 2)
    monkeypatch.setattr(jobs, "PAUSE", 0)
    return Counting(clock)
