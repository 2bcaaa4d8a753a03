"""The lessons, each found by the manifest in its room; what stands in the room is asked in the lesson."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from pledge_lib.course.claims import Claim
from pledge_lib.course.questions import PRETEST, Question
from pledge_lib.course.worked import Example
from pledge_lib.finance.checks import InputError

FLOOR = Path(__file__).parent
MANIFEST, PRINTED = "lesson.toml", "printed.toml"


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """What is done at one go: its core exercises, how many of them open its gate, and the minutes planned for it.

    A lesson without a pause is one sitting without a name.
    """

    name: str
    core: tuple[str, ...]
    gate: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Bank:
    """What a lesson asks: its sittings, its questions and claims by id, its worked example, its pre-test's items."""

    lesson: str
    sittings: tuple[Sitting, ...]
    questions: Mapping[str, Question]
    claims: Mapping[str, Claim]
    worked: Example
    pretest: Mapping[str, Question]

    @property
    def core(self) -> tuple[str, ...]:
        """Return the core exercises of all sittings."""
        return tuple(id for sitting in self.sittings for id in sitting.core)

    @property
    def shown(self) -> Mapping[str, Question]:
        """Return the questions that the lesson itself asks, without those that are kept for a review."""
        return {id: each for id, each in self.questions.items() if not each.later}

    @property
    def gate(self) -> int:
        """Return how many core exercises open the gates of all sittings."""
        return sum(sitting.gate for sitting in self.sittings)


@cache
def rooms() -> Mapping[str, str]:
    """Return the room of each lesson, in the order of their numbers.

    >>> rooms()["01_pledging"]
    'pledging'
    """
    manifests = {_manifest(path.parent.name)["notebook"]: path.parent.name for path in FLOOR.glob(f"*/{MANIFEST}")}
    return dict(sorted(manifests.items()))


@cache
def bank(lesson: str) -> Bank:
    """Return what a lesson asks.

    >>> bank("01_pledging").questions["E1.3"].figure
    'F1.1'
    """
    if lesson not in rooms():
        raise InputError("unknown", name="lesson with questions", value=lesson, choices=", ".join(rooms()))
    room = rooms()[lesson]
    manifest, found = _manifest(room), list(_found_in(room))
    sittings = tuple(_sittings(manifest))
    core, printed = {id for sitting in sittings for id in sitting.core}, _printed(room)
    told = _by_id(each for each in found if isinstance(each, Question))
    questions = {id: each for id, each in told.items() if each.kind != PRETEST}
    [example] = (each for each in found if isinstance(each, Example))
    return Bank(
        lesson=lesson,
        sittings=sittings,
        questions={id: replace(each, core=id in core, printed=printed) for id, each in questions.items()},
        claims=_by_id(each for each in found if isinstance(each, Claim)),
        worked=example,
        pretest={id: each for id, each in told.items() if each.kind == PRETEST},
    )


def _manifest(room: str) -> dict:
    return tomllib.loads((FLOOR / room / MANIFEST).read_text(encoding="utf-8"))


def _sittings(manifest: dict) -> Iterator[Sitting]:
    """Yield the sittings of a manifest; the core and gate of a lesson without any are those of its one sitting."""
    for told in manifest.get("sittings", [manifest]):
        yield Sitting(name=told.get("name", ""), core=tuple(told["core"]), gate=told["gate"], minutes=told["minutes"])


def _printed(room: str) -> tuple[float, ...]:
    """Return the numbers that the notebooks of a room's lesson print, in their order."""
    path = FLOOR / room / PRINTED
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["numbers"]) if path.exists() else ()


def _found_in(room: str) -> Iterator:
    """Yield what the modules of a room declare."""
    package = f"{__package__}.{room}"
    for module in iter_modules([str(FLOOR / room)]):
        yield from vars(import_module(f"{package}.{module.name}")).values()


def _by_id(declared: Iterator) -> dict:
    """Return questions or claims in the order of their ids: E1.9 before E1.10."""
    found: dict = {}
    for each in declared:
        if found.setdefault(each.id, each) is not each:
            raise ValueError(f"{each.id} is told twice: keep one")
    return dict(sorted(found.items(), key=lambda item: _order(item[0])))


def _order(id: str) -> list:
    """Return what an id is sorted by: its letters, then its numbers."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", id)]
