"""What a lesson says and does with the capstone's case: submit a plan, take it away, ask the ten ideas again."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from pledge_lib.course.attempts import RETEST
from pledge_lib.course.bank import bank, rooms
from pledge_lib.course.capstone.desk import OWN, OWN_FIGURES, Desk
from pledge_lib.course.capstone.missed import most_missed_again
from pledge_lib.course.capstone.plan_form import Submission
from pledge_lib.course.exercise import Exercise, Note, Opened
from pledge_lib.course.exported import save_workbook
from pledge_lib.course.ledger import Ledger
from pledge_lib.course.pretest import Pretest
from pledge_lib.course.questions import Question
from pledge_lib.course.wording import texts
from pledge_lib.finance.checks import require_choice
from pledge_lib.panels.capstone.card_page import card_page
from pledge_lib.panels.capstone.card_workbook import card_workbook
from pledge_lib.panels.form import Form
from pledge_lib.panels.words import Words

FILES = {
    ".html": lambda loan: card_page(loan, texts()).encode(),
    ".xlsx": lambda loan: card_workbook(loan, texts()),
}


class CapstoneFace:
    """The part of a lesson that knows the reader's case; the lesson gives the rest."""

    ledger: Ledger
    language: str
    words: Words
    seed: str | None
    _note: Note
    _note_in: Note

    def plan(self) -> Form:
        """Return the form that submits the plan of F5.1: the case, the reasons, and what contradicts."""
        form = Form(Submission(self._desk), texts(), self.language)
        self._desk.watch(form)
        return form

    def save_plan(self, path: str, replace: bool = False) -> str:
        """Write the plan card: one page in every language if the name ends in .html, a live spreadsheet if in .xlsx.

        A file that is there stays as it is unless `replace=True`.
        """
        kind = Path(path).suffix.lower()
        require_choice("path", kind, FILES)
        return save_workbook(path, FILES[kind](self._desk.loan), self.words, replace, "capstone.card.saved")

    def retest(self) -> Form:
        """Return the ten items of the pre-test with other numbers, kept apart from the first time."""
        seed, shown = self.seed or RETEST, self._desk.show_anew
        again = Pretest(items(), self._note, self.ledger.events, kind=RETEST, seed=seed, answered=shown)
        return Form(again, texts(), self.language)

    def missed(self) -> Form:
        """Return up to ten questions behind the ideas that were missed most, with other numbers."""
        return Form(most_missed_again(self.ledger.events(), self.seed or "", self._note_in), texts(), self.language)

    @cached_property
    def _desk(self) -> Desk:
        """Return the desk with the reader's case and plans."""
        return Desk(self.seed, self._note, self.ledger.events, items())

    def _clear_desk(self):
        """Lay another case on the desk, when it is asked for next."""
        self.__dict__.pop("_desk", None)

    def _about_the_plan(self, asked: Question, opened: Opened, progress) -> Exercise:
        """Return an exercise about the reader's own plan, which changes with it."""
        own, seed = self._desk.own(asked), self._desk.seed_of_numbers
        return self._desk.exercise(Exercise(own, self._note, seed, opened, progress))


def is_about_the_plan(id: str) -> bool:
    """Return whether an exercise or a figure is about the reader's own case."""
    return id.startswith((OWN, OWN_FIGURES))


def items() -> Mapping[str, Question]:
    """Return the items of the pre-test, which stand in the first lesson."""
    return bank(next(iter(rooms()))).pretest
