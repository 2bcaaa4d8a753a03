"""What an article says on the interest of margin purchases: rates, interest days, and what they add up to."""

from datetime import timedelta

from pledge_lib.course.articles import LOAN, VALUE, rates
from pledge_lib.course.claims import claim
from pledge_lib.course.margin.claims_account import ARTICLE_RATE
from pledge_lib.course.margin.givens import margin
from pledge_lib.course.solved import TENTHS, Solved, asked
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.units import COUNT, DATE, MONEY, PERCENT, RATE
from pledge_lib.market.sessions import interest_days, sessions_between, settlement_date

BUY, SELL = "2025-03-28", "2025-04-02"  # a Friday, and the Wednesday before two holidays and a weekend


def interest(annual_rate: float, days: int) -> float:
    """Return the interest on the example's loan."""
    return simple_interest(LOAN, annual_rate, days, margin().day_basis)


def days_between_settlements() -> Solved:
    """Return the interest days of a trade before holidays, and what they cost."""
    bought, sold = settlement_date(BUY), settlement_date(SELL)
    days = interest_days(BUY, SELL)
    return Solved(
        interest=asked(MONEY(interest(ARTICLE_RATE, days))),
        buy=BUY,
        sell=SELL,
        first=DATE(bought),
        settles=DATE(sold),
        last=DATE(sold - timedelta(days=1)),
        days=COUNT(days),
        between=COUNT(sessions_between(BUY, SELL)),
        basis=COUNT(margin().day_basis),
        loan=MONEY(LOAN),
        rate=RATE(ARTICLE_RATE),
    )


@claim("FC4-20", figure="F2.2")
def rates_seen():
    low, high = rates(rate_is="posted")
    return Solved(rate=RATE(margin().annual_rate), low=RATE(low), high=RATE(high))


@claim("FC4-21", figure="F2.2")
def rates_offered():
    low, high, days = 0.0588, 0.062, 30  # the article's offers
    return Solved(
        low=RATE(low),
        high=RATE(high),
        rate=RATE(margin().annual_rate),
        loan=MONEY(LOAN),
        days=COUNT(days),
        offered=MONEY(interest(low, days)),
        posted=MONEY(interest(margin().annual_rate, days)),
    )


@claim("FC4-22", figure="F2.2", idea="M13")
def closed_days_count():
    return days_between_settlements().unasked()


@claim("FC4-23", figure="F2.2")
def first_interest_day():
    return days_between_settlements().unasked()


@claim("FC4-24", figure="F2.2")
def last_interest_day():
    return days_between_settlements().unasked()


@claim("FC4-25", figure="F2.2", idea="M14")
def interest_over_holidays():
    return days_between_settlements()


@claim("FC4-26", figure="F2.2")
def two_days():
    days = 2
    return Solved(
        interest=asked(MONEY(interest(ARTICLE_RATE, days))),
        rate=RATE(ARTICLE_RATE),
        loan=MONEY(LOAN),
        days=COUNT(days),
        basis=COUNT(margin().day_basis),
    )


@claim("FC4-27", figure="F2.2")
def several_positions():
    few, many, week, fortnight = 3, 5, 7, 14
    return Solved(
        high=asked(MONEY(many * interest(ARTICLE_RATE, fortnight))),
        low=MONEY(few * interest(ARTICLE_RATE, week)),
        rate=RATE(ARTICLE_RATE),
        loan=MONEY(LOAN),
        few=COUNT(few),
        many=COUNT(many),
        week=COUNT(week),
        fortnight=COUNT(fortnight),
        basis=COUNT(margin().day_basis),
    )


@claim("FC4-28", figure="F2.2")
def half_the_profit():
    days, large = 14, 0.05
    cost = interest(ARTICLE_RATE, days)
    half = 2 * cost / VALUE
    return Solved(
        half=asked(TENTHS(half)),
        rate=RATE(ARTICLE_RATE),
        large=PERCENT(large),
        share=PERCENT(cost / (large * VALUE)),
        value=MONEY(VALUE),
        loan=MONEY(LOAN),
        days=COUNT(days),
        interest=MONEY(cost),
        gain=MONEY(2 * cost),
        large_gain=MONEY(large * VALUE),
    )


@claim("FC4-36", figure="F2.2")
def when_interest_is_collected():
    days = 180
    return Solved(
        loan=MONEY(LOAN), rate=RATE(ARTICLE_RATE), days=COUNT(days), interest=MONEY(interest(ARTICLE_RATE, days))
    )
