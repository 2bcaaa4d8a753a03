"""Three statements of an article: agreed with or not before the lessons, kept, and asked again at the end of each."""

from collections.abc import Callable, Iterable, Mapping

from pledge_lib.course.attempts import STATEMENT, Event
from pledge_lib.course.exercise import Note
from pledge_lib.panels.asked import FormSheet, Input, Said
from pledge_lib.panels.words import Words

STATEMENTS = ("S0.1", "S0.2", "S0.3")
ANSWERS = ("agree", "disagree", "unsure")


class Statements:
    """The driver: the first time it only keeps what is said; later it also shows the answer before and our view."""

    def __init__(self, note: Note, events: Callable[[], Iterable[Event]], again: bool):
        self._note, self._events, self.again = note, events, again
        self._told: tuple = ()
        self._kept = False

    def sheet(self, words: Words) -> FormSheet:
        """Return the statements, each to be agreed with or not."""
        options = tuple((answer, words(f"statement.{answer}")) for answer in ANSWERS)
        inputs = (Input(name=name, label=words(f"{name}.said"), kind="choice", options=options) for name in STATEMENTS)
        return FormSheet(
            title=words("statement.title"),
            prompt=words("statement.again" if self.again else "statement.prompt"),
            inputs=tuple(inputs),
            actions=(("keep", words("statement.keep")),),
        )

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return what was kept; the second time, what was said before and what the lessons say."""
        if not self._kept:
            return ()
        told = tuple(Said(text=paragraph.text(words), tone=paragraph.tone) for paragraph in self._told)
        if not self.again:
            return (*told, Said(text=words("statement.kept")))
        return (*told, *(Said(text=text) for name in STATEMENTS for text in self._compared(name, words)))

    def act(self, action: str, answers: Mapping):
        """Keep every answer that was given."""
        given = {name: answers[name] for name in STATEMENTS if answers.get(name) in ANSWERS}
        self._told = tuple(
            paragraph for name, answer in given.items() for paragraph in self._note(name, STATEMENT, answer=answer)
        )
        self._kept = bool(given)

    def _compared(self, name: str, words: Words) -> Iterable[str]:
        own = [event.answer for event in self._events() if event.kind == STATEMENT and event.question == name]
        if len(own) > 1:
            before, now = (words(f"statement.{answer}") for answer in (own[0], own[-1]))
            yield words("statement.changed" if before != now else "statement.same", name=name, before=before, now=now)
        yield words(f"{name}.view")
