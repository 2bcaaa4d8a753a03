"""What stands in for packages that a page does not have, so that figures and questions can be declared there.

The page has each figure's picture already, and no reader's folder; so little is needed of plotly and platformdirs. Of
numpy nothing is there but its names: whatever comes to use it fails at once, and the page keeps its prepared frames.
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


class Absent(type):
    """A name of a package that is not there: it may stand in a signature, and cannot be used."""

    def __call__(cls, *_given, **_said):
        raise ModuleNotFoundError(f"{cls.__name__} is not in the page", name="numpy")

    def __getattr__(cls, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent(f"{cls.__name__}.{name}", (), {})

    def __getitem__(cls, _types):
        return cls


def stand_in():
    """Let figures be declared where plotly, numpy and the reader's own folder are not there."""
    graphs, plotly, folders, numpy = map(ModuleType, ("plotly.graph_objects", "plotly", "platformdirs", "numpy"))
    graphs.__getattr__ = lambda name: Undrawn
    plotly.graph_objects = graphs
    folders.user_data_path = lambda *_given, **_said: NOWHERE
    numpy.__getattr__ = lambda name: getattr(Absent("numpy", (), {}), name)
    sys.modules.update({module.__name__: module for module in (graphs, plotly, folders, numpy)})
