"""What the panels of a page share: plotly.js, the scripts, the style sheet.

plotly.js travels once a browser where the course's server extension hands it out, else once a kernel; every chart of
the page shares it.
"""

import gzip
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import anywidget
import traitlets

from pledge_lib.panels import plotly_file

WEB = Path(__file__).parent / "web"
STAND_ALONE = ("lab", "loader", "runtime")  # what a widget's own module is made of; all others are shared scripts


COMMENT = re.compile(r"^ *//.*\n|  +//.*$", re.MULTILINE)  # in a line of its own, or two spaces behind one
STYLE_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
BESIDE_A_SIGN = re.compile(r" *(=>|[=?|&<,;:(){}]+) *")  # spaces that say nothing to a browser
SHORT = {"buffers": "b", "context": "c", "script": "s", "step": "p"}  # names within a widget's module, as they travel
NAME = re.compile(rf"\b({'|'.join(SHORT)})\b")


def _source(name: str) -> str:
    return (WEB / name).read_text(encoding="utf-8")


def _script(name: str) -> str:
    """Return a script as it travels: what it says to its readers stays here."""
    return COMMENT.sub("", _source(f"{name}.js"))


def _styles() -> str:
    """Return the style sheet as it travels."""
    return STYLE_COMMENT.sub("", _source("panel.css") + _source("form.css"))


def loader_module(script: str) -> str:
    """Return the little module of a widget that is drawn by one of the runtime's scripts.

    It travels with every widget, so it is as short as it can be. No text in it may have a space beside a sign.
    """
    within = NAME.sub(lambda name: SHORT[name[0]], _script("loader")).replace("SCRIPT", script)
    lines = (_script("lab") + within).splitlines()
    return "".join(BESIDE_A_SIGN.sub(r"\1", f"{line.strip()}\n") for line in lines)


class Runtime(anywidget.AnyWidget):
    """What all panels of a page share: plotly.js, the scripts, the style sheet and the words of every form."""

    _esm = _script("lab") + _script("runtime")
    plotly = traitlets.Unicode().tag(sync=True)  # its name; a page that finds no server with it asks for the file
    packed = traitlets.Bytes().tag(sync=True)  # the scripts by their names, and the style sheet: JSON packed by gzip
    spoken = traitlets.Dict().tag(sync=True)  # by language; told once, not with each of dozens of forms

    def __init__(self):
        names = sorted(path.stem for path in WEB.glob("*.js"))
        self.scripts = {name: _script(name) for name in names if name not in STAND_ALONE}
        brought = {"scripts": self.scripts, "css": _styles()}
        packed = gzip.compress(json.dumps(brought).encode(), compresslevel=9, mtime=0)
        super().__init__(plotly=plotly_file.name(), packed=packed)
        self.on_msg(self._hear)

    def alone(self) -> tuple[dict, list[bytes]]:
        """Return all of it as one message, for a page that does not know this widget."""
        told = {"module": self._esm, "plotly": self.plotly, "spoken": self.spoken}
        return {"runtime": told}, [self.packed]

    def plotly_itself(self) -> tuple[dict, list[bytes]]:
        """Return plotly.js as a message."""
        return {"plotly": True}, [plotly_file.packed()]

    def _hear(self, _widget, asked: Mapping, _buffers):
        if "plotly" in asked:
            self.send(*self.plotly_itself())


@cache
def runtime() -> Runtime:
    """Return the one runtime of this kernel, made when the first panel asks for it."""
    return Runtime()
