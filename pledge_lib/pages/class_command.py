"""`python -m pledge_lib class`: `report` on what a class handed in, and `key`, the teacher's twin of each lesson."""

from argparse import ArgumentParser
from pathlib import Path

from pledge_lib.course.classroom.report import report, say
from pledge_lib.course.ledger_file import put
from pledge_lib.course.reader_seed import plain_seed
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.pages.notebooks import FOLDER, notebooks
from pledge_lib.pages.twin import twin
from pledge_lib.panels.words import Words


def run(arguments: list[str]) -> int:
    """Do what the arguments say; return the exit code."""
    parser = ArgumentParser(prog="python -m pledge_lib class")
    verbs = parser.add_subparsers(dest="verb", required=True)
    reports, keys = verbs.add_parser("report"), verbs.add_parser("key")
    reports.add_argument("folder", type=Path, metavar="FOLDER")
    keys.add_argument("lessons", nargs="*", metavar="LESSON")
    keys.add_argument("--seed", type=plain_seed)
    for verb in (reports, keys):
        verb.add_argument("--out", type=Path, default=Path(), metavar="FOLDER")
        verb.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    chosen = parser.parse_args(arguments)
    words = Words(chosen.lang, texts()[chosen.lang])
    if chosen.verb == "report":
        return report(chosen.folder, chosen.out, words)
    return _keys(chosen.lessons, chosen.seed or None, chosen.out, words)


def _keys(lessons: list[str], seed: str | None, out: Path, words: Words) -> int:
    """Write the twins of some lessons, or of all."""
    known = notebooks(words.language)
    unknown = [name for name in lessons if name not in known]
    if unknown or not known:
        named = words("review.comma").join(unknown) or FOLDER
        say(words("class.key.unknown", names=named, known=words("review.comma").join(known)))
        return 1
    files = {f"{name}-{words.language}-teacher.ipynb": name for name in lessons or known}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for file, name in files.items():
            put(out / file, twin(name, words, seed).encode())
    except OSError:
        say(words("class.report.not-written", folder=out))
        return 1
    say(words("class.key.done", files=words("review.comma").join(files), folder=out.resolve()))
    return 0
