"""Frames: a step is what differs, whoever puts it in comes to the same frame, and what stays does not travel."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.frame_trees import apart, frames, json_trees, small_change

from pledge_lib.panels.frames import apply, difference


@given(frames, frames)
def test_a_difference_leads_from_one_frame_to_the_other(before, after):
    assert apply(before, *difference(before, after)) == after


@given(frames.flatmap(lambda frame: st.tuples(st.just(frame), small_change(frame))))
def test_a_small_difference_does_too(pair):
    before, after = pair
    assert apply(before, *difference(before, after)) == after


@given(frames)
def test_equal_frames_do_not_differ(frame):
    assert difference(frame, apart(frame)) == ({}, [])


@given(frames, frames, frames)
def test_differences_put_in_one_after_the_other_lead_to_the_last_frame(first, second, third):
    shown = first
    for before, after in ((first, second), (second, third)):
        shown = apply(shown, *difference(before, after))
    assert shown == third


@given(frames, frames)
def test_a_change_is_strict_json_and_its_buffers_are_bytes(before, after):
    change, buffers = difference(before, after)
    json.dumps(change, allow_nan=False)
    assert all(type(buffer) is bytes for buffer in buffers)


@given(frames, frames)
def test_putting_a_change_in_leaves_the_frame_before_alone(before, after):
    copy = apart(before)
    apply(before, *difference(before, after))
    assert before == copy


@given(json_trees, json_trees, json_trees)
def test_what_did_not_change_does_not_travel(same, before, after):
    change, _ = difference({"same": same, "other": before}, {"same": apart(same), "other": after})
    assert "same" not in change


FRAME = {
    "sentence": "You borrowed NT$600,000; the ratio is 166.67%, and the call comes at 78.00.",
    "table": (("Item", "Value"), ("Ratio", "166.67%"), ("Call price", "78.00")),
    "values": {"fall": 0.0, "eligible": True},
    "lines": {"0": {"x": b"aaaa", "y": b"bbbb"}, "1": {"x": b"cccc"}},
    "refusal": None,
}


@pytest.mark.parametrize(
    ("place", "now", "change", "buffers"),
    [
        ("sentence", FRAME["sentence"].replace("166.67", "130.00"), {"3": ["130.00"]}, []),
        ("sentence", "The ratio is 130.00%.", ["The ratio is 130.00%."], []),
        ("table", (FRAME["table"][0], ("Ratio", "130.00%"), FRAME["table"][2]), {"1": {"1": ["130.00%"]}}, []),
        ("table", FRAME["table"][:2], {"2": None}, []),
        ("table", (*FRAME["table"], ("Days", "30")), {"3": [("Days", "30")]}, []),
        ("values", {"fall": -1.0, "eligible": True}, {"fall": [-1.0]}, []),
        ("values", {"fall": 0.0, "eligible": 1}, {"eligible": [1]}, []),
        ("lines", {"0": {"x": b"aaaa", "y": b"dddd"}, "1": {"x": b"cccc"}}, {"0": {"y": 0}}, [b"dddd"]),
        ("lines", {"0": {"base": b"dddd"}, "1": {"x": b"cccc"}}, {"0": {"base": 0, "x": None, "y": None}}, [b"dddd"]),
        ("refusal", {"key": "fall"}, [{"key": "fall"}], []),
    ],
)
def test_a_change_says_as_little_as_it_can(place, now, change, buffers):
    assert difference(FRAME, FRAME | {place: now}) == ({place: change}, buffers)


def test_where_most_of_a_row_or_a_sentence_changed_it_travels_whole():
    assert difference({"row": ("a", "b")}, {"row": ("c", "d")}) == ({"row": [("c", "d")]}, [])
    before, after = "From 1 to 2 and then to 3", "Until 4 of 5 and after that 6"
    assert difference({"said": before}, {"said": after}) == ({"said": [after]}, [])
