"""What draws a reader's numbers and orders: the seed of a class while the reader is in one, else the reader's own.

Both are kept in the record: the own one is drawn once, so that the same numbers come back tomorrow.
"""

import os
import secrets
import unicodedata

from pledge_lib.course.attempts import SEED, Event, in_order
from pledge_lib.course.ledger import Ledger
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.finance.checks import shortened

PLACE = "PLEDGE_LAB_SEED"
COURSE, CLASS = "course", "class"  # the seed is of the whole course, not of one lesson


def own_seed(ledger: Ledger) -> str | None:
    """Return the seed of the class, or else the reader's own.

    PLEDGE_LAB_SEED names another one, and set to nothing asks for the first numbers.
    """
    told = os.environ.get(PLACE)
    if told is not None:
        return plain_seed(told) or None
    kept = [event for event in in_order(ledger.events()) if event.kind == SEED]
    joined = next((event.answer for event in reversed(kept) if event.question == CLASS), None)
    if joined:
        return str(joined)
    own = next((str(event.answer) for event in kept if event.question != CLASS and event.answer), None)
    return own or _drawn(ledger)


def join_class(ledger: Ledger, seed: str | None) -> Paragraph | None:
    """Draw every lesson's numbers from a class's seed from now on, or from the reader's own again; say trouble."""
    return ledger.record(Event(lesson=COURSE, question=CLASS, kind=SEED, answer=seed and plain_seed(seed)))


def plain_seed(typed: object) -> str:
    """Return a seed as it is meant, however it was typed: no blanks, usual width, small letters.

    >>> plain_seed(" ２０２６－A  17 ")
    '2026-a17'
    """
    return "".join(unicodedata.normalize("NFKC", str(shortened(typed))).split()).casefold()


def _drawn(ledger: Ledger) -> str:
    seed = secrets.token_hex(4)
    ledger.record(Event(lesson=COURSE, question=SEED, kind=SEED, answer=seed))
    return seed
