"""The sums of lesson 3's exercises: from the givens of a question to every number that it names."""

from pledge_lib.course.quantities import count, day, money, percent, price, rate
from pledge_lib.datasets import rules
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.dividend_tax import DIVIDEND, OTHER, compensation_tax, dividend_tax
from pledge_lib.finance.lending.income import fee_rate_for, yearly_yield
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lending.rules import AUCTION, NEGOTIATED
from pledge_lib.finance.ratio import after_change

MONTH_OF_30_YEAR = 360
LENDING = "tw-lending"


def loan_of(value: float, annual_rate: float = 0.03, **more) -> StockLoan:
    """Return a loan of shares worth so much in all, as one share at that price."""
    return StockLoan(shares=1, price=value, annual_rate=annual_rate, rules=rules(LENDING), **more)


def fee_of(value: float, annual_rate: float, days: int) -> float:
    """Return the gross fee at a constant price."""
    return simple_interest(value, annual_rate, days, rules(LENDING).day_basis)


def gross(p):
    """Return the fee of a loan, and two wrong years."""
    return {
        "fee": money(fee_of(p.value, p.rate, p.days)),
        "a_day": money(fee_of(p.value, p.rate, 1)),
        "months_of_30": money(simple_interest(p.value, p.rate, p.days, MONTH_OF_30_YEAR)),
        "a_year": money(fee_of(p.value, p.rate, rules(LENDING).day_basis)),
    }


def net(p):
    """Return the fee before and after the broker's share."""
    whole = fee_of(p.value, p.rate, p.days)
    return {
        "net": money(whole * (1 - p.share)),
        "gross": money(whole),
        "kept": money(whole * p.share),
    }


def four_cases(p):
    """Return the net income of the article's four loans, and their order by income a day."""
    cases = {f"case{scenario.id}": scenario for scenario in lending_scenarios()}
    a_day = {name: case.value * case.annual_rate for name, case in cases.items()}
    nets = {name: fee_of(case.value, case.annual_rate, case.days) * (1 - p.share) for name, case in cases.items()}
    given = {}
    for name, case in cases.items():
        given |= {f"{name}_price": price(case.price), f"{name}_value": money(case.value),
                  f"{name}_days": count(case.days), f"{name}_rate": rate(case.annual_rate),
                  f"{name}_a_day": money(fee_of(case.value, case.annual_rate, 1))}  # fmt: skip
    return {
        **{name: money(amount) for name, amount in nets.items()},
        **{f"{name}_gross": money(fee_of(case.value, case.annual_rate, case.days)) for name, case in cases.items()},
        **given,
        "order": tuple(sorted(a_day, key=a_day.get, reverse=True)),
        "by_price": tuple(sorted(cases, key=lambda name: cases[name].price, reverse=True)),
        "by_value": tuple(sorted(cases, key=lambda name: cases[name].value, reverse=True)),
    }


def rate_needed(p):
    """Return the rate that nets a sum, and the one that forgets the broker's share."""
    basis = rules(LENDING).day_basis
    return {
        "rate": percent(fee_rate_for(p.net, p.value, p.days, p.share, basis)),
        "without_share": percent(fee_rate_for(p.net, p.value, p.days, 0, basis)),
        "gross": money(p.net / (1 - p.share)),
    }


def risen(p):
    """Return the borrower's ratio after a rise, and the collateral that restores the line and the start."""
    lending = rules(LENDING)
    opened = loan_of(p.value)
    now = opened.at(after_change(p.value, p.rise))
    return {
        "ratio": percent(now.ratio),
        "to_line": money(now.cure(lending.call_line)),
        "to_start": money(now.cure(lending.cure_target)),
        "rises": percent(lending.initial_ratio * (1 + p.rise)),
        "start": percent(lending.initial_ratio),
        "line": percent(lending.call_line),
        "collateral": money(opened.collateral),
        "new_value": money(now.owed),
    }


def extra_tax(p):
    """Return how much more income tax lending through the ex-date costs, by view and bracket."""
    lending = rules(LENDING)
    found = {}
    for name, view in (("new", DIVIDEND), ("old", OTHER)):
        for place, bracket in (("low", p.low), ("high", p.high)):
            kept = dividend_tax(p.dividend, bracket, lending)
            lent = compensation_tax(p.dividend, bracket, lending, view)
            found |= {f"{name}_{place}": money(lent - kept), f"{name}_{place}_lent": money(lent),
                      f"{place}_kept": money(kept)}  # fmt: skip
    return found | {"letter": day(lending.compensation_is_dividend_since)}


def recalled(p):
    """Return what a fall costs while the shares are on their way back."""
    left = p.value * (1 - p.fall) ** p.days
    return {
        "lost": money(p.value - left),
        "left": money(left),
        "added_up": money(p.value * p.fall * p.days),
        "nothing": money(0),
        "kept": percent(1 - p.fall),
    }


def part_of_the_year(p):
    """Return the yearly yield of a holding that is lent now and then."""
    return {
        "yield": percent(yearly_yield(p.rate, p.share, p.on_loan)),
        "always": percent(yearly_yield(p.rate, p.share, 1)),
        "gross": percent(yearly_yield(p.rate, 0, p.on_loan)),
    }


def rise_to_line(_p):
    """Return the rise that takes the borrower from the opening to the line, and the difference in points."""
    lending = rules(LENDING)
    opened = loan_of(1_000_000)
    return {
        "rise": percent(opened.rise_to_call),
        "points": percent(lending.initial_ratio - lending.call_line),
        "start": percent(lending.initial_ratio),
        "line": percent(lending.call_line),
    }


def four_terms(_p):
    """Return who owes shares and who pays which fee."""
    right = {"lends": "receives", "borrows": "pays", "sells": "pays-and-sells", "margin-short": "broker-lent"}
    return {"terms": right, "mixed_up": right | {"sells": "broker-lent", "margin-short": "pays-and-sells"}}


def valid_rates(_p):
    """Return which of three fee rates are within the cap and on their step."""
    lending = rules(LENDING)
    asked = {"auction": (0.159, AUCTION), "negotiated": (0.1593, NEGOTIATED), "hot": (0.18, NEGOTIATED)}
    said = {name: "yes" if lending.accepts_rate(*each) else "no" for name, each in asked.items()}
    return {
        **said,
        **{f"{name}_rate": rate(each[0]) for name, each in asked.items()},
        "cap": rate(lending.highest_rate),
        "auction_step": rate(lending.auction_step),
        "negotiated_step": rate(lending.negotiated_step),
    }
