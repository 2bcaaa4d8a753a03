"""No figure and no form has what axe-core calls a violation, in the light theme and in the dark one.

Each stands alone on a page, without a kernel: closed, with each of its drawers open, with its solution told. By default
they are a few, drawn by a seed; `PLEDGE_LAB_ALL_SCREENS=1` asks about all, in parts by `-k F1` or `-k E2`.
"""

import pytest
from support.figure_alone import FigurePage
from support.form_alone import FormPage
from support.screen_samples import figure_screens, form_screens

from pledge_lib.course import Lesson

pytestmark = pytest.mark.browser


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


@pytest.mark.parametrize(("form", "language", "theme"), tuple(form_screens(few=2)), ids=_short)
def test_a_form_has_no_violation_before_the_answer_and_after_it(browser, record, form, language, theme):
    lesson, verb, name = form
    asked = getattr(Lesson(lesson, language), verb)
    opened = asked(name) if name else asked()
    driver = opened.form.driver if verb == "predict" else opened.driver
    shown = FormPage(browser, driver, language, theme=theme)
    try:
        found = _violations(shown)
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
