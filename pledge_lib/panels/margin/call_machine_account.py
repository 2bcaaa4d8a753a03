"""The accounts of F2.4: their positions at the start, and the closes that a path gives each of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.money import round_half_up
from pledge_lib.panels.controls import Values
from pledge_lib.panels.margin.call_machine_path import ratios_of, relative_closes

MARGIN = "tw-margin"
LOT = 1_000
LEAD = "a"
PLACES = 2  # a price has cents


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A position at the start: price, margin loan (None: sold short), and how much of the path its price takes."""

    name: str
    price: float
    loan: float | None
    follows: float


FIRST = Parcel(name=LEAD, price=100, loan=60_000, follows=1)
STILL = Parcel(name="b", price=90, loan=60_000, follows=0)
HALF = Parcel(name="b", price=100, loan=60_000, follows=0.5)
SOLD_SHORT = Parcel(name="c", price=50, loan=None, follows=0)
ACCOUNTS: Mapping[str, tuple[Parcel, ...]] = {
    "one": (FIRST,),
    "two": (FIRST, STILL),
    "three": (FIRST, HALF, SOLD_SHORT),
}


def opened(parcels: tuple[Parcel, ...], rules: MarginRules) -> MarginAccount:
    """Return the account that holds these positions at the start."""
    terms = {"shares": LOT}
    longs = [Long(each.name, price=each.price, loan=each.loan, **terms) for each in parcels if each.loan is not None]
    shorts = [
        Short.open(each.name, price=each.price, rules=datasets.rules(MARGIN), **terms)
        for each in parcels
        if each.loan is None
    ]
    return MarginAccount(rules=rules, longs=longs, shorts=shorts)


def closes(values: Values, parcels, account: MarginAccount, rules: MarginRules) -> Iterator[dict[str, float]]:
    """Yield the closes of each session by symbol."""
    ratios = ratios_of(values["path"])
    if ratios is None:
        for factor in relative_closes(values, rules.daily_limit):
            yield moved(parcels, factor)
    else:
        for ratio in ratios:
            yield at_ratio(parcels, account, exact(ratio))


def moved(parcels, factor) -> dict[str, float]:
    """Return the closes where the path stands at a part of its start; each price takes its own share of the move."""
    prices = {each.name: exact(each.price) * (1 + exact(each.follows) * (exact(factor) - 1)) for each in parcels}
    return {name: round_half_up(float(price), places=PLACES) for name, price in prices.items()}


def at_ratio(parcels, account: MarginAccount, ratio: Fraction) -> dict[str, float]:
    """Return the closes at which the whole account has exactly this ratio; the first position takes what is left."""
    at_nothing, at_start = (account.at(moved(parcels, factor)) for factor in (0, 1))
    slope = exact(at_start.collateral) - exact(at_nothing.collateral)
    closes = moved(parcels, float((ratio * exact(account.debt) - exact(at_nothing.collateral)) / slope))
    lead = account.position(LEAD)
    others = exact(account.at(closes | {LEAD: 0}).collateral)
    return closes | {LEAD: float((ratio * exact(account.debt) - others) / exact(lead.shares))}
