"""The panel as a widget of a notebook."""

import asyncio
from collections.abc import Mapping
from functools import cached_property

from pledge_lib.panels.ahead import Ahead
from pledge_lib.panels.core import Told
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.framed import Framed
from pledge_lib.panels.live_chart import loader_module


class Panel(Told, Framed):
    """A panel on the screen."""

    _esm = loader_module("panel")

    @cached_property
    def _ahead(self) -> Ahead:
        return Ahead(self, lambda told, piece: self.tell_ahead(told, [piece]))

    def heard(self, event: Mapping):
        """Do what the reader did on a page, on the kernel's event loop."""
        loop = asyncio.get_running_loop()
        if "ahead" in event:
            self._ahead.start(event["ahead"], loop)
        else:
            self.react(event, loop)

    def declare(self, declaration: Figure, loop: asyncio.AbstractEventLoop | None = None):
        """Tell another declaration of the same figure; what was sent ahead is of one that is gone."""
        self._ahead.cancel()
        super().declare(declaration, loop)

    def close(self):
        """Take the panel off every screen; what runs for it is dropped."""
        self._ahead.cancel()
        super().close()
