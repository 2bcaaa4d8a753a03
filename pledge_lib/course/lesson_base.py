"""What every face of a lesson needs: its name and language, its questions, the reader's numbers and record."""

from weakref import WeakSet

from pledge_lib.course.attempts import Event
from pledge_lib.course.bank import Bank, bank
from pledge_lib.course.exercise import Exercise
from pledge_lib.course.ledger import Ledger
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.course.questions import Question
from pledge_lib.course.reader_seed import own_seed
from pledge_lib.course.wording import texts
from pledge_lib.finance.checks import InputError
from pledge_lib.panels.card_sheet import CardSheet
from pledge_lib.panels.words import Words


class LessonBase:
    """A lesson that is open in one language, with the reader's record."""

    def __init__(self, name: str, language: str, seed: str | None = None):
        """Open a lesson; without a seed of a class the numbers are the reader's own."""
        require("language", language, texts())
        self.name, self.language, self._class_seed = name, language, seed
        self.words = Words(language, texts()[language])
        self.ledger = Ledger()
        self._exercises: dict[str, Exercise] = {}
        self._cards: WeakSet[CardSheet] = WeakSet()

    @property
    def seed(self) -> str | None:
        """Return what draws the numbers and the orders: the class's seed, or else the reader's own."""
        return self._class_seed if self._class_seed is not None else own_seed(self.ledger)

    @property
    def _bank(self) -> Bank:
        return bank(self.name)

    def _question(self, question: str) -> Question:
        require("question", question, self._bank.questions)
        return self._bank.questions[question]

    def _events(self) -> list[Event]:
        return [event for event in self.ledger.events() if event.lesson == self.name]

    def _note(self, question: str, kind: str, **what) -> tuple[Paragraph, ...]:
        """Write a step down; return what the reader has to be told of the record, once."""
        return self._note_in(self.name, question, kind, **what)

    def _note_in(self, lesson: str, question: str, kind: str, **what) -> tuple[Paragraph, ...]:
        notice = self.ledger.record(Event(lesson=lesson, question=question, kind=kind, **what))
        return (notice,) if notice else ()


def require(name: str, value: str, known):
    """Refuse a name that is not known, with those that are."""
    if value not in known:
        raise InputError("unknown", name=name, value=value, choices=", ".join(known))
