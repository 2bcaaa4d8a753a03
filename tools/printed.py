"""The numbers that a lesson prints, kept beside its questions: no variant asks for one of them.

They are those of its prose, tables, worked examples and code in all languages, of its figures as they open, and of its
predictions. The forms of exercises and predictions, which say the numbers of a seed, do not count.
"""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from pledge_lib.course.bank import FLOOR, PRINTED, bank, rooms
from pledge_lib.course.questions import PREDICTION
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.panels import figures
from pledge_lib.panels.panel import Panel
from tools import notebooks

FORM = re.compile(r"lesson\.(?:exercise|predict|factchecks?|review)\(")
NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
HEAD = "# Numbers that the lesson prints; no variant asks for one of them. tools/notebooks.py run writes this file.\n"


def renew(lesson: str) -> bool:
    """Write the numbers of a lesson anew; return whether they changed."""
    if lesson not in rooms():
        return False
    path = path_of(lesson)
    text = as_text({*of_notebooks(lesson), *of_figures(lesson), *of_predictions(lesson)})
    changed = not path.exists() or path.read_text(encoding="utf-8") != text
    if changed:
        path.write_text(text, encoding="utf-8")
        bank.cache_clear()
    return changed


def path_of(lesson: str) -> Path:
    """Return where the numbers of a lesson lie."""
    return FLOOR / rooms()[lesson] / PRINTED


def as_text(numbers: set[float]) -> str:
    """Return the file that holds some numbers."""
    listed = ", ".join(f"{number:.10g}" for number in sorted(numbers))
    return f"{HEAD}numbers = [\n{textwrap.fill(listed, 110, initial_indent='  ', subsequent_indent='  ')},\n]\n"


def of_notebooks(lesson: str) -> set[float]:
    """Return the numbers of the cells of a lesson, in all languages."""
    return {number for language in LANGUAGES for text in _shown(lesson, language) for number in numbers_in(text)}


def of_figures(lesson: str) -> set[float]:
    """Return the numbers of the figures of a lesson's questions as they open."""
    [leading, *_] = LANGUAGES
    known = {question.figure for question in bank(lesson).questions.values()} & set(figures.homes())
    shown = (Panel(figures.figure(figure), texts(), leading).summary() for figure in sorted(known))
    return {number for text in shown for number in numbers_in(text)}


def of_predictions(lesson: str) -> set[float]:
    """Return the numbers of a lesson's predictions, which its prose speaks about afterwards."""
    asked = (variant(question) for question in bank(lesson).questions.values() if question.kind == PREDICTION)
    return {number for each in asked for text in each.numbers.values() for number in numbers_in(text)}


def numbers_in(text: str) -> Iterator[float]:
    """Yield the numbers of a text.

    >>> list(numbers_in("NT$600,000 at 166.67%, 2025-04-08"))
    [600000.0, 166.67, 2025.0, 4.0, 8.0]
    """
    return (float(found.replace(",", "")) for found in NUMBER.findall(text))


def _shown(lesson: str, language: str) -> Iterator[str]:
    for cell in notebooks.read(lesson, language).cells:
        yield from shown(cell)


def shown(cell) -> Iterator[str]:
    """Yield what a cell shows: its text and its outputs; a form, which says the numbers of a seed, does not count."""
    if not FORM.search(cell.source):
        yield cell.source
        for output in cell.get("outputs", []):
            yield from [output.text] if "text" in output else output.get("data", {}).values()
