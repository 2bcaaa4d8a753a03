"""A link to a figure of another lesson: it opens, and that figure, or the guess that covers it, is what is seen."""

import pytest

from tests.browser.course_page import eventually

pytestmark = pytest.mark.browser

FROM, TO = "notebooks/en/00_start.ipynb", "notebooks/en/01_pledging.ipynb"
SEEN = """(figure) => {
  const notebook = jupyterapp.shell.currentWidget.content.node;
  const shown = ["figure", "covers"].map((kind) => notebook.querySelector(`[data-${kind}="${figure}"]`)).find(Boolean);
  if (!shown || !jupyterapp.shell.currentWidget.context.path.includes("01_pledging")) return false;
  const { top } = shown.getBoundingClientRect(), frame = notebook.getBoundingClientRect();
  return top > frame.top - 20 && top < frame.top + frame.height / 2;
}"""


def test_a_cell_of_the_comparison_leads_to_its_figure(new_page, server):
    page = new_page()
    page.open(FROM)
    page.wait_alive(FROM)
    for figure in ("F1.5", "F1.3"):  # the first opens the lesson, the second finds it open
        page.page.locator(".jp-NotebookPanel:visible").get_by_role("link", name=figure, exact=True).first.click()
        page.wait_alive(TO)
        eventually(
            lambda figure=figure: page.page.evaluate(SEEN, figure), True, f"{figure} is on the screen", seconds=90
        )
        page.page.evaluate("(path) => { jupyterapp.commands.execute('docmanager:open', { path }); }", FROM)
        page.wait_alive(FROM)
    assert page.complaints == []
