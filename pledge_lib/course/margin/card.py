"""The numbers of lesson 2's card, from the rules of margin trading."""

from pledge_lib import datasets
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Short
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.ratio import fall_to_line, maintenance_ratio
from pledge_lib.finance.units import TIMES, Percent, Sessions, Word

TYPICAL = {"shares": 1_000, "price": 100}  # of a short sale; its room depends on neither


class Facts:
    """What holds for a purchase at the highest financing ratio and for a short sale on their first day."""

    @property
    def rules(self) -> MarginRules:
        return datasets.rules("tw-margin")

    @property
    def times(self):
        """Return how many times as much own money moves as the price does."""
        return TIMES.rounded(1)(1 / (1 - self.rules.financing_ratio))

    @property
    def fall(self) -> Percent:
        return fall_to_line(maintenance_ratio(1, self.rules.financing_ratio), self.rules.call_line)

    @property
    def rise(self) -> Percent:
        """Return how far a share that was sold short may rise until the call."""
        sold = Short.open("A", rules=self.rules, **TYPICAL)
        return MarginAccount(rules=self.rules, shorts=[sold]).call_price("A") / TYPICAL["price"] - 1

    @property
    def sale_from(self) -> Sessions:
        return self.rules.cure_sessions + 1

    @property
    def mark(self) -> Word:
        """Return how far the call line is to be trusted."""
        return self.rules.provenance["call_line"].mark
