"""A saved notebook is small, quiet and readable as a file: no widget state, no times, no random ids, short cells."""

import re

import nbformat
import pytest

from tools import notebooks

LONGEST_CODE_CELL = 8
READABLE_ID = re.compile(r"s\d(-[a-z0-9]+)+")
SAVED = [(name, language) for name in notebooks.names() for language in notebooks.LANGUAGES]
each_saved = pytest.mark.parametrize(("name", "language"), SAVED)


@each_saved
def test_a_saved_notebook_is_as_the_helper_leaves_it(name, language):
    found = notebooks.untidy(name, language)
    assert not found, "\n".join(found)


@each_saved
def test_code_cells_are_short_and_run_in_order(name, language):
    count = 0
    for cell in notebooks.read(name, language).cells:
        if cell.cell_type == "code":
            count += 1
            where = f"{language}/{name}, cell {cell.id}"
            assert len(cell.source.splitlines()) <= LONGEST_CODE_CELL, f"{where}: over {LONGEST_CODE_CELL} lines"
            assert cell.execution_count == count, f"{where}: not run in order; run it with tools/notebooks.py"


@each_saved
def test_cell_ids_are_readable_and_unique(name, language):
    ids = [cell.id for cell in notebooks.read(name, language).cells]
    assert [cell_id for cell_id in ids if not READABLE_ID.fullmatch(cell_id)] == []
    assert [cell_id for cell_id in ids if ids.count(cell_id) > 1] == []


@each_saved
def test_the_first_code_cell_chooses_the_language(name, language):
    first = next(cell for cell in notebooks.read(name, language).cells if cell.cell_type == "code")
    assert first.metadata.tags == ["language"]
    assert first.source == f'from pledge_lib.course import Lesson\nlesson = Lesson("{name}", "{language}")'


@each_saved
def test_links_lead_to_files_that_are_there(name, language):
    for cell in notebooks.read(name, language).cells:
        for link in notebooks.LINK.findall(cell.source):
            target = notebooks.path_of(name, language).parent / link
            assert target.is_file(), f"{language}/{name}, cell {cell.id}: {link} leads nowhere"


def test_the_index_links_to_every_lesson_in_both_languages():
    for language in notebooks.LANGUAGES:
        source = "\n".join(cell.source for cell in notebooks.read("00_start", language).cells)
        for name, other in SAVED:
            assert f"(../{other}/{name}.ipynb)" in source


def test_what_a_widget_a_clock_or_an_error_leaves_behind_is_taken_out():
    view = {"text/plain": "166.67%", "application/vnd.jupyter.widget-view+json": {"model_id": "7" * 32}}
    cell = nbformat.v4.new_code_cell(
        "1", metadata={"execution": {"iopub.execute_input": "now"}, "trusted": True, "tags": ["language"]}
    )
    cell.outputs = [nbformat.v4.new_output("execute_result", data=view, execution_count=7)]
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": {"state": {}}})
    clean = notebooks.canonical(notebook, "en")
    assert clean.cells[0].outputs[0].data == {"text/plain": "166.67%"}
    assert clean.cells[0].outputs[0].execution_count == clean.cells[0].execution_count == 1
    assert clean.cells[0].metadata == {"tags": ["language"]}
    assert "widgets" not in clean.metadata


def test_an_untidy_file_is_reported_with_its_cell(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "TREES", tmp_path)
    (tmp_path / "en").mkdir()
    cell = nbformat.v4.new_code_cell("1", id="s9-loud", execution_count=1)
    cell.outputs = [nbformat.v4.new_output("stream", name="stderr", text="a warning " * (notebooks.LARGEST_FILE // 10))]
    notebooks.write("loud", "en", nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": {}}))
    found = "\n".join(notebooks.untidy("loud", "en"))
    assert f"bytes, {notebooks.LARGEST_FILE:,} are too many" in found
    assert "en/loud: holds widget state" in found
    assert "en/loud, cell s9-loud: stray output (stderr)" in found


@pytest.mark.notebooks
def test_each_lesson_is_run_with_an_empty_record_of_its_own(tmp_path, monkeypatch):
    """Neither the author's record nor that of the lesson before may show in a stored output."""
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "of-the-author.json"))
    source = "import os\nfrom pathlib import Path\nplace = Path(os.environ['PLEDGE_LAB_LEDGER'])\nplace, place.exists()"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    places = set()
    for _ in range(2):
        notebooks.execute(notebook, tmp_path)
        shown = notebook.cells[0].outputs[0].data["text/plain"]
        assert "of-the-author" not in shown and shown.endswith("False)")
        places.add(shown)
    assert len(places) == 2, "two lessons shared one record"
