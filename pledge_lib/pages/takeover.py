"""Python in the page itself: figures and questions answered by the library, without a kernel or any package.

It runs in a worker of the page (worker.js), after `bare.stand_in`. The page has each figure's description already, so
a frame of one bears only its language; what travels is the film from the frame before. A figure or a question whose
floors need what is not there stays as it was prepared.
"""

import json

from pledge_lib.course.wording import texts
from pledge_lib.pages.askable import driver
from pledge_lib.panels import figures
from pledge_lib.panels.address import write_address
from pledge_lib.panels.asked import FormCore
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.film import film


class InPage(PanelCore):
    """A panel whose page is there already."""

    def _written_spec(self) -> str:
        return self.words.language


class Takeover:
    """The figures and questions of a page that Python has taken over; what needs more is a ModuleNotFoundError."""

    def __init__(self):
        self._taken: dict[str, InPage | FormCore] = {}

    def begin(self, figure: str, language: str, values: str) -> bytes:
        """Open a figure at values of the screen, as JSON; return the film that begins at nothing."""
        panel = InPage(figures.figure(figure), texts(), language)
        panel.take(write_address(language, {figure: json.loads(values)}))
        return self._taken_over(figure, panel)

    def ask(self, call: str, language: str, lesson: str) -> bytes:
        """Open a form of a lesson, such as `exercise E1.3`; return the film that begins at nothing."""
        verb, _, asked = call.partition(" ")
        return self._taken_over(call, FormCore(driver(verb, asked, lesson), texts(), language))

    def react(self, id: str, event: str) -> bytes:
        """Do what the reader did, as JSON; return the film from the frame before."""
        shown = self._taken[id]
        before = shown.frame
        shown.react(json.loads(event))
        return film([shown.frame], before)

    def _taken_over(self, id: str, shown: InPage | FormCore) -> bytes:
        self._taken[id] = shown
        return film([shown.frame], {})
