"""The contract reader: six things that a pledge contract may say, what yours leaves open, kept as a rule profile."""

import math
from collections.abc import Iterator, Mapping
from datetime import date

from pledge_lib import datasets
from pledge_lib.course.feedback import Feedback
from pledge_lib.course.judging import is_blank, unreadable
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.own_contract import OWN, STANDS_IN, forget_contract, save_contract, saved_contract
from pledge_lib.datasets.own_files import contract_path
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.overview.contract import BORROWER, LENDER, LEVELS, NAMES, Contract
from pledge_lib.finance.units import COUNT, PERCENT
from pledge_lib.panels.asked import FormSheet, Input, Said
from pledge_lib.panels.words import Words

YES, NO, OPEN = "yes", "no", "open"
CHOICES = {
    "interest_in_debt": {YES: True, NO: False, OPEN: None},
    "dividends_to": {BORROWER: BORROWER, LENDER: LENDER, OPEN: None},
}
PERCENTS = ("call_line", *LEVELS)


class ContractReader:
    """The driver: what is typed is read as a contract; a blank stays open and is said."""

    def __init__(self, show_path):
        self._show_path = show_path
        self._shown = Feedback()

    def sheet(self, words: Words) -> FormSheet:
        """Return the six questions, as the saved contract answers them."""
        saved = saved_contract()
        contract = saved[0] if saved else Contract()
        inputs = (self._input(name, getattr(contract, name), words) for name in NAMES)
        actions = ("save", "forget") if saved else ("save",)
        return FormSheet(
            title=words("contract.title"),
            prompt=words("contract.prompt"),
            inputs=tuple(inputs),
            actions=tuple((action, words(f"contract.{action}")) for action in actions),
        )

    def _input(self, name: str, value, words: Words) -> Input:
        label = words(f"contract.{name}.label")
        if name in CHOICES:
            told = next(key for key, meant in CHOICES[name].items() if meant is value or meant == value)
            options = tuple((key, words(f"contract.{name}.{key}")) for key in CHOICES[name])
            return Input(name=name, label=label, kind="select", options=options, value=told)
        unit, shown = (PERCENT, words("unit.percent")) if name in PERCENTS else (COUNT, words("unit.sessions"))
        typed = "" if value is None else f"{unit.on_screen(value):.10g}"
        return Input(name=name, label=label, kind="number", unit=shown, value=typed)

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return what became of the contract, and what it leaves open, as questions for the lender."""
        return self._shown.said(words)

    def act(self, action: str, answers: Mapping):
        """Save the contract, or forget it."""
        if action == "forget":
            self._shown = Feedback(paragraphs=(self._forgotten(),))
            return
        found = self._read(answers)
        if isinstance(found, Feedback):
            self._shown = found
            return
        try:
            save_contract(found, date.today())
        except OSError:
            told = Paragraph(key="contract.disk", numbers={"file": self._show_path(contract_path())}, tone="not-yet")
        else:
            told = Paragraph(key="contract.saved", numbers={"file": self._show_path(contract_path())}, tone="right")
        open_ones = found.open
        asked = (Paragraph(key=f"contract.{name}.ask", tone="hint") for name in open_ones)
        heading = Paragraph(key="contract.open" if open_ones else "contract.whole", numbers={"count": len(open_ones)})
        self._shown = Feedback(paragraphs=(told, *_lowered(found), *_same_day(found), heading, *asked))

    def _forgotten(self) -> Paragraph:
        """Forget the contract; a position that is kept under it takes it along, else it could not be read any more."""
        try:
            kept.take_contract_along()
        except OSError:
            numbers = {"file": self._show_path(kept.position_path())}
            return Paragraph(key="contract.disk", numbers=numbers, tone="not-yet")
        return Paragraph(key="contract.forgotten" if forget_contract() else "contract.none")

    def _read(self, answers: Mapping) -> Contract | Feedback:
        saved = saved_contract()
        said = {name: getattr(saved[0], name) for name in NAMES if name not in answers} if saved else {}
        try:
            for name in (name for name in NAMES if name in answers):
                typed = answers[name]
                if name in CHOICES:
                    said[name] = CHOICES[name].get(typed) if isinstance(typed, str) else None
                elif not is_blank(typed):
                    said[name] = self._number(name, typed)
            return Contract(**said)
        except InputError as error:
            name = str(error.values["name"])
            values = {key: _written(name, value) for key, value in error.values.items() if key != "name"}
            refused = InputError(error.key, name=name, **values)
            return Feedback(paragraphs=(unreadable(refused, f"contract.{name}.label"),))

    def _number(self, name: str, typed) -> float:
        try:
            meant = (PERCENT if name in PERCENTS else COUNT).readings(typed)
        except InputError as error:
            raise InputError(error.key, **{**error.values, "name": name}) from None
        return next((value for value in meant if value >= 1), meant[0])


def _lowered(contract: Contract) -> Iterator[Paragraph]:
    """Yield that a typed level lowers the line that stands in for one that was not typed, where it does."""
    broker = datasets.rules(STANDS_IN)
    line = contract.over(broker, OWN).call_line
    if contract.call_line is None and line < broker.call_line:
        numbers = {"broker": PERCENT(broker.call_line), "line": PERCENT(line)}
        yield Paragraph(key="contract.lowered", numbers=numbers, tone="not-yet")


def _same_day(contract: Contract) -> Iterator[Paragraph]:
    """Yield what a deadline on the day of the notice means."""
    if contract.cure_sessions == 0:
        yield Paragraph(key="contract.same-day", tone="not-yet")


def _written(name: str, value):
    """Return a number of a refusal as the form shows it: a level in per cent."""
    is_number = isinstance(value, int | float) and math.isfinite(value)
    return PERCENT(value) if name in PERCENTS and is_number else value
