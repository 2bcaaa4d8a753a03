"""A panel: controls -> model -> chart, summary sentence, table twin, why drawer, provenance.

A lesson declares a panel (`Declaration`); the model is a pure function from values to a frozen result, and `view`
says in one language what the result looks like. Nothing here knows what is computed.
"""

import asyncio
import json
import math
from collections.abc import Mapping

import anywidget
import ipywidgets
import traitlets

from pledge_lib.finance.checks import InputError
from pledge_lib.panels.controls import Control, Values, defaults
from pledge_lib.panels.declaration import Declaration, View
from pledge_lib.panels.jobs import FAILED, Job
from pledge_lib.panels.live_chart import loader_module, pack, runtime
from pledge_lib.panels.provenance import badges, source_lines
from pledge_lib.panels.saying import Say
from pledge_lib.panels.words import Words, language_buttons

JOB_WORDS = ("stop", "again", "progress", "running", "done", "older", "stopped", "failed")


class Panel(anywidget.AnyWidget):
    """A panel on the screen, or without one: `set` moves controls, `view` is what the reader sees."""

    _esm = loader_module("panel")
    runtime = traitlets.Instance(ipywidgets.Widget).tag(sync=True, **ipywidgets.widget_serialization)
    spec = traitlets.Unicode().tag(sync=True)
    patch = traitlets.Dict().tag(sync=True)
    job = traitlets.Dict().tag(sync=True)

    def __init__(self, declaration: Declaration, texts: Mapping[str, Mapping[str, str]], language: str):
        self.declaration, self.texts = declaration, texts
        self._controls = {control.key: control for control in declaration.controls}
        self._values = defaults(declaration.controls)
        self._job = Job(declaration.job or (lambda values: None), self._hear_of_job)
        self._job.finish(self._values)
        self._speak(language)
        spec = self._written_spec()
        super().__init__(runtime=runtime(), spec=spec, patch=self._step(), job=self._progress())
        self.on_msg(lambda _widget, event, _buffers: self.react(event, asyncio.get_running_loop()))

    @property
    def values(self) -> Values:
        """Return the values of all controls, in the model's units."""
        return dict(self._values)

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
            self.patch, self.job = self._step(), self._progress()
        except InputError:
            self._values = before
            self._job.finish(before)
            raise

    def speak(self, language: str):
        """Switch the language: same state, same numbers."""
        self._speak(language)
        with self.hold_sync():
            self.spec = self._written_spec()
            self.patch = self._step()

    def react(self, event: Mapping, loop: asyncio.AbstractEventLoop | None = None):
        """Do what the reader did on the screen; a refusal is said in the reader's language and loses nothing.

        On an event loop a job runs in slices, without one to its end.
        """
        refusal = None
        before = dict(self._values)
        with self.hold_sync():  # one message, whatever changes
            try:
                self._obey(event)
                if event.get("job") == "stop":
                    self._job.stop()
                elif "language" not in event:
                    self._job.follow(self._values, loop, settled=not event.get("held"))
                step = self._step()
            except InputError as error:
                self._values = before
                self._job.follow(before, loop, settled=False)
                refusal = {"key": event.get("key"), "sentence": self._refusal(error)}
                step = self._step()
            answers = {"view": event.get("view"), "number": event.get("number")}
            self.patch, self.job = step | {"answers": answers, "refusal": refusal}, self._progress()

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
        with self.hold_sync():
            self.job = self._progress()
            if ended:  # what was last answered or refused stays on the screen
                self.patch = self.patch | self._step()

    def _progress(self) -> dict:
        reason = self._job.reason
        said = self._refusal(reason) if isinstance(reason, InputError) else f"{type(reason).__name__}: {reason}"
        failed = {"reason": said} if self._job.state == FAILED else {}
        return {"state": self._job.state, "percent": math.floor(self._job.share * 100), **failed}

    def _obey(self, event: Mapping):
        if "language" in event:
            self._speak(event["language"])
            self.spec = self._written_spec()
        elif "reset" in event:
            self._values = defaults(self.declaration.controls)
        elif "preset" in event:
            self._values.update(self.declaration.presets[event["preset"]].values)
        elif "typed" in event:
            self._move(event["key"], self._control(event["key"]).read(event["typed"]))
        elif "value" in event:
            self._move(event["key"], self._control(event["key"]).from_screen(event["value"]))

    def _move(self, key: str, value):
        self._values[key] = value
        self._values.update(self._controls[key].sets(value, self._values))

    def _control(self, key: str) -> Control:
        if key not in self._controls:
            raise InputError("unknown", name="control", value=key, choices=", ".join(self._controls))
        return self._controls[key]

    def _speak(self, language: str):
        if language not in self.texts:
            raise InputError("unknown", name="language", value=language, choices=", ".join(self.texts))
        self.words = Words(language, self.texts[language])

    @property
    def picture(self):
        """Return the empty picture, as the page gets it first."""
        return self._picture

    @property
    def say(self) -> Say:
        """Return the voice of the figure, in this language and about what the reader has set."""
        return Say(self.words, self.declaration.id, self._controls.values(), self._values)

    def _refusal(self, error: InputError) -> str:
        control = self._controls.get(error.values.get("name"))
        name = control.name(self.say) if control else self.words("error.this_value")
        reason = f"closed.{str(error.values.get('reason')).removeprefix('holiday:')}"  # why there is no trading
        said = {"reason": self.words(reason)} if reason in self.words.table else {}
        return self.words(f"error.{error.key}", **{**error.values, **said, "name": name})

    def _step(self) -> dict:
        view = self.view
        head = view.sheet[0] if view.sheet else ()
        values = {key: self._controls[key].on_screen(value) for key, value in self._values.items()}
        return {
            "lines": pack(self._picture, view.lines),
            "ranges": {axis: list(ends) for axis, ends in view.ranges.items()},
            "looks": {str(self._place_of(uid)): look for uid, look in view.looks.items()},
            "ticks": view.ticks,
            "idle": view.idle,
            "values": values,
            "sentence": view.sentence,
            "why": view.why,
            "table": view.table,
            "notes": view.notes,
            "sheet": [
                [self._cell(cell, (row[0], column, row[-1])) for cell, column in zip(row, head, strict=True)]
                for row in view.sheet
            ],
            "badges": [
                *(badge for rules, names in view.rules for badge in badges(self.say, rules, names)),
                *source_lines(self.say, view.sources),
            ],
        }

    def _place_of(self, uid: str) -> int:
        return next(place for place, trace in enumerate(self._picture.data) if trace.uid == uid)

    def _cell(self, cell: str, label: tuple[str, ...]):
        control = self._controls.get(cell)
        is_editable = control is not None and control.stands_in_sheet
        return control.in_sheet(self.say, " ".join(label)) if is_editable else cell

    def _written_spec(self) -> str:
        say, own = self.say, self.declaration
        self._picture = own.picture(say)
        spoken = ("reset", "presets", "exact", "table", "why", "sources", "language", "waiting")
        of_sheet = {"sheet": say("sheet.title")} if own.has_sheet else {}
        of_job = {name: say(f"panel.job.{name}", reason="{reason}") for name in JOB_WORDS if own.job}
        spec = {
            "id": own.id,
            "language": self.words.language,
            "languages": language_buttons(self.texts),
            "title": say("title"),
            "controls": [control.described(say) for control in own.controls],
            "presets": [say(preset.label, **preset.fields) for preset in own.presets],
            "sheet": own.has_sheet,
            "job": of_job,
            "words": {name: say(f"panel.{name}") for name in spoken} | {"chart": say("chart")} | of_sheet,
            "figure": json.loads(self._picture.to_json()),
        }
        return json.dumps(spec, ensure_ascii=False)

    def summary(self) -> str:
        """Return the panel as plain text: title, sentence, notes and the table; a job is brought to its end first."""
        self._finish_job()
        view = self.view
        rows = [": ".join(cell for cell in row if cell) for row in view.table]
        return "\n".join([self.say("title"), view.sentence, *view.notes, *rows])

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**(data or {}), "text/plain": self.summary()}, metadata
