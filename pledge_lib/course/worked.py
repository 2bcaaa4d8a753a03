"""Worked examples that fade: whole, then the last steps blank, then only the question. The library does the sums."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from pledge_lib.course.printed import printable
from pledge_lib.course.solved import Solved
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
    solve: Callable[[SimpleNamespace], Solved]

    def stage(self, name: str, show: bool, words: Words) -> "WorkedExample":
        """Return a stage as the reader sees it; `show` fills the blanks in."""
        if name not in self.stages:
            raise InputError("unknown", name="worked example", value=name, choices=", ".join(self.stages))
        stage = self.stages[name]
        found = self.solve(SimpleNamespace(**stage.given))
        said = found.texts
        steps = stage.asks or self.steps
        left_open = () if show else (*stage.hidden, *steps[len(steps) - stage.blanks :])
        blank = words("worked.blank")
        return WorkedExample(
            stage=name,
            question=words(f"worked.{self.name}.question.{'asked' if stage.asks else 'all'}", **said),
            steps=tuple(
                (words(f"worked.{self.name}.step.{step}", **said), blank if step in left_open else said[step])
                for step in steps
            ),
            answers={step: found.numbers[step].value for step in dict.fromkeys((*self.steps, *stage.asks))},
        )


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
        steps = (f"{text} {answer}" for text, answer in self.steps)
        return printable("\n".join([f"{self.stage} {self.question}", *steps]))


def stage(*, blanks: int, asks: tuple[str, ...] = (), hidden: tuple[str, ...] = (), **given: float) -> Stage:
    """Return a stage with its givens."""
    return Stage(given=given, blanks=blanks, asks=asks, hidden=hidden)


def worked(name: str, *, steps: tuple[str, ...], **stages: Stage) -> Callable:
    """Declare a lesson's worked example: the function below takes the givens of a stage and returns every number."""
    return lambda solve: Example(name=name, steps=steps, stages=stages, solve=solve)
