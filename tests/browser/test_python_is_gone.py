"""A lesson is open when its Python goes: bar, figure and form say so at once and what to do, and go on after."""

import json
import re

import pytest

from pledge_lib.course import Lesson
from tests.browser.course_page import CoursePage, eventually
from tests.browser.form_on_page import FormOnPage
from tests.browser.test_lesson_opens import FIRST_SHOWN, START
from tools import labextension

pytestmark = pytest.mark.browser

LANGUAGE, QUESTION = "zh_TW", "P0.1"
SOON = 5  # seconds: 3 for the reader, and 2 for a busy machine
LESSON = f"notebooks/{LANGUAGE}/{START}.ipynb"
PLACES = {
    "figure": f".pledge-panel[data-figure='{FIRST_SHOWN[0]}'] .status",
    "form": f".pledge-panel.form[aria-label^='{QUESTION} '] .status",
    "bar": ".pledge-bar .state",
}
BAR = json.loads(labextension.written())["texts"][LANGUAGE]
KERNEL = "jupyterapp.shell.currentWidget.sessionContext.session.kernel"
RESTARTS = f"() => {{ {KERNEL}.restart(); }}"
# what stood at each place at any time since: a lesson that goes on takes its words away again
LISTENS = """(places) => {
  window.heard = {};
  const hear = (node, where) => { if (node) (window.heard[where] ??= []).push(node.textContent); };
  const look = () => Object.entries(places).forEach(([where, place]) => hear(document.querySelector(place), where));
  new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""
HEARD = "([where, text]) => window.heard[where]?.includes(text) ?? false"
SHUTS_DOWN = """() => {
  const { serviceManager, shell } = jupyterapp;
  serviceManager.sessions.shutdown(shell.currentWidget.sessionContext.session.id);
}"""


class Line:
    """The way between a page and its kernel, which can be cut and mended."""

    def __init__(self, page):
        self.is_cut, self._ways = False, []
        page.route_web_socket(re.compile("/api/kernels/"), self._laid)

    def _laid(self, way):
        if self.is_cut:
            way.close()
        else:
            way.connect_to_server()
            self._ways.append(way)

    def cut(self):
        self.is_cut = True
        for way in self._ways:
            way.close()


@pytest.fixture(scope="module")
def lesson(browser, server):
    """Open a lesson whose line to the kernel can be cut."""
    server.forget()
    page = CoursePage(browser, server)
    page.line = Line(page.page)
    page.visit(server.url(LESSON))
    page.wait_alive(LESSON)
    page.page.evaluate(LISTENS, PLACES)
    yield page
    page.close()


@pytest.fixture
def says(lesson):
    """Return a check of what the bar, the first figure and a form say of their Python."""
    words = Lesson(START, LANGUAGE).words

    def check(trouble: str, bar: str):
        for where, text in {**dict.fromkeys(("figure", "form"), words(f"panel.{trouble}")), "bar": BAR[bar]}.items():
            heard = f"whether the {where} said {text}"
            eventually(lambda told=[where, text]: lesson.page.evaluate(HEARD, told), True, heard, SOON)

    return check


@pytest.fixture
def goes_on(lesson):
    """Return a check that figure and form answer, and say nothing any more."""

    def check():
        lesson.wait_alive(LESSON)
        expected = Lesson(START, LANGUAGE).panel(*FIRST_SHOWN)
        panel, lead = lesson.panel(FIRST_SHOWN[0]), expected.declaration.lead
        panel.button(expected.words("panel.reset")).click()
        slider = panel.slider(expected.words(f"{FIRST_SHOWN[0]}.control.{lead}"))
        slider.press("Home")
        slider.press("ArrowRight")
        expected.react({"key": lead, "value": float(slider.input_value())})
        eventually(panel.sentence.text_content, expected.view.sentence, "the sentence after two keys")
        form = FormOnPage(lesson, QUESTION)
        form.button(expected.words("question.commit")).click()
        empty = expected.words("question.not-tried")
        eventually(lambda: empty in form.said(), True, f"whether the form says {empty} to an empty guess")
        for status in (panel.status, form.root.locator(".status")):
            assert status.text_content() == ""

    return check


def test_a_cut_line_is_said_and_what_waited_goes_through_once_it_is_mended(lesson, says, goes_on):
    lesson.line.cut()
    says("disconnected", "disconnected")
    lesson.line.is_cut = False
    lesson.page.evaluate(f"() => {KERNEL}.reconnect()")  # as JupyterLab does after a while
    goes_on()


def test_a_restarted_kernel_is_said_and_the_lesson_draws_itself_anew(lesson, says, goes_on):
    lesson.page.evaluate(RESTARTS)
    says("restarted", "restarting")
    goes_on()


def test_a_kernel_gone_for_good_is_said_and_one_button_brings_another(lesson, says, goes_on):
    lesson.page.evaluate(SHUTS_DOWN)
    says("dead", "dead")
    lesson.page.locator(".pledge-bar .run").click()
    goes_on()
