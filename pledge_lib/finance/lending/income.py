"""What lending shares brings: the fee of a day, one broker's rounding, the broker's share, withholding and premium."""

import math
from dataclasses import dataclass

from pledge_lib.finance.amounts import product
from pledge_lib.finance.checks import InputError, require_fraction, require_not_negative, require_part, require_positive
from pledge_lib.finance.elementwise import elementwise, one_by_one
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.lines import above
from pledge_lib.finance.money import floor_to_dollar, round_half_up
from pledge_lib.finance.units import Money


@elementwise
def daily_fee(shares, close, annual_rate, rules: LendingRules):
    """Return one calendar day's fee at that day's close, unrounded, elementwise (firms C-8, C-9b).

    >>> from pledge_lib.datasets import rules
    >>> round(daily_fee(1_000, 800, 0.03, rules("tw-lending")), 2)
    65.75
    """
    require_not_negative("shares", shares)
    require_not_negative("close", close)
    return simple_interest(product(shares, close), annual_rate, 1, rules.day_basis)


@one_by_one
def floored_daily_fee(shares, close, annual_rate, rules: LendingRules):
    """Return the fee of a day as one broker rounds it, elementwise (firm C-8).

    Down to the dollar, but at least its minimum.

    >>> from pledge_lib.datasets import rules
    >>> lending = rules("tw-lending")
    >>> floored_daily_fee(1_000, 800, 0.03, lending), floored_daily_fee(4_000, 16.8, 0.001, lending)
    (65, 1)
    """
    return max(floor_to_dollar(daily_fee(shares, close, annual_rate, rules)), rules.daily_minimum)


@dataclass(frozen=True, kw_only=True)
class FeeStatement:
    """A lending fee from gross to what reaches the lender, in TWD. Transaction tax is the seller's, so none here."""

    gross: Money
    broker_fee: Money
    withheld: Money
    premium: Money

    @property
    def paid(self) -> Money:
        """Return what is left after the broker's share: the lender's income."""
        return self.gross - self.broker_fee

    @property
    def net(self) -> Money:
        """Return what reaches the account: the tax withheld is a prepayment, settled with the year's tax return."""
        return self.paid - self.withheld - self.premium

    def after_tax(self, bracket: float) -> float:
        """Return what is left once the lease income is taxed at the lender's bracket (2ND C-12)."""
        require_fraction("bracket", bracket)
        return self.paid * (1 - bracket) - self.premium


def fee_statement(gross: float, rules: LendingRules, *, broker_share: float, floored: bool = False) -> FeeStatement:
    """Return the statement of one payment; `floored` cuts the broker's share to the dollar as one broker does.

    Withholding is waived while the tax of the payment does not exceed the waiver (rule C-14). Whether the health
    premium is due on the fee is not settled, so the profile says it.

    >>> from pledge_lib.datasets import rules
    >>> fee_statement(975, rules("tw-lending"), broker_share=0.20, floored=True).net
    780.0
    """
    require_not_negative("gross", gross)
    require_fraction("broker_share", broker_share)
    broker_fee = float(floor_to_dollar(gross * broker_share)) if floored else gross * broker_share
    paid = gross - broker_fee
    tax = floor_to_dollar(paid * rules.withholding)
    return FeeStatement(
        gross=float(gross),
        broker_fee=broker_fee,
        withheld=float(tax) if tax > rules.withholding_waiver else 0.0,
        premium=health_premium(paid, rules) if rules.premium_on_fee else 0.0,
    )


def health_premium(payment: float, rules: LendingRules) -> float:
    """Return the supplementary health premium on one payment, half up to the dollar; none up to the threshold (C-15).

    >>> from pledge_lib.datasets import rules
    >>> health_premium(20_000, rules("tw-lending")), health_premium(50_000, rules("tw-lending"))
    (0.0, 1055.0)
    """
    require_not_negative("payment", payment)
    if not above(payment, rules.premium_threshold):
        return 0.0
    return round_half_up(min(payment, rules.premium_cap) * rules.premium_rate)


@elementwise
def fee_rate_for(net, value, days, broker_share, basis):
    """Return the yearly rate at which a loan nets this much, elementwise; the inverse of fee and broker's share.

    >>> round(fee_rate_for(1_000, 500_000, 30, 0.20, 365), 4)
    0.0304
    """
    require_not_negative("net", net)
    require_positive("value", value)
    require_positive("days", days)
    require_positive("basis", basis)
    require_part("broker_share", broker_share)
    return net * basis / (value * days * (1 - broker_share))


@elementwise
def yearly_yield(annual_rate, broker_share, share_of_days):
    """Return what lending adds to a holding in a year that is on loan for a part of the days only, elementwise.

    >>> round(yearly_yield(0.08, 0.25, 0.20), 4)
    0.012
    """
    for name, value in (("annual_rate", annual_rate), ("broker_share", broker_share), ("share_of_days", share_of_days)):
        require_fraction(name, value)
    return annual_rate * (1 - broker_share) * share_of_days


@one_by_one
def expected_days(mean_days, longest):
    """Return the mean length of a loan that ends each day with the chance 1 in `mean_days`, elementwise.

    It ends at the latest after the longest time; the mean is of 1 day at least.

    >>> round(expected_days(30, math.inf), 6), round(expected_days(30, 1), 6)
    (30.0, 1.0)
    """
    require_positive("mean_days", mean_days)
    if mean_days < 1:
        raise InputError("below_limit", name="mean_days", value=mean_days, limit=1)
    if longest != math.inf:
        require_not_negative("longest", longest)
    if longest == math.inf:
        return float(mean_days)
    stays = 1 - 1 / mean_days
    return mean_days * (1 - stays**longest)
