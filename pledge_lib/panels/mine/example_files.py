"""The example household as files to fill in, in the reader's language: comma-separated text, and a workbook."""

import io
from dataclasses import replace
from datetime import date, datetime

from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.rows import COLUMNS, NUMBERS, PARTS, PositionRow, written
from pledge_lib.datasets.mine.written import csv_bytes
from pledge_lib.finance.units import DATE, SHARES
from pledge_lib.panels.mine.position import lender_said
from pledge_lib.panels.spreadsheet import escape_formula, number_format
from pledge_lib.panels.words import Words

NAME, WIDTH, MADE = "example-position", 14, datetime(2026, 3, 2)


def example_files(words: Words) -> dict[str, bytes]:
    """Return the files by their names; each is read as the same position."""
    rows = [replace(row, lender=lender_said(row.lender, words)) for row in kept.example()]
    return {f"{NAME}.csv": csv_bytes(rows, words.language), f"{NAME}.xlsx": _workbook(rows, words)}


def _workbook(rows: list[PositionRow], words: Words) -> bytes:
    """Return one sheet of plain cells, numbers and dates as a spreadsheet keeps them."""
    import xlsxwriter  # here, since it costs a tenth of a second and few readers ask for it

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": MADE})  # else no two of them are the same, and a page would be built anew for it
    sheet, bold = book.add_worksheet(words("mine.sheet.holdings")), book.add_format({"bold": True})
    columns = [name for name in COLUMNS if any(getattr(row, name) not in (None, "") for row in rows)]
    sheet.write_row(0, 0, [written("columns", name, words.language) for name in columns], bold)
    sheet.set_column(0, len(columns) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    for below, row in enumerate(rows, 1):
        for across, name in enumerate(columns):
            value = getattr(row, name)
            if isinstance(value, date):
                sheet.write_datetime(below, across, value, book.add_format({"num_format": number_format(DATE(value))}))
            elif isinstance(value, str):
                text = written(PARTS[name], value, words.language) if name in PARTS else value
                sheet.write_string(below, across, escape_formula(text))
            elif value is not None:
                unit = NUMBERS[name][0] if name in NUMBERS else SHARES
                sheet.write_number(below, across, value, book.add_format({"num_format": number_format(unit(value))}))
    book.close()
    return data.getvalue()
