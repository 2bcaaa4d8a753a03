"""One readable file: what it holds, who shares it, how a copy leaves and how all of it goes."""

import csv
import json
import os
import shutil
import stat
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.course import ledger_file
from pledge_lib.course.attempts import Event
from pledge_lib.course.ledger import Ledger
from pledge_lib.course.ledger_file import document, event_of, line_of, read
from pledge_lib.datasets.own_files import PLACE


def answered(question, answer="22", **more):
    return Event(lesson="01_pledging", question=question, kind="answer", answer=answer, outcome="right", **more)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "folder" / "ledger.json"


@pytest.fixture
def three(place):
    """Return a ledger with three answers."""
    ledger = Ledger(place)
    for number in (1, 2, 3):
        assert ledger.record(answered(f"E1.{number}", answer=f"第 {number} 題")) is None
    return ledger


def questions(path):
    return [event.question for event in Ledger(path).events()]


def aside(path):
    return sorted(path.parent.glob("ledger.damaged-*.json"))


def test_looking_at_an_empty_ledger_makes_no_file(place):
    assert Ledger(place).events() == ()
    assert not place.parent.exists()


def test_another_notebook_reads_what_was_recorded(three, place):
    assert Ledger(place).events() == three.events()
    assert three.trouble is None


def test_a_person_can_read_the_file(three, place):
    written = place.read_text(encoding="utf-8")
    assert json.loads(written)["version"] == ledger_file.VERSION
    lines = [line for line in written.splitlines() if "第 2 題" in line]
    assert len(lines) == 1 and lines[0].startswith('    {"at": "20'), "one event stands on one line"


def test_nobody_else_may_read_the_file(three, place):
    if os.name != "posix":
        pytest.skip("this system has no permission bits")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_the_environment_names_the_file(monkeypatch, place):
    monkeypatch.setenv(PLACE, str(place))
    assert Ledger().path == place.resolve()
    monkeypatch.delenv(PLACE)
    assert Ledger().path.name == "ledger.json"


def test_a_link_to_another_place_stays_a_link(three, place, tmp_path):
    link = tmp_path / "link.json"
    try:
        link.symlink_to(place)
    except OSError as refused:
        pytest.skip(f"this system makes no links: {refused}")
    Ledger(link).record(answered("E1.4"))
    assert link.is_symlink() and questions(place) == ["E1.1", "E1.2", "E1.3", "E1.4"]


def test_two_open_notebooks_see_each_other(three, place):
    other = Ledger(place)
    other.record(answered("E1.4"))
    assert three.events()[-1].question == "E1.4"
    three.record(answered("E1.5"))
    assert other.events() == three.events()


