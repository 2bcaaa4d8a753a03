"""`python -m pledge_lib lessons FOLDER`: the lessons in a reader's own folder, at the places where they open alive.

They stand under `notebooks`, where every update replaces them. What a reader wrote into one is never replaced: where
an update has another text for it, the reader's goes into `mine` first. Everything else in the folder is left alone.
"""

import hashlib
import json
import shutil
from argparse import ArgumentParser
from pathlib import Path

from pledge_lib.pages.notebooks import FOLDER

LESSONS, MINE = "notebooks", "mine"
NOTE = ".as_shipped.json"  # what each lesson said when it was put there; beside the lessons


def run(arguments: list[str]) -> int:
    """Do what the arguments say; return the exit code."""
    parser = ArgumentParser(prog="python -m pledge_lib lessons")
    parser.add_argument("folder", type=Path)
    for kept in bring(parser.parse_args(arguments).folder):
        print(kept)
    return 0


def bring(folder: Path, shipped: Path = FOLDER) -> list[Path]:
    """Put the shipped lessons into a folder; return where a reader's own versions of them went."""
    note = folder / LESSONS / NOTE
    before, now, kept = _noted(note), {}, []
    (folder / MINE).mkdir(parents=True, exist_ok=True)
    for lesson in sorted(shipped.glob("*/*.ipynb")):
        name = lesson.relative_to(shipped).as_posix()
        place, now[name] = folder / LESSONS / name, _written(lesson)
        found = _written(place) if place.exists() else None
        if found not in (None, now[name], before.get(name)):
            if before.get(name) == now[name]:
                continue  # no update has come; the reader goes on in it
            kept.append(_put_aside(place, folder / MINE / lesson.parent.name))
        if not place.exists() or place.read_bytes() != lesson.read_bytes():
            _put(lesson, place)
    note.parent.mkdir(exist_ok=True)
    note.write_text(json.dumps(now, indent=1), encoding="utf-8")
    return kept


def _written(notebook: Path) -> str:
    """Return a fingerprint of what is written in a notebook: its cells, and nothing that running them changes."""
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        told = [[cell["cell_type"], cell.get("id"), "".join(cell["source"])] for cell in cells]
    except (ValueError, KeyError, TypeError):  # no notebook any more; it is the reader's all the same
        return hashlib.sha256(notebook.read_bytes()).hexdigest()
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _noted(note: Path) -> dict[str, str]:
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # then every lesson that says something else is taken for the reader's
        return {}
    return found if isinstance(found, dict) else {}


def _put_aside(lesson: Path, folder: Path) -> Path:
    """Move a reader's version to the first free name of its kind."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (place := folder / f"{lesson.stem}-{number}{lesson.suffix}").exists():
        number += 1
    return lesson.rename(place)


def _put(lesson: Path, place: Path):
    """Copy in one move: a lesson that is open at that moment is whole, before and after."""
    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_suffix(".new")
    shutil.copyfile(lesson, half)
    half.replace(place)
