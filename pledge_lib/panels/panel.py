"""The panel as a widget of a notebook."""

import asyncio
from collections.abc import Mapping

from pledge_lib.panels.core import Told
from pledge_lib.panels.framed import Framed
from pledge_lib.panels.live_chart import loader_module


class Panel(Told, Framed):
    """A panel on the screen."""

    _esm = loader_module("panel")

    def heard(self, event: Mapping):
        """Do what the reader did on a page, on the kernel's event loop."""
        self.react(event, asyncio.get_running_loop())
