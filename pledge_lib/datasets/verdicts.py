"""The claims of the articles with our verdicts; which lesson and which figure tell of them is for the course to say."""

from functools import cache

from pledge_lib.datasets import tables
from pledge_lib.datasets.origins import FOLDER, sources
from pledge_lib.datasets.records import ArticleClaim
from pledge_lib.datasets.tables import DatasetError, read_table, require_unique
from pledge_lib.finance.profile import MARKS

TOPICS = (
    "loan",
    "ratio",
    "call",
    "cure",
    "interest",
    "lenders",
    "dividends",
    "selling",
    "risk",
    "leverage",
    "account",
    "market",
    "fee",
    "recall",
    "tax",
)
VERDICTS = ("holds", "rounded", "loose", "wrong", "outdated", "conflict", "unchecked")
ARITHMETIC = "ARITHMETIC"


@cache
def claims() -> tuple[ArticleClaim, ...]:
    """Return the claims of the articles with our verdicts, in the order of their ids."""
    articles = (key for key, source in sources().items() if source.kind == "article")
    columns = {"id": tables.nonempty_text, "article": tables.one_of(*articles)}
    columns |= {"rows": tables.each(tables.nonempty_text)}
    columns |= {"topic": tables.one_of(*TOPICS), "verdict": tables.one_of(*VERDICTS)}
    columns |= {"sources": tables.optional(tables.each(tables.one_of(*sources())), ())}
    columns |= {"mark": tables.one_of(*MARKS, ARITHMETIC), "as_of": tables.day}
    rows = read_table(FOLDER, "claims.csv", columns)
    require_unique("claims.csv", rows, "id", (0,))
    found = tuple(ArticleClaim(*row.values) for row in rows)
    for row, claim in zip(rows, found, strict=True):
        if not claim.sources and claim.mark != ARITHMETIC:
            raise DatasetError("claims.csv", "only arithmetic needs no source; name one", row.number, "sources")
    return found
