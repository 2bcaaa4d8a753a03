"""The notebooks of the lessons, as the pages read them: prose, figures, questions, code with its stored result."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pledge_lib.datasets.origins import PACKAGE

INSTALLED = PACKAGE / "share" / "notebooks"
FOLDER = INSTALLED if INSTALLED.is_dir() else PACKAGE.parent / "notebooks"
CALL = re.compile(r'^lesson\.(\w+)\((?:"([^"]*)")?(?:, "([^"]*)")?[^)]*\)$')
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
HEADING = re.compile(r"#+ (.+)")
LANGUAGE_CELL = "language"


@dataclass(frozen=True)
class Cell:
    """A cell: its Markdown or its code, what the code gave when the notebook was made, and its tags."""

    kind: str
    text: str
    outputs: tuple[Mapping[str, str], ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def call(self) -> tuple[str, str, str]:
        """Return what is asked of the lesson, of which figure or question, and at which example; else blanks.

        >>> Cell("code", 'lesson.panel("F0.1", "calm")').call
        ('panel', 'F0.1', 'calm')
        """
        found = CALL.match(self.text.strip())
        return (found[1], found[2] or "", found[3] or "") if found and self.kind == "code" else ("", "", "")

    @property
    def heading(self) -> str:
        """Return the words of the heading that a cell of prose begins with, blank without one.

        >>> Cell("markdown", "#### After your guess").heading
        'After your guess'
        """
        found = HEADING.match(self.text) if self.kind == "markdown" else None
        return found[1] if found else ""


@dataclass(frozen=True)
class Notebook:
    """A lesson in one language."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def title(self) -> str:
        return next(found[1] for cell in self.cells if cell.kind == "markdown" and (found := TITLE.search(cell.text)))


@cache
def notebooks(language: str) -> Mapping[str, Notebook]:
    """Return the lessons in a language by their names, in their order.

    >>> list(notebooks("en"))[:2]
    ['00_start', '01_pledging']
    """
    paths = sorted((FOLDER / language).glob("*.ipynb"))
    return {path.stem: Notebook(path.stem, tuple(_cells(path))) for path in paths}


def _cells(path: Path) -> Iterator[Cell]:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if LANGUAGE_CELL not in cell["metadata"].get("tags", ()):
            outputs = tuple(_result(output) for output in cell.get("outputs", ()))
            tags = tuple(cell["metadata"].get("tags", ()))
            yield Cell(cell["cell_type"], "".join(cell["source"]), outputs, tags)


def _result(output: Mapping) -> dict[str, str]:
    found = output.get("data", {"text/plain": output.get("text", "")})
    return {kind: "".join(text) for kind, text in found.items() if isinstance(text, str | list)}
