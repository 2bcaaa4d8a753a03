"""One course and one browser for all tests of this folder, and one open lesson for each language."""

import re
import shutil
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

import pytest

from pledge_lib.course import Lesson
from pledge_lib.course.bank import bank
from pledge_lib.course.ledger import Ledger
from tests.browser.course_page import CoursePage
from tests.browser.course_server import ELSEWHERE, CourseServer
from tests.browser.form_on_page import FormOnPage
from tests.browser.own_notebook import own_notebook

LESSON = "01_pledging"
LESSON_FILE = Path(__file__).resolve().parents[2] / "notebooks" / "zh_TW" / f"{LESSON}.ipynb"
CELLS = re.findall(r'lesson\.(\w+)\(\\"([A-Z].*?)\\"\)', LESSON_FILE.read_text(encoding="utf-8"))
OPEN = [name for verb, name in CELLS if verb == "panel"]
PREDICTIONS = [name for verb, name in CELLS if verb == "predict"]
FORMS = [name for verb, name in CELLS if verb in ("exercise", "predict", "factcheck")]
# each figure once: some predictions ask about one that stands elsewhere, too
FIGURES = list(dict.fromkeys([*OPEN, *(bank(LESSON).questions[name].figure for name in PREDICTIONS)]))

# where the button "reset" leads back to, of a figure that only a prediction shows: to the example that this names
ASKED = [bank(LESSON).questions[name] for name in reversed(PREDICTIONS)]
OPENS = {asked.figure: asked.opens if isinstance(asked.opens, str) else None for asked in ASKED}

# a notebook with a form of each kind, for the tests that write into forms
FIGURE, COVERED, CLAIM = "F1.4", "P1.2", "FC2-03"
EXERCISES = ("E1.1", "E1.2", "E1.3", "E1.4", "E1.6", "E1.7", "E1.8", "E1.13", "E1.14", "Q1.1")


@pytest.fixture(scope="session")
def server(root, tmp_path_factory):
    """Start the course as the README says; afterwards nothing of it may be left, nor a lesson be changed."""
    before = _lessons(root)
    server = CourseServer(root, tmp_path_factory.mktemp("course"))
    yield server
    left = server.stop()
    assert not left, f"course.py lab was stopped, but these processes went on: {left}"
    changed = [name for name, content in _lessons(root).items() if before.get(name) != content]
    assert not changed, f"these tests have saved {changed}"


def _lessons(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.glob("notebooks/*/*.ipynb")}


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
        args = ["--no-sandbox", f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1"]
        browser = playwright.chromium.launch(executable_path=chromium, args=args)
        yield browser
        browser.close()


@pytest.fixture(scope="session", params=["zh_TW", "en"])
def lesson(request, browser, server):
    """Open the lesson in one language and skip its guesses; what it sends and says is kept on the page."""
    server.forget()
    page = CoursePage(browser, server)
    page.language = request.param
    page.visit(server.url(path := f"notebooks/{page.language}/{LESSON}.ipynb"))
    page.wait_alive(path)
    page.wait_drawn(len(OPEN))
    page.opened = page.standing()
    page.bytes_to_open = page.traffic()
    page.figures_before_guessing = page.figures()
    skip = Lesson(LESSON, page.language).words("question.skip")
    for question in PREDICTIONS:
        FormOnPage(page, question).root.get_by_role("button", name=skip, exact=True).click()
    page.wait_drawn(len(OPEN) + len(PREDICTIONS))
    yield page
    page.close()


@pytest.fixture(scope="session", params=["zh_TW"])  # the scripts know no language; one test switches it
def forms(request, root, browser, server):
    """Open and run a notebook of its own with one form of each kind, in one language."""
    server.forget()
    cells = (
        f'from pledge_lib.course import Lesson\nlesson = Lesson("{LESSON}", "{request.param}")',
        f'lesson.panel("{FIGURE}")',
        f'lesson.predict("{COVERED}")',
        *(f'lesson.exercise("{question}")' for question in EXERCISES),
        f'lesson.factcheck("{CLAIM}")',
    )
    with own_notebook(root, browser, server, cells, panels=1) as page:
        page.language = request.param
        yield page


@pytest.fixture
def library(forms, tmp_path, monkeypatch):
    """Return the same lesson without a screen and with a record of its own; it says what the screen should say."""
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    return Lesson(LESSON, forms.language)


@pytest.fixture
def same_record(server, library):
    """Return a check that the reader's record holds what the library noted for the same steps."""

    def check(question: str):
        noted, expected = _events(Ledger(server.ledger), question), _events(library.ledger, question)
        assert expected, f"{question}: the library noted nothing"
        assert noted[-len(expected) :] == expected, f"{question}: the reader's record"

    return check


def _events(ledger: Ledger, question: str) -> list[dict]:
    """Return what is noted of a question, without the time."""
    return [{**asdict(event), "at": None} for event in ledger.events() if event.question == question]


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
    own = Lesson(LESSON, lesson.language)
    return lambda figure: own.panel(figure, None if figure in OPEN else OPENS[figure])


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
