"""F1.1 under the hand: whatever is moved, picture, sentence and table say what the model says for it."""

import pytest

from tests.browser.course_page import eventually

# what a hand does is told once; the texts of each language elsewhere
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("lesson", ["zh_TW"], indirect=True)]


@pytest.fixture
def label(model):
    """Return the label of a control of F1.1 in the language of the lesson."""
    words = model("F1.1").words
    return lambda key: words(f"F1.1.control.{key}")


@pytest.fixture
def box_label(model, label):
    """Return the label of a number box of F1.1."""
    return lambda key: f"{label(key)} {model('F1.1').words('panel.exact')}"


@pytest.mark.parametrize("share", [0.42, 0.0, 1.0])
def test_dragging_the_slider_moves_everything(dashboard, model, label, share):
    before = dashboard.dots()
    dashboard.drag(label("change"), share)
    expected = model("F1.1")
    expected.react({"key": "change", "value": float(dashboard.slider(label("change")).input_value())})
    assert expected.values["change"] != 0, "the mouse did not move the slider"
    dashboard.shows(expected)
    assert dashboard.dots() != before, "the numbers of the chart changed, but its dots stand where they stood"


def test_a_step_leaves_every_line_and_puts_every_dot_where_its_numbers_are(dashboard, model, label):
    expected, lines = model("F1.1"), dashboard.lines()
    for key, press, moved in (("change", "ArrowLeft", -0.01), ("days", "ArrowRight", 31)):
        dashboard.slider(label(key)).press(press)
        expected.set(**{key: moved})
        dashboard.shows(expected)
        assert dashboard.lines() == lines, f"lines drawn after moving {key}"
    for trace in ("now", "start"):
        place = dashboard.place_of(trace, expected)
        assert any(dot == pytest.approx(place, abs=1.5) for dot in dashboard.dots()), (
            f"no dot at {place}, where {trace} belongs; dots are at {dashboard.dots()}"
        )


def test_arrow_keys_belong_to_the_slider(dashboard, model, label, lesson):
    cell = "() => jupyterapp.shell.currentWidget.content.activeCellIndex"
    active = lesson.page.evaluate(cell)
    slider = dashboard.slider(label("change"))
    slider.focus()
    for key in ("ArrowLeft", "ArrowDown", "ArrowLeft", "ArrowRight"):
        lesson.page.keyboard.press(key)
    expected = model("F1.1")
    expected.set(change=-0.02)
    dashboard.shows(expected)
    assert slider.evaluate("(slider) => slider === document.activeElement"), "the slider lost the focus"
    assert lesson.page.evaluate(cell) == active, "JupyterLab took the arrow keys and went to another cell"


def test_a_step_is_small_on_the_wire(dashboard, model, label, lesson):
    expected, steps = model("F1.1"), []
    for change in (-0.01, -0.02, -0.03):
        lesson.page.wait_for_timeout(300)
        before = lesson.traffic()
        dashboard.slider(label("change")).press("ArrowLeft")
        expected.set(change=change)
        dashboard.shows(expected)
        lesson.page.wait_for_timeout(300)
        steps.append(lesson.traffic() - before)
    # the least: what else the page and the kernel say to each other meanwhile is no part of a step
    assert min(steps) < 3_500, f"{steps} bytes for one step each"


def test_a_drag_in_the_plot_moves_the_lead_and_the_number_at_the_dot(dashboard, model, lesson):
    expected = model("F1.1")
    place, mouse = dashboard.place_of("now", expected), lesson.page.mouse
    low, high = (dashboard.chart.evaluate("(chart, x) => chart._fullLayout.xaxis.d2p(x)", x) for x in (40, 130))
    mouse.move(*place)
    mouse.down()
    mouse.move(place[0] - (high - low) * 22 / 90, place[1], steps=6)
    mouse.up()
    expected.set(change=-0.22)
    dashboard.shows(expected)
    number = dashboard.root.locator(".tag.strong")
    eventually(number.text_content, "130%", "the number at the dot")
    chip = dashboard.root.locator(".chip:not(.room)")
    assert chip.text_content() == expected.frame["stage"]["chip"]["word"]
    assert chip.get_attribute("data-tone") == "near", "exactly on the line is near, not called"


