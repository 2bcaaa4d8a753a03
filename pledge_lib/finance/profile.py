"""What a dated value says of itself beside its number: how far to trust it, from where, and since when.

The numbers come from datasets/rules; each room of this floor says what a profile of its product holds.
"""

from dataclasses import dataclass
from datetime import date

MARKS = ("RULE", "FIRM", "2ND", "UNVERIFIED")


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where one value comes from: how far to trust it, the key of its source, and the day it was true."""

    mark: str
    source: str
    as_of: date
