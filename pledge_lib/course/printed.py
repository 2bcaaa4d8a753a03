"""Texts on their way out: to a console that may lack some signs, and into Markdown, where some signs are orders."""

import html
import re
import sys
from collections.abc import Sequence

INSTEAD = {"−": "-", "–": "-", "—": "-", "✓": "v", "✗": "x", "∞": "inf", "×": "x", "÷": "/", "→": "->", "…": "..."}
ORDERS = re.compile(r"([\\`*_\[\]{}|#])")


def printable(text: str) -> str:
    """Return a text that the console can show: what its code page lacks is written in signs that it has.

    >>> printable("130%")
    '130%'
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text if _has(encoding, text) else "".join(_instead(encoding, sign) for sign in text)


def escape_markdown(text: str) -> str:
    r"""Return a text so that Markdown shows it as it is: no link, no picture, no element of a page.

    >>> print(escape_markdown("<img src=x> [a](b)"))
    &lt;img src=x&gt; \[a\](b)
    """
    return ORDERS.sub(r"\\\1", html.escape(text, quote=False))


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of Markdown, the first one the head, as a table.

    >>> print(markdown_table([("Day", "Ratio"), ("2025-04-02", "150%")]))
    | Day | Ratio |
    |---|---|
    | 2025-04-02 | 150% |
    """
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def _instead(encoding: str, sign: str) -> str:
    return sign if _has(encoding, sign) else INSTEAD.get(sign, "?")


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
