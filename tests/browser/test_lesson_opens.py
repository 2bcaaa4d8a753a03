"""Opening and running the lesson: everything is there, nothing is wrong, nothing leaves the machine."""

import re

import pytest

from tests.browser.conftest import FIGURES, FORMS, OPEN
from tests.browser.course_page import eventually
from tests.browser.form_on_page import FormOnPage

pytestmark = pytest.mark.browser

MEGABYTE = 1_000_000
BROKEN_TEXT = re.compile(r"NaN|undefined|null|\[object|[{}]")
NEWS = ".Toastify__toast, .jp-Dialog"


def test_the_address_that_course_py_prints_leads_to_the_lesson(new_page, server):
    page = new_page()
    page.visit(server.address)
    page.page.get_by_role("link", name="股票質押", exact=True).click()
    opened = "() => jupyterapp.shell.currentWidget?.context?.path"
    eventually(lambda: page.page.evaluate(opened), "notebooks/zh_TW/01_pledging.ipynb", "the notebook that was opened")


@pytest.mark.parametrize("figure", FIGURES)
def test_a_panel_is_drawn_whole(lesson, fresh, model, figure):
    panel = fresh(figure)
    assert panel.title.text_content() == model(figure).words(f"{figure}.title")
    broken = BROKEN_TEXT.findall(panel.shown_text())
    assert not broken, f"{figure} ({lesson.language}) shows {broken}"


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


def test_plotly_travels_once_for_all_charts(lesson):
    big = [size for size in lesson.received if size > MEGABYTE]
    assert len(big) == 1, f"messages above 1 MB: {big}; one should carry plotly.js for all panels"
    assert lesson.bytes_to_open < 4 * MEGABYTE, f"{lesson.bytes_to_open} bytes to open and run the lesson"
