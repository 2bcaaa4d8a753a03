"""The reader's own seed: drawn once, kept in the record, so that the same numbers and orders come back tomorrow."""

import os
import secrets

from pledge_lib.course.attempts import SEED, Event, in_order
from pledge_lib.course.ledger import Ledger

PLACE = "PLEDGE_LAB_SEED"
COURSE = "course"  # the seed is of the whole course, not of one lesson


def own_seed(ledger: Ledger) -> str | None:
    """Return the reader's seed; PLEDGE_LAB_SEED names another one, and set to nothing asks for the first numbers."""
    told = os.environ.get(PLACE)
    if told is not None:
        return told.strip() or None
    kept = next((str(event.answer) for event in in_order(ledger.events()) if event.kind == SEED and event.answer), None)
    return kept or _drawn(ledger)


def _drawn(ledger: Ledger) -> str:
    seed = secrets.token_hex(4)
    ledger.record(Event(lesson=COURSE, question=SEED, kind=SEED, answer=seed))
    return seed
