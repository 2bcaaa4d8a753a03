"""F6.5 under a keyboard: cells are filled in, rows added and removed, a block pasted; what stands there is kept."""

import pytest
from support.scripts_alone import page_of

from pledge_lib.course import Lesson
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.preview import read_position
from pledge_lib.panels.asked import FormCore

pytestmark = pytest.mark.browser

RENDER = 'import { render } from "./form.js";\nrender({ model, el: document.querySelector("main") });'
PASTE = """(box, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
FOCUSED = "() => document.activeElement.dataset.name"


@pytest.fixture(params=LANGUAGES)
def page(request, browser, tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    driver = Lesson("06_my_position", request.param).my_position.form.driver
    opened = page_of(browser, RENDER, panel=FormCore(driver, texts(), request.param))
    yield opened
    assert opened.complaints == []
    opened.close()


def test_rows_are_added_filled_in_and_removed_by_the_keyboard_alone(page):
    rows, keys = page.locator(".grid tbody tr"), page.keyboard
    before = rows.count()
    page.locator('[data-name="grid::add"]').focus()
    keys.press("Enter")
    assert rows.count() == before + 1 and page.evaluate(FOCUSED) == f"grid:{before}:0"
    for text in ("甲銀行", "質押", "2317", "3張", "200", "100000"):
        keys.type(text)
        keys.press("Tab")
    page.locator('[data-name="grid:0:remove"]').focus()
    keys.press("Enter")
    assert rows.count() == before and page.evaluate(FOCUSED) == "grid:0:remove"
    page.locator('[data-action="keep"]').focus()
    keys.press("Enter")
    page.locator(".said.right").first.wait_for()
    assert [row.symbol for row in kept.kept().rows][-1] == "2317" and len(kept.kept().rows) == before


def test_enter_goes_down_and_adds_the_row_that_is_missing(page):
    last = page.locator(".grid tbody tr").count() - 1
    page.locator(f'[data-name="grid:{last}:3"]').focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == f"grid:{last + 1}:3" and page.locator(".said").count() == 0
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == f"grid:{last}:3"


def test_rows_of_a_spreadsheet_are_pasted_into_the_cells(page):
    page.locator('[data-name="grid:0:0"]').evaluate(
        PASTE, "甲銀行\t質押\t2330\t1張\t1000\t60萬\n乙\t融資\t2317\t1張\t200\t9萬"
    )
    page.locator('[data-name="grid:1:4"]').fill("201")
    assert page.locator('[data-name="grid:0:5"]').input_value() == "60萬"
    page.locator('[data-action="read"]').click()
    page.locator(".said").first.wait_for()
    assert any("201" in each for each in page.locator(".said").all_text_contents())


def test_columns_that_are_not_understood_are_chosen_by_the_keyboard_and_all_is_read_again(page):
    heads = "ABCDEF"
    page.locator("textarea").fill("\t".join(heads) + "\n甲銀行\t質押\t2330\t1張\t1000\t60萬\n")
    page.locator('[data-action="read"]').click()
    for head, key in zip(heads, ("lender", "kind", "symbol", "shares", "price", "loan"), strict=True):
        select = page.locator(f'[data-name="columns:{head}"]')
        select.focus()
        while select.input_value() != key:
            page.keyboard.press("ArrowDown")
        assert page.evaluate(FOCUSED) == f"columns:{head}", "the hand stays where it was while the file is read again"
    page.locator(".said.right").wait_for()
    assert kept.kept() is None
    page.locator('[data-action="keep"]').click()
    page.locator(".said.right").nth(1).wait_for()
    assert kept.kept().rows[0].loan == 600_000


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_example_is_downloaded_and_read_again(page, kind, tmp_path):
    with page.expect_download() as coming:
        page.locator(f'[data-name="examples:example-position.{kind}"]').press("Enter")
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    assert len(read_position(file.read_bytes()).rows) == len(kept.example()) and page.locator(".said").count() == 0
    page.locator('[data-name="file"]').set_input_files(file)
    page.locator('[data-action="read"]').click()
    page.locator(".said.right").wait_for()


@pytest.mark.parametrize("width", [390, 918])
def test_the_cells_scroll_in_their_own_box(page, width):
    page.set_viewport_size({"width": width, "height": 700})
    box = page.locator(".grid .cells").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["height"] <= 262
    assert page.evaluate("document.documentElement.scrollWidth") <= width
