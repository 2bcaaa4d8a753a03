"""What stands in one cell, read by its column: a name, a number in its unit, a share count, a day, a known word."""

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache

from pledge_lib.datasets.mine.problems import Unreadable
from pledge_lib.finance.checks import InputError, exact
from pledge_lib.finance.reading import number_in
from pledge_lib.finance.unit import Unit
from pledge_lib.finance.units import MANY_SHARES, RATE

LONGEST_NAME = 60
LOTS = dict.fromkeys(("LOT", "LOTS"), MANY_SHARES["張"])
MOST_SHARES = 1e12
REPUBLIC, FIRST_YEAR, LAST_YEAR = 1911, 1990, 2100
ROC, WESTERN = "roc", "western"
DAY = re.compile(r"(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
RUN_TOGETHER = re.compile(r"(\d{3,4})(\d\d)(\d\d)$")
IN_QUOTES = re.compile(r'="([^"]*)"$')  # how a comma-separated file keeps a spreadsheet from cutting the zeros of 0050
CALCULATED = tuple("=@＝＠")
KEPT_FROM_FORMULAS = tuple("=+-@")  # before these a spreadsheet is told by ' that it is a text
CODE_LENGTH = 4
UNSURE = (0.1, 1)  # 0.5 in a column of rates may be 0.5% as well as 50%


def text_of(cell: object) -> str:
    """Return a cell as plain text: full-width signs as plain ones, whole numbers without a point.

    >>> text_of("　台積電 "), text_of(2330.0), text_of('="0050"')
    ('台積電', '2330', '0050')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        cell = int(cell)
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    quoted = IN_QUOTES.match(text)
    return quoted[1].strip() if quoted else "".join(sign for sign in text if sign.isprintable())


def name(column: str, cell: object) -> str:
    """Return a name; what a spreadsheet would calculate is refused."""
    text = text_of(cell)
    if text[:1] == "'" and text[1:2] in KEPT_FROM_FORMULAS:
        text = text[1:]
    else:
        _require_no_formula(column, text)
    if len(text) > LONGEST_NAME:
        raise Unreadable("out_of_range", column=column, text=f"{text[:LONGEST_NAME]}…", low=1, high=LONGEST_NAME)
    return text


def code(column: str, cell: object) -> str:
    """Return a symbol; a number that lost its first zeros in a spreadsheet gets them back.

    >>> code("symbol", 50), code("symbol", "2330 台積電"), code("symbol", "ETH")
    ('0050', '2330', 'ETH')
    """
    text = name(column, cell).upper()
    first = text.split()[0] if text else text
    if first[:1].isdigit():
        text = first
    return text.zfill(CODE_LENGTH) if text.isdigit() else text


def number(
    column: str, cell: object, unit: Unit, *, low: float = 0.0, high: float = math.inf, per_cent: bool = False
) -> float:
    """Return a number in the library's unit, between two ends; `per_cent` says that the column's name has the sign.

    A ratio without a sign is the fraction where that is possible, a rate where it is below a tenth; a rate that may as
    well be one as the other is refused.

    >>> from pledge_lib.finance.units import MONEY, PERCENT, RATE
    >>> number("loan", "NT$ 1,200,000", MONEY), number("loan", "120萬", MONEY), number("rate", "6.45%", RATE)
    (1200000.0, 1200000.0, 0.0645)
    >>> [number("line", typed, PERCENT, low=1, high=5) for typed in ("130%", 1.3, 130)], number("rate", 6.45, RATE)
    ([1.3, 1.3, 1.3], 0.0645)
    """
    text = text_of(cell)
    _require_no_formula(column, text)
    if isinstance(cell, bool | date):
        raise Unreadable("not_a_number", column=column, text=text)
    found, sign = _number_in(column, text)
    if sign:
        if sign not in unit.taken:
            raise Unreadable("other_unit", column=column, text=text[:LONGEST_NAME], given=sign[:LONGEST_NAME])
        found *= exact(unit.taken[sign])
    elif per_cent and unit.scale != 1:
        found /= unit.scale
    elif unit is RATE:
        if UNSURE[0] <= found < UNSURE[1]:
            raise Unreadable("rate_unsure", column=column, text=text, other=RATE(found))
        found = found if found < UNSURE[0] else found / unit.scale
    elif unit.scale != 1 and not low <= found <= high:
        found /= unit.scale
    return _within(column, float(found), text[:LONGEST_NAME], low, high)


def _number_in(column: str, text: str) -> tuple[Fraction, str]:
    try:
        return number_in(text, column)
    except InputError:
        raise Unreadable("not_a_number", column=column, text=text[:LONGEST_NAME]) from None


def count(column: str, cell: object, *, lots: bool) -> float:
    """Return a number of shares, also from lots: 3張 is 3,000 shares, as is 3 in a column of lots.

    >>> [count("shares", typed, lots=False) for typed in ("3張", "1,500股", 200)]
    [3000.0, 1500.0, 200.0]
    """
    text = text_of(cell)
    _require_no_formula(column, text)
    found, sign = _number_in(column, text)
    shares = MANY_SHARES | LOTS
    if isinstance(cell, bool | date) or (sign and sign not in shares):
        raise Unreadable("not_a_number", column=column, text=text[:LONGEST_NAME])
    found *= shares[sign] if sign else MANY_SHARES["張"] if lots else 1
    return _within(column, float(found), text[:LONGEST_NAME], 0.0, MOST_SHARES)


def day(column: str, cell: object, years: str | None = None) -> date:
    """Return a day; a year of three digits counts from 1912, as dates in Taiwan do. `years` settles shorter ones.

    >>> day("drawn", "114/3/5"), day("drawn", "1140305"), day("drawn", "民國114年3月5日"), day("drawn", "2025-03-05")
    (datetime.date(2025, 3, 5), datetime.date(2025, 3, 5), datetime.date(2025, 3, 5), datetime.date(2025, 3, 5))
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _in_years(column, cell, cell.isoformat())
    text = text_of(cell)
    _require_no_formula(column, text)
    bare = re.sub(r"^(中華民國|民國)", "", text.split("T")[0].split()[0] if text else text)
    found = DAY.match(bare) or RUN_TOGETHER.match(bare)
    if not found:
        raise Unreadable("not_a_date", column=column, text=text)
    year, month, of_month = map(int, found.groups())
    if len(found[1]) < 3 and years is None and bare == text.split()[0]:
        raise Unreadable("year_count", column=column, text=text)
    if years != WESTERN and year < 1_000:
        year += REPUBLIC
    try:
        read = date(year, month, of_month)
    except (ValueError, OverflowError):
        raise Unreadable("not_a_date", column=column, text=text) from None
    return _in_years(column, read, text)


def word(column: str, cell: object, known: Mapping[str, str], choices: str) -> str:
    """Return what a known word stands for."""
    text = text_of(cell)
    found = known.get(plain(text))
    if found is None:
        raise Unreadable("unknown_word", column=column, text=text[:LONGEST_NAME], choices=choices)
    return found


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """Return a name without what people write in different ways: case, blanks, hyphens, brackets.

    >>> plain("Loan-to-Value (%)") == plain("loan to value")
    True
    """
    bare = re.sub(r"[(\[【].*?[)\]】]", "", unicodedata.normalize("NFKC", text)).casefold()
    return re.sub(r"[\W_]+", "", bare)


def _in_years(column: str, found: date, text: str) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unreadable("out_of_range", column=column, text=text, low=FIRST_YEAR, high=LAST_YEAR)
    return found


def _within(column: str, found: float, text: str, low: float, high: float) -> float:
    if not low <= found <= high:
        raise Unreadable("out_of_range", column=column, text=text, low=low, high=high)
    return found


def _require_no_formula(column: str, text: str) -> None:
    if text.startswith(CALCULATED):
        raise Unreadable("formula", column=column, text=text[:LONGEST_NAME])
