"""Which figures and forms the browser measures: a few, drawn by a seed, or with PLEDGE_LAB_ALL_SCREENS=1 every one."""

import os
import random
from collections.abc import Iterator, Sequence

from pledge_lib.course.bank import bank, rooms
from pledge_lib.course.wording import LANGUAGES
from pledge_lib.panels import figures

FIGURES = tuple(figures.homes())
EVERYTHING = bool(os.environ.get("PLEDGE_LAB_ALL_SCREENS"))
THEMES = ("light", "dark")


def figure_screens(few: int) -> Iterator[tuple[str, str, str]]:
    """Yield figure, language and theme: all of them, or F1.1 and a few more, each in one language and theme."""
    if EVERYTHING:
        yield from ((figure, language, theme) for figure in FIGURES for language in LANGUAGES for theme in THEMES)
        return
    yield from _dealt(dict.fromkeys(("F1.1", *some(FIGURES, few))))


def form_screens(few: int) -> Iterator[tuple[tuple[str, str, str], str, str]]:
    """Yield form, language and theme; a form is a lesson, the verb that shows it, and what it shows."""
    forms = tuple(_forms())
    if EVERYTHING:
        yield from ((form, LANGUAGES[place % 2], theme) for place, form in enumerate(forms) for theme in THEMES)
        return
    one_of_each_verb = {form[1]: form for form in forms}.values()
    yield from _dealt(dict.fromkeys((*one_of_each_verb, *some(forms, few))))


def _forms() -> Iterator[tuple[str, str, str]]:
    for lesson in rooms():
        asked = bank(lesson)
        for name in asked.questions:
            yield lesson, "predict" if name[0] == "P" else "exercise", name
        yield from ((lesson, "factcheck", claim) for claim in asked.claims)
    yield from (("00_start", verb, "") for verb in ("pretest", "contract", "glossary", "review"))


def some(all_of_them: Sequence, few: int) -> list:
    """Return a few of them, always the same."""
    return random.Random(len(all_of_them)).sample(all_of_them, few)


def _dealt(chosen) -> Iterator[tuple]:
    for place, one in enumerate(chosen):
        yield one, LANGUAGES[place % 2], THEMES[place % 2]
