"""Author's helper: the pages of `pl`, made of its docstrings by pdoc and never by hand.

python tools/api.py write               docs/API.md, one line for each name
python tools/api.py check               whether docs/API.md is that
python tools/api.py html --out FOLDER   the whole, with every property, argument, error and example
"""

import argparse
import inspect
import subprocess
import sys
from pathlib import Path

import pledge_lib as pl

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "API.md"
HEAD = """# The library

`import pledge_lib as pl` gives the names below, and nothing is loaded until one is used. Money is in the named
currency, ratios and rates are fractions (130 % is 1.30), days are calendar days unless the name says sessions. What is
*elementwise* takes numbers, lists, numpy arrays and pandas Series; what is refused raises `InputError` with the value,
what was expected and what to do. Every example in a docstring is run by the tests.

This page is made by `python tools/api.py write`. The whole, with every argument, property and example, is made by
`python tools/api.py html --out build/api` with [pdoc](https://pdoc.dev); it is not committed.
"""
ROOMS = {"finance": "Arithmetic", "market": "Time and chance", "datasets": "Facts"}


def page() -> str:
    """Return the page: a table for each floor, in the order of the names."""
    parts = [HEAD]
    for floor, title in ROOMS.items():
        names = [name for name in pl.__all__ if name != "__version__" and _home(name).split(".")[1] == floor]
        rows = [f"| `pl.{name}{_arguments(name)}` | {_first_sentence(name)} |" for name in names]
        parts.append("\n".join([f"## {title}", "", "| name | gives |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _home(name: str) -> str:
    return getattr(pl, name).__module__


def _arguments(name: str) -> str:
    thing = inspect.unwrap(getattr(pl, name))
    if inspect.isclass(thing):
        return ""
    return f"({', '.join(inspect.signature(thing).parameters)})"


def _first_sentence(name: str) -> str:
    text = " ".join(inspect.getdoc(getattr(pl, name)).partition("\n\n")[0].split())
    return text.replace("|", "\\|")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("write", "check", "html"))
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "api")
    asked = parser.parse_args()
    if asked.what == "write":
        PAGE.write_text(page(), encoding="utf-8")
    elif asked.what == "check":
        sys.exit(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page())
    else:
        floors = [f"!pledge_lib.{path.name}" for path in (ROOT / "pledge_lib").iterdir() if path.is_dir()]
        sys.exit(subprocess.call([sys.executable, "-m", "pdoc", "pledge_lib", *floors, "-o", str(asked.out)], cwd=ROOT))
