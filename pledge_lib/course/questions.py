"""How a question is told: one function from its givens to its answers, under a line that says what it is.

    @exercise("E1.2", figure="F1.1", value=given(MONEY, 1_000_000, 500_000, 2_000_000, 50_000), loan=LOAN)
    def ratio(p):
        return Solved(ratio=asked(PERCENT(maintenance_ratio(p.value, p.loan))))

Its texts stand under its id. Being in a lesson's room is all it takes to be asked there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace

from pledge_lib.course.solved import Solved
from pledge_lib.finance.unit import Unit

EXERCISE, QUIZ, PREDICTION, PRETEST = "exercise", "quiz", "prediction", "pretest"


@dataclass(frozen=True, kw_only=True)
class Given:
    """A given of a question: its first value, and the values that variants draw from."""

    unit: Unit
    first: object
    values: tuple


def given(unit: Unit, first, low: float | None = None, high: float | None = None, step: float | None = None) -> Given:
    """Return a given whose variants draw from low to high in steps; without a range it is always the same."""
    return Given(unit=unit, first=first, values=(first,) if step is None else steps(low, high, step))


def among(unit: Unit, *values, first=None) -> Given:
    """Return a given whose variants draw one of some values; the question itself has the first, unless it is named."""
    return Given(unit=unit, first=values[0] if first is None else first, values=values)


def steps(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return low to high in steps, without the noise of repeated addition.

    >>> steps(0.20, 0.40, 0.10)
    (0.2, 0.3, 0.4)
    """
    return tuple(round(low + step * place, 10) for place in range(round((high - low) / step) + 1))


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Where the answer of a prediction stands on its figure: on which axis, and where there, in the axis's own numbers.

    `at` takes an answer and the numbers of the question by their names, all in the library's unit. Its name stands at
    the end of a level line, or `at_start`.
    """

    axis: str
    at: Callable[[float, Mapping[str, float]], float]
    at_start: bool = False


def on_axis(
    axis: str,
    at: Callable[[float, Mapping[str, float]], float] = lambda answer, _numbers: answer,
    *,
    at_start: bool = False,
) -> Drawn:
    """Return that an answer stands on an axis (`guessed.LEVEL` or `UPRIGHT`), by default as the number that it is."""
    return Drawn(axis=axis, at=at, at_start=at_start)


def in_per_cent(fraction: float, _numbers: Mapping[str, float]) -> float:
    """Return where a fraction stands on an axis of per cents."""
    return fraction * 100


def always(_given: SimpleNamespace) -> bool:
    """Return that any givens are sensible."""
    return True


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """A question of any kind; `solve` returns its answers and every number that its texts name.

    `sensible` says which givens a variant may draw. A prediction also has `reasons` to pick from, once its result is
    seen; the first is ours. It `opens` its figure at the case asked: at an example of the figure by its name, or with
    the values of controls that it makes of its givens, and has its answer `drawn` there, if an axis has room
    for it. `core` ones count for the gate: the lesson's manifest says
    which. `printed` are the numbers that the lesson prints, in their order: a variant asks for none of them.
    """

    id: str
    kind: str
    figure: str
    solve: Callable[[SimpleNamespace], Solved]
    givens: Mapping[str, Given] = field(default_factory=dict)
    sensible: Callable[[SimpleNamespace], bool] = always
    reasons: tuple[str, ...] = ()
    opens: str | Callable[[SimpleNamespace], Mapping] | None = None
    drawn: Drawn | None = None
    core: bool = False
    later: bool = False
    printed: tuple[float, ...] = ()

    @property
    def varies(self) -> bool:
        """Return whether there are other numbers to draw."""
        return any(len(given.values) > 1 for given in self.givens.values())

    @property
    def reason(self) -> str:
        """Return the reason of a prediction that is ours."""
        return self.reasons[0]


def exercise(id: str, *, figure: str, sensible: Callable = always, later: bool = False, **givens: Given) -> Callable:
    """Declare an exercise: the function below takes its givens, if there are any, and returns what it comes to."""

    def declare(solve: Callable) -> Question:
        of_givens = solve if givens else _ungiven(solve)
        return Question(
            id=id, kind=EXERCISE, figure=figure, givens=givens, sensible=sensible, solve=of_givens, later=later
        )

    return declare


def quiz(id: str, *, figure: str, later: bool = False) -> Callable:
    """Declare a quiz item: one `option` of several, each of which has its explanation."""
    return lambda solve: Question(id=id, kind=QUIZ, figure=figure, solve=_ungiven(solve), later=later)


def prediction(
    id: str,
    *,
    figure: str,
    opens: str | Callable[[SimpleNamespace], Mapping],
    reasons: tuple[str, ...],
    drawn: Drawn | None = None,
    sensible: Callable = always,
    **givens: Given,
) -> Callable:
    """Declare a prediction of one `answer`, asked before its figure is seen; the first of its reasons is ours.

    The figure `opens` at the case asked: an example by its name, or the values of controls made of the givens. A number
    that stands on an axis of the figure is `drawn` there, guess and result.
    """

    def declare(solve: Callable) -> Question:
        of_givens = solve if givens else _ungiven(solve)
        return Question(
            id=id,
            kind=PREDICTION,
            figure=figure,
            opens=opens,
            drawn=drawn,
            reasons=reasons,
            givens=givens,
            sensible=sensible,
            solve=of_givens,
        )

    return declare


def pretest(id: str, *, figure: str, sensible: Callable = always, **givens: Given) -> Callable:
    """Declare an item of the pre-test: one `answer`, asked before the lessons and, with other numbers, after them."""
    return lambda solve: Question(
        id=id, kind=PRETEST, figure=figure, givens=givens, sensible=sensible, solve=solve if givens else _ungiven(solve)
    )


def _ungiven(solve: Callable[[], Solved]) -> Callable[[SimpleNamespace], Solved]:
    once = cache(solve)  # whatever the seed, it comes to the same
    return lambda _given: once()
