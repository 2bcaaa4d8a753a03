"""Declarations: what a panel promises before anybody touches it."""

import json
from datetime import date

import pytest
from support.live_panels import FIGURES, LANGUAGES, drawn, empty_figure, known_panel

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.units import TEXT, TITLE, WORD, YES_NO
from pledge_lib.panels import figures
from pledge_lib.panels.controls import Choice, Slider
from pledge_lib.panels.packed import pack, places

each_panel = pytest.mark.parametrize("figure", FIGURES)
DECLARED = {figure: figures.figure(figure) for figure in FIGURES}
SPECIFIED = {  # the ranges, steps and defaults of the lesson, in the reader's units
    ("F1.1", "value"): (100_000, 10_000_000, 50_000, 1_000_000),
    ("F1.1", "loan_to_value"): (10, 70, 1, 60),
    ("F1.1", "change"): (-60, 30, 1, 0),
    ("F1.1", "line"): (120, 170, 1, 130),
    ("F1.1", "rate"): (1, 10, 0.05, 3),
    ("F1.1", "days"): (0, 730, 1, 30),
    ("F1.2", "line"): (120, 170, 1, 130),
    ("F1.2", "start"): (135, 400, 1, 500 / 3),
    ("F1.4", "price"): (5, 2_000, 5, 60),
    ("F1.4", "haircut"): (0, 60, 5, 0),
    ("F1.4", "selling_cost"): (0, 1, 0.0025, 0.4425),
    ("F1.5", "loan"): (50_000, 5_000_000, 10_000, 600_000),
    ("F1.5", "rate"): (1, 10, 0.05, 3),
    ("F1.5", "days"): (1, 730, 1, 30),
    ("F1.5", "account_fee"): (0, 20_000, 100, 0),
    ("F1.5", "fee_share"): (0, 0.5, 0.01, 0),
}


@each_panel
def test_a_panel_is_kept_under_its_own_id(figure):
    assert DECLARED[figure].id == figure


@pytest.mark.parametrize(("figure", "key"), SPECIFIED)
def test_sliders_run_as_the_lesson_asks(figure, key):
    (slider,) = (control for control in DECLARED[figure].controls if control.key == key)
    found = tuple(slider.on_screen(number) for number in (slider.low, slider.high, slider.step, slider.default))
    assert found == pytest.approx(SPECIFIED[figure, key], rel=1e-9)


def test_the_targets_of_the_cure_lab_are_those_of_the_lesson():
    target = next(control for control in DECLARED["F1.4"].controls if control.key == "target")
    assert (target.key, target.default) == ("target", "166")
    assert target.options == ("130", "140", "150", "160", "166", "166.67", "180")


@each_panel
def test_defaults_and_presets_lie_within_the_ends(figure):
    controls = {control.key: control for control in DECLARED[figure].controls}
    assert len(controls) == len(DECLARED[figure].controls), "two controls share a key"
    for control in controls.values():
        assert control.accept(control.default) == control.default
        if isinstance(control, Slider):
            assert control.low < control.high and control.step > 0
            steps = (exact(control.high) - exact(control.low)) / exact(control.step)
            assert steps.denominator == 1, f"{control.key}: the last step does not reach the end"
    for preset in DECLARED[figure].presets:
        for key, value in preset.values.items():
            assert controls[key].accept(value) == value, f"preset {preset.label}: {key}"


@each_panel
def test_what_a_choice_sets_lies_within_the_ends(figure):
    controls = {control.key: control for control in DECLARED[figure].controls}
    values = {key: control.default for key, control in controls.items()}
    for extreme in ("default", "high"):
        values |= {key: getattr(control, extreme) for key, control in controls.items() if type(control) is Slider}
        for control in controls.values():
            if isinstance(control, Choice):
                for option in control.options:
                    for key, value in control.sets(option, values).items():
                        assert controls[key].accept(value) == value, f"{control.key} {option} sets {key}"


@pytest.mark.parametrize("language", LANGUAGES)
@each_panel
def test_every_trace_is_fed_and_every_number_has_a_trace(figure, language):
    panel = known_panel(figure, language)
    traces = empty_figure(figure, language).data
    uids = [trace.uid for trace in traces]
    assert len(set(uids)) == len(uids) and all(uids)
    assert set(drawn(panel)) == set(uids)
    for trace in traces:
        arrays = drawn(panel)[trace.uid]
        lengths = {len(numbers) for numbers in arrays.values()}
        assert len(lengths) == 1, f"the arrays of {trace.uid} differ in length: {lengths}"


