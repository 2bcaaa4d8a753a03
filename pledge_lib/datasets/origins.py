"""Where the facts lie, and where they come from: the folder, its sources, and the terms of those who published them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pledge_lib.datasets import tables, titles
from pledge_lib.datasets.records import Licence, Source
from pledge_lib.datasets.tables import require_unique
from pledge_lib.datasets.titles import TITLE, Columns, read_table

PACKAGE = Path(__file__).parent.parent
INSTALLED = PACKAGE / "share" / "datasets"
FOLDER = INSTALLED if INSTALLED.is_dir() else PACKAGE.parent / "datasets"

SOURCE_KINDS = ("rule", "firm", "press", "article", "public code", "own")
LICENCES = ("facts", "CC0-1.0", "CC-BY-4.0", "PDDL-1.0", "public domain", "Apache-2.0")


def languages() -> tuple[str, ...]:
    """Return the languages in which the data sets have their titles and notes, the leading one first."""
    return titles.languages(FOLDER)


@cache
def sources() -> Mapping[str, Source]:
    """Return every source by its key."""
    columns: Columns = {"key": tables.nonempty_text, "title": TITLE}
    columns |= {"published": str, "kind": tables.one_of(*SOURCE_KINDS)}
    rows = read_table(FOLDER, "sources.csv", columns)
    require_unique("sources.csv", rows, "key", (0,))
    return MappingProxyType({row.values[0]: Source(*row.values) for row in rows})


@cache
def licences() -> Mapping[str, Licence]:
    """Return the terms of each source of a series, by the key of the source, with the notice that a chart shows.

    >>> licences()["S6"].licence, licences()["S6"].required
    ('CC-BY-4.0', True)
    """
    columns: Columns = {
        "source": tables.one_of(*sources()),
        "licence": tables.one_of(*LICENCES),
        "required": tables.yes_no,
    }
    columns |= {"notice": TITLE}
    rows = read_table(FOLDER, "licences.csv", columns)
    require_unique("licences.csv", rows, "source", (0,))
    return MappingProxyType({row.values[0]: Licence(*row.values) for row in rows})
