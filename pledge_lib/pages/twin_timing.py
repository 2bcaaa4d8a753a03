"""How long a lesson takes in class, section by section: a plan made from what stands in it."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pledge_lib.pages.notebooks import Cell, Notebook

CUT = "◆"  # after the title of what is read in 50 minutes
COVER = "after-guess"  # the tag of a heading that only covers what follows a guess
SECTION = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)
PART = re.compile(r"^###+ (?P<title>.+)$", re.MULTILINE)
WORD = re.compile(r"[A-Za-z0-9][\w.,%'-]*")
CHINESE = re.compile(r"[\u3400-\u9fff]")
SIGNS, WORDS = 350, 220  # read in a minute
# minutes of a class, talk included; what is not named is looked at for as long as a line of code
MINUTES = {
    "predict": 1.75,
    "panel": 2.0,
    "sentence": 1.0,
    "worked": 1.25,
    "exercise": 1.75,
    "quiz": 1.0,
    "pretest": 10.0,
    "statements": 1.0,
    "opening": 2.0,
    "review": 2.0,
    "factcheck": 1.5,
    "factchecks": 3.0,
    "comparison": 2.0,
    "contract": 3.0,
}
CODE = 0.5


@dataclass(frozen=True)
class Section:
    """A section of a lesson: its heading and its cells."""

    title: str
    cells: tuple[Cell, ...]

    @property
    def minutes(self) -> float:
        """Return how long it takes in class."""
        return sum(map(_minutes, self.cells))

    @property
    def cut(self) -> tuple[Cell, ...]:
        """Return the cells that belong to the 50 minutes: those of marked parts, or all where no part is marked."""
        if CUT not in self.title:
            return ()
        parts = [_part(cell) for cell in self.cells]
        if not any(CUT in part for part in parts if part):
            return self.cells
        kept, is_kept = [], True
        for cell, part in zip(self.cells, parts, strict=True):
            is_kept = is_kept if part is None else CUT in part
            kept += [cell] if is_kept else []
        return tuple(kept)

    def cut_minutes(self, core: Collection[str]) -> float:
        """Return how long it takes in a class of 50 minutes; exercises that are not core ones are left for home."""
        return sum(_minutes(cell) for cell in self.cut if cell.call[0] != "exercise" or cell.call[1] in core)


def reading_minutes(text: str) -> float:
    """Return how long a text is read: by its Chinese signs, its words and its numbers.

    >>> reading_minutes("word " * 440), reading_minutes("字" * 350)
    (2.0, 1.0)
    """
    return len(CHINESE.findall(text)) / SIGNS + len(WORD.findall(text)) / WORDS


def core_minutes(cells: Iterable[Cell], core: Collection[str]) -> float:
    """Return how long the core path takes: the prose, the figures, and of the questions only the core exercises."""
    return sum(_minutes(cell) for cell in cells if cell.kind == "markdown" or _is_core(cell, core))


def _is_core(cell: Cell, core: Collection[str]) -> bool:
    verb, name, _ = cell.call
    return verb in ("panel", "predict", "sentence", "worked") or (verb == "exercise" and name in core)


def sections(notebook: Notebook) -> tuple[Section, ...]:
    """Return the sections of a lesson; what stands before the first belongs to the title."""
    found: list[tuple[str, list[Cell]]] = [(notebook.title, [])]
    for cell in notebook.cells:
        heading = SECTION.search(cell.text) if cell.kind == "markdown" else None
        if heading:
            found.append((heading["title"], []))
        found[-1][1].append(cell)
    return tuple(Section(title, tuple(cells)) for title, cells in found)


def _part(cell: Cell) -> str | None:
    """Return the title of the part that begins with a cell; None where none begins."""
    found = PART.search(cell.text) if cell.kind == "markdown" and COVER not in cell.tags else None
    return found["title"] if found else None


def asked_in(section: Section) -> Iterator[tuple[str, str]]:
    """Yield what a section asks of the lesson, with the figure or question: `("predict", "P1.2")`."""
    for cell in section.cells:
        verb, name, _ = cell.call
        if verb:
            yield verb, name


def _minutes(cell: Cell) -> float:
    if cell.kind == "markdown":
        return reading_minutes(cell.text)
    verb, name, _ = cell.call
    return MINUTES.get("quiz" if name.startswith("Q") else verb, CODE)
