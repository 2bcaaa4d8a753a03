"""The cases of a panel beside the one it stands at: told in an address, opened from one, glanced at for a sweep."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

from pledge_lib.finance.checks import InputError
from pledge_lib.panels import staging
from pledge_lib.panels.address import read_address, write_address
from pledge_lib.panels.control import Control
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.reach import within_axis

FEW = 16  # places of the lead that stand for all
EACH = 24  # so few steps are asked one by one: a day may have a state, and its word, to itself
A_DIGIT, A_NUMBER = re.compile(r"\d"), re.compile(r"[\d.,]*\d")
NUMBER = ("before", "number", "after")  # what a large number is written of
LAST_NARROW = "\u2e7f"  # the signs after it are Chinese ones and their punctuation


class OtherCases:
    """What a panel (`core.Told`) can say of cases other than its own."""

    @property
    def address(self) -> str:
        """Return what stands after the # of an address that opens this case, on the static pages or by `take`."""
        start = defaults(self.declaration.controls)
        moved = {key: self._on_screen(key) for key, value in self._values.items() if value != start[key]}
        return write_address(self.words.language, {self.declaration.id: moved} if moved else {})

    def take(self, address: str):
        """Show the case of an address; what the figure does not have or refuses is said, and the rest is shown."""
        _, figures = read_address(address)
        unsaid, before = [], dict(self._values)
        for key, value in figures.get(self.declaration.id, {}).items():
            try:
                self._values[key] = self._control(key).from_screen(value)
            except InputError as error:
                unsaid.append(self._refusal(error))
        self._job.finish(self._values)
        try:
            frame = self._now()
        except InputError as error:  # values that do not go together
            self._values = before
            self._job.finish(before)
            unsaid, frame = [self._refusal(error)], self._now()
        self.show(frame | {"refusal": {"key": None, "sentence": " ".join(unsaid)} if unsaid else None})

    def stops(self, key: str, most: int) -> tuple:
        """Return at most so many values, in order, that stand for all to which a control may be set.

        Of the lead it is those that a hand meets: a number may be typed that lies far beyond the axis.
        """
        return self._met(key).stops(most)

    def glance(self, key: str, value, *, settled: bool = False) -> dict:
        """Return the frame that would be shown if a control stood at a value, with its job done if settled."""
        with self._at(key, value, settled=settled):
            return self._now()

    def worded(self) -> dict:
        """Return each wording to which the lead leads: the page lays out all of them and keeps room for the highest.

        Of those that differ in their numbers alone it is the longest. Large numbers are told one by one: how many
        signs they have is how large they are written.
        """
        asks, sentences, notes, chips, heroes = zip(*self._said_along_the_lead(), strict=True)
        return {
            "asks": _wordings(asks, lambda pieces: "".join(p if isinstance(p, str) else p["text"] for p in pieces)),
            "sentence": _wordings(sentences),
            "notes": _wordings(notes, "\n".join),
            "chip": _wordings(chips, lambda chip: f"{chip['tone']} {chip['word']}"),
            "hero": tuple(_tile(told) for told in zip(*heroes, strict=True)),
        }

    def _said_along_the_lead(self) -> Iterator[tuple]:
        """Yield what is asked, sentence, notes, chip and hero numbers, now and at a few places of the lead."""
        yield self._said()
        lead = self._met(self.declaration.lead)
        for stop in lead.stops(EACH + 1 if lead.steps <= EACH else FEW):
            with suppress(InputError):  # not with these other values
                yield self._said_at(stop)

    def _met(self, key: str) -> Control:
        """Return a control as far as a hand moves it."""
        control = self._control(key)
        if key != self.declaration.lead:
            return control
        chart, result = self.declaration.main, self._result()
        return within_axis(control, chart.track(result), chart.ranges(result))

    def _said_at(self, stop) -> tuple:
        with self._at(self.declaration.lead, stop):
            return self._said()

    def _said(self) -> tuple:
        result, own = self._result(), self.declaration
        say = self.say.about(result)
        return (
            staging.asks(own, result, say),
            own.said(result, say),
            own.noted(result, say),
            staging.chip(own, result, say),
            staging.heroes(own, result, say),
        )

    @contextmanager
    def _at(self, key: str, value, *, settled: bool = False) -> Iterator[None]:
        """Stand for a moment at another value of a control."""
        kept = self._values, self._job
        self._values, self._job = dict(self._values), self._job.aside()
        try:
            self._move(key, self._control(key).accept(value))
            self._job.follow(self._values, None, settled=settled)
            yield
        finally:
            self._values, self._job = kept


def _tile(told: Sequence[Mapping[str, str]]) -> dict[str, tuple]:
    """Return the wordings of each part of a large number."""
    numbers = ({name: hero[name] for name in NUMBER} for hero in told)
    return {
        "caption": _wordings(hero["caption"] for hero in told),
        "number": _wordings(numbers, lambda number: "".join(number.values()), A_DIGIT),
        "sub": _wordings(hero["sub"] for hero in told),
    }


def _wordings(said: Iterable, text_of: Callable[[Any], str] = str, alike: re.Pattern = A_NUMBER) -> tuple:
    """Return what is said, and of all that differ only in what is alike the longest."""
    found: dict[str, Any] = {}
    for each in said:
        text = text_of(each)
        wording = alike.sub("0", text)
        if wording not in found or _width(text) > _width(text_of(found[wording])):
            found[wording] = each
    return tuple(found.values())


@lru_cache(maxsize=1_024)
def _width(text: str) -> float:
    """Return how long a text is on a screen, in Chinese signs: a Latin letter is about half of one."""
    return sum(1 if sign > LAST_NARROW else 0.5 for sign in text)