def test_a_number_without_a_trace_is_a_mistake_that_is_found():
    panel = known_panel("F1.2")
    with pytest.raises(KeyError, match="no-such-trace"):
        pack(places(panel.picture), {"no-such-trace": ([0], [0])})


@pytest.mark.parametrize("language", LANGUAGES)
@each_panel
def test_lines_differ_in_more_than_colour(figure, language):
    """A reader who sees no colours tells lines apart by dash or width, points by symbol, bars by pattern."""
    looks = [
        (trace.xaxis, trace.line.dash, trace.line.width)
        for trace in empty_figure(figure, language).data
        if trace.type == "scatter" and trace.mode == "lines" and trace.name and trace.showlegend is not False
    ]
    assert len(set(looks)) == len(looks), f"two lines look alike without colour: {looks}"


@pytest.mark.parametrize("language", LANGUAGES)
@each_panel
def test_the_description_for_the_browser_names_everything(figure, language):
    panel = known_panel(figure, language)
    spec = json.loads(panel.frame["spec"])
    assert spec["id"] == figure and spec["language"] == language
    assert [entry["code"] for entry in spec["languages"]] == list(LANGUAGES)
    assert spec["sheet"] == bool(panel.frame["sheet"])
    assert len(spec["presets"]) == len(panel.declaration.presets)
    assert len(set(spec["presets"])) == len(spec["presets"])
    for control, described in zip(panel.declaration.controls, spec["controls"], strict=True):
        assert (described["key"], described["kind"]) == (control.key, control.kind)
        if control.kind == "cell":
            continue
        assert described["label"]
        if control.kind == "slider":
            assert described["low"] <= panel.frame["values"][control.key] <= described["high"]
            assert described["unit"]
        if control.kind == "choice":
            assert [option["value"] for option in described["options"]] == list(control.options)
            labels = [option["label"] for option in described["options"]]
            assert all(labels) and len(set(labels)) == len(labels), f"{control.key}: two options read the same"
    assert all(spec["words"].values())
    assert not {"font", "margin", "legend", "height"} & spec["figure"]["layout"].keys(), "the dress is the page's"
    drawn = [spec["figure"], *(drawer["figure"] for drawer in spec["drawers"] if "figure" in drawer)]
    assert all("template" not in chart["layout"] for chart in drawn), "plotly's own dress travels along"


@pytest.mark.parametrize("language", LANGUAGES)
@each_panel
def test_every_rule_that_a_panel_names_has_a_badge_with_its_source_and_day(figure, language):
    panel = known_panel(figure, language)
    badges = iter(panel.frame["badges"])
    for rules, names in panel.view.rules:
        for name in names:
            origin, badge = rules.provenance[name], next(badges)
            assert panel.words(f"rule.{name}") in badge
            assert panel.words.of(datasets.title(rules.name)) in badge
            assert panel.words(f"mark.{origin.mark}") in badge
            source = datasets.sources()[origin.source]
            assert (panel.words.of(source.title) if source.kind == "own" else source.key) in badge
            assert date.fromisoformat(badge[-11:-1]) == origin.as_of


@each_panel
def test_the_story_has_one_hand_and_three_numbers(figure):
    own, panel = DECLARED[figure], known_panel(figure)
    assert [control.key for control in own.controls].count(own.lead) == 1
    assert {own.lead, *own.more} == {control.key for control in own.controls} and own.lead not in own.more
    told = panel.say.about(panel.result)
    heroes = own.heroes(panel.result)
    found = [told.quantity(hero.path) for hero in heroes if hero.path]
    assert len(set(heroes)) == 3
    assert all(quantity.unit not in (TEXT, TITLE, WORD, YES_NO) or quantity.value is None for quantity in found)


@pytest.mark.parametrize("language", LANGUAGES)
@each_panel
def test_every_box_of_a_sheet_has_a_name_of_its_own_and_no_key_in_it(figure, language):
    panel = known_panel(figure, language)
    boxes = [cell for row in panel.frame["sheet"] for cell in row if isinstance(cell, dict)]
    names = [box["label"] for box in boxes]
    assert len(set(names)) == len(names)
    assert not [name for name in names if any(box["key"] in name for box in boxes)]
