"""F1.5: the lenders' table is the reader's to edit."""

import pytest

from tests.browser.course_page import eventually

pytestmark = pytest.mark.browser


def test_a_rate_edited_in_the_table_changes_the_cost_of_that_row_only(fresh, model):
    expected, panel = model("F1.5"), fresh("F1.5")
    panel.open("sheet")
    before = panel.table(1)
    rate, cost = 1, 3
    box = panel.root.locator("table").nth(1).locator("tbody tr").nth(2).get_by_role("textbox").first
    box.fill("5.5")
    box.press("Enter")
    lender = expected.view.sheet[3][rate]
    expected.set(**{lender: 0.055})
    eventually(lambda: panel.table(1)[3][cost], expected.view.sheet[3][cost], f"F1.5, {lender}: the cost")
    after = panel.table(1)
    assert after[3][rate] == "5.5"
    assert before[3][cost] != after[3][cost]
    del before[3], after[3]
    assert after == before, "the edit of one lender changed another's row"
