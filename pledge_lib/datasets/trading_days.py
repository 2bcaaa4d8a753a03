"""The days of the Taiwan market: sessions, days on which only payments are made, and why there is no trading."""

from functools import cache

from pledge_lib.datasets import tables
from pledge_lib.datasets.framed import Rows
from pledge_lib.datasets.origins import FOLDER, sources
from pledge_lib.datasets.records import CalendarDay
from pledge_lib.datasets.tables import DatasetError, read_table, require_rising
from pledge_lib.finance.profile import MARKS


@cache
def calendar() -> Rows[CalendarDay]:
    """Return the days of the Taiwan market, 2008 to 2027: every weekday, and each Saturday with trading.

    A damaged table raises DatasetError.

    >>> [str(day.date) for day in calendar() if day.date.year == 2025 and day.settlement and not day.trading]
    ['2025-01-23', '2025-01-24']
    """
    source, mark = tables.one_of(*sources()), tables.one_of(*MARKS)
    columns: dict[str, tables.Parser] = {
        "date": tables.day,
        "trading": tables.yes_no,
        "settlement": tables.yes_no,
        "reason": str,
    }
    columns |= {"source": source, "mark": mark, "projected": tables.yes_no}
    rows = read_table(FOLDER, "calendar.csv", columns)
    require_rising("calendar.csv", rows, "date", 0)
    days = Rows([CalendarDay(*row.values) for row in rows])
    for row, day in zip(rows, days, strict=True):
        if day.trading and not day.settlement:
            raise DatasetError("calendar.csv", "a session is a settlement day too; write yes", row.number, "settlement")
        if not day.trading and not day.reason:
            raise DatasetError("calendar.csv", "a day without trading needs its reason", row.number, "reason")
    return days
