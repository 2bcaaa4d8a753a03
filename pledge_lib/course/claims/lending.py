"""What an article says on lending shares: the fee and its four examples, brokers, recall, tax, the borrower's side."""

from collections.abc import Callable

from pledge_lib import datasets
from pledge_lib.course.claims.computation import Computation, amounts, found, percents
from pledge_lib.course.quantities import MONEY, PER_CENT
from pledge_lib.datasets.lending import Scenario, lending_brokers, lending_scenarios
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.dividend_tax import OTHER, combined_tax, compensation_tax, dividend_tax, separate_tax
from pledge_lib.finance.lending.income import fee_statement, yearly_yield
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.market.lending.days import earliest_return, fee_payments, recalled_by

ARTICLE = "article-003"
ASKED = "2025-04-02"  # two holidays and a weekend follow
DIVIDEND, LOW_BRACKET, HIGH_BRACKET = 50_000, 0.05, 0.40
SHARES, PRICE = 10_000, 50


def lending() -> LendingRules:
    """Return the rules of securities lending."""
    return datasets.rules("tw-lending")


def fee(value: float, rate: float, days: int) -> float:
    """Return the fee of a loan whose price stands still."""
    return simple_interest(value, rate, days, lending().day_basis)


def scenario(number: int) -> Scenario:
    """Return one of the article's four loans."""
    return lending_scenarios()[number - 1]


def scenario_fee(case: Scenario) -> float:
    return fee(case.value, case.annual_rate, case.days)


def loan_of(case: Scenario) -> StockLoan:
    return StockLoan(shares=case.shares, price=case.price, annual_rate=case.annual_rate, rules=lending())


def borrowed() -> StockLoan:
    """Return a loan of shares with the collateral that the rules ask at its opening."""
    return StockLoan(shares=SHARES, price=PRICE, annual_rate=scenario(1).annual_rate, rules=lending())


def value_lent() -> Computation:
    shares, price = 1_000, 500
    value = shares * price
    return found(amounts(shares=shares, price=price, value=value), asked=value, unit=MONEY)


def fee_of_15_days(asked: str) -> Callable[[], Computation]:
    """Return the computation of the article's first example, which asks for its `total` or for `a_day`."""

    def computation() -> Computation:
        value, rate, days = 800_000, 0.03, 15
        sums = {"total": fee(value, rate, days), "a_day": fee(value, rate, 1)}
        said = amounts(value=value, days=days, basis=lending().day_basis, **sums)
        return found(percents(rate=rate), said, asked=sums[asked], unit=MONEY)

    return computation


def example(number: int) -> Callable[[], Computation]:
    """Return the computation of one of the article's four loans."""

    def computation() -> Computation:
        case = scenario(number)
        total = scenario_fee(case)
        sums = amounts(value=case.value, days=case.days, total=total, a_day=total / case.days)
        return found(percents(rate=case.annual_rate), sums, amounts(basis=lending().day_basis), asked=total, unit=MONEY)

    return computation


def labels() -> Computation:
    return found(amounts(called_middle=scenario(2).price, called_low=scenario(3).price))


def day_by_day() -> Computation:
    first, second = scenario(1), scenario(2)
    floored, more = (loan_of(case).net([case.price] * case.days, floored=True).gross for case in (first, second))
    sums = amounts(value=first.value, days=first.days, total=scenario_fee(first), floored=floored,
                   minimum=lending().daily_minimum, second_total=scenario_fee(second), second_floored=more)  # fmt: skip
    rise = 0.10
    dearer = fee(first.value * (1 + rise), first.annual_rate, 1)
    days = amounts(a_day=fee(first.value, first.annual_rate, 1), dearer=dearer)
    return found(percents(rate=first.annual_rate, rise=rise), sums, days, asked=floored, unit=MONEY)


def floating() -> Computation:
    case, later = scenario(4), 0.04
    half = case.days // 2
    total = fee(case.value, case.annual_rate, half) + fee(case.value, later, half)
    sums = amounts(value=case.value, days=case.days, half=half, total=scenario_fee(case), floated=total)
    return found(percents(rate=case.annual_rate, later=later), sums, asked=total, unit=MONEY)


def a_tie() -> Computation:
    slow, fast = scenario(2), scenario(4)
    values = amounts(slow_value=slow.value, fast_value=fast.value, slow_days=slow.days, fast_days=fast.days)
    rates = percents(slow_rate=slow.annual_rate, fast_rate=fast.annual_rate)
    return found(values, rates, amounts(total=scenario_fee(fast)))


def broker_share() -> Computation:
    fee_paid, printed = 1_000, 0.25
    seen = {row.source: row.lowest_share for row in lending_brokers() if row.source != ARTICLE}
    net = fee_statement(fee_paid, lending(), broker_share=printed).paid
    said = percents(printed=printed, low=min(seen.values()), high=max(seen.values()))
    return found(said, amounts(gross=fee_paid, net=net, firms=len(seen)), asked=net, unit=MONEY)


def borrowers_line() -> Computation:
    rise = borrowed().rise_to_call
    said = percents(initial=lending().initial_ratio, line=lending().call_line, rise=rise)
    return found(said, asked=rise, unit=PER_CENT)


def highest_rate() -> Computation:
    steps = percents(auction=lending().auction_step, negotiated=lending().negotiated_step)
    low = min(row.lowest_rate for row in lending_brokers())
    return found(percents(cap=lending().highest_rate, low=low), steps)


