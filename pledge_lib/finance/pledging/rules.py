"""The rules of pledge lenders as a frozen object: what one kind of lender may do, each value with its source.

The numbers come from datasets/rules; this module only says what a profile holds.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pledge_lib.finance.profile import RISING_LINES, RISING_TERMS, Between, Line, Profile, RateShare, Share
from pledge_lib.finance.units import DAYS, MONEY, MONTHS, SESSIONS, Rate, YesNo


@dataclass(frozen=True, kw_only=True)
class PledgeRules(Profile):
    """The rules of one kind of pledge lender. Ratios and rates are fractions, sessions are business days."""

    loan_to_value: Share
    loan_to_value_not_eligible: Share
    bond_loan_to_value: Share
    loan_step: Annotated[int, MONEY, Between(1, 1_000_000)]
    call_line: Line
    cure_target: Line
    cancel_level: Line
    cure_sessions: Annotated[int, SESSIONS, Between(0, 30)]
    interest_in_debt: YesNo
    whole_account: YesNo
    premark_sessions: Annotated[int, SESSIONS, Between(0, 30)]
    day_basis: Annotated[int, DAYS, Between(360, 366)]
    daily_limit: Share
    transaction_tax: RateShare
    commission: RateShare
    term_months: Annotated[int, MONTHS, Between(1, 120)]
    longest_term_months: Annotated[int, MONTHS, Between(1, 120)]
    rising: ClassVar = RISING_LINES + RISING_TERMS

    @property
    def selling_cost(self) -> Rate:
        """Return what a sale costs for planning: transaction tax and commission, unrounded."""
        return self.transaction_tax + self.commission