def test_a_number_in_the_sentence_is_dragged_and_moved_by_keys(dashboard, model, label, lesson):
    expected = model("F1.1")
    asked = dashboard.slider(f"{label('loan_to_value')} {expected.words('panel.asked')}")
    asked.press("ArrowLeft")
    asked.press("PageDown")
    expected.set(loan_to_value=0.49)
    dashboard.shows(expected)
    assert asked.get_attribute("aria-valuetext") == "49%"
    box, mouse = asked.bounding_box(), lesson.page.mouse
    mouse.move(box["x"] + 4, box["y"] + 6)
    mouse.down()
    mouse.move(box["x"] + 4 + 44, box["y"] + 6, steps=4)
    mouse.up()
    expected.set(loan_to_value=0.60)
    dashboard.shows(expected)


def test_typing_exactly_the_line(dashboard, model, box_label):
    dashboard.type(box_label("change"), "-22")
    expected = model("F1.1")
    expected.set(change=-0.22)
    assert expected.result.state == "on-the-line"
    dashboard.shows(expected)


def test_a_text_in_the_number_box_is_refused_and_kept(dashboard, model, label, box_label):
    expected, box = model("F1.1"), dashboard.box(box_label("change"))
    dashboard.type(box_label("change"), "abc")
    refusal = expected.words("error.not_a_number", name=label("change"), value="abc")
    dashboard.status.filter(has_text=refusal).wait_for()
    dashboard.shows(expected)
    assert box.input_value() == "abc", "what was typed is lost"
    assert box.get_attribute("aria-invalid") == "true"

    dashboard.type(box_label("change"), "-16")
    expected.set(change=-0.16)
    dashboard.shows(expected)
    assert_accepted(dashboard, box, "−16")


@pytest.mark.parametrize("mend", ["the old number again", "reset"])
def test_a_refusal_goes_even_where_no_number_changes(dashboard, model, box_label, mend):
    box = dashboard.box(box_label("days"))
    dashboard.type(box_label("days"), "soon")
    dashboard.status.filter(has_text="soon").wait_for()
    if mend == "reset":
        dashboard.button(model("F1.1").words("panel.reset")).click()
    else:
        dashboard.type(box_label("days"), "30")
    dashboard.status.filter(has_not_text="soon").wait_for(state="attached")
    assert_accepted(dashboard, box, "30")


def assert_accepted(panel, box, text):
    assert panel.status.text_content() == "", "the refusal is still there"
    assert box.input_value() == text
    assert box.get_attribute("aria-invalid") is None, "the box is still marked as wrong"


def test_preset_choice_toggle_and_reset(dashboard, model, label):
    expected = model("F1.1")
    named = {expected.say(preset.label, **preset.fields): preset for preset in expected.declaration.presets}
    close = next(name for name in named if "2025-04-09" in name)
    dashboard.example(close)
    expected.set(**named[close].values)
    dashboard.shows(expected)

    dashboard.choice(label("profile")).select_option("tw-sfc-pledge")
    expected.set(profile="tw-sfc-pledge")
    dashboard.shows(expected)

    dashboard.toggle(label("eligible")).click()
    expected.set(eligible=False)
    dashboard.shows(expected)
    notes = dashboard.root.locator(".notes:not(.room) li")
    assert tuple(notes.all_text_contents()) == expected.view.notes

    dashboard.button(expected.words("panel.reset")).click()
    dashboard.shows(model("F1.1"))


def test_the_other_language_with_the_same_numbers(dashboard, model, label, lesson):
    prompts = ".jp-OutputArea-executeResult .jp-OutputPrompt, .jp-InputPrompt"
    counts = lesson.page.locator(prompts).all_text_contents()
    dashboard.slider(label("change")).press("ArrowLeft")
    expected = model("F1.1")
    expected.set(change=-0.01)
    home, away = lesson.language, {"zh_TW": "en", "en": "zh_TW"}[lesson.language]
    for language in (away, home):
        dashboard.speak(language)
        expected.speak(language)
        dashboard.shows(expected)
        assert dashboard.title.text_content() == expected.words("F1.1.title")
        assert dashboard.root.get_attribute("lang") == language.replace("_", "-")
    assert lesson.page.locator(prompts).all_text_contents() == counts, "switching the language ran a cell again"
