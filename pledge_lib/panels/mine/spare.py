"""The shares of F6.2 that are pledged nowhere: a table with a box for each symbol, and one for a share held nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pledge_lib.finance.units import PRICE, SHARES, Phrases, Price, Text
from pledge_lib.panels.controls import Cell, Values
from pledge_lib.panels.mine.position import MOST_PRICE, MOST_SHARES
from pledge_lib.panels.table import Row, Table

COLUMNS = ("name", "price", "spare")
OTHER, USUAL_PRICE = "*", 100.0  # stands for a share that no lender holds, with a price that the reader types


@dataclass(frozen=True)
class SpareRow:
    """A symbol with its price, of which the reader may have shares that are pledged nowhere."""

    symbol: Text
    price: Price | None

    @property
    def name(self) -> Phrases:
        return named(self.symbol)


def named(symbol: str) -> Phrases:
    """Return a symbol, or the words for a share that no lender holds."""
    return (("spare.other",),) if symbol == OTHER else (("spare.symbol", SpareRow(symbol, None)),)


def cells(symbols: Iterable[str]) -> Iterator[Cell]:
    """Yield the boxes: shares of each symbol, then shares and price of one that no lender holds."""
    for symbol in (*symbols, OTHER):
        yield Cell(key=f"spare:{symbol}", low=0, high=MOST_SHARES, step=1, default=0, unit=SHARES)
    yield Cell(key=f"price:{OTHER}", low=0.01, high=MOST_PRICE, step=0.01, default=USUAL_PRICE, unit=PRICE)


def spare_of(values: Values, prices: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Return the spare shares with their price, by symbol: those of the slider and those of the table added up."""
    known = prices | {OTHER: values.get(f"price:{OTHER}", USUAL_PRICE)}
    counts = {symbol: values.get(f"spare:{symbol}", 0) for symbol in known}
    counts[values["symbol"]] += values["spare"]
    return {symbol: (count, known[symbol]) for symbol, count in counts.items() if count}


def sheet(prices: dict[str, float]) -> Table:
    """Return the table of those boxes."""

    def rows(_result) -> Iterator[Row]:
        for symbol, price in prices.items():
            yield Row(("name", "price", f"spare:{symbol}"), about=SpareRow(symbol, price))
        yield Row(("name", f"price:{OTHER}", f"spare:{OTHER}"), about=SpareRow(OTHER, None))

    return Table(head="sheet", columns=COLUMNS, rows=rows, depends_on=lambda result: None)
