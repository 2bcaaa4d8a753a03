"""How a lesson ends: what was mastered, the opening statements again, and a card to keep."""

import re
from itertools import pairwise

import pytest

from tools import notebooks

LESSONS = ("01_pledging", "02_margin_trading", "03_securities_lending", "04_crypto_collateral")
AT_THE_END = ("lesson.done()", "lesson.statements()", "lesson.card()")


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("language", notebooks.LANGUAGES)
def test_a_lesson_ends_with_its_note_the_statements_and_its_card(lesson, language):
    cells = [cell.source.strip() for cell in notebooks.read(lesson, language).cells]
    close = next(place for place, text in enumerate(cells) if "lesson.progress()" in text and "print" in text)
    places = [cells.index(code) for code in AT_THE_END]
    assert places == sorted(places) and places[0] > close, dict(zip(AT_THE_END, places, strict=True))


@pytest.mark.parametrize("language", notebooks.LANGUAGES)
def test_the_own_rules_are_written_in_section_1_11(language):
    [place] = [cell.id for cell in notebooks.read("01_pledging", language).cells if "lesson.own_rules()" in cell.source]
    assert place.startswith("s1-11-")


@pytest.mark.parametrize("language", notebooks.LANGUAGES)
@pytest.mark.parametrize(("lesson", "next_one"), list(pairwise([*notebooks.names(), None])))
def test_the_next_lesson_and_the_other_languages_are_one_click_away(lesson, next_one, language):
    links = {link for cell in notebooks.read(lesson, language).cells for link in notebooks.LINK.findall(cell.source)}
    wanted = {f"../{each}/{lesson}.ipynb" for each in notebooks.LANGUAGES}
    assert wanted <= links, f"{language}/{lesson}: {wanted - links}"
    if next_one:
        assert links & {f"{next_one}.ipynb", f"../{language}/{next_one}.ipynb"}, f"{language}/{lesson}"


@pytest.mark.parametrize("language", notebooks.LANGUAGES)
def test_sections_are_numbered_without_a_gap(language):
    for place, lesson in enumerate(notebooks.names()):
        found = [cell.source for cell in notebooks.read(lesson, language).cells if cell.cell_type == "markdown"]
        numbers = [int(number) for text in found for number in re.findall(rf"^## {place}\.(\d+) ", text, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1)), f"{language}/{lesson}"


@pytest.mark.parametrize(("language", "said"), [("zh_TW", "不是投資"), ("en", "not investment")])
@pytest.mark.parametrize("lesson", notebooks.names())
def test_the_first_cell_says_that_it_is_no_advice(lesson, language, said):
    assert said in notebooks.read(lesson, language).cells[0].source
