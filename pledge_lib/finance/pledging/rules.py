"""The rules of pledge lenders as a frozen object: what one kind of lender may do, each value with its source.

The numbers come from datasets/rules; this module only says what a profile holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pledge_lib.finance.profile import Provenance


@dataclass(frozen=True, kw_only=True)
class PledgeRules:
    """The rules of one kind of pledge lender. Ratios and rates are fractions, sessions are business days."""

    name: str
    as_of: date
    loan_to_value: float
    loan_to_value_not_eligible: float
    bond_loan_to_value: float
    loan_step: int
    call_line: float
    cure_target: float
    cancel_level: float
    cure_sessions: int
    interest_in_debt: bool
    premark_sessions: int
    day_basis: int
    daily_limit: float
    transaction_tax: float
    commission: float
    term_months: int
    longest_term_months: int
    provenance: Mapping[str, Provenance] = field(default_factory=dict)

    @property
    def selling_cost(self) -> float:
        """Return what a sale costs for planning: transaction tax and commission, unrounded."""
        return self.transaction_tax + self.commission
