"""Whatever is typed or sent, a panel answers with a sentence: nothing raises, nothing moves, nothing is NaN."""

import math
from random import Random

import pytest
from support.hidden_marks import HIDDEN
from support.hostile import MESSAGES, TEXTS, VALUES, messages_about, some
from support.live_panels import FIGURES, both, faults, messages_of, settings_of, shared
from support.power import by_profile
from support.refusals import refusal_faults, sending_faults

from pledge_lib.finance.checks import InputError, shortened
from pledge_lib.panels.controls import Slider

READ = by_profile(quick=12, full=300)  # hostile texts, and as many values, straight to each control
SENT = by_profile(quick=1, full=6, whole=300)  # messages about each control, by way of the whole panel
MOVED = 7  # after so many messages another control is moved as well
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
def test_a_panel_answers_hostile_events_and_keeps_its_values(figure):
    """By way of the whole panel, from where the last event or a move to an end of another control has left it."""
    panels = both(figure)
    for place, control in enumerate(controls(figure)):
        messages = messages_about(control.key, control.on_screen(control.default), SENT, figure + control.key)
        for panel in panels:
            panel.react({"reset": True})
        for number, message in enumerate(messages, start=place):
            panel = panels[number % 2]
            if number % MOVED == MOVED - 1:
                move_another(panel, Random(number))
            found = list(faults_after(panel, control, message))
            assert found == [], (figure, panel.words.language, told(message))
    for panel in panels:
        panel.react({"reset": True, "number": 0})


def told(message):
    return {key: shortened(value) if isinstance(value, str | int) else type(value) for key, value in message.items()}


def move_another(panel, random):
    """Move some control to one of its ends, so that what comes next is not always near the first state."""
    control = random.choice(panel.declaration.controls)
    panel.react({"key": control.key, "value": control.on_screen(random.choice(settings_of(control)))})


def faults_after(panel, control, message):
    """Send a message; yield in words what must not be so afterwards."""
    before, values, sent = panel.frame, panel.values, messages_of(panel)
    panel.react(message)
    frame, refused = panel.frame, panel.frame["refusal"]
    for each in sent:
        yield from sending_faults(each["data"])
    yield from sending_faults({"whole": {**frame, "spec": ""}})
    if refused is None:
        value = panel.values[control.key]
        if control.accept(value) != value:
            yield f"{value!r} was taken"
        others = {key for key in values if panel.values[key] != values[key]} - {control.key}
        if others - set(control.sets(value, {**values, control.key: value})):
            yield f"it moved {others}"
        if panel.values != values:
            yield from faults(panel, HIDDEN.get(panel.declaration.id, ()))
        return
    if repr(panel.values) != repr(values):
        yield f"a refusal left {panel.values}"
    of_the_moment = dict.fromkeys(("answers", "refusal", "job"))
    if {**frame, **of_the_moment} != {**before, **of_the_moment}:
        yield "a refusal changed the frame"
    yield from refusal_faults(refused["sentence"], panel.words.language, message.get("typed", message.get("value")))


@pytest.mark.parametrize("figure", FIGURES[:: by_profile(quick=9, full=1)])
def test_a_malformed_message_changes_nothing(figure):
    panel = shared(figure, "zh_TW")
    panel.react({"reset": True})
    before, language = panel.values, panel.words.language
    for message in MESSAGES:
        panel.react(message)
        assert (panel.values, panel.words.language) == (before, language), message
