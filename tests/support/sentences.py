"""Sentences that can be taken in: how a text is told apart into them, and how long one may be."""

import re
from collections.abc import Iterator

from tools import notebooks

LONGEST = {"zh_TW": 60, "en": 35}  # Chinese signs, English words
TABLE_OR_FORMULA = re.compile(r"^\s*(?:\||\$\$)")
BULLET = re.compile(r"^\s*(?:[-*>]|\d+\.|#+)\s+", re.MULTILINE)
END = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+|\n\n|(?<=[:：])\s*\n")
SIGN = {"zh_TW": r"[\u3400-\u9fff]|[A-Za-z0-9{][\w.,%{}-]*", "en": r"[A-Za-z0-9${][\w.,%$'’{}-]*"}


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, without formulas, tables and the targets of links."""
    text = re.sub(r"(?<=NT|US)\$", "", text.replace(r"<span>\$</span>", ""))  # two prices are no formula
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"<[^>]+>", "", notebooks.FORMULA.sub(" F ", text))
    text = "\n".join(line for line in text.splitlines() if not TABLE_OR_FORMULA.match(line))
    yield from END.split(BULLET.sub("\n\n", text))


def longest(text: str, language: str) -> int:
    """Return how many signs or words the longest sentence of a text has."""
    return max((len(re.findall(SIGN[language], each)) for each in sentences(text)), default=0)
