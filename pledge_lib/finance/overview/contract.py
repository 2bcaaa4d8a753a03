"""A pledge contract as its reader types it: six things it may say, and what it leaves open."""

from dataclasses import dataclass, fields, replace
from typing import Annotated

from pledge_lib.finance.checks import InputError, require_line, require_number
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.units import SESSIONS, Percent, Word, YesNo

BORROWER, LENDER = "borrower", "lender"
FEWEST_SESSIONS, MOST_SESSIONS = 0, 30
LOWEST_LINE, HIGHEST_LINE = 1.0, 5.0
LEVELS = ("cure_target", "cancel_level")
IN_PROFILE = ("call_line", "cure_sessions", "cure_target", "cancel_level", "interest_in_debt")


@dataclass(frozen=True, kw_only=True)
class Contract:
    """What a contract says; None is what it does not say. Ratios are fractions, sessions business days.

    `dividends_to` is who gets the dividends of what is pledged. A deadline of 0 business days is the day of the notice.

    >>> Contract(call_line=1.40, cure_sessions=3).open
    ('cure_target', 'cancel_level', 'interest_in_debt', 'dividends_to')
    """

    call_line: Percent | None = None
    cure_sessions: Annotated[int, SESSIONS] | None = None
    cure_target: Percent | None = None
    cancel_level: Percent | None = None
    interest_in_debt: YesNo | None = None
    dividends_to: Word | None = None

    def __post_init__(self):
        for name in ("call_line", *LEVELS):
            if (value := getattr(self, name)) is not None:
                require_line(name, value)
                if not LOWEST_LINE <= value <= HIGHEST_LINE:
                    raise InputError("out_of_range", name=name, value=value, low=LOWEST_LINE, high=HIGHEST_LINE)
        for name in LEVELS:
            value = getattr(self, name)
            if None not in (value, self.call_line) and value < self.call_line:
                raise InputError("below_limit", name=name, value=value, limit=self.call_line)
        if self.cure_sessions is not None:
            require_number("cure_sessions", self.cure_sessions)
            if self.cure_sessions % 1:
                raise InputError("not_whole", name="cure_sessions", value=self.cure_sessions)
            if not FEWEST_SESSIONS <= self.cure_sessions <= MOST_SESSIONS:
                ends = {"low": FEWEST_SESSIONS, "high": MOST_SESSIONS}
                raise InputError("out_of_range", name="cure_sessions", value=self.cure_sessions, **ends)
            object.__setattr__(self, "cure_sessions", int(self.cure_sessions))
        if self.interest_in_debt not in (None, True, False):
            raise InputError("unknown", name="interest_in_debt", value=self.interest_in_debt, choices="True, False")
        if self.dividends_to not in (None, BORROWER, LENDER):
            choices = f"{BORROWER}, {LENDER}"
            raise InputError("unknown", name="dividends_to", value=self.dividends_to, choices=choices)

    @property
    def open(self) -> tuple[str, ...]:
        """Return the names of what the contract leaves open, in the order of the form."""
        return tuple(name for name in NAMES if getattr(self, name) is None)

    def over(self, base: PledgeRules, name: str) -> PledgeRules:
        """Return rules that follow the contract, and another lender's where it leaves something open.

        Of what is filled in, no level lies below a line that was typed, and no line above a level that was.

        >>> from pledge_lib.datasets import rules
        >>> own = Contract(call_line=1.70).over(rules("tw-broker-pledge"), "own")
        >>> own.call_line, own.cure_target, own.cure_sessions
        (1.7, 1.7, 2)
        """
        said = {each: getattr(self, each) for each in IN_PROFILE if getattr(self, each) is not None}
        typed = [said[level] for level in LEVELS if level in said]
        line = said.get("call_line", min([base.call_line, *typed]))
        levels = {level: said.get(level, max(getattr(base, level), line)) for level in LEVELS}
        return replace(base, name=name, **{**said, "call_line": line, **levels})


NAMES = tuple(each.name for each in fields(Contract))
