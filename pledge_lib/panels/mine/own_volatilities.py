"""The reader's own volatilities in F6.4: above the correlations of the table, a box for each symbol."""

from collections.abc import Iterator
from dataclasses import dataclass

from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.units import PERCENT, Text
from pledge_lib.market.mine.pairs import Swings
from pledge_lib.panels.controls import Cell, Values
from pledge_lib.panels.table import Row

EACH, LOWEST, HIGHEST, USUAL = "each_volatility", 0.05, 1.50, 0.30


@dataclass(frozen=True)
class SymbolRow:
    """A symbol, whose number is no correlation with another."""

    one: Text
    other: None = None
    measured: None = None


def symbols_to_ask(accounts: tuple[Account, ...]) -> tuple[str, ...]:
    """Return every symbol that may lead to a call."""
    return tuple(dict.fromkeys(symbol for account in accounts for symbol in account.exposed))


def cells(symbols: tuple[str, ...]) -> Iterator[Cell]:
    """Yield a box for each symbol."""
    for symbol in symbols:
        yield Cell(key=_key(symbol), low=LOWEST, high=HIGHEST, step=0.01, default=USUAL, unit=PERCENT)


def swings_of(values: Values) -> Swings:
    """Return the volatilities as the reader has set them: one for all, or one for each symbol."""
    own = {}
    if values[EACH]:
        own = {key.partition(":")[2]: value for key, value in values.items() if key.startswith("swing:")}
    return Swings(values["volatility"], own)


def rows(symbols: tuple[str, ...]) -> Iterator[Row]:
    """Yield the row of each box."""
    for symbol in symbols:
        yield Row(("one", ("sheet.swing",), "measured", _key(symbol)), about=SymbolRow(symbol))


def _key(symbol: str) -> str:
    return f"swing:{symbol}"
