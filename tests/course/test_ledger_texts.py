"""What the ledger says to a reader: a text for every case, the same in both languages, and no machine path."""

import re

import pytest

from pledge_lib.course.attempts import Event
from pledge_lib.course.ideas import GROUPS
from pledge_lib.course.ledger import FAILURES, Ledger, shown
from pledge_lib.course.ledger_summary import ledger_summary
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.panels.words import Words

SUMMARY = ("title", "empty", "exercises", "predictions", "brier", "missed", "place", "unkept")
VERBS = ("export.done", "export.itself", "export.there", "export.failed", "erase.done", "erase.nothing", "erase.failed")
COLUMNS = ("band", "count", "confidence", "came")
TROUBLES = {*FAILURES.values(), "busy", "unreachable", "newer", "damaged", "gone", "saved"}
IDEAS = ("line", *(idea for ideas in GROUPS.values() for idea in ideas))


def words(language):
    return Words(language, texts()[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_text_for_every_case_and_none_too_many(language):
    needed = {*SUMMARY, *VERBS, *(f"column.{name}" for name in COLUMNS), *(f"trouble.{name}" for name in TROUBLES)}
    needed |= {f"group.{name}" for name in GROUPS} | {f"idea.{name}" for name in IDEAS}
    own = {key.removeprefix("ledger.") for key in texts()[language] if key.startswith("ledger.")}
    assert own == needed


def test_both_languages_name_the_same_numbers():
    digits = re.compile(r"\d+(?:\.\d+)?")
    zh, en = (texts()[language] for language in LANGUAGES)
    own = [key for key in zh if key.startswith("ledger.")]
    assert [key for key in own if digits.findall(zh[key]) != digits.findall(en[key])] == []


@pytest.fixture
def used(tmp_path, monkeypatch):
    """Return a ledger in the home folder of a reader who answered and predicted."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    ledger = Ledger(tmp_path / "data" / "ledger.json")
    said = {"lesson": "01_pledging", "seed": None}
    ledger.record(Event(question="E1.3", kind="answer", answer="36.67", outcome="not-yet", ideas=("M01",), **said))
    ledger.record(Event(question="E1.3", kind="answer", answer="22", outcome="right", **said))
    ledger.record(Event(question="P1.1", kind="prediction", outcome="right", confidence=60, **said))
    ledger.record(Event(question="P1.2", kind="prediction", outcome="not-yet", confidence=80, ideas=("M99",), **said))
    return ledger


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_tells_how_the_reader_is_doing(used, language):
    said = repr(ledger_summary(used, words(language)))
    for number in ("0%", "50%", "70%", "0.40", "60–79%", "80–100%", "M01", "~/data/ledger.json"):
        assert number in said, f"{number} is missing in: {said}"
    assert texts()[language]["ledger.idea.M01"] in said
    assert "M99" not in said, "an idea that the course does not know is not named"
    assert not re.search(r"[{}]|nan|None", said), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_shows_the_same_as_markdown_and_as_text(used, language):
    summary = ledger_summary(used, words(language))
    shown_as_markdown = re.sub(r"[|*\s-]+", "", summary._repr_markdown_())
    assert shown_as_markdown == re.sub(r"[|*\s-]+", "", repr(summary))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_record_says_the_same_on_every_machine(tmp_path, language):
    one, other = (repr(ledger_summary(Ledger(tmp_path / name / "ledger.json"), words(language))) for name in "ab")
    assert one == other and str(tmp_path) not in one
    assert texts()[language]["ledger.empty"] in one


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_says_first_what_is_wrong_with_the_file(tmp_path, language):
    place = tmp_path / "ledger.json"
    place.write_bytes(b"")
    ledger = Ledger(place)
    first = ledger_summary(ledger, words(language)).lines[0]
    assert first.startswith(words(language)("ledger.trouble.damaged", file="", count=0)[:8])
    assert ledger.tell() is None, "a trouble that was shown is not told again"


def test_the_home_folder_is_not_named(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert shown(tmp_path.resolve() / "deep" / "ledger.json") == "~/deep/ledger.json"
