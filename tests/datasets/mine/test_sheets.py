"""Which sheet of a workbook is read, which are not, and why: none is passed over in silence."""

import io

import openpyxl
import pytest

from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.preview import BESIDES, EMPTY, NO_HOLDINGS, NO_NAMES, READ, read_position
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels.mine.understood import MANY, understood
from pledge_lib.panels.mine.workbook import position_workbook
from pledge_lib.panels.words import Words

HEAD = ("機構", "種類", "代號", "股數", "現價", "借款")
TABLE = [HEAD, ("甲銀行", "質押", "2330", "1張", 1000, "60萬")]
COVER, SUMS = [("我的部位",), ("2026 年 3 月",)], [("機構", "借款", "利率"), ("甲銀行", 600_000, "2.9%")]


def workbook(hidden=(), **sheets) -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(row)
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("sheets", "outcomes"),
    [
        ({"封面": COVER, "持有": TABLE}, [NO_NAMES, READ]),
        ({"彙總": SUMS, "持有": TABLE}, [NO_HOLDINGS, READ]),
        ({"空白": [], "持有": TABLE, "舊的": TABLE}, [EMPTY, READ, BESIDES]),
        ({"持有": TABLE, "彙總": SUMS}, [READ, NO_HOLDINGS]),
    ],
)
def test_the_sheet_that_can_hold_a_position_is_read_and_every_other_is_named(sheets, outcomes):
    seen = read_position(workbook(**sheets))
    assert seen.ready and seen.rows[0].loan == 600_000, seen.reason
    assert [(each.name, each.outcome) for each in seen.sheets] == list(zip(sheets, outcomes, strict=True))
    for language in LANGUAGES:
        said = understood(seen, Words(language, texts()[language]))
        assert all(any(name in line for line in said[: len(sheets)]) for name in sheets)


def test_a_slip_in_the_first_table_is_told_and_no_other_table_taken_in_its_place():
    slip = [HEAD, ("甲銀行", "質押", "2330", "ten", 1000, "60萬")]
    seen = read_position(workbook(**{"持有": slip, "舊的": TABLE}))
    assert not seen.ready and seen.not_understood[0].problems[0].key == "not_a_number"


def test_a_hidden_sheet_comes_after_those_that_are_seen():
    seen = read_position(
        workbook(hidden=("舊的",), **{"舊的": [HEAD, ("乙銀行", "質押", "2317", 1, 1, 1)], "持有": TABLE})
    )
    assert [row.symbol for row in seen.rows] == ["2330"]
    assert [(each.name, each.outcome) for each in seen.sheets] == [("持有", READ), ("舊的", BESIDES)]


def test_without_a_table_of_holdings_it_is_said_what_the_nearest_lacks():
    seen = read_position(workbook(**{"封面": COVER, "彙總": SUMS}))
    assert not seen.ready and [each.outcome for each in seen.sheets] == [NO_NAMES, READ]
    assert {problem.values["column"] for problem in seen.not_understood[0].problems} == {"kind"}


def test_one_sheet_needs_no_word_and_our_own_workbook_names_its_second():
    assert read_position(workbook(**{"持有": TABLE})).sheets == ()
    for language in LANGUAGES:
        own = position_workbook(portfolio_of(kept.example()), Words(language, texts()[language]))
        assert read_position(own).sheets[0].outcome == READ
        assert read_position(own).ready


def test_of_many_rows_those_that_are_not_understood_stand_first():
    rows = [("甲銀行", "質押", f"{place:04d}", "1張", 1000, 1) for place in range(MANY)]
    seen = read_position(workbook(**{"持有": [HEAD, *rows, ("甲銀行", "質押", "2330", "ten", 1000, "60萬")]}))
    said = understood(seen, Words("en", texts()["en"]))
    assert "ten" in said[1] and len(said) == MANY + 3
