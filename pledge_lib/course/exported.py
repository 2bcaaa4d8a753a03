"""Files that a reader takes away: written whole or not at all, over nothing unasked, and said in their language."""

from pathlib import Path

from pledge_lib.course.ledger import is_own, shown
from pledge_lib.course.ledger_file import put
from pledge_lib.panels.words import Words


def save_workbook(
    path: str | Path, data: bytes, words: Words, replace: bool = False, said: str = "workbook.saved"
) -> str:
    """Write a workbook, or a file of which another text is `said`; return what to tell the reader.

    One that is there is overwritten only if `replace` says so.
    """
    target = Path(path).expanduser().resolve()
    if is_own(target):
        return words("ledger.export.itself", file=shown(target))
    if target.exists() and not replace:
        return words("ledger.export.there", file=shown(target))
    try:
        put(target, data)
    except OSError:
        return words("workbook.failed", file=shown(target))
    return words(said, file=shown(target))
