"""Whatever a file holds, it is read or refused with a sentence: nothing raises, nothing is half-loaded."""

import csv
import io
import random
import zipfile
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.power import tried

from pledge_lib.datasets.mine.preview import Preview, read_position
from pledge_lib.datasets.mine.sheets import MOST_UNPACKED
from pledge_lib.market.mine.holdings import portfolio_of

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x")',
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "1e309",
    "-1e308",
    "NaN",
    "inf",
    "١٢٣",
    "0/0/0",
    "9999999999",
    "1,2,3",
    "\u202e123",
    "\ufeff",
    "\r",
    '"',
    "'",
    "NULL",
    "1_000",
    "0x10",
    "½",
    "100%%",
    "--",
    "2025-13-45",
    "00000000",
    "1" * 900,
    "張",
    "萬",
    "%",
    "1萬億",
    "😀",
    "\x07",
)


def settled(data: bytes) -> Preview:
    """Read a file: it is ready and makes a portfolio, or it says why not."""
    seen = read_position(data)
    if seen.ready:
        assert portfolio_of(seen).accounts
    else:
        assert seen.reason, data[:200]
    return seen


@cache
def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


@tried(1, in_full=4)  # 600 files in the gate
@given(seed=st.integers(0, 2**32))
def test_a_table_with_hostile_cells(table, seed):
    draw = random.Random(seed)
    lines = [line.split(",") for line in table.splitlines()]
    for _ in range(draw.randint(1, 6)):
        line = draw.choice(lines)
        line[draw.randrange(len(line))] = draw.choice(HOSTILE)
    if draw.random() < 0.3:
        lines.insert(draw.randrange(len(lines)), draw.choice(lines))
    settled("\n".join(map(",".join, lines)).encode(draw.choice(("utf-8", "utf-16"))))


@tried(1, in_full=4)  # 600 files in the gate
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file(table, workbook_of_table, seed):
    draw = random.Random(seed)
    data = bytearray(draw.choice((table.encode("cp950"), workbook_of_table)))
    for _ in range(draw.randint(1, 8)):
        place = draw.randrange(len(data))
        data[place : place + draw.choice((0, 1, 1, 9))] = draw.randbytes(draw.choice((0, 1, 4)))
    settled(bytes(data[: draw.choice((len(data), draw.randrange(len(data) + 1)))]))


@tried(1, in_full=4)  # 600 files in the gate
@given(seed=st.integers(0, 2**32))
def test_a_workbook_with_damaged_parts(workbook_of_table, seed):
    draw = random.Random(seed)
    files = dict(parts(workbook_of_table))
    name = draw.choice(sorted(files))
    content = bytearray(files[name])
    for _ in range(draw.randint(1, 4)):
        place = draw.randrange(len(content))
        content[place : place + draw.choice((1, 5, 50))] = draw.choice(
            (b"", b"<", b"999999999", b"&x;", b"-1", b"\xff")
        )
    files[name] = bytes(content)
    if draw.random() < 0.2:
        del files[draw.choice(sorted(files))]
    settled(packed(files))


def test_a_bomb_is_refused_before_it_is_unpacked():
    seen = settled(packed({"xl/worksheets/sheet1.xml": b"0" * (MOST_UNPACKED + 1)}))
    assert seen.problems[0].key == "packed"


def test_entities_are_refused(workbook_of_table):
    files = dict(parts(workbook_of_table))
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
        seen = settled(packed(files | {name: head + files[name]}))
        assert seen.problems[0].key == "broken"


def test_scripts_and_links_in_a_workbook_are_never_touched(workbook_of_table):
    files = parts(workbook_of_table) | {"xl/vbaProject.bin": b"\xd0\xcf", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    assert settled(packed(files)).ready


@pytest.fixture(scope="session")
def workbook_of_table(table, make_workbook) -> bytes:
    return make_workbook(csv.reader(io.StringIO(table)))
