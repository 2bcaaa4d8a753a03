"""What claims and questions of several lessons share: the example of the articles, lenders' rules, posted rates."""

from pledge_lib import datasets
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import maintenance_ratio

VALUE, LOAN, HALF_LOAN = 1_000_000, 600_000, 500_000  # one article borrows half, the others 60 %
START, HALF_START = maintenance_ratio(VALUE, LOAN), maintenance_ratio(VALUE, HALF_LOAN)


def broker() -> PledgeRules:
    """Return the rules of a broker's pledge loan."""
    return datasets.rules("tw-broker-pledge")


def finance_company() -> PledgeRules:
    """Return the rules of the securities finance company's pledge loan."""
    return datasets.rules("tw-sfc-pledge")


def lender(wanted: str) -> datasets.Lender:
    """Return one row of the lenders' tables."""
    return next(row for row in datasets.lenders() if row.id == wanted)


def posted_by_finance_company() -> datasets.Lender:
    """Return the posted rate of a securities finance company, the kind of lender that counts interest as debt."""
    return lender("yuanta-securities-finance-b-9")


def rates(source: str | None = None, rate_is: str | None = None) -> tuple[float, float]:
    """Return the lowest and the highest rate of one source or of one kind."""
    rows = (row for row in datasets.lenders() if source in (None, row.source) and rate_is in (None, row.rate_is))
    printed = [row.annual_rate for row in rows]
    return min(printed), max(printed)
