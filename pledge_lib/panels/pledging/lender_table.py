"""The real lenders' tables as part of F1.5: every rate and fixed fee editable, every cost recomputed."""

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.units import MONEY, PERCENT
from pledge_lib.panels.controls import Cell, Values
from pledge_lib.panels.words import Words

OWN = "own"  # the option of no lender: the reader's own numbers
COLUMNS = ("lender", "rate", "fees", "cost", "effective", "kind", "as_of", "source")


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


def name(lender: datasets.Lender, words: Words) -> str:
    """Return the lender with its rate, the source of the figure and its date, to tell two rows of one firm apart."""
    firm = words.of(lender.lender)
    return f"{firm} {percent_text(lender.annual_rate)} ({lender.source}, {lender.as_of})"


def fill_mine(option: str, _values: Values) -> Values:
    """Return the lender's rate and fees for the reader's own loan."""
    if option == OWN:
        return {}
    lender = _lender(option)
    return {
        "rate": lender.annual_rate,
        "account_fee": lender.account_fee_low,
        "fee_share": lender.fee_share_of_loan,
        "fee_per_lot": lender.fee_per_lot,
        "fee_per_draw": lender.fee_per_draw,
    }


def fill_other(option: str, values: Values) -> Values:
    """Return the lender's rate, and all its fees on this loan, for the loan to compare with."""
    if option == OWN:
        return {}
    lender = _lender(option)
    return {"other_rate": lender.annual_rate, "other_fees": fixed_fees(lender) + sized_fees(lender, values)}


def refill_other(_value: float, values: Values) -> Values:
    """Return the other lender's fees again: some grow with the loan or its lots."""
    return fill_other(values["other"], values)


def mine_edited(_value: float, _values: Values) -> Values:
    """Return that an edited number is no longer that lender's."""
    return {"lender": OWN}


def other_edited(_value: float, _values: Values) -> Values:
    """Return that an edited number is no longer the other lender's."""
    return {"other": OWN}


def _lender(id: str) -> datasets.Lender:
    return next(lender for lender in datasets.lenders() if lender.id == id)


def rows(offers, words: Words, figure: str) -> tuple[tuple[str, ...], ...]:
    """Return the table; `offers` are pairs of a lender and what the loan costs there."""
    head = tuple(words(f"{figure}.sheet.{column}") for column in COLUMNS)
    return (head, *(_row(lender, offer, words, figure) for lender, offer in offers))


def _row(lender: datasets.Lender, offer, words: Words, figure: str) -> tuple[str, ...]:
    return (
        words.of(lender.lender),
        f"rate:{lender.id}",
        f"fees:{lender.id}",
        amount_text(offer.cost, 2),
        percent_text(offer.effective),
        words(f"{figure}.rate-is.{lender.rate_is}"),
        lender.as_of.isoformat(),
        lender.source,
    )
