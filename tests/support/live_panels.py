"""Panels without a browser: what a reader would see, what travels, and what is wrong with it."""

import json
import math
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go
from hypothesis import strategies as st
from support.remembered import KnownPanel

from pledge_lib.course import Lesson
from pledge_lib.course.wording import LANGUAGES
from pledge_lib.finance.checks import InputError, exact
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels import figures
from pledge_lib.panels.controls import Choice, Day, Slider
from pledge_lib.panels.drawn import Drawn
from pledge_lib.panels.pasted import FEWEST, Pasted

FIGURES = tuple(figures.homes())
BROKEN_TEXT = re.compile(r"\b(?:nan|inf|None|NaN|Infinity)\b|[{}]|NT\$(?![−+\d∞)])|(?<![\d∞]) 元")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def open_panel(figure: str, language: str = "zh_TW"):
    """Return a panel in its first state, of a lesson without guesses: no case is kept back from its examples."""
    return Lesson("06_my_position", language).panel(figure)


def known_panel(figure: str, language: str = "zh_TW"):
    """Return a panel in its first state, for a test that meets states which others meet, too: each is computed once."""
    return KnownPanel(figure, language)


@cache
def shared(figure: str, language: str):
    """Return one panel that many examples move; an example sets every control."""
    return known_panel(figure, language)


def both(figure: str):
    """Return the shared panels of a figure in both languages."""
    return [shared(figure, language) for language in LANGUAGES]


@cache
def empty_figure(figure: str, language: str) -> go.Figure:
    """Return the figure of a panel before any numbers are in it, with every attribute checked by plotly."""
    return checked(known_panel(figure, language).picture)


def checked(picture: dict) -> go.Figure:
    """Return an empty chart as plotly's own figure, which refuses an attribute or a value that it does not know."""
    return go.Figure(data=picture["data"], layout=picture["layout"])


class Trace(NamedTuple):
    """What the tests ask of a trace, read from the empty figure once."""

    uid: str
    is_bar: bool
    is_point: bool
    axes: dict[str, str]  # "x": "xaxis2"


@cache
def traces(figure: str, language: str) -> tuple[Trace, ...]:
    """Return the traces of a figure in their order."""
    return tuple(
        Trace(
            uid=trace.uid,
            is_bar=trace.type == "bar",
            is_point=trace.type == "scatter" and trace.mode == "markers",
            axes={name: f"{name}axis" + (trace[f"{name}axis"] or name)[1:] for name in "xy" if f"{name}axis" in trace},
        )
        for trace in empty_figure(figure, language).data
    )


@cache
def axis_ends(figure: str, language: str, axis: str) -> tuple[tuple[float, float], bool]:
    """Return the ends that an axis of the empty figure has, and whether it is logarithmic."""
    own = empty_figure(figure, language).layout[axis]
    return tuple(own.range or (-math.inf, math.inf)), own.type == "log"


def drawn(panel) -> dict[str, dict[str, np.ndarray]]:
    """Return the numbers of each trace by its uid, decoded as the browser decodes them."""
    uids = [trace.uid for trace in traces(panel.declaration.id, panel.words.language)]
    lines = panel.frame["lines"]
    return {
        uids[int(index)]: {name: np.frombuffer(buffer, dtype=np.float32) for name, buffer in arrays.items()}
        for index, arrays in lines.items()
    }


def drawn_in(panel, drawer: str) -> dict[str, dict[str, np.ndarray]]:
    """Return the numbers of each trace of a drawer's chart by its uid."""
    found = {}
    for uid, line in panel.view.drawers[drawer]["lines"].items():
        arrays = line if isinstance(line, dict) else dict(zip("xy", line, strict=True))
        found[uid] = {name: np.asarray(numbers, dtype=np.float32) for name, numbers in arrays.items()}
    return found


def rows(panel) -> dict[str, tuple[str, ...]]:
    """Return the table that travels, by the first cell of each row."""
    return {row[0]: tuple(row[1:]) for row in panel.frame["table"]}


def said(panel) -> list[str]:
    """Return every text of a step that a reader reads."""
    frame = panel.frame
    cells = [cell for table in (frame["table"], frame["sheet"]) for row in table for cell in row]
    texts = [cell for cell in cells if isinstance(cell, str)]
    return [frame["sentence"], frame["why"], *frame["notes"], *frame["badges"], *texts, *_on_stage(frame["stage"])]


def _on_stage(stage) -> Iterator[str]:
    for number in stage["hero"]:
        yield f"{number['before']}{number['number']}{number['after']}"
        yield from (number["caption"], number["sub"])
    yield from (stage["chip"]["word"], *stage["readout"].values())
    yield "".join(piece if isinstance(piece, str) else piece["text"] for piece in stage["asks"])
    for label in stage["labels"].values():
        yield from (label["text"], label.get("under", ""))


def close(number, expected) -> bool:
    """Return whether a number of the chart is the expected one, within what float32 can hold."""
    return math.isclose(float(number), float(expected), rel_tol=1e-6, abs_tol=1e-6)


