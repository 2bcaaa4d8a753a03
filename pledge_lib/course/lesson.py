"""The face that notebooks import: one lesson in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from types import SimpleNamespace

from pledge_lib.course.answers import answers_by_name, confidence_given
from pledge_lib.course.attempts import Event, progress, solution_opened
from pledge_lib.course.bank import rooms
from pledge_lib.course.capstone.face import CapstoneFace, is_about_the_plan
from pledge_lib.course.claim_form import FactCheck
from pledge_lib.course.environment import Report, check_environment
from pledge_lib.course.exercise import CONFIDENCE, Exercise
from pledge_lib.course.feedback import Feedback
from pledge_lib.course.ledger import shown
from pledge_lib.course.lesson_base import LessonBase, require
from pledge_lib.course.lesson_table import LessonTable, Row, lesson_table
from pledge_lib.course.mastery import asked_by_id, lesson_of
from pledge_lib.course.mine.my_position import MyPosition
from pledge_lib.course.mine.shown_anew import ShownAnew, is_about_my_position
from pledge_lib.course.overview.comparison import Comparison, comparison
from pledge_lib.course.overview.contract_form import ContractReader
from pledge_lib.course.overview.glossary_form import GlossarySearch
from pledge_lib.course.own_record import record_figure
from pledge_lib.course.predict import Covered, Prediction, guessed
from pledge_lib.course.pretest import Pretest
from pledge_lib.course.questions import PREDICTION, Question
from pledge_lib.course.reader_seed import plain_seed
from pledge_lib.course.record_face import RecordFace
from pledge_lib.course.review import review_of
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import texts
from pledge_lib.course.worked import WorkedExample
from pledge_lib.finance.unit import Quantity
from pledge_lib.panels import figures
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.form import Form
from pledge_lib.panels.guessed import with_guess
from pledge_lib.panels.moving import MovingSentence, sentences
from pledge_lib.panels.overview.record import ID as RECORD
from pledge_lib.panels.panel import Panel

REVIEWED = 3  # questions of a review: about two minutes


class Lesson(RecordFace, CapstoneFace, LessonBase):
    """A lesson in one language: its figures, worked examples, questions, and the reader's own record.

    >>> Lesson("01_pledging", "en").worked("W1").answers["call_price"]
    78.0
    """

    def panel(self, figure: str, preset: str | None = None, *, state: str | None = None) -> Panel:
        """Return a figure as a live panel, opened at one of its examples; shown when it is the last line of a cell.

        A case that a prediction of this lesson asks about joins the examples once the reader has guessed, or skipped.
        `state` is the address of a case, as the static pages and `panel.address` write it.
        """
        require("figure", figure, figures.homes())
        panel = self._panel(self._declared(figure), preset)
        if state is not None:
            panel.take(state)
        return panel

    def _panel(self, figure: Figure, preset: str | None = None) -> Panel:
        hidden = {asked.opens for asked in self._to_guess() if asked.figure == figure.id} - {preset}
        panel = Panel(figure.without(hidden), texts(), self.language, preset)
        if is_about_the_plan(figure.id):
            self._desk.watch(panel)
        if is_about_my_position(figure.id):
            self._of_mine.watch(panel)
        return panel

    def sentence(self, figure: str, preset: str | None = None) -> MovingSentence:
        """Return a sentence with numbers that can be dragged; the model of its figure says what follows."""
        require("sentence", figure, sentences(self.words.table))
        found = MovingSentence(figures.figure(figure), texts(), self.language, preset)
        if is_about_my_position(figure):
            self._of_mine.watch(found)
        return found

    def worked(self, stage: str, show: bool = False) -> WorkedExample:
        """Return a stage of the lesson's worked example; `show=True` fills its blanks in."""
        return self._bank.worked.stage(stage, show, self.words)

    def exercise(self, question: str) -> Form:
        """Return an exercise or a quiz item as a form: answer, check, hint, solution."""
        form = Form(self._exercise(question), texts(), self.language)
        if is_about_the_plan(question):
            self._desk.watch(form)
        return form

    def predict(self, question: str) -> Covered:
        """Return a prediction; its figure stays covered until an answer is committed or skipped."""
        asked = self._question(question)
        driver = Prediction(asked, self._note, self._guesses(question), self.seed)
        return Covered(Form(driver, texts(), self.language), lambda: self._observed(asked, driver.guess))

    def pretest(self) -> Form:
        """Return the pre-test: ten items, one after the other, kept for the re-test after the lessons."""
        return Form(Pretest(self._bank.pretest, self._note, self._events), texts(), self.language)

    def contract(self) -> Form:
        """Return the contract reader: what your own contract says becomes a profile on your own disk."""
        return Form(ContractReader(shown), texts(), self.language)

    def comparison(self) -> Comparison:
        """Return the four products beside one another, each cell with the figure that shows it."""
        return comparison(self.words)

    def glossary(self) -> Form:
        """Return the glossary, to be searched in any language."""
        return Form(GlossarySearch(), texts(), self.language)

    def review(self, questions: int = REVIEWED) -> Form:
        """Return some questions of all lessons again: what was missed, and what was not asked for long.

        With them come those that no lesson shows: they ask in other words for an idea that was met.
        """
        events = self.ledger.events()
        asked = [id for id, each in asked_by_id().items() if each.later or progress(events, id).attempts]
        return self._review(asked, questions)

    def opening(self, questions: int = REVIEWED) -> Form:
        """Return some questions of earlier lessons, to think of again before this one begins."""
        earlier = [lesson for lesson in rooms() if lesson < self.name]
        return self._review([id for id, lesson in lesson_of().items() if lesson in earlier], questions)

    def _review(self, ids: list[str], questions: int) -> Form:
        asked = review_of(ids, self.ledger.events(), self.seed or "", questions, self._note_in)
        return Form(asked, texts(), self.language)

    def factcheck(self, claim: str) -> Form:
        """Return one claim of an article: your verdict and number, then ours."""
        require("claim", claim, self._bank.claims)
        return Form(FactCheck(self._note, self._bank, claim), texts(), self.language)

    def factchecks(self) -> Form:
        """Return all claims that the lesson checks, behind a filter."""
        return Form(FactCheck(self._note, self._bank), texts(), self.language)

    def word(self, name: str) -> str:
        """Return a state or an event of a loan in the lesson's language, `notice` as 通知."""
        known = [key.removeprefix("word.") for key in self.words.table if key.startswith("word.")]
        require("word", name, known)
        return self.words(f"word.{name}")

    def table(self, rows: Row | Mapping[str, Row] | Sequence[Row]) -> LessonTable:
        """Return rows as a table: each a mapping from column to value, its columns named in the lesson's language.

        One mapping is one row; a mapping of mappings names its rows.
        """
        return lesson_table(rows, self.words)

    def check(self, question: str, *answers, confidence: int | None = None, **named) -> Feedback:
        """Judge an answer in code; a question with several fields takes them in order or by name.

        `confidence` says how sure you are: 0, 25, 50, 75, 90 or 100 per cent, as in the form. Another one, and answers
        that the question does not ask for, are refused with a sentence, and nothing is recorded.
        """
        exercise = self._exercise(question)
        given = answers_by_name(exercise.variant, answers, named, self.words)
        given[CONFIDENCE] = confidence_given(question, confidence, self.words)
        return replace(exercise.check(given), words=self.words)

    def hint(self, question: str) -> Feedback:
        """Show one hint more: the concept, then the formula, then the numbers."""
        return replace(self._exercise(question).hint(), words=self.words)

    def solution(self, question: str) -> Feedback:
        """Show the solution with the numbers put in."""
        return replace(self._exercise(question).solution(), words=self.words)

    def use_seed(self, seed: str | None) -> str:
        """Give every question the numbers of a seed, such as a class's 2026-17; None: your own ones again."""
        self._class_seed = None if seed is None else plain_seed(seed)
        self._forget()
        key = "question.seed-none" if seed is None else "question.seed-shown"
        return self.words(key, seed=seed)

    @property
    def my_position(self) -> MyPosition:
        """Return what the course does with the reader's own position: read, keep, save, erase."""
        return MyPosition(self.words, self._of_mine)

    @cached_property
    def _of_mine(self) -> ShownAnew:
        """Return what this lesson has shown of the reader's own position."""
        return ShownAnew()

    def environment(self) -> Report:
        """Say whether everything that the course needs is here."""
        return check_environment(self.words)

    def __repr__(self) -> str:
        return self.words("lesson.opened")

    def _exercise(self, question: str) -> Exercise:
        """Return the one exercise that form and code share, so that a hint in one is a hint in the other."""
        if question not in self._exercises:
            asked, opened = self._question(question), partial(self._solution_opened, question)
            self._exercises[question] = (
                self._about_the_plan(asked, opened, self._told_progress)
                if is_about_the_plan(question)
                else Exercise(asked, self._note, self.seed, opened, self._told_progress)
            )
        return self._exercises[question]

    def _to_guess(self) -> list[Question]:
        """Return the predictions that the reader has neither made nor skipped; a lesson without questions has none."""
        if self.name not in rooms():
            return []
        seen = {event.question for event in self._guesses()}
        return [each for each in self._bank.questions.values() if each.kind == PREDICTION and each.id not in seen]

    def _guesses(self, question: str | None = None) -> list[Event]:
        """Return the guesses and skips of a prediction, or of all."""
        return [e for e in self._events() if e.kind in ("prediction", "skip") and question in (None, e.question)]

    def _observed(self, asked: Question, guess: Quantity | None = None) -> Panel:
        """Return a prediction's figure at the case that was asked, with the reader's guess and the result in it."""
        case, figure = variant(asked, self.seed), self._declared(asked.figure)
        if guess is not None:
            figure = with_guess(figure, guessed(case, guess), self.words)
        if isinstance(asked.opens, str):
            return self._panel(figure, asked.opens)
        panel = self._panel(figure)
        panel.set(**asked.opens(SimpleNamespace(**case.given)))
        return panel

    def _forget(self):
        """Let go of what has the numbers of an older seed."""
        self._exercises.clear()
        self._clear_desk()

    def _solution_opened(self, question: str, seed: str | None) -> bool:
        return solution_opened(self._events(), question, seed)

    def _declared(self, figure: str) -> Figure:
        """Return the figure; that of the record with the reader's own guesses, those of the capstone with the case."""
        if is_about_the_plan(figure):
            return self._desk.figure(figure)
        if figure != RECORD:
            return figures.figure(figure)
        return record_figure(self.ledger.events())
