"""What a teacher does with a class, lesson by lesson: `lesson.classroom`."""

from collections.abc import Callable

import ipywidgets

from pledge_lib.course.bank import bank
from pledge_lib.course.classroom.collecting import pasted
from pledge_lib.course.classroom.debates import DEBATES, DebateForm
from pledge_lib.course.classroom.desk import Desk
from pledge_lib.course.classroom.poll import Poll
from pledge_lib.course.classroom.seed_form import SeedForm, joined
from pledge_lib.course.ledger import Ledger
from pledge_lib.course.predict import Covered
from pledge_lib.course.printed import printable
from pledge_lib.course.questions import PREDICTION, Question
from pledge_lib.course.wording import texts
from pledge_lib.finance.checks import InputError
from pledge_lib.panels.asked import Driver
from pledge_lib.panels.form import Form
from pledge_lib.panels.words import Words


class Classroom:
    """The teacher's side of a lesson: nothing of it is written into anybody's record but the seed of a class."""

    def __init__(
        self,
        lesson: str,
        words: Words,
        ledger: Ledger,
        seed: Callable[[], str | None],
        observed: Callable[[Question], ipywidgets.Widget],
        forget: Callable[[], None],
    ):
        """Take a lesson: `observed` opens a prediction's figure, `forget` drops the questions of an older seed."""
        self.lesson, self.words = lesson, words
        self._ledger, self._seed, self._observed, self._forget = ledger, seed, observed, forget

    def join(self, seed: str | None) -> str:
        """Draw the numbers of every lesson from a class's seed from now on; None: from the reader's own again."""
        told = joined(self._ledger, seed)
        self._forget()
        return "\n".join(each.text(self.words) for each in told)

    def seed(self) -> Form:
        """Return a form to join a class."""
        return self._form(SeedForm(self._ledger, self._forget))

    def poll(self, question: str) -> Covered:
        """Return a prediction for the whole class: answers by hand or as codes, held until they are revealed."""
        asked = bank(self.lesson).questions
        known = [id for id, each in asked.items() if each.kind == PREDICTION]
        if question not in known:
            raise InputError("unknown", name="question", value=question, choices=", ".join(known))
        return Covered(
            self._form(Poll(self.lesson, asked[question], self._seed())), lambda: self._observed(asked[question])
        )

    def statistics(self) -> Form:
        """Return the statistics of the lesson's questions, from result codes that are pasted."""
        return self._form(Desk(self.lesson, self._seed()))

    def points(self, code: str) -> int:
        """Return how many core exercises a result code of this lesson has done, for a grader; damage is printed."""
        found = pasted(code)
        for notice in found.notices:
            print(printable(notice.text(self.words)))
        return max((result.core for result in found.of(self.lesson)), default=0)

    def debate(self, name: str) -> Form:
        """Return a debate: `call-at-131` or `dividend`."""
        if name not in DEBATES:
            raise InputError("unknown", name="debate", value=name, choices=", ".join(DEBATES))
        return self._form(DebateForm(DEBATES[name]))

    def _form(self, driver: Driver) -> Form:
        return Form(driver, texts(), self.words.language)

    def __repr__(self) -> str:
        return self.words("class.opened")
