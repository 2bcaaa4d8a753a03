"""One course and one browser for all tests of this folder, and one open lesson for each language."""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from pledge_lib.course import Lesson
from tests.browser.course_page import CoursePage
from tests.browser.course_server import CourseServer

LESSON = "01_pledging"
LESSON_FILE = Path(__file__).resolve().parents[2] / "notebooks" / "zh_TW" / f"{LESSON}.ipynb"
FIGURES = re.findall(r'lesson\.panel\(\\"(.+?)\\"\)', LESSON_FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def server(root, tmp_path_factory):
    """Start the course as the README says; afterwards nothing of it may be left."""
    server = CourseServer(root, tmp_path_factory.mktemp("course"))
    yield server
    left = server.stop()
    assert not left, f"course.py lab was stopped, but these processes went on: {left}"


@pytest.fixture(scope="session")
def browser():
    """Return a browser without a window."""
    chromium = shutil.which("chromium")
    if find_spec("playwright") is None:
        pytest.skip("playwright is not installed: python -m pip install --require-hashes -r requirements-browser.lock")
    if chromium is None:
        pytest.skip("there is no chromium on this machine: apt install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session", params=["zh_TW", "en"])
def lesson(request, browser, server):
    """Open the lesson in one language and run it; what it shows, sends and says is kept on the page."""
    page = CoursePage(browser, server)
    page.language = request.param
    page.open(f"notebooks/{page.language}/{LESSON}.ipynb")
    page.run_all(panels=len(FIGURES))
    page.bytes_to_open = page.traffic()
    yield page
    page.close()


@pytest.fixture
def new_page(browser, server):
    """Return a maker of further pages, closed after the test."""
    pages = []

    def make() -> CoursePage:
        pages.append(CoursePage(browser, server))
        return pages[-1]

    yield make
    for page in pages:
        page.close()


@pytest.fixture
def model(lesson):
    """Return a panel of the same lesson without a screen, which says what the screen should show."""
    return Lesson(LESSON, lesson.language).panel


@pytest.fixture
def fresh(lesson, model):
    """Return a finder of panels on the screen, each brought back to how it is at the start."""

    def find(figure: str):
        panel, expected = lesson.panel(figure), model(figure)
        panel.button(expected.words("panel.reset")).click()
        panel.shows(expected)
        return panel

    return find


@pytest.fixture
def dashboard(fresh):
    """Return F1.1 on the screen, as it is at the start."""
    return fresh("F1.1")
