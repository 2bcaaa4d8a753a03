"""The form of a question as a widget of a notebook."""

from collections.abc import Mapping

from pledge_lib.panels.asked import Asked
from pledge_lib.panels.framed import Framed
from pledge_lib.panels.live_chart import loader_module


class Form(Asked, Framed):
    """A driver's sheet on the screen."""

    _esm = loader_module("form")

    def heard(self, event: Mapping):
        """Do what the reader did on a page."""
        self.react(event)
