"""A damaged file is kept aside byte for byte, and every event that is whole in it lives on."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.course import ledger_file
from pledge_lib.course.attempts import Event
from pledge_lib.course.ledger import Ledger
from pledge_lib.course.ledger_file import NewerVersion, document, line_of, read


def answered(question, answer="22"):
    return Event(lesson="01_pledging", question=question, kind="answer", answer=answer, outcome="right")


@pytest.fixture
def place(tmp_path):
    return tmp_path / "folder" / "ledger.json"


WHOLE = document(line_of(answered(f"E1.{number}", answer=f"第 {number} 題")) for number in (1, 2, 3))
VERSION = b'"version": %d' % ledger_file.VERSION
DAMAGED = {
    "empty": (b"", 0),
    "cut": (WHOLE[: WHOLE.rindex(b'"lesson"')], 2),
    "binary": (Random(7).randbytes(2_000), 0),
    "zeros": (bytes(500), 0),
    "another shape": (b"[1, 2, 3]", 0),
    "events missing": (b'{"version": 1}', 0),
    "events no list": (b'{"version": 1, "events": {}}', 0),
    "version no number": (WHOLE.replace(VERSION, b'"version": "one"'), 3),
    "version too old": (WHOLE.replace(VERSION, b'"version": 0'), 3),
    "one entry broken": (WHOLE.replace(b'"question": "E1.2"', b'"question": 12'), 2),
    "bytes that are no text": (WHOLE.replace("第 2".encode(), b"\xff\xfe"), 2),
    "not a number": (WHOLE.replace('"第 2 題"'.encode(), b"NaN"), 2),
    "endless number": (WHOLE.replace('"第 2 題"'.encode(), b"1e999"), 2),
    "deep": (b'{"version": 1, "events": ' + b"[" * 100_000, 0),
    "web page": (b"<html>404</html>", 0),
}


@pytest.mark.parametrize("damage", DAMAGED)
@pytest.mark.parametrize("first", ["record", "events"])
def test_a_damaged_file_is_kept_aside_and_its_whole_events_live_on(place, damage, first):
    data, whole = DAMAGED[damage]
    place.parent.mkdir()
    place.write_bytes(data)
    ledger = Ledger(place)
    if first == "events":
        assert len(ledger.events()) == whole
    notice = ledger.record(answered("E9.9"))
    aside = sorted(place.parent.glob("ledger.damaged-*.json"))
    assert [path.read_bytes() for path in aside] == [data], "the damaged file must be kept byte for byte"
    assert len(Ledger(place).events()) == whole + 1
    assert (notice.key, notice.numbers["count"]) == ("ledger.trouble.damaged", whole)
    assert aside[0].name in notice.numbers["file"]
    assert ledger.record(answered("E9.8")) is None, "a damage is told once"


@given(st.data())
def test_a_cut_anywhere_loses_only_what_was_cut(data):
    cut = data.draw(st.integers(0, len(WHOLE.rstrip()) - 1))
    page = read(WHOLE[:cut])
    whole_before_cut = WHOLE[:cut].count(b'"seed": null}')
    assert page.damaged and len(page.lines) == whole_before_cut


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_a_wrong_byte_anywhere_harms_at_most_its_own_event(place_of_byte, byte):
    spoilt = bytearray(WHOLE)
    spoilt[place_of_byte] = byte
    try:
        page = read(bytes(spoilt))
    except NewerVersion:
        number = WHOLE.index(VERSION) + len(VERSION) - 1
        assert number - place_of_byte in (0, 1), "only another version number makes a file newer"
        return
    assert len(set(page.lines) & set(read(WHOLE).lines)) >= 2
