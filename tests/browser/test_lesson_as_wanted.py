"""A lesson as its reader wants it: what settings turn off stays off; a saved one is as shipped, and alive."""

import json

import pytest

from tests.browser.course_page import CoursePage, eventually
from tests.browser.test_first_minute import moved
from tests.browser.test_lesson_opens import START

pytestmark = pytest.mark.browser

LANGUAGE = "en"
LESSON = f"notebooks/{LANGUAGE}/{START}.ipynb"
FIRST_FIGURE = ".pledge-panel.live .main-svg"
PATIENCE = 60_000  # ms
LACKS = "delete Promise.withResolvers; delete Crypto.prototype.randomUUID;"  # as browsers of some years ago
SAFE = "[isSecureContext, typeof crypto.randomUUID, typeof navigator.clipboard, typeof window.caches]"


@pytest.fixture
def opened(new_page, server):
    """Return how to open the lesson for a reader who has chosen some settings."""

    def opened(**chosen: bool) -> CoursePage:
        page = new_page()
        page.page.route("**/lab/api/settings/pledge-lab:lesson*", lambda route: _answer(route, chosen))
        page.visit(server.url(LESSON))
        return page

    return opened


def _answer(route, chosen: dict[str, bool]):
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), "raw": json.dumps(chosen)})


def test_a_lesson_that_may_not_run_by_itself_waits_for_its_button(opened):
    page = opened(autorun=False)
    page.page.wait_for_selector(".pledge-bar[data-state=off]")
    assert page.page.locator(FIRST_FIGURE).count() == 0
    page.page.locator(".pledge-bar .run").click()
    page.page.locator(FIRST_FIGURE).first.wait_for(timeout=PATIENCE)


def test_code_bar_and_file_browser_stay_as_a_reader_wants_them(opened):
    page = opened(hideCode=False, bar=False, closeBrowser=False)
    page.page.locator(FIRST_FIGURE).first.wait_for(timeout=PATIENCE)
    standing = page.standing()
    assert standing["code"] > 0 and standing["browser"] and page.page.locator(".pledge-bar").is_hidden()


def test_a_saved_lesson_is_as_shipped_but_for_its_metadata_and_alive_when_opened_again(new_page, server, root):
    file, page = root / LESSON, new_page()
    shipped = file.read_bytes()
    page.visit(server.url(LESSON))
    page.wait_alive(LESSON)
    try:
        page.command("docmanager:save")
        eventually(
            lambda: _told(file.read_bytes())["metadata"]["language_info"]["name"], "python", "a kernel's own words"
        )
        kept = _told(file.read_bytes())
        page.reload()
        page.wait_alive(LESSON)
    finally:
        file.write_bytes(shipped)
    assert {**kept, "metadata": None} == {**_told(shipped), "metadata": None}
    assert kept["metadata"]["pledge_lab"] == _told(shipped)["metadata"]["pledge_lab"]
    assert page.standing()["unsaved"] is False and page.complaints == []


def _told(notebook: bytes) -> dict:
    return json.loads(notebook)


def test_a_browser_without_the_newest_helpers_moves_the_first_figure(new_page, server):
    page = new_page()
    page.page.add_init_script(LACKS)
    page.page.goto(server.url(LESSON))
    moved(page, LANGUAGE, 90_000)
    assert page.page.evaluate("[Promise.withResolvers, crypto.randomUUID].every((one) => one === undefined)")
    assert page.complaints == []


def test_a_lesson_on_another_machine_on_plain_http_moves_its_first_figure(new_page, server):
    page = new_page()
    page.page.goto(server.url_elsewhere(LESSON))
    moved(page, LANGUAGE, 90_000)
    page.wait_alive(LESSON)
    assert page.page.evaluate(SAFE) == [False, *("undefined",) * 3], "the browser takes it for a safe place"
    assert page.complaints == [] and page.foreign == []
