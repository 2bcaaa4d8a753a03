"""Rows that a reader pastes or keeps in a file: a day and its close, and on the day of a split how many one became.

A tab, a semicolon, a comma or blanks stand between the cells, which may be quoted; each is read by the one reader.
"""

import re
from collections.abc import Iterator
from datetime import date

from pledge_lib.finance.checks import InputError, require_positive
from pledge_lib.finance.reading import day_in, plain_text
from pledge_lib.finance.units import NUMBER, PRICE

QUOTED = re.compile(r'\s*(?:"([^"]*)"|([^,"]*))\s*(?:,|$)')
MOMENT = re.compile(r"^(\S+[T ]\d{1,2}:\d{2}\S*)[\s,]+(.*)$")
MOST_SIGNS = 200  # of a row; more is no row of two or three cells


def numbered_lines(text: str) -> list[tuple[int, str]]:
    """Return the rows of a text with their places, counted from 1; blank ones and a head without digits are left out.

    >>> numbered_lines("date,close\\n2025-04-02,942\\n\\n")
    [(2, '2025-04-02,942')]
    """
    lines = [(place, line.strip()) for place, line in enumerate(str(text).splitlines(), start=1)]
    lines = [(place, line) for place, line in lines if plain_text(line)]
    if lines and not any(sign.isdigit() for sign in lines[0][1]):
        return lines[1:]
    return lines


def read_row(name: str, place: int, line: str) -> tuple[date, float, float]:
    """Return the day, the close and the shares for one of a row; refuse what is none, with its place.

    >>> read_row("own", 1, '"2025-06-18"\\t"1,188.65"'), read_row("own", 2, "114/06/18,47.57,4")
    ((datetime.date(2025, 6, 18), 1188.65, 1.0), (datetime.date(2025, 6, 18), 47.57, 4.0))
    """
    cells = [cell for cell in cells_of(line) if cell] if len(line) <= MOST_SIGNS else []
    if len(cells) not in (2, 3):
        raise InputError("not_a_row", name=name, value=line, row=place)
    try:
        day, (close, *_) = day_in(cells[0], name), PRICE.readings(cells[1])
        shares_for_one = NUMBER.readings(cells[2])[0] if len(cells) > 2 else 1.0
    except InputError:
        raise InputError("not_a_row", name=name, value=line, row=place) from None
    for value in (close, shares_for_one):
        with_row(place, require_positive, name, value)
    return day, close, shares_for_one


def with_row(place: int, require, name: str, *values):
    """Let a check refuse, and name the row in what it says."""
    try:
        return require(name, *values)
    except InputError as refused:
        raise InputError(f"{refused.key}_row", **refused.values, row=place) from None


def cells_of(line: str) -> list[str]:
    """Return the cells of a row.

    >>> cells_of("2025-04-02 00:00:00\\t21,298.22"), cells_of("2025/4/2 21,298.22"), cells_of("2025-4-2;942")
    (['2025-04-02 00:00:00', '21,298.22'], ['2025/4/2', '21,298.22'], ['2025-4-2', '942'])
    """
    return [plain_text(cell) for cell in _split(plain_line(line))]


def plain_line(line: str) -> str:
    """Return a row with full-width separators made narrow, its quotes kept."""
    return line.translate(str.maketrans("，；　＂“”", ',; """')).strip("\ufeff \r\n")


def _split(line: str) -> Iterator[str] | list[str]:
    for separator in ("\t", ";", "|"):
        if separator in line:
            return line.split(separator)
    if '"' in line:
        return [quoted or bare for quoted, bare in QUOTED.findall(line)]
    moment = MOMENT.match(line)
    if moment:
        return [moment[1], *_split(moment[2])] if "," in moment[2] else [moment[1], moment[2]]
    day, blank, rest = line.partition(" ")
    if blank and "," not in day:
        return [day, *rest.split()]
    return line.split(",")
