"""The first minute of a new reader: from the address to a moved slider, from a guess to its surprise, to lesson 1."""

import re

import pytest

from pledge_lib.course import Lesson
from pledge_lib.course.wording import LANGUAGES
from tests.browser.course_page import SECONDS, CoursePage, eventually
from tests.browser.form_on_page import FormOnPage

pytestmark = pytest.mark.browser

FIRST, FIGURE, PRESET, GUESS = "00_start", "F0.1", "calm", "P0.1"
FROM_THE_ADDRESS = 90 * SECONDS
NO_TIME = """AbortSignal.timeout = () => {
  const over = new AbortController();
  queueMicrotask(() => over.abort());
  return over.signal;
};"""
BELOW = """() => {
  const notebook = jupyterapp.shell.currentWidget.content.node.getBoundingClientRect();
  return document.querySelector(".pledge-panel .lead > input").getBoundingClientRect().bottom - notebook.bottom;
}"""


def binder_path(root) -> str:
    """Return what Binder is told to open."""
    return re.search(r"urlpath=lab/tree/([^)\s]+)", (root / ".binder" / "README.md").read_text(encoding="utf-8"))[1]


def moved(page, language: str, within: float):
    """Press one key on the first figure's slider, and wait for its sentence; nothing else is clicked."""
    expected = Lesson(FIRST, language).panel(FIGURE, PRESET)
    shown = page.page.locator(f".pledge-panel[data-figure='{FIGURE}']").first
    slider = shown.get_by_role("slider", name=expected.words(f"{FIGURE}.control.shock"), exact=True)
    slider.press("End", timeout=within)
    expected.set(shock=0.60)
    eventually(shown.locator(".sentence").text_content, expected.view.sentence, f"{language}: the sentence after a key")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_first_figure_stands_on_the_first_screen(browser, server, language):
    page = CoursePage(browser, server, width=1366, height=768)
    page.page.goto(server.url(f"notebooks/{language}/{FIRST}.ipynb"))
    page.page.locator(f".pledge-panel[data-figure='{FIGURE}'] .main-svg").first.wait_for(timeout=FROM_THE_ADDRESS)
    for side in ("expandLeft", "collapseLeft"):
        page.page.evaluate("(side) => jupyterapp.shell[side]()", side)
        page.page.wait_for_timeout(800)
        assert page.page.evaluate(BELOW) <= 0, f"{language}, {side}: px of the slider below the screen"
    page.close()


def test_binder_opens_the_same_first_figure(new_page, server, root):
    page = new_page()
    page.page.goto(server.url(binder_path(root)))
    moved(page, "zh_TW", FROM_THE_ADDRESS)


def test_a_first_reader_is_shocked_guesses_is_surprised_and_goes_on(new_page, server):
    page, lesson = new_page(), Lesson(FIRST, "zh_TW")
    server.forget()
    page.page.goto(f"{server.address}&reset")
    moved(page, "zh_TW", FROM_THE_ADDRESS)
    form = FormOnPage(page, GUESS)
    form.root.get_by_role("radio", name=lesson.words(f"{GUESS}.option.borrower"), exact=True).check()
    form.button(lesson.words("question.commit")).click()
    form.feedback.get_by_text(lesson.words("M39.refutation")[:12]).first.wait_for()
    page.page.locator(f".pledge-panel[data-figure='{FIGURE}']").nth(1).locator(".main-svg").first.wait_for()
    page.wait_alive(f"notebooks/zh_TW/{FIRST}.ipynb")
    page.page.locator(".pledge-bar:visible .after").click()
    page.wait_alive("notebooks/zh_TW/01_pledging.ipynb")
    assert page.complaints == []
    assert page.foreign == []


def test_a_page_too_busy_to_start_its_widgets_in_time_still_answers_the_slider(new_page, server):
    """Of a widget that has not started after two seconds anywidget lets nothing through that the kernel says."""
    page = new_page()
    page.context.add_init_script(NO_TIME)
    page.page.goto(f"{server.address}&reset")
    moved(page, "zh_TW", FROM_THE_ADDRESS)
