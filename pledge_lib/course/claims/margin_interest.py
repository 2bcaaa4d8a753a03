"""What an article says on the interest of margin purchases: rates, interest days, and what they add up to."""

from datetime import date, timedelta

from pledge_lib.course.claims.computation import LOAN, VALUE, Computation, amounts, found, percents, unasked
from pledge_lib.course.claims.costs import rates
from pledge_lib.course.claims.margin import RATE, margin
from pledge_lib.course.quantities import MONEY, PER_CENT
from pledge_lib.finance.interest import simple_interest
from pledge_lib.market.sessions import interest_days, sessions_between, settlement_date

BUY, SELL = "2025-03-28", "2025-04-02"  # a Friday, and the Wednesday before two holidays and a weekend


def interest(rate: float, days: int) -> float:
    """Return the interest on the example's loan."""
    return simple_interest(LOAN, rate, days, margin().day_basis)


def rates_seen() -> Computation:
    low, high = rates(rate_is="posted")
    return found(percents(rate=margin().annual_rate, low=low, high=high))


def rates_offered() -> Computation:
    low, high, days = 0.0588, 0.062, 30  # the article's offers
    sums = amounts(loan=LOAN, days=days, offered=interest(low, days), posted=interest(margin().annual_rate, days))
    return found(percents(low=low, high=high, rate=margin().annual_rate), sums)


def days_between_settlements() -> Computation:
    bought, sold = settlement_date(BUY), settlement_date(SELL)
    days = interest_days(BUY, SELL)
    dates = {"buy": BUY, "sell": SELL, "first": bought, "settles": sold, "last": sold - timedelta(days=1)}
    said = {name: day.isoformat() if isinstance(day, date) else day for name, day in dates.items()}
    counts = amounts(days=days, between=sessions_between(BUY, SELL), basis=margin().day_basis)
    sums = amounts(loan=LOAN, interest=interest(RATE, days))
    return found(said, counts, sums, percents(rate=RATE), asked=interest(RATE, days), unit=MONEY)


def two_days() -> Computation:
    days = 2
    sums = amounts(loan=LOAN, days=days, interest=interest(RATE, days), basis=margin().day_basis)
    return found(percents(rate=RATE), sums, asked=interest(RATE, days), unit=MONEY)


def several_positions() -> Computation:
    few, many, week, fortnight = 3, 5, 7, 14
    low, high = few * interest(RATE, week), many * interest(RATE, fortnight)
    sums = amounts(loan=LOAN, few=few, many=many, week=week, fortnight=fortnight, low=low, high=high)
    return found(percents(rate=RATE), sums, amounts(basis=margin().day_basis), asked=high, unit=MONEY)


def half_the_profit() -> Computation:
    days = 14
    cost, large = interest(RATE, days), 0.05
    half = 2 * cost / VALUE
    sums = amounts(value=VALUE, loan=LOAN, days=days, interest=cost, gain=2 * cost, large_gain=large * VALUE)
    said = percents(rate=RATE, half=half, large=large, share=cost / (large * VALUE))
    return found(said, sums, asked=half, unit=PER_CENT)


COMPUTATIONS = {
    "FC4-20": rates_seen,
    "FC4-21": rates_offered,
    "FC4-22": unasked(days_between_settlements),
    "FC4-23": unasked(days_between_settlements),
    "FC4-24": unasked(days_between_settlements),
    "FC4-25": days_between_settlements,
    "FC4-26": two_days,
    "FC4-27": several_positions,
    "FC4-28": half_the_profit,
}
