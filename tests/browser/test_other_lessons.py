"""The lessons beside the first, each in one language: it opens, runs, draws all its figures, and answers a key."""

import re

import pytest

from pledge_lib.course import Lesson
from pledge_lib.course.bank import bank, rooms
from pledge_lib.panels.controls import Slider
from tests.browser.conftest import LESSON
from tests.browser.course_page import CoursePage, eventually
from tests.browser.form_on_page import FormOnPage
from tests.browser.test_every_reader import TOO_WIDE
from tests.browser.test_lesson_opens import BROKEN_TEXT, MEGABYTE
from tools import notebooks

pytestmark = pytest.mark.browser

OTHERS = [name for name in rooms() if name != LESSON]
OPENINGS = [(name, notebooks.LANGUAGES[place % 2]) for place, name in enumerate(OTHERS)]
CALL = re.compile(r'^lesson\.(panel|predict)\("(.+?)"(?:, "(.+?)")?\)$')


def shown_by(lesson: str, verb: str) -> list[tuple]:
    """Return what the cells of a lesson show by one verb, in their order, each with the example it opens at."""
    found = (CALL.match(cell.source) for cell in notebooks.read(lesson, notebooks.LEADING).cells)
    return [(match[2], match[3]) for match in found if match and match[1] == verb]


@pytest.fixture(scope="module", params=OPENINGS, ids=lambda opening: "-".join(opening))
def opened(request, browser, server):
    """Open a lesson and skip its guesses."""
    server.forget()
    page = CoursePage(browser, server)
    page.name, page.language = request.param
    open_figures, predictions = (shown_by(page.name, verb) for verb in ("panel", "predict"))
    page.visit(server.url(path := f"notebooks/{page.language}/{page.name}.ipynb"))
    page.wait_alive(path)
    page.wait_drawn(len(open_figures))
    page.lesson = Lesson(page.name, page.language)
    skip = page.lesson.words("question.skip")
    for question, _ in predictions:
        FormOnPage(page, question).root.get_by_role("button", name=skip, exact=True).click()
    page.wait_drawn(len(open_figures) + len(predictions))
    page.first = open_figures[0] if open_figures else (bank(page.name).questions[predictions[0][0]].figure, None)
    asked = (bank(page.name).questions[question].figure for question, _ in predictions)
    page.own_figures = list(dict.fromkeys([*(figure for figure, _ in open_figures), *asked]))
    yield page
    page.close()


def test_every_figure_is_drawn_whole_wide_and_narrow(opened):
    for width in (1400, 700):
        opened.resize(width)
        for figure in opened.own_figures:
            panel, where = opened.panel(figure), f"{figure} ({opened.language}) in a window of {width} px"
            panel.root.scroll_into_view_if_needed()  # JupyterLab lays out what is on the screen, and the rest later
            assert panel.title.text_content() == opened.lesson.words(f"{figure}.title"), where
            assert not BROKEN_TEXT.findall(panel.shown_text()), f"{where} shows what no reader can read"
            eventually(lambda root=panel.root: root.evaluate(TOO_WIDE), [], f"{where}: what is too wide")
    opened.resize(1400)


def test_a_key_moves_a_figure(opened):
    """An arrow key moves the first slider of the first figure; the screen says what the model says."""
    figure, example = opened.first
    panel, expected = opened.panel(figure), opened.lesson.panel(figure, example)
    key = next(control.key for control in expected.declaration.controls if type(control) is Slider)
    slider = panel.slider(expected.words(f"{figure}.control.{key}"))
    before = slider.input_value()
    slider.press("ArrowRight")
    assert slider.input_value() != before
    expected.react({"key": key, "value": float(slider.input_value())})
    panel.shows(expected)


def test_nothing_complains_and_nothing_leaves_the_machine(opened):
    assert opened.complaints == []
    assert opened.foreign == []


def test_plotly_comes_from_the_server(opened):
    assert max(opened.received) < MEGABYTE
