"""What a file says is shown as text and never obeyed; exports overwrite nothing unasked; every console prints."""

import io
import json
import re
import sys

import pytest

from pledge_lib.course import Lesson, ledger_file
from pledge_lib.course.attempts import Event
from pledge_lib.course.ledger import Ledger
from pledge_lib.course.ledger_summary import KNOWN, ledger_summary
from pledge_lib.course.printed import escape_markdown, printable
from pledge_lib.course.wording import texts
from pledge_lib.datasets.own_files import PLACE
from pledge_lib.panels.words import Words

MARKUP = ("<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](http://x)", "`M01`", "<script>", "M01 <b>")


@pytest.fixture
def place(tmp_path, monkeypatch):
    place = tmp_path / "records" / "ledger.json"
    monkeypatch.setenv(PLACE, str(place))
    return place


def missed(*ideas):
    return Event(lesson="01_pledging", question="E1.1", kind="answer", answer="1", outcome="not-yet", ideas=ideas)


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_markup_in_a_record_is_neither_shown_nor_run(place, language):
    ledger = Ledger(place)
    ledger.record(missed(*MARKUP, "M01", "M99"))
    shown = ledger_summary(ledger, Words(language, texts()[language]))
    for text in (shown._repr_markdown_(), repr(shown)):
        assert "M01" in text and not [part for part in MARKUP if part in text] and "M99" not in text
    assert "<" not in re.sub(r"&lt;", "", shown._repr_markdown_())


def test_only_ideas_of_the_course_are_named():
    assert all(re.fullmatch(r"M\d\d", idea) for idea in KNOWN)


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "[a](javascript:b)", "a|b", "*c*"])
def test_a_folder_with_markup_in_its_name_stays_text(tmp_path, name):
    ledger = Ledger(tmp_path / name.replace("/", "") / "ledger.json")
    ledger.record(missed("M01"))
    markdown = ledger_summary(ledger, Words("en", texts()["en"]))._repr_markdown_()
    assert "<img" not in markdown and "](" not in markdown.replace(r"\]", "")
    assert escape_markdown(name) in markdown


@pytest.mark.parametrize("export", ["export_record", "export_income"])
def test_no_export_overwrites_the_record_or_anything_unasked(place, tmp_path, export):
    lesson = Lesson("03_securities_lending", language="en")
    lesson.ledger.record(missed("M01"))
    before = place.read_bytes()
    contract = place.with_name("contract.json")
    link = tmp_path / "link.json"
    link.symlink_to(place)
    for target in (place, contract, link):
        assert "record of the course" in getattr(lesson, export)(str(target))
        assert "record of the course" in getattr(lesson, export)(str(target), replace=True)
    notebook, neighbour = tmp_path / "mine.ipynb", tmp_path / "mine.ipynb.tmp"
    for mine in (notebook, neighbour):
        mine.write_text("mine", encoding="utf-8")
    assert "left as it was" in getattr(lesson, export)(str(notebook))
    assert notebook.read_text() == neighbour.read_text() == "mine" and place.read_bytes() == before
    getattr(lesson, export)(str(notebook), replace=True)
    assert notebook.read_bytes() != b"mine" and neighbour.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.json", "mine.ipynb", "mine.ipynb.tmp", "records"]


def test_a_draft_that_a_killed_write_left_goes_with_the_record(place):
    ledger = Ledger(place)
    ledger.record(missed("M01"))
    left = place.with_name(f"{place.name}.abc{ledger_file.DRAFT}")
    left.write_text("half", encoding="utf-8")
    other = place.with_name("other.draft")
    other.write_text("another's", encoding="utf-8")
    ledger.erase()
    assert not place.exists() and not left.exists() and other.exists()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_record_that_an_editor_saved_in_another_encoding_is_read(place, encoding):
    Ledger(place).record(missed("M01"))
    place.write_bytes(place.read_text(encoding="utf-8").encode(encoding))
    ledger = Ledger(place)
    assert [event.ideas for event in ledger.events()] == [("M01",)]
    assert ledger.record(missed("M02")) is None, "nothing was damaged"
    assert len(json.loads(place.read_text(encoding="utf-8"))["events"]) == 2


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_a_home_that_cannot_be_written_is_not_said_to_keep_anything(place, language):
    place.parent.parent.joinpath("records").write_text("a file in the way", encoding="utf-8")
    ledger = Ledger(place)
    for _ in range(2):
        ledger.record(missed("M01"))
    shown = repr(ledger_summary(ledger, Words(language, texts()[language])))
    assert ("2 筆只留在記憶體裡" in shown) if language == "zh_TW" else ("2 are kept in memory only" in shown)
    assert "不會離開" not in shown and "They do not leave" not in shown


@pytest.mark.parametrize("encoding", ["cp950", "ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_what_a_lesson_says_prints_under_any_code_page(place, monkeypatch, encoding, language):
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", console)
    lesson = Lesson("01_pledging", language=language)
    for said in (lesson.environment(), lesson.record(), lesson.check("E1.1", "22"), lesson.worked("W1", show=True)):
        print(said)
    console.flush()
    assert len(console.buffer.getvalue()) > 100


def test_signs_that_a_code_page_lacks_are_written_in_others(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert printable("✓ −22% 年") == "v -22% ?"
