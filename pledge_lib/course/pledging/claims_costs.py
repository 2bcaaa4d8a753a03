"""What articles say on the cost of a loan: interest, the lenders' rates and fees, promotions and posted rates."""

from pledge_lib.course.articles import LOAN, broker, lender, posted_by_finance_company, rates
from pledge_lib.course.claims import claim
from pledge_lib.course.solved import Solved, asked
from pledge_lib.finance.interest import effective_annual_cost, simple_interest
from pledge_lib.finance.money import round_half_up
from pledge_lib.finance.units import COUNT, MONEY, PERCENT, RATE

ARTICLE_RATE, ARTICLE_DAYS = 0.03, 30  # the article's example


def interest(annual_rate: float, days: int) -> float:
    """Return the interest on the example's loan."""
    return simple_interest(LOAN, annual_rate, days, broker().day_basis)


def interest_of_a_month() -> Solved:
    """Return the interest of a month, and what rounding each day would lose."""
    a_day, month = interest(ARTICLE_RATE, 1), interest(ARTICLE_RATE, ARTICLE_DAYS)
    rounded = round_half_up(a_day) * ARTICLE_DAYS
    return Solved(
        interest=asked(MONEY(month)),
        rate=RATE(ARTICLE_RATE),
        loan=MONEY(LOAN),
        day=MONEY(a_day),
        days=COUNT(ARTICLE_DAYS),
        rounded=MONEY(rounded),
        lost=MONEY(month - rounded),
        basis=COUNT(broker().day_basis),
    )


def spread_of_rates() -> Solved:
    """Return the lowest and the highest rate by kind, and of all."""
    posted_low, posted_high = rates(rate_is="posted")
    offer_low, offer_high = rates(rate_is="promotional")
    low, high = rates()
    return Solved(
        posted_low=RATE(posted_low),
        posted_high=RATE(posted_high),
        offer_low=RATE(offer_low),
        offer_high=RATE(offer_high),
        low=RATE(low),
        high=RATE(high),
        article_high=RATE(rates(source="article-000")[1]),
    )


def two_articles() -> Solved:
    """Return what two articles print for the same two lenders, and the page of one of them."""
    return Solved(
        yuanta_posted=RATE(lender("yuanta-securities-article-000").annual_rate),
        yuanta_offer=RATE(lender("yuanta-securities-article-002").annual_rate),
        kgi_posted=RATE(lender("kgi-securities-article-000").annual_rate),
        kgi_offer=RATE(lender("kgi-securities-article-002").annual_rate),
        yuanta_page=RATE(lender("yuanta-securities-b-13").annual_rate),
    )


@claim("FC0-08", figure="F1.5")
def rates_of_the_market():
    return spread_of_rates()


@claim("FC0-09", figure="F1.5")
def rates_of_two_lenders():
    return two_articles()


@claim("FC0-10", figure="F1.5")
def how_interest_is_charged():
    return interest_of_a_month().unasked()


@claim("FC0-11", figure="F1.11")
def interest_a_day():
    return Solved(
        day=asked(MONEY(interest(ARTICLE_RATE, 1))),
        rate=RATE(ARTICLE_RATE),
        loan=MONEY(LOAN),
        basis=COUNT(broker().day_basis),
    )


@claim("FC0-12", figure="F1.11", idea="M16")
def rounded_each_day():
    return interest_of_a_month()


@claim("FC0-13", figure="F1.5")
def interest_at_posted_rates():
    low, high = rates(source="article-000")
    return Solved(
        dear=asked(MONEY(interest(high, ARTICLE_DAYS))),
        cheap=MONEY(interest(low, ARTICLE_DAYS)),
        interest=MONEY(interest(ARTICLE_RATE, ARTICLE_DAYS)),
        loan=MONEY(LOAN),
        days=COUNT(ARTICLE_DAYS),
        rate=RATE(ARTICLE_RATE),
        low=RATE(low),
        high=RATE(high),
    )


@claim("FC0-15", figure="F1.5")
def how_stable_rates_are():
    return spread_of_rates()


@claim("FC1-17", figure="F1.5")
def rates_by_lender():
    return spread_of_rates()


@claim("FC2-08", figure="F1.5", idea="M17")
def rate_with_fee():
    bank = lender("cathay-united-bank-article-002")
    lengths = {"short": 30, "middle": 90, "long": 365}
    costs = {
        name: PERCENT(effective_annual_cost(LOAN, bank.annual_rate, days, bank.account_fee_low, broker().day_basis))
        for name, days in lengths.items()
    }
    return Solved(
        **costs | {"short": asked(costs["short"])},
        **{f"{name}_days": COUNT(days) for name, days in lengths.items()},
        rate=RATE(bank.annual_rate),
        loan=MONEY(LOAN),
        fee=MONEY(bank.account_fee_low),
    )


@claim("FC2-09", figure="F1.5")
def two_rates_seen():
    return Solved(
        broker_page=RATE(lender("yuanta-securities-b-13").annual_rate),
        posted=RATE(posted_by_finance_company().annual_rate),
        offer=RATE(lender("yuanta-securities-finance-article-002").annual_rate),
    )


@claim("FC2-10", figure="F1.5")
def two_rates_of_one_lender():
    return two_articles()


@claim("FC2-11", figure="F1.5")
def fee_a_lot():
    return Solved(per_lot=MONEY(lender("sinopac-securities-article-002").fee_per_lot))


@claim("FC2-12", figure="F1.5")
def small_fees():
    share = lender("kgi-securities-article-002").fee_share_of_loan
    return Solved(
        share=RATE(share),
        loan=MONEY(LOAN),
        share_fee=MONEY(share * LOAN),
        per_draw=MONEY(lender("fubon-securities-article-002").fee_per_draw),
    )


@claim("FC2-15", figure="F1.10")
def term():
    return Solved(rate=RATE(lender("yuanta-securities-b-13").annual_rate), months=COUNT(broker().term_months))
