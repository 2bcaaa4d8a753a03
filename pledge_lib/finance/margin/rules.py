"""The rules of margin trading and of opening a margin account, as frozen objects; the numbers are datasets/rules'."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pledge_lib.finance.profile import RISING_LINES, RISING_TERMS, Between, Line, Profile, RateShare, Share
from pledge_lib.finance.units import DAYS, MONEY, MONTHS, PERCENT, SESSIONS, TRADES, YEARS, Rate, YesNo


@dataclass(frozen=True, kw_only=True)
class MarginRules(Profile):
    """The rules of brokers' margin trading. Ratios and rates are fractions, sessions are business days, money is TWD.

    `financing_ratio` is the highest that may be lent, `short_sale_margin` the lowest that a short seller puts up. A
    posted rate is the share of its value for which a posted security meets a called sum.
    """

    financing_ratio: Share
    financing_ratio_otc: Share
    short_sale_margin: Annotated[float, PERCENT, Between("0", "5")]
    flagged_points: Share
    loan_step: Annotated[int, MONEY, Between(1, 1_000_000)]
    net_short_collateral: YesNo
    call_line: Line
    cure_target: Line
    cancel_level: Line
    cure_sessions: Annotated[int, SESSIONS, Between(0, 30)]
    premark_sessions: Annotated[int, SESSIONS, Between(0, 30)]
    posted_rate_listed: Share
    posted_rate_otc: Share
    posted_rate_bond: Share
    annual_rate: Share
    day_basis: Annotated[int, DAYS, Between(360, 366)]
    handling_fee: RateShare
    short_interest_rate: Share
    borrow_fee_cap: RateShare
    buy_in_sessions: Annotated[int, SESSIONS, Between(1, 30)]
    transaction_tax: RateShare
    transaction_tax_etf: RateShare
    transaction_tax_day_trade: RateShare
    commission: RateShare
    daily_limit: Share
    term_months: Annotated[int, MONTHS, Between(1, 120)]
    longest_term_months: Annotated[int, MONTHS, Between(1, 120)]
    raised_margin_days: Annotated[int, DAYS, Between(1, 3_650)]
    rising: ClassVar = RISING_LINES + RISING_TERMS

    @property
    def selling_cost(self) -> Rate:
        """Return what a sale costs for planning: transaction tax and commission, unrounded."""
        return self.transaction_tax + self.commission

    @property
    def interest_in_debt(self) -> YesNo:
        """Return whether accrued interest counts as debt: the whole-account ratio has no place for it (rule A-9)."""
        return False


@dataclass(frozen=True, kw_only=True)
class OpeningRules(Profile):
    """What a person must show to open a margin account (Arts. 36 and 37; rule A-6). Ages are years, money is TWD.

    The shares are fractions of the quota applied for. Up to `waiver_limit` no income and assets need be proved;
    `waiver_includes_limit` says whether a quota of exactly that sum is still waived.
    """

    age: Annotated[int, YEARS, Between(0, 120)]
    ordinary_age: Annotated[int, YEARS, Between(0, 120)]
    account_months: Annotated[int, MONTHS, Between(0, 120)]
    trades: Annotated[int, TRADES, Between(0, 1_000)]
    turnover_share: Share
    proof_share: Share
    waiver_limit: Annotated[int, MONEY, Between(0, 1_000_000_000)]
    waiver_includes_limit: YesNo
