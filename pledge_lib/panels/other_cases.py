"""The cases of a panel beside the one it stands at: told in an address, opened from one, glanced at for a sweep."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from pledge_lib.finance.checks import InputError
from pledge_lib.panels.address import read_address, write_address
from pledge_lib.panels.controls import defaults

FEW = 8  # places of the lead that stand for all


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
        """Return at most so many values, in order, that stand for all to which a control may be set."""
        return self._control(key).stops(most)

    def glance(self, key: str, value, *, settled: bool = False) -> dict:
        """Return the frame that would be shown if a control stood at a value, with its job done if settled."""
        with self._at(key, value, settled=settled):
            return self._now()

    def longest(self) -> dict:
        """Return the longest sentence and the longest notes to which the lead leads: the page keeps room for both."""
        sentences, notes = zip(*self._said_along_the_lead(), strict=True)
        return {"sentence": max(sentences, key=len), "notes": max(notes, key=lambda lines: len("".join(lines)))}

    def _said_along_the_lead(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield sentence and notes as they are, and at a few places of the lead."""
        yield self._said()
        for stop in self.stops(self.declaration.lead, FEW):
            with suppress(InputError):  # not with these other values
                yield self._said_at(stop)

    def _said_at(self, stop) -> tuple[str, tuple[str, ...]]:
        with self._at(self.declaration.lead, stop):
            return self._said()

    def _said(self) -> tuple[str, tuple[str, ...]]:
        result = self._result()
        say = self.say.about(result)
        return self.declaration.said(result, say), self.declaration.noted(result, say)

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
