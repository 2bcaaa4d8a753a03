"""What stands in for packages that a page does not have, so that figures and questions can be declared there.

The page has no reader's folder, so little is needed of platformdirs. Of numpy nothing is there but its names: whatever
comes to use it fails at once, and the page keeps its prepared frames.
"""

import sys
from pathlib import Path
from types import ModuleType

NOWHERE = Path("/nobody")


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
    """Let figures be declared where numpy and the reader's own folder are not there."""
    folders, numpy = map(ModuleType, ("platformdirs", "numpy"))
    folders.user_data_path = lambda *_given, **_said: NOWHERE
    numpy.__getattr__ = lambda name: getattr(Absent("numpy", (), {}), name)
    sys.modules.update({module.__name__: module for module in (folders, numpy)})
