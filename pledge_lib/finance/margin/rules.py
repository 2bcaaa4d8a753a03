"""The rules of margin trading and of opening a margin account, as frozen objects; the numbers are datasets/rules'."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pledge_lib.finance.profile import Provenance


@dataclass(frozen=True, kw_only=True)
class MarginRules:
    """The rules of brokers' margin trading. Ratios and rates are fractions, sessions are business days, money is TWD.

    `financing_ratio` is the highest that may be lent, `short_sale_margin` the lowest that a short seller puts up. A
    posted rate is the share of its value for which a posted security meets a called sum.
    """

    name: str
    as_of: date
    financing_ratio: float
    financing_ratio_otc: float
    short_sale_margin: float
    flagged_points: float
    loan_step: int
    net_short_collateral: bool
    call_line: float
    cure_target: float
    cancel_level: float
    cure_sessions: int
    premark_sessions: int
    posted_rate_listed: float
    posted_rate_otc: float
    posted_rate_bond: float
    annual_rate: float
    day_basis: int
    handling_fee: float
    short_interest_rate: float
    borrow_fee_cap: float
    buy_in_sessions: int
    transaction_tax: float
    transaction_tax_etf: float
    transaction_tax_day_trade: float
    commission: float
    daily_limit: float
    term_months: int
    longest_term_months: int
    raised_margin_days: int
    provenance: Mapping[str, Provenance] = field(default_factory=dict)

    @property
    def selling_cost(self) -> float:
        """Return what a sale costs for planning: transaction tax and commission, unrounded."""
        return self.transaction_tax + self.commission


@dataclass(frozen=True, kw_only=True)
class OpeningRules:
    """What a person must show to open a margin account (Arts. 36 and 37; rule A-6). Ages are years, money is TWD.

    The shares are fractions of the quota applied for. Up to `waiver_limit` no income and assets need be proved;
    `waiver_includes_limit` says whether a quota of exactly that sum is still waived.
    """

    name: str
    as_of: date
    age: int
    ordinary_age: int
    account_months: int
    trades: int
    turnover_share: float
    proof_share: float
    waiver_limit: int
    waiver_includes_limit: bool
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
