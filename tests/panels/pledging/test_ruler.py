"""F1.2: points are no per cent."""

import numpy as np
import pytest
from hypothesis import given
from support.arithmetic import sums, wrong_sums
from support.live_panels import any_values, both, close, drawn, known_panel

import pledge_lib as pl
from pledge_lib.finance.units import PERCENT, POINTS, TIMES


def test_from_166_67_to_130_are_36_67_points_but_22_per_cent():
    panel = known_panel("F1.2")
    assert panel.frame["table"][2][1:] == ("36.67", "22%")
    assert "36.67 個百分點，但股價只要跌 22%" in panel.frame["sentence"]
    assert "維持率早就只剩 105.56%" in panel.frame["stage"]["labels"]["misread"]["text"]
    english = known_panel("F1.2", "en")
    assert "36.67 points away, yet the price need only fall 22%" in english.frame["sentence"]


@pytest.mark.parametrize(
    ("place", "points", "per_cent", "ratio", "state"),
    [
        (0, "36.67", "22%", "130%", "on-the-line"),
        (1, "70", "35%", "130%", "on-the-line"),
        (2, "70", "35%", "120%", "called"),
    ],
)
def test_the_presets_are_the_falls_of_the_lesson(place, points, per_cent, ratio, state):
    """From 200 % the line is 70 points away and 35 %; a fall of 40 % leaves 120 % (E1.4)."""
    panel = known_panel("F1.2")
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
        asked = "".join(piece if isinstance(piece, str) else piece["text"] for piece in panel.frame["stage"]["asks"])
        assert PERCENT.write(start) in asked and PERCENT.write(line) in asked
        if panel.result.state != "below-at-start":
            assert [part for part in to_line[1:] if part not in panel.frame["sentence"]] == []
        assert wrong_sums(panel.frame["why"]) == []
        assert len(sums(panel.frame["why"])) == 3, panel.frame["why"]
        chart = drawn(panel)
        assert [close(place, fall * 100) for place in (*chart["handle"]["x"], *chart["now"]["x"])] == [True] * 4
        shown = panel.frame["stage"]["labels"]
        assert POINTS.write(start - ratio) in shown["points"]["text"].split()
        assert PERCENT.write(fall) in shown["percent"]["text"].split()
        if 0 <= room <= 0.7:
            assert close(chart["line"]["x"][0], room * 100)
        misread = start - line
        assert (misread > 0.7) == np.isfinite(chart["beyond"]["x"][0])
        if 0 <= misread <= 0.7:
            assert close(chart["misread"]["x"][0], misread * 100), "the points, taken for per cent"


def test_the_ticks_of_the_points_stand_where_the_price_has_lost_so_many():
    panel = known_panel("F1.2", "en")
    for number in range(0, 101, 20):
        label = panel.frame["stage"]["labels"][f"tick-{number}"]
        assert label["text"] == str(number)
        panel.set(fall=label["x"] / 100)
        assert round(panel.result.points_lost * 100, 6) == number


def test_a_start_below_the_line_and_a_start_on_the_line():
    panel = known_panel("F1.2")
    panel.set(start=1.50, line=1.70, fall=0.0)
    assert panel.result.state == "below-at-start"
    assert np.isnan(drawn(panel)["line"]["x"]).all() and drawn(panel)["called"]["x"].min() == 0
    panel.set(line=1.50)
    assert panel.result.state == "on-the-line", "on the line is not below"
    assert panel.frame["table"][4][1] == "—"
    panel.set(fall=0.005)
    assert panel.result.state == "called"
