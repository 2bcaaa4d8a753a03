"""What a section says of its figure, the figure shows: by itself, at one of its examples, or where a guess opens it."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from types import SimpleNamespace

import pytest
from support.live_panels import known_panel

from pledge_lib.course.bank import bank, rooms
from pledge_lib.course.variants import variant
from tools import notebooks

LANGUAGE, *_ = notebooks.LANGUAGES
SECTION = re.compile(r"(s\d-\d+)-")
FIGURE = re.compile(r'lesson\.(panel|sentence|predict)\("([^"]+)"')
HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
DATE = re.compile(r"\d{4}-\d\d-\d\d")
# what looks like a figure's result: two decimals, or cents, or a sum from 10,000 on that is not round
RESULT = re.compile(r"(?<![\d.,])\d+(?:,\d{3})*\.\d{2,}(?![\d.])|(?<![\d.,])\d{2,3}(?:,\d{3})+(?![\d.,])")
# what a cell works out by itself, by its formula or from a rule, and leaves to no figure; no other number may be added
OF_THE_PROSE: dict[str, set[str]] = {
    "s1-1-sell": {"0.4425"},
    "s1-2-explain": {"56.67"},
    "s1-2-floor": {"33180", "55.30"},
    "s1-3-line-explain": {"779999"},
    "s1-4-replay-explain": {"266987.95"},
    "s1-4-other": {"145.26"},
    "s1-5-why": {"0.1425"},
    "s1-5-reserve": {"328571.43"},
    "s1-5-two-loans": {"170.73"},
    "s1-6-interest": {"9.45"},
    "s1-6-breakeven": {"0.035"},
    "s1-7-explain": {"17.89"},
    "s1-7-whose": {"10500", "4.76", "95.24"},
    "s1-9-explain": {"0.216", "0.36"},
    "s2-3-why": {"146.82"},
    "s2-6-history-explain": {"2.36", "2.40", "4.53"},
    "s2-8-predict": {"26.07"},
    "s2-8-explain": {"116.31", "124.44", "125.77", "184.80"},
    "s4-3-explain": {"2.35", "8.35"},
    "s4-4-why": {"0.936", "1.0285"},
    "s4-8-explain": {"1.32", "72.08"},
}


def plain(text: str) -> str:
    """Return a text with its formulas' separators written as those of a sentence, and without days."""
    return DATE.sub("", text.replace("{,}", ","))


def results(text: str) -> set[str]:
    """Return the numbers of a text that look like results; a whole thousand is mostly what somebody has or borrows."""
    found = {number.replace(",", "") for number in RESULT.findall(HEADING.sub("", plain(text)))}
    return {number for number in found if float(number) % 1_000}


def numbers(tree) -> set[float]:
    """Return every number that a frame shows, in a text or at a mark."""
    found = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", json.dumps(tree, ensure_ascii=False, default=str))
    return {float(number.replace(",", "")) for number in found}


def shown(panel) -> set[float]:
    """Return every number that a panel says at the moment."""
    frame = panel.frame
    said = [frame[part] for part in ("sentence", "why", "notes", "table", "stage", "drawers", "values")]
    return numbers([*said, frame.get("sheet")])


@cache
def opened(figure: str):
    """Return a panel that is opened once; whoever asks it sets it back first."""
    return known_panel(figure, LANGUAGE)


def of_examples(figure: str) -> Iterator[set[float]]:
    """Yield the numbers that a figure says, as it opens and at each of its examples."""
    yield of_example(figure, None)
    for place, _ in enumerate(opened(figure).declaration.presets):
        yield of_example(figure, place)


@cache
def of_example(figure: str, place: int | None) -> set[float]:
    panel = opened(figure)
    panel.react({"reset": True})
    if place is not None:
        panel.react({"preset": place})
    return shown(panel)


def of_guess(question) -> set[float]:
    """Return every number that the figure of a guess says where it opens."""
    opens = question.opens
    if not callable(opens):
        return set()
    panel = known_panel(question.figure, LANGUAGE)
    panel.react({"reset": True})
    panel.set(**opens(SimpleNamespace(**variant(question).given)))
    return shown(panel)


def sections() -> Iterator[tuple[str, str, tuple]]:
    """Yield the lesson, the name and the cells of each section."""
    for lesson in rooms():
        cells = {}
        for cell in notebooks.read(lesson, LANGUAGE).cells:
            if found := SECTION.match(cell.id):
                cells.setdefault(found[1], []).append(cell)
        yield from ((lesson, name, tuple(inside)) for name, inside in cells.items())


def said(cells) -> set[float]:
    """Return every number that the figures of a section say, and its code prints."""
    found = set()
    for cell in cells:
        if cell.cell_type == "code":
            found |= numbers([output.get("data", output.get("text", "")) for output in cell.outputs])
    return found


def figures_of(lesson: str, cells) -> Iterator[set[float]]:
    """Yield the numbers that the figures of a section say, state by state."""
    questions = bank(lesson).questions
    for cell in cells:
        for call, id in FIGURE.findall(cell.source) if cell.cell_type == "code" else ():
            if call != "predict":
                yield from of_examples(id)
            elif questions[id].figure:
                yield from of_examples(questions[id].figure)
                yield of_guess(questions[id])


def is_said(number: str, among: set[float]) -> bool:
    """Return whether a number is among others as far as it is written, also where a formula writes 130% as 1.30."""
    half = 0.5 * 10.0 ** -len(number.partition(".")[2])
    near = half * (1 + 1e-6)
    return any(abs(other - float(number)) <= near or abs(other / 100 - float(number)) <= near for other in among)


def unseen(lesson: str, cells) -> dict[str, set[str]]:
    """Return the results that the prose of a section names and neither figure nor code shows, by cell."""
    states = figures_of(lesson, cells)
    first = next(states, None)
    if first is None:
        return {}
    missing = {cell.id: results(cell.source) for cell in cells if cell.cell_type == "markdown"}
    for among in chain((said(cells), first), states):
        missing = {cell: {each for each in found if not is_said(each, among)} for cell, found in missing.items()}
        if not any(missing.values()):
            break  # the other states need not be led to
    return {cell: found for cell, found in missing.items() if found}


@pytest.mark.parametrize(
    ("lesson", "section", "cells"), [pytest.param(*each, id="-".join(each[:2])) for each in sections()]
)
def test_each_result_that_the_prose_names_is_reached_by_an_example(lesson, section, cells):
    expected = {cell.id: OF_THE_PROSE[cell.id] for cell in cells if cell.id in OF_THE_PROSE}
    assert unseen(lesson, cells) == expected, f"{section}: give the figure an example that shows it"
