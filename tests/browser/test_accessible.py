"""No figure and no form has what axe-core calls a violation, in the light theme and in the dark one, and none needs a
mouse or a fine hand: the Tab key comes to all that can be operated and is seen there, and a finger finds it.

Each stands alone on a page, without a kernel: closed, with each of its drawers open, with its solution told. By default
they are a few, drawn by a seed; `PLEDGE_LAB_ALL_SCREENS=1` asks about all, in parts by `-k F1` or `-k E2`.
"""

import pytest
from support.figure_alone import FigurePage
from support.form_alone import FormPage
from support.screen_samples import figure_screens, form_screens

from pledge_lib.course import Lesson

pytestmark = pytest.mark.browser

OPERATED = """
  const operated = (root) => [...root.querySelectorAll("button, select, input, textarea, summary, a, [role=slider]")]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled)
    .filter((node) => node.closest(".drawer")?.classList.contains("open") ?? true);
  const named = (node) => node.getAttribute("aria-label") || node.labels?.[0]?.textContent || node.textContent;"""
# half of 24 px from the middle; lines of a sentence lie closer than that, and there the next number may begin
SMALL = (
    "(root) => {"
    + OPERATED
    + """
  const isMet = (node, hit) => node.contains(hit) || hit?.closest("label")?.control === node
    || (node.matches(".scrub") && hit?.matches(".scrub"));
  return operated(root).filter((node) => {
    node.scrollIntoView({ block: "center", inline: "center" });
    const { left, right, top, bottom } = node.getBoundingClientRect(), x = (left + right) / 2, y = (top + bottom) / 2;
    return ![[-11.5, 0], [11.5, 0], [0, -11.5], [0, 11.5]]
      .every(([across, down]) => isMet(node, document.elementFromPoint(x + across, y + down)));
  }).map((node) => `a finger misses ${node.tagName} "${named(node).trim()}"`);
}"""
)
# of radio buttons the Tab key comes to one
MISSED = (
    "(root) => {"
    + OPERATED
    + """
  return operated(root).filter((node) => !window.met.has(node) && node.type !== "radio")
    .map((node) => `no key comes to ${node.tagName} "${named(node).trim()}"`);
}"""
)
MEET = """(root) => {
  const node = document.activeElement, { outlineStyle } = getComputedStyle(node);
  (window.met ??= new Set()).add(node);
  if (!root.contains(node)) return null;
  return outlineStyle === "none" ? `the focus is not seen on ${node.tagName} "${node.textContent.trim()}"` : "";
}"""
MOST_STOPS = 200


def _short(value) -> str:
    """Return a name for a case; that of a form is what it shows."""
    return value if isinstance(value, str) else value[2] or value[1]


@pytest.mark.parametrize(("figure", "language", "theme"), tuple(figure_screens(few=2)))
def test_a_figure_has_no_violation_with_any_drawer_open(browser, figure, language, theme):
    shown = FigurePage(browser, figure, language, width=918, theme=theme)
    try:
        found = _violations(shown)
        for button in shown.page.locator("nav button:visible").all():
            button.click()
            shown.settle()
            found += [f"{button.inner_text()}: {what}" for what in _violations(shown)]
        shown.resize(390)
        assert [*found, *(f"390 px: {what}" for what in _violations(shown))] == [], f"{figure} {language} {theme}"
    finally:
        shown.close()


@pytest.mark.parametrize(("figure", "language", "theme"), tuple(figure_screens(few=2)))
def test_all_of_a_figure_is_met_by_keys_and_by_a_finger(browser, figure, language, theme):
    shown = FigurePage(browser, figure, language, width=918, theme=theme)
    try:
        found = []
        for width in (918, 390, 1_180):
            shown.resize(width)
            found += [f"{width} px: {what}" for what in shown.root.evaluate(SMALL)]
        found += _by_keys(shown)
        shown.resize(918)
        for button in shown.page.locator("nav button:visible").all():
            button.click()
            shown.settle()
            found += [f"{button.inner_text()}: {what}" for what in (*shown.root.evaluate(SMALL), *_by_keys(shown))]
        assert found == [], f"{figure} {language} {theme}"
    finally:
        shown.close()


@pytest.mark.parametrize(("form", "language", "theme"), tuple(form_screens(few=2)), ids=_short)
def test_a_form_has_no_violation_and_is_met_by_keys_and_by_a_finger(browser, record, form, language, theme):
    lesson, verb, name = form
    asked = getattr(Lesson(lesson, language), verb)
    opened = asked(name) if name else asked()
    driver = opened.form.driver if verb == "predict" else opened.driver
    shown = FormPage(browser, driver, language, theme=theme)
    try:
        found = [*_violations(shown), *shown.root.evaluate(SMALL), *_by_keys(shown)]
        for action in ("check", "solution"):
            button = shown.page.locator(f'[data-action="{action}"]')
            if button.count():
                button.first.click()
                shown.settle()
                found += [f"{action}: {what}" for what in _violations(shown)]
        assert found == [], f"{form} {language} {theme}"
    finally:
        shown.close()


@pytest.fixture
def record(tmp_path, monkeypatch):
    """Give the forms a record of their own."""
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))


def _violations(shown) -> list[str]:
    """Return what axe-core finds in the figure or form itself; the page around it is another's."""
    from axe_playwright_python.sync_playwright import Axe  # one of the browser packages, as playwright is

    found = Axe().run(shown.page, context=shown.ROOT).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def _by_keys(shown) -> list[str]:
    """Return what the Tab key does not come to, and where the focus cannot be seen."""
    shown.page.evaluate("() => { window.met = new Set(); document.body.tabIndex = -1; document.body.focus(); }")
    stops = []
    while len(stops) < MOST_STOPS:
        shown.page.keyboard.press("Tab")
        fault = shown.root.evaluate(MEET)
        if fault is None and stops:
            break
        stops.append(fault)
    return [*filter(None, stops), *shown.root.evaluate(MISSED)]
