"""Files as people keep them, made here: no picture of a file can be mended by hand."""

import io

import openpyxl
import pytest

CSV = """我的部位,,,,,,,
機構,種類,股票代號,股票名稱,庫存張數,收盤價,借款金額,年利率,借款日
甲銀行,股票質押,2330,台積電,3張,"1,000",180萬,2.95%,114/03/05
甲銀行,股票質押,0050,元大台灣50,"1,500股",200,,,
甲銀行,股票質押,0050,元大台灣50,1,200,,,
乙證券,融資,2603,長榮,2,150,"180,000",6.65%,
乙證券,融券,2454,聯發科,1,"1,300",,,
合計,,,,,,"1,980,000",,
"""
FULL = CSV.replace("年利率,借款日", "年利率,借款日,擔保價款,保證金").replace('"1,300",,,', '"1,300",,,,1294000,1170000')


def workbook(rows, **formats) -> bytes:
    """Return a workbook with these rows; `formats` are by cell how its number is shown."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, shown in formats.items():
        book.active[cell].number_format = shown
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.fixture(scope="session")
def make_workbook():
    return workbook


@pytest.fixture(scope="session")
def table() -> str:
    return FULL
