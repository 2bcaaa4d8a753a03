"""The written form of the ledger, and a way to write it that leaves the old file or the new one, never half of one.

One event stands on one line, so that a person can read the file and whatever is whole in a damaged one can be kept.
"""

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from pathlib import Path
from tempfile import mkstemp

from filelock import BaseFileLock, FileLock

from pledge_lib.course.attempts import Event
from pledge_lib.panels.spreadsheet import escape_formula

VERSION = 3
# from this version: how to make the document of the next one; versions 2 and 3 only know more kinds of events
MIGRATIONS: dict[int, Callable[[dict], dict]] = dict.fromkeys((1, 2), lambda document: document)
NAMES = tuple(each.name for each in fields(Event))
START_OF_EVENT = re.compile(r'\{\s*"at"\s*:')
DRAFT = ".draft"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
LONGEST_ANSWER = 2_000
LONGEST_WAIT = 2.0  # seconds; a writer needs milliseconds, so one that takes longer hangs
PAUSE = 0.002


class NewerVersion(Exception):
    """The file was written by a newer edition of the course: hands off."""


@dataclass(frozen=True)
class Page:
    """The whole events of a file, each as its line of JSON, and whether something else was found too."""

    lines: tuple[str, ...] = ()
    damaged: bool = False


def line_of(event: Event) -> str:
    """Return an event as a line of JSON; an answer that JSON cannot hold becomes a short text."""
    plain = replace(event, answer=_storable(event.answer), seed=_storable(event.seed))
    return json.dumps(asdict(plain), ensure_ascii=False)


@cache
def event_of(line: str) -> Event:
    """Return the event of a line; ValueError or TypeError if it is none."""
    entry = json.loads(line)
    return Event(**{name: entry[name] for name in NAMES if name in entry})


def _storable(answer):
    try:
        text = json.dumps(answer, ensure_ascii=False, allow_nan=False, default=_plain)
        if len(text.encode()) <= LONGEST_ANSWER:
            return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        pass  # NaN, a number of thousands of digits, half a character, a list that holds itself
    try:
        return str(answer).encode("utf-8", "replace").decode()[:LONGEST_ANSWER]
    except (TypeError, ValueError, RecursionError):
        return type(answer).__name__


def _plain(value):
    """Return a number or an array of numpy as Python's own, anything else as text."""
    return value.tolist() if hasattr(value, "tolist") else str(value)


def document(lines: Iterable[str]) -> bytes:
    """Return the file that holds these events."""
    body = ",\n".join(f"    {line}" for line in lines)
    return f'{{\n  "version": {VERSION},\n  "events": [\n{body}\n  ]\n}}\n'.encode("utf-8", "replace")


def table(events: Iterable[Event]) -> bytes:
    """Return the events as CSV for a spreadsheet; the mark at its start makes Excel read Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(NAMES)
    writer.writerows([_cell(getattr(event, name)) for name in NAMES] for event in events)
    return text.getvalue().encode("utf-8-sig", "replace")


def _cell(value):
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, tuple):
        value = " ".join(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return escape_formula(text)


def read(data: bytes) -> Page:
    """Return what a file holds; NewerVersion if another edition of the course wrote it.

    An editor may have saved it as UTF-16, which its mark at the start tells.
    """
    encoding = "utf-16" if data.startswith(UTF_16) else "utf-8-sig"
    try:
        return _page(json.loads(data.decode(encoding)))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return Page(tuple(_salvaged(data.decode(encoding, errors="replace"))), damaged=True)


def _page(document: dict) -> Page:
    version = document["version"]
    if version > VERSION:
        raise NewerVersion
    while version < VERSION:
        document, version = MIGRATIONS[version](document), version + 1
    if not isinstance(document["events"], list):
        raise TypeError("events is no list")
    lines = [_whole(entry) for entry in document["events"]]
    return Page(tuple(line for line in lines if line), damaged=None in lines)


def _whole(entry) -> str | None:
    """Return the line of an entry that is an event, with whatever a reader added to it."""
    try:
        line = json.dumps(entry, ensure_ascii=False, allow_nan=False)
        event_of(line)
    except (TypeError, ValueError, RecursionError):
        return None
    return line


def _salvaged(text: str) -> Iterator[str]:
    decoder = json.JSONDecoder()
    for start in START_OF_EVENT.finditer(text):
        with suppress(ValueError, RecursionError):
            line = _whole(decoder.raw_decode(text, start.start())[0])
            if line and "\ufffd" not in line:  # the sign that stands for bytes that were no text
                yield line


def put(target: Path, data: bytes):
    """Write a whole file by way of a draft in the same folder; when this returns, it is on the disk.

    The draft has a name that no other file has, and only its owner may read it.
    """
    number, name = mkstemp(dir=target.parent, prefix=f"{target.name}.", suffix=DRAFT)
    draft = Path(name)
    try:
        with open(number, "wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(draft, target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    if os.name == "posix":
        with suppress(OSError):  # some systems cannot; the file itself is written
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def file_lock(path: Path, longest_wait: float = LONGEST_WAIT) -> BaseFileLock:
    """Let one process at a time in; the system frees the lock of one that is killed. TimeoutError if none lets go."""
    return FileLock(path, timeout=longest_wait, poll_interval=PAUSE, mode=0o600)
