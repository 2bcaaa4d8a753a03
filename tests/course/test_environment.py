"""The check of the environment: one line each, and what to do where something is missing."""

import shutil

import pytest

from pledge_lib import datasets
from pledge_lib.course import Lesson, environment
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.datasets import lender_table

START_AGAIN = "python3 course.py lab"


def check(language="zh_TW"):
    return Lesson("00_start", language).environment()


@pytest.fixture
def broken_lenders(tmp_path, monkeypatch):
    """Return a function that puts a text in place of the lenders' table, in a copy of the data sets."""
    folder = tmp_path / "datasets"
    shutil.copytree(datasets.FOLDER, folder)
    monkeypatch.setattr(lender_table, "FOLDER", folder)

    def put(change):
        path = folder / "lenders.csv"
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        datasets.lenders.cache_clear()
        return path

    yield put
    datasets.lenders.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_here_everything_is_found(language):
    report = check(language)
    assert report.good, repr(report)
    assert report.lines[-1] == texts()[language]["environment.ready"]
    assert [line for line in report.lines[:-1] if not line.startswith("✓")] == []
    assert repr(report) == "\n".join(report.lines)


def test_the_data_are_counted():
    line = next(line for line in check("en").lines if "data" in line)
    counts = {
        "rule profiles": datasets.rule_names(),
        "price series": datasets.price_symbols(),
        "rows of lenders": datasets.lenders(),
    }
    for what, found in counts.items():
        count = len(found)
        assert f"{count} {what}" in line
    assert "2008 to 2027" in line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("package", environment.PACKAGES)
def test_a_missing_package_is_named_with_what_to_do(package, language, monkeypatch):
    found = environment.find_spec
    monkeypatch.setattr(environment, "find_spec", lambda name: None if name == package else found(name))
    report = check(language)
    (line,) = (line for line in report.lines if line.startswith("✗"))
    assert package in line and START_AGAIN in line
    assert not report.good
    assert report.lines[-1] == texts()[language]["environment.not-ready"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_python_is_named_with_what_to_do(language, monkeypatch):
    monkeypatch.setattr(environment, "OLDEST_PYTHON", (9, 9))
    report = check(language)
    (line,) = (line for line in report.lines if line.startswith("✗"))
    assert "9.9" in line and START_AGAIN in line and not report.good


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_data_file_is_named_by_file_row_and_column(language, broken_lenders):
    broken_lenders(lambda text: text.replace("0.0295", "2.95", 1))
    report = check(language)
    assert not report.good
    assert "lenders.csv, row 2, column annual_rate" in report.lines[-1] and report.lines[-1].startswith("✗")


def test_a_lost_data_file_is_named(broken_lenders):
    broken_lenders(lambda text: text).unlink()
    report = check()
    assert not report.good and "lenders.csv" in report.lines[-1]
