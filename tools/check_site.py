"""Hold a written site against the library: every frame of every figure, its texts equal, its numbers within 1e-6.

.venv/bin/python tools/check_site.py site [--every 10]
"""

import sys
from argparse import ArgumentParser
from array import array
from collections.abc import Iterator
from pathlib import Path

from pledge_lib.course.wording import texts
from pledge_lib.pages.cases import cases
from pledge_lib.pages.nobody import nobodys_files
from pledge_lib.panels import figures
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.film import played

NEAR = 1e-6  # of a number, against its own size where that is above 1


def runs_of(folder: Path, language: str, figure: str) -> Iterator[tuple[dict, list]]:
    """Yield each run of a figure in a written site with its frames."""
    first, about = played((folder / language / f"{figure}.film").read_bytes(), {})
    more, about_more = played((folder / language / f"{figure}.more.film").read_bytes(), first[0])
    for frames, runs in ((first, about["runs"]), (more, about_more["runs"])):
        for run in runs:
            yield run, frames[run["first"] : run["first"] + len(run["at"])]


def differences(folder: Path, language: str, figure: str, every: int = 1) -> Iterator[str]:
    """Yield where a frame of the site is not what the library shows; of each run every so many frames are held."""
    with nobodys_files():
        panel = PanelCore(figures.figure(figure), texts(), language)
    for run, frames in runs_of(folder, language, figure):
        for place in range(0, len(frames), every):
            shown = _library(panel, run, run["at"][place])
            where = f"{language} {figure} {run['preset']} {run['key']} {run['at'][place]}"
            yield from (f"{where}: {path}" for path in _apart(shown, frames[place], ""))


def _library(panel: PanelCore, run: dict, value: object) -> dict:
    """Return the frame of the library after the same hand."""
    preset = run["preset"]
    panel.react({"reset": True})
    if isinstance(preset, int):
        panel.react({"preset": preset})
    elif preset is not None:
        panel.set(**cases()[panel.declaration.id][preset])
    if run["key"] is not None:
        panel.react({"key": run["key"], "value": value})
    return panel.frame | {"answers": None}


def _apart(ours: object, theirs: object, path: str) -> Iterator[str]:
    """Yield the places where two trees differ."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        for key in ours:
            yield from _apart(ours[key], theirs[key], f"{path}/{key}")
    elif isinstance(ours, tuple | list) and isinstance(theirs, tuple | list) and len(ours) == len(theirs):
        for place, pair in enumerate(zip(ours, theirs, strict=True)):
            yield from _apart(*pair, f"{path}/{place}")
    elif isinstance(ours, bytes) and isinstance(theirs, bytes) and len(ours) == len(theirs):
        yield from _apart(list(array("f", ours)), list(array("f", theirs)), path)
    elif isinstance(ours, float) and isinstance(theirs, float):
        if ours != theirs and not abs(ours - theirs) <= NEAR * max(1, abs(ours)) and (ours == ours or theirs == theirs):
            yield f"{path}: {ours} is not {theirs}"
    elif ours != theirs:
        yield f"{path}: {str(ours)[:80]!r} is not {str(theirs)[:80]!r}"


def main(arguments: list[str]) -> int:
    """Check a folder and return the exit code."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1)
    chosen, wrong = parser.parse_args(arguments), 0
    for language in texts():
        for figure in figures.homes():
            for line in differences(chosen.folder, language, figure, chosen.every):
                wrong += 1
                print(line)
    print(f"{wrong} places differ")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
