"""Frames sent ahead: those that the panel would show, nearest first, and none once the case is another."""

import asyncio
import gzip

import pytest
from support.frame_trees import as_json
from support.live_panels import messages_of, open_panel

from pledge_lib.panels.film import played


def sweep(panel, *events):
    """Let a page ask and act on an event loop of its own; return the messages of frames ahead."""
    sent = messages_of(panel)

    async def page():
        for event in events:
            panel.heard(event)
        async with asyncio.timeout(20):
            while panel._ahead._waiting:
                await asyncio.sleep(0.001)
        await asyncio.sleep(0.01)

    asyncio.run(page())
    return [m for m in sent if "ahead" in m["data"]["content"]]


def frames_of(panel, messages, start):
    found = {}
    for message in messages:
        content = message["data"]["content"]
        back, _ = played(gzip.decompress(message["buffers"][0]), start)
        found |= dict(zip(content["ahead"]["at"], back, strict=True))
    return found


SWEPT = [("F1.1", "change"), ("F1.1", "days"), ("F2.2", "sell"), ("F2.5", "method")]


@pytest.mark.parametrize(("figure", "key"), SWEPT)
def test_every_frame_ahead_is_what_the_panel_shows_there(figure, key):
    panel = open_panel(figure)
    before = panel.frame
    messages = sweep(panel, {"ahead": key})
    found = frames_of(panel, messages, before)
    assert panel.frame is before and {m["data"]["content"]["ahead"]["key"] for m in messages} == {key}
    stops = panel.stops(key, 33)
    assert len(found) == len(stops) and all(m["data"]["content"]["number"] == 0 for m in messages)
    control = panel._controls[key]
    for stop in stops[:: max(1, len(stops) // 4)]:
        panel.set(**{key: stop})
        assert as_json(found[control.on_screen(stop)]) == as_json(panel.frame)


def test_the_nearest_come_first_and_small():
    panel = open_panel("F1.1")
    first, *others = sweep(panel, {"ahead": "change"})
    assert len(others) == 2 and max(map(abs, first["data"]["content"]["ahead"]["at"])) < 12
    assert sum(len(m["buffers"][0]) for m in (first, *others)) < 8_000


def test_asked_twice_it_is_sent_once_and_another_hand_ends_it():
    panel = open_panel("F1.1")
    assert len(sweep(panel, {"ahead": "change"}, {"ahead": "change"})) == 3
    messages = sweep(panel, {"ahead": "change"}, {"key": "days", "value": 31}, {"ahead": "days"})
    assert {m["data"]["content"]["ahead"]["key"] for m in messages} == {"days"}
    assert sweep(panel, {"ahead": "change"}, {"key": "days", "value": 32}) == []


def test_the_held_control_may_move_on_while_its_frames_are_made():
    panel = open_panel("F1.1")
    messages = sweep(panel, {"ahead": "change"}, {"key": "change", "value": -7})
    assert {m["data"]["content"]["number"] for m in messages} == {1}
    assert len(frames_of(panel, messages, panel.frame)) == len(panel.stops("change", 33))


def test_a_panel_that_is_not_asked_sends_nothing_ahead():
    panel = open_panel("F1.1")
    assert sweep(panel, {"key": "change", "value": -7}) == []


def test_a_simulation_is_shown_as_older():
    panel = open_panel("F3.8")
    before = panel.frame
    found = frames_of(panel, sweep(panel, {"ahead": "mean_days"}), before)
    start = before["values"]["mean_days"]
    assert {frame["job"]["state"] for at, frame in found.items() if at != start} == {"older"}
