"""What a fact-check finds: numbers as texts write them. And the example that the articles share."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import maintenance_ratio

VALUE, LOAN, HALF_LOAN = 1_000_000, 600_000, 500_000  # one article borrows half, the others 60 %
START, HALF_START = maintenance_ratio(VALUE, LOAN), maintenance_ratio(VALUE, HALF_LOAN)


@dataclass(frozen=True, kw_only=True)
class Computation:
    """Numbers as a finding writes them, and the one that a reader is asked for, where the claim has one.

    `number` is in the library's unit: 22 % is 0.22, money is TWD.
    """

    fields: dict[str, str]
    number: float | None = None
    unit: str | None = None


def found(*fields: dict[str, str], asked: float | None = None, unit: str | None = None) -> Computation:
    """Put the numbers of a finding together."""
    return Computation(fields={name: text for part in fields for name, text in part.items()}, number=asked, unit=unit)


def unasked(compute: Callable[[], Computation]) -> Callable[[], Computation]:
    """Return the same computation for a claim that asks its reader for no number."""
    return lambda: replace(compute(), number=None, unit=None)


def percents(**fractions: float) -> dict[str, str]:
    """Write fractions as per cent, without zeros that say nothing.

    >>> percents(room=0.22, start=5 / 3, left=0.313049)
    {'room': '22%', 'start': '166.67%', 'left': '31.3%'}
    """
    return {name: percent_text(value).rstrip("%").rstrip("0").rstrip(".") + "%" for name, value in fractions.items()}


def amounts(places: int | None = None, **values: float) -> dict[str, str]:
    """Write amounts with thousands separators."""
    return {name: amount_text(value, places) for name, value in values.items()}


def broker() -> PledgeRules:
    """Return the rules of a broker's pledge loan."""
    return datasets.rules("tw-broker-pledge")


def finance_company() -> PledgeRules:
    """Return the rules of the securities finance company's pledge loan."""
    return datasets.rules("tw-sfc-pledge")
