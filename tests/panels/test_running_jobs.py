"""A job of a panel: one at a time, started by letting go, stopped by the reader, and never a result of older values."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.live_panels import LANGUAGES, change_of, messages_of

from pledge_lib.course.wording import texts
from pledge_lib.finance.checks import InputError
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


@pytest.fixture
def counting(monkeypatch):
    """Return the job, with a clock of its own and one step a slice."""
    clock = Clock()
    monkeypatch.setattr(jobs, "perf_counter", clock)
    monkeypatch.setattr(jobs, "SLICE", A_STEP / 2)
    monkeypatch.setattr(jobs, "PAUSE", 0)
    return Counting(clock)


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


def test_a_dragging_slider_never_starts_a_job_and_letting_go_does(counting):
    async def act():
        panel = panel_with(counting)
        first = counting.started
        for fall in (30, 31, 32, 33):
            hold(panel, fall)
            await some_steps()
            assert (counting.started, panel.frame["job"]["state"]) == (first, "older")
            assert panel.frame["notes"] == ("0.22 older",)
            assert f"{fall}%" in panel.frame["stage"]["readout"]["now"], "arithmetic is live while the hand moves"
        let_go(panel, 33)
        assert panel.frame["job"]["state"] == "running" and panel.frame["notes"] == ("0.22 older",)
        await until_idle(panel)
        assert counting.started == first + 1
        assert panel.frame["job"] == {"state": "done", "percent": 100}
        assert panel.frame["notes"] == ("0.33 now",)

    in_a_kernel(act)


def test_letting_go_where_the_result_already_stands_starts_nothing(counting):
    async def act():
        panel = panel_with(counting)
        first = counting.started
        hold(panel, 40)
        let_go(panel, 22)
        assert (counting.started, panel.frame["job"]["state"], panel.frame["notes"]) == (first, "done", ("0.22 now",))

    in_a_kernel(act)


@pytest.mark.parametrize(
    "event", [{"key": "fall", "typed": "40%"}, {"preset": 2}, {"key": "line", "value": 140}, {"job": "again"}]
)
def test_whatever_is_no_drag_starts_at_once(counting, event):
    async def act():
        panel = panel_with(counting)
        hold(panel, 30)
        do(panel, **event)
        assert panel.frame["job"]["state"] == "running"
        await until_idle(panel)
        assert panel.frame["notes"] == (f"{panel.values['fall']} now",)

    in_a_kernel(act)


def test_new_values_cancel_the_job_under_way(counting):
    async def act():
        panel = panel_with(counting)
        let_go(panel, 30)
        await some_steps()
        assert [values["fall"] for values in counting.under_way] == [0.30]
        hold(panel, 31)
        assert counting.under_way == [], "held values leave the old job running"
        let_go(panel, 32)
        await some_steps()
        let_go(panel, 33)
        seen = []
        await until_idle(panel, lambda: seen.append(panel.frame["notes"]))
        assert set(seen) <= {("0.22 older",), ("0.33 now",)}, f"an overtaken job told its result: {seen}"
        assert panel.frame["notes"] == ("0.33 now",)

    in_a_kernel(act)


def test_a_stopped_job_leaves_the_old_result_marked_and_can_be_started_again(counting):
    async def act():
        panel = panel_with(counting)
        let_go(panel, 30)
        await some_steps()
        do(panel, job="stop")
        assert counting.under_way == []
        assert panel.frame["job"]["state"] == "stopped" and panel.frame["job"]["percent"] < 100
        await some_steps()
        assert panel.frame["notes"] == ("0.22 older",)
        do(panel, job="stop")
        assert panel.frame["job"]["state"] == "stopped"
        do(panel, job="again")
        await until_idle(panel)
        assert panel.frame["notes"] == ("0.3 now",)

    in_a_kernel(act)


def test_progress_only_rises_and_is_told_at_most_ten_times_a_second(counting):
    async def act():
        panel = panel_with(counting)
        sent, told = messages_of(panel), []
        let_go(panel, 30)
        at = counting.clock.now
        while panel.frame["job"]["state"] == "running":
            told.append(panel.frame["job"]["percent"])
            await asyncio.sleep(0)
        assert told == sorted(told) and 0 < told[-1] < 100
        changes = [change_of(message) for message in sent]
        progress = [change for change in changes if change.keys() == {"job"}]
        assert 0 < len(progress) <= (counting.clock.now - at) * 10
        assert {"job", "values", "sentence"} <= changes[0].keys(), "the start is one message"
        assert {"job", "notes"} <= changes[-1].keys(), "the end is one message"
        assert len(changes) == len(progress) + 2

    in_a_kernel(act)


def test_a_job_that_tells_less_than_before_does_not_go_back(monkeypatch):
    def unsteady(values):
        def steps():
            yield from (0.5, 0.2, 0.7)
            return values

        return steps()

    async def act():
        monkeypatch.setattr(jobs, "SLICE", 0)
        monkeypatch.setattr(jobs, "PAUSE", 0)
        monkeypatch.setattr(jobs, "BETWEEN_REPORTS", 0)
        panel, told = panel_with(unsteady), []
        let_go(panel, 30)
        await until_idle(panel, lambda: told.append(panel.frame["job"]["percent"]))
        assert told == sorted(told) and {50, 70} <= set(told) and 20 not in told

    in_a_kernel(act)


def test_closing_the_panel_drops_the_job(counting):
    async def act():
        panel = panel_with(counting)
        let_go(panel, 30)
        await some_steps()
        assert counting.under_way
        panel.close()
        assert counting.under_way == []
        before = panel.frame
        await some_steps()
        assert panel.frame is before

    in_a_kernel(act)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("fault", "chinese", "english"),
    [
        (InputError("above_limit", name="fall", value=0.4, limit=0.3), "股價跌了不能超過", "Fall of the price cannot"),
        (MemoryError("too many paths"), "MemoryError: too many paths", "MemoryError: too many paths"),
    ],
)
def test_an_error_of_the_job_becomes_a_sentence(counting, fault, chinese, english, language):
    async def act():
        panel = panel_with(counting, language)
        counting.fault = fault
        let_go(panel, 40)
        await until_idle(panel)
        assert panel.frame["job"]["state"] == "failed"
        assert (chinese if language == "zh_TW" else english) in panel.frame["job"]["reason"]
        assert panel.frame["notes"] == ("0.22 older",) and panel.values["fall"] == 0.4
        counting.fault = None
        do(panel, job="again")
        await until_idle(panel)
        assert panel.frame["job"] == {"state": "done", "percent": 100}

    in_a_kernel(act)


def test_an_interrupt_of_the_kernel_stops_the_job_and_not_the_loop(counting):
    async def act():
        panel = panel_with(counting)
        counting.fault = KeyboardInterrupt()
        let_go(panel, 40)
        await until_idle(panel)
        assert panel.frame["job"]["state"] == "stopped"
        assert panel.frame["notes"] == ("0.22 older",)

    in_a_kernel(act)


def test_messages_are_answered_while_a_job_runs(counting):
    async def act():
        panel = panel_with(counting)
        let_go(panel, 30)
        await some_steps()
        do(panel, language="zh_TW")
        do(panel, key="fall", typed="abc")
        assert "abc" in panel.frame["refusal"]["sentence"]
        assert [values["fall"] for values in counting.under_way] == [0.30], "neither concerns the job"
        await until_idle(panel)
        assert panel.frame["notes"] == ("0.3 now",)
        assert "abc" in panel.frame["refusal"]["sentence"], "the end of a job is no answer to a refusal"

    in_a_kernel(act)


def test_where_these_values_need_no_job_there_is_none(counting):
    async def act():
        panel = panel_with(counting)
        first = counting.started
        do(panel, key="line", value=170, held=True)
        assert panel.frame["job"]["state"] == "nothing"
        do(panel, key="line", value=170)
        assert panel.frame["job"]["state"] == "nothing" and counting.started == first
        assert panel.frame["notes"] == ("nothing",)

    in_a_kernel(act)


def test_the_text_and_the_result_are_always_final(counting):
    async def act():
        panel = panel_with(counting)
        let_go(panel, 30)
        assert "0.3 now" in panel.summary().splitlines()
        assert panel.frame["job"]["state"] == "done" and counting.under_way == []
        hold(panel, 35)
        assert panel.result.found.result["fall"] == 0.35
        panel.set(fall=0.36)
        assert panel.frame["notes"] == ("0.36 now",) and panel.frame["job"]["state"] == "done"
        let_go(panel, 37)
        data, _ = panel._repr_mimebundle_()
        assert "0.37 now" in data["text/plain"]

    in_a_kernel(act)


def test_without_an_event_loop_a_job_is_done_at_once(counting):
    panel = panel_with(counting)
    panel.react({"key": "fall", "value": 30, "held": True})
    assert panel.frame["notes"] == ("0.22 older",) and panel.frame["job"]["state"] == "older"
    panel.react({"key": "fall", "value": 30})
    assert panel.frame["notes"] == ("0.3 now",) and panel.frame["job"] == {"state": "done", "percent": 100}


def test_a_job_that_refuses_leaves_everything_as_it_was(counting):
    panel = panel_with(counting)
    frame = panel.frame
    counting.fault = InputError("above_limit", name="fall", value=0.4, limit=0.3)
    with pytest.raises(InputError):
        panel.set(fall=0.4)
    assert panel.values["fall"] == 0.22 and panel.frame is frame
    panel.react({"key": "fall", "value": 40})
    assert "Fall of the price cannot exceed" in panel.frame["refusal"]["sentence"]
    assert panel.values["fall"] == 0.22 and panel.frame["notes"] == ("0.22 now",)


def test_values_that_the_model_refuses_leave_the_result_of_the_old_ones(counting):
    panel = panel_with(counting)
    model = panel.declaration.model

    def strict(values, found):
        if values["fall"] > 0.5:
            raise InputError("above_limit", name="fall", value=values["fall"], limit=0.5)
        return model(values, found)

    panel.declaration = replace(panel.declaration, model=strict)
    with pytest.raises(InputError):
        panel.set(fall=0.6)
    assert panel.view.notes == ("0.22 now",)


ACTS = st.one_of(
    st.tuples(st.sampled_from([hold, let_go]), st.integers(0, 70)),
    st.tuples(st.just("job"), st.sampled_from(["stop", "again"])),
    st.tuples(st.just("language"), st.sampled_from(LANGUAGES)),
    st.tuples(st.just("preset"), st.integers(0, 2)),
    st.tuples(st.just("wait"), st.integers(1, 4)),
)


def test_whatever_the_reader_does_no_result_is_of_other_values_than_it_says(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(jobs, "perf_counter", clock)
    monkeypatch.setattr(jobs, "SLICE", A_STEP / 2)
    monkeypatch.setattr(jobs, "PAUSE", 0)

    @given(st.lists(ACTS, max_size=12))
    def holds(acts):
        counting = Counting(clock)

        async def act():
            panel = panel_with(counting)
            for what, how in acts:
                if callable(what):
                    what(panel, how)
                elif what == "wait":
                    for _ in range(how):
                        await asyncio.sleep(0)
                else:
                    do(panel, **{what: how})
                assert len(counting.under_way) <= 1, "two jobs at once"
                found = panel._job.found
                assert found.result == found.values
                assert (panel.frame["job"]["state"] == "done") == (found.values == panel.values)
                (note,) = panel.frame["notes"]
                assert note == f"{found.values['fall']} {'now' if found.values == panel.values else 'older'}"
            let_go(panel, 50)
            do(panel, job="again")
            await until_idle(panel)
            assert panel.frame["notes"] == ("0.5 now",) and counting.under_way == []

        asyncio.run(act())

    holds()


def test_the_kernel_runs_jobs_on_its_event_loop(counting):
    async def act():
        panel = panel_with(counting)
        panel._handle_custom_msg({"key": "fall", "value": 30, "view": "a", "number": 1}, [])
        assert panel.frame["job"]["state"] == "running"
        await until_idle(panel)
        assert panel.frame["notes"] == ("0.3 now",)

    in_a_kernel(act)


@pytest.mark.parametrize("figure", figures.homes())
def test_only_a_panel_with_a_job_tells_the_screen_about_one(figure):
    panel = Panel(figures.figure(figure), texts(), "en")
    if panel.declaration.job and "method" in panel.values:
        panel.set(method="simulation")  # one that opens with the closed form
    runs = panel.declaration.job and figure != "F5.2"  # which has nothing to do before a plan is submitted
    assert panel.frame["job"] == {"state": "done" if runs else "nothing", "percent": 100}
