"""A job of a panel: one at a time, started by letting go, stopped by the reader, done at once without an event loop."""

import asyncio

import pytest
from support.live_panels import change_of, messages_of
from support.running_jobs import (
    at_its_own_pace,
    do,
    hold,
    in_a_kernel,
    let_go,
    panel_with,
    some_steps,
    until_idle,
)

from pledge_lib.course.wording import texts
from pledge_lib.panels import figures, jobs
from pledge_lib.panels.panel import Panel


@pytest.fixture
def counting(monkeypatch):
    """Return the job, with a clock of its own and one step a slice."""
    return at_its_own_pace(monkeypatch)


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
