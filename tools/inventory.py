"""Author's helper for the inventory: all that the five articles teach, row by row, and where the course shows it.

    python tools/inventory.py            write docs/INVENTORY.md from docs/inventory.csv
    python tools/inventory.py missing    list the places that do not exist

A place is a figure (F1.1), a claim (FC1-03), a question or worked stage (E1.3, Q1.3, P1.2, W1), a statement (S0.1), or
a cell of a lesson (01:s1-6-early). What a row still lacks stands in its column `open`, in words.
"""

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pledge_lib.course.bank import bank, rooms
from pledge_lib.course.statements import STATEMENTS
from tools import notebooks

DOCS = Path(__file__).resolve().parent.parent / "docs"
TABLE, PAGE = DOCS / "inventory.csv", DOCS / "INVENTORY.md"
SHOWN = re.compile(r'lesson\.panel\("([^"]+)"')
ASKED = re.compile(r'lesson\.(?:exercise|predict|worked)\("([^"]+)"')
HEAD = """# The inventory

What the five articles teach, row by row, and where the course shows it. `python tools/inventory.py` writes this page
from `inventory.csv`; a test holds that each place exists. {live} of {all} rows are live; what the others lack is named.

| row | what | where | still open |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Row:
    """One thing that an article teaches."""

    row: str
    concept: str
    places: tuple[str, ...]
    open: str


def rows() -> list[Row]:
    """Return the rows in the order of the articles."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return [
            Row(each["row"], each["concept"], tuple(each["places"].split()), each["open"])
            for each in csv.DictReader(table)
        ]


def known_places() -> set[str]:
    """Return every place of the course that a reader can go to; a figure counts where a lesson shows it."""
    [leading, *_] = notebooks.LANGUAGES
    found = set(STATEMENTS)
    for name in notebooks.names():
        cells = notebooks.read(name, leading).cells
        found |= {f"{name[:2]}:{cell.id}" for cell in cells}
        for cell in cells:
            found |= {*SHOWN.findall(cell.source), *ASKED.findall(cell.source)}
        if name in rooms():
            questions = bank(name).questions
            found |= {questions[id].figure for id in found & questions.keys()} | {*bank(name).claims}
    return found


def missing() -> Iterator[str]:
    """Yield one line for each place that does not exist, and for each row that has neither a place nor a gap."""
    known = known_places()
    for each in rows():
        yield from (f"{each.row}: {place} is nowhere" for place in each.places if place not in known)
        if not each.places and not each.open:
            yield f"{each.row}: no place, and nothing is named as open"


def page() -> str:
    """Return the page as it should be."""
    found = rows()
    lines = (f"| {each.row} | {each.concept} | {' '.join(each.places)} | {each.open} |\n" for each in found)
    return HEAD.format(live=sum(not each.open for each in found), all=len(found)) + "".join(lines)


if __name__ == "__main__":
    if "missing" in sys.argv[1:]:
        sys.exit("\n".join(missing()) or None)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
