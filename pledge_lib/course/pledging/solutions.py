"""The sums of lesson 1's exercises: from the givens of a question to every number that it names."""

import math
from dataclasses import replace

from pledge_lib import datasets
from pledge_lib.course.quantities import count, money, percent, price, rate, times
from pledge_lib.finance.interest import breakeven_days, effective_annual_cost, simple_interest
from pledge_lib.finance.leverage import loop_debt, loop_exposure, loop_ratio, loop_room
from pledge_lib.finance.money import floor_to_dollar
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.ratio import add_to, after_change, fall_to_line, maintenance_ratio, repay_to, sell_to, shares_to
from pledge_lib.finance.sale import sale_statement
from pledge_lib.market.closed_form import closed_form

BROKER, FINANCE_COMPANY = "tw-broker-pledge", "tw-sfc-pledge"
LOT = 1_000


def pledge_of(shares, share_price, principal, line, loan_to_value=0.0) -> Pledge:
    """Return a pledge of one holding under the brokers' rules, with the line that the question gives."""
    holding = Holding("shares", shares=shares, price=share_price, loan_to_value=loan_to_value)
    return Pledge(holdings=(holding,), principal=principal, rules=replace(datasets.rules(BROKER), call_line=line))


def largest_loan(p):
    """Return the largest loan in whole thousands, and two ways to miss it."""
    return {
        "loan": money(pledge_of(1, p.value, 0, p.line, p.loan_to_value).loan_cap),
        "divided": money(p.value / p.loan_to_value),
        "own_part": money(p.value * (1 - p.loan_to_value)),
    }


def ratio(p):
    """Return the ratio, and three ways to misprint it."""
    ratio = maintenance_ratio(p.value, p.loan)
    return {
        "ratio": percent(ratio),
        "inverse": percent(1 / ratio),
        "cut": percent(math.floor(ratio * 100) / 100),
        "rounded": percent(round(ratio, 2)),
    }


def call_price(p):
    """Return the price at which the line is met."""
    pledge = pledge_of(p.shares, p.price, p.loan, p.line)
    return {
        "call_price": price(pledge.call_price("shares")),
        "ratio": percent(pledge.ratio),
        "room": percent(pledge.fall_to_call),
        "points": price(p.price * (1 - (pledge.ratio - p.line))),
        "no_line": price(p.loan / p.shares),
    }


def room_and_ratio(p):
    """Return the room to the line and the ratio after a fall."""
    return {
        "room": percent(fall_to_line(p.start, p.line)),
        "ratio": percent(after_change(p.start, -p.fall)),
        "points": percent(p.start - p.line),
        "minus_points": percent(p.start - p.fall),
    }


def cures(p):
    """Return the cures to the line (a) and to the cure target (b)."""
    rules = datasets.rules(BROKER)
    solved = {"line": percent(rules.call_line), "target": percent(rules.cure_target)}
    solved["ratio"] = percent(maintenance_ratio(p.value, p.debt))
    for part, target in (("a", rules.call_line), ("b", rules.cure_target)):
        position = (p.value, p.debt, target)
        solved[f"{part}_repay"] = money(repay_to(*position))
        solved[f"{part}_add"] = money(add_to(*position))
        solved[f"{part}_sell"] = money(sell_to(*position))
    shares = shares_to(p.value, p.debt, rules.call_line, price=p.price)
    lots = shares_to(p.value, p.debt, rules.call_line, price=p.price, lot=LOT) // LOT
    return solved | {"a_lots": count(lots), "odd_shares": count(shares)}


def interest_of_days(p):
    """Return the interest of some days."""
    a_day = simple_interest(p.loan, p.rate, 1)
    return {
        "interest": money(simple_interest(p.loan, p.rate, p.days)),
        "a_day": money(a_day),
        "whole_dollars": money(floor_to_dollar(a_day)),
        "rounded_daily": money(floor_to_dollar(a_day) * p.days),
        "months_of_30": money(simple_interest(p.loan, p.rate, p.days, basis=360)),
        "per_month": money(p.loan * p.rate),
    }


