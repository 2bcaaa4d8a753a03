"""F1.2: points are no per cent."""

import pytest
from hypothesis import given
from support.arithmetic import sums, wrong_sums
from support.live_panels import any_values, both, close, drawn, open_panel

import pledge_lib as pl
from pledge_lib.finance.units import PERCENT, POINTS, TIMES


def test_from_166_67_to_130_are_36_67_points_but_22_per_cent():
    panel = open_panel("F1.2")
    assert panel.frame["table"][2][1:] == ("36.67", "22%")
    assert "36.67 個百分點，但股價只要跌 22%" in panel.frame["sentence"]
    english = open_panel("F1.2", "en")
    assert "36.67 points away, yet the price need only fall 22%" in english.frame["sentence"]


@pytest.mark.parametrize(
    ("place", "points", "per_cent", "ratio", "state"),
    [(0, "36.67", "22%", "130%", "normal"), (1, "70", "35%", "130%", "normal"),
     (2, "70", "35%", "120%", "called")],
)  # fmt: skip
def test_the_presets_are_the_falls_of_the_lesson(place, points, per_cent, ratio, state):
    """From 200 % the line is 70 points away and 35 %; a fall of 40 % leaves 120 % (E1.4)."""
    panel = open_panel("F1.2")
    panel.react({"preset": place})
    assert panel.frame["table"][2][1:] == (points, per_cent)
    assert panel.frame["table"][3][1] == ratio
    assert panel.result.state == state


@given(any_values("F1.2"))
def test_sentence_table_and_rulers_show_the_same_fall(values):
    start, line, fall = values["start"], values["line"], values["fall"]
    ratio, room = start * (1 - fall), pl.fall_to_line(start, line)
    for panel in both("F1.2"):
        panel.set(**values)
        (_, so_far, to_line, now, times) = panel.frame["table"]
        assert so_far[1:] == (POINTS.write(start - ratio), PERCENT.write(fall))
        assert to_line[1:] == (POINTS.write(start - line), PERCENT.write(room))
        assert now[1] == PERCENT.write(ratio)
        assert times[1] in (TIMES.write(start), "—"), "points are `start` times the per cent"
        parts = [PERCENT.write(start), PERCENT.write(line)]
        if panel.result.state != "below-at-start":
            parts += [*to_line[1:], PERCENT.write(ratio), PERCENT.write(fall)]
        if panel.result.state == "normal":
            parts.append(so_far[1])
        assert [part for part in parts if part not in panel.frame["sentence"]] == []
        assert wrong_sums(panel.frame["why"]) == []
        assert len(sums(panel.frame["why"])) == 3, panel.frame["why"]
        chart = drawn(panel)
        assert close(chart["handles"]["x"][0], (start - ratio) * 100) and close(chart["handles"]["x"][1], fall * 100)
        assert close(chart["line"]["x"][0], (start - line) * 100) and close(chart["line"]["x"][1], room * 100)
        assert close(chart["points-lost"]["x"][1], (start - ratio) * 100)
        assert close(chart["percent-lost"]["x"][1], fall * 100)
        assert list(chart["handle"]["x"]) == list(chart["handles"]["x"])
        assert list(chart["handles"]["y"]) == list(chart["line"]["y"]) == [1, 0]


def test_a_start_below_the_line_and_a_start_on_the_line():
    panel = open_panel("F1.2")
    panel.set(start=1.50, line=1.70, fall=0.0)
    assert panel.result.state == "below-at-start"
    assert "150%" in panel.frame["sentence"] and "170%" in panel.frame["sentence"]
    assert drawn(panel)["line"]["x"][0] == -20
    assert panel.frame["ranges"]["xaxis"][0] <= -20
    panel.set(line=1.50)
    assert panel.result.state == "normal", "on the line is not below"
    assert panel.frame["table"][4][1] == "—"
    panel.set(fall=0.005)
    assert panel.result.state == "called"
