"""Files that a reader takes away: written whole or not at all, and said in the reader's language."""

from pathlib import Path

from pledge_lib.course.ledger import shown
from pledge_lib.course.ledger_file import put
from pledge_lib.panels.words import Words


def save_workbook(path: str | Path, data: bytes, words: Words) -> str:
    """Write a workbook, over an older one of the name; return what to tell the reader."""
    target = Path(path).expanduser().resolve()
    try:
        put(target, data, target.with_name(target.name + ".tmp"))
    except OSError:
        return words("workbook.failed", file=shown(target))
    return words("workbook.saved", file=shown(target))
