"""A panel apart from what shows it: controls -> model -> chart, sentence, table twin, why drawer, provenance.

A lesson declares a panel (`Figure`); the model is a pure function from values to a frozen result, and `view`
says in one language what the result looks like. Nothing here knows what is computed, nor who reads the frames: a
widget, a page, a test.
"""

import math
from asyncio import AbstractEventLoop
from collections.abc import Iterator, Mapping
from itertools import takewhile

from pledge_lib.finance.checks import InputError
from pledge_lib.panels.answered import answered, named
from pledge_lib.panels.controls import Control, Preset, Values, defaults
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.jobs import FAILED, Job
from pledge_lib.panels.kept import Kept
from pledge_lib.panels.other_cases import OtherCases
from pledge_lib.panels.packed import pack, places
from pledge_lib.panels.provenance import badges, source_lines
from pledge_lib.panels.saying import Say
from pledge_lib.panels.spec import written
from pledge_lib.panels.view import View
from pledge_lib.panels.words import Words


class Told(OtherCases):
    """What a figure tells, step by step: `set` moves controls, `view` is what the reader sees.

    What is mixed in beside it keeps the `frame` and shows the next one. `picture` is the chart before any numbers are
    in it.
    """

    def __init__(
        self, declaration: Figure, texts: Mapping[str, Mapping[str, str]], language: str, preset: str | None = None
    ):
        self.texts = texts
        self._begin(declaration, preset)
        self._job.finish(self._values)
        self._is_projected = False
        self._speak(language)
        super().__init__(self._now())

    def _begin(self, declaration: Figure, preset: str | None):
        self.declaration = declaration
        self._controls = {control.key: control for control in declaration.controls}
        self._first = defaults(declaration.controls) | declaration.preset_values(preset)
        self._values = dict(self._first)
        self._job = Job(declaration.job or (lambda values: None), self._hear_of_job)

    @property
    def values(self) -> Values:
        """Return the values of all controls, in the model's units."""
        return dict(self._values)

    @property
    def lead(self) -> Control:
        """Return the control of the figure's story."""
        return self._controls[self.declaration.lead]

    @property
    def result(self):
        """Return what the model makes of the values; a job is brought to its end first."""
        self._finish_job()
        return self._result()

    @property
    def view(self) -> View:
        """Return what the reader sees now."""
        return self.declaration.shown(self._result(), self.say)

    def set(self, **values):
        """Move controls, in the model's units; a refused value raises and changes nothing."""
        before = dict(self._values)
        try:
            for key, value in values.items():
                self._move(key, self._control(key).accept(value))
            self._job.finish(self._values)
            self.show(self._now())
        except InputError:
            self._values = before
            self._job.finish(before)
            raise

    def speak(self, language: str):
        """Switch the language: same state, same numbers."""
        self._speak(language)
        self.show(self._now())

    def react(self, event: Mapping, loop: AbstractEventLoop | None = None):
        """Do what the reader did on the screen; a refusal is said in the reader's language and loses nothing.

        On an event loop a job runs in slices, without one to its end.
        """
        event = event if isinstance(event, Mapping) else {}
        answers = answered(event)
        before = dict(self._values)
        try:
            self._obey(event)
            if event.get("job") == "stop":
                self._job.stop()
            elif "language" not in event:
                self._job.follow(self._values, loop, settled=not event.get("held"))
            frame = self._now(answers)
        except InputError as error:
            self._values = before
            self._job.follow(before, loop, settled=False)
            frame = self._now(answers, {"key": named(event.get("key")), "sentence": self._refusal(error)})
        self.show(frame)

    def renew(self, loop: AbstractEventLoop | None = None):
        """Show what the model says now, after something besides the values has changed; a job starts anew."""
        self._job.forget()
        self._job.follow(self._values, loop, settled=True)
        self.show(self._now())

    def declare(self, declaration: Figure, loop: AbstractEventLoop | None = None):
        """Tell another declaration of the same figure, such as that of a position just kept; all values begin anew."""
        self._job.cancel()
        self._begin(declaration, None)
        self._job.follow(self._values, loop, settled=True)
        self._speak(self.words.language)
        self.show(self._now())

    def close(self):
        """Take the panel off every screen; what runs for it is dropped."""
        self._job.cancel()
        super().close()

    def _result(self):
        found = (self._job.found,) if self.declaration.job else ()
        return self.declaration.model(self._values, *found)

    def _finish_job(self):
        if self._job.finish(self._values):
            self._hear_of_job(ended=True)

    def _hear_of_job(self, ended: bool):
        shown = self.frame  # what was last answered or refused stays on the screen
        self.show(self._now(shown["answers"], shown["refusal"]) if ended else shown | {"job": self._progress()})

    def _progress(self) -> dict:
        reason = self._job.reason
        said = self._refusal(reason) if isinstance(reason, InputError) else f"{type(reason).__name__}: {reason}"
        failed = {"reason": said} if self._job.state == FAILED else {}
        return {"state": self._job.state, "percent": math.floor(self._job.share * 100), **failed}

    def _obey(self, event: Mapping):
        if "language" in event:
            self._speak(event["language"])
        elif "projector" in event:
            self._is_projected = event["projector"] is True
        elif "reset" in event:
            self._values, self._room = dict(self._first), None
        elif "preset" in event:
            self._room = None
            self._values.update(self._preset(event["preset"]).values)
        elif "typed" in event or "value" in event:
            control = self._control(event.get("key"))
            self._move(
                control.key, control.read(event["typed"]) if "typed" in event else control.from_screen(event["value"])
            )

    def _move(self, key: str, value):
        self._values[key] = value
        self._values.update(self._controls[key].sets(value, self._values))

    def _on_screen(self, key: str):
        return self._controls[key].on_screen(self._values[key])

    def _control(self, key: str) -> Control:
        if not isinstance(key, str) or key not in self._controls:
            raise InputError("unknown", name="control", value=key, choices=", ".join(self._controls))
        return self._controls[key]

    def _preset(self, place: int) -> Preset:
        presets = self.declaration.presets
        if type(place) is not int or not 0 <= place < len(presets):
            raise InputError("unknown", name="preset", value=place, choices=", ".join(map(str, range(len(presets)))))
        return presets[place]

    def _speak(self, language: str):
        if not isinstance(language, str) or language not in self.texts:
            raise InputError("unknown", name="language", value=language, choices=", ".join(self.texts))
        self.words = Words(language, self.texts[language])
        self._sources, self._sheet, self._room = None, None, None
        self._draw()
        self._spec = self._written_spec()

    def _draw(self):
        """Draw the empty charts in this language, and keep the place of each trace in its chart."""
        self.picture = self.declaration.picture(self.say)
        self._drawn = {each.name: each.chart.empty(self.say) for each in self.declaration.drawers if each.chart}
        self._places = places(self.picture)
        self._drawer_places = {name: places(chart) for name, chart in self._drawn.items()}

    @property
    def say(self) -> Say:
        """Return the voice of the figure, in this language and about what the reader has set."""
        return self._voice(self.words)

    def _voice(self, words: Words) -> Say:
        return Say(words, self.declaration.id, self._controls, self._values)

    def _refusal(self, error: InputError) -> str:
        control = self._controls.get(error.values.get("name"))
        name = control.name(self.say) if control else self.words("error.this_value")
        reason = f"closed.{str(error.values.get('reason')).removeprefix('holiday:')}"  # why there is no trading
        said = {"reason": self.words(reason)} if reason in self.words.table else {}
        if error.key == "unknown" and control:
            said["choices"] = control.choices(self.say)
        return self.say(f"error.{error.key}", **{**error.values, **said, "name": name})

    def _now(self, answers: Mapping | None = None, refusal: Mapping | None = None) -> dict:
        """Return the frame of this moment: what the page is built from, what moves in it, and what it is told."""
        view = self.view
        if self._room is None:
            self._room = self.worded()
        return {
            "spec": self._spec,
            "stage": view.stage,
            "chosen": self.declaration.chosen(self._values),
            "lines": pack(self._places, view.lines),
            "ranges": {axis: tuple(ends) for axis, ends in view.ranges.items()},
            "looks": {self._places[uid]: look for uid, look in view.looks.items()},
            "ticks": view.ticks,
            "idle": view.idle,
            "values": {key: self._on_screen(key) for key in self._values},
            "sentence": view.sentence,
            "room": self._room,
            "second": self._second() if self._is_projected else None,
            "why": view.why,
            "table": view.table,
            "notes": view.notes,
            "sheet": self._drawn_sheet(view.sheet),
            "drawers": {name: self._packed(name, content) for name, content in view.drawers.items()},
            "badges": self._badges(view),
            "job": self._progress(),
            "answers": answers,
            "refusal": refusal,
        }

    def _second(self) -> dict[str, str]:
        """Return the sentence in the language after this one, for those in a room who read that one."""
        languages = list(self.texts)
        language = languages[(languages.index(self.words.language) + 1) % len(languages)]
        result = self._result()
        say = self._voice(Words(language, self.texts[language])).about(result)
        return {"language": language, "text": self.declaration.said(result, say)}

    def _packed(self, name: str, content: Mapping) -> dict:
        """Return what a drawer holds as it travels."""
        if "lines" not in content:
            return dict(content)
        at = self._drawer_places[name]
        looks = {at[uid]: look for uid, look in content["looks"].items()}
        return {**content, "lines": pack(at, content["lines"]), "looks": looks}

    def _badges(self, view: View) -> tuple[str, ...]:
        """Return a line for each rule and source; they are said anew only where others are used than before."""
        used = (view.rules, view.sources)
        if self._sources is None or self._sources[0] != used:
            of_rules = (badge for rules, names in view.rules for badge in badges(self.say, rules, names))
            self._sources = used, (*of_rules, *source_lines(self.say, view.sources))
        return self._sources[1]

    def _drawn_sheet(self, sheet: tuple[tuple[str, ...], ...]) -> tuple[tuple[str | dict, ...], ...]:
        """Return a sheet with what the page needs to draw its boxes; the same one is drawn once in each language."""
        if self._sheet is None or self._sheet[0] is not sheet:
            head = sheet[0] if sheet else ()
            self._sheet = sheet, tuple(tuple(self._cells(row, head)) for row in sheet)
        return self._sheet[1]

    def _cells(self, row: tuple[str, ...], head: tuple[str, ...]) -> Iterator[str | dict]:
        """Yield a row of a sheet; a box is named by the texts before the first one, its column and a last text."""
        say = self.say
        before = tuple(takewhile(lambda cell: not say.edits(cell), row))
        after = () if say.edits(row[-1]) else row[-1:]
        for cell, column in zip(row, head, strict=True):
            named = " ".join(filter(None, (*before, column, *after)))
            yield self._controls[cell].in_sheet(say, named) if say.edits(cell) else cell

    def _written_spec(self) -> str:
        return written(self.declaration, self.say, self.texts, self.picture, self._drawn)

    def summary(self) -> str:
        """Return the panel as plain text: title, sentence, notes and the table; a job is brought to its end first."""
        self._finish_job()
        view = self.view
        rows = [": ".join(cell for cell in row if cell) for row in view.table]
        return "\n".join([self.say("title"), view.sentence, *view.notes, *rows])


class PanelCore(Told, Kept):
    """A panel without a screen: its `frame` is what a page would show."""
