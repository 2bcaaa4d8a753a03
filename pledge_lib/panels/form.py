"""The form of a question as a widget of a notebook."""

from collections.abc import Mapping

from pledge_lib.panels.asked import Asked, around
from pledge_lib.panels.framed import Framed
from pledge_lib.panels.live_chart import loader_module, runtime
from pledge_lib.panels.words import Words


class Form(Asked, Framed):
    """A driver's sheet on the screen."""

    _esm = loader_module("form")

    def _around(self) -> dict:
        if runtime().spoken.keys() != self.texts.keys():
            said = {language: around(Words(language, table), self.texts) for language, table in self.texts.items()}
            runtime().spoken = said
        return {}

    def heard(self, event: Mapping):
        """Do what the reader did on a page."""
        self.react(event)
