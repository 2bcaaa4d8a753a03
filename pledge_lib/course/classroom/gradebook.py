"""The results of a class as tables that Moodle and Canvas import, and the questions as a table of their own."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from pledge_lib.course.bank import bank, rooms
from pledge_lib.course.classroom.collecting import Collection
from pledge_lib.course.classroom.items import statistics_of
from pledge_lib.panels.spreadsheet import escape_formula
from pledge_lib.panels.words import Words

# the columns of the two systems stand here as their own exports write them, whatever the course's language is
MOODLE = ("First name", "Last name", "ID number", "Institution", "Department", "Email address")
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
NO_GRADE = "-"  # as Moodle writes it; of an empty cell it makes a zero where it adds a column
POINTS_POSSIBLE = "    Points Possible"
ITEMS = ("lesson", "question", "title", "answered", "right", "difficulty", "discrimination", "trap", "hits", "idea")


def graded(collection: Collection) -> tuple[str, ...]:
    """Return the lessons that somebody handed in and that have core exercises."""
    handed_in = {entry.result.lesson for entry in collection.entries}
    return tuple(lesson for lesson in rooms() if lesson in handed_in and bank(lesson).core)


def for_moodle(collection: Collection) -> bytes:
    """Return the core exercises done, in the order of Moodle's columns; whose they are stands under ID number."""
    lessons = graded(collection)
    rows = (("", "", label, "", "", "", *points) for label, points in _points(collection, lessons, NO_GRADE))
    return _table([(*MOODLE, *(f"{lesson} (Real)" for lesson in lessons)), *rows])


def for_canvas(collection: Collection) -> bytes:
    """Return the core exercises done, in the order of Canvas' columns, below the points possible."""
    lessons = graded(collection)
    possible = (POINTS_POSSIBLE, *[""] * (len(CANVAS) - 1), *(len(bank(lesson).core) for lesson in lessons))
    rows = ((label, "", label, label, "", *points) for label, points in _points(collection, lessons))
    return _table([(*CANVAS, *lessons), possible, *rows])


def of_items(collection: Collection, words: Words) -> bytes:
    """Return the questions with their statistics."""
    return _table([ITEMS, *(row for lesson in rooms() for row in _items(collection, lesson, words))])


def _items(collection: Collection, lesson: str, words: Words) -> Iterator[tuple]:
    for each in statistics_of(lesson, collection.of(lesson)):
        title, told = words(f"{each.item.id}.title"), each.discrimination
        apart = "" if told is None else round(told, 2)
        yield (
            *(lesson, each.item.id, title, each.count, each.right, round(each.difficulty, 2), apart),
            *(each.trap or "", each.hits, each.idea or ""),
        )


def _points(collection: Collection, lessons: Sequence[str], none: str = "") -> Iterator[tuple[str, list]]:
    """Yield each name with the core exercises done in each lesson; of two records of a name the better one counts."""
    done: dict[str, dict[str, int]] = {}
    for entry in collection.entries:
        own, lesson = done.setdefault(entry.label, {}), entry.result.lesson
        own[lesson] = max(own.get(lesson, 0), entry.result.core)
    for label in sorted(done):
        yield label, [done[label].get(lesson, none) for lesson in lessons]


def _table(rows: Iterable[Sequence]) -> bytes:
    """Return rows as CSV; the mark at its start makes Excel read Chinese, and no cell is a formula."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(map(_shown, row) for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _shown(cell):
    return escape_formula(cell) if isinstance(cell, str) and cell != NO_GRADE else cell
