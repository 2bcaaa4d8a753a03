"""A class handed in: every result counted once, whatever is twice or damaged named, and no file breaks the rest."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.answers import BANKS
from support.class_records import LESSON, events, results

from pledge_lib.__main__ import main
from pledge_lib.course import classroom
from pledge_lib.course.classroom.codes import code_of, written
from pledge_lib.course.classroom.collecting import pasted
from pledge_lib.course.classroom.folder import collected, label_of
from pledge_lib.course.classroom.gradebook import for_canvas, for_moodle
from pledge_lib.course.classroom.items import FEWEST, statistics_of
from pledge_lib.course.classroom.report import CANVAS, ITEMS, MOODLE
from pledge_lib.course.classroom.results import result_of
from pledge_lib.course.ledger_file import document, line_of, table
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.panels.words import Words

WORDS = Words("en", texts()["en"])


def code(count, right=0, begun=0, seed="2026"):
    return code_of(LESSON, events(count, right, begun=begun), seed)


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def said(collection) -> list[str]:
    return [each.key.removeprefix("class.notice.") for each in collection.notices]


@pytest.fixture
def folder(tmp_path):
    """Return what a class of five handed in, in every form, and some of it broken."""
    place = tmp_path / "handed in"
    place.mkdir()
    (place / "b101.txt").write_text(code(6, 6, begun=1), encoding="utf-8")
    record = events(6, 2, begun=2)
    (place / "b102.json").write_bytes(document(map(line_of, record)))
    (place / "b103.csv").write_bytes(table(events(6, 3, begun=3)))
    sent = place / "陳美玲_77_assignsubmission_onlinetext"
    sent.mkdir()
    (sent / "onlinetext.html").write_text(f"<p>老師好<br>{code(6, 5, begun=4).replace('-', '<br>')}</p>", "utf-8")
    list_of_class = (
        f"b105：{code(5, 1, begun=5)}\r\nb101 again: {code(6, 6, begun=1)}\r\nb106: {code(5, 2, begun=6)[:-4]}"
    )
    (place / "chat.txt").write_bytes(list_of_class.encode("utf-16"))
    (place / "b102.txt").write_bytes(document(map(line_of, record[:3])))
    (place / "letter.txt").write_text("Dear teacher, I forgot.", encoding="utf-8")
    (place / "b102-early.json").write_bytes(document(map(line_of, record[:3])))
    (place / "half.json").write_bytes(document(map(line_of, events(6, 4, begun=7)))[:700])
    (place / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (place / "empty.txt").write_bytes(b" \n")
    return place


def test_a_folder_gives_each_reader_once_and_names_the_rest(folder):
    found = collected(folder)
    labels = {entry.label: entry.result.core for entry in found.entries}
    assert labels == {"b101": 6, "b102": 2, "b103": 3, "陳美玲": 5, "b105": 1, "half": 3}
    assert sorted(said(found)) == sorted(
        ["nothing-in-it", "two-states", "two-states", "twice", "code.short", "salvaged", "other-kind", "empty"]
    )
    told = "\n".join(each.text(WORDS) for each in found.notices)
    assert "chat.txt:3" in told and "PLQ0" in told, "a damaged code is named by its place and its first signs"


def test_a_seat_goes_before_the_name_of_a_file(tmp_path):
    """Two days' messages with one code each are of one reader; without a seat each file is a reader of its own."""
    for seat, labels in (("5 ", {"5"}), ("", {"monday", "tuesday"})):
        for day, count in (("monday", 4), ("tuesday", 6)):
            (tmp_path / f"{day}.txt").write_text(f"{seat}{code(count, count, begun=count)}", encoding="utf-8")
        assert {entry.label for entry in collected(tmp_path).entries} == labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_writes_three_tables_and_says_what_it_found(folder, tmp_path, capsys, language):
    assert main(["class", "report", str(folder), "--out", str(tmp_path / "out"), "--lang", language]) == 0
    printed = capsys.readouterr().out
    assert "photo.png" in printed and "half.json" in printed and "{" not in printed
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted((MOODLE, CANVAS, ITEMS))
    moodle, canvas, asked = (rows((tmp_path / "out" / name).read_bytes()) for name in (MOODLE, CANVAS, ITEMS))
    assert moodle[0] == [
        *("First name", "Last name", "ID number", "Institution", "Department", "Email address"),
        f"{LESSON} (Real)",
    ]
    assert ["", "", "b101", "", "", "", "6"] in moodle and len(moodle) == 7
    assert canvas[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", LESSON]
    assert canvas[1] == ["    Points Possible", "", "", "", "", str(len(BANKS[LESSON].core))]
    assert ["陳美玲", "", "陳美玲", "陳美玲", "", "5"] in canvas and len(canvas) == 8
    assert {len(row) for row in asked} == {10} and asked[1][:4] == [LESSON, "E1.1", asked[1][2], "6"]


def test_nothing_to_report_and_no_folder_are_said(tmp_path, capsys):
    assert main(["class", "report", str(tmp_path / "none")]) == 1
    assert main(["class", "report", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().out
    assert main([]) == main(["classes"]) == 2


def test_what_cannot_be_written_is_said(folder, tmp_path, capsys):
    (tmp_path / "taken").write_text("a file where the folder should be", encoding="utf-8")
    assert main(["class", "report", str(folder), "--out", str(tmp_path / "taken"), "--lang", "en"]) == 1
    assert "Could not write" in capsys.readouterr().out


@given(st.lists(results(), min_size=1, max_size=6, unique_by=lambda each: (each.lesson, each.mark)))
def test_what_is_pasted_twice_is_counted_once(told):
    lines = [f"{place}: {written(each)}" for place, each in enumerate(told)]
    once, twice = pasted("\n".join(lines)), pasted("\n".join(lines * 2))
    assert [entry.result for entry in once.entries] == told == [entry.result for entry in twice.entries]
    assert not once.notices and said(twice) == ["twice"] * len(told)


def test_of_one_record_at_two_moments_the_fuller_one_counts_either_way_round():
    early, late = code(2, 1), code(5, 2)
    for text in (f"a: {early}\na: {late}", f"a: {late}\na: {early}"):
        found = pasted(text)
        assert [len(entry.result.outcomes) for entry in found.entries] == [5] and said(found) == ["two-states"]


def test_two_records_under_one_name_are_named_and_the_better_one_is_graded():
    found = pasted(f"a: {code(6, 2, begun=1)}\na: {code(6, 5, begun=2)}")
    assert said(found) == ["shared"]
    assert rows(for_moodle(found))[1:] == [["", "", "a", "", "", "", "5"]]


def test_a_lesson_that_a_reader_did_not_hand_in_is_no_zero():
    """Of an empty cell Moodle makes a zero where it makes a new column; its own sign for no grade is a dash."""
    other = code_of("02_margin_trading", events(3, 3, begun=2, lesson="02_margin_trading"), "2026")
    found = pasted(f"a: {code(6, 2, begun=1)}\nb: {other}")
    assert [row[-2:] for row in rows(for_moodle(found))[1:]] == [["2", "-"], ["-", "3"]]
    assert [row[-2:] for row in rows(for_canvas(found))[2:]] == [["2", ""], ["", "3"]]


def test_a_name_that_a_spreadsheet_would_calculate_stays_a_name():
    found = pasted(f"=1+1 {code(3)}")
    assert rows(for_canvas(found))[2][0] == "'=1+1"


@pytest.mark.parametrize("before", ["座號 5：「", "座號 5　『", "座號 5 “", "座號 5：《", "座號 5 — ‘", "• 座號 5（"])
def test_marks_around_a_code_are_no_part_of_a_name(before):
    [entry] = pasted(f"{before}{code(3)}").entries
    assert entry.label == "座號 5"


def test_a_text_without_codes_says_so_and_nothing_says_nothing():
    assert said(pasted("hello")) == ["no-code"] and said(pasted(" \n")) == []


def test_names_are_taken_out_of_what_moodle_and_canvas_put_around_them():
    for told, label in {
        "b101.txt": "b101",
        "Chen Mei-ling_77_assignsubmission_file_/record.json": "Chen Mei-ling",
        "chenmeiling_8812_55321_record.csv": "chenmeiling",
        "chenmeiling_LATE_8812_55321_record.csv": "chenmeiling",
        "group a/b102.txt": "group a",
    }.items():
        assert label_of(Path(told)) == label


def broken(data: bytes):
    """Return how a file of these bytes may be broken."""
    return st.one_of(
        st.integers(0, len(data)).map(lambda end: data[:end]),
        st.tuples(st.integers(0, len(data) - 1), st.binary(min_size=1, max_size=8)).map(
            lambda change: data[: change[0]] + change[1] + data[change[0] + len(change[1]) :]
        ),
        st.binary(max_size=200),
        st.sampled_from(
            [data.decode().encode("utf-16"), data.decode().encode("cp950", "replace"), data * 2, data[::-1]]
        ),
    )


WHOLE = {
    "a.json": document(map(line_of, events(6, 3))),
    "a.csv": table(events(6, 3)),
    "a.txt": f"一: {code(6, 3)}\n".encode(),
    "a.html": f"<p>{code(6, 3)}</p>".encode(),
}


@given(st.data())
def test_a_broken_file_leaves_the_others_and_never_gives_an_answer_that_nobody_gave(tmp_path_factory, data):
    place = tmp_path_factory.mktemp("class")
    (place / "whole.txt").write_text(code(4, 4, begun=9), encoding="utf-8")
    name = data.draw(st.sampled_from(sorted(WHOLE)))
    (place / name).write_bytes(data.draw(broken(WHOLE[name])))
    found = collected(place)
    whole = result_of(LESSON, events(4, 4, begun=9), "2026")
    assert whole in [entry.result for entry in found.entries]
    texts_of = [each.text(WORDS) for each in found.notices]
    assert all("{" not in text for text in texts_of)
    if len(found.entries) == 1:
        assert found.notices, "a file that gives nothing is named"


def test_statistics_are_those_of_first_answers():
    told = [result_of(LESSON, events(6, right, begun=right), None) for right in range(7)]
    found = {each.item.id: each for each in statistics_of(LESSON, told)}
    assert [each.right for each in found.values()] == [6, 5, 4, 3, 2, 1] and all(e.count == 7 for e in found.values())
    assert all(0 < each.discrimination <= 1 for each in found.values()), "who knows more has each more often right"
    alike = [result_of(LESSON, events(6, 6, begun=n), None) for n in range(7)]
    assert {each.discrimination for each in statistics_of(LESSON, alike)} == {None}, "where all are alike"
    few = statistics_of(LESSON, told[: FEWEST - 1])
    assert {each.discrimination for each in few} == {None} and statistics_of(LESSON, []) == ()


def test_the_trap_hit_most_is_named_with_its_idea():
    told = []
    for begun, what in enumerate(["call_price.points"] * 3 + ["call_price.no_line"] * 2 + ["right"]):
        result = result_of(LESSON, events(6, 6, begun=begun), None)
        told.append(type(result)(**{**vars(result), "outcomes": {"E1.3": type(result.outcomes["E1.3"])(what=what)}}))
    [found] = statistics_of(LESSON, told)
    assert (found.trap, found.hits, found.idea, found.right, found.count) == ("call_price.points", 3, "M01", 1, 6)


def test_every_notice_has_a_place_in_the_code():
    source = "".join(path.read_text(encoding="utf-8") for path in Path(classroom.__file__).parent.glob("*.py"))
    told = [key.removeprefix("class.notice.") for key in texts()["en"] if key.startswith("class.notice.")]
    assert [key for key in told if f'"{key.removeprefix("code.")}"' not in source and f'.{key}"' not in source] == []
