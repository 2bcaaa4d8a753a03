"""JupyterLab watches the cells that the browser does not skip, and no others: each costs every layout of a lesson."""

import pytest

from tests.browser.test_lesson_opens import START

pytestmark = pytest.mark.browser

LESSON = f"notebooks/en/{START}.ipynb"
MOST = 30  # cells; more are not near one screen of a lesson of two hundred
PATIENCE = 15_000  # ms
SPY = """(() => {
  const watchers = new Map(), { observe, unobserve, disconnect } = IntersectionObserver.prototype;
  const of = (observer) => watchers.get(observer) ?? watchers.set(observer, new Set()).get(observer);
  globalThis.isWatched = (node) => [...watchers.values()].some((nodes) => nodes.has(node));
  Object.assign(IntersectionObserver.prototype, {
    observe(node) { of(this).add(node); return observe.call(this, node); },
    unobserve(node) { of(this).delete(node); return unobserve.call(this, node); },
    disconnect() { of(this).clear(); return disconnect.call(this); },
  });
})()"""
# of each cell that is shown: its place, whether JupyterLab watches it, what it has set, whether a fifth of it is on the
# screen, and whether the browser skips it
CELLS = """() => {
  const { content } = jupyterapp.shell.currentWidget, screen = content.outerNode.getBoundingClientRect();
  return content.widgets.map(({ node }, place) => {
    const { top, bottom, height } = node.getBoundingClientRect();
    const seen = Math.min(bottom, screen.bottom) - Math.max(top, screen.top);
    return {
      place, isShown: height > 0, isWatched: isWatched(node), set: node.style.contentVisibility,
      isOn: seen >= 0.2 * height,
      isSkipped: !node.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }),
    };
  }).filter(({ isShown }) => isShown);
}"""
HOLDS = f"""() => {{
  const cells = ({CELLS})();
  return cells.length > 50
    && cells.every(({{ isWatched, set, isOn, isSkipped }}) => !(isSkipped && isWatched) && !(isOn && set !== "visible"))
    && cells.filter(({{ isWatched }}) => isWatched).length;
}}"""


@pytest.fixture
def lesson_page(new_page, server):
    opened = new_page()
    opened.context.add_init_script(SPY)
    opened.visit(server.url(LESSON))
    opened.wait_alive(LESSON)
    yield opened
    assert opened.complaints == []


def watched(page) -> int:
    """Return how many cells are watched, once no skipped one is and all on the screen are free of their bounds."""
    return page.wait_for_function(HOLDS, timeout=PATIENCE).json_value()


def test_few_cells_are_watched_wherever_one_reads(lesson_page):
    page = lesson_page.page
    assert watched(page) < MOST
    first = [cell["place"] for cell in page.evaluate(CELLS) if cell["isOn"]]
    page.evaluate("() => jupyterapp.shell.currentWidget.content.widgets.at(-1).node.scrollIntoView()")
    page.wait_for_function(
        f"(cells) => ({CELLS})().every(({{ place, set }}) => !cells.includes(place) || set === 'auto')", arg=first
    )
    assert watched(page) < MOST
    assert {cell["place"] for cell in page.evaluate(CELLS) if cell["isOn"]}.isdisjoint(first)


def test_a_cell_of_ones_own_is_watched_no_longer_than_the_others(lesson_page):
    page = lesson_page.page
    before = watched(page)
    page.evaluate("() => jupyterapp.commands.execute('notebook:insert-cell-below')")
    page.wait_for_function(
        f"(before) => ({CELLS})().filter((cell) => cell.isWatched).length > before + 20", arg=before
    )  # JupyterLab asks for all again
    assert watched(page) < MOST
