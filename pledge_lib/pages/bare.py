"""What stands in for packages that a page does not have, so that figures can be declared there.

The page has each figure's picture already, and no reader's folder; so little is needed of either.
"""

import sys
from pathlib import Path
from types import ModuleType

NOWHERE = Path("/nobody")


class Undrawn:
    """Stands for whatever plotly would draw: it knows the name of a trace, and the page draws the rest."""

    def __init__(self, *_given, data=(), uid=None, **_said):
        self.data, self.uid = data, uid

    def update(self, *_given, **_said) -> "Undrawn":
        """Return the same: how it looks stands in the page's description."""
        return self


def stand_in():
    """Let figures be declared where plotly and the reader's own folder are not there."""
    graphs, plotly, folders = ModuleType("plotly.graph_objects"), ModuleType("plotly"), ModuleType("platformdirs")
    graphs.__getattr__ = lambda name: Undrawn
    plotly.graph_objects = graphs
    folders.user_data_path = lambda *_given, **_said: NOWHERE
    sys.modules.update({"plotly": plotly, "plotly.graph_objects": graphs, "platformdirs": folders})
