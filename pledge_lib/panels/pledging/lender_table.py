"""The real lenders' tables as part of F1.5: every rate and fixed fee editable, every cost recomputed."""

from pledge_lib import datasets
from pledge_lib.finance.units import MONEY, PERCENT
from pledge_lib.panels.controls import Cell, Values
from pledge_lib.panels.figure import Row, Table
from pledge_lib.panels.saying import Say

OWN = "own"  # the option of no lender: the reader's own numbers


def cells() -> tuple[Cell, ...]:
    """Return the editable numbers: rate and fixed fees of each lender, as the source prints them."""
    rates = (
        Cell(key=f"rate:{lender.id}", low=0, high=0.20, step=0.0001, default=lender.annual_rate, unit=PERCENT)
        for lender in datasets.lenders()
    )
    fees = (
        Cell(key=f"fees:{lender.id}", low=0, high=100_000, step=1, default=fixed_fees(lender), unit=MONEY)
        for lender in datasets.lenders()
    )
    return (*rates, *fees)


def fixed_fees(lender: datasets.Lender) -> float:
    """Return the lender's fees that are the same for every loan: its account fee at least, and one draw."""
    return lender.account_fee_low + lender.fee_per_draw


def sized_fees(lender: datasets.Lender, values: Values) -> float:
    """Return the lender's fees that grow with the loan or with the lots pledged for it."""
    return lender.fee_share_of_loan * values["loan"] + lender.fee_per_lot * values["lots"]


def terms(lender: datasets.Lender, values: Values) -> tuple[float, float]:
    """Return the lender's rate and all its fees on this loan, with the reader's edits."""
    return values[f"rate:{lender.id}"], values[f"fees:{lender.id}"] + sized_fees(lender, values)


def lender(id: str) -> datasets.Lender:
    """Return the row of the lenders' tables with this id."""
    return next(each for each in datasets.lenders() if each.id == id)


def name(option: str, say: Say) -> str:
    """Return the lender with its rate, the source of the figure and its date, to tell two rows of one firm apart."""
    return say("own") if option == OWN else say("firm", lender(option))


def fill_mine(option: str, _values: Values) -> Values:
    """Return the lender's rate and fees for the reader's own loan."""
    if option == OWN:
        return {}
    found = lender(option)
    return {
        "rate": found.annual_rate,
        "account_fee": found.account_fee_low,
        "fee_share": found.fee_share_of_loan,
        "fee_per_lot": found.fee_per_lot,
        "fee_per_draw": found.fee_per_draw,
    }


def fill_other(option: str, values: Values) -> Values:
    """Return the lender's rate, and all its fees on this loan, for the loan to compare with."""
    if option == OWN:
        return {}
    found = lender(option)
    return {"other_rate": found.annual_rate, "other_fees": fixed_fees(found) + sized_fees(found, values)}


def refill_other(_value: float, values: Values) -> Values:
    """Return the other lender's fees again: some grow with the loan or its lots."""
    return fill_other(values["other"], values)


def mine_edited(_value: float, _values: Values) -> Values:
    """Return that an edited number is no longer that lender's."""
    return {"lender": OWN}


def other_edited(_value: float, _values: Values) -> Values:
    """Return that an edited number is no longer the other lender's."""
    return {"other": OWN}


def row(quote) -> Row:
    """Return the row of a lender: its two editable numbers amid what is known of it and what the loan costs there."""
    edited = (f"rate:{quote.lender.id}", f"fees:{quote.lender.id}")
    cost, known = ("offer.cost", "offer.effective"), ("lender.rate_is", "lender.as_of", "lender.source")
    return Row(("lender.lender", *edited, *cost, *known), about=quote)


SHEET = Table(
    head="sheet",
    columns=("lender", "rate", "fees", "cost", "effective", "kind", "as_of", "source"),
    rows=lambda result: map(row, result.quotes),
)
