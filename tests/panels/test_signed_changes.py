"""A change bears its sign: without a plus a reader takes a rise for a fall, or for a level."""

import re

import pytest
from support.live_panels import FIGURES, LANGUAGES, known_panel, settings_of
from support.remembered import ComputingPanel, remembering

from pledge_lib.course.wording import texts
from pledge_lib.finance.units import POINTS
from pledge_lib.panels import figures
from pledge_lib.panels.controls import Slider
from pledge_lib.panels.saying import Say

# how far it is to a line, as a fall or a rise that a word names: below 0 it is past the line
DISTANCES = {
    "room",
    "chain_room",
    "pledge_room",
    "fall",
    "fall_on_chain",
    "common_fall",
    "fall_to_call",
    "rise_to_call",
}
DISTANCES |= {"fall_to_line", "points", "points_on_chain", "points_to_line"}
# what is left, earned or lost, as a share: a level, not a change of one
SHARES = {"left", "left_in_taipei", "untouched", "year", "first_carry", "yield_on_own"}
INDEX = "index"


def counts_changes(unit) -> bool:
    """Return whether a number of the unit may be a change of a price, a rate or an index."""
    return unit.sign == "%" or unit.name in (POINTS.name, INDEX)


def is_other(path: str) -> bool:
    """Return whether what is said is known to be no change."""
    return path.rpartition(".")[2] in DISTANCES | SHARES


@pytest.mark.parametrize("figure", FIGURES)
def test_what_can_fall_below_0_is_a_change_that_bears_its_sign(figure, monkeypatch):
    said, write = {}, Say._written

    def written(say, path, quantity):
        text = write(say, path, quantity)
        if isinstance(quantity.value, int | float) and counts_changes(quantity.unit) and not is_other(path):
            said.setdefault(path, []).append((quantity, text))
        return text

    monkeypatch.setattr(Say, "_written", written)
    panel = ComputingPanel(remembering(figure), texts(), "en")
    own = panel.declaration
    (lead,) = (control for control in own.controls if control.key == own.lead)
    start = panel.values
    for values in (*(preset.values for preset in own.presets), *({lead.key: end} for end in settings_of(lead))):
        panel.set(**start | dict(values))
        assert panel.frame["sentence"]
    assert {
        path for path, found in said.items() if any(each.value < 0 and not each.unit.plus for each, _ in found)
    } == set()
    for path, found in said.items():
        for each, text in found:
            sign = "" if not each.value else "−" if each.value < 0 else "+" * each.unit.plus
            assert re.match(rf"{re.escape(sign)}[\d∞]", text), f"{path} is said as {text!r}"


@pytest.mark.parametrize("figure", FIGURES)
def test_a_hand_that_goes_both_ways_sets_a_change_with_its_sign(figure):
    sliders = (control for control in figures.figure(figure).controls if isinstance(control, Slider))
    both_ways = (each for each in sliders if each.low < 0 < each.high and counts_changes(each.unit))
    assert [each.key for each in both_ways if not each.unit.plus and not is_other(each.key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_point_more_or_less_is_said_as_one(language):
    say = known_panel("F1.1", language).words
    forms = {number: say("count.points", count=number) for number in ("1", "+1", "−1", "+2", "+1.50")}
    expected = {"en": ("point", "point", "point", "points", "points")}.get(language, ("個百分點",) * 5)
    assert tuple(text.split()[1] for text in forms.values()) == expected
    assert [text.split()[0] for text in forms.values()] == list(forms)
