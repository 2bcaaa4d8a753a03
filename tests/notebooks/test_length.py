"""How long the lessons are: within the minutes planned for each sitting, in cells and sentences that can be taken in.

The minutes are an estimate: 350 Chinese signs or 220 English words and numbers a minute, and for each figure, guess,
example and exercise what pages/twin_timing.py gives it. The core path is the prose, the figures and the core exercises,
up to where the reader's progress is told; what is for reference stands after that.
"""

from collections.abc import Iterator

import pytest
from support.sentences import LONGEST, TABLE_OR_FORMULA, longest, sentences

from pledge_lib.course.bank import bank, rooms
from pledge_lib.pages.notebooks import Cell, notebooks
from pledge_lib.pages.twin_timing import core_minutes, reading_minutes
from tools import notebooks as saved

READ = 0.5  # of a sitting at most; the rest is for doing
TALLEST = 12  # lines of prose in a cell; a table or a formula is none


def sittings() -> Iterator[tuple[str, str, tuple[Cell, ...], object]]:
    """Yield each sitting of each lesson in each language, with its cells: one ends where its progress is told."""
    for language in saved.LANGUAGES:
        for name in rooms():
            cells = list(notebooks(language)[name].cells)
            for sitting in bank(name).sittings:
                end = next(at for at, cell in enumerate(cells) if "lesson.progress(" in cell.text) + 1
                yield language, name, tuple(cells[:end]), sitting
                cells = cells[end:]


SITTINGS = list(sittings())
NAMES = [f"{language}-{name}{sitting.name}" for language, name, _, sitting in SITTINGS]


@pytest.mark.parametrize(("cells", "sitting"), [each[2:] for each in SITTINGS], ids=NAMES)
def test_the_core_path_of_a_sitting_fits_into_its_minutes(cells, sitting):
    minutes = core_minutes(cells, sitting.core)
    assert sitting.minutes / 4 < minutes <= sitting.minutes, f"about {minutes:.0f} of {sitting.minutes} minutes"


@pytest.mark.parametrize(("cells", "sitting"), [each[2:] for each in SITTINGS], ids=NAMES)
def test_at_most_half_of_a_sitting_is_reading(cells, sitting):
    read = sum(reading_minutes(cell.text) for cell in cells if cell.kind == "markdown")
    assert read <= READ * sitting.minutes, f"about {read:.0f} of {sitting.minutes} minutes are reading"


@pytest.mark.parametrize(("cells", "sitting"), [each[2:] for each in SITTINGS], ids=NAMES)
def test_the_gate_of_a_sitting_is_asked_in_it(cells, sitting):
    code = [cell.text for cell in cells if cell.kind == "code"]
    assert [id for id in sitting.core if f'lesson.exercise("{id}")' not in code] == []


@pytest.mark.parametrize("language", saved.LANGUAGES)
def test_no_cell_of_prose_is_too_tall(language):
    for name in saved.names(language):
        for cell in saved.read(name, language).cells:
            if cell.cell_type == "markdown":
                lines = [line for line in cell.source.splitlines() if line.strip() and not TABLE_OR_FORMULA.match(line)]
                assert len(lines) <= TALLEST, f"{language}/{name}, cell {cell.id}: {len(lines)} lines"


def too_long(language: str) -> dict[str, int]:
    """Return the cells with a sentence that is too long, with its length."""
    found = {}
    for name in saved.names(language):
        for cell in saved.read(name, language).cells:
            if cell.cell_type == "markdown":
                most = longest(cell.source, language)
                found |= {cell.id: most} if most > LONGEST[language] else {}
    return found


@pytest.mark.parametrize("language", saved.LANGUAGES)
def test_no_sentence_is_too_long_to_take_in(language):
    assert too_long(language) == {}, "too long, with their lengths"


def test_sentences_are_told_apart():
    text = "# A title\n\nOne is 1.30. Two?\n\n- three\n- four\n\n| a table |\n"
    assert [each.strip() for each in sentences(text) if each.strip()] == [
        "A title",
        "One is 1.30.",
        "Two?",
        "three",
        "four",
    ]
    assert [each for each in sentences("第一句。第二句！") if each] == ["第一句。", "第二句！"]
