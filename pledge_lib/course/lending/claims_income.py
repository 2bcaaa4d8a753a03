"""What an article says on the income of lending: the fee, its four examples, the brokers, a year of lending."""

from pledge_lib.course.claims import claim
from pledge_lib.course.lending.givens import ARTICLE, ARTICLE_SHARE, fee_of, lending
from pledge_lib.course.solved import TENTHS, Solved, asked
from pledge_lib.datasets.lending import Scenario, lending_brokers, lending_scenarios
from pledge_lib.finance.lending.income import fee_statement, yearly_yield
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.units import COUNT, MONEY, PERCENT, RATE


def scenario(number: int) -> Scenario:
    """Return one of the article's four loans."""
    return lending_scenarios()[number - 1]


def scenario_fee(case: Scenario) -> float:
    """Return the fee of one of the article's loans."""
    return fee_of(case.value, case.annual_rate, case.days)


def loan_of(case: Scenario) -> StockLoan:
    """Return one of the article's loans."""
    return StockLoan(shares=case.shares, price=case.price, annual_rate=case.annual_rate, rules=lending())


def fee_of_15_days(asks_for: str) -> Solved:
    """Return the article's first example, which asks for its `total` or for `a_day`."""
    value, annual_rate, days = 800_000, 0.03, 15
    sums = {"total": MONEY(fee_of(value, annual_rate, days)), "a_day": MONEY(fee_of(value, annual_rate, 1))}
    return Solved(
        **sums | {asks_for: asked(sums[asks_for])},
        value=MONEY(value),
        days=COUNT(days),
        basis=COUNT(lending().day_basis),
        rate=RATE(annual_rate),
    )


def example(number: int) -> Solved:
    """Return one of the article's four loans."""
    case = scenario(number)
    total = scenario_fee(case)
    return Solved(
        total=asked(MONEY(total)),
        a_day=MONEY(total / case.days),
        value=MONEY(case.value),
        days=COUNT(case.days),
        rate=RATE(case.annual_rate),
        basis=COUNT(lending().day_basis),
    )


def printed_brokers() -> Solved:
    """Return what the article's table prints for its brokers, and how many rows differ."""
    rows = [row for row in lending_brokers() if row.source == ARTICLE]
    different = {(row.lowest_rate, row.highest_rate, row.lowest_share, row.highest_share) for row in rows}
    low, high, low_share, high_share = min(different)
    return Solved(
        low=RATE(low),
        high=RATE(high),
        low_share=PERCENT(low_share),
        high_share=PERCENT(high_share),
        firms=COUNT(len(rows)),
        different=COUNT(len(different)),
        lot=COUNT(max(row.smallest_loan for row in rows)),
    )


@claim("FC3-01", figure="F3.1")
def value_lent():
    shares, price = 1_000, 500
    return Solved(value=asked(MONEY(shares * price)), shares=COUNT(shares), price=MONEY(price))


@claim("FC3-02", figure="F3.1")
def fee_in_all():
    return fee_of_15_days("total")


@claim("FC3-03", figure="F3.1")
def fee_a_day():
    return fee_of_15_days("a_day")


@claim("FC3-04", figure="F3.2")
def first_example():
    return example(1)


@claim("FC3-05", figure="F3.2")
def second_example():
    return example(2)


@claim("FC3-06", figure="F3.2")
def third_example():
    return example(3)


@claim("FC3-07", figure="F3.2")
def fourth_example():
    return example(4)


@claim("FC3-08", figure="F3.2")
def labels():
    return Solved(called_middle=MONEY(scenario(2).price), called_low=MONEY(scenario(3).price))


@claim("FC3-09", figure="F3.1")
def day_by_day():
    first, second = scenario(1), scenario(2)
    floored, more = (loan_of(case).net([case.price] * case.days, floored=True).gross for case in (first, second))
    rise = 0.10
    return Solved(
        floored=asked(MONEY(floored)),
        total=MONEY(scenario_fee(first)),
        second_total=MONEY(scenario_fee(second)),
        second_floored=MONEY(more),
        minimum=MONEY(lending().daily_minimum),
        value=MONEY(first.value),
        days=COUNT(first.days),
        rate=RATE(first.annual_rate),
        rise=PERCENT(rise),
        a_day=MONEY(fee_of(first.value, first.annual_rate, 1)),
        dearer=MONEY(fee_of(first.value * (1 + rise), first.annual_rate, 1)),
    )


@claim("FC3-10", figure="F3.2")
def floating():
    case, later = scenario(4), 0.04
    half = case.days // 2
    return Solved(
        floated=asked(MONEY(fee_of(case.value, case.annual_rate, half) + fee_of(case.value, later, half))),
        total=MONEY(scenario_fee(case)),
        value=MONEY(case.value),
        days=COUNT(case.days),
        half=COUNT(half),
        rate=RATE(case.annual_rate),
        later=RATE(later),
    )


@claim("FC3-11", figure="F3.2", idea="M34")
def a_tie():
    slow, fast = scenario(2), scenario(4)
    return Solved(
        slow_value=MONEY(slow.value),
        fast_value=MONEY(fast.value),
        slow_days=COUNT(slow.days),
        fast_days=COUNT(fast.days),
        slow_rate=RATE(slow.annual_rate),
        fast_rate=RATE(fast.annual_rate),
        total=MONEY(scenario_fee(fast)),
    )


@claim("FC3-12", figure="F3.3", idea="M35")
def broker_share():
    fee_paid = 1_000
    seen = {row.source: row.lowest_share for row in lending_brokers() if row.source != ARTICLE}
    return Solved(
        net=asked(MONEY(fee_statement(fee_paid, lending(), broker_share=ARTICLE_SHARE).paid)),
        gross=MONEY(fee_paid),
        printed=PERCENT(ARTICLE_SHARE),
        low=PERCENT(min(seen.values())),
        high=PERCENT(max(seen.values())),
        firms=COUNT(len(seen)),
    )


@claim("FC3-14", figure="F3.1", idea="M48")
def highest_rate():
    return Solved(
        cap=RATE(lending().highest_rate),
        low=RATE(min(row.lowest_rate for row in lending_brokers())),
        auction=RATE(lending().auction_step),
        negotiated=RATE(lending().negotiated_step),
    )


@claim("FC3-15", figure="F3.2")
def example_rates():
    rates = [case.annual_rate for case in lending_scenarios()]
    return Solved(low=RATE(min(rates)), high=RATE(max(rates)), cap=RATE(lending().highest_rate))


@claim("FC3-25", figure="F3.9")
def smallest_loan():
    return printed_brokers()


@claim("FC3-26", figure="F3.9")
def five_brokers():
    return printed_brokers()


@claim("FC3-28", figure="F3.8", idea="M33")
def a_year_of_lending():
    annual_rate, lent = 0.08, 0.20
    return Solved(
        brings=asked(TENTHS(yearly_yield(annual_rate, ARTICLE_SHARE, lent))),
        rate=PERCENT(annual_rate),
        share=PERCENT(ARTICLE_SHARE),
        lent=PERCENT(lent),
    )


@claim("FC3-34", figure="F3.9")
def spread_over_brokers():
    annual_rate, often, seldom = 0.04, 0.60, 0.20
    at_each = [yearly_yield(annual_rate, ARTICLE_SHARE, lent) for lent in (often, seldom)]
    return Solved(
        halves=asked(TENTHS(sum(at_each) / len(at_each))),
        best=TENTHS(max(at_each)),
        rate=PERCENT(annual_rate),
        share=PERCENT(ARTICLE_SHARE),
        often=PERCENT(often),
        seldom=PERCENT(seldom),
    )
