"""What an article says on the sides of a stock loan: recall, accounts, tax, the borrower's collateral and sale."""

from pledge_lib import datasets
from pledge_lib.course.claims import claim
from pledge_lib.course.lending.claims_income import scenario
from pledge_lib.course.lending.givens import lending
from pledge_lib.course.solved import Solved, asked
from pledge_lib.finance.lending.dividend_tax import OTHER, combined_tax, compensation_tax, dividend_tax, separate_tax
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.units import COUNT, DATE, MONEY, PERCENT, RATE
from pledge_lib.market.lending.days import earliest_return, fee_payments, recalled_by

ASKED = "2025-04-02"  # two holidays and a weekend follow
DIVIDEND, LOW_BRACKET, HIGH_BRACKET = 50_000, 0.05, 0.40
SHARES, PRICE = 10_000, 50


def borrowed() -> StockLoan:
    """Return a loan of shares with the collateral that the rules ask at its opening."""
    return StockLoan(shares=SHARES, price=PRICE, annual_rate=scenario(1).annual_rate, rules=lending())


@claim("FC3-13", figure="F3.7")
def borrowers_line():
    return Solved(
        rise=asked(PERCENT(borrowed().rise_to_call)),
        initial=PERCENT(lending().initial_ratio),
        line=PERCENT(lending().call_line),
    )


@claim("FC3-16", figure="F3.5", idea="M37")
def recall_choices():
    short, middle, long = lending().recall_choices
    return Solved(
        short=COUNT(short),
        middle=COUNT(middle),
        long=COUNT(long),
        asked=ASKED,
        middle_day=DATE(recalled_by(ASKED, middle)),
        long_day=DATE(recalled_by(ASKED, long)),
    )


@claim("FC3-17", figure="F3.9", idea="M47")
def lenders_account():
    return Solved(months=COUNT(lending().account_months))


@claim("FC3-18", figure="F3.9")
def the_platform():
    return Solved()


@claim("FC3-19", figure="F3.3")
def lease_income():
    waiver, share = lending().withholding_waiver, lending().withholding
    return Solved(withheld=PERCENT(share), waiver=MONEY(waiver), payment=MONEY(waiver / share))


@claim("FC3-20", figure="F3.6", idea="M36")
def compensation():
    brackets = {"low": LOW_BRACKET, "high": HIGH_BRACKET}
    kept = {name: dividend_tax(DIVIDEND, bracket, lending()) for name, bracket in brackets.items()}
    older = {name: compensation_tax(DIVIDEND, bracket, lending(), OTHER) for name, bracket in brackets.items()}
    return Solved(
        high_more=asked(MONEY(older["high"] - kept["high"])),
        low_more=MONEY(older["low"] - kept["low"]),
        tax=MONEY(kept["high"]),
        older_tax=MONEY(older["high"]),
        dividend=MONEY(DIVIDEND),
        since=DATE(lending().compensation_is_dividend_since),
        **{name: PERCENT(bracket) for name, bracket in brackets.items()},
    )


@claim("FC3-21", figure="F3.6")
def two_taxations():
    return Solved(
        combined=asked(MONEY(combined_tax(DIVIDEND, HIGH_BRACKET, lending()))),
        apart=MONEY(separate_tax(DIVIDEND, lending())),
        dividend=MONEY(DIVIDEND),
        bracket=PERCENT(HIGH_BRACKET),
        credit=RATE(lending().dividend_credit),
        cap=MONEY(lending().dividend_credit_cap),
        separate=PERCENT(lending().separate_dividend_rate),
    )


@claim("FC3-22", figure="F3.3")
def sellers_tax():
    return Solved(tax=RATE(datasets.rules("tw-margin").transaction_tax))


@claim("FC3-23", idea="M38")
def borrowed_sales():
    since = lending().provenance["borrowed_sale_cap"].as_of
    return Solved(share=PERCENT(lending().borrowed_sale_cap), since=DATE(since))


@claim("FC3-24", idea="M40")
def two_kinds_of_short():
    return Solved(
        margin=PERCENT(datasets.rules("tw-margin").short_sale_margin), initial=PERCENT(lending().initial_ratio)
    )


@claim("FC3-27", figure="F3.3")
def interest_on_collateral():
    return Solved()


@claim("FC3-29", figure="F3.7")
def after_a_gap():
    loan, gap = borrowed(), 0.50
    failed = loan.at(loan.price * (1 + gap)).recovery()
    return Solved(
        missing=asked(MONEY(failed.missing)),
        claim=MONEY(failed.claim),
        value=MONEY(loan.owed),
        collateral=MONEY(loan.collateral),
        initial=PERCENT(lending().initial_ratio),
        room=PERCENT(lending().initial_ratio - 1),
        gap=PERCENT(gap),
    )


@claim("FC3-30", figure="F3.9")
def who_borrows():
    return Solved()


@claim("FC3-31", figure="F3.8")
def returned_early():
    return Solved(borrowed=ASKED, earliest=DATE(earliest_return(ASKED)))


@claim("FC3-32", figure="F3.1")
def paid_monthly():
    lent, returned = "2026-06-10", "2026-07-20"
    first, last = fee_payments(lent, returned, lending(), monthly=True)
    return Solved(
        lent=lent,
        returned=returned,
        first=DATE(first.paid_on),
        last=DATE(last.paid_on),
        since=DATE(lending().monthly_settlement_since),
    )


@claim("FC3-33", figure="F3.8", idea="M33")
def smallest_number_of_days():
    return Solved(borrowed=ASKED, earliest=DATE(earliest_return(ASKED)))
