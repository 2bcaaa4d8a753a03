"""The numbers of lesson 1's card, from the rules of brokers and of the securities finance company."""

from pledge_lib import datasets
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import fall_to_line, limit_downs_to_line, maintenance_ratio
from pledge_lib.finance.units import Percent, Sessions, Word


class Facts:
    """What holds for a loan of the highest loan-to-value on its first day."""

    @property
    def broker(self) -> PledgeRules:
        return datasets.rules("tw-broker-pledge")

    @property
    def company(self) -> PledgeRules:
        return datasets.rules("tw-sfc-pledge")

    @property
    def start(self) -> Percent:
        return maintenance_ratio(1, self.broker.loan_to_value)

    @property
    def fall(self) -> Percent:
        """Return how far the price may fall until the call."""
        return fall_to_line(self.start, self.broker.call_line)

    @property
    def limit_downs(self) -> Sessions:
        return limit_downs_to_line(self.start, self.broker.call_line, self.broker.daily_limit)

    @property
    def left_at_call(self) -> Percent:
        """Return what part of the collateral is still one's own on the line."""
        return 1 - 1 / self.broker.call_line

    @property
    def sale_from(self) -> Sessions:
        return self.broker.cure_sessions + 1

    @property
    def mark(self) -> Word:
        """Return how far the call line is to be trusted."""
        return self.broker.provenance["call_line"].mark
