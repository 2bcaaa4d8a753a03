"""The worked cases of margin trading (G041 to G076): from the inputs of a case to its outputs."""

from dataclasses import replace

import pledge_lib as pl
from pledge_lib.finance.margin.market import blended_financing_ratio, credit_share, margin_to_value
from pledge_lib.finance.margin.plan import gross_return
from pledge_lib.finance.margin.quota import needed_for, proof_waived
from pledge_lib.finance.margin.trade import purchase, short_sale
from pledge_lib.finance.margin.trip import round_trip, short_interest
from pledge_lib.finance.money import floor_to_dollar

MARGIN, OPENING = pl.rules("tw-margin"), pl.rules("tw-margin-opening")


def leverage(own, loan, price_changes, costs):
    assert not costs
    return {"return_on_own": [gross_return(change, loan / (own + loan)) for change in price_changes]}


def own_funds(purchase_value, financing_ratio):
    bought = purchase(purchase_value, MARGIN, financing_ratio=financing_ratio)
    return {"own": bought.own_funds, "loan": bought.loan}


def loan_floored(price, shares, financing_ratio, call_line):
    bought = purchase(price * shares, MARGIN, financing_ratio=financing_ratio)
    long = pl.Long.open("A", shares=shares, price=price, rules=MARGIN, financing_ratio=financing_ratio)
    return {
        "purchase_value": bought.value,
        "loan": long.loan,
        "own": long.equity,
        "ratio": long.ratio,
        "call_price": long.call_price(call_line),
    }


def long_at(close, opened_at, financing_ratio):
    terms = {"rules": MARGIN, "financing_ratio": financing_ratio, "whole_steps": False}
    return pl.Long.open("A", shares=1, price=opened_at, **terms).at(close).ratio


def short_at(close, opened_at, short_sale_margin_rate):
    terms = {"rules": MARGIN, "short_sale_margin": short_sale_margin_rate, "net": False}
    return pl.Short.open("A", shares=1, price=opened_at, **terms).at(close).ratio


def published_estimate(close, opened_at, financing_ratio, short_sale_margin_rate, short_cut):
    assert short_cut
    return {
        "long_ratio": long_at(close, opened_at, financing_ratio),
        "short_ratio": short_at(close, opened_at, short_sale_margin_rate),
    }


def long_from_average_cost(close, average_cost, financing_ratio):
    return {"ratio": long_at(close, average_cost, financing_ratio)}


def short_from_average_cost(close, average_cost, short_sale_margin_rate, short_cut):
    assert short_cut
    wrong = pl.maintenance_ratio(average_cost, close * MARGIN.financing_ratio)
    return {"ratio": short_at(close, average_cost, short_sale_margin_rate), "wrong_formula_gives": wrong}


def rules_of_case(handling_fee, transaction_tax, commission):
    return replace(MARGIN, handling_fee=handling_fee, transaction_tax=transaction_tax, commission=commission)


def short_sale_opened(shares, price, short_sale_margin_rate, call_line, **costs):
    rules = rules_of_case(**costs)
    sold = short_sale(shares * price, rules, short_sale_margin=short_sale_margin_rate)
    short = pl.Short.open("B", shares=shares, price=price, rules=rules, short_sale_margin=short_sale_margin_rate)
    return {
        "tax": sold.tax,
        "commission": sold.commission,
        "fee": sold.handling_fee,
        "short_sale_collateral": sold.short_sale_collateral,
        "short_sale_margin": short.short_sale_margin,
        "ratio": short.ratio,
        "call_price": short.call_price(call_line),
    }


def raised_margin(shares, price, short_sale_margin_rates, call_line, **costs):
    found = [short_sale_opened(shares, price, rate, call_line, **costs) for rate in short_sale_margin_rates]
    return {name: [each[name] for each in found] for name in ("ratio", "call_price")}


