"""What the banks of questions share: the ranges of givens, items of one choice, and answers that need no sum."""

from collections.abc import Callable

from pledge_lib.course.kinds import ChoiceField
from pledge_lib.course.questions import Parameter, Question, Trap


def steps(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return low to high in steps, without the noise of repeated addition.

    >>> steps(0.20, 0.40, 0.10)
    (0.2, 0.3, 0.4)
    """
    return tuple(round(low + step * place, 10) for place in range(round((high - low) / step) + 1))


def given(name: str, default, unit: str, low: float, high: float, step: float) -> Parameter:
    """Return a given whose variants draw from low to high in steps."""
    return Parameter(name=name, default=default, unit=unit, values=steps(low, high, step))


def settled(name: str, value, unit: str) -> Parameter:
    """Return a given that is the same in every variant."""
    return Parameter(name=name, default=value, unit=unit, values=(value,))


def fixed(option: str) -> Callable:
    """Return a solver for a quiz item without numbers."""
    return lambda _given: {"option": option}


def quiz_item(
    id: str, figure: str, options: tuple[str, ...], solve: Callable, trap: tuple[str, str | None]
) -> Question:
    """Return a quiz item of one choice, with the option that is most worth a word and the idea behind it."""
    option, idea = trap
    return Question(
        id=id,
        figure=figure,
        solve=solve,
        is_quiz=True,
        fields=(ChoiceField(name="option", options=options),),
        traps=(Trap(field="option", value=option, idea=idea),),
    )


def choice_prediction(
    id: str, figure: str, solve: Callable, options: tuple[str, ...], trap: tuple[str, str | None], reasons
) -> Question:
    """Return a prediction of one choice; the first of its reasons is ours."""
    option, idea = trap
    return Question(
        id=id,
        figure=figure,
        solve=solve,
        is_quiz=True,
        fields=(ChoiceField(name="answer", options=options),),
        traps=(Trap(field="answer", value=option, idea=idea),),
        reasons=reasons,
        reason=reasons[0],
    )
