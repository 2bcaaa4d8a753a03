"""The real lenders' tables as part of F1.5: every rate and fixed fee editable, every cost recomputed."""

import math
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.interest import handling_fee, simple_interest
from pledge_lib.finance.units import MONEY, PERCENT, Money, Percent, Rate
from pledge_lib.panels.controls import Cell, Values
from pledge_lib.panels.figure import Row, Table
from pledge_lib.panels.saying import Say

OWN = "own"  # the option of no lender: the reader's own numbers
PROFILE = "tw-broker-pledge"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a lender takes: a rate, fees that stand fast, and a handling fee by the loan with a minimum and a waiver."""

    rate: Percent
    fixed: Money
    share: Rate = 0.0
    minimum: Money = 0.0
    waived_at: Money = math.inf

    @property
    def has_fee(self) -> bool:
        return self.share > 0 or self.minimum > 0

    @property
    def can_be_waived(self) -> bool:
        return self.has_fee and self.waived_at < math.inf


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


def terms(lender: datasets.Lender, rate: float, fixed: float, lots: float) -> Terms:
    """Return a lender's terms at a rate and fixed fees, for so many lots pledged."""
    return Terms(
        rate=rate,
        fixed=fixed + lender.fee_per_lot * lots,
        share=lender.fee_share_of_loan,
        minimum=lender.fee_minimum,
        waived_at=lender.fee_waived_at,
    )


def edited_terms(lender: datasets.Lender, values: Values) -> Terms:
    """Return the lender's terms with the reader's edits."""
    return terms(lender, values[f"rate:{lender.id}"], values[f"fees:{lender.id}"], values["lots"])


def own_terms(values: Values) -> Terms:
    """Return the terms that the reader has set for the own loan; a waiver at 0 is none."""
    fixed = values["account_fee"] + values["fee_per_lot"] * values["lots"] + values["fee_per_draw"]
    waived_at = values["fee_waived_at"] or math.inf
    return Terms(
        rate=values["rate"], fixed=fixed, share=values["fee_share"], minimum=values["fee_minimum"], waived_at=waived_at
    )


def other_terms(values: Values) -> Terms:
    """Return the terms of the other loan: those of the lender chosen, as long as its numbers stand unedited."""
    written = Terms(rate=values["other_rate"], fixed=values["other_fees"])
    if values["other"] == OWN:
        return written
    filled = fill_other(values["other"], values)
    unedited = all(values[key] == value for key, value in filled.items())
    return printed_terms(lender(values["other"]), values["lots"]) if unedited else written


def printed_terms(found: datasets.Lender, lots: float) -> Terms:
    """Return a lender's terms as its source prints them."""
    return terms(found, found.annual_rate, fixed_fees(found), lots)


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
        "fee_minimum": found.fee_minimum,
        "fee_waived_at": 0 if found.fee_waived_at == math.inf else found.fee_waived_at,
        "fee_per_lot": found.fee_per_lot,
        "fee_per_draw": found.fee_per_draw,
    }


def fill_other(option: str, values: Values) -> Values:
    """Return the lender's rate, and all its fees on this loan of these days, for the loan to compare with."""
    if option == OWN:
        return {}
    its = printed_terms(lender(option), values["lots"])
    days, basis = min(values["days"], values["repaid_on"]), datasets.rules(PROFILE).day_basis
    interest = simple_interest(values["loan"], its.rate, days, basis)
    fee = handling_fee(values["loan"], its.share, interest, minimum=its.minimum, waived_at=its.waived_at)
    return {"other_rate": its.rate, "other_fees": its.fixed + fee}


def refill_other(_value: float, values: Values) -> Values:
    """Return the other lender's fees again: some grow with the loan or its lots, or go once the interest is enough."""
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
