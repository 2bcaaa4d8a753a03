"""The table of a position inside a figure: its numbers are cells that the reader edits, one price for each symbol."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from pledge_lib.datasets.mine.rows import LONG, PLEDGE, PositionRow
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.units import (
    DATE,
    MONEY,
    PRICE,
    SHARES,
    SIGNED,
    Count,
    Date,
    Phrases,
    Price,
    Shares,
    Text,
    Word,
)
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels.controls import Cell, Values
from pledge_lib.panels.table import Row, Table
from pledge_lib.panels.words import Words

COLUMNS = ("name", "kind", "symbol", "shares", "price", "loan", "own")
OWN_FALL = (-0.90, 1.50)  # the ends of a change of one symbol alone
MOST_SHARES, MOST_MONEY, MOST_PRICE = 1e9, 1e12, 1e8
ON_THE_LOAN = (PLEDGE, LONG)
EXAMPLE_LENDERS = ("example-bank", "example-sfc", "example-broker")


class AtALender:
    """What is said of one `lender`, under the name that the reader knows it by."""

    lender: Text

    @property
    def name(self) -> Phrases:
        """Return the lender's own name, or that of one of the example household in the reader's language."""
        return ((f"mine.{self.lender}",),) if self.lender in EXAMPLE_LENDERS else (("mine.own", self),)


@dataclass(frozen=True)
class RowOfSheet(AtALender):
    """A row of the table: what it is, and what of it the reader may not edit here."""

    lender: Text
    kind: Word
    symbol: Text
    shares: Shares | None
    price: Price | None
    absent: None = None


def lender_said(name: str, words: Words) -> str:
    """Return a lender's name; that of the example household in the reader's language."""
    return words(f"mine.{name}") if name in EXAMPLE_LENDERS else name


@dataclass(frozen=True)
class LeftOut(AtALender):
    """A lender that counts interest which the ratio shown leaves out, and since when it runs."""

    lender: Text
    uncounted_since: Date


def left_out(mine: Portfolio) -> Iterator[LeftOut]:
    """Yield the lenders whose ratio leaves out interest that they count."""
    for account in mine.accounts:
        if isinstance(account, PledgedLoan) and account.uncounted_since:
            yield LeftOut(account.title, account.uncounted_since)


@dataclass(frozen=True)
class SeveralLoans(AtALender):
    """A lender with several loans, and by whose word they have one ratio; without a source it is no rule."""

    lender: Text
    count: Count
    source: Text = ""


def several_loans(mine: Portfolio) -> Iterator[tuple[str, SeveralLoans]]:
    """Yield of each lender with several loans whether each has its own ratio or all have one, and why."""
    apart: dict[str, int] = {}
    for account in mine.accounts:
        if not isinstance(account, PledgedLoan):
            continue
        if account.drawings:
            rules, count = account.rules, len(account.drawings)
            source = rules.provenance["whole_account"].source if rules.whole_account else ""
            key = "mine.loans.whole" if rules.whole_account else "mine.loans.shared"
            yield key, SeveralLoans(account.lender, count, source)
        else:
            apart[account.lender] = apart.get(account.lender, 0) + 1
    for lender, count in apart.items():
        if count > 1:
            yield "mine.loans.apart", SeveralLoans(lender, count)


def several_loans_said(mine: Portfolio, words: Words) -> Iterator[str]:
    """Yield the same where there is no figure."""
    for key, each in several_loans(mine):
        yield words(key, name=lender_said(each.lender, words), count=str(each.count), source=each.source)


def notes_on(mine: Portfolio, *, is_example: bool) -> Iterator[str | tuple[str, LeftOut | SeveralLoans]]:
    """Yield what the reader has to know of the position itself, in every figure of it."""
    if is_example:
        yield "note.example"
    yield from several_loans(mine)
    yield from (("mine.uncounted", each) for each in left_out(mine))


def left_out_said(mine: Portfolio, words: Words) -> Iterator[str]:
    """Yield the same where there is no figure: in the report and the workbook."""
    yield from several_loans_said(mine, words)
    for each in left_out(mine):
        yield words("mine.uncounted", name=lender_said(each.lender, words), uncounted_since=DATE(each.uncounted_since))


def cells(rows: tuple[PositionRow, ...]) -> Iterator[Cell]:
    """Yield the numbers that the reader may edit: of each row the shares and the loan, of each symbol the price."""
    seen = set()
    for place, row in enumerate(rows):
        if row.shares is not None and row.symbol:
            yield Cell(key=f"shares:{place}", low=1, high=MOST_SHARES, step=1, default=row.shares, unit=SHARES)
        if row.kind in ON_THE_LOAN and row.loan is not None:
            yield Cell(key=f"loan:{place}", low=0, high=MOST_MONEY, step=1_000, default=row.loan, unit=MONEY)
        if row.symbol not in seen and row.price is not None:
            seen.add(row.symbol)
            yield Cell(key=f"price:{row.symbol}", low=0.01, high=MOST_PRICE, step=0.01, default=row.price, unit=PRICE)
            low, high = OWN_FALL
            yield Cell(key=f"own:{row.symbol}", low=low, high=high, step=0.01, default=0.0, unit=SIGNED)


def portfolio_with(rows: tuple[PositionRow, ...], values: Values) -> Portfolio:
    """Return the portfolio of the rows as the reader has edited them."""
    return _portfolio(rows, tuple((key, value) for key, value in values.items() if ":" in key))


def own_changes(values: Values) -> dict[str, float]:
    """Return the changes that the reader has given to single symbols."""
    return {key.partition(":")[2]: value for key, value in values.items() if key.startswith("own:") and value}


@lru_cache(maxsize=32)
def _portfolio(rows: tuple[PositionRow, ...], edits: tuple) -> Portfolio:
    return portfolio_of(edited(rows, dict(edits)))


def edited(rows: tuple[PositionRow, ...], values: Mapping[str, float]) -> tuple[PositionRow, ...]:
    """Return the rows with the numbers that stand in the cells."""
    found = []
    for place, row in enumerate(rows):
        price = values.get(f"price:{row.symbol}", row.price)
        shares = values.get(f"shares:{place}", row.shares)
        found.append(replace(row, price=price, shares=shares, loan=values.get(f"loan:{place}", row.loan)))
    return tuple(found)


def sheet(rows: tuple[PositionRow, ...], keys: frozenset[str]) -> Table:
    """Return the editable table of the rows."""

    def rows_of(_result) -> Iterator[Row]:
        seen = set()
        for place, row in enumerate(rows):
            own = (f"price:{row.symbol}", f"own:{row.symbol}")
            is_first = row.symbol not in seen and own[0] in keys
            seen.add(row.symbol)
            wanted = (f"shares:{place}", own[0] if is_first else "", f"loan:{place}", own[1] if is_first else "")
            about = RowOfSheet(row.title, row.kind, row.symbol, row.shares, row.price)
            yield Row(("name", "kind", "symbol", *(key if key in keys else "absent" for key in wanted)), about=about)

    return Table(head="sheet", columns=COLUMNS, rows=rows_of, depends_on=lambda result: None)
