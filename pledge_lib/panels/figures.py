"""Every figure of the course, found by being there: the module beside the texts that stand under its id."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from pledge_lib.panels.figure import Figure
from pledge_lib.panels.texts import FOLDER

TITLED = re.compile(r'^\["(F\d+\.\d+)"\]$', re.MULTILINE)


@cache
def homes() -> Mapping[str, str]:
    """Return the module of each figure by the figure's id, in the order of the ids.

    >>> homes()["F1.2"]
    'pledge_lib.panels.pledging.ruler'
    """
    found = {}
    for path in FOLDER.glob("*/*.*.toml"):
        module = f"pledge_lib.panels.{path.parent.name}.{path.name.split('.')[0]}"
        found |= dict.fromkeys(TITLED.findall(path.read_text(encoding="utf-8")), module)
    return MappingProxyType({id: found[id] for id in sorted(found, key=_place)})


def figure(id: str) -> Figure:
    """Return a figure, newly declared; an id that no room has is a KeyError."""
    return import_module(homes()[id]).figure()


def _place(id: str) -> tuple[int, ...]:
    return tuple(map(int, id[1:].split(".")))