def whole_account(long, short, call_line):
    assert MARGIN.call_line == call_line
    bought = pl.Long(long["name"], shares=long["shares"], price=long["price"], loan=long["loan"])
    terms = {"rules": MARGIN, "short_sale_margin": short["short_sale_margin_rate"]}
    sold = pl.Short.open(short["name"], shares=short["shares"], price=short["sold_at"], **terms)
    assert sold.short_sale_collateral == short["short_sale_collateral"]
    account = pl.MarginAccount(rules=MARGIN, longs=[bought], shorts=[sold.at(short["price"])])
    return {
        "numerator": account.collateral,
        "denominator": account.debt,
        "ratio": account.ratio,
        "call": account.state == "called",
    }


def who_is_called(positions, call_line):
    longs = [pl.Long(each["name"], shares=1, price=each["value"], loan=each["loan"]) for each in positions]
    account = pl.MarginAccount(rules=replace(MARGIN, call_line=call_line), longs=longs)
    return {
        "ratios": list(account.position_ratios.values()),
        "account_ratio": account.ratio,
        "positions_called": list(account.called),
    }


def interest_to_short_seller(short_sale_collateral, short_sale_margin, annual_rate, days, year_days):
    sold = replace(
        short_sale(100_000, MARGIN), short_sale_collateral=short_sale_collateral, short_sale_margin=short_sale_margin
    )
    rules = replace(MARGIN, day_basis=year_days)
    paid = short_interest(sold, days=days, rules=rules, interest_rate=annual_rate)
    return {"interest": paid, "interest_to_dollar": floor_to_dollar(paid)}


def round_trip_with_costs(buy_value, financing_ratio, sell_value, annual_rate, days, commission, transaction_tax):
    rules = replace(MARGIN, commission=commission, transaction_tax=transaction_tax)
    bought = purchase(buy_value, rules, financing_ratio=financing_ratio)
    trip = round_trip(bought, sell_value, days=days, annual_rate=annual_rate, rules=rules)
    return {
        "commissions": [bought.commission, trip.commission],
        "tax": trip.tax,
        "interest": trip.interest,
        "profit": trip.profit,
        "own_money": bought.own_money,
        "return_on_own": trip.return_on_own,
    }


def account_opening(limit_applied_for):
    needed = needed_for(limit_applied_for, OPENING)
    return {
        "turnover_at_least": needed["turnover"],
        "trades_at_least": needed["trades"],
        "account_months_at_least": needed["account_months"],
        "income_and_assets_at_least": needed["proof"],
    }


def account_opening_waiver(limits_applied_for, waiver_limit, at_the_limit):
    assert at_the_limit == "configurable" and OPENING.waiver_limit == waiver_limit
    both = [replace(OPENING, waiver_includes_limit=included) for included in (True, False)]
    assert [proof_waived(waiver_limit, rules) for rules in both] == [True, False]
    answers = [[proof_waived(limit, rules) for limit in limits_applied_for] for rules in both]
    assert answers[0] == answers[1], "beside the boundary the two texts agree"
    return {"asset_test_waived": answers[0]}


def blended_break_even(listed_bn, listed_ratio, otc_bn, otc_ratio):
    blended = blended_financing_ratio((listed_bn, otc_bn), (listed_ratio, otc_ratio))
    return {"blended_ratio": blended, "break_even": pl.maintenance_ratio(1, blended)}


def market_gauges(margin_balance, market_value, credit_turnover, market_turnover, unit):
    return {
        "margin_to_value": margin_to_value(margin_balance, market_value),
        "credit_share": credit_share(credit_turnover, market_turnover),
    }


COVERED = {
    "margin.leverage": leverage,
    "margin.own_funds": own_funds,
    "margin.loan_floored_to_1000": loan_floored,
    "margin.published_daily_estimate": published_estimate,
    "margin.long_ratio_from_average_cost": long_from_average_cost,
    "margin.short_ratio_from_average_cost": short_from_average_cost,
    "margin.short_sale_opened": short_sale_opened,
    "margin.short_sale_under_raised_margin": raised_margin,
    "margin.whole_account_ratio": whole_account,
    "margin.who_is_called": who_is_called,
    "margin.interest_to_short_seller": interest_to_short_seller,
    "margin.round_trip_with_costs": round_trip_with_costs,
    "margin.account_opening": account_opening,
    "margin.account_opening_waiver": account_opening_waiver,
    "margin.blended_break_even": blended_break_even,
    "margin.market_gauges": market_gauges,
}
