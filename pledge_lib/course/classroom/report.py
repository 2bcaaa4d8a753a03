"""`python -m pledge_lib class report FOLDER`: what a class handed in, as tables; damage and duplicates are named."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from pledge_lib.course.classroom.folder import collected
from pledge_lib.course.classroom.gradebook import for_canvas, for_moodle, of_items
from pledge_lib.course.ledger_file import put
from pledge_lib.course.printed import printable
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.panels.words import Words

MOODLE, CANVAS, ITEMS = "class-moodle.csv", "class-canvas.csv", "class-items.csv"


def run(arguments: list[str]) -> int:
    """Do what the arguments say; return the exit code."""
    parser = ArgumentParser(prog="python -m pledge_lib class")
    verbs = parser.add_subparsers(dest="verb", required=True)
    report = verbs.add_parser("report")
    report.add_argument("folder", type=Path, metavar="FOLDER")
    report.add_argument("--out", type=Path, default=Path(), metavar="FOLDER")
    for verb in (report,):
        verb.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    chosen = parser.parse_args(arguments)
    words = Words(chosen.lang, texts()[chosen.lang])
    return _report(chosen.folder, chosen.out, words)


def _report(folder: Path, out: Path, words: Words) -> int:
    if not folder.is_dir():
        _say(words("class.report.no-folder", folder=folder))
        return 1
    found = collected(folder)
    for notice in found.notices:
        _say(notice.text(words))
    if not found.entries:
        _say(words("class.report.nothing", folder=folder))
        return 1
    tables = {MOODLE: for_moodle(found), CANVAS: for_canvas(found), ITEMS: of_items(found, words)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in tables.items():
            put(out / name, data)
    except OSError:
        _say(words("class.report.not-written", folder=out))
        return 1
    readers = len({entry.label for entry in found.entries})
    said = {"readers": readers, "count": len(found.entries), "trouble": len(found.notices)}
    _say(words("class.report.done", **said, files=words("review.comma").join(tables), folder=out.resolve()))
    return 0


def _say(text: str):
    print(printable(text), file=sys.stdout, flush=True)
