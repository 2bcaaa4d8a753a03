"""The hand of F4.7: the day on which money arrives, how it is said, and where its dot stands."""

import math

import pytest
from support.live_panels import drawn, known_panel
from support.panel_presets import at_preset

from pledge_lib.panels.crypto.two_clocks import figure
from pledge_lib.panels.crypto.two_clocks_model import FIRST_RESERVE, LAST_RESERVE
from pledge_lib.panels.crypto.two_clocks_picture import chain_lane, taipei_lane


@pytest.mark.parametrize("name", [each.name for each in figure().presets])
def test_at_both_ends_of_the_hand_the_money_stands_in_the_lanes(name):
    """The days after the path are no place for a hand: the lanes end with it."""
    panel = at_preset("F4.7", name)
    left, right = panel.view.ranges["xaxis"]
    path = panel.result.path
    last = min(14, (path.days[-1] - path.fall_day).days)
    start, end = panel.view.stage["track"]
    reached = [day for day in range(-1, 15) if left <= start + (day + 1) / 15 * (end - start) <= right]
    assert reached == list(range(-1, last + 1))
    for day in (-1, last):
        panel.set(reserve=0.35, reserve_day=day)
        lanes, dots = (chain_lane(panel.result), taipei_lane(panel.result)), drawn(panel)["in-time"]["x"]
        for lane, dot in zip(lanes, dots, strict=True):
            (stretch,) = [ends for _, *ends in lane if ends[0] <= dot < ends[1]]
            assert stretch[0] + 0.5 <= dot <= stretch[1] - 0.5, "in the middle of a day"


@pytest.mark.parametrize("name", [each.name for each in figure().presets])
def test_money_on_a_typed_day_is_seen_at_its_day_or_at_the_edge_that_it_lies_beyond(name):
    panel = at_preset("F4.7", name)
    for reserve, day in ((0.35, FIRST_RESERVE), (0.35, 13), (0.35, LAST_RESERVE), (0.0, LAST_RESERVE)):
        panel.set(reserve=reserve, reserve_day=day)
        is_off = panel.result.reserve_on > panel.result.path.days[-1]
        marks = drawn(panel)
        seen = {uid: math.isfinite(marks[uid]["x"][0]) for uid in ("in-time", "off")}
        assert seen == {"in-time": bool(reserve) and not is_off, "off": bool(reserve) and is_off}, f"day {day}"
        assert seen == {
            "in-time": "now" in panel.frame["stage"]["labels"],
            "off": "off" in panel.frame["stage"]["labels"],
        }


@pytest.mark.parametrize(
    ("day", "chinese", "english"),
    [
        (-1, "下跌前 1 天", "1 day before the fall"),
        (0, "下跌當天", "the day of the fall"),
        (1, "下跌後第 1 天", "1 day after the fall"),
        (2, "下跌後第 2 天", "2 days after the fall"),
    ],
)
def test_money_arrives_before_the_fall_or_after_it_and_never_minus_days_after(day, chinese, english):
    for language, expected in (("zh_TW", chinese), ("en", english)):
        panel = known_panel("F4.7", language)
        panel.set(reserve_day=day)
        assert panel.frame["stage"]["readout"]["since"].endswith(expected)
