"""Author's helper for the JupyterLab extension: what it knows of the lessons, in one file. Readers never need it.

    python tools/labextension.py          write pledge_lib/lab/labextension/static/course.json
    python tools/labextension.py check    say whether it is as this would write it

The file holds the lessons in order with their titles, every code cell that the course ships and the one that shows
each figure, the words of the bar and those of the trust marks. It is committed, so that what a reader saves into a
lesson never counts as shipped.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

from pledge_lib import datasets
from pledge_lib.course.bank import bank, rooms
from pledge_lib.course.wording import texts
from pledge_lib.panels.provenance import signs

ROOT = Path(__file__).resolve().parent.parent
LAB = ROOT / "pledge_lib" / "lab"
PLACE = LAB / "labextension" / "static" / "course.json"
NOTEBOOKS = ROOT / "notebooks"
SHOWS = re.compile(r'^lesson\.(panel|predict)\("(.+?)"')


def written() -> str:
    """Return what the file should say."""
    languages = datasets.languages()
    names = sorted(path.stem for path in (NOTEBOOKS / languages[0]).glob("*.ipynb"))
    course = {
        "languages": {language: texts()[language]["language.name"] for language in languages},
        "texts": {language: _words(language) for language in languages},
        "marks": {language: signs(texts()[language]) for language in languages},
        "lessons": [_lesson(name, languages) for name in names],
    }
    return json.dumps(course, ensure_ascii=False, indent=1) + "\n"


def _words(language: str) -> dict[str, str]:
    return tomllib.loads((LAB / f"bar.{language}.toml").read_text(encoding="utf-8"))


def _lesson(name: str, languages: tuple[str, ...]) -> dict:
    cells = {
        language: json.loads((NOTEBOOKS / language / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        for language in languages
    }
    code = {}
    for same in zip(*cells.values(), strict=True):
        if same[0]["cell_type"] == "code":
            sources = dict(zip(languages, ("".join(cell["source"]) for cell in same), strict=True))
            code[same[0]["id"]] = sources if len(set(sources.values())) > 1 else sources[languages[0]]
    titles = {language: _title(found) for language, found in cells.items()}
    return {"name": name, "titles": titles, "code": code, "figures": _figures(name, code)}


def _figures(name: str, code: dict[str, str | dict]) -> dict[str, str]:
    """Return the cell of each figure: the one that opens it, or else the first guess that covers it."""
    shown = {id: SHOWS.match(source) for id, source in code.items() if isinstance(source, str)}
    opened = {found[2]: id for id, found in reversed(shown.items()) if found and found[1] == "panel"}
    asked = bank(name).questions if name in rooms() else {}
    covered = {asked[found[2]].figure: id for id, found in reversed(shown.items()) if found and found[2] in asked}
    return dict(sorted((covered | opened).items()))


def _title(cells: list[dict]) -> str:
    lines = "".join(cells[0]["source"]).splitlines()
    return next(line for line in lines if line.startswith("# ")).removeprefix("# ")


def main():
    if "check" in sys.argv[1:]:
        is_fresh = PLACE.read_text(encoding="utf-8") == written()
        sys.exit(None if is_fresh else f"{PLACE.name} is older than the lessons; run tools/labextension.py")
    PLACE.write_text(written(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
