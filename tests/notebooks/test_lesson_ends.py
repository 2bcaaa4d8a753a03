"""How a lesson ends: what was mastered, the opening statements again, and a card to keep."""

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
