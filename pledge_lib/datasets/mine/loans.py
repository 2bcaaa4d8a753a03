"""Which loan a row of a pledge is about, where a lender has several: each has its own days, rate and end.

A row that says a sum and other terms than the loan above it begins a loan of its own. One without a sum belongs to the
loan above it, as people write below each other what secures one loan. What cannot be told is asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.datasets.rule_profiles import rules as rule_profile

OF_A_LOAN = ("annual_rate", "drawn", "matures", "days")


@dataclass(frozen=True, eq=False)
class _Loan:
    """A loan as far as it is told: under which name, on which terms, in which rows."""

    which: str | None = None
    terms: dict[str, Any] = field(default_factory=dict[str, Any])
    places: list[int] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)

    def allows(self, terms: dict[str, Any]) -> bool:
        return all(self.terms.get(name, value) == value for name, value in terms.items())

    def take(self, place: int, terms: dict[str, Any]) -> None:
        self.terms.update(terms | self.terms)
        self.places.append(place)


def told_apart(rows: Sequence[PositionRow]) -> tuple[list[PositionRow], set[int]]:
    """Return the rows of one lender's pledges, each with its loan where there are several; and the unclear ones.

    >>> def row(symbol, **loan):
    ...     return PositionRow(lender="A", kind="pledge", symbol=symbol, rules="tw-bank-pledge", **loan)
    >>> rows = [row("2330", loan=60.0, annual_rate=0.03), row("0050"), row("2317", loan=40.0, annual_rate=0.05)]
    >>> [each.which for each in told_apart(rows)[0]], [each.which for each in told_apart(rows[:2])[0]]
    (['1', '1', '2'], [None, None])
    """
    loans, before = _loans(rows)
    if len(loans) < 2:
        which = loans[0].which if loans else None
        return [replace(row, which=which) for row in rows], set()
    named = {loan.which for loan in loans}
    free = (str(number) for number in range(1, len(rows) + 1) if str(number) not in named)
    found, unclear = list(rows), {place for loan in loans for place in loan.unsure}
    for loan in loans:
        which = loan.which or next(free)
        for place in loan.places:
            found[place] = replace(rows[place], which=which)
    if not is_shared(found):
        unclear.update(before)
    return found, unclear


def is_shared(rows: Iterable[PositionRow]) -> bool:
    """Return whether a lender's loans have one ratio: it judges the whole account, or a loan has no own shares."""
    rows = tuple(rows)
    loans = {row.which for row in rows if row.loan is not None}
    if len(loans) < 2:
        return False
    secured = {row.which for row in rows if row.symbol}
    return not loans <= secured or any(row.rules and rule_profile(row.rules).whole_account for row in rows)


def _loans(rows: Sequence[PositionRow]) -> tuple[list[_Loan], list[int]]:
    """Return the loans in the order of their rows, and the rows that stand above the first of them."""
    loans: list[_Loan] = []
    named: dict[str, _Loan] = {}
    of_day: dict[tuple[Any, ...], _Loan] = {}  # one without a name goes on where another stands between
    before: list[int] = []
    now: _Loan | None = None
    for place, row in enumerate(rows):
        terms = {name: value for name in OF_A_LOAN if (value := getattr(row, name)) is not None}
        if row.which:
            now = named.setdefault(row.which, _Loan(which=row.which))
        elif row.loan is not None and (now is None or now.which or not now.allows(terms)):
            earlier = next((loan for key in _days(terms) if (loan := of_day.get(key)) and loan.allows(terms)), None)
            now = earlier or _Loan()
        elif now is None:
            before.append(place)
            continue
        elif row.loan is not None and not terms:
            now.unsure.append(place)
        if not now.places:
            loans.append(now)
        now.take(place, terms)
        if not now.which:
            for key in _days(now.terms):
                of_day.setdefault(key, now)
    return loans, before


def _days(terms: dict[str, Any]) -> Iterable[tuple[Any, ...]]:
    """Return under what a loan is found again: its day with its rate, and its day alone; nothing without a day."""
    day = terms.get("drawn")
    return ((day, terms.get("annual_rate")), (day, None)) if day else ()
