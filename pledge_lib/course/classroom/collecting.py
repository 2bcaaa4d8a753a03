"""Results of a class from what was pasted or handed in: each counted once, all that is damaged or twice named."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pledge_lib.course.classroom.armour import found_in
from pledge_lib.course.classroom.codes import Unread, read
from pledge_lib.course.classroom.results import Result
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.finance.units import COUNT

SEAT = re.compile(r"[A-Za-z]?\d{1,3}")  # a seat in the class, which goes before the name of a file


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One result: whose it is, as the teacher's files say, and where it was found."""

    label: str
    place: str | Paragraph
    result: Result


@dataclass(frozen=True, kw_only=True)
class Collection:
    """The results of a class, each record once in each lesson, and what the teacher has to know of the rest."""

    entries: tuple[Entry, ...] = ()
    notices: tuple[Paragraph, ...] = ()

    def of(self, lesson: str) -> tuple[Result, ...]:
        """Return the results of one lesson."""
        return tuple(entry.result for entry in self.entries if entry.result.lesson == lesson)


@dataclass
class Collector:
    """Takes results in one after the other; of two of one record the fuller one stays."""

    _kept: dict[tuple, Entry] = field(default_factory=dict)
    _notices: list[Paragraph] = field(default_factory=list)

    def take(self, entry: Entry):
        """Count a result, unless a fuller one of the same record is there."""
        own = entry.result.lesson, entry.result.mark
        before = self._kept.get(own)
        if before is not None:
            key = "twice" if before.result.outcomes == entry.result.outcomes else "two-states"
            self.notice(key, place=entry.place, other=before.place, lesson=entry.result.lesson)
        if before is None or _size(entry.result) > _size(before.result):
            self._kept[own] = entry

    def take_text(self, place: str, text: str, label: str = "") -> int:
        """Count every code of a text and return how many there are; damaged ones are named by line and first signs."""
        found = list(found_in(text))
        for each in found:
            line = Paragraph(key="class.notice.line", numbers={"line": each.line})
            where = f"{place}:{each.line}" if place else line
            try:
                if each.content is None:
                    raise Unread(each.fault)
                result = read(each.content)
            except Unread as fault:
                told = {"missing": COUNT(each.missing)} if each.missing else {}
                self.notice(f"code.{fault}", place=where, shown=each.shown, **told)
            else:
                alone = label if len(found) == 1 and not SEAT.fullmatch(each.label or "") else ""
                self.take(
                    Entry(label=alone or each.label or f"{label} #{each.line}".strip(), place=where, result=result)
                )
        return len(found)

    def notice(self, key: str, **said):
        """Remember something that the teacher has to know."""
        self._notices.append(Paragraph(key=f"class.notice.{key}", numbers=said, tone="not-yet"))

    @property
    def collection(self) -> Collection:
        """Return what was taken in, with two records under one name named."""
        shared = tuple(
            Paragraph(
                key="class.notice.shared",
                numbers={"label": label, "lesson": lesson, "place": place, "other": other},
                tone="not-yet",
            )
            for label, lesson, place, other in _shared(self._kept.values())
        )
        return Collection(entries=tuple(self._kept.values()), notices=(*self._notices, *shared))


def pasted(text: str) -> Collection:
    """Return the results of what a teacher pasted."""
    collector = Collector()
    if not collector.take_text("", text) and text.strip():
        collector.notice("no-code")
    return collector.collection


def _size(result: Result) -> tuple[int, int]:
    """Return how much a result says: the later state of a record says more."""
    return len(result.outcomes), sum(each.done for each in result.outcomes.values())


def _shared(entries: Iterable[Entry]) -> Iterator[tuple]:
    """Yield each name under which one lesson has two records."""
    seen: dict[tuple[str, str], str | Paragraph] = {}
    for entry in entries:
        own = entry.label, entry.result.lesson
        if own in seen:
            yield *own, seen[own], entry.place
        seen.setdefault(own, entry.place)
