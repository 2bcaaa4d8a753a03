"""The two languages of a lesson are the same lesson, and no translation is older than its original."""

from copy import deepcopy

import pytest

from tools import notebooks

LESSONS = notebooks.names()


each_translation = pytest.mark.parametrize("language", notebooks.FOLLOWING)


def pair(name, language="en"):
    return notebooks.read(name, notebooks.LEADING), notebooks.read(name, language)


def cell_of(notebook, cell_id):
    return next(cell for cell in notebook.cells if cell.id == cell_id)


@each_translation
def test_the_trees_hold_the_same_lessons(language):
    assert notebooks.names(language) == LESSONS
    assert {"00_start", "01_pledging"} <= set(LESSONS)


@each_translation
@pytest.mark.parametrize("name", LESSONS)
def test_the_languages_have_the_same_cells_code_and_facts(name, language):
    found = notebooks.differences(name, *pair(name, language))
    assert not found, "\n".join(found)


@each_translation
@pytest.mark.parametrize("name", LESSONS)
def test_no_translation_is_older_than_its_original(name, language):
    found = notebooks.stale(name, *pair(name, language))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("cell_id", "old", "new", "message"),
    [
        ("s1-1-hook", "600,000", "60,000", "number only in zh_TW: 60,000; number only in en: 600,000"),
        ("s1-4-deadline-explain", "2025-04-08", "2025-04-10", "number only in zh_TW: 2025-04-10"),
        ("s1-3-remember", "m / R_0", "R_0 / m", "formula only in zh_TW: $1 - R_0 / m$"),
        ("s1-next", "(00_start.ipynb)", "(01_pledging.ipynb)", "link only in zh_TW: 01_pledging.ipynb"),
        ("s1-5-levels", "130% [2ND]", "130% [RULE]", "mark only in zh_TW: RULE"),
        ("s1-3-worked-note", "`show=True`", "`show=False`", "code only in zh_TW: `show=False`"),
        ("s1-1-code", "price=100", "price=101", "the code differs"),
    ],
)
def test_a_change_in_one_language_is_named_with_its_cell(cell_id, old, new, message):
    chinese, english = pair("01_pledging")
    cell = cell_of(chinese, cell_id)
    assert old in cell.source
    cell.source = cell.source.replace(old, new, 1)
    found = "; ".join(notebooks.differences("01_pledging", chinese, english))
    assert f"01_pledging, cell {cell_id}: " in found
    for part in message.split("; "):
        assert part in found


def test_a_missing_cell_a_tag_and_a_type_are_named():
    chinese, english = pair("01_pledging")
    shorter, tagged, retyped = deepcopy(chinese), deepcopy(chinese), deepcopy(chinese)
    shorter.cells = [cell for cell in shorter.cells if cell.id != "s1-2-floor"]
    cell_of(tagged, "s1-1-figure").metadata["tags"] = ["nbval-skip"]
    cell_of(retyped, "s1-1-figure").cell_type = "markdown"
    assert "s1-2-floor" in notebooks.differences("01_pledging", shorter, english)[0]
    assert "s1-1-figure: tags ['nbval-skip']" in notebooks.differences("01_pledging", tagged, english)[0]
    assert "s1-1-figure: markdown in zh_TW" in notebooks.differences("01_pledging", retyped, english)[0]


def test_a_changed_original_names_its_stale_translation():
    chinese, english = pair("01_pledging")
    cell_of(chinese, "s1-2-remember").source += "不必急。"
    assert [message.split(":")[0] for message in notebooks.stale("01_pledging", chinese, english)] == [
        "01_pledging, cell s1-2-remember"
    ]


def test_the_order_of_cells_counts():
    chinese, english = pair("00_start")
    english.cells.reverse()
    assert notebooks.differences("00_start", chinese, english)


def test_blanks_at_line_ends_do_not_make_a_translation_stale():
    assert notebooks.fingerprint("維持率  \n追繳線\n") == notebooks.fingerprint("維持率\n追繳線")
    assert notebooks.fingerprint("維持率") != notebooks.fingerprint("追繳線")
