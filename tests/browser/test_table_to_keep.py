"""The numbers of a figure can be kept as a file, in its language, without Python."""

import csv

import pytest
from support.figure_alone import FigurePage

pytestmark = pytest.mark.browser


def kept(shown: FigurePage, drawer: str) -> tuple[str, list[list[str]]]:
    """Return the name and the rows of the file that the button of a drawer saves."""
    shown.page.locator(f'[data-name="drawer:{drawer}"]').click()
    with shown.page.expect_download() as coming:
        shown.page.locator(f'[data-name="keep:{drawer}"]').click()
    file = coming.value
    with open(file.path(), encoding="utf-8-sig", newline="") as opened:
        return file.suggested_filename, list(csv.reader(opened))


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_numbers_and_the_sheet_of_an_income_are_kept_as_they_stand(browser, language):
    shown = FigurePage(browser, "F3.1", language, width=918, preset="monthly")
    try:
        for drawer in ("table", "sheet"):
            name, rows = kept(shown, drawer)
            said = shown.panel.frame[drawer]
            assert name == f"F3.1-{drawer}.csv"
            assert [[cell.replace("-", "−") for cell in row] for row in rows] == [
                [cell.replace("-", "−") for cell in row] for row in said
            ]
    finally:
        shown.close()


def test_the_button_of_a_closed_drawer_is_not_met_by_the_keyboard(browser):
    shown = FigurePage(browser, "F3.1", "en", width=918)
    try:
        assert not shown.page.locator('[data-name="keep:table"]').is_visible()
        shown.page.locator('[data-name="drawer:table"]').click()
        assert shown.page.locator('[data-name="keep:table"]').is_visible()
    finally:
        shown.close()
