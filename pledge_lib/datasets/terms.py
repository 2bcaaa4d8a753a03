"""The glossary: the terms of the course, each with one translation."""

from functools import cache

from pledge_lib.datasets import tables
from pledge_lib.datasets.framed import Rows
from pledge_lib.datasets.origins import FOLDER
from pledge_lib.datasets.records import Distinction, Term
from pledge_lib.datasets.titles import TITLE, Columns, read_table, require_unique


@cache
def glossary() -> Rows[Term]:
    """Return the terms of the course, each with one translation; `.frame` gives them as a table.

    A damaged table raises DatasetError.

    >>> [term.term["zh_TW"] for term in glossary() if term.term["en"] == "margin call"]
    ['追繳']
    """
    columns: Columns = {"term": TITLE, "definition": TITLE}
    columns |= {"symbol": str, "not_to_use": tables.optional(tables.each(tables.nonempty_text), ())}
    rows = read_table(FOLDER, "glossary.csv", columns)
    require_unique("glossary.csv", rows, "term", 0)
    return Rows(Term(*row.values) for row in rows)


@cache
def distinctions() -> tuple[Distinction, ...]:
    """Return the pairs of terms that are not the same, in the order of their lessons.

    >>> [each.other.term["en"] for each in distinctions() if each.term.term["en"] == "margin call"]
    ['forced sale']
    """
    terms = {term.term["en"]: term for term in glossary()}
    known = tables.one_of(*terms)
    columns: Columns = {"term": known, "other": known, "note": TITLE}
    rows = (row.values for row in read_table(FOLDER, "not_the_same.csv", columns))
    return tuple(Distinction((term, other), terms[term], terms[other], note) for term, other, note in rows)
