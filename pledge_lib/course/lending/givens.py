"""What several questions and claims of lesson 3 take as given."""

from pledge_lib import datasets
from pledge_lib.course.questions import Given, given
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import DAYS, MONEY, PERCENT, RATE

ARTICLE = "article-003"
ARTICLE_SHARE = 0.25
SHARE = given(PERCENT, ARTICLE_SHARE, 0.18, 0.32, 0.02)
FEE_RATE = given(RATE, 0.03, 0.01, 0.10, 0.005)
LENT_DAYS = given(DAYS, 15, 7, 60, 1)


def lending() -> LendingRules:
    """Return the rules of securities lending."""
    return datasets.rules("tw-lending")


def lent_value(first: int) -> Given:
    """Return the value of shares on loan as a given."""
    return given(MONEY, first, 200_000, 1_600_000, 50_000)


def loan_of(value: float, annual_rate: float = 0.03, **more) -> StockLoan:
    """Return a loan of shares worth so much in all, as one share at that price."""
    return StockLoan(shares=1, price=value, annual_rate=annual_rate, rules=lending(), **more)


def fee_of(value: float, annual_rate: float, days: int) -> float:
    """Return the gross fee at a constant price."""
    return simple_interest(value, annual_rate, days, lending().day_basis)
