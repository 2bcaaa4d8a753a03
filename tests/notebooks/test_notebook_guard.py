"""The comparison of outputs is strict, compares enough, and turns red when the maths is broken."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from types import SimpleNamespace

import nbformat
import pytest
from nbval.plugin import find_comment_markers, find_metadata_tags, get_sanitize_patterns

from tools import notebooks, quick_pytest

COMPARED_AT_LEAST = {
    "00_start": 35,
    "01_pledging": 73,
    "02_margin_trading": 60,
    "03_securities_lending": 49,
    "04_crypto_collateral": 51,
    "05_capstone": 24,
    "06_my_position": 8,
}
SAVED = [(name, language) for name in notebooks.names() for language in notebooks.LANGUAGES]
SANITIZER = notebooks.ROOT / "tests" / "notebooks" / "sanitize.cfg"


def code_cells(name, language):
    return [cell for cell in notebooks.read(name, language).cells if cell.cell_type == "code"]


def texts_of(cell):
    """Yield the stored texts of a cell that nbval compares."""
    options = dict(find_metadata_tags(cell.metadata)) | dict(find_comment_markers(cell.source))
    if cell.execution_count is not None and options.get("check", True) and not options.get("skip"):
        for output in cell.outputs:
            yield from [output.text] if output.output_type == "stream" else output.data.values()


def test_the_test_command_compares_outputs_strictly():
    settings = tomllib.loads((notebooks.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pytest_settings = settings["tool"]["pytest"]["ini_options"]
    assert "notebooks" in pytest_settings["testpaths"]
    assert "--nbval" in pytest_settings["addopts"] and "--nbval-lax" not in pytest_settings["addopts"]
    assert f"--nbval-sanitize-with={SANITIZER.relative_to(notebooks.ROOT).as_posix()}" in pytest_settings["addopts"]


def test_notebooks_are_checked_without_the_parsers_that_nobody_asks_for():
    assert "rfc3987_syntax" in sys.modules and "lark" not in sys.modules, "tools/quick_pytest.py comes too late"
    nbformat.validate(nbformat.v4.new_notebook())
    with pytest.raises(nbformat.ValidationError):
        nbformat.validate(
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"id": "a", "cell_type": "none"}]}
        )


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        ({"setup": True, "call": True, "teardown": True}, ["call"]),
        ({"setup": True, "call": False, "teardown": True}, ["call"]),
        ({"setup": False, "teardown": True}, ["setup"]),
        ({"setup": True, "call": True, "teardown": False}, ["call", "teardown"]),
    ],
)
def test_a_worker_tells_how_a_test_ran_and_whatever_failed(monkeypatch, outcomes, told):
    heard = []
    reports = [SimpleNamespace(when=when, passed=passed) for when, passed in outcomes.items()]
    monkeypatch.setattr(quick_pytest, "runtestprotocol", lambda item, log, nextitem: reports)
    ihook = SimpleNamespace(pytest_runtest_logreport=lambda report: heard.append(report.when))
    option = SimpleNamespace(durations=None, xmlpath=None)
    worker, alone = SimpleNamespace(option=option, workerinput={}), SimpleNamespace(option=option)
    assert quick_pytest.pytest_runtest_protocol(SimpleNamespace(config=worker, ihook=ihook), None) and heard == told
    assert quick_pytest.pytest_runtest_protocol(SimpleNamespace(config=alone, ihook=ihook), None) is None
    option.xmlpath = "asks.xml"
    assert quick_pytest.pytest_runtest_protocol(SimpleNamespace(config=worker, ihook=ihook), None) is None


@pytest.mark.parametrize(("name", "language"), SAVED)
def test_each_lesson_has_enough_compared_outputs(name, language):
    compared = [cell.id for cell in code_cells(name, language) if any(text.strip() for text in texts_of(cell))]
    assert len(compared) >= COMPARED_AT_LEAST[name], f"{language}/{name}: only {', '.join(compared)} are compared"


@pytest.mark.parametrize(("name", "language"), SAVED)
def test_every_code_cell_says_something_that_is_compared(name, language):
    """Only the language cell is silent."""
    silent = [cell.id for cell in code_cells(name, language) if not any(text.strip() for text in texts_of(cell))]
    assert [cell_id for cell_id in silent if not re.fullmatch(r"s\d-language", cell_id)] == []


@pytest.mark.parametrize(("name", "language"), SAVED)
def test_the_sanitizer_hides_nothing_that_a_lesson_shows(name, language):
    patterns = get_sanitize_patterns(SANITIZER.read_text(encoding="utf-8"))
    for cell in code_cells(name, language):
        for text in texts_of(cell):
            for pattern, _ in patterns:
                assert not re.search(pattern, text), f"{language}/{name}, cell {cell.id}: hidden by {pattern}"


def test_the_sanitizer_covers_ids_and_addresses_only():
    patterns = get_sanitize_patterns(SANITIZER.read_text(encoding="utf-8"))

    def sanitized(text):
        for pattern, replacement in patterns:
            text = re.sub(pattern, replacement, text)
        return text

    assert sanitized("<Panel at 0x7f3a2c4d5e60>") == "<Panel at ADDRESS>"
    assert sanitized("d2f0" * 8) == "ID"
    assert sanitized("138,554.22 166.67% 2025-04-08 1479.45 600000") == "138,554.22 166.67% 2025-04-08 1479.45 600000"


@pytest.mark.notebooks
def test_broken_maths_turns_a_notebook_red_and_names_the_cell(tmp_path):
    """The canary: a year of 360 days in a copy of the library must not pass the stored output."""
    library = tmp_path / "broken" / "pledge_lib"
    shutil.copytree(notebooks.ROOT / "pledge_lib", library)
    interest = library / "finance" / "interest.py"
    maths = interest.read_text(encoding="utf-8")
    assert maths.count("* days / basis") == 1
    interest.write_text(maths.replace("* days / basis", "* days / 360"), encoding="utf-8")

    lesson = notebooks.read("01_pledging", notebooks.LEADING)
    lesson.cells = [cell for cell in lesson.cells if cell.id == "s1-6-code-interest"]
    (cell,) = lesson.cells
    cell.source = f"import pledge_lib as pl\n{cell.source}"
    canary = tmp_path / "canary.ipynb"
    canary.write_text(notebooks.as_text(lesson), encoding="utf-8")

    command = [sys.executable, "-m", "pytest", "-q", "--color=no", "-p", "no:cacheprovider", "--nbval"]
    finished = subprocess.run(
        [*command, "--nbval-current-env", f"--nbval-sanitize-with={SANITIZER}", str(canary)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(library.parent)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert finished.returncode == 1, finished.stdout + finished.stderr
    for expected in ("canary.ipynb::Cell 0", "Cell outputs differ", "pl.simple_interest", "1479.45", "1500.0"):
        assert expected in finished.stdout, f"no {expected!r} in: {finished.stdout}"
