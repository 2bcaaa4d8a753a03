"""A class before the teacher's screen: hands go in, nothing shows until it is revealed, bars are as long as told."""

import pytest
from support.form_alone import FormPage

from pledge_lib.course.bank import bank
from pledge_lib.course.classroom.debates import DEBATES, DebateForm
from pledge_lib.course.classroom.poll import Poll
from tests.browser.course_page import eventually

pytestmark = pytest.mark.browser
LESSON = "01_pledging"
LENGTHS = """(bars) => bars.map((bar) => Number(getComputedStyle(bar).getPropertyValue("--share").replace("%", "")))"""


@pytest.fixture
def opened(browser):
    """Return a function that opens a form, and close its page in the end."""
    shown = []

    def open_form(driver, language="zh_TW", **how):
        shown.append(FormPage(browser, driver, language, **how))
        return shown[-1]

    yield open_form
    for page in shown:
        assert page.complaints == []
        page.close()


@pytest.mark.parametrize(("language", "theme", "width"), [("zh_TW", "light", 918), ("en", "dark", 390)])
def test_hands_are_counted_held_and_revealed(opened, language, theme, width):
    shown = opened(Poll(LESSON, bank(LESSON).questions["P1.4"], "2026"), language, theme=theme, width=width)
    boxes = shown.root.locator("input[type=number]")
    assert boxes.count() == 2
    for box, count in zip(boxes.all(), ("12", "3"), strict=True):
        box.fill(count)
        assert box.is_visible(), "no box waits for the one before it"
    press(shown, "class.poll.take-in")
    eventually(lambda: "15" in shown.root.locator(".feedback").text_content(), True, "whether the hands are in")
    assert shown.root.locator(".bar").count() == 0
    assert [box.input_value() for box in boxes.all()] == ["12", "3"]
    press(shown, "class.poll.reveal")
    eventually(lambda: shown.root.locator(".bar").count(), 2, "bars")
    assert shown.root.locator(".bar").evaluate_all(LENGTHS) == pytest.approx([80, 20])
    assert shown.root.evaluate("(root) => root.scrollWidth <= root.clientWidth")


def test_a_debate_shows_both_votes(opened):
    shown = opened(DebateForm(DEBATES["call-at-131"]), "en")
    for action, counts in (("open", (5, 15, 0)), ("close", (12, 6, 2))):
        for box, count in zip(shown.root.locator("input[type=number]").all(), counts, strict=True):
            box.fill(str(count))
        press(shown, f"class.debate.{action}")
    eventually(lambda: shown.root.locator(".bar").count(), 6, "bars")
    assert shown.root.locator(".bar").evaluate_all(LENGTHS) == pytest.approx([25, 60, 75, 30, 0, 10])


def press(shown, key: str):
    shown.root.get_by_role("button", name=shown.panel.words(key), exact=True).click()
