"""Whatever is typed or sent, a panel answers with a sentence: nothing raises, nothing moves, nothing is NaN."""

import json
import math

import pytest
from support.hostile import MESSAGES, TEXTS, VALUES, some
from support.live_panels import FIGURES, shared
from support.power import by_profile

from pledge_lib.finance.checks import InputError
from pledge_lib.panels.controls import Slider

READ = by_profile(quick=12, full=300)  # hostile texts, and as many values, straight to each control
SENT = by_profile(quick=1, full=3)  # of them by way of the whole panel
each_figure = pytest.mark.parametrize("figure", FIGURES)


def controls(figure):
    return shared(figure, "zh_TW").declaration.controls


@each_figure
def test_a_control_reads_a_hostile_text_or_refuses_it_with_a_sentence(figure):
    for control in controls(figure):
        for event in [*some(TEXTS, READ, control.key), *some(VALUES, READ, figure)]:
            for read in (control.read, control.from_screen):
                try:
                    value = read(event)
                except InputError as refused:
                    assert 0 < len(str(refused)) < 3_000 and refused.values["name"] == control.key, (control.key, event)
                    continue
                assert control.accept(value) == value, (control.key, event)
                if isinstance(control, Slider):
                    assert math.isfinite(value) and control.low <= value <= control.high
                    assert not (control.is_whole and value % 1), f"{control.key} is whole, and {event!r} is not"


@each_figure
def test_a_panel_answers_a_hostile_event_and_keeps_its_values(figure):
    panel = shared(figure, "zh_TW")
    panel.react({"reset": True})
    for control in controls(figure):
        for event in some(VALUES, SENT, figure + control.key):
            for way in ("typed", "value"):
                before = panel.values
                panel.react({"key": control.key, way: event})
                refused = panel.frame["refusal"]
                assert refused is None or (panel.values == before and 0 < len(refused["sentence"]) < 3_000)
                assert refused is not None or control.accept(panel.values[control.key]) == panel.values[control.key]
    told = {name: part for name, part in panel.frame.items() if name not in ("lines", "answers")}
    json.dumps(told, allow_nan=False, default=lambda part: None)


@pytest.mark.parametrize("figure", FIGURES[:: by_profile(quick=9, full=1)])
def test_a_malformed_message_changes_nothing(figure):
    panel = shared(figure, "zh_TW")
    panel.react({"reset": True})
    before, language = panel.values, panel.words.language
    for message in MESSAGES:
        panel.react(message)
        assert (panel.values, panel.words.language) == (before, language), message
