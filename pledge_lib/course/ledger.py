"""The reader's own record: one readable file on the reader's own disk, which no accident erases.

What cannot be written is kept in memory and goes along with the next write. Nothing leaves the machine.
"""

import errno
import glob
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

from pledge_lib.course.attempts import Event
from pledge_lib.course.ledger_file import (
    DRAFT,
    NewerVersion,
    Page,
    document,
    event_of,
    file_lock,
    line_of,
    put,
    read,
    table,
)
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.datasets.own_files import contract_path, ledger_path

FAILURES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "closed"),
}


def shown(path: Path) -> str:
    """Return a path as a reader may show it to others: the home folder is ~."""
    home = Path(os.path.realpath(os.path.expanduser("~")))
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)


class Ledger:
    """The record of one reader; `trouble` is what is wrong with its file now, or None."""

    def __init__(self, path: str | Path | None = None):
        self.path = _real(path or ledger_path())
        self.trouble: Paragraph | None = None
        self._untold: Paragraph | None = None
        self._stored: tuple[str, ...] = ()
        self._kept: list[str] = []
        self._seen: tuple | None = None
        self._guard = threading.RLock()  # JupyterLab answers widgets in threads of their own

    def record(self, event: Event) -> Paragraph | None:
        """Add an event; return what the reader has to be told, once."""
        with self._guard:
            self._kept.append(line_of(event))
            self._save()
            return self.tell()

    def events(self) -> tuple[Event, ...]:
        """Return every event, also what other notebooks wrote and what still waits for a write."""
        with self._guard:
            return tuple(event_of(line) for line in self._lines())

    def tell(self) -> Paragraph | None:
        """Return what the reader has to be told and was not told yet."""
        with self._guard:
            untold, self._untold = self._untold, None
            return untold

    @property
    def unsaved(self) -> int:
        """Return how many events are kept in memory only."""
        with self._guard:
            return len(self._kept)

    def export(self, path: str | Path, replace: bool = False) -> Paragraph:
        """Write a copy, a table for a spreadsheet if the name ends in .csv and else JSON; return what to tell.

        A file that is there is overwritten only if `replace` says so, the record itself never.
        """
        target = _real(path)
        said = {"file": shown(target)}
        if target == self.path or is_own(target):
            return Paragraph(key="ledger.export.itself", numbers=said)
        if target.exists() and not replace:
            return Paragraph(key="ledger.export.there", numbers=said)
        with self._guard:
            lines = self._lines()
        csv_wanted = target.suffix.lower() == ".csv"
        data = table(event_of(line) for line in lines) if csv_wanted else document(lines)
        try:
            put(target, data)
        except OSError:
            return Paragraph(key="ledger.export.failed", numbers=said)
        return Paragraph(key="ledger.export.done", numbers={**said, "count": len(lines)})

    def erase(self) -> Paragraph:
        """Remove the record from disk and memory, damaged copies too, without asking; return what was removed."""
        with self._guard:
            count = len(self._lines())
            try:
                removed = self._own_files()
                if removed:
                    with file_lock(_beside(self.path, ".lock")):
                        for path in removed:
                            path.unlink(missing_ok=True)
            except OSError:
                return Paragraph(key="ledger.erase.failed", numbers={"file": shown(self.path)})
            self._stored, self._kept, self._seen = (), [], None
            self.trouble = self._untold = None
            files = ", ".join(path.name for path in removed)
            key = f"ledger.erase.{'done' if removed else 'nothing'}"
            return Paragraph(key=key, numbers={"count": count, "files": files})

    def _own_files(self) -> list[Path]:
        folder = self.path.parent
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        own, damaged = self.path.name, f"{self.path.stem}.damaged-"
        older = f"{own}.tmp"  # an older edition's draft
        return [path for path in found if path.name in (own, older) or path.name.startswith(damaged)] + self._drafts()

    def _drafts(self) -> list[Path]:
        return sorted(self.path.parent.glob(f"{glob.escape(self.path.name)}.*{DRAFT}"))

    def _lines(self) -> tuple[str, ...]:
        """Return the lines of every event, after a look at what other notebooks wrote."""
        try:
            seen = _signature(self.path)
            page = Page(self._stored) if seen == self._seen else read(self.path.read_bytes())
            if page.damaged:
                self._save()
            else:
                self._stored, self._seen = page.lines, seen
        except FileNotFoundError:
            self._lose()
        except (NewerVersion, OSError) as error:
            self._fail(error)
        return *self._stored, *self._kept

    def _save(self):
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with file_lock(_beside(self.path, ".lock")):
                for left in self._drafts():  # whoever wrote it held the lock, and so is gone
                    left.unlink(missing_ok=True)
                self._merge()
        except (NewerVersion, OSError) as error:
            self._fail(error)

    def _merge(self):
        """Write what the file holds and what was kept; the lock is held."""
        saved = Paragraph(key="ledger.trouble.saved", numbers={"count": len(self._kept)})
        told = saved if len(self._kept) > 1 else None
        try:
            data = None if _signature(self.path) == self._seen else self.path.read_bytes()
            page = Page(self._stored) if data is None else read(data)
        except FileNotFoundError:
            page = Page()
            told = self._lose() or told
        if page.damaged:
            aside = self._free_name()
            put(aside, data)
            told = Paragraph(key="ledger.trouble.damaged", numbers={"file": shown(aside), "count": len(page.lines)})
        known = set(page.lines)  # a write that was interrupted may have reached the disk
        lines = (*page.lines, *(line for line in self._kept if line not in known))
        put(self.path, document(lines))
        self._stored, self._kept, self._seen = lines, [], _signature(self.path)
        self._set(told)

    def _free_name(self) -> Path:
        """Return the name under which a damaged file is kept."""
        stem = f"{self.path.stem}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"
        return self.path.with_name(stem + self.path.suffix)

    def _lose(self) -> Paragraph | None:
        """Notice that a file that was there is gone; it may have been erased on purpose, so nothing comes back."""
        gone = Paragraph(key="ledger.trouble.gone", numbers={"file": shown(self.path)}) if self._stored else None
        if gone:
            self._set(gone)
        self._stored, self._seen = (), None
        return gone

    def _fail(self, error: Exception):
        if isinstance(error, NewerVersion):
            kind = "newer"
        elif isinstance(error, TimeoutError):
            kind = "busy"
        else:
            kind = FAILURES.get(getattr(error, "errno", None), "unreachable")
        self._set(Paragraph(key=f"ledger.trouble.{kind}", numbers={"file": shown(self.path)}))

    def _set(self, notice: Paragraph | None):
        """Remember the state of the file; a trouble that goes on is told once."""
        if notice and (self.trouble is None or notice.key != self.trouble.key):
            self._untold = notice
        self.trouble = notice


def is_own(target: Path) -> bool:
    """Return whether a path is the reader's record, or a file that is kept beside it."""
    record = _real(ledger_path())
    same = target.exists() and record.exists() and target.samefile(record)
    return same or target in (record, _real(contract_path()))


def _real(path: str | Path) -> Path:
    return Path(os.path.realpath(os.path.expanduser(path)))


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _signature(path: Path) -> tuple:
    """Return what changes with every write."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size
