"""A question apart from what shows it: inputs, buttons, feedback.

A driver says what stands on it and what a button does.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Protocol

from pledge_lib.panels.answered import answered, whole
from pledge_lib.panels.kept import Kept
from pledge_lib.panels.words import Words, language_buttons

SURE, CONFIDENCES = "sure", (0, 25, 50, 75, 90, 100)  # a list to pick one's confidence from, in per cent
SEED = "seed"  # where one may choose the numbers oneself
OF_THE_PAGE = ("language", "waiting", "disconnected", "restarted", "dead")
SPOKEN = (  # the words of every form
    "move-up",
    "move-down",
    "see-figure",
    "choose",
    "field-right",
    "field-not-yet",
    "all-boxes",
    "add-row",
    "remove-row",
)
BUTTONS = ("check", "hint", "solution", "another", "new-numbers")  # of questions, with the same words on every form


@dataclass(frozen=True, kw_only=True)
class Input:
    """One thing to fill in; `options`, `items` and `rows` are pairs of a key and its label.

    `live` inputs are answered at once, without a button; `optional` ones are no part of the question, nor of its text.
    One of the kind SURE has the same options on every form, one of the kind SEED the same label; the page knows them.
    Of a grid `options` are the columns, `value` its rows, and `choices` the words that a column knows.
    """

    name: str
    label: str
    kind: str
    unit: str = ""
    value: object = None
    options: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    live: bool = False
    optional: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FormSheet:
    """What stands on a form: the prompt, the inputs, the buttons as pairs of an action and its label.

    `aside` are inputs and buttons apart from the answer, such as the seed, under a title of their own. `covers` names
    the figure that this form keeps covered: who looks for it is led here. A form that `unfolds` opens what the notebook
    keeps folded away below it.
    """

    title: str
    prompt: str
    inputs: tuple[Input, ...]
    actions: tuple[tuple[str, str], ...]
    aside_title: str = ""
    aside: tuple[Input, ...] = ()
    aside_actions: tuple[tuple[str, str], ...] = ()
    covers: str = ""
    unfolds: bool = False


@dataclass(frozen=True, kw_only=True)
class Said:
    """A paragraph of feedback in the reader's language, with the figure that shows it.

    One that has a `share`, from 0 to 1, is a bar of that length.
    """

    text: str
    tone: str = "plain"
    figure: str | None = None
    share: float | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far the reader is: `tone` is right, not-yet or open, `next` what to do now, `progress` how far the lesson is.

    `fields` says of each input that was answered whether it is right or not-yet.
    """

    tone: str = "open"
    text: str = ""
    next: str = ""
    progress: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


class Driver(Protocol):
    """What a form needs to know of the thing it asks."""

    def sheet(self, words: Words) -> FormSheet: ...

    def said(self, words: Words) -> tuple[Said, ...]: ...

    def act(self, action: str, answers: Mapping) -> None: ...


class Asked:
    """A driver's sheet, step by step; `press` does what a button does."""

    def __init__(self, driver: Driver, texts: Mapping[str, Mapping[str, str]], language: str):
        self.driver, self.texts = driver, texts
        self.words = Words(language, texts[language])
        super().__init__(self._now())

    def press(self, action: str, **answers):
        """Press a button with the inputs filled in so."""
        self.react({"action": action, "answers": answers})

    def react(self, event: Mapping):
        """Do what the reader did on the screen."""
        event = event if isinstance(event, Mapping) else {}
        action, answers, language = event.get("action"), event.get("answers", {}), event.get("language")
        if action == "language" and isinstance(language, str) and language in self.texts:
            self.words = Words(language, self.texts[language])
        elif isinstance(action, str) and action != "language" and isinstance(answers, Mapping):
            self.driver.act(action, whole(answers))
        # an answer given again is answered again, also where the feedback is the same
        self.show(self._now(answered(event)))

    def renew(self):
        """Show what the driver says now, after something else has changed it."""
        self.show(self._now())

    def summary(self) -> str:
        """Return the form as plain text: title, prompt, options, feedback."""
        sheet = self.driver.sheet(self.words)
        lines = [sheet.title, sheet.prompt]
        for asked in (each for each in sheet.inputs if not each.optional):
            lines += [f"{asked.label}: {label}" if label else asked.label for label in [_joined(asked)]]
        return "\n".join([*lines, *(said.text for said in self.driver.said(self.words))])

    def _now(self, answers: Mapping | None = None) -> dict:
        """Return the frame of this moment: what the page is built from, the feedback, and what it answers."""
        said = tuple(asdict(paragraph) for paragraph in self.driver.said(self.words))
        stands = getattr(self.driver, "standing", None)  # what asks for no answer has none
        standing = _unusual(stands(self.words) if stands else Standing())
        return {"spec": self._written_sheet(), "said": said, "standing": standing, "answers": answers}

    def _written_sheet(self) -> str:
        sheet = _said_of(self.driver.sheet(self.words), _buttons(self.words))
        return json.dumps(
            sheet | {"language": self.words.language} | self._around(), ensure_ascii=False, separators=(",", ":")
        )

    def _around(self) -> dict:
        """Return what stands around the sheet of any form: the languages to choose from, and the words."""
        return around(self.words, self.texts)


def around(words: Words, texts: Mapping[str, Mapping[str, str]]) -> dict:
    """Return what every form of a page has: the languages to choose from, and in one of them what there is to say."""
    left_open = {name: f"{{{name}}}" for name in ("item", "figure", "row")}  # the page puts these in
    said = {name: words(f"panel.{name}") for name in OF_THE_PAGE}
    said |= {name: words(f"question.{name}", **left_open) for name in SPOKEN}
    picks = [("", words("question.no-confidence")), *((str(sure), f"{sure}%") for sure in CONFIDENCES)]
    of_inputs = {"sure": picks, "seed": words("question.seed")}
    return {"languages": language_buttons(texts), "words": said, "buttons": _buttons(words), **of_inputs}


def _buttons(words: Words) -> dict[str, str]:
    return {name: words(f"question.{name}") for name in BUTTONS}


class FormCore(Asked, Kept):
    """A form without a screen: its `frame` is what a page would show."""


def _said_of(sheet: FormSheet, buttons: Mapping[str, str]) -> dict:
    """Return a sheet as its page reads it: what is as it usually is, of sheet, inputs and buttons, is left out."""
    told = _unusual(sheet)
    told |= {name: [_unusual(each) for each in told[name]] for name in ("inputs", "aside") if name in told}
    usual = set(buttons.items())
    for name in {"actions", "aside_actions"} & told.keys():
        told[name] = [button[:1] if button in usual else button for button in told[name]]
    return told


def _unusual(said: FormSheet | Input | Standing) -> dict:
    usual = {each.name: each.default for each in fields(said)}
    return {name: getattr(said, name) for name in usual if getattr(said, name) not in (usual[name], {})}


def _joined(asked: Input) -> str:
    """Return what there is to choose from; of a list to pick from, what is picked."""
    shown = asked.rows or asked.options
    return " / ".join(label for key, label in shown if asked.kind != "select" or key == asked.value)
