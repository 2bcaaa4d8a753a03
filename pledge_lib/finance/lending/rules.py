"""The rules of securities lending as a frozen object: fees, tax, the borrower's collateral. Numbers come from data."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pledge_lib.finance.checks import InputError, exact, require_choice, require_fraction, require_one
from pledge_lib.finance.profile import RISING_TERMS, Between, Line, Profile, Share
from pledge_lib.finance.units import DAYS, MONEY, MONTHS, SESSIONS, Date, YesNo

AUCTION, NEGOTIATED = "auction", "negotiated"


@dataclass(frozen=True, kw_only=True)
class LendingRules(Profile):
    """What lending of Taiwan shares goes by. Rates and ratios are fractions, sessions business days, money TWD."""

    highest_rate: Share
    auction_step: Share
    negotiated_step: Share
    fixed_price_rate: Share
    day_basis: Annotated[int, DAYS, Between(360, 366)]
    broker_share: Share
    daily_minimum: Annotated[int, MONEY, Between(0, 100)]
    withholding: Share
    withholding_waiver: Annotated[int, MONEY, Between(0, 1_000_000)]
    premium_rate: Share
    premium_threshold: Annotated[int, MONEY, Between(0, 1_000_000)]
    premium_cap: Annotated[int, MONEY, Between(1, 1_000_000_000)]
    premium_on_fee: YesNo
    dividend_credit: Share
    dividend_credit_cap: Annotated[int, MONEY, Between(0, 10_000_000)]
    separate_dividend_rate: Share
    compensation_is_dividend_since: Date
    initial_ratio: Line
    call_line: Line
    cure_target: Line
    exchange_cure_sessions: Annotated[int, SESSIONS, Between(1, 30)]
    broker_cure_sessions: Annotated[int, SESSIONS, Between(1, 30)]
    bond_counted: Share
    listed_counted: Share
    otc_counted: Share
    term_months: Annotated[int, MONTHS, Between(1, 120)]
    longest_term_months: Annotated[int, MONTHS, Between(1, 120)]
    shortest_recall_sessions: Annotated[int, SESSIONS, Between(1, 30)]
    recall_sessions: Annotated[int, SESSIONS, Between(1, 30)]
    longest_recall_sessions: Annotated[int, SESSIONS, Between(1, 30)]
    monthly_settlement_since: Date
    account_months: Annotated[int, MONTHS, Between(0, 120)]
    borrowed_sale_cap: Share
    rising: ClassVar = (
        ("call_line", "cure_target"),
        ("call_line", "initial_ratio"),
        *RISING_TERMS,
        ("shortest_recall_sessions", "recall_sessions"),
        ("recall_sessions", "longest_recall_sessions"),
    )

    @property
    def recall_choices(self) -> tuple[int, ...]:
        """Return the business days of notice among which a lender chooses when the order is entered (rule C-3)."""
        return self.shortest_recall_sessions, self.recall_sessions, self.longest_recall_sessions

    def require_rate(self, annual_rate: float, channel: str) -> None:
        """Refuse a fee rate above the cap or off the step of its channel (rule C-1).

        >>> from pledge_lib.datasets import rules
        >>> rules("tw-lending").require_rate(0.1593, "negotiated")
        """
        require_one("annual_rate", annual_rate)
        require_fraction("annual_rate", annual_rate)
        steps = {AUCTION: self.auction_step, NEGOTIATED: self.negotiated_step}
        require_choice("channel", channel, steps)
        if exact(annual_rate) > exact(self.highest_rate):
            raise InputError("above_limit", name="annual_rate", value=annual_rate, limit=self.highest_rate)
        if exact(annual_rate) % exact(steps[channel]):
            raise InputError("off_step", name="annual_rate", value=annual_rate, step=steps[channel])

    def accepts_rate(self, annual_rate: float, channel: str) -> bool:
        """Return whether a fee rate is within the cap and on the step of its channel; an unknown channel is refused.

        >>> from pledge_lib.datasets import rules
        >>> rules("tw-lending").accepts_rate(0.159, "auction"), rules("tw-lending").accepts_rate(0.18, "negotiated")
        (True, False)
        """
        try:
            self.require_rate(annual_rate, channel)
        except InputError as refused:
            if refused.key not in ("above_limit", "off_step"):
                raise
            return False
        return True
