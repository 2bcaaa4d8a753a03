"""What a lesson keeps for its reader, and hands in or takes away: progress, record, card, rules, result code."""

from collections.abc import Callable

from pledge_lib.course.attempts import Gate, gate, progress
from pledge_lib.course.bank import rooms
from pledge_lib.course.card import card_of, has_card
from pledge_lib.course.classroom.codes import code_of
from pledge_lib.course.classroom.face import Classroom
from pledge_lib.course.completion import completion
from pledge_lib.course.exported import save_workbook
from pledge_lib.course.judging import RIGHT
from pledge_lib.course.ledger_summary import LedgerSummary, ledger_summary
from pledge_lib.course.lesson_base import LessonBase, require
from pledge_lib.course.questions import PREDICTION, Question
from pledge_lib.course.rules_form import RulesForm, kept_rules
from pledge_lib.course.statements import Statements
from pledge_lib.course.wording import texts
from pledge_lib.panels.card_sheet import CardSheet
from pledge_lib.panels.form import Form
from pledge_lib.panels.lending.income import ID as INCOME
from pledge_lib.panels.lending.income_workbook import income_workbook
from pledge_lib.panels.panel import Panel
from pledge_lib.panels.words import Words


class RecordFace(LessonBase):
    """The part of a lesson that has to do with the reader's own record; the lesson shows figures and forgets a seed."""

    _observed: Callable[[Question], Panel]
    _forget: Callable[[], None]

    def statements(self) -> Form:
        """Return the three opening statements; after the first lesson with the answer before and our view."""
        again = self.name != next(iter(rooms()))
        return Form(Statements(self._note, self.ledger.events, again), texts(), self.language)

    def own_rules(self) -> Form:
        """Return the form for the reader's own rules; the cards of all lessons show them."""
        return Form(RulesForm(self._note, self.ledger.events, self._renew_cards), texts(), self.language)

    def card(self) -> CardSheet:
        """Return the lesson on one page: formulas, clock, three numbers, three traps, and the reader's own rules."""
        require("card", self.name, [lesson for lesson in rooms() if has_card(lesson, self.words)])
        card = card_of(self.name, self.words, lambda: kept_rules(self.ledger.events()))
        self._cards.add(card)
        return card

    def _renew_cards(self):
        for card in list(self._cards):
            card.renew()

    def progress(self, sitting: str | None = None, *, brief: bool = False) -> str:
        """Say how many core exercises are right, and whether what comes next is open: after one sitting, or all.

        `brief` says it for all sittings in half a line, for where there is no room, such as above the lesson.
        """
        gates = {each.name: gate(self._events(), each.core, each.gate) for each in self._bank.sittings}
        if sitting is not None:
            require("sitting", sitting, gates)
            return self._told_gate(sitting, gates[sitting])
        if all(reached.open for reached in gates.values()):
            return self.words("gate.passed")
        if brief:
            sittings = (self._told_briefly(name, reached) for name, reached in gates.items())
            return self.words("gate.brief", sittings=self.words("review.comma").join(sittings))
        return "\n".join(self._told_gate(name, reached) for name, reached in gates.items())

    def record(self) -> LedgerSummary:
        """Return your own record: hit rate, confidence, the ideas missed most, and the lesson's result code."""
        return ledger_summary(self.ledger, self.words, self._code)

    def done(self) -> LedgerSummary:
        """Return what you take along: which sitting is done, which ideas you hold firmly, what is still open."""
        return completion(self._bank, self.ledger.events(), self.words)

    def code(self) -> LedgerSummary:
        """Return the lesson's result code to hand in: the first answer to each question, checked, without a name."""
        said = ("class.code.told",) if self._code else ("class.code.nothing",)
        lines = (*map(self.words, said), *((self._code,) if self._code else ()))
        return LedgerSummary(self.words("class.code.title"), lines)

    @property
    def classroom(self) -> Classroom:
        """Return what a teacher does with a class: polls, statistics, debates, one seed for all."""
        return Classroom(self.name, self.words, self.ledger, lambda: self.seed, self._observed, self._forget)

    @property
    def _code(self) -> str | None:
        """Return the result code of the lesson; None where nothing is answered, or nothing asked as in one's own."""
        return code_of(self.name, list(self.ledger.events()), self.seed) if self.name in rooms() else None

    def export_record(self, path: str, replace: bool = False) -> str:
        """Write a copy of your record: a table if the name ends in .csv, else JSON.

        A file that is there stays as it is unless `replace=True`.
        """
        return self.ledger.export(path, replace).text(self.words)

    def export_income(self, path: str, panel: Panel | None = None, replace: bool = False) -> str:
        """Write the income calculator F3.1 as a spreadsheet with live formulas, with a panel's values if one is given.

        The name should end in .xlsx. A file that is there stays as it is unless `replace=True`.
        """
        chosen = panel or self.panel(INCOME)
        require("figure", chosen.declaration.id, (INCOME,))
        return save_workbook(path, income_workbook(chosen.result, self.words), self.words, replace)

    def erase_record(self) -> str:
        """Remove your record from this computer."""
        return self.ledger.erase().text(self.words)

    def _told_gate(self, name: str, reached: Gate) -> str:
        """Return how far one sitting is; that of a lesson without a pause leads to the next lesson."""
        if not name:
            return self.words("gate.open", right=reached.right, needed=reached.needed)
        key = "gate.sitting-passed" if reached.open else "gate.sitting-open"
        return self.words(key, sitting=name, right=reached.right, needed=reached.needed)

    def _told_briefly(self, name: str, reached: Gate) -> str:
        """Return how far one sitting is, in a few signs."""
        said = self.words("gate.brief-passed" if reached.open else "gate.brief-open", **vars(reached))
        return f"{name} {said}" if name else said

    def _told_progress(self, words: Words) -> str:
        """Return how far the lesson is, in one line."""
        events, asked = self._events(), self._bank.shown
        exercises = [id for id, each in asked.items() if each.kind != PREDICTION]
        reached = gate(events, self._bank.core, self._bank.gate)
        right = sum(progress(events, id).outcome == RIGHT for id in exercises)
        said = {"core": reached.right, "cores": len(self._bank.core), "right": right, "count": len(exercises)}
        return words("question.progress", **said)
