"""The reader's desk of the capstone: the case of the seed, the plans submitted for it, and what shows them."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType, SimpleNamespace

from pledge_lib.course.attempts import PLAN, Event, in_order
from pledge_lib.course.capstone.pairs import pairs_of
from pledge_lib.course.exercise import Exercise, Note
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.course.questions import Question
from pledge_lib.finance.capstone.plan import REASONS, Plan, PlannedLoan
from pledge_lib.finance.checks import InputError
from pledge_lib.market.capstone.planned import case_of, first_plan, planned
from pledge_lib.panels.capstone import card, retest, stress
from pledge_lib.panels.capstone import plan as plan_figure
from pledge_lib.panels.capstone.plan_model import Planned
from pledge_lib.panels.controls import Values
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.form import Form
from pledge_lib.panels.panel import Panel

OWN, OWN_FIGURES = "E5.", "F5."  # the exercises and figures that are about the reader's own case and plan


class Desk:
    """One case and its plans; until there is one, the exercises ask about the first plan for the case."""

    def __init__(
        self,
        seed: str | None,
        note: Note,
        events: Callable[[], Iterable[Event]],
        items: Mapping[str, Question] = MappingProxyType({}),
    ):
        """Take the seed, what writes a step down, the whole record, and the items of the pre-test."""
        self.seed, self._note, self._events, self._items = seed, note, events, items
        self.case = case_of(seed)
        self.plans = list(_kept(events(), seed))
        self._shown: list[Panel | Form] = []
        self._exercises: list[Exercise] = []
        self._set: Panel | None = None

    @property
    def loan(self) -> PlannedLoan:
        """Return what the last plan comes to, else the first plan for the case."""
        return planned(self.case, self.plans[-1] if self.plans else first_plan(self.case))

    @property
    def settings(self) -> Values:
        """Return what the controls of F5.1 are set to."""
        return self._set.values if self._set else first_plan(self.case).settings

    def figure(self, id: str) -> Figure:
        """Return a figure with the reader's own case and plans in it."""
        made = {
            plan_figure.ID: lambda: plan_figure.figure(self.case),
            stress.ID: lambda: stress.figure(self.case, lambda: self.plans, self.seed),
            card.ID: lambda: card.figure(self.case, lambda: self.plans),
            retest.ID: lambda: retest.figure(lambda: pairs_of(self._events(), self._items)),
        }
        return made[id]()

    def watch(self, shown: Panel | Form):
        """Show a panel or a form anew whenever a plan is submitted; F5.1 is what the plan is taken from."""
        if isinstance(shown, Panel) and shown.declaration.id == plan_figure.ID:
            self._set = shown
        else:
            self._shown.append(shown)

    def submit(self, reasons: Mapping[str, str]) -> tuple[Planned | None, tuple[Paragraph, ...]]:
        """Keep the plan that is set, unless it contradicts itself: then return it; else what the record has to say."""
        plan = Plan(**self.settings, reasons=reasons)
        found = Planned(loan=planned(self.case, plan))
        if found.count:
            return found, ()
        told = self._note(plan_figure.ID, PLAN, answer=plan.settings, seed=self.seed)
        for name, said in reasons.items():
            told += self._note(f"{plan_figure.ID}.{name}", PLAN, answer=said, seed=self.seed)
        self.plans.append(plan)
        for exercise in self._exercises:
            exercise.ask(self.own(exercise.question), self.seed_of_numbers)
        self.show_anew()
        return None, told

    def show_anew(self):
        """Show every panel and form of the desk anew."""
        for shown in self._shown:
            shown.renew(_loop()) if isinstance(shown, Panel) else shown.renew()

    @property
    def seed_of_numbers(self) -> str:
        """Return what tells the numbers of one plan from those of another in the record."""
        return f"{self.seed or ''}:plan{len(self.plans)}"

    def own(self, question: Question) -> Question:
        """Return a question with the numbers of the reader's plan and case; what they do not say stays drawn."""
        loan = self.loan
        said = {name: _found(loan, name) for name in question.givens}
        told = {name: value for name, value in said.items() if value is not None}
        fixed = {name: replace(question.givens[name], first=value, values=(value,)) for name, value in told.items()}
        return replace(question, givens={**question.givens, **fixed})

    def exercise(self, exercise: Exercise) -> Exercise:
        """Let an exercise ask about the plan, and about the next one once it is submitted."""
        self._exercises.append(exercise)
        return exercise


def _found(loan: PlannedLoan, name: str):
    """Return a number of a planned loan by its name, from the plan or the case where it is theirs; None if nobody's."""
    owners = (loan, loan.plan, loan.case, loan.rules)
    return next((getattr(owner, name) for owner in owners if hasattr(owner, name)), None)


def _kept(events: Iterable[Event], seed: str | None) -> Iterable[Plan]:
    """Yield the plans that the record keeps for a seed, oldest first; one that is none any more is left out."""
    found: list[SimpleNamespace] = []
    for event in in_order(events):
        if event.kind != PLAN or event.seed != seed:
            continue
        if event.question == plan_figure.ID:
            found.append(SimpleNamespace(settings=event.answer, reasons={}))
        elif found and (name := event.question.removeprefix(f"{plan_figure.ID}.")) in REASONS:
            found[-1].reasons[name] = str(event.answer)
    for each in found:
        try:
            yield Plan(**each.settings, reasons=each.reasons)
        except (InputError, TypeError):
            continue


def _loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
