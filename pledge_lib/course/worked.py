"""Worked examples that fade: whole, then the last steps blank, then only the question. The library does the sums."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.pledge import Holding, Pledge
from pledge_lib.panels.words import Words

PROFILE = "tw-broker-pledge"
STEPS = ("loan", "ratio", "call_price", "room")


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The givens of one stage, and how many of its last steps are left to the reader."""

    price: float
    shares: int
    loan_to_value: float
    blanks: int


STAGES = {
    "01_pledging": {
        "W1": Stage(price=100, shares=10_000, loan_to_value=0.60, blanks=0),
        "W2": Stage(price=100, shares=10_000, loan_to_value=0.50, blanks=1),
        "W3": Stage(price=90, shares=10_000, loan_to_value=0.40, blanks=2),
        "W4": Stage(price=100, shares=10_000, loan_to_value=0.60, blanks=len(STEPS)),
    },
}


@dataclass(frozen=True, kw_only=True)
class WorkedExample:
    """A stage as the reader sees it; `answers` holds every step unrounded."""

    stage: str
    question: str
    steps: tuple[tuple[str, str], ...]
    answers: dict[str, float]

    def _repr_markdown_(self) -> str:
        lines = [f"{number}. {text} **{answer}**" for number, (text, answer) in enumerate(self.steps, start=1)]
        text = "\n".join([f"**{self.stage}**　{self.question}", "", *lines])
        return text.replace("$", r"<span>\$</span>")  # or JupyterLab sets the text between two $ as a formula

    def __repr__(self) -> str:
        return "\n".join([f"{self.stage} {self.question}", *(f"{text} {answer}" for text, answer in self.steps)])


def worked_example(lesson: str, stage: str, show: bool, words: Words) -> WorkedExample:
    """Return a stage of a lesson's worked example; `show` fills the blanks in."""
    if lesson not in STAGES:
        raise InputError("unknown", name="lesson with worked examples", value=lesson, choices=", ".join(STAGES))
    stages = STAGES[lesson]
    if stage not in stages:
        raise InputError("unknown", name="worked example", value=stage, choices=", ".join(stages))
    given = stages[stage]
    answers = _answers(given)
    said = {
        "value": amount_text(given.price * given.shares),
        "shares": amount_text(given.shares),
        "loan_to_value": percent_text(given.loan_to_value, 0),
        "line": percent_text(datasets.rules(PROFILE).call_line, 0),
        "loan": amount_text(answers["loan"]),
        "ratio": percent_text(answers["ratio"]),
        "call_price": amount_text(answers["call_price"], 2),
        "room": percent_text(answers["room"]),
    }
    visible = len(STEPS) if show else len(STEPS) - given.blanks
    asked = "loan" if given.blanks == len(STEPS) else "all"
    steps = tuple(
        (words(f"worked.step.{step}", **said), said[step] if place < visible else words("worked.blank"))
        for place, step in enumerate(STEPS)
        if asked == "all" or step == asked
    )
    return WorkedExample(stage=stage, question=words(f"worked.question.{asked}", **said), steps=steps, answers=answers)


def _answers(given: Stage) -> dict[str, float]:
    holding = Holding("shares", shares=given.shares, price=given.price, loan_to_value=given.loan_to_value)
    rules = datasets.rules(PROFILE)
    loan = Pledge(holdings=(holding,), principal=0, rules=rules).loan_cap
    pledge = Pledge(holdings=(holding,), principal=loan, rules=rules)
    return {
        "loan": loan,
        "ratio": pledge.ratio,
        "call_price": pledge.call_price("shares"),
        "room": pledge.fall_to_call,
    }
