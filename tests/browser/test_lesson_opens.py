"""Opening and running the lesson: everything is there, nothing is wrong, nothing leaves the machine."""

import re

import pytest

from tests.browser.conftest import FIGURES
from tests.browser.course_page import eventually

pytestmark = pytest.mark.browser

MEGABYTE = 1_000_000
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
    broken = re.findall(r"NaN|undefined|null|\[object|[{}]", panel.shown_text())
    assert not broken, f"{figure} ({lesson.language}) shows {broken}"


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
