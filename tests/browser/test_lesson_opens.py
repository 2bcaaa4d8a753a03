"""Opening and running the lesson: everything is there, nothing is wrong, nothing leaves the machine."""

import re

import pytest

from pledge_lib.course import Lesson
from tests.browser.conftest import FIGURES, FORMS, LESSON, LESSON_FILE, OPEN
from tests.browser.course_page import eventually
from tests.browser.form_on_page import FormOnPage

pytestmark = pytest.mark.browser

MEGABYTE = 1_000_000
BROKEN_TEXT = re.compile(r"NaN|undefined|null|\[object|[{}]")
START = "00_start"
FIRST_SHOWN = re.search(
    r'lesson\.panel\(\\"(.+?)\\"(?:, \\"(.+?)\\")?\)',
    (LESSON_FILE.parent / f"{START}.ipynb").read_text(encoding="utf-8"),
).groups()
OPENED = "() => jupyterapp.shell.currentWidget?.context?.path"
NEWS = ".Toastify__toast, .jp-Dialog"


def test_the_address_that_course_py_prints_leads_to_a_moved_slider(new_page, server):
    """What the command shows is alive, its first slider answers a key, and the bar leads on, in both languages."""
    page = new_page()
    page.visit(f"{server.address}&reset")  # as the first time: without what other tests have left open
    bar = page.page.locator(".pledge-bar:visible")
    for language, other in (("zh_TW", "en"), ("en", "zh_TW")):
        expected = Lesson(START, language).panel(*FIRST_SHOWN)
        figure, lead = expected.declaration.id, expected.declaration.lead
        panel = page.page.locator(f".jp-NotebookPanel:visible [data-figure='{figure}']").first  # again after a guess
        slider = panel.get_by_role("slider", name=expected.words(f"{figure}.control.{lead}"), exact=True)
        slider.press("ArrowLeft")
        expected.react({"key": lead, "value": float(slider.input_value())})
        said = panel.locator(".sentence")
        eventually(said.text_content, expected.view.sentence, f"{language}: the sentence after a key")
        page.wait_alive(f"notebooks/{language}/{START}.ipynb")
        bar.locator(".other").click()  # until its notebook stands there, the bar that is seen is the one left behind
        eventually(lambda: page.page.evaluate(OPENED), f"notebooks/{other}/{START}.ipynb", "the other language")
    bar.locator(".after").click()
    eventually(lambda: page.page.evaluate(OPENED), f"notebooks/zh_TW/{LESSON}.ipynb", "the notebook that was opened")
    assert page.complaints == []


def test_a_lesson_opens_at_its_top_with_its_code_folded_and_nothing_to_save(lesson):
    assert lesson.opened == {"scrolled": 0, "unsaved": False, "code": 0, "browser": False, "focus": True}


def test_one_button_shows_the_code(lesson):
    button = lesson.page.locator(".pledge-bar .code")
    for shown in (True, False):
        button.click()
        assert bool(lesson.standing()["code"]) is shown
    eventually(lambda: lesson.standing()["unsaved"], False, "folding is for the view; whether anything is unsaved")


@pytest.mark.parametrize("figure", FIGURES)
def test_a_panel_is_drawn_whole(lesson, fresh, model, figure):
    panel = fresh(figure)
    assert panel.title.text_content() == model(figure).words(f"{figure}.title")
    broken = BROKEN_TEXT.findall(panel.shown_text())
    assert not broken, f"{figure} ({lesson.language}) shows {broken}"


def test_a_page_at_rest_asks_the_kernel_nothing(lesson):
    lesson.page.wait_for_timeout(4_000)  # the reader's progress is asked for once after the last work
    before = len(lesson.sent)
    lesson.page.wait_for_timeout(4_000)
    assert len(lesson.sent) == before


def test_figures_stay_covered_until_the_guess(lesson):
    assert lesson.figures_before_guessing == OPEN


@pytest.mark.parametrize("question", FORMS)
def test_a_form_is_shown_whole(lesson, question):
    form = FormOnPage(lesson, question)
    assert form.prompt.text_content().strip(), f"{question} ({lesson.language}) asks nothing"
    broken = BROKEN_TEXT.findall(form.root.text_content())
    assert not broken, f"{question} ({lesson.language}) shows {broken}"


def test_nothing_on_the_page_complains(lesson):
    assert lesson.complaints == []


def test_no_news_pop_up(lesson):
    assert lesson.page.locator(NEWS).all_inner_texts() == []


def test_no_request_leaves_the_machine(lesson):
    assert lesson.foreign == []


def test_plotly_comes_from_the_server_and_the_rest_is_small(lesson):
    assert max(lesson.received) < MEGABYTE, "plotly.js came from the kernel"
    assert lesson.bytes_to_open < 0.6 * MEGABYTE, f"{lesson.bytes_to_open} bytes to open and run the lesson"