def effective_cost(p):
    """Return the yearly cost with fees and the day from which the other lender is dearer."""
    exact_days = breakeven_days(p.loan, p.rate, p.fee, other_rate=p.other_rate)
    return {
        "effective": percent(effective_annual_cost(p.loan, p.rate, p.days, p.fee)),
        "breakeven": count(math.ceil(exact_days)),
        "exact_days": times(exact_days),
        "headline": percent(p.rate),
        "without_basis": percent(p.rate + p.fee / p.loan),
        "floored": count(math.floor(exact_days)),
    }


def loop(p):
    """Return exposure and room after rounds of pledging what the loan bought."""
    rounds, endless = (p.loan_to_value, p.rounds), (p.loan_to_value, math.inf)
    return {
        "exposure": times(loop_exposure(*rounds)),
        "debt": times(loop_debt(*rounds)),
        "ratio": percent(loop_ratio(*rounds)),
        "room": percent(loop_room(*rounds, p.line)),
        "endless_exposure": times(loop_exposure(*endless)),
        "endless_room": percent(loop_room(*endless, p.line)),
    }


def odds_of_a_call(p):
    """Return the odds of a call within a year, and what people give in their place."""
    return {
        "odds": percent(closed_form(p.start, p.line, volatility=p.volatility)),
        "room": percent(fall_to_line(p.start, p.line)),
        "never": percent(0.0),
    }


def statement(p):
    """Return what a sale pays and what is still owed."""
    rules, sale_value = datasets.rules(BROKER), p.shares * p.price
    statement = sale_statement(
        sale_value, p.principal, p.interest, transaction_tax=rules.transaction_tax, commission=rules.commission
    )
    return {
        "tax_rate": rate(rules.transaction_tax),
        "commission_rate": rate(rules.commission),
        "sale_value": money(sale_value),
        "tax": money(statement.tax),
        "commission": money(statement.commission),
        "net": money(statement.net_proceeds),
        "owed": money(statement.shortfall),
        "no_costs": money(p.principal + p.interest - sale_value),
        "no_interest": money(p.principal - statement.net_proceeds),
        "neither": money(p.principal - sale_value),
        "nothing": money(0),
    }


def two_claims(p):
    """Return the room behind two printed claims."""
    sixty, fifty = 1 / p.sixty, 1 / p.fifty
    return {
        "first": percent(fall_to_line(sixty, p.line)),
        "second": percent(fall_to_line(fifty, p.line)),
        "points": percent(math.floor((math.floor(sixty * 100) / 100 - p.line) * 100 + 0.5) / 100),
        "said_safe": percent(p.said_safe),
        "ratio_then": percent(after_change(fifty, -p.said_safe)),
    }


def order_of_cures(p):
    """Return the cures from the smallest sum to the largest."""
    rules = datasets.rules(BROKER)
    position = (p.value, p.debt, rules.cure_target)
    amounts = {"repay": repay_to(*position), "add": add_to(*position), "sell": sell_to(*position)}
    return {
        "order": tuple(sorted(amounts, key=amounts.get)),
        "reverse": tuple(sorted(amounts, key=amounts.get, reverse=True)),
        "equal_first": ("add", "repay", "sell"),
        "target": percent(rules.cure_target),
        **{name: money(amount) for name, amount in amounts.items()},
    }


def levels(_p):
    """Return which level opens and which cancels a call, by lender."""
    broker, company = datasets.rules(BROKER), datasets.rules(FINANCE_COMPANY)
    lines = {"broker-call": broker.call_line, "broker-cancel": broker.cancel_level,
             "company-call": company.call_line, "company-cancel": company.cancel_level}  # fmt: skip
    names = {1.30: "130", 1.40: "140", 1.66: "166", 1.80: "180"}
    right = {row: names[level] for row, level in lines.items()}
    return {
        "levels": right,
        "back_at_the_line": right | {"broker-cancel": right["broker-call"], "company-cancel": right["company-call"]},
        **{row.replace("-", "_"): percent(level) for row, level in lines.items()},
    }
