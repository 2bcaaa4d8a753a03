"""A panel shown twice, a page loaded again, a kernel that is busy or starts anew: nothing is lost."""

import pytest

from pledge_lib.course import Lesson
from tests.browser.course_page import KERNEL_ANSWERS, eventually
from tests.browser.own_notebook import own_notebook
from tests.browser.test_lesson_opens import MEGABYTE

pytestmark = pytest.mark.browser

LANGUAGE = "zh_TW"
HANDED_OUT = "**/pledge-lab/plotly-*.js"
CELLS = (
    f'from pledge_lib.course import Lesson\npanel = Lesson("01_pledging", "{LANGUAGE}").panel("F1.1")',
    "panel",
    "panel",
)


@pytest.fixture(scope="module")
def page(root, browser, server):
    """Open and run a notebook of its own with one panel in two cells, where plotly.js must come from the kernel."""
    with own_notebook(root, browser, server, CELLS, panels=2, refused=HANDED_OUT) as page:
        yield page


@pytest.fixture
def expected():
    return Lesson("01_pledging", LANGUAGE).panel("F1.1")


@pytest.fixture
def views(page, expected):
    """Return both views of the panel, as it is at the start."""
    views = [page.panel("F1.1", place) for place in (0, 1)]
    views[0].button(expected.words("panel.reset")).click()
    for view in views:
        view.shows(expected)
    return views


def change(expected) -> str:
    return expected.words("F1.1.control.change")


def test_two_views_stay_in_step(views, expected):
    for hand, moved in ((views[0], -0.01), (views[1], -0.02)):
        hand.slider(change(expected)).press("ArrowLeft")
        expected.set(change=moved)
        for view in views:
            view.shows(expected)
            eventually(view.slider(change(expected)).input_value, str(round(moved * 100)), "the slider")


def test_a_step_fetches_nothing_not_even_another_icon_for_the_tab(page, views, expected):
    asked, note = [], lambda request: asked.append(request.url)
    views[0].slider(change(expected)).press("ArrowLeft")
    page.page.wait_for_timeout(300)
    page.page.on("request", note)
    for _ in range(3):
        views[0].slider(change(expected)).press("ArrowLeft")
        page.page.wait_for_timeout(100)
    expected.set(change=-0.04)
    views[0].shows(expected)
    page.page.remove_listener("request", note)
    assert [url for url in asked if url.endswith((".ico", ".js"))] == []


def test_a_page_that_missed_a_step_asks_for_the_whole(page, views, expected):
    page.kernel_runs("panel._number += 1")  # as if a step had got lost on the way
    for press in ("ArrowLeft", "ArrowLeft"):
        views[0].slider(change(expected)).press(press)
    expected.set(change=-0.02)
    for view in views:
        view.shows(expected)


def test_a_view_that_opens_later_shows_what_the_others_show(page, views, expected):
    views[0].slider(change(expected)).press("ArrowLeft")
    expected.set(change=-0.01)
    views[0].shows(expected)
    views[1].root.evaluate("(panel) => panel.classList.add('closed')")
    page.run_cell(2)
    page.page.locator(".pledge-panel.closed").wait_for(state="detached")
    page.wait_drawn(panels=2)
    page.panel("F1.1", 1).shows(expected)
    page.panel("F1.1", 1).slider(change(expected)).press("ArrowLeft")
    expected.set(change=-0.02)
    for place in (0, 1):
        page.panel("F1.1", place).shows(expected)


def test_a_page_loaded_again_shows_the_panel_as_it_was_left(page, views, expected):
    views[0].slider(change(expected)).press("ArrowLeft")
    expected.set(change=-0.01)
    views[0].shows(expected)
    page.command("docmanager:save")
    page.reload()
    page.wait_drawn(panels=2)
    for view in views:
        view.shows(expected)
    views[0].slider(change(expected)).press("ArrowLeft")
    expected.set(change=-0.02)
    for view in views:
        view.shows(expected)


def test_a_kernel_that_does_not_answer_is_said_and_nothing_is_lost(page, views, expected):
    page.kernel_runs("import ctypes; ctypes.PyDLL(None).sleep(6)")  # keeps the interpreter's lock: no thread answers
    page.page.wait_for_timeout(300)
    slider = views[0].slider(change(expected))
    for _ in range(3):
        slider.press("ArrowLeft")
    eventually(
        views[0].status.text_content, expected.words("panel.waiting"), "while the kernel does not answer, the status"
    )
    assert slider.input_value() == "-3", "what the reader set is lost"
    expected.set(change=-0.03)
    for view in views:
        view.shows(expected)
    eventually(views[0].status.text_content, "", "the kernel has answered, the status")


def test_a_kernel_that_is_gone_is_said_and_a_new_one_draws_the_panels_anew(page, views, expected):
    views[0].type(f"{change(expected)} {expected.words('panel.exact')}", "-22")
    page.kernel_runs("import os; os._exit(1)")  # the server starts another
    for view in views:
        eventually(view.status.text_content, expected.words("panel.restarted"), "the kernel is gone, the status", 5)
    views[0].slider(change(expected)).press("ArrowLeft")  # nobody hears it, and nothing breaks
    page.page.locator(".jp-Dialog .jp-mod-accept").click()
    page.page.wait_for_function(KERNEL_ANSWERS)  # what is sent before the new one hears is lost
    page.run_all(panels=2)
    for view in views:
        view.shows(expected)
        assert view.status.text_content() == ""
    views[1].slider(change(expected)).press("ArrowLeft")
    expected.set(change=-0.01)
    for view in views:
        view.shows(expected)
    border = views[0].root.evaluate("(panel) => getComputedStyle(panel).borderTopWidth")
    assert border == "1px", "the panels have lost their style sheet"


def test_nothing_else_on_the_page_complains(page):
    assert [said for said in page.complaints if "/pledge-lab/plotly-" not in said] == []


def test_where_the_server_does_not_hand_plotly_out_the_kernel_sends_it(page):
    assert max(page.received) > MEGABYTE
