"""`python -m pledge_lib site`: writes the static edition."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from pledge_lib.course.wording import texts
from pledge_lib.pages.edition import OWN, write_site
from pledge_lib.pages.notebooks import FOLDER
from pledge_lib.pages.pyodide import is_pyodide
from pledge_lib.panels import figures
from pledge_lib.panels.texts import read_texts
from pledge_lib.panels.words import Words


def site(arguments: list[str]) -> int:
    """Write the static edition as the arguments say; return the exit code."""
    parser = ArgumentParser(prog="python -m pledge_lib site")
    parser.add_argument("--out", type=Path, default=Path("site"), metavar="FOLDER")
    parser.add_argument("--plotly", type=Path, metavar="FILE")
    parser.add_argument("--pyodide", type=Path, metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    if chosen.plotly and not chosen.plotly.is_file():
        return _say("no-plotly", path=chosen.plotly)
    if chosen.pyodide and not is_pyodide(chosen.pyodide):
        return _say("no-pyodide", path=chosen.pyodide)
    if not any(FOLDER.glob("*/*.ipynb")):
        return _say("no-notebooks", path=FOLDER)
    _say("building", count=len(figures.homes()))
    written = write_site(chosen.out, plotly=chosen.plotly, pyodide=chosen.pyodide)
    _say("built", pages=written.pages, frames=written.frames, folder=chosen.out)
    return 0


def _say(key: str, **fields) -> int:
    """Say something in every language, and return the exit code of a refusal."""
    for language in texts():
        said = Words(language, read_texts([OWN])[language])(f"site.{key}", **fields)
        encoding = sys.stdout.encoding or "utf-8"
        print(said.encode(encoding, "replace").decode(encoding), flush=True)
    return 1
