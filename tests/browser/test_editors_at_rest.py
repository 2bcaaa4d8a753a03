"""Editors that nobody sees are not kept in the page of a lesson; whoever wants to write finds them in their places."""

import re

import pytest

from tests.browser.test_lesson_opens import START

pytestmark = pytest.mark.browser

LESSON = f"notebooks/en/{START}.ipynb"
REST, REST_AFTER = 10_000, 1_500  # ms, in which the unseen must go; after which they may have gone
IN_PAGE = """() => {
  const { content } = jupyterapp.shell.currentWidget, place = (cell) => cell.node.querySelector(".jp-InputArea-editor");
  const has = (cell) => Boolean(place(cell)?.querySelector(".cm-content"));
  return content.widgets.map((cell) => [place(cell)?.checkVisibility() ?? false, has(cell)]);
}"""
UNSEEN_GONE = (
    f"() => {{ const all = ({IN_PAGE})(); return all.length > 50 && all.every(([seen, has]) => seen === has); }}"
)
FIRST = """(type) => {
  const { content } = jupyterapp.shell.currentWidget;
  const place = content.widgets.findIndex(({ model, node }) => model.type === type && node.checkVisibility());
  content.widgets[place].node.dataset.asked = type;
  return place;
}"""
WRITES = "(type) => document.activeElement.closest(`[data-asked=${type}] .cm-content`) !== null"
SOURCE = "(place) => jupyterapp.shell.currentWidget.content.widgets[place].model.sharedModel.getSource()"


@pytest.fixture
def lesson_page(new_page, server):
    opened = new_page()
    opened.visit(server.url(LESSON))
    opened.wait_alive(LESSON)
    opened.page.wait_for_function(UNSEEN_GONE, timeout=REST)
    yield opened
    assert opened.complaints == []


def test_an_editor_is_in_the_page_exactly_where_it_is_seen(lesson_page):
    page = lesson_page.page
    assert sum(seen for seen, _ in page.evaluate(IN_PAGE)) == 0  # all is rendered, all code is folded
    page.locator(".pledge-bar .code").click()
    code = page.evaluate(IN_PAGE)
    assert sum(seen for seen, _ in code) > 10 and all(has for seen, has in code if seen)
    page.locator(".pledge-bar .code").click()
    page.wait_for_function(UNSEEN_GONE, timeout=REST)


def test_prose_is_written_where_it_was_read(lesson_page):
    page = lesson_page.page
    place = page.evaluate(FIRST, "markdown")
    cell = page.locator("[data-asked=markdown]")
    cell.locator(".jp-MarkdownOutput").dblclick()
    cell.locator(".cm-content").click()
    page.wait_for_function(WRITES, arg="markdown")
    page.keyboard.press("Control+Home")
    page.keyboard.type("# Mine\n\n")
    assert page.evaluate(SOURCE, place).startswith("# Mine\n\n")
    page.keyboard.press("Control+Enter")
    cell.locator("h1", has_text="Mine").wait_for()
    page.wait_for_timeout(REST_AFTER)
    page.keyboard.press("Enter")  # and again, by the key alone
    page.wait_for_function(WRITES, arg="markdown")
    page.keyboard.press("Control+z")
    assert not page.evaluate(SOURCE, place).startswith("# Mine\n\n")


def test_a_folded_cell_is_edited_by_the_keys_and_folds_again(lesson_page):
    page = lesson_page.page
    place = page.evaluate(FIRST, "code")
    page.evaluate("(place) => { jupyterapp.shell.currentWidget.content.activeCellIndex = place; }", place)
    lesson_page.command("notebook:enter-edit-mode")
    page.wait_for_function(WRITES, arg="code")
    page.keyboard.press("Control+End")
    page.keyboard.type("\n# mine")
    assert page.evaluate(SOURCE, place).endswith("# mine")
    page.keyboard.press("Escape")
    page.wait_for_timeout(REST_AFTER)
    page.keyboard.press("Enter")
    page.wait_for_function(WRITES, arg="code")
    page.keyboard.type("!")
    assert page.evaluate(SOURCE, place).endswith("# mine!")


def test_a_word_of_the_prose_is_found_and_shown(lesson_page):
    page = lesson_page.page
    lesson_page.command("documentsearch:start")
    page.locator(".jp-DocumentSearch-input").first.fill("percentage points")
    counter = page.locator(".jp-DocumentSearch-index-counter")
    counter.filter(has_text=re.compile(r"[1-9]")).wait_for()
    page.keyboard.press("Enter")
    page.locator(".jp-Notebook .cm-searching").first.wait_for()


def test_a_cell_that_is_put_in_has_its_editor(lesson_page):
    page = lesson_page.page
    lesson_page.command("notebook:insert-cell-below")
    page.wait_for_timeout(1_500)
    assert page.evaluate(
        "() => Boolean(jupyterapp.shell.currentWidget.content.activeCell.node.querySelector('.cm-content'))"
    )
    before = len(page.evaluate(IN_PAGE))
    lesson_page.command("notebook:delete-cell")
    page.wait_for_function(UNSEEN_GONE, timeout=REST)
    assert len(page.evaluate(IN_PAGE)) == before - 1
