"""The report on a class: what a folder holds, as tables for Moodle, Canvas and the teacher; what is damaged is said."""

import sys
from pathlib import Path

from pledge_lib.course.classroom.folder import collected
from pledge_lib.course.classroom.gradebook import for_canvas, for_moodle, of_items
from pledge_lib.course.ledger_file import put
from pledge_lib.course.printed import printable
from pledge_lib.panels.words import Words

MOODLE, CANVAS, ITEMS = "class-moodle.csv", "class-canvas.csv", "class-items.csv"


def report(folder: Path, out: Path, words: Words) -> int:
    """Write the tables of a folder and say what was found; return the exit code."""
    if not folder.is_dir():
        say(words("class.report.no-folder", folder=folder))
        return 1
    found = collected(folder)
    for notice in found.notices:
        say(notice.text(words))
    if not found.entries:
        say(words("class.report.nothing", folder=folder))
        return 1
    tables = {MOODLE: for_moodle(found), CANVAS: for_canvas(found), ITEMS: of_items(found, words)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in tables.items():
            put(out / name, data)
    except OSError:
        say(words("class.report.not-written", folder=out))
        return 1
    readers = len({entry.label for entry in found.entries})
    said = {"readers": readers, "count": len(found.entries), "trouble": len(found.notices)}
    say(words("class.report.done", **said, files=words("review.comma").join(tables), folder=out.resolve()))
    return 0


def say(text: str):
    """Print a sentence in signs that the console has."""
    print(printable(text), file=sys.stdout, flush=True)
