"""The worked cases of securities lending and its tax (G078 to G102): from the inputs of a case to its outputs."""

from dataclasses import replace

import pledge_lib as pl
from pledge_lib.finance.lending.dividend_tax import combined_tax, fund_pay_out
from pledge_lib.finance.lending.income import daily_fee, fee_statement, floored_daily_fee
from pledge_lib.market.lending import days

LENDING = pl.rules("tw-lending")


def loan_of(shares, price, annual_rate=0.03, **more):
    return pl.StockLoan(shares=shares, price=price, annual_rate=annual_rate, rules=LENDING, **more)


def fee(value, annual_rate, days, year_days):
    assert year_days == LENDING.day_basis
    loan = loan_of(1, value, annual_rate)
    return {"gross": loan.fee([value] * days), "per_day": loan.fee([value])}


def net_of_broker_share(gross, broker_share):
    return {"net": fee_statement(gross, LENDING, broker_share=broker_share).net}


def one_brokers_rounding(
    annual_rate, days, broker_share, floor_each_day, minimum_per_day, shares=1, value=None, average_price=None
):
    assert floor_each_day and (broker_share, minimum_per_day) == (LENDING.broker_share, LENDING.daily_minimum)
    price = value if average_price is None else average_price
    stated = loan_of(shares, price, annual_rate).net([price] * days, floored=True)
    return {
        "raw_per_day": daily_fee(shares, price, annual_rate, LENDING),
        "per_day": floored_daily_fee(shares, price, annual_rate, LENDING),
        "gross": stated.gross,
        "broker_fee": stated.broker_fee,
        "net": stated.net,
    }


def days_lent(lent, returned):
    return {"days": days.days_lent(lent, returned)}


def daily_marking(shares, annual_rate, closes, year_days):
    assert year_days == LENDING.day_basis
    loan = loan_of(shares, closes[0], annual_rate)
    return {
        "gross": loan.fee(closes),
        "gross_floored_daily": loan.net(closes, floored=True).gross,
        "gross_on_first_close": loan.fee([closes[0]] * len(closes)),
    }


def initial_collateral(shares, reference_price, initial):
    assert initial == LENDING.initial_ratio
    return {"collateral": loan_of(shares, reference_price).collateral}


def borrower_call_price(shares, collateral, fees_due, line):
    assert line == LENDING.call_line
    return {"call_price": loan_of(shares, 1, collateral=collateral, fees_due=fees_due).call_price}


def borrower_top_up(shares, collateral, close, restore_to):
    loan = loan_of(shares, close, collateral=collateral)
    return {"ratio": loan.ratio, "add": loan.cure(restore_to)}


def dividend_compensation(shares_kept, shares_lent, dividend_per_share, remittance_fee):
    kept, lent = shares_kept * dividend_per_share, shares_lent * dividend_per_share
    return {"from_issuer": kept - remittance_fee, "compensation": lent, "total_before_fee": kept + lent}


def credit_cap(credit, credit_cap):
    rules = replace(LENDING, dividend_credit=credit, dividend_credit_cap=credit_cap)
    at_cap = credit_cap / credit
    assert combined_tax(at_cap, 0.0, rules) == combined_tax(2 * at_cap, 0.0, rules) == -credit_cap
    return {"dividends_at_cap": at_cap}


def etf_pay_out(pay_out, dividend_part, bracket, credit):
    assert credit == LENDING.dividend_credit
    found = fund_pay_out(pay_out, dividend_part, bracket, LENDING)
    return {"tax": found.tax, "credit": found.credit, "net_gain": found.net_gain}


COVERED = {
    "lending.fee": fee,
    "lending.net_of_broker_share": net_of_broker_share,
    "lending.one_brokers_rounding": one_brokers_rounding,
    "lending.days_lent": days_lent,
    "lending.daily_marking": daily_marking,
    "lending.initial_collateral": initial_collateral,
    "lending.borrower_call_price": borrower_call_price,
    "lending.borrower_top_up": borrower_top_up,
    "lending.dividend_compensation": dividend_compensation,
    "tax.credit_cap": credit_cap,
    "tax.etf_pay_out": etf_pay_out,
}
