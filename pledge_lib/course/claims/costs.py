"""What a loan costs: interest, rates and fees of the lenders' tables, and how promotions differ from posted rates."""

from pledge_lib import datasets
from pledge_lib.course.claims.computation import LOAN, Computation, amounts, broker, found, percents, unasked
from pledge_lib.course.quantities import MONEY, PER_CENT
from pledge_lib.finance.interest import effective_annual_cost, simple_interest
from pledge_lib.finance.money import round_half_up

RATE, DAYS = 0.03, 30  # the article's example


def lender(wanted: str) -> datasets.Lender:
    """Return one row of the lenders' tables."""
    return next(row for row in datasets.lenders() if row.id == wanted)


def rates(source: str | None = None, rate_is: str | None = None) -> tuple[float, float]:
    """Return the lowest and the highest rate of one source or of one kind."""
    rows = (row for row in datasets.lenders() if source in (None, row.source) and rate_is in (None, row.rate_is))
    printed = [row.annual_rate for row in rows]
    return min(printed), max(printed)


def interest(rate: float, days: int) -> float:
    """Return the interest on the example's loan."""
    return simple_interest(LOAN, rate, days, broker().day_basis)


def interest_a_day() -> Computation:
    day = interest(RATE, 1)
    return found(percents(rate=RATE), amounts(loan=LOAN, day=day, basis=broker().day_basis), asked=day, unit=MONEY)


def interest_of_a_month() -> Computation:
    day, month = interest(RATE, 1), interest(RATE, DAYS)
    rounded = round_half_up(day) * DAYS
    sums = amounts(loan=LOAN, day=day, days=DAYS, interest=month, rounded=rounded, lost=month - rounded)
    return found(percents(rate=RATE), sums, amounts(basis=broker().day_basis), asked=month, unit=MONEY)


def interest_at_posted_rates() -> Computation:
    low, high = rates(source="article-000")
    cheap, dear = interest(low, DAYS), interest(high, DAYS)
    sums = amounts(loan=LOAN, days=DAYS, interest=interest(RATE, DAYS), cheap=cheap, dear=dear)
    return found(percents(rate=RATE, low=low, high=high), sums, asked=dear, unit=MONEY)


def spread_of_rates() -> Computation:
    posted_low, posted_high = rates(rate_is="posted")
    offer_low, offer_high = rates(rate_is="promotional")
    low, high = rates()
    kinds = percents(posted_low=posted_low, posted_high=posted_high, offer_low=offer_low, offer_high=offer_high)
    return found(kinds, percents(low=low, high=high, article_high=rates(source="article-000")[1]))


def two_articles() -> Computation:
    firms = {"yuanta": "yuanta-securities", "kgi": "kgi-securities"}
    shown = {f"{firm}_{kind}": lender(f"{name}-{article}").annual_rate
             for firm, name in firms.items()
             for kind, article in (("posted", "article-000"), ("offer", "article-002"))}  # fmt: skip
    return found(percents(**shown, yuanta_page=lender("yuanta-securities-b-13").annual_rate))


def two_rates_seen() -> Computation:
    company, offer = lender("yuanta-securities-finance-b-9"), lender("yuanta-securities-finance-article-002")
    broker_page = lender("yuanta-securities-b-13").annual_rate
    return found(percents(broker_page=broker_page, posted=company.annual_rate, offer=offer.annual_rate))


def rate_with_fee() -> Computation:
    bank = lender("cathay-united-bank-article-002")
    rate, fee = bank.annual_rate, bank.account_fee_low
    short, middle, long = (effective_annual_cost(LOAN, rate, days, fee, broker().day_basis) for days in (30, 90, 365))
    costs = percents(rate=rate, short=short, middle=middle, long=long)
    lengths = amounts(short_days=30, middle_days=90, long_days=365)
    return found(costs, lengths, amounts(loan=LOAN, fee=fee), asked=short, unit=PER_CENT)


def fee_a_lot() -> Computation:
    return found(amounts(per_lot=lender("sinopac-securities-article-002").fee_per_lot))


def small_fees() -> Computation:
    share = lender("kgi-securities-article-002").fee_share_of_loan
    per_draw = lender("fubon-securities-article-002").fee_per_draw
    return found(percents(share=share), amounts(loan=LOAN, share_fee=share * LOAN, per_draw=per_draw))


def term() -> Computation:
    rate = lender("yuanta-securities-b-13").annual_rate
    return found(percents(rate=rate), amounts(months=broker().term_months))


COMPUTATIONS = {
    "FC0-08": spread_of_rates,
    "FC0-09": two_articles,
    "FC0-10": unasked(interest_of_a_month),
    "FC0-11": interest_a_day,
    "FC0-12": interest_of_a_month,
    "FC0-13": interest_at_posted_rates,
    "FC0-15": spread_of_rates,
    "FC1-17": spread_of_rates,
    "FC2-08": rate_with_fee,
    "FC2-09": two_rates_seen,
    "FC2-10": two_articles,
    "FC2-11": fee_a_lot,
    "FC2-12": small_fees,
    "FC2-15": term,
}
