"""A calendar file (.ics, RFC 5545) of days to watch: any calendar reads it and reminds without a server."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WIDEST = 75  # octets of a line
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
FIRST_LINES = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pledge-lab//my position//", "CALSCALE:GREGORIAN")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A whole day with its title and a sentence; reminders come so many days before it, at nine in the morning."""

    key: str
    day: date
    title: str
    text: str = ""
    days_before: int = 1


def calendar_file(entries: Iterable[Entry], written_on: date) -> bytes:
    """Return the file; the same entry has the same mark in every file, so that a calendar renews it.

    >>> entry = Entry(key="a", day=date(2026, 3, 4), title="還款")
    >>> lines = calendar_file([entry], date(2026, 3, 2)).decode().split("\\r\\n")
    >>> lines[4], lines[7], lines[9]
    ('BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20260304', 'SUMMARY:還款')
    """
    lines = list(FIRST_LINES)
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.key}@pledge-lab",
            f"DTSTAMP:{written_on:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.day + timedelta(1):%Y%m%d}",
            f"SUMMARY:{entry.title.translate(ESCAPED)}",
            *([f"DESCRIPTION:{entry.text.translate(ESCAPED)}"] if entry.text else []),
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{entry.title.translate(ESCAPED)}",
            f"TRIGGER:-PT{24 * entry.days_before - 9}H",
            "END:VALARM",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _folded(line: str) -> str:
    """Return a line broken where it is longer than allowed, never within a letter."""
    parts, width = [""], 0
    for letter in line:
        size = len(letter.encode())
        if width + size > WIDEST:
            parts.append(" ")
            width = 1
        parts[-1] += letter
        width += size
    return "\r\n".join(parts)