def faults(panel, may_be_hidden=()) -> list[str]:
    """Return in words everything that must not be so in any state; `may_be_hidden` names marks without a place."""
    where = f"{panel.declaration.id} ({panel.words.language}) with {panel.values}"
    return [f"{where}: {fault}" for fault in (*_text_faults(panel), *_chart_faults(panel, may_be_hidden))]


def _text_faults(panel) -> Iterator[str]:
    frame = panel.frame
    for name in ("sentence", "why"):
        if not frame[name].strip():
            yield f"the {name} is empty"
    yield from (f"broken text: {text!r}" for text in said(panel) if BROKEN_TEXT.search(text))
    for name in ("table", "sheet"):
        if len({len(row) for row in frame[name]}) > 1:
            yield f"the rows of the {name} differ in width"
    if len(frame["table"]) < 2:
        yield "the table has no rows"
    for row in frame["table"]:
        if not row[0] or not any(row[1:]):
            yield f"the row {row} says nothing"
    if not frame["badges"]:
        yield "no rule is named"


def _chart_faults(panel, may_be_hidden) -> Iterator[str]:
    place = panel.declaration.id, panel.words.language
    chart, ends = drawn(panel), panel.frame["ranges"]
    for axis, (low, high) in ends.items():
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            yield f"{axis} runs from {low} to {high}"
    for trace in traces(*place):
        for name, numbers in chart[trace.uid].items():
            if trace.uid not in may_be_hidden and not np.isfinite(numbers).all():
                yield f"{name} of {trace.uid} is {numbers}"
            if np.isinf(numbers).any():
                yield f"{name} of {trace.uid} is infinite: {numbers}"
            if trace.is_point or (trace.is_bar and name == "x"):
                low, high = _ends(*place, ends, trace.axes[name])
                if (beyond := (numbers < low) | (numbers > high)).any():
                    yield f"{name} of {trace.uid} lies outside the axis from {low} to {high}: {numbers[beyond]}"


def _ends(figure, language, ends, axis):
    """Return the ends of an axis, with room for the rounding of float32."""
    (low, high), log = axis_ends(figure, language, axis)
    if axis in ends:
        low, high = ends[axis]
    elif log:
        low, high = 10**low, 10**high
    return low - abs(low) * 1e-6 - 1e-6, high + abs(high) * 1e-6 + 1e-6


PAIR = "pair:"  # correlations near each other can all be at once; test_chances.py tries those that cannot


def settings_of(control) -> tuple:
    """Return the values to which a test moves a control: both ends, every option, both ways."""
    if isinstance(control, Slider | Day):
        return control.low, control.high
    if isinstance(control, Pasted):
        return control.default, control.default[:FEWEST]
    if isinstance(control, Drawn):
        return tuple((end,) * len(control.default) for end in (control.low, control.high))
    return control.options if isinstance(control, Choice) else (True, False)


def any_value(control) -> st.SearchStrategy:
    """Return a strategy for the values of one control: on its steps as the hand sets them, or typed in between."""
    if isinstance(control, Day):
        return st.dates(control.low, control.high).filter(lambda day: _takes(control, day))
    if isinstance(control, Drawn):
        low, high = (int(control.on_screen(end)) for end in (control.low, control.high))
        length = len(control.default)
        return st.lists(st.integers(low, high), min_size=length, max_size=length).map(control.from_screen)
    if not isinstance(control, Slider):
        return st.sampled_from(settings_of(control))
    if control.key.startswith(PAIR):
        return st.integers(40, 60).map(lambda percent: percent / 100)
    low, high, step = (exact(control.on_screen(end)) for end in (control.low, control.high, control.step))
    smallest = Fraction(1, 100) if control.unit is PERCENT else 1
    grids = [
        st.integers(0, (high - low) // grid).map(lambda place, grid=grid: low + place * grid)
        for grid in (step, smallest)
    ]
    return st.one_of(st.sampled_from([low, high]), *grids).map(lambda number: control.from_screen(float(number)))


def _takes(control, value) -> bool:
    try:
        control.accept(value)
    except InputError:
        return False
    return True


def any_values(figure: str) -> st.SearchStrategy:
    """Return a strategy for the values of all controls; choices first, for they set others."""
    controls = sorted(figures.figure(figure).controls, key=lambda control: not isinstance(control, Choice))
    return st.tuples(*map(any_value, controls)).map(
        lambda values: {control.key: value for control, value in zip(controls, values, strict=True)}
    )


def messages_of(panel) -> list[dict]:
    """Return the list to which every message of the panel to the browser is added from now on."""
    sent = []
    panel.comm.send = lambda data=None, buffers=(), **_: sent.append({"data": data, "buffers": list(buffers or ())})
    return sent


def change_of(message) -> dict:
    """Return what a message changes of the frame."""
    return message["data"]["content"]["change"]


def size(message) -> int:
    """Return the bytes of a message: strict JSON, as Jupyter writes it, and its buffers."""
    text = json.dumps(message["data"], ensure_ascii=False, allow_nan=False)
    return len(text.encode("utf-8")) + sum(memoryview(buffer).nbytes for buffer in message["buffers"])
