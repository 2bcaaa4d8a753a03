"""Whatever fails, is refused or is done meanwhile: a job never shows a result of other values than it says."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.live_panels import LANGUAGES
from support.running_jobs import (
    Counting,
    at_its_own_pace,
    do,
    hold,
    in_a_kernel,
    let_go,
    panel_with,
    some_steps,
    until_idle,
)

from pledge_lib.finance.checks import InputError


@pytest.fixture
def counting(monkeypatch):
    """Return the job, with a clock of its own and one step a slice."""
    return at_its_own_pace(monkeypatch)


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
    clock = at_its_own_pace(monkeypatch).clock

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
