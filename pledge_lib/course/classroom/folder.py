"""A folder of what readers handed in: pasted codes in any text, or exported records; no file can break the rest."""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from pledge_lib.course.attempts import Event
from pledge_lib.course.bank import rooms
from pledge_lib.course.classroom.collecting import Collection, Collector, Entry
from pledge_lib.course.classroom.results import kept_seed, result_of
from pledge_lib.course.ledger_file import NAMES, UTF_16, NewerVersion, event_of, line_of
from pledge_lib.course.ledger_file import read as read_record
from pledge_lib.finance.checks import InputError

TEXTS = (".txt", ".md", ".csv", ".tsv", ".json", ".html", ".htm", ".eml")
LARGEST = 6_000_000  # bytes
TAG = re.compile(r"<[^>]*>")
BY_MOODLE = re.compile(r"^(?P<name>.+?)_\d+_assignsubmission_")
BY_CANVAS = re.compile(r"^(?P<name>[^_]+?)(?:_LATE)?_\d+_\d+_", re.IGNORECASE)


def collected(folder: Path) -> Collection:
    """Return the results of every file below a folder, in the order of their names."""
    collector = Collector()
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and not each.name.startswith(".")):
        _take(collector, path, path.relative_to(folder))
    return collector.collection


def label_of(path: Path) -> str:
    """Return whose a file is: its name, or that of its folder; what Moodle and Canvas put around a name is left out.

    >>> label_of(Path("b10901001.txt")), label_of(Path("Chen_42_assignsubmission_onlinetext/onlinetext.html"))
    ('b10901001', 'Chen')
    """
    told = path.parts[0] if len(path.parts) > 1 else path.stem
    found = BY_MOODLE.match(told) or BY_CANVAS.match(told)
    return found["name"] if found else told


def _take(collector: Collector, path: Path, own: Path):
    place, label = own.as_posix(), label_of(own)
    if path.suffix.lower() not in TEXTS:
        collector.notice("other-kind", place=place)
        return
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError:
        collector.notice("closed", place=place)
        return
    if data is None:
        collector.notice("too-large", place=place)
        return
    text = _text(data)
    if collector.take_text(place, text, label):
        return
    if not text.strip():
        collector.notice("empty", place=place)
        return
    events = _record(collector, place, data, text)
    found = [result_of(lesson, events, kept_seed(events)) for lesson in rooms()] if events else []
    for result in filter(None, found):
        collector.take(Entry(label=label, place=place, result=result))
    if not any(found):
        collector.notice("nothing-in-it", place=place)


def _record(collector: Collector, place: str, data: bytes, text: str) -> list[Event]:
    """Return the events of an exported record, whatever the file is called; what of it is damaged is named."""
    if text.lstrip().startswith("{"):
        try:
            page = read_record(data)
        except NewerVersion:
            collector.notice("newer", place=place)
            return []
        if page.damaged and page.lines:
            collector.notice("salvaged", place=place, count=len(page.lines))
        return [event_of(line) for line in page.lines]
    rows = list(_rows(text))
    events = [event for event in map(_event, rows) if event]
    if events and len(events) < len(rows):
        collector.notice("salvaged", place=place, count=len(events))
    return events


def _rows(text: str) -> Iterator[dict]:
    """Yield the rows of a table that has the columns of a record."""
    try:
        table = csv.DictReader(io.StringIO(text, newline=""))
        if set(NAMES) <= set(table.fieldnames or ()):
            yield from table
    except csv.Error:
        return


def _event(row: dict) -> Event | None:
    """Return the event of a row of an exported table; None if it is none."""
    told = {name: row[name] for name in NAMES if row.get(name)}
    answer = told.get("answer", "")
    try:
        event = Event(
            **told
            | {"ideas": told.get("ideas", "").split(), "answer": answer.removeprefix("'") or None}
            | {"confidence": int(told["confidence"]) if "confidence" in told else None}
        )
        return event_of(line_of(event))
    except (InputError, TypeError, ValueError):
        return None


def _text(data: bytes) -> str:
    """Return a file as text, without the tags of a page; half of all Chinese files of Windows are in Big5."""
    if data.startswith(UTF_16):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp950", errors="replace")
    return unescape(TAG.sub(" ", text)) if "<" in text else text
