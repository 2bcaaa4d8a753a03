"""A finger scrolls the page up and down without moving what it came down on; what is dragged goes by keys, too.

A figure alone on a page, without a kernel. By default a few figures, drawn by a seed; `PLEDGE_LAB_ALL_SCREENS=1` takes
all of them.
"""

import json
from datetime import date, timedelta
from functools import partial
from itertools import accumulate

import pytest
from support.figure_alone import FigurePage
from support.screen_samples import EVERYTHING, FIGURES, some

from tests.browser.course_page import eventually

pytestmark = pytest.mark.browser

LEAD, SETTING = ".lead > input[type=range]", ".control.slider input[type=range]"
ASKED = FIGURES if EVERYTHING else ("F4.7", some(FIGURES, 2)[1])  # one of them has a day in its sentence
# the end of a number to which it is brought, the keys pressed there, and by how many steps they move it
PRESSES = {"Home": ("ArrowRight", "ArrowUp", "PageUp", 12), "End": ("ArrowLeft", "ArrowDown", "PageDown", -12)}
# where a finger comes down: a part of the page, a share of its width, and how far it goes to the side
TOUCHED = ((LEAD, 0.8, -60), (".stage .chart", 0.7, -60), ("span.scrub", 0.5, -40), (SETTING, 0.8, -60))
NOTE = "() => { window.cancelled = []; addEventListener('pointercancel', () => cancelled.push(1), true); }"
SLIDERS = "(root) => [...root.querySelectorAll('input[type=range]')].map(({ value }) => value)"
TAPPED = ".stage .tag.tap:visible"
# where a finger misses a label: half of 24 px from the middle
MISSED = """(root) => [...root.querySelectorAll(".tag.tap")].filter((label) => {
  const { left, right, top, bottom } = label.getBoundingClientRect(), x = (left + right) / 2, y = (top + bottom) / 2;
  return ![[-11.5, 0], [11.5, 0], [0, -11.5], [0, 11.5]]
    .every(([across, down]) => label.contains(document.elementFromPoint(x + across, y + down)));
}).map((label) => label.textContent)"""


def test_a_finger_moves_to_the_side_and_scrolls_up_and_down(browser):
    shown = FigurePage(browser, "F1.1", "en", width=390, touch=True)
    try:
        shown.page.add_style_tag(content="body { padding-block: 700px }")
        shown.page.locator("nav .for-settings").click()
        shown.page.evaluate(NOTE)
        finger = shown.page.context.new_cdp_session(shown.page)
        for part, share, aside in TOUCHED:
            for right, down in ((aside, 4), (3, -140)):
                box, before, top = _scrolled_to(shown, part), _values(shown), shown.page.evaluate("scrollY")
                _swipe(shown, finger, (box["x"] + share * box["width"], _middle(box)[1]), (right, down))
                scrolled, is_pages = shown.page.evaluate("scrollY") - top, down == -140
                told = f"{part} by {right} px aside and {down} px down"
                assert (_values(shown) != before, scrolled > 60) == (not is_pages, is_pages), told
                assert shown.page.evaluate("cancelled.splice(0).length > 0") == is_pages, f"{told}: to its end"
        before = shown.panel.frame["values"]["change"]
        shown.page.touchscreen.tap(*_middle(_scrolled_to(shown, ".stage .chart")))
        shown.settle()
        assert shown.panel.frame["values"]["change"] != before, "a tap sets the lead"
        assert shown.complaints == []
    finally:
        shown.close()


def test_a_finger_sets_a_control_by_its_label(browser):
    shown = FigurePage(browser, "F3.5", "zh_TW", width=390, touch=True)
    try:
        assert shown.root.locator(TAPPED).count() > 1 and shown.root.evaluate(MISSED) == []
        for place in range(shown.root.locator(TAPPED).count()):
            key, value = shown.root.locator(TAPPED).nth(place).evaluate("({ sets }) => sets")
            shown.page.touchscreen.tap(*_middle(_scrolled_to(shown, f"{TAPPED} >> nth={place}")))
            shown.settle()
            assert shown.panel.frame["values"][key] == value
    finally:
        shown.close()


@pytest.mark.parametrize("figure", ASKED)
def test_a_number_of_the_sentence_goes_by_keys(browser, figure):
    shown = FigurePage(browser, figure, "en", width=918)
    try:
        spec = json.loads(shown.panel.frame["spec"])
        controls = {control["key"]: control for control in spec["controls"]}
        asked = [key for key in _asks(shown) if controls[key]["kind"] in ("slider", "day")]
        for key in asked:
            for end, (*presses, steps) in PRESSES.items():
                name = f"{controls[key]['label']} {spec['words']['asked']}"
                number = shown.root.locator(f"span.scrub[aria-label={json.dumps(name)}]")
                for press in (end, *presses):
                    number.press(press)
                told, stepped = f"{key} from its {end}", _stepped(controls[key], steps)
                eventually(partial(_value, shown, key), stepped, told)
                shown.settle()
                assert number.text_content() == number.get_attribute("aria-valuetext") == _asks(shown)[key]
            shown.reset()
    finally:
        shown.close()


def _value(shown, key: str):
    """Return what a control is set to, once the page has done what waited there."""
    shown.settle()
    return shown.panel.frame["values"][key]


def _asks(shown) -> dict[str, str]:
    """Return the texts of what can be moved in the sentence, by the keys of their controls."""
    return {piece["key"]: piece["text"] for piece in shown.panel.frame["stage"]["asks"] if isinstance(piece, dict)}


def _stepped(control: dict, steps: int):
    """Return the value so many steps from the lower end of a control, or back from the upper one."""
    low, high = control["low"], control["high"]
    if control["kind"] == "day":
        days = _days(control)
        return days[steps if steps > 0 else steps - 1]
    return round(min(max((low if steps > 0 else high) + steps * control["step"], low), high), 6)


def _days(control: dict) -> list[str]:
    """Return the days among which a control moves."""
    first, last = (date.fromisoformat(control[end]) for end in ("low", "high"))
    after = accumulate(int(gap, 36) for gap in control["days"]) if control["days"] else range((last - first).days + 1)
    return [(first + timedelta(days=day)).isoformat() for day in after]


def _values(shown) -> tuple:
    """Return what is set, and where the sliders stand."""
    return shown.panel.frame["values"], shown.root.evaluate(SLIDERS)


def _scrolled_to(shown, part: str) -> dict[str, float]:
    """Return the box of a part of the page once it stands in the middle of the screen."""
    node = shown.page.locator(part).first
    node.evaluate("(node) => node.scrollIntoView({ block: 'center' })")
    shown.page.wait_for_timeout(100)
    return node.bounding_box()


def _middle(box: dict[str, float]) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _swipe(shown, finger, start: tuple[float, float], way: tuple[float, float], steps: int = 6):
    """Put a finger down, move it so far and take it away."""
    for step in range(steps + 1):
        x, y = (place + length * step / steps for place, length in zip(start, way, strict=True))
        event = {"type": "touchMove" if step else "touchStart", "touchPoints": [{"x": x, "y": y}]}
        finger.send("Input.dispatchTouchEvent", event)
        shown.page.wait_for_timeout(20)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    shown.page.wait_for_timeout(120)
    shown.settle()
