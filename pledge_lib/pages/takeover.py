"""Python in the page itself: a figure answered by the library, without a kernel, numpy, plotly or any widget.

It runs in a worker of the page (worker.js), after `bare.stand_in`. The page has each figure's description already, so
a frame bears only its language; what travels is the film from the frame before. A figure whose floors need what is not
there keeps its prepared frames.
"""

import json
from functools import cache

from pledge_lib.panels.address import write_address
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.film import film
from pledge_lib.panels.texts import FOLDER, read_texts


class InPage(PanelCore):
    """A panel whose page is there already."""

    def _written_spec(self) -> str:
        return self.words.language


@cache
def texts():
    """Return the texts of the figures."""
    return read_texts([FOLDER])


class Takeover:
    """The figures of a page that Python has taken over."""

    def __init__(self):
        self._panels: dict[str, InPage] = {}

    def begin(self, figure: str, language: str, values: str) -> bytes:
        """Open a figure at values of the screen, as JSON; return the film that begins at nothing.

        A figure that needs a package which is not there is a ModuleNotFoundError.
        """
        from pledge_lib.panels import figures

        panel = InPage(figures.figure(figure), texts(), language)
        panel.take(write_address(language, {figure: json.loads(values)}))
        self._panels[figure] = panel
        return film([panel.frame], {})

    def react(self, figure: str, event: str) -> bytes:
        """Do what the reader did, as JSON; return the film from the frame before."""
        panel = self._panels[figure]
        before = panel.frame
        panel.react(json.loads(event))
        return film([panel.frame], before)