def example_rates() -> Computation:
    rates = [case.annual_rate for case in lending_scenarios()]
    return found(percents(low=min(rates), high=max(rates), cap=lending().highest_rate))


def recall_choices() -> Computation:
    short, middle, long = lending().recall_choices
    counts = amounts(short=short, middle=middle, long=long)
    days = {"middle_day": recalled_by(ASKED, middle), "long_day": recalled_by(ASKED, long)}
    return found(counts, {"asked": ASKED}, {name: day.isoformat() for name, day in days.items()})


def lenders_account() -> Computation:
    return found(amounts(months=lending().account_months))


def lease_income() -> Computation:
    waiver, share = lending().withholding_waiver, lending().withholding
    return found(percents(withheld=share), amounts(waiver=waiver, payment=waiver / share))


def compensation() -> Computation:
    kept, older = {}, {}
    for name, bracket in (("low", LOW_BRACKET), ("high", HIGH_BRACKET)):
        kept[name] = dividend_tax(DIVIDEND, bracket, lending())
        older[name] = compensation_tax(DIVIDEND, bracket, lending(), OTHER)
    more = {f"{name}_more": older[name] - kept[name] for name in kept}
    dividend, other = kept["high"], older["high"]
    since = lending().compensation_is_dividend_since.isoformat()
    said = percents(low=LOW_BRACKET, high=HIGH_BRACKET)
    sums = amounts(dividend=DIVIDEND, tax=dividend, older_tax=other, **more)
    return found({"since": since}, said, sums, asked=more["high_more"], unit=MONEY)


def two_taxations() -> Computation:
    combined = combined_tax(DIVIDEND, HIGH_BRACKET, lending())
    said = percents(credit=lending().dividend_credit, separate=lending().separate_dividend_rate, bracket=HIGH_BRACKET)
    sums = amounts(dividend=DIVIDEND, cap=lending().dividend_credit_cap, combined=combined,
                   apart=separate_tax(DIVIDEND, lending()))  # fmt: skip
    return found(said, sums, asked=combined, unit=MONEY)


def sellers_tax() -> Computation:
    return found(percents(tax=datasets.rules("tw-margin").transaction_tax))


def borrowed_sales() -> Computation:
    since = lending().provenance["borrowed_sale_cap"].as_of.isoformat()
    return found(percents(share=lending().borrowed_sale_cap), {"since": since})


def two_kinds_of_short() -> Computation:
    return found(percents(margin=datasets.rules("tw-margin").short_sale_margin, initial=lending().initial_ratio))


def printed_brokers() -> Computation:
    rows = [row for row in lending_brokers() if row.source == ARTICLE]
    different = {(row.lowest_rate, row.highest_rate, row.lowest_share, row.highest_share) for row in rows}
    (low, high, low_share, high_share) = min(different)
    lots = {row.smallest_loan for row in rows}
    said = percents(low=low, high=high, low_share=low_share, high_share=high_share)
    return found(said, amounts(firms=len(rows), different=len(different), lot=max(lots)))


def a_year_of_lending() -> Computation:
    rate, share, lent = 0.08, 0.25, 0.20
    brings = yearly_yield(rate, share, lent)
    return found(percents(rate=rate, share=share, lent=lent, brings=brings), asked=brings, unit=PER_CENT)


def after_a_gap() -> Computation:
    loan, gap = borrowed(), 0.50
    failed = loan.at(loan.price * (1 + gap)).recovery()
    said = percents(initial=lending().initial_ratio, room=lending().initial_ratio - 1, gap=gap)
    sums = amounts(value=loan.owed, collateral=loan.collateral, claim=failed.claim, missing=failed.missing)
    return found(said, sums, asked=failed.missing, unit=MONEY)


def returned_early() -> Computation:
    return found({"borrowed": ASKED, "earliest": earliest_return(ASKED).isoformat()})


def paid_monthly() -> Computation:
    lent, returned = "2026-06-10", "2026-07-20"
    first, last = fee_payments(lent, returned, lending(), monthly=True)
    dates = {"since": lending().monthly_settlement_since, "first": first.paid_on, "last": last.paid_on}
    return found({"lent": lent, "returned": returned}, {name: day.isoformat() for name, day in dates.items()})


COMPUTATIONS = {
    "FC3-01": value_lent,
    "FC3-02": fee_of_15_days("total"),
    "FC3-03": fee_of_15_days("a_day"),
    "FC3-04": example(1),
    "FC3-05": example(2),
    "FC3-06": example(3),
    "FC3-07": example(4),
    "FC3-08": labels,
    "FC3-09": day_by_day,
    "FC3-10": floating,
    "FC3-11": a_tie,
    "FC3-12": broker_share,
    "FC3-13": borrowers_line,
    "FC3-14": highest_rate,
    "FC3-15": example_rates,
    "FC3-16": recall_choices,
    "FC3-17": lenders_account,
    "FC3-18": found,
    "FC3-19": lease_income,
    "FC3-20": compensation,
    "FC3-21": two_taxations,
    "FC3-22": sellers_tax,
    "FC3-23": borrowed_sales,
    "FC3-24": two_kinds_of_short,
    "FC3-25": printed_brokers,
    "FC3-26": printed_brokers,
    "FC3-27": found,
    "FC3-28": a_year_of_lending,
    "FC3-29": after_a_gap,
    "FC3-30": found,
    "FC3-31": returned_early,
    "FC3-32": paid_monthly,
}
