"""The rules of securities lending as a frozen object: fees, tax, the borrower's collateral. Numbers come from data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pledge_lib.finance.checks import InputError, exact, require_fraction
from pledge_lib.finance.profile import Provenance

AUCTION, NEGOTIATED = "auction", "negotiated"


@dataclass(frozen=True, kw_only=True)
class LendingRules:
    """What lending of Taiwan shares goes by. Rates and ratios are fractions, sessions business days, money TWD."""

    name: str
    as_of: date
    highest_rate: float
    auction_step: float
    negotiated_step: float
    fixed_price_rate: float
    day_basis: int
    broker_share: float
    daily_minimum: int
    withholding: float
    withholding_waiver: int
    premium_rate: float
    premium_threshold: int
    premium_cap: int
    premium_on_fee: bool
    dividend_credit: float
    dividend_credit_cap: int
    separate_dividend_rate: float
    compensation_is_dividend_since: date
    initial_ratio: float
    call_line: float
    cure_target: float
    exchange_cure_sessions: int
    broker_cure_sessions: int
    bond_counted: float
    listed_counted: float
    otc_counted: float
    term_months: int
    longest_term_months: int
    shortest_recall_sessions: int
    recall_sessions: int
    longest_recall_sessions: int
    monthly_settlement_since: date
    account_months: int
    borrowed_sale_cap: float
    provenance: Mapping[str, Provenance] = field(default_factory=dict)

    @property
    def recall_choices(self) -> tuple[int, ...]:
        """Return the business days of notice among which a lender chooses when the order is entered (rule C-3)."""
        return self.shortest_recall_sessions, self.recall_sessions, self.longest_recall_sessions

    def require_rate(self, annual_rate: float, channel: str) -> None:
        """Refuse a fee rate above the cap or off the step of its channel (rule C-1).

        >>> from pledge_lib.datasets import rules
        >>> rules("tw-lending").require_rate(0.1593, "negotiated")
        """
        require_fraction("annual_rate", annual_rate)
        steps = {AUCTION: self.auction_step, NEGOTIATED: self.negotiated_step}
        if channel not in steps:
            raise InputError("unknown", name="channel", value=channel, choices=", ".join(steps))
        if exact(annual_rate) > exact(self.highest_rate):
            raise InputError("above_limit", name="annual_rate", value=annual_rate, limit=self.highest_rate)
        if exact(annual_rate) % exact(steps[channel]):
            raise InputError("off_step", name="annual_rate", value=annual_rate, step=steps[channel])

    def accepts_rate(self, annual_rate: float, channel: str) -> bool:
        """Return whether a fee rate is within the cap and on the step of its channel.

        >>> from pledge_lib.datasets import rules
        >>> rules("tw-lending").accepts_rate(0.159, "auction"), rules("tw-lending").accepts_rate(0.18, "negotiated")
        (True, False)
        """
        try:
            self.require_rate(annual_rate, channel)
        except InputError:
            return False
        return True
