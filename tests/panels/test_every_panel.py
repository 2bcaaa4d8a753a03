"""What holds for every panel in every state: finite pictures, whole texts, one table width, languages that agree."""

import json

import pytest
from hypothesis import given
from support.live_panels import (
    FIGURES,
    LANGUAGES,
    NUMBER,
    any_values,
    both,
    checked,
    drawn,
    faults,
    known_panel,
    settings_of,
)

from pledge_lib.course.wording import texts
from pledge_lib.panels import figures
from pledge_lib.panels.panel import Panel

# marks that have no place in some states: the call beyond the drawn changes, lines that never cross
# marks that have no place in some states; the panels that are not named here show all of theirs, always
HIDDEN = {
    "F0.1": ("safe", "near", "called", "sold", "lines", "way", "calm", "wait", "out", "bell", "sale"),
    "F0.2": ("called", "sold", "scales", "ticks", "line"),
    "F0.3": ("out", "ticks", "bars", "best"),
    "F0.4": ("crossings",),
    "F0.5": ("open", "act", "sell"),
    "F0.6": ("gaps",),
    "F1.1": ("zone", "near", "call"),
    "F1.2": ("called", "rulers", "ticks", "lost", "line", "misread", "beyond"),
    "F1.3": (
        "called",
        "closed",
        "strip-safe",
        "strip-near",
        "strip-called",
        "strip-sold",
        "ahead",
        "path",
        "span",
        "suspended",
        "paid",
        "notice",
        "sold",
    ),
    "F1.4": ("below", "between", "repay", "cash", "shares", "sell", "chosen", "sums"),
    "F1.5": ("gap", "meets", "crossing", "beyond", "other-now", "now"),
    "F1.6": ("saved", "at-once", "measured"),
    "F1.7": ("called", "rings", "chosen", "now"),
    "F1.8": ("error", "older", "simulated"),
    "F1.9": ("below", "gone"),
    "F1.10": ("refused", "line", "brings"),
    "F1.11": ("interest", "moved", "read"),
    "F4.6": ("below", "gone"),
    "F2.1": ("called", "near", "call", "lender"),
    "F2.2": ("closed", "drops", "sessions", "traded", "settled"),
    "F2.3": ("safe", "near", "called", "lines", "dots"),
    "F2.5": ("called", "wedge", "to-line", "to-target", "beyond", "call", "gap", "low", "now"),
    "F2.7": ("safe", "called", "waiver", "ticks"),
    "F2.4": (
        "below",
        "closed",
        "strip-safe",
        "strip-near",
        "strip-called",
        "strip-sold",
        "ahead",
        "path",
        "span",
        "open",
        "suspended",
        "paid",
        "notice",
        "sold",
    ),
    "F4.1": ("zone", "near", "call", "room", "curve", "leak", "start", "now", "stem"),
    "F4.8": ("blocked",),
    "F4.9": ("rays", "one", "cross"),
    "F2.8": ("called", "span", "owed", "waiting", "notice", "sold", "wished", "stopped"),
    "F2.9": ("below", "index", "path", "span", "lowest", "suspended", "cancelled", "notice", "unfilled", "sold", "now"),
    "F2.10": ("index", "index-now"),
    "F3.0": ("call",),
    "F3.7": ("missing", "drop", "waits"),
    "F3.2": ("rest",),
    "F3.3": ("joined", "refund"),
    "F3.4": ("once-lent",),
    "F3.5": ("closed", "missed", "fee"),
    "F3.6": ("drop", "cross"),
    "F4.2": ("safe", "near", "sold"),
    "F4.4": ("joined",),
    "F4.5": ("near", "reached"),
    "F4.7": ("closed", "safe", "near", "sold", "low", "due", "notice", "liquidated", "sale", "money", "in-time"),
    "F5.2": ("wide", "narrow", "call", "trigger", "today", "bleed", "crash", "holiday", "failed", "now"),
    "F5.3": ("joins",),
    "F5.4": ("rungs", "called", "act"),
    "F6.4": ("safe", "near", "called", "cross", *(f"contour-{place}" for place in range(6))),
    "F6.3": ("lines", "notices", "sales", "dots", *(f"line-{place}" for place in range(6))),
    "F6.2": ("repay", "add", "sell", "missing", "cash"),
    "F6.1": (
        *(f"{clock}{tone}" for clock in ("", "clock-") for tone in ("safe", "near", "called", "sold")),
        "lines",
        "dots",
    ),
}
each_panel = pytest.mark.parametrize("figure", FIGURES)
each_panel_and_language = pytest.mark.parametrize(
    ("figure", "language"), [(figure, language) for figure in FIGURES for language in LANGUAGES]
)


def other(language):
    return LANGUAGES[language == LANGUAGES[0]]


@each_panel_and_language
def test_every_control_can_go_to_both_ends(figure, language):
    panel = known_panel(figure, language)
    found = faults(panel, HIDDEN.get(figure, ()))
    for control in panel.declaration.controls:
        for value in settings_of(control):
            panel.set(**{control.key: value})
            assert panel.values[control.key] == value, f"{figure}: {control.key} did not move to {value}"
            found += faults(panel, HIDDEN.get(figure, ()))
        panel.react({"reset": True})
    assert found == []


@each_panel_and_language
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

    @given(any_values(figure))
    def holds(values):
        for panel in panels:
            panel.set(**values)
            moved = {key for control in panel.declaration.controls for key in control.sets(values[control.key], values)}
            assert panel.values.items() >= {key: values[key] for key in values.keys() - moved}.items()
            assert faults(panel, HIDDEN.get(figure, ())) == []
            json.dumps(panel.frame, allow_nan=False, default=len)  # len: the numbers of a chart are bytes
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
    known, own = known_panel(figure), Panel(figures.figure(figure), texts(), "zh_TW")
    (last,) = (control for control in own.declaration.controls if control.key == own.declaration.lead)
    for values in (*(preset.values for preset in own.declaration.presets[:2]), {last.key: settings_of(last)[0]}):
        for panel in (known, own):
            panel.set(**values)
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
    moved.set(**{control.key: settings_of(control)[0] for control in moved.declaration.controls})
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
