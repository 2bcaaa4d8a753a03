"""The glossary: the terms of the course, each with one translation."""

from functools import cache

from pledge_lib.datasets import tables
from pledge_lib.datasets.origins import FOLDER
from pledge_lib.datasets.records import Term
from pledge_lib.datasets.titles import TITLE, read_table, require_unique


@cache
def glossary() -> tuple[Term, ...]:
    """Return the terms of the course, each with one translation."""
    columns = {"term": TITLE, "definition": TITLE}
    columns |= {"symbol": str, "not_to_use": tables.optional(tables.each(tables.nonempty_text), ())}
    rows = read_table(FOLDER, "glossary.csv", columns)
    require_unique("glossary.csv", rows, "term", 0)
    return tuple(Term(*row.values) for row in rows)
