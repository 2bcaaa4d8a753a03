"""The numbers of lesson 3's card, from the rules of securities lending."""

from pledge_lib import datasets
from pledge_lib.finance.lending.income import FeeStatement
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import Days, Money, Percent, Rate, Word

EXAMPLE = {"shares": 1_000, "price": 800, "annual_rate": 0.03}  # that of section 3.2
HELD = 15  # days


class Facts:
    """What the lesson's own loan of shares brings, and what holds for every loan on its first day."""

    rate: Rate = EXAMPLE["annual_rate"]
    days: Days = HELD

    @property
    def rules(self) -> LendingRules:
        return datasets.rules("tw-lending")

    @property
    def loan(self) -> StockLoan:
        return StockLoan(**EXAMPLE, rules=self.rules)

    @property
    def value(self) -> Money:
        return self.loan.value

    @property
    def a_day(self) -> Money:
        return self.loan.fee([self.loan.price])

    @property
    def statement(self) -> FeeStatement:
        return self.loan.net([self.loan.price] * self.days)

    @property
    def rise(self) -> Percent:
        """Return how far the price may rise until the borrower is called."""
        return self.loan.rise_to_call

    @property
    def mark(self) -> Word:
        """Return how far the call line is to be trusted."""
        return self.rules.provenance["call_line"].mark
