"""A plotly figure built once, then fed with numbers only.

plotly.js (the copy inside the installed plotly package) travels once per kernel, compressed, and every chart of the
page shares it; a step sends float32 buffers and the browser draws the newest (live_chart.js).
"""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import anywidget
import numpy as np
import traitlets

HERE = Path(__file__).parent


def _source(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def loader_module(script: str) -> str:
    """Return the little module of a widget that is drawn by one of the runtime's scripts."""
    return (
        "const lab = (globalThis.__pledgeLab ??= "
        "{ form: Promise.withResolvers(), panel: Promise.withResolvers(), started: 0 });\n"
        "const initialize = () => { lab.started = performance.now(); };\n"
        f"const render = async (context) => (await lab.{script}.promise)(context);\n"
        "export default { initialize, render };\n"
    )


class Runtime(anywidget.AnyWidget):
    """What all panels of a page share: plotly.js, the scripts and the style sheet."""

    _esm = _source("runtime.js")
    _css = _source("panel.css")
    plotly = traitlets.Bytes().tag(sync=True)
    scripts = traitlets.Dict().tag(sync=True)


@cache
def runtime() -> Runtime:
    """Return the one runtime of this kernel, made when the first panel asks for it."""
    bundle = files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
    scripts = {name: _source(f"{name}.js") for name in ("live_chart", "controls", "drawing", "panel", "form")}
    return Runtime(plotly=gzip.compress(bundle, compresslevel=6, mtime=0), scripts=scripts)


def pack(figure, lines: Mapping[str, tuple | Mapping]) -> dict:
    """Return the buffers of one step: for each named trace its numbers as float32 bytes.

    A trace is named by its `uid`; a name that the figure does not have is a mistake of the panel.
    """
    place = {trace.uid: str(index) for index, trace in enumerate(figure.data)}
    return {place[name]: dict(_buffers(line)) for name, line in lines.items()}


def _buffers(line):
    """Yield the buffers of one trace: x and y of a line, or the named arrays of other marks."""
    arrays = line if isinstance(line, Mapping) else dict(zip("xy", line, strict=True))
    for name, numbers in arrays.items():
        yield name, memoryview(np.ascontiguousarray(numbers, dtype=np.float32))
