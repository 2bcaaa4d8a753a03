"""What a page needs to ask a prediction without Python: its form step by step, and where its figure draws a guess."""

import json
import math
from collections.abc import Iterator, Mapping

from pledge_lib.course.answer_kinds import Choice, Day
from pledge_lib.course.predict import Prediction, guessed
from pledge_lib.course.questions import Question
from pledge_lib.course.solved import Asked
from pledge_lib.course.variants import Variant, variant
from pledge_lib.course.wording import texts
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.unit import Quantity, Unit
from pledge_lib.pages.askable import unkept
from pledge_lib.pages.cases import SEED, of_prediction
from pledge_lib.panels.asked import FormCore
from pledge_lib.panels.plural import ONE_FORM, RULE
from pledge_lib.panels.words import Words

TYPED = "{typed}"  # what nobody can read as a number or a day; guess.js puts in what was typed
BESIDE, STEPS = 10, 100  # how far around the result a curved axis is told, in results, and in how many steps each way


def told(question: Question, language: str) -> dict:
    """Return a prediction as guess.js asks it; its figure's example is kept back until then."""
    case, start = variant(question, SEED), of_prediction(question)
    [asked] = case.asked.values()
    specs: list[dict] = []
    steps = _by_place(_steps(question, language, asked), specs)
    return {
        "id": question.id,
        "figure": question.figure,
        "example": start if isinstance(start, int) else None,
        "kind": asked.kind.name,
        "steps": steps,
        "specs": _once(specs),
        "number": _number(asked) if isinstance(asked.right, Quantity) and not isinstance(asked.kind, Day) else None,
        "drawn": _drawn(case, asked) if isinstance(asked.right, Quantity) else None,
    }


def _steps(question: Question, language: str, asked: Asked) -> dict:
    """Return the form before a guess, after each that can be made, and after the reason: sheet, feedback, standing."""

    def after(*presses: tuple[str, dict]) -> dict:
        form = FormCore(Prediction(question, unkept, seed=SEED), texts(), language)
        for action, answers in presses:
            form.press(action, **answers)
        alone = json.loads(form.frame["spec"]) | {"languages": []}  # the page has its own way to another language
        return form.frame | {"spec": json.dumps(alone, ensure_ascii=False)}

    skip, options = ("skip", {}), asked.kind.options if isinstance(asked.kind, Choice) else ()
    words = Words(language, texts()[language])
    return {
        "asked": after(),
        "blank": after(("commit", {})),
        "unread": None if options else after(("commit", {"answer": TYPED})),
        "skipped": after(skip),
        "picked": {option: after(("commit", {"answer": option})) for option in options},
        "reasons": {reason: after(skip, ("pick-reason", {"reason": reason})) for reason in question.reasons},
        "mine": words("question.your-prediction", answer="{answer}", confidence="{confidence}"),
    }


def _by_place(step: object, specs: list[dict]) -> object:
    """Return the steps with the place of each form's description in place of the description; three serve a dozen."""
    if not isinstance(step, Mapping):
        return step
    if "spec" not in step:
        return {name: _by_place(each, specs) for name, each in step.items()}
    spec = json.loads(step["spec"])
    if spec not in specs:
        specs.append(spec)
    return {**step, "spec": specs.index(spec)}


def _once(specs: list[dict]) -> dict:
    """Return what all descriptions say alike, and of each what is its own."""
    first = specs[0]
    common = {name: said for name, said in first.items() if all(each.get(name) == said for each in specs)}
    return {"common": common, "own": [{name: each[name] for name in each if name not in common} for each in specs]}


def _number(asked: Asked) -> dict:
    """Return how a typed number is read and written, and which ones are the result in another way of writing it."""
    unit: Unit = asked.right.unit
    return {
        "name": unit.name,
        "scale": unit.scale,
        "sign": unit.sign,
        "places": unit.places,
        "trimmed": unit.trimmed,
        "plus": unit.plus,
        "taken": unit.taken,
        "right": asked.right.value,
        "fraction": _around(asked.right.value, asked),
        "accepted": [_around(trap.answer.value, asked) for trap in asked.traps.values() if trap.accepted],
    }


def _around(goal: float, asked: Asked) -> tuple[float, float]:
    """Return the ends between which a number meets a goal."""
    near = asked.right.unit.tolerance(goal) if asked.kind.tolerance is None else asked.kind.tolerance
    return goal - near, goal + near


def _drawn(case: Variant, asked: Asked) -> dict:
    """Return where guess and result stand in the figure, and what each language calls them."""
    drawn, result = case.question.drawn, guessed(case, asked.right)
    where = {"axis": drawn.axis, "at_start": drawn.at_start, "curve": _curve(case, asked)} if drawn else {"axis": ""}
    said = {}
    for language, table in texts().items():
        words, count = Words(language, table), f"count.{asked.right.unit.name}"
        said[language] = {
            "count": table.get(count, "{count}"),
            "plural": table.get(RULE, ONE_FORM),
            "guess": words("guessed.your-guess", guess="{guess}"),
            "result": words("guessed.the-result", result=result.result[language]),
            "both": words("guessed.said", guess="{guess}", result=result.result[language]),
        }
    return where | {"said": said}


def _curve(case: Variant, asked: Asked) -> list[tuple[float, float]]:
    """Return answers and their places on the axis: two of a straight line, many where the axis bends."""
    numbers = {name: each.value for name, each in case.solved.numbers.items() if isinstance(each, Quantity)}
    right = asked.right.value
    found = list(_places(case.question.drawn.at, [0, right, right / 2], numbers))
    if len(found) == 3 and math.isclose(found[0][1] + found[1][1], 2 * found[2][1], rel_tol=1e-9):
        return found[:2]
    steps = [right * BESIDE * step / STEPS for step in range(-STEPS, STEPS + 1)]
    return sorted(_places(case.question.drawn.at, steps, numbers))


def _places(at, answers: list[float], numbers: Mapping[str, float]) -> Iterator[tuple[float, float]]:
    for answer in answers:
        try:
            place = float(at(answer, numbers))
        except InputError:  # such as a fall of more than everything
            continue
        if math.isfinite(place):
            yield answer, place
