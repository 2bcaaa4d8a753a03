"""What several questions and claims of lesson 2 take as given."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.course.questions import given
from pledge_lib.datasets.margin import margin_history
from pledge_lib.finance.margin.history import in_force
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.margin.rules import MarginRules, OpeningRules
from pledge_lib.finance.units import MONEY, PERCENT

PURCHASE = given(MONEY, 100_000, 100_000, 500_000, 50_000)
FINANCING_RATIO = given(PERCENT, 0.60, 0.40, 0.60, 0.02)
SHORT_SOLD = 100_000  # a sale worth so much shows the floors of tax and fees to the dollar


def margin() -> MarginRules:
    """Return the rules of brokers' margin trading."""
    return datasets.rules("tw-margin")


def opening() -> OpeningRules:
    """Return what opens a margin account."""
    return datasets.rules("tw-margin-opening")


def long_of(value: float, loan: float) -> Long:
    """Return shares worth so much in all, bought with a loan, as one share at that price."""
    return Long("A", shares=1, price=value, loan=loan)


def since(rule: str, when: date) -> date:
    """Return the day from which a rule had the value that it had on a day."""
    return in_force(margin_history(), rule, when, temporary_days=0).since
