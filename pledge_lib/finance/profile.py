"""What a dated value says of itself beside its number: how far to trust it, from where, and since when.

The numbers come from datasets/rules; each room of this floor says what a profile of its product holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Annotated, Any, ClassVar, get_type_hints

from pledge_lib.finance.units import PERCENT, RATE

MARKS = ("RULE", "FIRM", "2ND", "UNVERIFIED")


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where one value comes from: how far to trust it, the key of its source, and the day it was true."""

    mark: str
    source: str
    as_of: date


@dataclass(frozen=True)
class Between:
    """The ends within which a value of a profile is believed: no rule, but they catch a slip of the pen."""

    low: str | int
    high: str | int


SHARE = Between("0", "1")  # of a whole
Share = Annotated[float, PERCENT, SHARE]
RateShare = Annotated[float, RATE, SHARE]
Line = Annotated[float, PERCENT, Between("1", "5")]  # a maintenance ratio
RISING_LINES = (("call_line", "cure_target"), ("call_line", "cancel_level"))
RISING_TERMS = (("term_months", "longest_term_months"),)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What every profile has besides its values; of each pair in `rising` the second value is never below the first."""

    name: str
    as_of: date
    provenance: Mapping[str, Provenance] = field(default_factory=dict, hash=False)
    rising: ClassVar[tuple[tuple[str, str], ...]] = ()

    @classmethod
    def values(cls) -> dict[str, Any]:
        """Return the type of each dated value that a profile of this kind gives, by its name."""
        about = {each.name for each in fields(Profile)}
        hints = get_type_hints(cls, include_extras=True)
        return {each.name: hints[each.name] for each in fields(cls) if each.name not in about}
