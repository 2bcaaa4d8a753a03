"""Light or dark, wide or narrow, with the mouse or without, with eyes or ears."""

import re

import pytest

from tests.browser.conftest import FIGURES
from tests.browser.course_page import eventually

# in the language with the longer words
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("lesson", ["en"], indirect=True)]

READABLE = 4.5  # the contrast that WCAG 2.2 asks for text (success criterion 1.4.3)
OPERATED = re.compile(r"^\s*- '?(button|checkbox|combobox|slider|textbox)(?: \"(.*?)\")?", re.MULTILINE)
TOO_WIDE = """(panel) => [...panel.querySelectorAll("*")]
  .filter((node) => node.clientWidth && node.scrollWidth > node.clientWidth + 1)
  .filter((node) => !node.closest("svg, .scroll, .spoken, .over, select, nav, .drawer:not(.open)"))
  .map((node) => `${node.tagName} ${node.className}: ${node.scrollWidth} in ${node.clientWidth}`)"""
OVERLAPS = """(chart) => {
  const texts = [...chart.querySelectorAll(".tag, .annotation-text, [class*=tick] text, .textpoint text")]
    .filter((text) => text.textContent && getComputedStyle(text).visibility !== "hidden" && !text.hidden);
  const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 4 || b.bottom <= a.top + 4;
  return texts.flatMap((one, place) => texts.slice(place + 1)
    .filter((other) => !apart(one.getBoundingClientRect(), other.getBoundingClientRect()))
    .map((other) => `${one.textContent} / ${other.textContent}`));
}"""
COLOURS = """(panel) =>
  [getComputedStyle(panel.querySelector(".xtick text")).fill, getComputedStyle(panel).backgroundColor]"""
FOCUSED = """() => {
  const node = document.activeElement;
  const name = node.getAttribute("aria-label") ?? node.labels?.[0]?.textContent ?? node.textContent;
  return [name, getComputedStyle(node).outlineStyle !== "none"];
}"""


def test_chart_texts_follow_the_theme(lesson, dashboard):
    for theme in ("Dark", "Light"):
        lesson.theme(theme)
        dashboard.root.scroll_into_view_if_needed()
        readable = f"whether axis labels have a contrast of {READABLE} with the {theme} theme's ground"
        eventually(lambda: _contrast(*dashboard.root.evaluate(COLOURS)) >= READABLE, True, readable)


@pytest.mark.parametrize("figure", FIGURES)
def test_nothing_is_wider_than_its_place(lesson, wide_and_narrow, figure):
    panel = lesson.panel(figure)
    for width, beside in wide_and_narrow.items():
        lesson.resize(width)
        panel.root.scroll_into_view_if_needed()  # what is off the screen is drawn anew when it comes back to it
        eventually(lambda: panel.root.evaluate(TOO_WIDE), [], f"{figure} in a window of {width} px: what is too wide")
        controls, stage = (panel.root.locator(name) for name in (".controls", ".stage"))
        if beside and controls.count():
            right = stage.bounding_box()["x"] + stage.bounding_box()["width"]
            assert right <= controls.bounding_box()["x"], f"{figure} in a window of {width} px: no rail"
        else:
            assert not controls.count() or controls.is_hidden(), f"{figure} in a window of {width} px: open settings"


def test_no_form_is_wider_than_its_place(lesson, wide_and_narrow):
    def too_wide():
        return [fault for form in lesson.page.locator(".pledge-panel.form").all() for fault in form.evaluate(TOO_WIDE)]

    for width in wide_and_narrow:
        lesson.resize(width)
        eventually(too_wide, [], f"forms in a window of {width} px: what is too wide")


@pytest.fixture
def wide_and_narrow(lesson):
    """Give the widths of a window and whether the settings stand in a rail; afterwards it is wide again."""
    yield {1400: True, 700: False}
    lesson.resize(1400)


def test_no_text_of_the_chart_runs_into_another(lesson, wide_and_narrow):
    panel = lesson.panel("F1.1")
    for width in wide_and_narrow:
        lesson.resize(width)
        eventually(lambda: panel.root.locator(".chart.axis").evaluate(OVERLAPS), [], f"F1.1, {width} px: what overlaps")


@pytest.mark.parametrize("figure", FIGURES)
def test_every_control_has_a_name(fresh, model, figure):
    panel = fresh(figure)
    shown = model(figure)
    asked = shown.words("panel.asked")
    operated = [each for each in OPERATED.findall(panel.root.aria_snapshot()) if not each[1].endswith(asked)]
    kinds = [control.kind for control in shown.declaration.controls if control.key not in shown.view.idle]
    roles = [role for role, _ in operated if role != "button"]
    counted = {role: roles.count(role) for role in ("slider", "checkbox", "combobox", "textbox")}
    assert counted == {
        "slider": kinds.count("slider"),
        "checkbox": kinds.count("toggle"),
        "combobox": kinds.count("choice") + 2,  # the examples and the language
        "textbox": kinds.count("slider") + kinds.count("day"),
    }
    nameless = [(role, name) for role, name in operated if not name or re.match(r"\w+:\S", name)]
    assert not nameless, f"{figure}: a screen reader cannot name {nameless}"
    names = [name for role, name in operated if role in ("slider", "checkbox", "combobox")]
    twice = {name for name in names if names.count(name) > 1}
    assert not twice, f"{figure}: two controls with one name: {twice}"


def test_the_keyboard_reaches_everything(lesson, dashboard, model):
    words = model("F1.1").words
    first = words("panel.presets")
    controls = [words(f"F1.1.control.{control.key}") for control in model("F1.1").declaration.controls]
    dashboard.choice(first).focus()
    reached, invisible = [first], []
    for _ in range(45):
        lesson.page.keyboard.press("Tab")
        name, visible = lesson.page.evaluate(FOCUSED)
        reached.append(name)
        if not visible:
            invisible.append(name)
    asked = [f"{words('F1.1.control.rate')} {words('panel.asked')}"]
    drawers = [words(f"panel.{name}") for name in ("table", "why", "sources")]
    expected = [
        words("panel.reset"),
        words("panel.projector"),
        words("panel.language"),
        *asked,
        *controls,
        f"{controls[0]} {words('panel.exact')}",
        *drawers,
    ]
    places = [reached.index(name) if name in reached else None for name in expected]
    missed = [name for name, place in zip(expected, places, strict=True) if place is None]
    assert not missed, f"Tab does not reach {missed}; it reached {reached}"
    assert not invisible, f"the focus cannot be seen on {invisible}"


def test_the_sentence_is_spoken_when_the_hand_rests(dashboard, model):
    assert dashboard.spoken.get_attribute("aria-live") == "polite"
    expected = model("F1.1")
    slider = dashboard.slider(expected.words("F1.1.control.change"))
    for _ in range(3):
        slider.press("ArrowLeft")
    expected.set(change=-0.03)
    chip, readout = expected.frame["stage"]["chip"]["word"], expected.frame["stage"]["readout"]
    eventually(dashboard.spoken.text_content, f"{chip} {expected.view.sentence}", "what a screen reader is told")
    assert slider.get_attribute("aria-valuetext") == f"{readout['now']}, {readout['since']}, {chip}"


def _contrast(text: str, ground: str) -> float:
    """Return the contrast ratio of two colours, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(colour) for colour in (text, ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return float(sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)))
