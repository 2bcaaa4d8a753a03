"""What holds for every panel in every state: finite pictures, whole texts, one table width, languages that agree."""

import json
from itertools import count

import pytest
from hypothesis import given
from support.hidden_marks import HIDDEN
from support.live_panels import (
    FIGURES,
    LANGUAGES,
    NUMBER,
    PAIR,
    any_values,
    both,
    change_of,
    checked,
    drawn,
    faults,
    known_panel,
    messages_of,
    settings_of,
    size,
)
from support.power import by_turns, tried
from support.remembered import ComputingPanel

from pledge_lib.course.wording import texts
from pledge_lib.panels import figures

# bytes of a message, from one end of a control to the other
USUAL_STEP = 5_000
# a log or a path that changes from its first day to its last, charts of many points
LARGEST_STEP = {"F1.3": 31_000, "F2.2": 18_000, "F2.9": 8_500, "F4.7": 7_000, "F6.3": 6_000}
# at the desk a figure goes to its ends in one language and to its examples in the other, in `.ci/run` in both
AT_ENDS = [(figure, language) for place, figure in enumerate(FIGURES) for language in by_turns(place, LANGUAGES)]
IN_PRESETS = [(figure, language) for place, figure in enumerate(FIGURES, 1) for language in by_turns(place, LANGUAGES)]
each_panel = pytest.mark.parametrize("figure", FIGURES)
each_panel_and_language = pytest.mark.parametrize(
    ("figure", "language"), [(figure, language) for figure in FIGURES for language in LANGUAGES]
)


def other(language):
    return LANGUAGES[language == LANGUAGES[0]]


@pytest.mark.parametrize(("figure", "language"), AT_ENDS)
def test_every_control_can_go_to_both_ends(figure, language):
    """As the page sends it: the value is taken and shown back, and one small message says what is new."""
    panel = known_panel(figure, language)
    sent, numbers = messages_of(panel), count(1)
    found = faults(panel, HIDDEN.get(figure, ()))
    for control in panel.declaration.controls:
        for value in settings_of(control):
            sent.clear()
            asked = {"view": "a-view", "number": next(numbers)}
            panel.react({"key": control.key, "value": control.on_screen(value), **asked})
            assert panel.frame["refusal"] is None, f"{control.key}: {panel.frame['refusal']}"
            assert panel.frame["answers"] == asked, f"{control.key} = {value} was not answered"
            assert panel.values[control.key] == value, f"{figure}: {control.key} did not move to {value}"
            assert panel.frame["values"][control.key] == control.on_screen(value)
            found += faults(panel, HIDDEN.get(figure, ()))
            found += too_much(sent, figure, f"moving {control.key} to {value}")
        panel.react({"reset": True})
    assert found == []


def too_much(sent, figure, moved):
    """Yield in words what is wrong with the messages of a step: more than one, or a large one."""
    if len(sent) != 1:
        yield f"{moved} took {len(sent)} messages"
    if sent[-1]["data"]["method"] != "custom":
        yield f"{moved} sends the whole frame"
    if "spec" in change_of(sent[-1]):
        yield f"{moved} sends the whole page"
    if size(sent[-1]) >= LARGEST_STEP.get(figure, USUAL_STEP):
        yield f"{figure}: {moved} takes {size(sent[-1])} bytes"


@pytest.mark.parametrize(("figure", "language"), IN_PRESETS)
def test_every_preset_shows_and_reset_leads_back(figure, language):
    panel = known_panel(figure, language)
    first = panel.view
    for place, preset in enumerate(panel.declaration.presets):
        panel.react({"preset": place})
        assert preset.values.items() <= panel.values.items()
        assert faults(panel, HIDDEN.get(figure, ())) == []
    panel.react({"reset": True})
    assert panel.view == first
    assert faults(panel, HIDDEN.get(figure, ())) == []


@each_panel
def test_a_preset_shows_the_same_wherever_the_reader_comes_from(figure):
    panel = known_panel(figure)
    choices = [control for control in panel.declaration.controls if control.key in ("profile", "lender", "other")]
    for place, preset in enumerate(panel.declaration.presets):
        panel.react({"reset": True})
        panel.react({"preset": place})
        sentence = panel.frame["sentence"]
        for option in [(control.key, option) for control in choices for option in control.options]:
            panel.react({"reset": True})
            panel.set(**dict([option]))
            panel.react({"preset": place})
            assert preset.values.items() <= panel.values.items()
            assert panel.frame["sentence"] == sentence, f"preset {place} after {option}"


