"""Worked examples that fade: whole, then the last steps blank, then only the question. The library does the sums."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from pledge_lib.course.quantities import Quantity
from pledge_lib.finance.checks import InputError
from pledge_lib.panels.words import Words


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The givens of one stage, and how many of its last steps are left to the reader, besides the `hidden` ones.

    `asks` names the steps shown, where they are not those of the whole example.
    """

    given: Mapping[str, float]
    blanks: int
    asks: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Example:
    """A lesson's worked example: `solve` gives, from the givens, every step and every number that a text names.

    Its texts stand under `worked.<name>`: a `step` each, the question of `all` steps and that of the `asked` ones.
    """

    name: str
    steps: tuple[str, ...]
    stages: Mapping[str, Stage]
    solve: Callable[[SimpleNamespace], Mapping[str, Quantity]]


@dataclass(frozen=True, kw_only=True)
class WorkedExample:
    """A stage as the reader sees it; `answers` holds every step unrounded."""

    stage: str
    question: str
    steps: tuple[tuple[str, str], ...]
    answers: dict[str, object]

    def _repr_markdown_(self) -> str:
        lines = [f"{number}. {text} **{answer}**" for number, (text, answer) in enumerate(self.steps, start=1)]
        text = "\n".join([f"**{self.stage}**　{self.question}", "", *lines])
        return text.replace("$", r"<span>\$</span>")  # or JupyterLab sets the text between two $ as a formula

    def __repr__(self) -> str:
        return "\n".join([f"{self.stage} {self.question}", *(f"{text} {answer}" for text, answer in self.steps)])


def worked_example(example: Example, stage: str, show: bool, words: Words) -> WorkedExample:
    """Return a stage of a lesson's worked example; `show` fills the blanks in."""
    if stage not in example.stages:
        raise InputError("unknown", name="worked example", value=stage, choices=", ".join(example.stages))
    asked = example.stages[stage]
    found = example.solve(SimpleNamespace(**asked.given))
    said = {name: quantity.text for name, quantity in found.items()}
    steps = asked.asks or example.steps
    left_open = () if show else (*asked.hidden, *steps[len(steps) - asked.blanks :])
    blank = words("worked.blank")
    return WorkedExample(
        stage=stage,
        question=words(f"worked.{example.name}.question.{'asked' if asked.asks else 'all'}", **said),
        steps=tuple(
            (words(f"worked.{example.name}.step.{step}", **said), blank if step in left_open else said[step])
            for step in steps
        ),
        answers={step: found[step].value for step in dict.fromkeys((*example.steps, *asked.asks))},
    )
