"""A number at an axis of a main chart says what it counts: the axis has a name, or the lead below it says so."""

import re

import pytest
from support.live_panels import FIGURES, LANGUAGES, known_panel

MONEY = re.compile(r"元|NT\$|US\$")
NAME = re.compile(r"[^\W\d]|/")  # a word, or the stroke of a date, beside what may be a number
each_panel_and_language = pytest.mark.parametrize(
    ("figure", "language"), [(figure, language) for figure in FIGURES for language in LANGUAGES]
)


def numbered(panel, letter: str) -> bool:
    """Return whether numbers stand at the axis: not nothing, nor names or dates."""
    axis = panel.picture["layout"][f"{letter}axis"]
    if not axis.get("showticklabels", True):
        return False
    _, names = panel.frame["ticks"].get(f"{letter}axis") or ((), axis.get("ticktext", ()))
    return not any(NAME.search(name) for name in names)


@each_panel_and_language
def test_numbers_at_an_axis_have_a_name(figure, language):
    panel = known_panel(figure, language)
    names = panel.picture["layout"]["meta"]
    assert "x" in names or panel.frame["stage"]["track"] or not numbered(panel, "x"), "what does the level axis count?"
    assert "y" in names or not numbered(panel, "y"), "what does the upright axis count?"


@each_panel_and_language
def test_sums_at_an_upright_axis_say_their_currency(figure, language):
    panel = known_panel(figure, language)
    layout = panel.picture["layout"]
    if numbered(panel, "y") and layout["yaxis"].get("tickformat") == ",":
        assert MONEY.search(layout["meta"]["y"]), layout["meta"]["y"]


@each_panel_and_language
def test_the_numbers_of_a_second_level_axis_have_a_name(figure, language):
    panel = known_panel(figure, language)
    is_there = panel.picture["layout"].get("xaxis2", {}).get("showticklabels", "xaxis2" in panel.picture["layout"])
    assert not is_there or "clock" in panel.frame["stage"]["labels"], "what does the second level axis count?"
