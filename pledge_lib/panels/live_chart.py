"""What the panels of a page share: plotly.js, the scripts, the style sheet.

plotly.js (the copy inside the installed plotly package) travels once per kernel, compressed, and every chart of the
page shares it.
"""

import gzip
from functools import cache
from importlib.resources import files
from pathlib import Path

import anywidget
import traitlets

WEB = Path(__file__).parent / "web"
STAND_ALONE = ("lab", "loader", "runtime")  # what a widget's own module is made of; all others are shared scripts


def _source(name: str) -> str:
    return (WEB / name).read_text(encoding="utf-8")


def loader_module(script: str) -> str:
    """Return the little module of a widget that is drawn by one of the runtime's scripts."""
    return _source("lab.js") + _source("loader.js").replace("SCRIPT", script)


class Runtime(anywidget.AnyWidget):
    """What all panels of a page share: plotly.js, the scripts and the style sheet."""

    _esm = _source("lab.js") + _source("runtime.js")
    _css = _source("panel.css") + _source("form.css")
    plotly = traitlets.Bytes().tag(sync=True)
    scripts = traitlets.Dict().tag(sync=True)


@cache
def runtime() -> Runtime:
    """Return the one runtime of this kernel, made when the first panel asks for it."""
    bundle = files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
    names = sorted(path.stem for path in WEB.glob("*.js"))
    scripts = {name: _source(f"{name}.js") for name in names if name not in STAND_ALONE}
    return Runtime(plotly=gzip.compress(bundle, compresslevel=6, mtime=0), scripts=scripts)