@each_panel
def test_any_combination_of_controls_shows_a_finite_picture_and_the_same_whole_texts_in_both_languages(figure):
    chinese, english = panels = both(figure)

    @tried(0.5, in_full=1)
    @given(any_values(figure))
    def holds(values):
        for panel in panels:
            panel.set(**values)
            moved = {key for control in panel.declaration.controls for key in control.sets(values[control.key], values)}
            assert panel.values.items() >= {key: values[key] for key in values.keys() - moved}.items()
            assert faults(panel, HIDDEN.get(figure, ())) == []
            numbers = {name: part for name, part in panel.frame.items() if name != "spec"}  # which is a text
            json.dumps(numbers, allow_nan=False, default=len)  # len: the numbers of a chart are bytes
        said = [sorted(NUMBER.findall(" ".join([each.frame["sentence"], *each.frame["notes"]]))) for each in panels]
        assert said[0] == said[1], f"{chinese.frame['sentence']} | {english.frame['sentence']}"
        in_tables = [[NUMBER.findall(" ".join(row[1:])) for row in each.view.table] for each in panels]
        assert in_tables[0] == in_tables[1]
        assert chinese.view.lines.keys() == english.view.lines.keys()
        in_english = drawn(english)
        for name, arrays in drawn(chinese).items():
            for axis, expected in arrays.items():
                assert in_english[name][axis].tobytes() == expected.tobytes(), f"{name} {axis} differs"

    holds()


@each_panel_and_language
def test_switching_the_language_keeps_values_and_picture(figure, language):
    panel, goal = known_panel(figure, language), known_panel(figure, other(language))
    moved = {control.key: settings_of(control)[-1] for control in panel.declaration.controls}
    panel.set(**moved)
    goal.set(**moved)
    values, lines, ranges = panel.values, drawn(panel), panel.frame["ranges"]
    panel.speak(other(language))
    assert panel.values == values
    assert panel.frame["ranges"] == ranges
    for uid, line in drawn(panel).items():
        for name, numbers in line.items():
            assert numbers.tobytes() == lines[uid][name].tobytes(), f"{name} of {uid} moved"
    for part in ("sentence", "why", "table", "sheet", "notes", "badges"):
        assert panel.frame[part] == goal.frame[part], f"{part} is not as in a panel opened in {other(language)}"
    assert panel.frame["spec"] == goal.frame["spec"]
    panel.speak(language)
    assert panel.values == values


@each_panel
def test_a_panel_that_remembers_shows_what_one_that_computes_shows(figure):
    """The other tests compute each state once; this one holds them to a panel that computes each of its own."""
    known, own = known_panel(figure), ComputingPanel(figures.figure(figure), texts(), "zh_TW")
    (last,) = (control for control in own.declaration.controls if control.key == own.declaration.lead)
    for values in (*(preset.values for preset in own.declaration.presets[:2]), {last.key: settings_of(last)[0]}):
        for panel in (known, own):
            panel.set(**values)
        assert known.frame == own.frame
    for panel in (known, own):
        panel.react({"preset": 0})  # which has room of its own
    assert known.frame == own.frame


@each_panel_and_language
def test_every_chart_is_one_that_plotly_knows(figure, language):
    """A chart is declared as plotly.js reads it; plotly's own objects cost a reader time and check it here."""
    panel = known_panel(figure, language)
    charts = [drawer.chart for drawer in panel.declaration.drawers if drawer.chart]
    for chart in (panel.declaration.main, *charts):
        declared = chart.empty(panel.say)
        checked(declared)
        json.dumps(declared, allow_nan=False)
    assert "template" not in panel.frame["spec"], "looks of plotly's own, larger than a chart"


@each_panel
def test_two_panels_on_one_page_share_the_runtime_and_nothing_else(figure):
    still, moved = known_panel(figure), known_panel(figure)
    before, values, spec = still.frame, still.values, still.frame["spec"]
    alone = [control for control in moved.declaration.controls if not control.key.startswith(PAIR)]
    moved.set(**{control.key: settings_of(control)[0] for control in alone})
    moved.speak("en")
    assert still.frame is before and still.values == values and still.frame["spec"] == spec
    assert moved.values != values
    assert moved.runtime is still.runtime


@each_panel_and_language
def test_where_no_widget_can_be_shown_the_summary_stands(figure, language):
    panel = known_panel(figure, language)
    data, _ = panel._repr_mimebundle_()
    assert data["text/plain"] == panel.summary()
    assert "application/vnd.jupyter.widget-view+json" in data
    lines = panel.summary().splitlines()
    assert lines[0] == panel.words(f"{figure}.title")
    assert lines[1] == panel.frame["sentence"]
    assert lines[2 : 2 + len(panel.frame["notes"])] == list(panel.frame["notes"])
    for row in panel.frame["table"]:
        assert any(all(cell in line for cell in row if cell) for line in lines), f"{row} is not in the summary"


@each_panel
def test_the_values_of_a_panel_cannot_be_changed_behind_its_back(figure):
    panel = known_panel(figure)
    taken = panel.values
    taken.clear()
    assert panel.values