def test_threads_of_one_kernel_lose_nothing(place):
    ledger = Ledger(place)
    work = [
        threading.Thread(target=lambda n=n: [ledger.record(answered(f"E{n}.{m}")) for m in range(10)]) for n in range(4)
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert len(set(questions(place))) == 40


def test_what_a_reader_added_to_an_entry_stays(three, place):
    page = json.loads(place.read_text(encoding="utf-8"))
    page["events"][0]["my note"] = "想太快"
    place.write_text(json.dumps(page, ensure_ascii=False, indent=4), encoding="utf-8")
    three.record(answered("E1.4"))
    assert three.trouble is None, "a file that an editor wrote in another layout is not damaged"
    assert "想太快" in place.read_text(encoding="utf-8")


WHOLE = document(line_of(answered(f"E1.{number}", answer=f"第 {number} 題")) for number in (1, 2, 3))
VERSION = b'"version": %d' % ledger_file.VERSION
NESTED = []
NESTED.append(NESTED)


@pytest.mark.parametrize(
    "answer",
    [..., float("nan"), float("inf"), 10**5000, "\ud800", NESTED, {"列": 1}, ("a", 2), b"\xff", "x" * 10_000, object()],
    ids=["dots", "nan", "inf", "huge", "half-character", "nested", "dict", "tuple", "bytes", "long", "object"],
)
def test_any_answer_can_be_recorded(place, answer):
    ledger = Ledger(place)
    assert ledger.record(answered("E1.1", answer=answer)) is None
    assert questions(place) == ["E1.1"]
    assert len(place.read_bytes()) < 3_000


def test_a_file_of_a_newer_edition_is_left_alone(place):
    newer = WHOLE.replace(VERSION, b'"version": %d' % (ledger_file.VERSION + 1))
    place.parent.mkdir()
    place.write_bytes(newer)
    ledger = Ledger(place)
    assert ledger.record(answered("E1.4")).key == "ledger.trouble.newer"
    assert ledger.record(answered("E1.5")) is None, "a trouble that goes on is told once"
    assert [event.question for event in ledger.events()] == ["E1.4", "E1.5"], "the session goes on in memory"
    assert place.read_bytes() == newer and aside(place) == []


def test_a_file_of_the_first_version_is_read_whole_and_goes_on_as_the_present_one(place):
    place.parent.mkdir()
    place.write_bytes(WHOLE.replace(VERSION, b'"version": 1'))
    assert questions(place) == ["E1.1", "E1.2", "E1.3"]
    Ledger(place).record(answered("E1.4"))
    assert VERSION in place.read_bytes()
    assert questions(place) == ["E1.1", "E1.2", "E1.3", "E1.4"] and aside(place) == []


def test_a_file_of_an_older_edition_is_brought_up(place, monkeypatch):
    monkeypatch.setitem(ledger_file.MIGRATIONS, 0, lambda old: {"events": old["answers"]})
    place.parent.mkdir()
    old = {"version": 0, "answers": json.loads(WHOLE)["events"]}
    place.write_text(json.dumps(old), encoding="utf-8")
    Ledger(place).record(answered("E1.4"))
    assert json.loads(place.read_text(encoding="utf-8"))["version"] == ledger_file.VERSION
    assert questions(place) == ["E1.1", "E1.2", "E1.3", "E1.4"] and aside(place) == []


def test_a_write_that_was_interrupted_after_the_disk_had_it_is_not_repeated(place, monkeypatch):
    def interrupted(draft, target):
        moved(draft, target)
        raise KeyboardInterrupt

    moved, ledger = os.replace, Ledger(place)
    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ledger.record(answered("E1.1"))
    monkeypatch.undo()
    ledger.record(answered("E1.2"))
    assert questions(place) == ["E1.1", "E1.2"]


def test_a_deleted_folder_is_noticed_and_answers_go_on(three, place):
    shutil.rmtree(place.parent)
    assert three.record(answered("E1.4")).key == "ledger.trouble.gone"
    assert questions(place) == ["E1.4"], "what the reader deleted does not come back"
    assert three.record(answered("E1.5")) is None


def test_answers_wait_in_memory_while_the_place_is_no_folder(three, place):
    shutil.rmtree(place.parent)
    place.parent.write_text("a file where the folder was", encoding="utf-8")
    assert three.record(answered("E1.4")).key == "ledger.trouble.unreachable"
    assert three.record(answered("E1.5")) is None, "a trouble that goes on is told once"
    assert [event.question for event in three.events()][-2:] == ["E1.4", "E1.5"]
    place.parent.unlink()
    assert three.record(answered("E1.6")).key == "ledger.trouble.gone"
    assert questions(place) == ["E1.4", "E1.5", "E1.6"]
    assert three.record(answered("E1.7")) is None and three.trouble is None


def test_a_copy_holds_every_event(three, tmp_path):
    said = three.export(tmp_path / "copy.json")
    assert (said.key, said.numbers["count"]) == ("ledger.export.done", 3)
    assert Ledger(tmp_path / "copy.json").events() == three.events()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "＝"])
def test_a_table_calculates_nothing(place, tmp_path, sign):
    ledger = Ledger(place)
    ledger.record(answered("E1.1", answer=f"{sign}HYPERLINK(1)"))
    ledger.record(answered("E1.2", answer=-27.06, ideas=("M21", "M01")))
    ledger.export(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["answer"] for row in rows] == [f"'{sign}HYPERLINK(1)", "-27.06"]
    assert rows[1]["ideas"] == "M21 M01"
    assert all(not cell.startswith(sign) for cell in rows[0].values())


def test_a_copy_that_cannot_be_written_is_said_and_harms_nothing(three, place, tmp_path):
    before = place.read_bytes()
    assert three.export(place).key == "ledger.export.itself"
    assert three.export(tmp_path / "nowhere" / "copy.json").key == "ledger.export.failed"
    assert place.read_bytes() == before


def test_erase_leaves_no_answer_on_disk_or_in_memory(three, place):
    place.write_bytes(WHOLE[:300])
    three.events()
    said = three.erase()
    assert said.key == "ledger.erase.done" and "ledger.json" in said.numbers["files"]
    assert three.events() == ()
    left = [path for path in place.parent.iterdir() if b"E1." in path.read_bytes()]
    assert left == [], "erase must remove damaged copies too"
    assert three.record(answered("E1.9")) is None and questions(place) == ["E1.9"]


def test_another_notebook_does_not_bring_an_erased_record_back(three, place):
    other = Ledger(place)
    other.events()
    three.erase()
    assert other.record(answered("E1.9")).key == "ledger.trouble.gone"
    assert questions(place) == ["E1.9"]


def test_erasing_nothing_is_said(place):
    assert Ledger(place).erase().key == "ledger.erase.nothing"


@given(st.lists(st.from_type(str).filter(lambda text: text.isprintable()), max_size=5))
def test_what_is_written_is_what_is_read(answers):
    lines = tuple(line_of(answered(f"E1.{n}", answer=answer)) for n, answer in enumerate(answers))
    assert read(document(lines)).lines == lines
    assert [event_of(line).answer for line in lines] == answers
