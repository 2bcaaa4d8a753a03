"""What an article says on the income of lending: the fee, its four examples, the brokers, a year of lending."""

from pledge_lib.course.claims import claim
from pledge_lib.course.lending.givens import ARTICLE, ARTICLE_SHARE, fee_of, lending
from pledge_lib.course.quantities import count, money, percent, rate, tenths
from pledge_lib.course.solved import Solved, asked
from pledge_lib.datasets.lending import Scenario, lending_brokers, lending_scenarios
from pledge_lib.finance.lending.income import fee_statement, yearly_yield
from pledge_lib.finance.lending.loan import StockLoan


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
    sums = {"total": money(fee_of(value, annual_rate, days)), "a_day": money(fee_of(value, annual_rate, 1))}
    return Solved(
        **sums | {asks_for: asked(sums[asks_for])},
        value=money(value),
        days=count(days),
        basis=count(lending().day_basis),
        rate=rate(annual_rate),
    )


def example(number: int) -> Solved:
    """Return one of the article's four loans."""
    case = scenario(number)
    total = scenario_fee(case)
    return Solved(
        total=asked(money(total)),
        a_day=money(total / case.days),
        value=money(case.value),
        days=count(case.days),
        rate=rate(case.annual_rate),
        basis=count(lending().day_basis),
    )


def printed_brokers() -> Solved:
    """Return what the article's table prints for its brokers, and how many rows differ."""
    rows = [row for row in lending_brokers() if row.source == ARTICLE]
    different = {(row.lowest_rate, row.highest_rate, row.lowest_share, row.highest_share) for row in rows}
    low, high, low_share, high_share = min(different)
    return Solved(
        low=rate(low),
        high=rate(high),
        low_share=percent(low_share),
        high_share=percent(high_share),
        firms=count(len(rows)),
        different=count(len(different)),
        lot=count(max(row.smallest_loan for row in rows)),
    )


@claim("FC3-01", figure="F3.1")
def value_lent():
    shares, price = 1_000, 500
    return Solved(value=asked(money(shares * price)), shares=count(shares), price=money(price))


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
    return Solved(called_middle=money(scenario(2).price), called_low=money(scenario(3).price))


@claim("FC3-09", figure="F3.1")
def day_by_day():
    first, second = scenario(1), scenario(2)
    floored, more = (loan_of(case).net([case.price] * case.days, floored=True).gross for case in (first, second))
    rise = 0.10
    return Solved(
        floored=asked(money(floored)),
        total=money(scenario_fee(first)),
        second_total=money(scenario_fee(second)),
        second_floored=money(more),
        minimum=money(lending().daily_minimum),
        value=money(first.value),
        days=count(first.days),
        rate=rate(first.annual_rate),
        rise=percent(rise),
        a_day=money(fee_of(first.value, first.annual_rate, 1)),
        dearer=money(fee_of(first.value * (1 + rise), first.annual_rate, 1)),
    )


@claim("FC3-10", figure="F3.2")
def floating():
    case, later = scenario(4), 0.04
    half = case.days // 2
    return Solved(
        floated=asked(money(fee_of(case.value, case.annual_rate, half) + fee_of(case.value, later, half))),
        total=money(scenario_fee(case)),
        value=money(case.value),
        days=count(case.days),
        half=count(half),
        rate=rate(case.annual_rate),
        later=rate(later),
    )


@claim("FC3-11", figure="F3.2", idea="M34")
def a_tie():
    slow, fast = scenario(2), scenario(4)
    return Solved(
        slow_value=money(slow.value),
        fast_value=money(fast.value),
        slow_days=count(slow.days),
        fast_days=count(fast.days),
        slow_rate=rate(slow.annual_rate),
        fast_rate=rate(fast.annual_rate),
        total=money(scenario_fee(fast)),
    )


@claim("FC3-12", figure="F3.3", idea="M35")
def broker_share():
    fee_paid = 1_000
    seen = {row.source: row.lowest_share for row in lending_brokers() if row.source != ARTICLE}
    return Solved(
        net=asked(money(fee_statement(fee_paid, lending(), broker_share=ARTICLE_SHARE).paid)),
        gross=money(fee_paid),
        printed=percent(ARTICLE_SHARE),
        low=percent(min(seen.values())),
        high=percent(max(seen.values())),
        firms=count(len(seen)),
    )


@claim("FC3-14", figure="F3.1", idea="M48")
def highest_rate():
    return Solved(
        cap=rate(lending().highest_rate),
        low=rate(min(row.lowest_rate for row in lending_brokers())),
        auction=rate(lending().auction_step),
        negotiated=rate(lending().negotiated_step),
    )


@claim("FC3-15", figure="F3.2")
def example_rates():
    rates = [case.annual_rate for case in lending_scenarios()]
    return Solved(low=rate(min(rates)), high=rate(max(rates)), cap=rate(lending().highest_rate))


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
        brings=asked(tenths(yearly_yield(annual_rate, ARTICLE_SHARE, lent))),
        rate=percent(annual_rate),
        share=percent(ARTICLE_SHARE),
        lent=percent(lent),
    )
